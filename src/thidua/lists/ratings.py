"""The file of yearly ratings: a person a row, a year a column."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.law import SubjectKind
from thidua.lists.cells import Grid
from thidua.lists.columns import Role
from thidua.lists.context import first_text
from thidua.lists.faults import FaultLog, quoted
from thidua.lists.limits import DEFAULT, Limits
from thidua.lists.notes import NoteFact, read_notes
from thidua.lists.proposal import Fault, Place, RatingReading, Skipped
from thidua.lists.rating_words import Legend, Unrated, find_legend, read_rating
from thidua.lists.records import RatingsReading, RatingsRow
from thidua.lists.sandbox import read_workbook
from thidua.lists.subjects import kind_of, read_birth, shown_subject
from thidua.lists.tables import Line, read_layout
from thidua.lists.workbook import Workbook, column_letter

_ANY_YEAR = 9999


def read_ratings(data: bytes, name: str, *, limits: Limits = DEFAULT) -> RatingsReading:
    """Read a file of yearly ratings.

    Raises:
        Refused: the file cannot be read at all.
    """
    return ratings_from_workbook(read_workbook(data, name, limits=limits), name)


def ratings_from_workbook(workbook: Workbook, name: str) -> RatingsReading:
    """``read_ratings`` on rows that are already plain."""
    rows: list[RatingsRow] = []
    faults: list[Fault] = []
    skipped: list[Skipped] = []
    for sheet in workbook.sheets:
        grid = Grid(sheet)
        layout = read_layout(grid, _ANY_YEAR)
        if not any(column.year for header in layout.headers for column in header.all(Role.RATING)):
            sentence = f"Trang {quoted(grid.name)} không có bảng xếp loại theo năm."
            skipped.append(Skipped(grid.name, None, "no-ratings", sentence))
            continue
        log = FaultLog(grid.name, names_sheet=len(workbook.sheets) > 1)
        legend = find_legend(text for _, text in layout.title_lines)
        rows += [_read_row(grid, line, legend, log) for line in layout.lines]
        faults += log.faults
    years = sorted({rating.year for row in rows for rating in row.ratings})
    return RatingsReading(name, tuple(rows), tuple(faults), tuple(skipped), tuple(years))


def _read_row(grid: Grid, line: Line, legend: Legend | None, log: FaultLog) -> RatingsRow:
    written = line.text(line.header.name.index)
    kind = kind_of(line, written) or SubjectKind.PERSON
    birth = read_birth(grid, line, kind)
    if birth.fault and birth.column:
        reason = birth.fault.split(": ")[-1].rstrip(".")
        log.question(
            line.row,
            birth.column.index,
            "bad-birth",
            f"{quoted(birth.column.label)} là {birth.words}, {reason}",
            "Ghi lại ngày, năm sinh.",
        )
    raw = grid.sheet.cell(line.row, line.header.name.index)
    discipline = line.header.first(Role.DISCIPLINE)
    return RatingsRow(
        sheet=grid.name,
        row=line.row + 1,
        kind=kind,
        name=shown_subject(written, kind),
        name_as_written=raw if isinstance(raw, str) and not grid.legacy else written,
        birth=birth.date,
        unit=first_text(line, Role.UNIT),
        ratings=tuple(_ratings(grid, line, legend, log)),
        discipline=first_text(line, Role.DISCIPLINE),
        discipline_column=column_letter(discipline.index) if discipline else "",
        notes=tuple(_notes(grid, line)),
        note=first_text(line, Role.NOTE),
    )


def _ratings(
    grid: Grid, line: Line, legend: Legend | None, log: FaultLog
) -> Iterator[RatingReading]:
    for column in line.header.all(Role.RATING):
        if column.year is None:
            continue
        reading = read_rating(line.text(column.index), legend)
        if reading.reason in (Unrated.AMBIGUOUS, Unrated.UNREADABLE):
            log.question(
                line.row,
                column.index,
                "rating-ask",
                f"xếp loại năm {column.year} ghi {quoted(reading.words)}, {reading.reason.label}",
                "Ghi đủ mức xếp loại, ví dụ: Hoàn thành tốt nhiệm vụ.",
            )
        place = Place(grid.name, line.row + 1, column_letter(column.index))
        yield RatingReading(column.year, reading.words, reading.level, reading.reason, place)


def _notes(grid: Grid, line: Line) -> Iterator[NoteFact]:
    for role in (Role.DISCIPLINE, Role.NOTE):
        for column in line.header.all(role):
            if text := line.text(column.index):
                letter = column_letter(column.index)
                yield from read_notes(text, sheet=grid.name, row=line.row + 1, column=letter)
