"""Reading motions. Counts are given out by `result_of` alone, and only once they are frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.vietnamese.names import sort_key
from thidua.voting.enums import Option, State
from thidua.voting.models import Closing, Motion, RollEntry

READERS = frozenset({Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN, Role.INSPECTOR})


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who of the roll has voted, in numbers; `in_writing` are among `voted`."""

    on_roll: int
    voted: int
    in_writing: int


@dataclass(frozen=True, slots=True)
class MotionResult:
    """The frozen result. `counts` by option; `in_writing` are among `voted`."""

    counts: dict[str, int]
    total_members: int
    voted: int
    in_writing: int
    passed: bool
    sha256: str

    @property
    def in_favour(self) -> int:
        return self.counts[Option.AGREE]


def visible_to(actor: Actor) -> QuerySet[Motion]:
    """Motions the actor may read of; never their counts."""
    mine = Motion.objects.filter(authority_id=actor.authority_id)
    on_roll = Exists(RollEntry.objects.filter(motion=OuterRef("pk"), voter_id=actor.user_id))
    return mine if actor.role in READERS else mine.filter(on_roll)


def waiting_for(actor: Actor) -> QuerySet[Motion]:
    """Open motions on which the actor has yet to vote."""
    now = timezone.now()
    mine = RollEntry.objects.filter(motion=OuterRef("pk"), voter_id=actor.user_id, voted=False)
    return visible_to(actor).filter(
        Exists(mine), state=State.OPEN, opens_at__lte=now, closes_at__gt=now
    )


def turnout(motion: Motion) -> Turnout:
    """How many may vote and have."""
    counts = RollEntry.objects.filter(motion=motion).aggregate(
        on_roll=Count("pk"),
        voted=Count("pk", filter=Q(voted=True)),
        in_writing=Count("pk", filter=Q(in_writing=True)),
    )
    return Turnout(**counts)


@dataclass(frozen=True, slots=True)
class Voter:
    """One person on the rolls of several motions: whether all their votes are in, and how."""

    user_id: int | None
    name: str
    voted: bool
    in_writing: bool


def voters_of(motions: Iterable[Motion]) -> list[Voter]:
    """Who stands on the roll of any of the motions, by name.

    Never how many lines each of them has: a number smaller than a neighbour's would tell that the
    person keeps away from something.
    """
    found: dict[tuple[int | None, str], list[RollEntry]] = {}
    for entry in RollEntry.objects.filter(motion__in=motions).select_related("voter"):
        found.setdefault((entry.voter_id, entry.voter_name), []).append(entry)
    people = [
        Voter(
            key[0],
            entries[0].name,
            all(entry.voted for entry in entries),
            any(entry.in_writing for entry in entries),
        )
        for key, entries in found.items()
    ]
    return sorted(people, key=lambda one: sort_key(one.name))


def roll_of(actor: Actor, motion: Motion) -> QuerySet[RollEntry]:
    """Who may vote and whether they have, in an order that is random and stays."""
    seen = visible_to(actor).filter(pk=motion.pk)
    return RollEntry.objects.filter(motion__in=seen).select_related("voter").order_by("id")


def result_of(actor: Actor, motion: Motion) -> MotionResult:
    """The counts of a closed motion. Raises NotAllowed to outsiders, Refusal before closing.

    Nobody is exempt: not the secretary, not the system itself.
    """
    if not visible_to(actor).filter(pk=motion.pk).exists():
        raise NotAllowed("Chỉ Hội đồng và cơ quan thường trực xem kết quả bỏ phiếu.")
    closing = Closing.objects.filter(motion=motion, motion__state=State.CLOSED).first()
    if closing is None:
        raise Refusal("Chưa đóng bỏ phiếu nên chưa có kết quả. Không ai xem được số phiếu lúc này.")
    return _result(closing)


def results_of(actor: Actor, motions: Iterable[Motion]) -> dict[int, MotionResult]:
    """The frozen results of those of the motions that are closed and that the actor may read, by
    key of the motion."""
    seen = visible_to(actor).filter(pk__in=[motion.pk for motion in motions])
    return frozen_results(seen)


def frozen_results(motions: Iterable[Motion]) -> dict[int, MotionResult]:
    """What was frozen, by key of the motion, for the record of whose vote it was. A motion that is
    not closed has none."""
    rows = Closing.objects.filter(
        motion__in=motions, motion__state=State.CLOSED, confirmed_by__isnull=False
    )
    return {row.motion_id: _result(row) for row in rows}


def _result(closing: Closing) -> MotionResult:
    content: dict[str, Any] = closing.content or {}
    given = {key: content[key] for key in ("counts", "total_members", "voted", "in_writing")}
    return MotionResult(**given, passed=content["passed"], sha256=closing.sha256)
