"""Rankings of clusters that the authority shows to everybody: unit, total, rank; no more."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from thidua.clusters.models import ClusterResult
from thidua.clusters.queries import named, public_results
from thidua.core.screens import public_screen
from thidua.web.public.register import authority_id
from thidua.web.shared import workbook

PAGE_SIZE = 20
SORTS = {
    "moi": ("-year__year", "year__cluster__name"),
    "ten": ("year__cluster__name", "-year__year"),
}


@public_screen()
def clusters(request: HttpRequest) -> HttpResponse:
    """Published rankings, the newest year first."""
    mine = public_results(authority_id())
    words, year = request.GET.get("q", "").strip()[:100], request.GET.get("nam", "")
    sort = request.GET.get("sap_xep", "")
    sort = sort if sort in SORTS else "moi"
    found = mine
    if words:
        found = found.filter(year__cluster__in=named(words))
    if year.isdecimal() and len(year) == 4:  # noqa: PLR2004
        found = found.filter(year__year=year)
    rows = found.order_by(*SORTS[sort], "pk").prefetch_related("lines")
    if request.GET.get("xuat") == "xlsx":
        head = ("Năm", "Cụm, khối", "Hạng", "Đơn vị", "Tổng điểm", "Ghi chú")
        lines = (
            (
                row.year.year,
                row.content["cluster"],
                line.rank or "",
                line.unit_name,
                "" if line.points is None else float(line.points),
                line.unranked_reason,
            )
            for row in rows
            for line in row.lines.all()
        )
        return workbook.response("xep-hang-thi-dua", "Xếp hạng thi đua", head, lines)
    years = mine.order_by("-year__year").values_list("year__year", flat=True)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "words": words,
        "year": year,
        "sort": sort,
        "years": list(years.distinct()),
    }
    return render(request, "public/clusters.html", context)


@public_screen()
def cluster(request: HttpRequest, code: str) -> HttpResponse:
    """One ranking in force, with its hash and whether it replaced an earlier one."""
    one: ClusterResult = get_object_or_404(public_results(authority_id()), year__code=code)
    earlier = ClusterResult.objects.filter(year=one.year_id, version__lt=one.version)
    context = {"one": one, "lines": list(one.lines.all()), "earlier": earlier}
    return render(request, "public/cluster.html", context)


urlpatterns = [
    path("cum-thi-dua/", clusters, name="clusters"),
    path("cum-thi-dua/<slug:code>/", cluster, name="cluster"),
]
