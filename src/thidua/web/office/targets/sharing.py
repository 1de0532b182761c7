"""Dividing a target among units: typed, pasted, proposed; the gap accepted; shares moved on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import UnitVersion
from thidua.targets.domain import allocations as verbs
from thidua.targets.domain.lineage import Moving, movable, move_shares
from thidua.targets.enums import TargetKind, TargetState
from thidua.targets.guards import lacking
from thidua.targets.models import Allocation, Target
from thidua.targets.sharing import difference_words, shared, trimmed
from thidua.vietnamese.numbers import format_number
from thidua.web.office.targets.forms import figure_of
from thidua.web.office.targets.page import mine
from thidua.web.shared.form_pages import revision

COLUMNS = (("giao", "plan"), ("goc", "baseline"), ("quy_mo", "weight"), ("truoc", "last_actual"))


@screen(Role.OFFICER, writes=True)
def shares(request: HttpRequest, code: str) -> HttpResponse:
    """Every unit's share in one form; a proposal or a paste only fills it in."""
    row = mine(request, code)
    if request.method != "POST":
        return _shown(request, row)
    if "dan" in request.POST:
        return _pasted(request, row)
    try:
        given = _typed(request, row)
        verbs.share_out(
            actor=request.actor,
            target=row,
            shares=given,
            reason=request.POST.get("ly_do", ""),
            revision=revision(request),
        )
    except Refusal as refusal:
        return _shown(request, row, errors=refusal.reasons, typed=request.POST)
    messages.success(request, f"Đã lưu phần giao của {len(given)} đơn vị.")
    return redirect("office:target_shares", row.code)


def _shown(
    request: HttpRequest,
    row: Target,
    *,
    errors: tuple[str, ...] = (),
    typed: Any = None,
    fills: dict[int, Decimal] | None = None,
    paste: str = "",
) -> HttpResponse:
    way, status = request.GET.get("cach", ""), 422 if errors else 200
    if way in verbs.WAYS and fills is None:
        try:
            fills = verbs.proposed(row, way)
        except Refusal as refusal:
            errors = refusal.reasons
    rows = list(row.allocations.filter(until_on__isnull=True).order_by("sort_key", "pk"))
    lines = [_line(one, typed, fills or {}) for one in rows]
    known = {one.unit_id for one in rows}
    lines += _new_lines(row, fills or {}, known)
    gap = lacking(row)
    context = {
        "target": row,
        "lines": lines,
        "ways": verbs.WAYS,
        "way": way,
        "errors": errors,
        "gap": difference_words(gap, row.measure) if gap else "",
        "gap_accepted": gap is not None and row.accepted_gap == gap,
        "is_place": row.kind == TargetKind.PLACES,
        "asks_reason": row.state == TargetState.ACTIVE,
        "kinds": _kinds(row),
        "paste": paste,
        "filled": bool(fills),
        "movable": len(movable(row, _last_day(row))) if rows else 0,
        "open": row.state in {TargetState.DRAFT, TargetState.ACTIVE},
    }
    return render(request, "targets/shares.html", context, status=status)


def _line(one: Allocation, typed: Any, fills: dict[int, Decimal]) -> dict[str, Any]:
    line: dict[str, Any] = {"unit_id": one.unit_id, "name": one.unit_name, "told": one.reports}
    for name, column in COLUMNS:
        value = getattr(one, column)
        if name == "giao" and one.unit_id in fills:
            value = fills[one.unit_id]
        line[name] = "" if value is None else format_number(trimmed(value))
        if typed is not None:
            line[name] = typed.get(f"{name}_{one.unit_id}", line[name])
    return line


def _new_lines(row: Target, fills: dict[int, Decimal], known: set[int]) -> list[dict[str, Any]]:
    """Units that a paste names and that have no share yet."""
    new = [pk for pk in fills if pk not in known]
    names = dict(
        UnitVersion.objects.filter(unit_id__in=new, valid__contains=row.due_on).values_list(
            "unit_id", "name"
        )
    )
    return [
        {"unit_id": pk, "name": names.get(pk, ""), "told": 0, "new": True,
         "giao": format_number(trimmed(fills[pk])), "goc": "", "quy_mo": "", "truoc": ""}
        for pk in new
    ]  # fmt: skip


