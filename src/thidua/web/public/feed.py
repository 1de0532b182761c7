"""A person's calendar for other programs: no account, only its secret address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from thidua.core.screens import public_screen
from thidua.planning.domain.feeds import hats_of
from thidua.planning.feed import feed


@public_screen()
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Days of the holder's roles. A wrong, renewed or stopped address is simply not there."""
    hats = hats_of(token)
    if not hats:
        raise Http404
    answer = HttpResponse(
        feed(hats, timezone.localdate()), content_type="text/calendar; charset=utf-8"
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


urlpatterns = [path("lich/<str:token>.ics", calendar_feed, name="calendar_feed")]
