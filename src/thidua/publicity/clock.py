"""The arithmetic of a comment period, pure: working days, stops, what is left.

The day of posting is not counted; a day on which the clock stood still, the first and the last of
a stop included, is not counted either, so that a stop never costs the people a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.vietnamese.dates import format_day
from thidua.vietnamese.workdays import UnknownYear, WorkingCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """Days that do not count, both ends included; `until` is None while it runs."""

    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Where a period stands on `today`.

    `last_day` is None while the clock stands still (`is_stopped`), or where it cannot be counted;
    `why` then says why. `counted` and `stopped` are working days up to `today` that counted and
    that did not because of a stop; None where the calendar is not known. `doubts` are sentences
    about days of the calendar that are not sure.
    """

    opened_on: date
    length: int
    today: date
    last_day: date | None
    counted: int | None
    stopped: int | None
    is_stopped: bool
    why: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def left(self) -> int | None:
        """Working days still to come, today not counted; 0 on the last day and after it."""
        return None if self.counted is None else max(0, self.length - self.counted)

    @property
    def is_over(self) -> bool:
        """Known to be over; what cannot be counted is not over by itself."""
        return self.last_day is not None and self.today > self.last_day

    @property
    def words(self) -> str:
        """The sum, so that anybody can do it again."""
        parts = [
            f"Đăng ngày {format_day(self.opened_on)} (không tính ngày đăng)",
            f"thời hạn {self.length} ngày làm việc",
        ]
        if self.counted is not None:
            parts.append(f"đã tính {min(self.counted, self.length)} ngày")
        if self.stopped:
            parts.append(f"không tính {self.stopped} ngày làm việc tạm dừng")
        if self.last_day is not None:
            parts.append(f"ngày cuối {format_day(self.last_day)}")
        return f"{', '.join(parts)}."


def last_day(
    opened_on: date, length: int, stops: Iterable[Stop], calendar: WorkingCalendar
) -> date:
    """The `length`-th working day after `opened_on` that no stop covers.

    Every stop must have ended. Raises UnknownYear beyond the years on file.
    """
    held = list(stops)
    day, left = opened_on, length
    while left:
        day += _DAY
        left -= calendar.is_working_day(day) and not _covered(day, held)
    return day


def reckon(
    opened_on: date,
    length: int,
    stops: Sequence[Stop],
    today: date,
    *,
    calendar: WorkingCalendar | None = None,
    said: date | None = None,
) -> Reckoning:
    """Where the period stands. `said`: the last day the office named, used only where the calendar
    cannot tell."""
    days = calendar or WorkingCalendar.load()
    running = any(stop.until is None for stop in stops)
    last: date | None = None
    why = "Đang tạm dừng, chưa có ngày cuối."
    if not running:
        last, why = _ended(opened_on, length, stops, days, said)
    try:
        counted, stopped = _counted(opened_on, today, stops, days)
    except UnknownYear:
        counted = stopped = None
    doubts = tuple(one.note() for one in days.doubts(opened_on + _DAY, last or today))
    return Reckoning(opened_on, length, today, last, counted, stopped, running, why, doubts)


def _ended(
    opened_on: date,
    length: int,
    stops: Sequence[Stop],
    calendar: WorkingCalendar,
    said: date | None,
) -> tuple[date | None, str]:
    """The last day, or why there is none."""
    try:
        return last_day(opened_on, length, stops, calendar), ""
    except UnknownYear as unknown:
        return said, "" if said else str(unknown)


def _counted(
    opened_on: date, today: date, stops: Sequence[Stop], calendar: WorkingCalendar
) -> tuple[int | None, int | None]:
    """Working days after `opened_on` up to `today`: those that count, and those stopped."""
    counted = stopped = 0
    day = opened_on
    while day < today:
        day += _DAY
        if calendar.is_working_day(day):
            covered = _covered(day, stops)
            stopped += covered
            counted += not covered
    return counted, stopped


def _covered(day: date, stops: Iterable[Stop]) -> bool:
    return any(stop.covers(day) for stop in stops)
