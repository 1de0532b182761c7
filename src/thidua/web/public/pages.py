"""The public front page, and the addresses of all public pages."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.commendation.enums import RoundState
from thidua.commendation.models import Round
from thidua.core.screens import public_screen
from thidua.decisions.queries import awards_by_year, issued, public_awards
from thidua.organizations.models import Authority
from thidua.publicity.queries import open_now
from thidua.web.public import (
    candidates,
    clusters,
    emulation,
    feed,
    handbook,
    initiatives,
    movements,
    register,
    secret,
    selfcheck,
    signature_check,
    verification,
)
from thidua.web.public import issued as issued_pages

LATEST = 5


@public_screen()
def home(request: HttpRequest) -> HttpResponse:
    """Who was commended, for what, by which decision: only what the register holds."""
    authority = Authority.objects.first()
    if authority is None:
        return render(request, "public/home.html", {"authority": None})
    years = awards_by_year(authority.pk)
    register_years = public_awards(authority.pk).order_by("year").values_list("year", flat=True)
    return render(
        request,
        "public/home.html",
        {
            "authority": authority,
            "years": years,
            "most": max((row["total"] for row in years), default=0),
            "since": register_years.first(),
            "decisions": issued(authority.pk).annotate(awards=Count("lines"))[:LATEST],
            "rounds": Round.objects.filter(
                authority_id=authority.pk, state=RoundState.OPEN
            ).order_by("closes_on")[:LATEST],
            "open_lists": open_now(authority.pk, timezone.localdate())[:LATEST],
        },
    )


urlpatterns = [
    path("", home, name="home"),
    *candidates.urlpatterns,
    *emulation.urlpatterns,
    *feed.urlpatterns,
    *clusters.urlpatterns,
    *handbook.urlpatterns,
    *secret.urlpatterns,
    *initiatives.urlpatterns,
    *movements.urlpatterns,
    *selfcheck.urlpatterns,
    *register.urlpatterns,
    *issued_pages.urlpatterns,
    *verification.urlpatterns,
    *signature_check.urlpatterns,
]
