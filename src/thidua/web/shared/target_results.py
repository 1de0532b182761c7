"""Results of a unit's targets on a dossier: the collective's own, or those of the unit a head
leads. Facts beside the verdict; no rule reads them."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination
from thidua.core.actors import UNIT_ROLES, Actor
from thidua.organizations.enums import PositionGroup
from thidua.targets.queries import UnitResult, results_of
from thidua.web.shared.target_shown import LOOKS


@dataclass(frozen=True, slots=True)
class Shown:
    """One line with its look."""

    result: UnitResult
    look: str
    icon: str


@dataclass(frozen=True, slots=True)
class OnDossier:
    """`whose`: the unit these are of, said for a head; empty for a collective's own."""

    year: int
    whose: str
    lines: tuple[Shown, ...]


def target_results(row: Nomination, actor: Actor) -> OnDossier | None:
    """For the office and the council, and for a unit its own; None where there is nothing."""
    unit_id = _unit_of(row)
    if unit_id is None or (actor.role in UNIT_ROLES and not actor.acts_for(unit_id)):
        return None
    found = results_of([unit_id], row.round.year)
    if not found:
        return None
    lines = tuple(Shown(one, *LOOKS[one.standing.band]) for one in found)
    return OnDossier(row.round.year, "" if row.collective_id else row.unit_name, lines)


def _unit_of(row: Nomination) -> int | None:
    if row.subject_kind == Subject.COLLECTIVE:
        return row.collective_id
    if row.subject_kind == Subject.PERSON and row.group == PositionGroup.LEADER:
        return row.unit_id
    return None
