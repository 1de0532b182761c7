"""A unit's targets: what it owes, figures for several at once, one share with its history."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.targets.domain.results import Figure, Line, report_many
from thidua.targets.enums import ResultState, TargetState
from thidua.targets.models import Allocation, Result, Target
from thidua.targets.pace import rule_words
from thidua.targets.queries import (
    Owed,
    ShareLine,
    active_shares,
    allocations_visible_to,
    owed_by,
    owed_wholes,
    owned_wholes,
    progress,
    results_visible_to,
    share_lines,
    visible_to,
)
from thidua.targets.settings import settings_of
from thidua.vietnamese.text import fold
from thidua.web.office.targets.board import decorate
from thidua.web.office.targets.forms import figure_of
from thidua.web.office.targets.results import decorate_result
from thidua.web.shared import workbook
from thidua.web.shared.asked import chips, one_of, words_of
from thidua.web.shared.target_shown import (
    LOOKS,
    RESULT_LOOKS,
    STATE_LOOKS,
    figure,
    plan_words,
    progress_chart,
    unit_rows,
)

UNIT = (Role.CLERK, Role.HEAD)
MOST_OWED = 4
"""Periods of one target on the entry form at once, the oldest first."""
FIELDS = ("gia_tri", "tu_so", "mau_so", "dien_giai", "dung")
HEAD = ("Chỉ tiêu", "Đơn vị", "Giao", "Đơn vị tính", "Kỳ", "Hạn báo cáo", "Thực hiện", "Diễn giải",
        "Bước", "Muộn")  # fmt: skip


def _everything(request: HttpRequest) -> list[Owed]:
    """All ended periods that the actor's units answer for."""
    today = timezone.localdate()
    shares = list(active_shares(request.actor))
    return owed_by(shares, today) + owed_wholes(list(owned_wholes(request.actor)), today)


@screen(*UNIT, writes=True)
def targets(request: HttpRequest) -> HttpResponse:
    """What is owed, each with its own field; whatever is filled in is sent together."""
    found = _everything(request)
    errors: tuple[str, ...] = ()
    if request.method == "POST":
        owed = {key_of(one): one for one in found if one.is_owed}
        try:
            lines = _lines(request.POST, owed)
            report_many(actor=request.actor, lines=lines)
        except Refusal as refusal:
            errors = refusal.reasons
        else:
            messages.success(request, f"Đã gửi {len(lines)} kết quả. Chuyên viên sẽ duyệt.")
            return redirect("unit:targets")
    if request.GET.get("xuat") == "xlsx":
        return _book(found)
    context = _context(request, found) | {"errors": errors}
    return render(request, "targets/unit.html", context, status=422 if errors else 200)


def key_of(one: Owed) -> str:
    """Names the field of a period: the share (or the whole) and the period's number."""
    who = f"p{one.allocation.pk}" if one.allocation else f"c{one.target.pk}"
    return f"{who}-{one.period.number}"


def _lines(sent: QueryDict, owed: dict[str, Owed]) -> list[Line]:
    """Rows in which something was typed; raises Refusal naming each that cannot be read."""
    found, faults = [], []
    for key, one in owed.items():
        typed = {name: sent.get(f"{name}:{key}", "").strip() for name in FIELDS}
        if not any(typed[name] for name in FIELDS[:4]):
            continue
        try:
            found.append(
                Line(one.target, one.allocation, one.period, _figure(typed),
                     confirmed=bool(typed["dung"]))
            )  # fmt: skip
        except forms.ValidationError as error:
            faults.append(f"{one.target.name}, {one.label}: {error.messages[0]}")
    if faults:
        raise Refusal(*faults)
    if not found:
        raise Refusal("Chưa ghi số nào. Ghi ít nhất một ô rồi gửi; ô để trống là chưa báo cáo.")
    return found


