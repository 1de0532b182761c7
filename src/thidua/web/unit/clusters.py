"""A unit in its clusters: what is due, its own points, those it checks, the draft, the result."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.clusters.board import Board, Standing
from thidua.clusters.enums import Stage
from thidua.clusters.models import ClusterMember, ClusterYear, MarkSheet
from thidua.clusters.queries import named, own_units, suggestions, visible_to
from thidua.core.screens import screen
from thidua.web.shared import cluster_reading as reading
from thidua.web.shared import cluster_sheets as sheets
from thidua.web.shared import clusters as shared
from thidua.web.shared import workbook
from thidua.web.shared.clusters import CLERKS

PAGE_SIZE = 20


@screen(*CLERKS)
def clusters(request: HttpRequest) -> HttpResponse:
    """The unit's clusters, newest year first."""
    seen = visible_to(request.actor)
    words, year = request.GET.get("q", "").strip()[:100], request.GET.get("nam", "")
    rows = seen.order_by("-year", "cluster__name", "pk")
    if words:
        rows = rows.filter(cluster__in=named(words))
    if year.isdecimal() and len(year) == 4:  # noqa: PLR2004
        rows = rows.filter(year=year)
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.look, row.icon = shared.LOOKS[row.state]
    years = seen.order_by("-year").values_list("year", flat=True).distinct()
    context = {
        "page": page,
        "suggested": suggestions(request.actor),
        "words": words,
        "year": year,
        "years": list(years),
    }
    return render(request, "clusters/unit_list.html", context)


def _book(rows: Any) -> HttpResponse:
    head = ("Năm", "Cụm, khối", "Cấp tổ chức", "Bước", "Hạn tự chấm", "Hạn chấm chéo")
    lines = (
        (
            row.year, row.cluster.name, row.cluster.get_organiser_display(),
            row.get_state_display(), _day(row.self_due_on), _day(row.cross_due_on),
        )
        for row in rows
    )  # fmt: skip
    return workbook.response("cum-thi-dua", "Cụm, khối thi đua của đơn vị", head, lines)


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


@screen(*CLERKS)
def cluster(request: HttpRequest, code: str) -> HttpResponse:
    """The timetable, the unit's own work, who is in the cluster, the pact, the results."""
    row = shared.year_of(request, code)
    board = shared.board_of(request, row)
    mine = shared.own_standings(request, board)
    context = shared.common(request, row) | {
        "steps": shared.steps_of(row),
        "work": _work(row, board, mine, own_units(request.actor)),
        "mine": mine,
        "feet": shared.totals(board),
        "results": shared.results_of(request, row),
    }
    return render(request, "clusters/unit_page.html", context)


def _work(
    row: ClusterYear, board: Board, mine: list[Standing], units: frozenset[int]
) -> list[dict[str, Any]]:
    """The unit's sheets: its own, then those of the units it checks."""
    own = [one.own.row for one in mine if one.own is not None]
    checked = MarkSheet.objects.filter(
        checker__in=ClusterMember.objects.filter(year=row, unit_id__in=units), stage=Stage.PEER
    ).order_by("member__order", "pk")
    found = []
    for sheet in (*own, *checked):
        is_own = sheet.stage == Stage.SELF
        step = "self_scoring" if is_own else "cross_checking"
        found.append(
            {
                "sheet": sheet,
                "title": "Tự chấm điểm của đơn vị"
                if is_own
                else f"Chấm chéo {board.by_member[sheet.member_id].name}",
                "due": row.self_due_on if is_own else row.cross_due_on,
                "is_on": row.state == step and sheet.handed_in_at is None,
                "waits": row.state == "draft" or (not is_own and row.state == "self_scoring"),
            }
        )
    return found


matrix = screen(*CLERKS)(reading.matrix_page)
objections = screen(*CLERKS, writes=True)(reading.objections_page)
objection_withdraw = screen(*CLERKS, reads=False, writes=True)(reading.objection_withdraw_page)
result = screen(*CLERKS)(reading.result_page)
minutes = screen(*CLERKS)(reading.minutes_page)
sheet = screen(*CLERKS, writes=True)(sheets.sheet_page)
autosave = screen(*CLERKS, reads=False, writes=True)(sheets.autosave_page)
hand_in = screen(*CLERKS, writes=True)(sheets.hand_in_page)
figures = screen(*CLERKS, reads=False, writes=True)(sheets.figures_page)
paper = screen(*CLERKS, reads=False, writes=True)(sheets.paper_page)
paper_withdraw = screen(*CLERKS, reads=False, writes=True)(sheets.paper_withdraw_page)

_ONE = "cum-thi-dua/<slug:code>/"
urlpatterns = [
    path("cum-thi-dua/", clusters, name="clusters"),
    path(_ONE, cluster, name="cluster"),
    path(f"{_ONE}bang-tong-hop/", matrix, name="cluster_matrix"),
    path(f"{_ONE}kien-nghi/", objections, name="cluster_objections"),
    path(
        f"{_ONE}kien-nghi/<int:objection>/rut/",
        objection_withdraw,
        name="cluster_objection_withdraw",
    ),
    path(f"{_ONE}ket-qua/<int:version>/", result, name="cluster_result"),
    path(f"{_ONE}bien-ban.<slug:form>", minutes, name="cluster_minutes"),
    path(f"{_ONE}phieu/<int:sheet>/", sheet, name="cluster_sheet"),
    path(f"{_ONE}phieu/<int:sheet>/luu-nhap/", autosave, name="cluster_autosave"),
    path(f"{_ONE}phieu/<int:sheet>/nop/", hand_in, name="cluster_hand_in"),
    path(f"{_ONE}phieu/<int:sheet>/lay-so-chi-tieu/", figures, name="cluster_figures"),
    path(f"{_ONE}phieu/<int:sheet>/tai-lieu/", paper, name="cluster_paper"),
    path(f"{_ONE}minh-chung/<int:paper>/bo/", paper_withdraw, name="cluster_paper_withdraw"),
]
