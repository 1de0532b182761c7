"""Recognised initiatives for everybody: name, authors' names, unit, year, decision; no more."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.core.screens import public_screen
from thidua.initiatives.queries import recognised, searched
from thidua.web.public.register import authority_id
from thidua.web.shared import workbook

PAGE_SIZE = 20
SORTS = {"moi": ("-paper__signed_on", "sort_key"), "ten": ("sort_key",), "don-vi": ("unit_name",)}


@public_screen()
def initiatives(request: HttpRequest) -> HttpResponse:
    """The list, newest decision first."""
    mine = recognised(authority_id())
    words, year = request.GET.get("q", "").strip()[:100], request.GET.get("nam", "")
    sort = request.GET.get("sap_xep", "")
    sort = sort if sort in SORTS else "moi"
    found = searched(mine, words)
    if year.isdecimal() and len(year) == 4:  # noqa: PLR2004
        found = found.filter(initiative__year=year)
    rows = found.order_by(*SORTS[sort], "pk").prefetch_related("authors")
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    years = mine.order_by("-initiative__year").values_list("initiative__year", flat=True)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "words": words,
        "year": year,
        "sort": sort,
        "years": list(years.distinct()),
    }
    return render(request, "public/initiatives.html", context)


def _book(rows: object) -> HttpResponse:
    head = ("Tên sáng kiến", "Tác giả", "Đơn vị", "Năm", "Quyết định", "Ngày ký")
    lines = (
        (
            row.name,
            "; ".join(one.full_name for one in row.authors.all()),
            row.unit_name,
            row.initiative.year,
            row.paper.number,
            f"{row.paper.signed_on:%d/%m/%Y}",
        )
        for row in rows
    )
    return workbook.response("sang-kien-duoc-cong-nhan", "Sáng kiến được công nhận", head, lines)


urlpatterns = [path("sang-kien/", initiatives, name="initiatives")]