def _figure(typed: dict[str, str]) -> Figure:
    def number(name: str) -> Any:
        return figure_of(typed[name]) if typed[name] else None

    return Figure(number("gia_tri"), number("tu_so"), number("mau_so"), typed["dien_giai"])


def _context(request: HttpRequest, found: list[Owed]) -> dict[str, Any]:
    today = timezone.localdate()
    words = fold(words_of(request.GET))
    seen = list(visible_to(request.actor).order_by("sort_key", "pk"))
    state = one_of(request.GET, "buoc", TargetState.values)
    mine = [
        row
        for row in seen
        if (not state or row.state == state) and (not words or words in row.search_key)
    ]
    for row in mine:
        row.plan_words = plan_words(row)
        row.state_look, row.state_icon = STATE_LOOKS[TargetState(row.state)]
    groups = _groups(request, found, today)
    states = [one for one in TargetState if any(row.state == one for row in seen)]
    counts = [(one.value, one.label, sum(r.state == one for r in seen)) for one in states]
    return {
        "groups": groups,
        "owed": sum(1 for one in found if one.is_owed),
        "late": sum(1 for one in found if one.is_owed and one.due_on < today),
        "rows": mine,
        "shares": _shares(request, mine),
        "chips": chips(request.GET, "buoc", state, [("", "Tất cả", len(seen)), *counts]),
        "words": words_of(request.GET),
        "rule": rule_words(settings_of(request.actor.authority_id).slow_points),
    }


def _groups(request: HttpRequest, found: list[Owed], today: Any) -> list[dict[str, Any]]:
    """Owed periods by target and unit, the most overdue first."""
    by_key: dict[str, list[Owed]] = {}
    for one in found:
        if one.is_owed:
            by_key.setdefault(key_of(one).partition("-")[0], []).append(one)
    groups = []
    for rows in by_key.values():
        first = rows[0]
        groups.append(
            {
                "target": first.target,
                "unit": first.allocation.unit_name if first.allocation else "Số chung",
                "plan": figure(first.allocation.plan if first.allocation else first.target.plan,
                               first.target.measure),
                "more": max(len(rows) - MOST_OWED, 0),
                "kind": first.target.kind,
                "rows": [_field(request, one, today) for one in rows[:MOST_OWED]],
            }
        )  # fmt: skip
    return sorted(groups, key=lambda group: group["rows"][0]["due"])


def _field(request: HttpRequest, one: Owed, today: Any) -> dict[str, Any]:
    key = key_of(one)
    sent = request.POST if request.method == "POST" else {}
    back = one.result.answer if one.result else ""
    typed = {name: sent.get(f"{name}:{key}", "") for name in FIELDS}
    return {
        "key": key,
        "label": one.label,
        "due": one.due_on,
        "late": one.due_on < today,
        "back": back,
        "typed": typed,
    }


def _shares(request: HttpRequest, rows: list[Target]) -> dict[int, list[Allocation]]:
    found: dict[int, list[Allocation]] = {}
    shares = allocations_visible_to(request.actor).filter(
        target__in=rows, unit_id__in=request.actor.unit_ids
    )
    for one in shares.order_by("sort_key"):
        found.setdefault(one.target_id, []).append(one)
    for row in rows:
        row.mine = found.get(row.pk, [])  # type: ignore[attr-defined]
    return found


def _book(found: list[Owed]) -> HttpResponse:
    def number(value: Any) -> float | str:
        return "" if value is None else float(value)

    lines = (
        (
            one.target.name,
            one.allocation.unit_name if one.allocation else "Số chung",
            number(one.allocation.plan if one.allocation else one.target.plan),
            one.target.measure,
            one.label,
            f"{one.due_on:%d/%m/%Y}",
            number(one.result.value if one.result else None),
            one.result.words if one.result else "",
            one.result.get_state_display() if one.result else "Chưa báo cáo",
            "x" if one.result and one.result.is_late else "",
        )
        for one in found
    )
    return workbook.response("chi-tieu-cua-don-vi", "Chỉ tiêu của đơn vị", HEAD, lines)


