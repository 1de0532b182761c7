"""Reading obstacles: who sees which, what waits for whom."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.obstacles.enums import OPEN, ObstacleState
from thidua.obstacles.hot_spots import HotSpot, found_hot_spots
from thidua.obstacles.models import Obstacle, ObstacleFile

OFFICE = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)


def visible_to(actor: Actor) -> QuerySet[Obstacle]:
    """The office all; a unit what it raised and what was sent to it."""
    mine = Obstacle.objects.filter(authority_id=actor.authority_id)
    if actor.is_any(*OFFICE):
        return mine
    if actor.role in UNIT_ROLES:
        ids = actor.unit_ids
        return mine.filter(Q(unit_id__in=ids) | Q(routed_to_id__in=ids))
    return mine.none()


def files_for(actor: Actor) -> Q:
    """Files of obstacles the actor sees; the filter is on `StoredFile`."""
    held = ObstacleFile.objects.filter(obstacle__in=visible_to(actor))
    return Q(pk__in=held.values("file"))


def searched(found: QuerySet[Obstacle], words: str) -> QuerySet[Obstacle]:
    return matching(found, words)


def late(found: QuerySet[Obstacle], on: date) -> QuerySet[Obstacle]:
    """Those whose answer is overdue."""
    return found.filter(state=ObstacleState.ROUTED, answer_due_on__lt=on)


def is_late(obstacle: Obstacle, on: date) -> bool:
    due = obstacle.answer_due_on
    return obstacle.state == ObstacleState.ROUTED and due is not None and due < on


def waiting_for(actor: Actor) -> QuerySet[Obstacle]:
    """The officer sends on what was raised, a body answers, the raiser settles."""
    seen = visible_to(actor)
    if actor.is_any(Role.OFFICER):
        return seen.filter(state=ObstacleState.RAISED)
    if actor.role in UNIT_ROLES:
        ids = actor.unit_ids
        return seen.filter(
            Q(state=ObstacleState.ROUTED, routed_to_id__in=ids)
            | Q(state=ObstacleState.ANSWERED, unit_id__in=ids)
        )
    return seen.none()


def hot_spots(actor: Actor) -> list[HotSpot]:
    """What burns, worst first; nothing for those who do not see the whole."""
    return found_hot_spots(actor) if actor.is_any(*OFFICE) else []


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Days by which answers are due."""
    rows = visible_to(actor).filter(state__in=OPEN, answer_due_on__range=(since, until))
    url = "unit:obstacle" if actor.role in UNIT_ROLES else "office:obstacle"
    return [
        Deadline(
            row.answer_due_on,
            f"Trả lời vướng mắc: {row.name}",
            "obstacle",
            row.code,
            done=row.state == ObstacleState.ANSWERED,
            address=(url, row.code),
        )
        for row in rows
        if row.answer_due_on is not None
    ]
