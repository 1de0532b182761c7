"""From what the readers of `thidua.lists` found in a file to the lines that the record takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from thidua.law import Level
from thidua.lists.notes import NoteFact, NoteKind
from thidua.lists.proposal import Fault, RatingReading, Skipped
from thidua.lists.rating_words import Unrated
from thidua.lists.ratings import read_ratings
from thidua.lists.records import RatingsRow, RegisterRow
from thidua.lists.register import read_register
from thidua.registry.domain.lines import (
    AwardLine,
    DisciplineWords,
    RatingLine,
    Who,
    YearRating,
)
from thidua.registry.enums import AwardLevel, BatchKind, DisciplineState, RatingWhyNone
from thidua.vietnamese.dates import PartialDate

LONGEST_NAME: Final = 120
LONGEST_WORDS: Final = 200

LEVELS: Final = {
    Level.UNIT: AwardLevel.UNIT,
    Level.COMMUNE: AwardLevel.COMMUNE,
    Level.DISTRICT: AwardLevel.DISTRICT,
    Level.PROVINCE: AwardLevel.PROVINCE,
    Level.CENTRAL: AwardLevel.STATE,
}
# A blank and a dash are both "not stated" and stay apart by their words; what cannot be read is
# no reason at all and is left to the fault that names it.
WHY_NONE: Final = {
    Unrated.BLANK: RatingWhyNone.NOT_STATED,
    Unrated.DASH: RatingWhyNone.NOT_STATED,
    Unrated.NOT_EMPLOYED: RatingWhyNone.NOT_EMPLOYED,
    Unrated.NOT_YET: RatingWhyNone.NOT_YET,
    Unrated.LEAVE: RatingWhyNone.MATERNITY,
    Unrated.NOT_SUBJECT: RatingWhyNone.NOT_SUBJECT,
}
STOPPING: Final = frozenset({"no-year", "year-differs", "title-misfit", "title-unknown"})
"""Faults that leave a row unfit for the record until the file is mended."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of the file: its line as JSON, its faults, and whether it can go on record."""

    sheet: str
    row: int
    content: dict[str, Any]
    faults: list[dict[str, str]]
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class FileReading:
    """A whole file. `years` are those it lists; `skipped` says which sheets were passed by."""

    rows: tuple[ReadRow, ...]
    years: tuple[int, ...]
    skipped: tuple[str, ...]


def read_file(kind: str, data: bytes, name: str) -> FileReading:
    """Read an award register or a file of ratings, in a child process. Raises `lists.Refused`."""
    if kind == BatchKind.RATINGS:
        ratings = read_ratings(data, name)
        rows = _rows(ratings.rows, ratings.faults, _rating_line)
        return FileReading(rows, ratings.years, _sentences(ratings.skipped))
    register = read_register(data, name)
    rows = _rows(register.rows, register.faults, _award_line)
    first, last = register.first_year, register.last_year
    years = tuple(range(first, last + 1)) if first and last else ()
    return FileReading(rows, years, _sentences(register.skipped))


def _sentences(skipped: Iterable[Skipped]) -> tuple[str, ...]:
    return tuple(one.sentence for one in skipped)


def _rows(rows: Iterable[Any], faults: Iterable[Fault], line_of: Any) -> tuple[ReadRow, ...]:
    by_place: Mapping[tuple[str, int], list[Fault]] = defaultdict(list)
    for fault in faults:
        # Awards written twice are told by person, not by spelling: see `settle`.
        if not fault.code.startswith("duplicate"):
            by_place[fault.sheet, fault.row].append(fault)
    return tuple(_row(row, by_place[row.sheet, row.row], line_of) for row in rows)


def _row(row: Any, faults: list[Fault], line_of: Any) -> ReadRow:
    line, own = line_of(row)
    told = [_told(fault, row) for fault in faults] + own
    if not row.name or len(row.name) > LONGEST_NAME:
        told.append(
            _fault(
                "name", f"Dòng {row.row}: tên trống hoặc dài hơn {LONGEST_NAME} chữ.", "Sửa tên."
            )
        )
    is_faulty = any(f["severity"] == "error" or f["code"] in STOPPING for f in told)
    return ReadRow(row.sheet, row.row, line.to_json(), told, is_faulty)


