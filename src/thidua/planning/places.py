"""What an item of the plan can be in the system, and how that thing says how far it is.

Applications above this one add their kinds to `KINDS` in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from thidua.clusters.enums import State as ClusterState
from thidua.clusters.queries import visible_to as cluster_years
from thidua.commendation.enums import RoundState
from thidua.commendation.queries import rounds
from thidua.core.actors import Actor
from thidua.directives.enums import TaskState
from thidua.directives.queries import tasks_visible_to
from thidua.movements.enums import UNDER_WAY, MovementState
from thidua.movements.queries import visible_to as movements
from thidua.planning.enums import Standing

Address = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A thing of the system: `step` is AHEAD, GOING, DONE or OFF; `words` its own state; `address`
    the name of its page and the arguments."""

    key: str
    name: str
    step: Standing
    words: str
    address: Address


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """`look`: those of the codes that the actor may see; `choices`: (code, name) of a year."""

    label: str
    look: Callable[[Actor, Collection[str]], Iterable[Place]]
    choices: Callable[[Actor, int], Iterable[tuple[str, str]]]


def looked_up(actor: Actor, keys: Iterable[str]) -> dict[str, Place]:
    """By key, in one query for each kind that occurs."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        kind, _, code = key.partition(":")
        if kind in KINDS:
            wanted[kind].append(code)
    found = (place for kind, codes in wanted.items() for place in KINDS[kind].look(actor, codes))
    return {place.key: place for place in found}


def offered(actor: Actor, year: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for a form: by kind, what there is of the year."""
    found = (
        (kind.label, [(f"{name}:{code}", words) for code, words in kind.choices(actor, year)])
        for name, kind in KINDS.items()
    )
    return [(label, choices) for label, choices in found if choices]


# -- award rounds ---


def _rounds(actor: Actor, codes: Collection[str]) -> Iterable[Place]:
    for row in rounds(actor).filter(code__in=codes):
        step = Standing.GOING if row.state == RoundState.OPEN else Standing.DONE
        words = "đang nhận hồ sơ" if row.state == RoundState.OPEN else "đã khóa nhận hồ sơ"
        yield Place(f"round:{row.code}", row.name, step, words, ("web:round", row.code))


def _round_choices(actor: Actor, year: int) -> Iterable[tuple[str, str]]:
    return rounds(actor).filter(year=year).values_list("code", "name")


# -- tasks ---

TASK_STEPS = {
    TaskState.PLANNED: Standing.AHEAD,
    TaskState.OPEN: Standing.GOING,
    TaskState.REPORTED: Standing.GOING,
    TaskState.DONE: Standing.DONE,
    TaskState.CANCELLED: Standing.OFF,
}


def _tasks(actor: Actor, codes: Collection[str]) -> Iterable[Place]:
    for row in tasks_visible_to(actor).filter(code__in=codes):
        step = TASK_STEPS[TaskState(row.state)]
        words = row.get_state_display().lower()
        yield Place(f"task:{row.code}", str(row), step, words, ("office:task", row.code))


def _task_choices(actor: Actor, year: int) -> Iterable[tuple[str, str]]:
    rows = tasks_visible_to(actor).filter(due_on__year=year).exclude(state=TaskState.CANCELLED)
    return rows.values_list("code", "title")


# -- clusters ---


def _clusters(actor: Actor, codes: Collection[str]) -> Iterable[Place]:
    for row in cluster_years(actor).filter(code__in=codes):
        step = Standing.GOING
        if row.state == ClusterState.DRAFT:
            step = Standing.AHEAD
        elif row.state == ClusterState.PUBLISHED:
            step = Standing.DONE
        words = row.get_state_display().lower()
        yield Place(f"cluster:{row.code}", str(row), step, words, ("office:cluster", row.code))


def _cluster_choices(actor: Actor, year: int) -> Iterable[tuple[str, str]]:
    return [(row.code, str(row)) for row in cluster_years(actor).filter(year=year)]


# -- movements ---


def _movements(actor: Actor, codes: Collection[str]) -> Iterable[Place]:
    for row in movements(actor).filter(code__in=codes):
        step = Standing.AHEAD
        if row.state in UNDER_WAY:
            step = Standing.GOING
        elif row.state in (MovementState.CLOSED, MovementState.CANCELLED):
            step = Standing.DONE if row.state == MovementState.CLOSED else Standing.OFF
        words = row.get_state_display().lower()
        yield Place(f"movement:{row.code}", row.name, step, words, ("office:movement", row.code))


def _movement_choices(actor: Actor, year: int) -> Iterable[tuple[str, str]]:
    rows = movements(actor).filter(Q(starts_on__year=year) | Q(ends_on__year=year))
    return rows.order_by("name").values_list("code", "name")


KINDS: dict[str, PlaceKind] = {
    "round": PlaceKind("Đợt xét", _rounds, _round_choices),
    "task": PlaceKind("Nhiệm vụ", _tasks, _task_choices),
    "movement": PlaceKind("Phong trào", _movements, _movement_choices),
    "cluster": PlaceKind("Cụm, khối thi đua", _clusters, _cluster_choices),
}
"""By the first part of `PlanItem.place`."""
