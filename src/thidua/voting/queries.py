"""Reading motions. Counts are given out by `result_of` alone, and only once they are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed, Refusal
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
    content: dict[str, Any] = closing.content or {}
    given = {key: content[key] for key in ("counts", "total_members", "voted", "in_writing")}
    return MotionResult(**given, passed=content["passed"], sha256=closing.sha256)
