"""A unit's own page: what is due, its tasks, targets, movements, rank and dossiers of the year."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from thidua.clusters.queries import published_rank
from thidua.commendation.enums import State
from thidua.commendation.queries import state_counts
from thidua.commendation.queries import visible_to as dossiers
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.movements.enums import UNDER_WAY
from thidua.movements.queries import open_to_register, registrations
from thidua.movements.queries import visible_to as movements
from thidua.targets.enums import Band
from thidua.targets.queries import UnitResult, results_of
from thidua.web.shared import overview
from thidua.web.shared.calendar import coming
from thidua.web.shared.listing import STATE_LOOK
from thidua.web.shared.target_shown import LOOKS, WORST, figure

SOON = 30
MOST_DAYS = 10


@screen(Role.CLERK, Role.HEAD)
def board(request: HttpRequest) -> HttpResponse:
    """Everything of the unit and the units under it, of one year."""
    actor, today = request.actor, timezone.localdate()
    year = overview.year_of(request, today)
    days = coming(actor, SOON)
    context = {
        "year": year,
        "soon": SOON,
        "coming": days[:MOST_DAYS],
        "coming_total": len(days),
        "tasks": overview.task_board(actor, year, today),
        "targets": _targets(results_of(actor.unit_ids, year)),
        "movements": _movements(request),
        "rank": published_rank(actor.unit_id, year) if actor.unit_id else None,
        "dossiers": _dossiers(request, year),
    }
    return render(request, "planning/unit.html", context)


def _targets(rows: list[UnitResult]) -> dict[str, Any]:
    """The unit's shares, those that lag first, and how far each is on its way."""
    rows = sorted(rows, key=lambda one: (WORST[one.standing.band], one.name))
    return {
        "total": len(rows),
        "behind": sum(one.standing.band in (Band.SLOW, Band.VERY_SLOW) for one in rows),
        "rows": [_target(one) for one in rows],
        "chart": overview.bands_chart(Counter(one.standing.band for one in rows)) if rows else None,
    }


def _target(one: UnitResult) -> dict[str, Any]:
    look, icon = LOOKS[one.standing.band]
    return {
        "result": one,
        "look": look,
        "icon": icon,
        "label": one.standing.band.label,
        "plan": figure(one.plan, one.measure),
        "actual": figure(one.actual, one.measure),
    }


def _movements(request: HttpRequest) -> dict[str, Any]:
    actor = request.actor
    mine = registrations(actor).filter(superseded_at=None, withdrawn_at=None)
    codes = set(mine.values_list("movement__code", flat=True))
    rows = list(movements(actor).filter(state__in=UNDER_WAY).order_by("ends_on", "pk"))
    return {
        "rows": [(row, row.code in codes) for row in rows[: overview.FEW]],
        "total": len(rows),
        "open": open_to_register(actor).count(),
    }


def _dossiers(request: HttpRequest, year: int) -> dict[str, Any]:
    counts = state_counts(dossiers(request.actor).filter(round__year=year))
    url = reverse("web:nominations")
    steps = [
        {
            "label": state.label,
            "count": counts[state],
            "look": STATE_LOOK[state][0],
            "url": f"{url}?buoc={state.value}",
        }
        for state in State
        if counts.get(state)
    ]
    return {"total": sum(counts.values()), "steps": steps}


urlpatterns = [path("tong-quan/", board, name="overview")]
