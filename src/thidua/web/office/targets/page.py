"""One target: where it stands, against time and unit by unit, with every figure as a table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.targets.domain.targets import move_target
from thidua.targets.enums import Band, Counting, Outcome, ResultState, TargetState
from thidua.targets.guards import lacking
from thidua.targets.models import Allocation, Result, Target
from thidua.targets.pace import rule_words
from thidua.targets.periods import report_due
from thidua.targets.progress import Progress
from thidua.targets.queries import progress, share_lines, visible_to
from thidua.targets.settings import settings_of
from thidua.targets.sharing import difference_words
from thidua.targets.workflow import TARGETS
from thidua.vietnamese.text import fold
from thidua.web.office.targets.board import READERS, decorate
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips, one_of, words_of
from thidua.web.shared.form_pages import revision
from thidua.web.shared.target_shown import (
    UnitRow,
    band_counts,
    comparison_chart,
    figure,
    progress_chart,
    tiles_chart,
    unit_rows,
)

PAGE_SIZE = 50
HEAD = ("Đơn vị", "Giao", "Thực hiện", "Kỳ báo cáo gần nhất", "Đi được (%)", "Tiến độ", "Vì sao",
        "Quy mô", "Số gốc", "Số kỳ đã báo cáo")  # fmt: skip


def mine(request: HttpRequest, code: str) -> Target:
    found = visible_to(request.actor).select_related("directive", "task", "owner")
    return get_object_or_404(found, code=code)


@screen(*READERS)
def target(request: HttpRequest, code: str) -> HttpResponse:
    """The page; `don_vi` and `tien_do` filter the units."""
    return shown(request, mine(request, code))


def shown(request: HttpRequest, row: Target, errors: tuple[str, ...] = ()) -> HttpResponse:
    """The page as it stands, with what was refused."""
    today = timezone.localdate()
    settings = settings_of(row.authority_id)
    found = progress(row, today)
    decorate(row, found)
    allocations = share_lines(Allocation.objects.filter(target=row, until_on__isnull=True))
    rows = unit_rows(row, allocations, found.point, settings.slow_points)
    if request.GET.get("xuat") == "xlsx":
        return _book(row, _filtered(request, rows))
    counts = band_counts(rows)
    band = one_of(request.GET, "tien_do", Band.values)
    kinds = [("", "Tất cả", len(rows)), *((b.value, b.label, counts[b]) for b in Band)]
    context = {
        "target": row,
        "found": found,
        "page": Paginator(_filtered(request, rows), PAGE_SIZE).get_page(request.GET.get("trang")),
        "chips": chips(request.GET, "tien_do", band, kinds),
        "words": words_of(request.GET),
        "rows": rows,
        "charts": _charts(row, found, rows, today),
        "rule": rule_words(settings.slow_points),
        "facts": _facts(row, found, settings.report_days),
        "periods": _periods(row, found, settings.report_days),
        "offers": _offers(row, request),
        "outcomes": Outcome.choices,
        "gap": _gap(row),
        "moves": list(row.moves.order_by("-moved_at")[:5]),
        "waiting": Result.objects.filter(target=row, state=ResultState.REPORTED).count(),
        "may_manage": request.actor.is_any(Role.OFFICER)
        and row.state in {TargetState.DRAFT, TargetState.ACTIVE},
        "errors": errors,
        "events": timelines.shown(request.actor, events_of(row), 30),
    }
    return render(request, "targets/target.html", context, status=422 if errors else 200)


def _filtered(request: HttpRequest, rows: list[UnitRow]) -> list[UnitRow]:
    band = one_of(request.GET, "tien_do", Band.values)
    words = fold(words_of(request.GET))
    return [
        row
        for row in rows
        if (not band or row.standing.band == band)
        and (not words or words in fold(row.allocation.unit_name))
    ]


def _charts(row: Target, found: Progress, rows: list[UnitRow], today: Any) -> dict[str, Any]:
    if row.state == TargetState.DRAFT:
        return {}
    drawn: dict[str, Any] = {"time": progress_chart(found, today)}
    if rows:
        drawn["units"] = comparison_chart(row, rows)
        drawn["tiles"] = tiles_chart(row, rows)
    return drawn


def _gap(row: Target) -> dict[str, Any] | None:
    gap = lacking(row) if row.state != TargetState.WITHDRAWN else None
    if not gap:
        return None
    return {
        "words": difference_words(gap, row.measure),
        "accepted": row.accepted_gap == gap,
        "reason": row.gap_reason,
    }


def _facts(row: Target, found: Progress, days: int) -> list[dict[str, Any]]:
    pairs = (
        ("Chỉ tiêu giao", row.plan_words),
        ("Chiều", row.get_direction_display()),
        ("Số gốc", f"{figure(row.baseline, row.measure)}, ngày {row.baseline_on:%d/%m/%Y}"
         if row.baseline is not None and row.baseline_on else "Chưa ghi"),
        ("Thời gian", f"{row.start_on:%d/%m/%Y} đến {row.due_on:%d/%m/%Y}"),
        ("Kỳ báo cáo", f"{row.get_rhythm_display()}, hạn {days} ngày sau kỳ"),
        ("Cách ghi số", row.get_counting_display()),
        ("Cách tính số chung", row.get_formula_display()),
        ("Lý do lấy trung bình cộng", row.formula_reason),
        ("Cơ quan theo dõi", row.owner_name or "Chưa chọn"),
        ("Số cơ quan theo dõi báo cùng kỳ", _own_words(row, found)),
        ("Nội dung đầy đủ", row.words),
        ("Kết luận", f"{row.get_outcome_display()}: {row.outcome_words}" if row.outcome else ""),
    )  # fmt: skip
    return [{"label": label, "value": value} for label, value in pairs if value]


def _own_words(row: Target, found: Progress) -> str:
    """What the watching body says beside what the units add up to, and the difference."""
    if found.own is None or found.value is None or row.counting == Counting.PER_PERIOD:
        return figure(found.own, row.measure) if found.own is not None else ""
    gap = found.own - found.value
    words = figure(found.own, row.measure)
    return f"{words}, lệch {figure(gap)} so với số tính từ các đơn vị" if gap else f"{words}, khớp"


def _periods(row: Target, found: Progress, days: int) -> list[dict[str, Any]]:
    return [
        {
            "label": one.label,
            "value": figure(one.value, row.measure) if one.value is not None else "",
            "words": one.words,
            "known": one.known,
            "expected": one.expected,
            "due": report_due(one.period.last, days),
        }
        for one in found.points
    ]


def _offers(row: Target, request: HttpRequest) -> list[dict[str, Any]]:
    offers = []
    for offer in TARGETS.offers(row, request.actor):
        step = offer.transition
        offers.append(
            {
                "name": step.name,
                "label": step.label,
                "icon": step.icon,
                "reasons": list(offer.reasons),
                "needs": step.needs,
                "outcome": step.name == "close",
                "danger": step.name == "withdraw",
                "url": reverse("office:target_act", args=[row.code, step.name]),
            }
        )
    return offers


def _book(row: Target, rows: list[UnitRow]) -> HttpResponse:
    def number(value: Any) -> float | str:
        return "" if value is None else float(value)

    lines = (
        (
            one.allocation.unit_name,
            number(one.allocation.plan),
            number(one.allocation.reached),
            one.period,
            number(one.standing.share),
            one.label,
            one.standing.why,
            number(one.allocation.weight),
            number(one.allocation.baseline),
            one.allocation.reports,
        )
        for one in rows
    )
    return workbook.response(f"chi-tieu-{row.code}", row.name, HEAD, lines)


@screen(Role.OFFICER, reads=False, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The next step; refused, the page comes back with the reason."""
    row = mine(request, code)
    if name not in TARGETS.by_name:
        raise Http404
    try:
        move_target(
            actor=request.actor,
            target=row,
            name=name,
            reason=request.POST.get("ly_do", ""),
            outcome=request.POST.get("ket_qua", ""),
            revision=revision(request),
        )
    except Refusal as refusal:
        return shown(request, mine(request, code), refusal.reasons)
    messages.success(request, f"{TARGETS.by_name[name].sentence}.")
    return redirect("office:target", row.code)


urlpatterns = [
    path("chi-tieu/<slug:code>/", target, name="target"),
    path("chi-tieu/<slug:code>/buoc/<slug:name>/", act, name="target_act"),
]