def _kinds(row: Target) -> list[tuple[str, str, int]]:
    """Kinds of units standing at the target's end, with how many."""
    versions = UnitVersion.objects.filter(
        authority_id=row.authority_id, valid__contains=row.due_on, unit__withdrawn_at__isnull=True
    )
    kinds = list(versions.values_list("kind", flat=True))
    return [(k.value, k.label, kinds.count(k.value)) for k in UnitKind if k.value in kinds]


def _typed(request: HttpRequest, row: Target) -> list[verbs.Share]:
    """Shares as typed; raises Refusal that names the unit and column of each fault."""
    faults: list[str] = []
    names = dict(row.allocations.values_list("unit_id", "unit_name"))
    found = []
    for raw in request.POST.getlist("don_vi"):
        if not raw.isdecimal() or len(raw) > 18:  # noqa: PLR2004 (fits a key)
            continue
        pk, values = int(raw), {}
        for name, column in COLUMNS:
            text = request.POST.get(f"{name}_{pk}", "").strip()
            try:
                values[column] = figure_of(text) if text else None
            except forms.ValidationError as error:
                who = names.get(pk, f"Đơn vị dòng {len(found) + 1}")
                faults.append(f"{who}: “{text[:30]}”. {error.messages[0]}")
        if len(values) == len(COLUMNS):
            found.append(verbs.Share(unit_id=pk, **values))
    if faults:
        raise Refusal(*faults)
    return found


def _pasted(request: HttpRequest, row: Target) -> HttpResponse:
    """Read the paste and fill the form with it; nothing is written yet."""
    text = request.POST.get("bang", "")[:200_000]
    lines = verbs.read_paste(row, text)
    faults = tuple(line.fault for line in lines if line.fault)
    fills = {
        line.unit_id: line.line.value
        for line in lines
        if line.unit_id is not None and line.line.value is not None
    }
    if not lines:
        faults = ("Chưa dán gì. Chép hai cột tên đơn vị và con số từ Excel rồi dán vào ô.",)
    return _shown(request, row, errors=faults, fills=fills or None, paste=text if faults else "")


@screen(Role.OFFICER, reads=False, writes=True)
def add_kind(request: HttpRequest, code: str) -> HttpResponse:
    """Give every unit of a kind a share, still without a figure."""
    row = mine(request, code)
    kind = request.POST.get("loai", "")
    have = set(row.allocations.values_list("unit_id", flat=True))
    versions = UnitVersion.objects.filter(
        authority_id=row.authority_id,
        valid__contains=row.due_on,
        unit__withdrawn_at__isnull=True,
        kind=kind,
    )
    new = [pk for pk in versions.values_list("unit_id", flat=True) if pk not in have]
    if not new:
        messages.warning(request, "Không có đơn vị nào thuộc loại này để thêm.")
        return redirect("office:target_shares", row.code)
    try:
        verbs.share_out(
            actor=request.actor,
            target=row,
            shares=[verbs.Share(unit_id=pk) for pk in new],
            reason=request.POST.get("ly_do", ""),
        )
    except Refusal as refusal:
        return _shown(request, row, errors=refusal.reasons)
    messages.success(request, f"Đã thêm {len(new)} đơn vị. Ghi phần giao hoặc chọn cách chia.")
    return redirect("office:target_shares", row.code)


