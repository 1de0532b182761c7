"""A list of violations, as a body sends it: whom it names, what for, by which decision.

Identity and tax numbers are never taken over, and long runs of digits in words are hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.cells import Grid, folded, is_dash
from thidua.lists.columns import Column
from thidua.lists.faults import quoted
from thidua.lists.limits import DEFAULT, Limits
from thidua.lists.sandbox import read_workbook
from thidua.lists.stop_columns import (
    MONEY,
    Meaning,
    Named,
    NamedHeader,
    StopHeaders,
    meaning_of,
)
from thidua.lists.subjects import kind_of, kind_of_name, names_a_unit, read_birth, shown_subject
from thidua.lists.tables import Layout, Line, read_layout
from thidua.lists.workbook import Workbook
from thidua.vietnamese.dates import PartialDate, excel_serial_date, format_day
from thidua.vietnamese.names import looks_like_name
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean, spelling_key

LONGEST_NAME: Final = 200
SHOWN_ROWS: Final = 12
SHOWN_COLUMNS: Final = 16
_LONGEST_SHOWN: Final = 80
_MOST_NOTES: Final = 30
_DIGITS: Final = re.compile(r"(?<!\d)\d{9,14}(?!\d)")
_SERIALS: Final = range(36_526, 60_000)  # 2000 to 2064
_WHOLE: Final = re.compile(r"\d{4,15}")
HIDDEN: Final = "(số đã ẩn)"
# A company's name tells it apart from a person's before the words do.
_BODY_START: Final = re.compile(r"(cong ty|cty|doanh nghiep|dntn|hop tac xa|htx|tap doan|co so)\b")


@dataclass(frozen=True, slots=True)
class StopRow:
    """One row: whom it names and what for. ``row`` counts from 1; ``place`` parts its units and
    addresses by "; "."""

    sheet: str
    row: int
    kind: SubjectKind
    name: str
    birth: PartialDate | None
    place: str
    words: str
    decision: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a sheet, for naming its columns; cells beyond the shown are left out."""

    sheet: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class StopReading:
    """What a file holds. ``columns`` are (label, meaning) as they were understood; without rows
    and columns nobody was found and ``previews`` serve to name the columns by hand."""

    rows: tuple[StopRow, ...]
    columns: tuple[tuple[str, Meaning], ...]
    notes: tuple[str, ...]
    previews: tuple[Preview, ...]


def read_stop_list(
    data: bytes, name: str, *, named: Named | None = None, limits: Limits = DEFAULT
) -> StopReading:
    """Read a list of violations; ``named`` are the columns a person pointed at.

    Raises:
        Refused: the file cannot be read at all.
    """
    return stop_list_from_workbook(read_workbook(data, name, limits=limits), named)


def stop_list_from_workbook(workbook: Workbook, named: Named | None = None) -> StopReading:
    """``read_stop_list`` on rows that are already plain."""
    grids = [Grid(sheet) for sheet in workbook.sheets]
    reader = _Reader(names_sheet=len(grids) > 1)
    for number, grid in enumerate(grids):
        if named is None:
            reader.take(grid, read_layout(grid, 0, StopHeaders(grid)))
        elif number == named.sheet:
            reader.take(grid, read_layout(grid, 0, NamedHeader(grid, named)), named)
    return reader.reading(tuple(preview(grid) for grid in grids))


def preview(grid: Grid) -> Preview:
    """The first rows, cut and with numbers of persons hidden."""
    rows = tuple(
        tuple(hidden(text)[:_LONGEST_SHOWN] for text in row[:SHOWN_COLUMNS])
        for row in grid.rows[:SHOWN_ROWS]
    )
    return Preview(grid.name, rows)


def hidden(text: str) -> str:
    """The text on one line without numbers long enough to be a person's or a taxpayer's."""
    return _DIGITS.sub(HIDDEN, clean(text))


