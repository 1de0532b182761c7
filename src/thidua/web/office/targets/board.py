"""The board of targets: where each stands, by the year, with the rule said."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.targets.enums import Band, TargetKind, TargetState
from thidua.targets.models import Target
from thidua.targets.pace import rule_words
from thidua.targets.progress import Progress
from thidua.targets.queries import in_year, progresses, searched, visible_to, waiting_results
from thidua.targets.settings import settings_of
from thidua.web.shared import workbook
from thidua.web.shared.asked import chips, one_of, sort_of, words_of
from thidua.web.shared.target_shown import LOOKS, STATE_LOOKS, WORST, figure, plan_words

READERS = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR, Role.MEMBER)
PAGE_SIZE = 50
SORTS = ("ten", "tien-do", "han")
HEAD = ("Mã", "Chỉ tiêu", "Loại", "Đơn vị tính", "Chỉ tiêu giao", "Thực hiện", "Kỳ", "Đi được (%)",
        "Tiến độ", "Vì sao", "Số đơn vị đã báo cáo", "Số đơn vị", "Cơ quan theo dõi", "Hạn",
        "Bước")  # fmt: skip
YEARS = range(2000, 2101)


def decorate(row: Target, found: Progress) -> Target:
    """What a row shows beside its columns."""
    row.found = found
    row.look, row.icon = LOOKS[found.band]
    row.band_label = found.band.label
    row.state_look, row.state_icon = STATE_LOOKS[TargetState(row.state)]
    row.plan_words = plan_words(row)
    row.plan_short = row.plan_words.removesuffix(row.measure).strip()
    row.value_words = figure(found.value, row.measure) if found.value is not None else ""
    row.stat = "chưa biết" if found.value is None else found.value
    row.value_short = figure(found.value) if found.value is not None else ""
    if row.kind == TargetKind.MILESTONE and found.point is not None:
        row.value_words = row.value_short = found.point.words or row.value_words
        row.stat = found.point.words or row.stat
    return row


def year_of(request: HttpRequest, found: Any) -> int:
    """The year asked for, else the newest that has targets, else this one."""
    typed = request.GET.get("nam", "")
    if typed.isdecimal() and len(typed) == 4 and int(typed) in YEARS:  # noqa: PLR2004 (a year)
        return int(typed)
    newest = found.order_by("-due_on").values_list("due_on", flat=True).first()
    return newest.year if newest else timezone.localdate().year


@screen(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Every target of the year; the ones that lag first."""
    actor, today = request.actor, timezone.localdate()
    seen = visible_to(actor)
    year = year_of(request, seen)
    state = one_of(request.GET, "buoc", TargetState.values)
    kind = one_of(request.GET, "loai", TargetKind.values)
    words = words_of(request.GET)
    found = searched(in_year(seen, year), words)
    found = found.filter(state=state) if state else found.exclude(state=TargetState.WITHDRAWN)
    found = found.filter(kind=kind) if kind else found
    rows = list(found)
    standing = progresses(rows, today)
    rows = [decorate(row, standing[row.pk]) for row in rows]
    counts = {band: sum(1 for row in rows if row.found.band == band) for band in Band}
    band = one_of(request.GET, "tien_do", Band.values)
    sort = sort_of(request.GET, SORTS, "tien-do")
    shown = sorted_rows([row for row in rows if not band or row.found.band == band], sort)
    if request.GET.get("xuat") == "xlsx":
        return _book(shown, year)
    kinds = [("", "Tất cả", len(rows))]
    kinds += [(one.value, one.label, counts[one]) for one in Band]
    settings = settings_of(actor.authority_id)
    context = {
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang")),
        "chips": chips(request.GET, "tien_do", band, kinds),
        "year": year,
        "years": years(seen, year),
        "states": TargetState.choices,
        "state": state,
        "kinds": TargetKind.choices,
        "kind": kind,
        "words": words,
        "sort": sort,
        "is_filtered": bool(words or state or kind or band),
        "rule": rule_words(settings.slow_points),
        "waiting": waiting_results(actor).count(),
        "may_manage": actor.is_any(Role.OFFICER),
    }
    return render(request, "targets/board.html", context)


def sorted_rows(rows: list[Target], sort: str) -> list[Target]:
    keys = {
        "ten": lambda row: (row.sort_key,),
        "tien-do": lambda row: (WORST[row.found.band], row.found.standing.share or 0, row.sort_key),
        "han": lambda row: (row.due_on, row.sort_key),
    }
    return sorted(rows, key=keys[sort.lstrip("-")], reverse=sort.startswith("-"))


def years(found: Any, year: int) -> list[int]:
    spans = found.values_list("start_on", "due_on")
    known = {one for first, last in spans for one in range(first.year, last.year + 1)}
    return sorted(known | {year}, reverse=True)[:40]


def _book(rows: list[Target], year: int) -> HttpResponse:
    lines = (
        (
            row.code,
            row.name,
            row.get_kind_display(),
            row.measure,
            _number(row.plan) if row.plan is not None else row.plan_words,
            _number(row.found.value) if row.found.value is not None else row.value_words,
            row.found.point.label if row.found.point else "",
            _number(row.found.standing.share),
            row.band_label,
            row.found.standing.why,
            row.found.point.known if row.found.point else 0,
            row.found.point.expected if row.found.point else "",
            row.owner_name,
            f"{row.due_on:%d/%m/%Y}",
            row.get_state_display(),
        )
        for row in rows
    )
    return workbook.response(f"chi-tieu-{year}", f"Chỉ tiêu thi đua năm {year}", HEAD, lines)


def _number(value: Any) -> float | str:
    """A number for a cell; XLSX knows floats only, the figure itself stays a decimal."""
    return "" if value is None else float(value)


urlpatterns = [path("chi-tieu/", board, name="targets")]
