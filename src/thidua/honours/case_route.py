"""The way up as data: which level stands from when until when, and how long it may take.

Commune, (district until 2025-06-30), province, Ministry, Prime Minister, President: Decree 56/2013
for Bà mẹ Việt Nam anh hùng; the same levels by Điều 83 of the Law for what the President confers.
Days are on file for the youth volunteers' medal only (Decision 637/QĐ-BNV, from 2025-07-01).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from thidua.honours.case_enums import CaseKind, Level
from thidua.honours.models import LevelLimit
from thidua.law import CONFIDENCE_WORDS, Confidence, deadline
from thidua.vietnamese.workdays import UnknownYear, WorkingCalendar

TWO_TIER: Final = date(2025, 7, 1)
"""First day without a district level."""
UNKNOWN: Final = "chưa rõ"
DISTRICT_ENDED: Final = (
    "Từ ngày 01/7/2025 không còn cấp huyện. Cấp xã chuyển hồ sơ thẳng lên cấp tỉnh."
)
DISTRICT_STOOD: Final = (
    "Trước ngày 01/7/2025 hồ sơ qua cấp huyện rồi mới lên cấp tỉnh. "
    "Ghi ngày chuyển lên huyện trước."
)


@dataclass(frozen=True, slots=True)
class Leg:
    """One level of the way; `until` is the first day on which it no longer stands."""

    level: Level
    until: date | None = None

    def stands(self, on: date) -> bool:
        return self.until is None or on < self.until


ROUTE: Final = (
    Leg(Level.COMMUNE),
    Leg(Level.DISTRICT, TWO_TIER),
    Leg(Level.PROVINCE),
    Leg(Level.MINISTRY),
    Leg(Level.PRIME_MINISTER),
    Leg(Level.PRESIDENT),
)
LIMITS: Final = {
    (CaseKind.VOLUNTEER, Level.COMMUNE): "deadline-tnxp-commune",
    (CaseKind.VOLUNTEER, Level.PROVINCE): "deadline-tnxp-province",
    (CaseKind.VOLUNTEER, Level.MINISTRY): "deadline-tnxp-ministry",
}
"""Limits of the rule book by kind and level; what is not here is not known."""
POSTING: Final = "deadline-tnxp-list"
RETURN: Final = "deadline-tnxp-return"


def levels_on(day: date) -> tuple[Level, ...]:
    """The levels a file passes on that day, from below."""
    return tuple(leg.level for leg in ROUTE if leg.stands(day))


def has_ended(level: str, on: date) -> bool:
    return any(leg.level == level and not leg.stands(on) for leg in ROUTE)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit, or why there is none; `words` says the sum and its source."""

    on: date | None
    words: str
    source: str = ""
    weakness: str = ""

    def late(self, today: date) -> int:
        """Days past the last day; 0 when in time or not known."""
        return max((today - self.on).days, 0) if self.on else 0


def due(kind: str, level: str, entered_on: date, own: Iterable[LevelLimit] = ()) -> Due:
    """By when the level should be done with a file that came on `entered_on`.

    `own`: limits of the authority; the latest in force on that day goes before the national one.
    """
    mine = [
        one
        for one in own
        if (one.kind, one.level) == (kind, level)
        and one.since <= entered_on
        and one.withdrawn_at is None
    ]
    if mine:
        return _own(max(mine, key=lambda one: one.since), entered_on)
    name = LIMITS.get((CaseKind(kind), Level(level)))
    if name is None:
        return Due(None, "Thời hạn của cấp này chưa rõ: chưa có trong bộ quy tắc.")
    return national(name, entered_on)


def national(name: str, trigger: date) -> Due:
    """A limit of the rule book, with how sure it is."""
    found = deadline(name, trigger)
    if found.length is None or found.citation is None:
        return Due(None, f"Thời hạn chưa rõ. {' '.join(found.notes)}".strip())
    weak = found.confidence is not Confidence.VERIFIED
    notes = [CONFIDENCE_WORDS[found.confidence] if weak else "", *found.notes]
    return Due(
        found.due,
        f"{found.length} {found.unit}",
        found.citation.text,
        "; ".join(note for note in notes if note),
    )


def _own(limit: LevelLimit, entered_on: date) -> Due:
    words = f"{limit.days} {'ngày làm việc' if limit.working else 'ngày'}"
    calendar = WorkingCalendar.load()
    try:
        count = calendar.add_working_days if limit.working else calendar.period_end
        return Due(count(entered_on, limit.days), words, limit.basis, "quy định của cơ quan")
    except UnknownYear as unknown:
        return Due(None, words, limit.basis, str(unknown))
