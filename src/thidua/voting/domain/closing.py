"""Closing votes: one person asks, another confirms.

A paper is closed as a whole. Each of its motions is judged by itself: where the quorum is missing
once the time is over, the motion lapses and its counts are never shown. Where roll and tally do not
agree, all motions of the paper are made void by two persons: nobody can tell which votes to trust.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.voting.domain.checking import books_disagree
from thidua.voting.domain.locking import locked
from thidua.voting.enums import State
from thidua.voting.models import Motion
from thidua.voting.tasks import sweep
from thidua.voting.workflow import (
    ABANDON,
    ASK,
    ASK_TO_ABANDON,
    ASK_TO_VOID,
    CONFIRM,
    MOTIONS,
    VOID,
    enough_voted,
)


def ask_to_close(*, actor: Actor, motion: Motion) -> Motion:
    """The first person: refused while somebody may still vote or the quorum is missing."""
    return MOTIONS.perform(motion, ASK.name, actor=actor)


def close_motion(*, actor: Actor, motion: Motion) -> Motion:
    """The second person, who must be another: freezes the result for good."""
    with transaction.atomic():
        defer(sweep, rewrite=True)
        return MOTIONS.perform(motion, CONFIRM.name, actor=actor)


def ask_to_abandon(*, actor: Actor, motion: Motion) -> Motion:
    """The first person: the time is over and too few have voted."""
    return MOTIONS.perform(motion, ASK_TO_ABANDON.name, actor=actor)


def abandon(*, actor: Actor, motion: Motion) -> Motion:
    """The second person: the motion has lapsed; the roll is kept, its counts are never shown."""
    with transaction.atomic():
        defer(sweep, rewrite=True)
        return MOTIONS.perform(motion, ABANDON.name, actor=actor)


def ask_to_end(*, actor: Actor, motions: Iterable[Motion]) -> list[Motion]:
    """The first person, for all motions of a paper: to be closed, or lapsed where too few voted."""
    with transaction.atomic():
        return [
            MOTIONS.perform(
                row, ASK_TO_ABANDON.name if enough_voted(row) else ASK.name, actor=actor
            )
            for row in locked(motion.pk for motion in motions)
        ]


def end_all(*, actor: Actor, motions: Iterable[Motion]) -> list[Motion]:
    """The second person, for all motions of a paper: what the first asked for."""
    with transaction.atomic():
        defer(sweep, rewrite=True)
        return [
            MOTIONS.perform(
                row, ABANDON.name if row.state == State.LAPSING else CONFIRM.name, actor=actor
            )
            for row in locked(motion.pk for motion in motions)
        ]


def ask_to_void(*, actor: Actor, motions: Iterable[Motion], reason: str) -> list[Motion]:
    """The first person, for all motions of a paper: roll and tally of one of them disagree."""
    with transaction.atomic():
        rows = locked(motion.pk for motion in motions)
        if not books_disagree(rows):
            raise Refusal("Số người đã bỏ phiếu và số phiếu khớp nhau nên không hủy được.")
        return [MOTIONS.perform(row, ASK_TO_VOID.name, actor=actor, reason=reason) for row in rows]


def void_all(*, actor: Actor, motions: Iterable[Motion], reason: str) -> list[Motion]:
    """The second person: the votes are over, the roll is kept, no count is ever shown."""
    with transaction.atomic():
        defer(sweep, rewrite=True)
        return [
            MOTIONS.perform(row, VOID.name, actor=actor, reason=reason)
            for row in locked(motion.pk for motion in motions)
        ]