@screen(Role.OFFICER, reads=False, writes=True)
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Take one unit out."""
    row = mine(request, code)
    raw = request.POST.get("don_vi", "")
    ids = [int(raw)] if raw.isdecimal() and len(raw) < 18 else []  # noqa: PLR2004 (fits a key)
    try:
        verbs.drop(
            actor=request.actor, target=row, unit_ids=ids, reason=request.POST.get("ly_do", "")
        )
    except Refusal as refusal:
        return _shown(request, row, errors=refusal.reasons)
    messages.success(request, "Đã bỏ đơn vị khỏi chỉ tiêu.")
    return redirect("office:target_shares", row.code)


@screen(Role.OFFICER, reads=False, writes=True)
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Accept the present difference, with a reason."""
    row = mine(request, code)
    try:
        verbs.accept_gap(actor=request.actor, target=row, reason=request.POST.get("ly_do", ""))
    except Refusal as refusal:
        return _shown(request, row, errors=refusal.reasons)
    messages.success(request, "Đã chấp nhận chênh lệch.")
    return redirect("office:target_shares", row.code)


@screen(Role.OFFICER, writes=True)
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Shares of units that ended: to whom, in what parts, and why; totals before and after."""
    row = mine(request, code)
    errors: tuple[str, ...] = ()
    day = _day(request.POST.get("ngay", "") or request.GET.get("ngay", "")) or _last_day(row)
    if request.method == "POST":
        try:
            move_shares(
                actor=request.actor,
                target=row,
                on=day,
                words=request.POST.get("giai_thich", ""),
                weights=_weights(request, movable(row, day)),
            )
        except Refusal as refusal:
            errors = refusal.reasons
        else:
            messages.success(request, "Đã chuyển phần giao. Tổng trước và sau bằng nhau.")
            return redirect("office:target_shares", row.code)
    context = {
        "target": row,
        "day": day,
        "lines": [_moving_line(one, row) for one in movable(row, day)],
        "errors": errors,
        "words": request.POST.get("giai_thich", ""),
        "back": reverse("office:target_shares", args=[row.code]),
    }
    return render(request, "targets/move.html", context, status=422 if errors else 200)


def _last_day(row: Target) -> date:
    """Today, or the target's own last day when that has passed: later changes do not concern it."""
    return min(timezone.localdate(), row.due_on)


def _day(typed: str) -> date | None:
    try:
        found: date | None = forms.DateField(required=False).clean(typed)
    except forms.ValidationError:
        found = None
    return found


def _moving_line(one: Moving, row: Target) -> dict[str, Any]:
    plan = one.allocation.plan
    weights = [heir.weight for heir in one.heirs]
    is_level = row.kind == TargetKind.SHARE
    parts = [plan] * len(weights) if is_level or plan is None else shared(plan, weights, 6)
    return {
        "pk": one.allocation.pk,
        "name": one.allocation.unit_name,
        "plan": plan,
        "reached": one.allocation.reached,
        "sure": one.sure,
        "heirs": [
            {"unit_id": heir.unit_id, "name": name, "part": part}
            for heir, name, part in zip(one.heirs, one.names, parts, strict=True)
        ],
    }


def _weights(request: HttpRequest, moving: list[Moving]) -> dict[int, dict[int, Decimal]]:
    """Parts typed for units that came to several heirs; equal where nothing was typed."""
    found: dict[int, dict[int, Decimal]] = {}
    for one in moving:
        for heir in one.heirs:
            text = request.POST.get(f"phan_{one.allocation.pk}_{heir.unit_id}", "").strip()
            if not text:
                continue
            try:
                number = figure_of(text)
            except forms.ValidationError as error:
                raise Refusal(f"{one.allocation.unit_name}: {error.messages[0]}") from error
            if number < 0:
                raise Refusal(f"{one.allocation.unit_name}: phần chia không âm.")
            found.setdefault(one.allocation.pk, {})[heir.unit_id] = number
    return found


urlpatterns = [
    path("chi-tieu/<slug:code>/phan-giao/", shares, name="target_shares"),
    path("chi-tieu/<slug:code>/phan-giao/them/", add_kind, name="target_share_add"),
    path("chi-tieu/<slug:code>/phan-giao/bo/", drop, name="target_share_drop"),
    path("chi-tieu/<slug:code>/phan-giao/chap-nhan/", accept, name="target_gap"),
    path("chi-tieu/<slug:code>/phan-giao/chuyen/", move, name="target_move"),
]
