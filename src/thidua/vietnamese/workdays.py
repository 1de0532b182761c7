"""The working-day calendar of the civil service, from dated data.

Civil Code 2015, articles 147 and 148 (recalled, not re-checked): the day that triggers a period
is not counted, and a period whose last day is a day off ends with the next working day.
Saturdays worked to make up for a swapped weekday count as working days (inferred: no text read
so far says so in terms).
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Self

from thidua.vietnamese.dates import format_day

_DAY: Final = dt.timedelta(days=1)
_SATURDAY: Final = 5


class UnknownYear(LookupError):
    """A day in a year whose calendar is not in the data; the message is a Vietnamese sentence."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Chưa có lịch nghỉ lễ, Tết năm {year} nên chưa tính được ngày làm việc. "
            f"Bổ sung lịch năm {year} vào dữ liệu ngày làm việc."
        )
        self.year = year


class BadCalendar(ValueError):
    """Calendar data that contradict themselves; the message is a Vietnamese sentence."""


class Confidence(StrEnum):
    """How well an entry is established; strongest first. The words are those of the rule book."""

    VERIFIED = "verified"
    SECONDARY = "verified-secondary"
    RECALLED = "recalled"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A weekday off, or a Saturday worked, with where this is known from."""

    day: dt.date
    name: str
    is_off: bool
    source: str
    confidence: Confidence

    @property
    def is_sure(self) -> bool:
        return self.confidence is not Confidence.UNSURE

    def note(self) -> str:
        """A Vietnamese sentence for a deadline that crosses this day while it is unsure."""
        kind = "ngày nghỉ" if self.is_off else "ngày làm bù"
        return f"Chưa chắc {format_day(self.day)} là {kind} ({self.name}). Căn cứ: {self.source}."


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked, for the years that are known.

    A day marked unsure counts as an ordinary day of the week; ``doubts`` lists such days, so
    that a deadline which crosses one can say so.
    """

    years: frozenset[int]
    special: Mapping[dt.date, SpecialDay]

    @classmethod
    def load(cls) -> WorkingCalendar:
        """Return the calendar shipped with the package."""
        return _shipped()

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read a calendar in the form of ``data/workdays.toml``; raise ``BadCalendar``."""
        try:
            data = tomllib.loads(text)
            entries = list(_entries(data))
            years = frozenset(int(table["year"]) for table in data["year"])
        except BadCalendar:
            raise
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadCalendar(f"Không đọc được lịch ngày làm việc, chỗ sai: {error}.") from error
        return cls(years, _by_day(entries))

    def extended(self, other: WorkingCalendar) -> WorkingCalendar:
        """Return this calendar with the years of ``other``; for a year in both, ``other`` rules."""
        kept = {day: entry for day, entry in self.special.items() if day.year not in other.years}
        return WorkingCalendar(
            self.years | other.years, MappingProxyType(kept | dict(other.special))
        )

    def is_working_day(self, day: dt.date) -> bool:
        """Tell whether ``day`` is worked; raise ``UnknownYear`` outside the known years."""
        if day.year not in self.years:
            raise UnknownYear(day.year)
        entry = self.special.get(day)
        if entry and entry.is_sure:
            return not entry.is_off
        return day.weekday() < _SATURDAY

    def add_working_days(self, start: dt.date, n: int) -> dt.date:
        """Return the ``n``-th working day after ``start``; ``start`` itself is not counted.

        A negative ``n`` counts backwards; 0 gives ``start``.
        """
        step = _DAY if n > 0 else -_DAY
        day, left = start, abs(n)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, a: dt.date, b: dt.date) -> int:
        """Count the working days after ``a`` up to and including ``b``.

        Negative when ``b`` is earlier: the days before ``a`` back to and including ``b``.
        """
        if b < a:
            return -sum(map(self.is_working_day, _days(b, a - _DAY)))
        return sum(map(self.is_working_day, _days(a + _DAY, b)))

    def next_working_day(self, day: dt.date) -> dt.date:
        """Return ``day`` itself if it is worked, else the first working day after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def period_end(self, start: dt.date, days: int) -> dt.date:
        """Return the last day of a period of ``days`` calendar days that ``start`` triggers.

        Civil Code 2015, article 148: an end on a day off moves to the next working day.
        """
        return self.next_working_day(start + days * _DAY)

    def doubts(self, a: dt.date, b: dt.date) -> tuple[SpecialDay, ...]:
        """Return the unsure days from ``a`` to ``b`` (both included), earliest first."""
        found = (entry for day, entry in self.special.items() if a <= day <= b)
        return tuple(sorted((e for e in found if not e.is_sure), key=lambda entry: entry.day))


@cache
def _shipped() -> WorkingCalendar:
    data = resources.files("thidua.vietnamese").joinpath("data/workdays.toml")
    return WorkingCalendar.from_toml(data.read_text("utf-8"))


def _by_day(entries: Iterable[SpecialDay]) -> Mapping[dt.date, SpecialDay]:
    special: dict[dt.date, SpecialDay] = {}
    for entry in entries:
        if entry.day in special:
            raise BadCalendar(f"Ngày {format_day(entry.day)} được khai hai lần.")
        special[entry.day] = entry
    return MappingProxyType(special)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + i * _DAY for i in range((last - first).days + 1))


def _entries(data: Mapping[str, Any]) -> Iterator[SpecialDay]:
    sources: Mapping[str, str] = data["sources"]
    for table in data["year"]:
        yield from _year_entries(table["year"], table.get("off", ()), sources, is_off=True)
        yield from _year_entries(table["year"], table.get("makeup", ()), sources, is_off=False)


def _year_entries(
    year: int, entries: Iterable[Mapping[str, Any]], sources: Mapping[str, str], *, is_off: bool
) -> Iterator[SpecialDay]:
    for entry in entries:
        for day in entry["days"]:
            _check_day(day, year, is_off=is_off)
            yield SpecialDay(
                day=day,
                name=entry["name"],
                is_off=is_off,
                source=sources[entry["source"]],
                confidence=Confidence(entry["confidence"]),
            )


def _check_day(day: dt.date, year: int, *, is_off: bool) -> None:
    if day.year != year:
        raise BadCalendar(f"Ngày {format_day(day)} nằm trong bảng của năm {year}.")
    if is_off == (day.weekday() >= _SATURDAY):
        wanted = "thứ Hai đến thứ Sáu" if is_off else "thứ Bảy hoặc Chủ nhật"
        raise BadCalendar(f"Ngày {format_day(day)} phải rơi vào {wanted}.")
