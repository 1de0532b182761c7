"""An award as the public sees it: name, unit, award, decision, date; nothing else of the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from thidua.decisions.models import Decision, DecisionState
from thidua.decisions.queries import unit_names_at
from thidua.law import known_title
from thidua.registry.models import Award


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the public register."""

    code: str
    name: str
    unit: str
    title: str
    year: int
    level: str
    decision: str
    decided_on: date | None
    decision_url: str
    revoked_on: date | None
    revocation: str
    restored_on: date | None
    restoration: str
    is_person: bool

    @property
    def url(self) -> str:
        return reverse("public:award", args=[self.code])


def shown(awards: Iterable[Award]) -> list[Shown]:
    """Awards with their names of the day, in one more query whatever their number."""
    rows = list(awards)
    wanted = [(pk, _day(row)) for row in rows for pk in (row.collective_id, row.unit_id) if pk]
    names = unit_names_at(wanted)
    return [_shown(row, names) for row in rows]


def _day(row: Award) -> date:
    return row.decided_on or date(row.year, 12, 31)


def _shown(row: Award, names: dict[tuple[int, date], str]) -> Shown:
    day = _day(row)
    # The unit as it was called that day; the words of an old register only where it is not known.
    unit = names.get((row.unit_id or 0, day)) or row.unit_words
    name = _name(row, names)
    return Shown(
        code=row.code,
        name=name,
        unit="" if unit == name else unit,
        title=known_title(row.title_code).name_on(day),
        year=row.year,
        level=row.get_level_display(),
        decision=row.decision_number,
        decided_on=row.decided_on,
        decision_url=_decision_url(row),
        revoked_on=row.revoked_on,
        revocation=row.revocation,
        restored_on=row.restored_on,
        restoration=row.restoration,
        is_person=row.person_id is not None,
    )


def _name(row: Award, names: dict[tuple[int, date], str]) -> str:
    if row.person is not None:
        return row.person.full_name
    if row.household is not None:
        return row.household.name
    return names.get((row.collective_id or 0, _day(row)), "")


def _decision_url(row: Award) -> str:
    decision: Decision | None = getattr(getattr(row, "decision_line", None), "decision", None)
    if decision is None or decision.state != DecisionState.ISSUED:
        return ""
    return reverse("public:decision", args=[decision.code])
