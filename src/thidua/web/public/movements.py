"""Movements that the authority has made public: who launched what for whom, what came of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from thidua.core.screens import public_screen
from thidua.core.search import matching
from thidua.movements.enums import UNDER_WAY, MovementLevel, ReviewKind
from thidua.movements.parts import CRITERIA
from thidua.movements.queries import listed
from thidua.planning.public import public_movements
from thidua.web.office.movements.listing import SORTS
from thidua.web.public.register import authority_id
from thidua.web.shared.movement_looks import look

PAGE_SIZE = 20


@public_screen()
def movements(request: HttpRequest) -> HttpResponse:
    """Those under way first by their level, then those that have ended."""
    words, level = request.GET.get("q", "").strip()[:100], request.GET.get("cap", "")
    level = level if level in MovementLevel.values else ""
    ended = request.GET.get("nhom", "") == "xong"
    found = matching(public_movements(authority_id()), words)
    found = found.filter(level=level) if level else found
    found = found.exclude(state__in=UNDER_WAY) if ended else found.filter(state__in=UNDER_WAY)
    sort = request.GET.get("sap_xep", "")
    order = SORTS.get(sort, SORTS["-ngay"])
    page = Paginator(listed(found).order_by(*order), PAGE_SIZE)
    context = {
        "page": page.get_page(request.GET.get("trang")),
        "words": words,
        "level": level,
        "levels": MovementLevel.choices,
        "ended": ended,
        "sort": sort,
    }
    for row in context["page"].object_list:
        look(row)
    return render(request, "public/movements.html", context)


@public_screen()
def movement(request: HttpRequest, code: str) -> HttpResponse:
    """One movement; no names of persons, only what its plan and its closed reviews say."""
    shown = public_movements(authority_id())
    row = get_object_or_404(listed(shown), code=code)
    reviews = row.reviews.exclude(frozen_at=None).filter(dropped_at=None)
    context = {
        "movement": look(row),
        "parent": shown.filter(pk=row.parent_id).first(),
        "criteria": [
            {"label": CRITERIA[kind][1], "text": getattr(row, CRITERIA[kind][0])}
            for kind in row.subjects
        ],
        "reviews": reviews,
        "final": next((one for one in reviews if one.kind == ReviewKind.FINAL), None),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "public/movement.html", context)


urlpatterns = [
    path("phong-trao/", movements, name="movements"),
    path("phong-trao/<slug:code>/", movement, name="movement"),
]
