"""Targets and movements for everybody: only what the authority has put there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from thidua.core.screens import public_screen
from thidua.movements.enums import UNDER_WAY
from thidua.organizations.models import Authority
from thidua.planning.public import public_movements, public_targets
from thidua.targets.queries import progresses, searched
from thidua.web.public.register import authority_id
from thidua.web.shared.movement_looks import look
from thidua.web.shared.overview import target_row
from thidua.web.shared.target_shown import progress_chart

PAGE_SIZE = 30
FEW = 10
"""Movements that stand beside the targets; the page of movements has all."""


@public_screen()
def emulation(request: HttpRequest) -> HttpResponse:
    """What is competed for this year, and how far it is."""
    authority = Authority.objects.first()
    key = authority.pk if authority else 0
    words = request.GET.get("q", "").strip()[:100]
    found = searched(public_targets(key), words)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    standing = progresses(list(page.object_list), timezone.localdate())
    going = public_movements(key).filter(state__in=UNDER_WAY)
    movements = list(going[: FEW + 1])
    context = {
        "name": authority.name if authority else "",
        "page": page,
        "rows": [target_row(one) for one in standing.values()],
        "movements": [look(row) for row in movements[:FEW]],
        "more_movements": len(movements) > FEW,
        "words": words,
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "public/emulation.html", context)


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