class _Reader:
    def __init__(self, *, names_sheet: bool) -> None:
        self.names_sheet = names_sheet
        self.rows: list[StopRow] = []
        self.columns: dict[str, Meaning] = {}
        self.notes: list[str] = []
        self.seen: set[tuple[object, ...]] = set()
        self.repeated = 0

    def take(self, grid: Grid, layout: Layout, named: Named | None = None) -> None:
        meanings = dict(named.meanings) if named else None
        if not layout.headers:
            self._note(f"Trang {quoted(grid.name)} không có bảng với cột tên.")
        for header in layout.headers:
            for column in header.columns:
                self.columns.setdefault(column.label, _meaning(column, meanings))
        for line in layout.lines:
            if not line.continues:
                self._line(grid, line, meanings)
        for left in layout.leftovers:
            self._note(f"{self._at(grid, left.row)}: không đọc được: {quoted(hidden(left.words))}.")

    def reading(self, previews: tuple[Preview, ...]) -> StopReading:
        notes = self.notes[:_MOST_NOTES]
        if len(self.notes) > len(notes):
            notes.append(f"Và {len(self.notes) - len(notes)} ghi nhận khác.")
        if self.repeated:
            notes.insert(0, f"{self.repeated} dòng ghi lặp lại y nguyên, chỉ giữ một.")
        return StopReading(tuple(self.rows), tuple(self.columns.items()), tuple(notes), previews)

    def _line(self, grid: Grid, line: Line, meanings: dict[int, Meaning] | None) -> None:
        written = line.text(line.header.name.index).replace("\n", " ")
        if not clean(written):
            return
        if len(written) > LONGEST_NAME:
            self._note(f"{self._at(grid, line.row)}: tên dài hơn {LONGEST_NAME} chữ nên bỏ qua.")
            return
        row = self._row(grid, line, written, meanings)
        key = (row.kind, spelling_key(row.name), row.birth, row.place, row.words, row.decision)
        if key in self.seen:
            self.repeated += 1
            return
        self.seen.add(key)
        self.rows.append(row)

    def _row(
        self, grid: Grid, line: Line, written: str, meanings: dict[int, Meaning] | None
    ) -> StopRow:
        kind = _kind(line, written)
        birth = read_birth(grid, line, kind)
        if birth.fault:
            self._note(
                f"{self._at(grid, line.row)}: ngày, năm sinh {quoted(hidden(birth.words))} không "
                "đọc được, khi đối chiếu coi như không ghi."
            )

        def text(meaning: Meaning) -> str:
            return "; ".join(dict.fromkeys(_texts(line, meaning, meanings)))

        return StopRow(
            sheet=grid.name[:100],
            row=line.row + 1,
            kind=kind,
            name=hidden(shown_subject(written, kind)),
            birth=birth.date,
            place=(text(Meaning.PLACE) or hidden(line.section.unit))[:300],
            words=text(Meaning.VIOLATION)[:500],
            decision=text(Meaning.DECISION)[:200],
            since=_day(text(Meaning.SINCE)),
            until=_day(text(Meaning.UNTIL)),
        )

    def _at(self, grid: Grid, row: int) -> str:
        return (
            f"Trang {quoted(grid.name)}, dòng {row + 1}" if self.names_sheet else f"Dòng {row + 1}"
        )

    def _note(self, sentence: str) -> None:
        self.notes.append(sentence)


def _day(text: str) -> str:
    """A day as written; the serial number of a cell that lost its date format as the day it is."""
    serial = int(text) if text.isdigit() and int(text) in _SERIALS else 0
    day = excel_serial_date(serial) if serial else None
    return format_day(day) if day else text[:10]


def _meaning(column: Column, meanings: dict[int, Meaning] | None) -> Meaning:
    if meanings is None:
        return meaning_of(column)
    return meanings.get(column.index, Meaning.OTHER)


def _texts(line: Line, meaning: Meaning, meanings: dict[int, Meaning] | None) -> Iterator[str]:
    for column in line.header.columns:
        if column.index == line.header.name.index or _meaning(column, meanings) is not meaning:
            continue
        text = line.text(column.index)
        if text and not is_dash(text):
            yield _shown(text, column) if meaning is Meaning.VIOLATION else hidden(text)


def _shown(text: str, column: Column) -> str:
    """Words as they are; a bare amount says what it is an amount of."""
    if MONEY.search(folded(column.label)) and _WHOLE.fullmatch(text):
        return f"{column.own}: {format_number(int(text))}"
    return hidden(text) if not text.replace(".", "").isdigit() else f"{column.own}: {text}"


def _kind(line: Line, written: str) -> SubjectKind:
    """The name decides before the header: one column often names people, households and firms."""
    if _BODY_START.match(folded(written)) or names_a_unit(written):
        return SubjectKind.COLLECTIVE
    by_name = kind_of_name(written)
    if by_name is SubjectKind.HOUSEHOLD:
        return by_name
    found = kind_of(line, written)
    if found is not None:
        return found
    return SubjectKind.PERSON if looks_like_name(written) else SubjectKind.COLLECTIVE
