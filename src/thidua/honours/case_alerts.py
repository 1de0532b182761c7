"""How long a case waits, and what should not be overlooked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.honours.case_enums import AT_LEVEL, WAITING, CaseKind, CaseState, Priority
from thidua.honours.case_route import POSTING, RETURN, UNKNOWN, Due, due, has_ended, national
from thidua.honours.models import BacklogSettings, HonourCase, LevelLimit
from thidua.vietnamese.dates import format_day


@dataclass(frozen=True, slots=True)
class Alert:
    """`code` is the filter's word; `state` how it looks: bad, warn or info."""

    code: str
    words: str
    state: str = "warn"


ALERTS = {
    "qua-han": "Quá hạn",
    "dung-lau": "Lâu không chuyển bước",
    "uu-tien": "Ưu tiên",
    "cap-da-het": "Cấp không còn",
    "niem-yet": "Niêm yết",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands today. Days are calendar days; `total` up to the decision."""

    total: int
    at_level: int
    due: Due
    alerts: tuple[Alert, ...]

    @property
    def due_words(self) -> str:
        return format_day(self.due.on) if self.due.on else UNKNOWN


def standing(
    case: HonourCase, today: date, settings: BacklogSettings, limits: Sequence[LevelLimit]
) -> Standing:
    """Reckon one case; touches no database."""
    limit = _due(case, limits)
    waits = case.state in WAITING
    return Standing(
        total=days(case.received_on, _ended_on(case) or today),
        at_level=days(case.level_since, today) if waits else 0,
        due=limit,
        alerts=tuple(_alerts(case, today, settings, limit)) if waits else (),
    )


def days(since: date, until: date) -> int:
    return max((until - since).days, 0)


def _ended_on(case: HonourCase) -> date | None:
    if case.decided_on is not None:
        return case.decided_on
    return None if case.state in WAITING else case.level_since


def _due(case: HonourCase, limits: Sequence[LevelLimit]) -> Due:
    if case.state in AT_LEVEL:
        return due(case.kind, case.state, case.level_since, limits)
    return Due(None, "Hồ sơ không ở cấp nào.")


def _alerts(case: HonourCase, today: date, settings: BacklogSettings, limit: Due) -> list[Alert]:
    found = _priority(case, today, settings)
    if late := limit.late(today):
        found.append(Alert("qua-han", f"Quá hạn {late} ngày", "bad"))
    if case.state in AT_LEVEL and has_ended(case.state, today):
        found.append(
            Alert("cap-da-het", "Cấp huyện đã hết từ 01/7/2025: hỏi hồ sơ đang ở đâu", "bad")
        )
    still = days(case.level_since, today)
    if settings.still_days is not None and still > settings.still_days:
        found.append(Alert("dung-lau", f"{still} ngày không chuyển bước"))
    return found + _posting(case, today)


def _priority(case: HonourCase, today: date, settings: BacklogSettings) -> list[Alert]:
    if case.priority:
        label = Priority(case.priority).label
        return [Alert("uu-tien", f"Ưu tiên: {label.lower()}", "bad")]
    old = settings.old_age
    if old is None or case.posthumous or case.birth_year is None:
        return []
    age = today.year - case.birth_year
    if age < old:
        return []
    return [Alert("uu-tien", f"Người được đề nghị {age} tuổi (tính theo năm sinh)", "bad")]


def _posting(case: HonourCase, today: date) -> list[Alert]:
    if case.kind != CaseKind.VOLUNTEER or case.state != CaseState.COMMUNE:
        return []
    if case.posted_on is None:
        return [Alert("niem-yet", "Chưa niêm yết danh sách", "info")]
    if case.posted_until is not None:
        return []
    last = national(POSTING, case.posted_on).on
    if last is None or today <= last:
        return [Alert("niem-yet", "Đang niêm yết", "info")]
    return [Alert("niem-yet", f"Niêm yết đã đủ ngày từ {format_day(last)}, chờ ghi kết quả")]


def return_due(case: HonourCase) -> Due | None:
    """By when a volunteer's file that will not do is to be given back (from its arrival)."""
    if case.kind != CaseKind.VOLUNTEER or case.state not in AT_LEVEL:
        return None
    return national(RETURN, case.level_since)
