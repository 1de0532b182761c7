"""Time limits of tasks. Years of plans, scales and periods are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from thidua.reading.dates import DATE, date_of, partial
from thidua.reading.kinds import Confidence, DueKind
from thidua.reading.model import Due
from thidua.reading.passages import Passage
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.text import clean

_BEFORE: Final = (
    r"(?:truoc|cham nhat(?: la)?(?: den)?(?: truoc)?|den het|het|han cuoi(?: la)?|thoi han(?: la)?"
    r"|hoan thanh (?:truoc|trong|vao|den)|xong (?:truoc|trong)|trong|vao|muon nhat(?: la)?)"
)
_DAY: Final = re.compile(rf"\b{_BEFORE}\s+(?:{DATE})")
_SHORT_DAY: Final = re.compile(
    rf"\b{_BEFORE}\s+ngay\s+(?P<d>\d{{1,2}})\s*(?:[/.-]|thang)\s*(?P<m>\d{{1,2}})(?!\d"
    rf"|\s*[/.-]\s*\d|\s*nam)"
)
_MONTH: Final = re.compile(
    rf"\b{_BEFORE}\s+thang\s+(?P<m>\d{{1,2}})\s*(?:/|[-.]|nam)\s*(?P<y>\d{{4}})(?!\d)"
)
_QUARTER: Final = re.compile(
    rf"\b{_BEFORE}\s+quy\s+(?P<q>iv|i{{1,3}}|[1-4])\s*(?:/|nam|,\s*nam)?\s*(?P<y>\d{{4}})?\b"
)
_YEAR: Final = re.compile(
    r"\b(?:hoan thanh|xong|dat duoc|giai quyet dut diem)\b[^.;]{0,80}?\b(?:truoc|trong|vao|het"
    r"|den het)\s+"
    r"(?:cuoi\s+)?nam\s+(?P<y>\d{4})(?!\s*[-–]\s*\d)"
)
_WITHIN: Final = re.compile(
    r"\btrong (?:thoi han|vong|thoi gian)\s+(?P<n>\d{1,3})\s+(?:ngay|thang|tuan)(?: lam viec)?"
)
_EVERY: Final = r"(?:hang|moi|tung)\s+(?:thang|quy|nam|tuan)"
_RECURRING: Final = re.compile(
    rf"\bdinh ky\s+(?:{_EVERY}|(?:0?6|0?3) thang|thang|quy|nam)\b"
    rf"|\btruoc ngay \d{{1,2}}(?:\s*[/.]\s*\d{{1,2}}|\s+thang\s+\d{{1,2}})?\s+{_EVERY}\b"
    r"|\bhang (?:thang|quy|tuan)\b"
)
_ONGOING: Final = re.compile(r"\bthuong xuyen(?=\s+(?:bao cao|kiem tra|theo doi|don doc|cap nhat))")
_OF_A_PLAN: Final = re.compile(
    r"(?:giai doan|quy hoach|tam nhin|dinh huong|ke hoach|de an|nhiem ky|luat)\b[^.;]{0,60}$"
)
_IN_FORCE: Final = re.compile(r"hieu luc[^.;]{0,20}$")
_QUARTERS: Final = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def read_dues(passages: Iterable[Passage], year: int | None = None) -> tuple[Due, ...]:
    """Limits in their order. ``year``: the paper's own, for days written without one."""
    found = [due for passage in passages for due in _of_passage(passage, year)]
    return tuple(sorted(found, key=lambda due: due.place))


def _of_passage(passage: Passage, year: int | None) -> Iterator[Due]:
    taken: list[tuple[int, int]] = []
    for reader in (_recurring, _days, _short_days, _months, _quarters, _years, _within, _ongoing):
        for start, end, due in reader(passage, year):
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                yield due


def _due(
    passage: Passage, found: re.Match[str], kind: DueKind, date: PartialDate | None, why: str, *,
    confidence: Confidence = Confidence.SURE, start: int | None = None,
) -> tuple[int, int, Due]:  # fmt: skip
    first = found.start() if start is None else start
    words = clean(passage.text[first : found.end()])
    place = passage.place(first, found.end())
    return first, found.end(), Due(kind, date, words, place, confidence, why)


def _days(passage: Passage, year: int | None) -> Iterator[tuple[int, int, Due]]:
    for found in _DAY.finditer(passage.bare):
        date = date_of(found)
        if date and not _IN_FORCE.search(passage.bare[: found.start()]):
            yield _due(passage, found, DueKind.DAY, date, "Có ngày, tháng, năm.")


def _short_days(passage: Passage, year: int | None) -> Iterator[tuple[int, int, Due]]:
    for found in _SHORT_DAY.finditer(passage.bare):
        date = partial(year, int(found["m"]), int(found["d"])) if year else None
        why = "Không ghi năm; lấy năm của văn bản." if date else "Không ghi năm."
        confidence = Confidence.LIKELY if date else Confidence.DOUBTFUL
        yield _due(passage, found, DueKind.DAY, date, why, confidence=confidence)


def _months(passage: Passage, year: int | None) -> Iterator[tuple[int, int, Due]]:
    for found in _MONTH.finditer(passage.bare):
        if date := partial(int(found["y"]), int(found["m"])):
            yield _due(passage, found, DueKind.MONTH, date, "Có tháng, năm.")


def _quarters(passage: Passage, year: int | None) -> Iterator[tuple[int, int, Due]]:
    for found in _QUARTER.finditer(passage.bare):
        known = int(found["y"]) if found["y"] else year
        date = partial(known, _QUARTERS[found["q"]]) if known else None
        confidence = Confidence.SURE if found["y"] else Confidence.LIKELY
        why = "Tháng cuối của quý." if found["y"] else "Tháng cuối của quý; lấy năm của văn bản."
        yield _due(passage, found, DueKind.QUARTER, date, why, confidence=confidence)


def _years(passage: Passage, year: int | None) -> Iterator[tuple[int, int, Due]]:
    for found in _YEAR.finditer(passage.bare):
        start = re.search(r"\w+(?:\s+cuoi)?\s+nam\s+\d{4}$", found[0])
        before = passage.bare[found.start() : found.start("y")]
        if start and not _OF_A_PLAN.search(before):
            at = found.start() + start.start()
            why = "Hoàn thành trong năm này."
            yield _due(passage, found, DueKind.YEAR, partial(int(found["y"])), why,
                       confidence=Confidence.LIKELY, start=at)  # fmt: skip


def _within(passage: Passage, year: int | None) -> Iterator[tuple[int, int, Due]]:
    for found in _WITHIN.finditer(passage.bare):
        yield _due(passage, found, DueKind.WITHIN, None, "Tính từ một sự việc, xem lời văn.")


def _recurring(passage: Passage, year: int | None) -> Iterator[tuple[int, int, Due]]:
    for found in _RECURRING.finditer(passage.bare):
        why = "Lặp lại theo kỳ."
        yield _due(passage, found, DueKind.RECURRING, None, why, confidence=Confidence.LIKELY)


def _ongoing(passage: Passage, year: int | None) -> Iterator[tuple[int, int, Due]]:
    for found in _ONGOING.finditer(passage.bare):
        why = "Thường xuyên, không có hạn."
        yield _due(passage, found, DueKind.ONGOING, None, why, confidence=Confidence.LIKELY)