@screen(*UNIT, writes=True)
def target(request: HttpRequest, code: str) -> HttpResponse:
    """One target as the unit sees it: its shares period by period, the whole beside it."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    errors: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            _correct(request, row)
        except Refusal as refusal:
            errors = refusal.reasons
        else:
            messages.success(request, "Đã gửi bản sửa; số cũ được giữ làm bản trước.")
            return redirect("unit:target", row.code)
    today = timezone.localdate()
    found = progress(row, today)
    decorate(row, found)
    slow = settings_of(row.authority_id).slow_points
    own = share_lines(
        allocations_visible_to(request.actor)
        .filter(target=row, unit_id__in=request.actor.unit_ids)
        .order_by("sort_key")
    )
    context = {
        "target": row,
        "found": found,
        "shares": [_share(one, slow, found) for one in own],
        "history": _history(request, row),
        "chart": progress_chart(found, today) if row.state != TargetState.DRAFT else None,
        "rule": rule_words(slow),
        "errors": errors,
        "may_correct": row.state == TargetState.ACTIVE,
    }
    return render(request, "targets/unit_target.html", context, status=422 if errors else 200)


def _share(one: ShareLine, slow: Any, found: Any) -> dict[str, Any]:
    [row] = unit_rows(found.target, [one], found.point, slow)
    look, icon = LOOKS[row.standing.band]
    return {
        "name": one.unit_name,
        "plan": one.plan,
        "reached": one.reached,
        "period": row.period,
        "look": look,
        "icon": icon,
        "label": row.label,
        "why": row.standing.why,
        "share": row.standing.share,
    }


def _history(request: HttpRequest, row: Target) -> list[Result]:
    """The unit's own figures, newest first, each with how many versions there were before."""
    found = results_visible_to(request.actor).filter(target=row)
    mine = found.filter(allocation__unit_id__in=request.actor.unit_ids)
    if request.actor.acts_for(row.owner_id or 0):
        mine = mine | found.filter(allocation__isnull=True)
    rows = list(mine.select_related("target", "allocation").order_by("-period_on", "pk")[:200])
    for one in rows:
        decorate_result(one)
        one.look, one.icon = RESULT_LOOKS[ResultState(one.state)]
    return rows


def _correct(request: HttpRequest, row: Target) -> None:
    """One figure already sent, changed with a reason."""
    key = request.POST.get("ket_qua", "")
    result = get_object_or_404(
        results_visible_to(request.actor).select_related("allocation"), target=row, code=key
    )
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    revision = request.POST.get("revision", "")
    try:
        number = _figure(typed)
    except forms.ValidationError as error:
        raise Refusal(*error.messages) from error
    period = next(one for one in row.periods if one.last == result.period_on)
    report_many(
        actor=request.actor,
        lines=[
            Line(
                row, result.allocation, period, number,
                reason=request.POST.get("ly_do", ""), confirmed=bool(typed["dung"]),
                revision=int(revision) if revision.isdecimal() and len(revision) < 10 else None,  # noqa: PLR2004
            )
        ],
    )  # fmt: skip


@screen(*UNIT)
def result(request: HttpRequest, key: str) -> HttpResponse:
    """One figure with every version before it."""
    row = get_object_or_404(
        results_visible_to(request.actor).select_related("target", "allocation"), code=key
    )
    decorate_result(row)
    versions = list(row.versions.order_by("-number"))
    for one in versions:
        one.shown = figure(one.value, row.target.measure) if one.value is not None else one.words
    context = {"result": row, "target": row.target, "versions": versions, "offers": [],
               "errors": (), "events": [], "of_unit": True}  # fmt: skip
    return render(request, "targets/result.html", context)


urlpatterns = [
    path("chi-tieu/", targets, name="targets"),
    path("chi-tieu/ket-qua/<slug:key>/", result, name="target_result"),
    path("chi-tieu/<slug:code>/", target, name="target"),
]
