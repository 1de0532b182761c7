"""Registering for titles, seen by the office: the choice, who is registered and who that is on
record, what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.law import known_title
from thidua.movements.domain.titles import choose_titles, settle_title
from thidua.movements.models import MovementSettings, TitleRegistration
from thidua.movements.queries import WITH_RESULTS
from thidua.movements.title_queries import (
    Compared,
    Match,
    candidates,
    compared,
    subject_of,
    title_registrations,
)
from thidua.vietnamese.text import fold
from thidua.web.office.movements.forms import TitlesForm
from thidua.web.shared import workbook

PAGE_SIZE = 50
NOBODY = "khong-co"
"""The choice that nobody on record is meant."""
OPEN, SETTLED = "can-xem", "da-ro"
MATCHES = {
    Match.SURE: ("ok", "person-check", "Đúng người, đúng đơn vị"),
    Match.BY_NAME: ("info", "type", "Theo tên, chưa xác nhận"),
    Match.DOUBTFUL: ("warn", "question-diamond-fill", "Trùng tên, cần chọn"),
}
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
    every = compared(request.actor, rows, year)
    show = request.GET.get("nhom", "")
    if show in (OPEN, SETTLED):
        every = [one for one in every if one.is_open == (show == OPEN)]
    if request.GET.get("xuat") == "xlsx":
        return _book(every, year)
    page = Paginator(every, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [shown_title(one) for one in page.object_list],
        "open": sum(one.is_open for one in every),
        "show": show,
        "year": year,
        "words": words,
        "sort": sort,
        "form": form,
        "held": held,
        "may_choose": request.actor.role == Role.OFFICER,
    }
    return render(request, "movements/titles.html", context, status=422 if form.is_bound else 200)


def shown_title(one: Compared) -> dict[str, Any]:
    """One line of a list: the registration, its title in words, how sure its dossier is."""
    look, icon, label = MATCHES.get(one.match, ("plain", "dash", ""))
    return {
        "one": one,
        "row": one.row,
        "title": known_title(one.row.title_code).name,
        "look": look,
        "icon": icon,
        "label": label,
    }


def _book(every: list[Compared], year: int) -> HttpResponse:
    head = ("Tên", "Đối tượng", "Chức vụ, nơi công tác", "Đơn vị", "Danh hiệu đăng ký",
            "Đề nghị cuối năm", "Xác định")  # fmt: skip
    lines = (
        (
            one.row.name,
            one.row.get_kind_display(),
            one.row.position,
            one.row.unit_name,
            known_title(one.row.title_code).name,
            one.nomination.get_state_display() if one.nomination else "",
            shown_title(one)["label"],
        )
        for one in every
    )
    return workbook.response("dang-ky-danh-hieu", f"Đăng ký danh hiệu năm {year}", head, lines)


@screen(Role.OFFICER, writes=True)
def title(request: HttpRequest, code: str) -> HttpResponse:
    """Who on record a registration means: chosen from those of that name, or nobody."""
    row = _registration(request, code)
    today = timezone.localdate()
    words = request.GET.get("q", row.name).strip()[:100]
    errors: tuple[str, ...] = ()
    if request.method == "POST":
        chosen = request.POST.get("la", "")
        subject = subject_of(row.kind, chosen, row.authority_id)
        if subject is None and chosen != NOBODY:
            errors = ("Chọn một dòng, hoặc chọn chưa có trong sổ.",)
        else:
            try:
                settle_title(actor=request.actor, registration=row, subject=subject)
            except Refusal as refusal:
                errors = refusal.reasons
            else:
                messages.success(request, f"Đã xác định {row.name}.")
                return redirect(f"{reverse('office:title_registrations')}?nam={row.year}")
    context = shown_title(compared(request.actor, [row], row.year)[0]) | {
        "candidates": candidates(row, words, today) if words else [],
        "held": _held(row),
        "nobody": NOBODY,
        "words": words,
        "errors": errors,
    }
    return render(request, "movements/title.html", context, status=422 if errors else 200)


def _registration(request: HttpRequest, code: str) -> TitleRegistration:
    year = TitleRegistration.objects.filter(code=code).values_list("year", flat=True).first()
    seen = title_registrations(request.actor, year or 0)
    return get_object_or_404(seen.select_related("person", "collective", "household"), code=code)


def _held(row: TitleRegistration) -> str:
    subject = getattr(row, row.kind)
    if subject is None:
        return NOBODY if row.settled_at else ""
    return str(subject.code)


urlpatterns = [
    path("dang-ky-danh-hieu/", titles, name="title_registrations"),
    path("dang-ky-danh-hieu/<slug:code>/", title, name="title_registration"),
]
