"""Targets and movements for everybody: only what the authority has put there."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from thidua.core.screens import public_screen
from thidua.movements.models import Movement
from thidua.organizations.models import Authority
from thidua.planning.public import public_movements, public_targets
from thidua.targets.queries import progresses, searched
from thidua.web.public.register import authority_id
from thidua.web.shared.overview import target_row
from thidua.web.shared.target_shown import progress_chart

PAGE_SIZE = 30


@public_screen()
def emulation(request: HttpRequest) -> HttpResponse:
    """What is competed for this year, and how far it is."""
    authority = Authority.objects.first()
    key = authority.pk if authority else 0
    words = request.GET.get("q", "").strip()[:100]
    found = searched(public_targets(key), words)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    standing = progresses(list(page.object_list), timezone.localdate())
    context = {
        "name": authority.name if authority else "",
        "page": page,
        "rows": [target_row(one) for one in standing.values()],
        "movements": [_movement(row) for row in public_movements(key)],
        "words": words,
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "public/emulation.html", context)


def _movement(row: Movement) -> dict[str, Any]:
    return {"movement": row, "level": row.get_level_display(), "state": row.get_state_display()}


@public_screen()
def target(request: HttpRequest, code: str) -> HttpResponse:
    """One target: what was set, how far the whole is. No unit is named."""
    row = get_object_or_404(public_targets(authority_id()), code=code)
    found = progresses([row], timezone.localdate())[row.pk]
    context = {
        "target": row,
        "row": target_row(found),
        "chart": progress_chart(found, timezone.localdate()),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "public/target.html", context)


urlpatterns = [
    path("thi-dua/", emulation, name="emulation"),
    path("thi-dua/chi-tieu/<slug:code>/", target, name="public_target"),
]
