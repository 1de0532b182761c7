"""The handbook on the public portal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from thidua.core.screens import public_screen
from thidua.web.shared import handbook


@public_screen()
def index(request: HttpRequest) -> HttpResponse:
    """Every title on the chosen day."""
    return handbook.index(request, handbook.PUBLIC)


@public_screen()
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """One title: conditions, who decides, dossier, vote, money."""
    return handbook.entry(request, handbook.PUBLIC, code)


@public_screen()
def instruments(request: HttpRequest) -> HttpResponse:
    """The instruments."""
    return handbook.instruments_page(request, handbook.PUBLIC)


urlpatterns = [
    path("so-tay/", index, name="handbook"),
    path("so-tay/van-ban/", instruments, name="instruments"),
    path("so-tay/<slug:code>/", entry, name="handbook_entry"),
]
