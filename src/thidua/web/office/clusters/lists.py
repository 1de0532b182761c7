"""The clusters of a year; new ones, and new years of old ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thidua.clusters.domain.years import create_cluster, open_year
from thidua.clusters.enums import State
from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import KEEPERS, READERS, named, visible_to
from thidua.clusters.queries import clusters as known_clusters
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.web.office.clusters.forms import NewClusterForm, NewYearForm
from thidua.web.shared import clusters as shared
from thidua.web.shared import workbook

PAGE_SIZE = 30
SORTS = {"nam": "year", "ten": "cluster__name", "buoc": "state"}


def _filtered(request: HttpRequest) -> tuple[QuerySet[ClusterYear], dict[str, Any]]:
    query = request.GET
    words, year = query.get("q", "").strip()[:100], query.get("nam", "")
    state, sort = query.get("buoc", ""), query.get("sap_xep", "-nam")
    sort = sort if sort.lstrip("-") in SORTS else "-nam"
    found = visible_to(request.actor)
    if words:
        found = found.filter(cluster__in=named(words))
    if year.isdecimal() and len(year) == 4:  # noqa: PLR2004
        found = found.filter(year=year)
    if state in State.values:
        found = found.filter(state=state)
    column = SORTS[sort.lstrip("-")]
    order = f"-{column}" if sort.startswith("-") else column
    standing = Count("members", filter=Q(members__left_on__isnull=True))
    rows = found.annotate(units=standing).order_by(order, "cluster__name", "pk")
    return rows, {"words": words, "year": year, "state": state, "sort": sort}


@screen(*READERS)
def clusters(request: HttpRequest) -> HttpResponse:
    """Every cluster and year, the newest first."""
    rows, asked = _filtered(request)
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.look, row.icon = shared.LOOKS[State(row.state)]
        row.due = _due(row)
    years = visible_to(request.actor).order_by("-year").values_list("year", flat=True)
    context = asked | {
        "page": page,
        "years": list(years.distinct()),
        "states": State.choices,
        "may_keep": request.actor.is_any(*KEEPERS),
    }
    return render(request, "clusters/list.html", context)


def _due(row: ClusterYear) -> Any:
    """The last day of the step it stands at."""
    days = {
        State.SELF_SCORING: row.self_due_on,
        State.CROSS_CHECKING: row.cross_due_on,
        State.PANEL: row.panel_due_on,
        State.ANNOUNCED: row.objections_due_on,
    }
    return days.get(State(row.state))


def _book(rows: QuerySet[ClusterYear]) -> HttpResponse:
    head = ("Năm", "Cụm, khối", "Loại", "Cấp tổ chức", "Số đơn vị", "Bước", "Hạn của bước")
    lines = (
        (
            row.year,
            row.cluster.name,
            row.cluster.get_kind_display(),
            row.cluster.get_organiser_display(),
            row.units,
            row.get_state_display(),
            f"{due:%d/%m/%Y}" if (due := _due(row)) else "",
        )
        for row in rows
    )
    return workbook.response("cum-khoi-thi-dua", "Cụm, khối thi đua", head, lines)


@screen(*KEEPERS, writes=True)
def cluster_new(request: HttpRequest) -> HttpResponse:
    """A cluster with its first year."""
    form = NewClusterForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = create_cluster(actor=request.actor, plan=form.plan())
                row = open_year(actor=request.actor, cluster=made, year=form.cleaned_data["year"])
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lập {row}.")
            return redirect("office:cluster", row.code)
    context = {
        "form": form,
        "title": "Lập cụm, khối thi đua",
        "lead": "Các đơn vị có tính chất, nhiệm vụ tương đồng; thành viên thêm ở bước sau.",
        "save": "Lập cụm, khối",
        "back": "office:clusters",
    }
    return render(request, "clusters/form.html", context, status=422 if form.is_bound else 200)


@screen(*KEEPERS, writes=True)
def year_new(request: HttpRequest) -> HttpResponse:
    """Another year of a cluster, with its members."""
    choices = known_clusters(request.actor)
    form = NewYearForm(
        request.POST or None, clusters=choices, initial={"year": timezone.localdate().year}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        last = ClusterYear.objects.filter(cluster=data["cluster"]).order_by("-year").first()
        try:
            row = open_year(
                actor=request.actor,
                cluster=data["cluster"],
                year=data["year"],
                members_of=last if data["keep_members"] else None,
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã mở {row}.")
            return redirect("office:cluster", row.code)
    context = {
        "form": form,
        "title": "Mở năm mới cho cụm, khối",
        "lead": "Thành viên lấy theo năm gần nhất; bảng điểm chép sang ở mục Bảng điểm.",
        "save": "Mở năm mới",
        "back": "office:clusters",
    }
    return render(request, "clusters/form.html", context, status=422 if form.is_bound else 200)
