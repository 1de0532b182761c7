"""Report periods of a task, by its rhythm, and the day each report is due.

Periods follow the calendar (weeks from Monday, months, quarters, halves, years) between the day a
task is given and its last day; the first and the last are cut to fit, so that they neither overlap
nor leave a day out. The law sets no day for such reports: an authority gives a number of working
days after the period. A task reported on once is due on its own last day. A due day that falls on
a day off moves to the next working day, as Bộ luật Dân sự 2015, Điều 148 has it for time limits
(recalled, not re-checked).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from thidua.directives.enums import Rhythm
from thidua.vietnamese.workdays import WorkingCalendar

_DAY: Final = timedelta(days=1)
_MONTHS: Final = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF: 6, Rhythm.YEAR: 12}
DUE_RULE: Final = (
    "Hạn báo cáo tính theo ngày làm việc; rơi vào ngày nghỉ thì dời sang ngày làm việc kế tiếp."
)
"""The rule as screens say it."""


@dataclass(frozen=True, slots=True)
class Period:
    """Both ends included. `sure`: the days off of the years it touches are on file."""

    begins_on: date
    ends_on: date
    due_on: date
    sure: bool


def periods(
    begins_on: date,
    ends_on: date,
    rhythm: str,
    within: int,
    calendar: WorkingCalendar | None = None,
) -> list[Period]:
    """Every period from the first day to the last; none when the last comes before the first."""
    known = calendar or WorkingCalendar.load()
    return [
        _period(first, last, rhythm, within, known)
        for first, last in spans(begins_on, ends_on, rhythm)
    ]


def spans(begins_on: date, ends_on: date, rhythm: str) -> Iterator[tuple[date, date]]:
    """Calendar stretches that cover the days from the first to the last, each exactly once."""
    first = begins_on
    while first <= ends_on:
        last = min(_last_day(first, rhythm, ends_on), ends_on)
        yield first, last
        if last == date.max:
            return
        first = last + _DAY


def _last_day(day: date, rhythm: str, otherwise: date) -> date:
    """The last day of the calendar stretch that holds `day`."""
    if rhythm == Rhythm.WEEK:
        return day + timedelta(days=6 - day.weekday())
    length = _MONTHS.get(Rhythm(rhythm))
    if length is None:
        return otherwise
    month = (day.month - 1) // length * length + length
    return date(day.year, 12, 31) if month == 12 else date(day.year, month + 1, 1) - _DAY  # noqa: PLR2004


def _period(first: date, last: date, rhythm: str, within: int, known: WorkingCalendar) -> Period:
    days = with_weekdays(known, last.year)
    late = within if rhythm != Rhythm.ONCE else 0
    due = days.add_working_days(last, late) if late else days.next_working_day(last)
    return Period(first, last, due, {last.year, due.year} <= known.years)


def with_weekdays(known: WorkingCalendar, year: int) -> WorkingCalendar:
    """The calendar, with Monday to Friday for years whose days off nobody has entered yet."""
    missing = frozenset({year, year + 1}) - known.years
    return known.extended(WorkingCalendar(missing, MappingProxyType({}))) if missing else known