def _told(fault: Fault, row: Any) -> dict[str, str]:
    """The fault as kept; a title that cannot go to this subject, or is unknown, stops the row."""
    kept = {key: str(value) for key, value in asdict(fault).items() if key not in ("sheet", "row")}
    if fault.code == "title-ask" and row.title.code is not None:
        kept["code"] = "title-misfit"
    elif fault.code == "title-ask" and not row.title.choices:
        kept["code"] = "title-unknown"
    return kept


def _fault(code: str, message: str, remedy: str) -> dict[str, str]:
    return {
        "column": "",
        "code": code,
        "message": message,
        "remedy": remedy,
        "severity": "error",
    }


def _who(row: RegisterRow | RatingsRow, year: int | None) -> Who:
    return Who(
        kind=str(row.kind),
        name=row.name,
        birth=row.birth,
        birth_words=row.birth.text() if row.birth else "",
        unit_words=row.unit[:LONGEST_WORDS],
        year=year,
    )


def _award_line(row: RegisterRow) -> tuple[AwardLine, list[dict[str, str]]]:
    revoked = _full(row.revocation.date) if row.revocation else None
    decided = _full(row.signed)
    faults = []
    if row.is_revoked and revoked is None:
        faults.append(
            _fault(
                "revoked-undated",
                f"Dòng {row.row}: ghi chú nói đã thu hồi nhưng thiếu ngày.",
                "Ghi số và ngày quyết định thu hồi trong ghi chú.",
            )
        )
    if revoked and decided and revoked < decided:
        faults.append(
            _fault(
                "revoked-before",
                f"Dòng {row.row}: ngày thu hồi trước ngày quyết định khen.",
                "Đối chiếu hai quyết định rồi sửa ngày.",
            )
        )
    line = AwardLine(
        who=_who(row, row.year),
        title_code=row.title.code,
        title_words=row.title.words[:LONGEST_WORDS],
        title_question=row.title.question or "",
        title_choices=row.title.choices,
        level=LEVELS[row.level] if row.level else "",
        decision_number=row.number[:60],
        decided_on=decided,
        revoked_on=revoked,
        revocation=row.revocation.words[:LONGEST_WORDS] if row.revocation else "",
        note=row.note,
    )
    return line, faults


def _full(day: PartialDate | None) -> date | None:
    return day.as_date() if day else None


def _rating_line(row: RatingsRow) -> tuple[RatingLine, list[dict[str, str]]]:
    years = [rating.year for rating in row.ratings]
    line = RatingLine(
        who=_who(row, max(years, default=None)),
        ratings=tuple(_year_rating(one) for one in row.ratings if _is_readable(one)),
        discipline=tuple(_discipline(note) for note in row.notes if note.kind in DISCIPLINE_STATES),
        note=row.note,
    )
    return line, []


def _is_readable(rating: RatingReading) -> bool:
    return rating.level is not None or rating.reason in WHY_NONE


def _year_rating(rating: RatingReading) -> YearRating:
    level = None if rating.level is None else int(rating.level)
    why = "" if rating.reason is None else WHY_NONE[rating.reason]
    return YearRating(rating.year, level, str(why), rating.words[:120])


DISCIPLINE_STATES: Final = {
    NoteKind.DISCIPLINE_PENDING: DisciplineState.PENDING,
    NoteKind.DISCIPLINED: DisciplineState.DISCIPLINED,
}


def _discipline(note: NoteFact) -> DisciplineWords:
    since = _full(note.day)
    year = since.year if since else max(note.years, default=None)
    decided = note.kind is NoteKind.DISCIPLINED
    return DisciplineWords(
        state=str(DISCIPLINE_STATES[note.kind]),
        year=year,
        since=since,
        measure=note.words.split(",")[0][:100] if decided else "",
        words=note.words[:300],
    )
