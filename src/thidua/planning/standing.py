"""Where an item of the plan stands: by the system where it is known there, else by hand and date.

Days off: an item that recurs is due on the last day of each stretch of its rhythm; where that is
a day off, on the next working day, as `directives.periods` has it for reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.directives.enums import Rhythm
from thidua.directives.periods import periods
from thidua.planning.enums import Mark, Standing
from thidua.planning.models import PlanItem
from thidua.planning.places import Address, Place

HOLIDAY_RULE = "Việc lặp lại đến hạn vào ngày nghỉ thì dời sang ngày làm việc kế tiếp."
"""The rule as screens say it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """`words`: how this is known; `address`: the page of the thing that says so."""

    standing: Standing
    words: str
    address: Address = ()

    @property
    def is_over(self) -> bool:
        return self.standing in (Standing.DONE, Standing.OFF)


def stand(item: PlanItem, place: Place | None, today: date) -> Stand:
    """The thing it is linked with speaks first; then whoever marked it; then the calendar."""
    if item.mark == Mark.OFF:
        return Stand(Standing.OFF, item.mark_note or "ghi tay")
    if place is not None:
        said = _by_date(item, today, begun=place.step == Standing.GOING)
        step = said if place.step in (Standing.GOING, Standing.AHEAD) else place.step
        return Stand(step, f"{place.name}: {place.words}", place.address)
    if item.mark == Mark.DONE:
        return Stand(Standing.DONE, item.mark_note or "ghi tay")
    said = _by_date(item, today, begun=item.mark == Mark.GOING)
    return Stand(said, item.mark_note or ("ghi tay" if item.mark else ""))


def _by_date(item: PlanItem, today: date, *, begun: bool) -> Standing:
    if item.due_on is not None and item.due_on < today:
        return Standing.LATE
    if begun or (item.begins_on is not None and item.begins_on <= today):
        return Standing.GOING
    return Standing.AHEAD


def stands(
    items: Iterable[PlanItem], places: Mapping[str, Place], today: date
) -> list[tuple[PlanItem, Stand]]:
    return [(item, stand(item, places.get(item.place), today)) for item in items]


def due_days(begins_on: date | None, due_on: date | None, rhythm: str) -> list[date]:
    """Every day on which the item is due; one that does not recur is due on its own last day."""
    if due_on is None:
        return []
    if rhythm == Rhythm.ONCE or begins_on is None:
        return [due_on]
    return [period.due_on for period in periods(begins_on, due_on, rhythm, 0)]
