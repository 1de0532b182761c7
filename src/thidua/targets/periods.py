"""The periods of a target and the days on which their figures are due. Pure.

A period is known by its last day. Figures are due so many days after it; where that day is a day
off, the next working day, as article 148 of the Civil Code 2015 has it for periods (recalled, not
read again); in a year whose calendar is not known, the day itself.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from thidua.targets.enums import Counting, Rhythm
from thidua.vietnamese.workdays import UnknownYear, WorkingCalendar

MONTHS: Final = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF: 6, Rhythm.YEAR: 12}
MOST: Final = 240
_ROMAN: Final = ("I", "II", "III", "IV")
_IN_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Period:
    """The `number`-th of `of` periods, from 1; `first` and `last` are days of the calendar."""

    first: date
    last: date
    number: int
    of: int

    @property
    def is_last(self) -> bool:
        return self.number == self.of


def periods_of(rhythm: str, start_on: date, due_on: date) -> tuple[Period, ...]:
    """Calendar periods from the one that holds `start_on` to the one that holds `due_on`."""
    months = MONTHS[Rhythm(rhythm)]
    spans = list(_spans(months, start_on, due_on))[:MOST]
    return tuple(
        Period(first, last, number, len(spans)) for number, (first, last) in enumerate(spans, 1)
    )


def _spans(months: int, start_on: date, due_on: date) -> Iterator[tuple[date, date]]:
    year, month = start_on.year, (start_on.month - 1) // months * months + 1
    while (first := date(year, month, 1)) <= due_on and year < date.max.year:
        end = month + months - 1
        yield first, date(year, end, monthrange(year, end)[1])
        year, month = (year + 1, 1) if end == _IN_A_YEAR else (year, end + 1)


def label(rhythm: str, counting: str, last: date) -> str:
    """`Quý II/2024`; a running total names how far it runs: `6 tháng 2024`."""
    months = MONTHS[Rhythm(rhythm)]
    if months == _IN_A_YEAR or (counting == Counting.CUMULATIVE and last.month == _IN_A_YEAR):
        return f"Năm {last.year}"
    if months == 1:
        return f"Tháng {last.month}/{last.year}"
    if counting == Counting.CUMULATIVE and last.month > months:
        return f"{last.month} tháng {last.year}"
    if months == MONTHS[Rhythm.HALF]:
        half = "đầu" if last.month == months else "cuối"
        return f"6 tháng {half} năm {last.year}"
    return f"Quý {_ROMAN[last.month // months - 1]}/{last.year}"


def report_due(last: date, days: int) -> date:
    """The day by which the figures of the period that ends on `last` are due."""
    day = last + timedelta(days=days)
    try:
        return WorkingCalendar.load().next_working_day(day)
    except UnknownYear:
        return day


def ended(periods: tuple[Period, ...], on: date) -> tuple[Period, ...]:
    """Those whose last day has come."""
    return tuple(period for period in periods if period.last <= on)
