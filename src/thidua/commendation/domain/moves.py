"""The verbs of the workflow, one dossier or many. A bulk act reports each dossier by itself:
one that cannot move does not hold back the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.commendation.models import Nomination
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.actors import Actor
from thidua.core.errors import Refusal


@dataclass(slots=True)
class Outcome:
    """What became of a bulk act: dossiers moved, and for the others the reasons."""

    done: list[Nomination] = field(default_factory=list)
    refused: list[tuple[Nomination, tuple[str, ...]]] = field(default_factory=list)


def move(
    *, actor: Actor, nomination: Nomination, name: str, revision: int | None, **inputs: Any
) -> Nomination:
    """Walk one transition of the table."""
    return NOMINATIONS.perform(nomination, name, actor=actor, revision=revision, **inputs)


def move_many(
    *, actor: Actor, nominations: Iterable[Nomination], name: str, **inputs: Any
) -> Outcome:
    """Walk the same transition with each dossier, each in its own transaction."""
    outcome = Outcome()
    for nomination in nominations:
        try:
            outcome.done.append(NOMINATIONS.perform(nomination, name, actor=actor, **inputs))
        except Refusal as refusal:
            outcome.refused.append((nomination, refusal.reasons))
    return outcome


def give_back(
    *, actor: Actor, nomination: Nomination, parts: Mapping[str, str], revision: int | None = None
) -> Nomination:
    """Give the dossier back with a reason for each named part."""
    return move(
        actor=actor,
        nomination=nomination,
        name="give_back",
        revision=revision,
        parts={part: reason for part, reason in parts.items() if reason.strip()},
    )
