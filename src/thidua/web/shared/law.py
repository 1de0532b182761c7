"""The law inside the office's frame: the same handbook that citizens read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from thidua.core.screens import screen
from thidua.web.shared import handbook


@screen()
def law(request: HttpRequest) -> HttpResponse:
    """Every title on the chosen day."""
    return handbook.index(request, handbook.OFFICE)


@screen()
def law_entry(request: HttpRequest, code: str) -> HttpResponse:
    """One title: conditions, who decides, dossier, vote, money."""
    return handbook.entry(request, handbook.OFFICE, code)


@screen()
def instruments(request: HttpRequest) -> HttpResponse:
    """The instruments."""
    return handbook.instruments_page(request, handbook.OFFICE)


urlpatterns = [
    path("can-cu/", law, name="law"),
    path("can-cu/van-ban/", instruments, name="instruments"),
    path("can-cu/<slug:code>/", law_entry, name="law_entry"),
]
