"""The year at a glance: the chairman's one page, and the overview of the office."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.clusters.enums import State as ClusterState
from thidua.clusters.queries import visible_to as cluster_years
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.honours.case_alerts import Standing as HonourStanding
from thidua.honours.case_alerts import standing
from thidua.honours.case_enums import WAITING
from thidua.honours.case_queries import limits_of, settings_of
from thidua.honours.case_queries import visible_to as honour_cases
from thidua.obstacles.enums import ObstacleState
from thidua.obstacles.queries import hot_spots, late
from thidua.obstacles.queries import visible_to as obstacles
from thidua.planning.enums import Standing
from thidua.planning.queries import READERS, items_of, visible_to, with_stands
from thidua.web.shared import desk, overview
from thidua.web.shared.calendar import address, coming

HOT = 5
MOST_WAITING = 8
"""Groups of work on the chairman's one page; the desk has all of them."""
SOON = 14
"""Days ahead that the overview lists."""
OVERDUE = "qua-han"
ADDRESSES = {"task": "office:task", "target": "office:target", "obstacle": "office:obstacle"}


@screen(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """The chairman gets one page to sign by; the office the overview of the year."""
    actor, today = request.actor, timezone.localdate()
    year = overview.year_of(request, today)
    context: dict[str, Any] = {
        "year": year,
        "today": today,
        "targets": overview.target_board(actor, year, today),
        "tasks": overview.task_board(actor, year, today),
        "round": overview.round_board(actor, year),
        "money": overview.money_board(actor, year, today),
        "movements": overview.movement_board(actor),
        "plan": _plan(request, year),
        "hot": _hot(request),
        "honours": _honours(request),
    }
    if actor.is_any(Role.CHAIRMAN):
        told = {row["spot"].code for row in context["hot"]["rows"]}
        worst = context["targets"]["worst"]
        context["targets"]["worst"] = [row for row in worst if row["target"].code not in told]
        waiting = [task for source in desk.SOURCES for task in source(actor)]
        context |= {"waiting": waiting[:MOST_WAITING], "waiting_total": len(waiting)}
        return render(request, "planning/chairman.html", context)
    context |= {
        "coming": coming(actor, SOON)[:12],
        "clusters": _clusters(request, year),
        "obstacles": _obstacles(request),
    }
    return render(request, "planning/overview.html", context)


def _plan(request: HttpRequest, year: int) -> dict[str, Any]:
    """The plan of the year shown, or of this one, once approved: how many items are where."""
    years = (year, timezone.localdate().year)
    plan = (
        visible_to(request.actor)
        .filter(year__in=years, approved_at__isnull=False)
        .order_by("-year")
        .first()
    )
    if plan is None:
        return {"plan": None}
    rows = with_stands(request.actor, items_of(plan), timezone.localdate())
    counts = Counter(one.standing for _, one in rows)
    late = [item for item, one in rows if one.standing == Standing.LATE]
    return {
        "plan": plan,
        "total": len(rows),
        "done": counts[Standing.DONE],
        "late": len(late),
        "rows": late[: overview.FEW],
    }


def _hot(request: HttpRequest) -> dict[str, Any]:
    found = hot_spots(request.actor)
    rows = [
        {"spot": one, "url": address((ADDRESSES[one.kind], one.code)) if one.code else ""}
        for one in found[:HOT]
    ]
    return {"total": len(found), "rows": rows}


def _clusters(request: HttpRequest, year: int) -> dict[str, Any]:
    rows = list(cluster_years(request.actor).filter(year=year))
    done = sum(1 for row in rows if row.state == ClusterState.PUBLISHED)
    return {"total": len(rows), "published": done, "rows": rows[: overview.FEW]}


def _honours(request: HttpRequest) -> dict[str, Any]:
    """Long-standing cases that wait, and those that should not wait longer, one line each: the
    gravest first, then the longest wait."""
    actor, today = request.actor, timezone.localdate()
    rows = list(honour_cases(actor).filter(state__in=WAITING))
    settings, limits = settings_of(actor.authority_id), limits_of(actor.authority_id)
    found = [(row, standing(row, today, settings, limits)) for row in rows]
    grave = [one for one in found if any(alert.state == "bad" for alert in one[1].alerts)]
    grave.sort(key=lambda one: (not _is_overdue(one[1]), -one[1].total))
    return {
        "total": len(rows),
        "overdue": sum(_is_overdue(one) for _, one in found),
        "grave": len(grave),
        "rows": [
            {"case": row, "days": one.total, "words": "; ".join(a.words for a in one.alerts)}
            for row, one in grave[: overview.FEW]
        ],
    }


def _is_overdue(one: HonourStanding) -> bool:
    return any(alert.code == OVERDUE for alert in one.alerts)


def _obstacles(request: HttpRequest) -> dict[str, int]:
    """Obstacles that somebody still works on, and those whose answer is overdue."""
    seen = obstacles(request.actor)
    working = (ObstacleState.RAISED, ObstacleState.ROUTED)
    return {
        "total": seen.filter(state__in=working).count(),
        "late": late(seen, timezone.localdate()).count(),
    }


urlpatterns = [path("tong-quan/", board, name="overview")]
