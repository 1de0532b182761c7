"""Registering for titles, seen by the office: the choice, who is registered, what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.law import known_title
from thidua.movements.domain.titles import choose_titles
from thidua.movements.models import MovementSettings
from thidua.movements.queries import WITH_RESULTS, compared, title_registrations
from thidua.vietnamese.text import fold
from thidua.web.office.movements.forms import TitlesForm
from thidua.web.shared import workbook

PAGE_SIZE = 50
SORTS = {"ten": "name", "don_vi": "unit_name", "danh_hieu": "title_code"}


def asked_year(request: HttpRequest) -> int:
    """The year of the address; this year where it says none that can be."""
    typed = request.GET.get("nam", "")
    this = timezone.localdate().year
    return int(typed) if typed.isdecimal() and abs(int(typed[:6]) - this) <= 30 else this  # noqa: PLR2004


@screen(*WITH_RESULTS, writes=True)
def titles(request: HttpRequest) -> HttpResponse:
    """Who is registered for what this year, and which dossier followed."""
    held = MovementSettings.objects.filter(authority_id=request.actor.authority_id).first()
    initial = {"takes": held.takes_titles, "basis": held.basis} if held else {}
    form = TitlesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose_titles(actor=request.actor, **form.cleaned_data)
        messages.success(request, "Đã lưu lựa chọn.")
        return redirect("office:title_registrations")
    year, words = asked_year(request), request.GET.get("q", "").strip()[:100]
    sort = request.GET.get("sap_xep", "")
    sort = sort if sort.lstrip("-") in SORTS else "don_vi"
    order = SORTS[sort.lstrip("-")]
    found = title_registrations(request.actor, year)
    found = found.order_by(f"-{order}" if sort.startswith("-") else order, "pk")
    rows = [one for one in found if fold(words) in fold(f"{one.name} {one.unit_name}")]
    if request.GET.get("xuat") == "xlsx":
        return _book(request, rows, year)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = compared(request.actor, page.object_list, year)
    context = {
        "page": page,
        "rows": [(one, known_title(one.row.title_code).name) for one in shown],
        "year": year,
        "words": words,
        "sort": sort,
        "form": form,
        "held": held,
        "may_choose": request.actor.role == Role.OFFICER,
    }
    return render(request, "movements/titles.html", context, status=422 if form.is_bound else 200)


def _book(request: HttpRequest, rows: list[Any], year: int) -> HttpResponse:
    head = ("Tên", "Đối tượng", "Chức vụ, nơi công tác", "Đơn vị", "Danh hiệu đăng ký",
            "Đề nghị cuối năm")  # fmt: skip
    lines = (
        (
            one.row.name,
            one.row.get_kind_display(),
            one.row.position,
            one.row.unit_name,
            known_title(one.row.title_code).name,
            one.nomination.get_state_display() if one.nomination else "",
        )
        for one in compared(request.actor, rows, year)
    )
    return workbook.response("dang-ky-danh-hieu", f"Đăng ký danh hiệu năm {year}", head, lines)


urlpatterns = [path("dang-ky-danh-hieu/", titles, name="title_registrations")]
