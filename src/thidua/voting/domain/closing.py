"""Closing a vote: one person asks, another confirms."""

from __future__ import annotations

from thidua.core.actors import Actor
from thidua.voting.models import Motion
from thidua.voting.workflow import ASK, CONFIRM, MOTIONS


def ask_to_close(*, actor: Actor, motion: Motion) -> Motion:
    """The first person: refused while somebody may still vote or the quorum is missing."""
    return MOTIONS.perform(motion, ASK.name, actor=actor)


def close_motion(*, actor: Actor, motion: Motion) -> Motion:
    """The second person, who must be another: freezes the result for good."""
    return MOTIONS.perform(motion, CONFIRM.name, actor=actor)
