"""A unit registers persons and collectives for titles, where the authority takes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.commendation.enums import Subject
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.law import catalogue
from thidua.movements.domain.registering import Member
from thidua.movements.domain.titles import register_titles, withdraw_title
from thidua.movements.title_queries import compared, takes_titles, title_registrations
from thidua.vietnamese.text import fold
from thidua.web.office.movements.titles import asked_year, shown_title
from thidua.web.shared.movement_pacts import pairs
from thidua.web.unit.movements import CLERKS, own_unit


class NamesForm(forms.Form):
    """One title, one kind, as many names as there are lines."""

    title_code = forms.ChoiceField(label="Danh hiệu")
    kind = forms.ChoiceField(label="Đối tượng", choices=Subject.choices)
    names = forms.CharField(
        label="Tên", max_length=40_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi dòng một tên: họ tên hoặc tên tập thể; chức vụ, nơi công tác.",
    )  # fmt: skip

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title_code"].choices = [
            (title.code, title.name)
            for title in catalogue(date(year, 12, 31))
            if title.kind == "title"
        ]

    def members(self) -> list[Member]:
        kind = self.cleaned_data["kind"]
        return [Member(kind, name, rest) for name, rest in pairs(self.cleaned_data["names"])]


@screen(*CLERKS, writes=True)
def titles(request: HttpRequest) -> HttpResponse:
    """The unit's registrations of the year beside what was nominated; more are added below."""
    actor, year = request.actor, asked_year(request)
    choice = takes_titles(actor.authority_id)
    form = NamesForm(request.POST or None, year=year)
    if request.method == "POST" and form.is_valid():
        try:
            made = register_titles(
                actor=actor,
                unit=own_unit(request),
                year=year,
                title_code=form.cleaned_data["title_code"],
                members=form.members(),
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã đăng ký {len(made)} lượt danh hiệu năm {year}.")
            return redirect(f"{request.path}?nam={year}")
    words = request.GET.get("q", "").strip()[:100]
    found = title_registrations(actor, year).order_by("title_code", "name", "pk")
    rows = compared(actor, [one for one in found if fold(words) in fold(one.name)], year)
    context = {
        "rows": [shown_title(one) for one in rows],
        "year": year,
        "words": words,
        "choice": choice,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "movements/unit_titles.html", context, status=status)


@screen(*CLERKS, reads=False, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take one name off."""
    row = get_object_or_404(title_registrations(request.actor, asked_year(request)), code=code)
    try:
        withdraw_title(actor=request.actor, registration=row)
    except Refusal as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, f"Đã rút đăng ký của {row.name}.")
    return redirect(f"{reverse('unit:title_registrations')}?nam={row.year}")


urlpatterns = [
    path("dang-ky-danh-hieu/", titles, name="title_registrations"),
    path("dang-ky-danh-hieu/<slug:code>/rut/", withdraw, name="title_withdraw"),
]
