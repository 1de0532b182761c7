"""A cluster's table of scores as an office writes it: criteria down, units across, two or three
columns a unit (own points, cross-checked points, papers), group and total rows by formula.

Cells come back as they stand, each with its place; what they mean is decided by people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from thidua.lists.cells import Grid
from thidua.lists.refusals import Refused
from thidua.lists.sandbox import read_workbook
from thidua.lists.workbook import Cell, Workbook, column_letter
from thidua.vietnamese.numbers import parse_number
from thidua.vietnamese.text import clean, fold

OWN, PEER, PAPER = "own", "peer", "paper"
_COLUMNS: Final = (
    (OWN, ("tu cham", "diem tu cham", "don vi tu cham")),
    (PEER, ("cham cheo", "diem cham cheo", "kiem tra cheo")),
    (PAPER, ("tai lieu", "minh chung")),
)
_NAME: Final = ("noi dung", "tieu chi")
_MOST: Final = ("diem chuan", "diem toi da", "thang diem", "muc diem")
_NUMBER: Final = ("tt", "stt", "so tt", "muc")
_TOTAL: Final = ("tong diem", "tong cong", "cong")
_RANK: Final = ("xep thu", "xep hang", "thu hang", "hang")
_LETTER: Final = re.compile(r"[A-ZĐ]|[IVXL]+")
_SCALE: Final = re.compile(r"thang\s+điểm\s*:?\s*([\d.,]+)", re.IGNORECASE)
_YEAR: Final = re.compile(r"năm\s+(20\d\d)", re.IGNORECASE)
_LEADER: Final = re.compile(r"(?:cụm|khối)?\s*trưởng\s*:\s*([^;.\n]+)", re.IGNORECASE)
_DEPUTY: Final = re.compile(r"(?:cụm|khối)?\s*phó\s*:\s*([^;.\n]+)", re.IGNORECASE)
_PAIRS: Final = re.compile(r"chấm\s+chéo\s*:\s*(.+)", re.IGNORECASE)
_PAIR: Final = re.compile(r"(.+?)\s+chấm\s+(.+)", re.IGNORECASE)
_KIND_WORDS: Final = re.compile(
    r"^(?:(?:ubnd|uy ban nhan dan|xa|phuong|thi tran|dac khu|huyen|quan)\s+)+"
)
_LONGEST_NOTE: Final = 1000


def unit_key(name: str) -> str:
    """One key for “UBND xã Đặng Cương”, “Xã Đặng Cương” and “Đặng Cương”."""
    return _KIND_WORDS.sub("", fold(name))


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """One cell: where it stands, what a reader sees, and whether it is text or a number."""

    place: str
    shown: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One row of criteria. `parent` is the place of its group among the lines."""

    row: int
    number: str
    name: str
    most: str
    is_group: bool
    kind: str
    parent: int | None


@dataclass(slots=True)
class ScoredUnit:
    """A unit's columns: cells by line, the sums and the rank that the table prints."""

    name: str
    place: str
    own: dict[int, ScoreCell] = field(default_factory=dict)
    peer: dict[int, ScoreCell] = field(default_factory=dict)
    papers: dict[int, str] = field(default_factory=dict)
    own_total: ScoreCell | None = None
    peer_total: ScoreCell | None = None
    rank: ScoreCell | None = None


@dataclass(slots=True)
class ScoreTable:
    """The whole table. `pairs` are (who checks, who is checked), as written above it."""

    sheet: str
    title: tuple[str, ...]
    year: int | None
    stated_total: str
    leader: str
    deputies: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    lines: tuple[ScoreLine, ...]
    units: tuple[ScoredUnit, ...]
    notes: tuple[str, ...]


def read_score_table(data: bytes, name: str) -> ScoreTable:
    """Read the first sheet that is a table of scores.

    Raises:
        Refused: the file cannot be opened, or no sheet of it is such a table.
    """
    workbook = read_workbook(data, name)
    for number, sheet in enumerate(workbook.sheets):
        grid = Grid(sheet)
        head = _find_head(grid)
        if head is not None:
            return _Reader(grid, head, workbook.kind).table(_notes(workbook, number))
    raise Refused("no-scores", name)


def _notes(workbook: Workbook, table: int) -> tuple[str, ...]:
    """What stands on the other sheets: minutes of the check, remarks."""
    texts = []
    for number, sheet in enumerate(workbook.sheets):
        if number != table:
            cells = (text for row in Grid(sheet).rows for text in row if text)
            texts += [f"{clean(sheet.name)}: {text}"[:_LONGEST_NOTE] for text in cells]
    return tuple(texts[:20])


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the columns are: `roles` by column, `units` by the first column of each."""

    row: int
    number: int
    name: int
    most: int
    roles: dict[int, tuple[int, str]]
    units: dict[int, str]


def _role(text: str) -> str:
    words = fold(text)
    return next(
        (role for role, starts in _COLUMNS if words.startswith(starts)),
        "",
    )


def _find_head(grid: Grid) -> _Head | None:
    for row in range(min(len(grid.rows), 40)):
        roles = {column: _role(grid.text(row, column)) for column in grid.filled(row)}
        if OWN in roles.values() and row > 0:
            return _head(grid, row, {c: role for c, role in roles.items() if role})
    return None


def _head(grid: Grid, row: int, roles: dict[int, str]) -> _Head | None:
    """The row of roles with the row of units above it; a unit's name stands over its first."""

    def column(starts: tuple[str, ...]) -> int | None:
        return next(
            (
                place
                for place in range(min(roles))
                if any(fold(grid.text(r, place)).startswith(starts) for r in (row - 1, row))
            ),
            None,
        )

    name, most = column(_NAME), column(_MOST)
    if name is None or most is None:
        return None
    units: dict[int, str] = {}
    placed: dict[int, tuple[int, str]] = {}
    first = min(roles)
    for place in sorted(roles):
        if grid.text(row - 1, place) or place == min(roles):
            first = place
            units[first] = grid.text(row - 1, place)
        placed[place] = (first, roles[place])
    number = column(_NUMBER)
    return _Head(row, number if number is not None else -1, name, most, placed, units)


class _Reader:
    """Reads the rows below the head."""

    def __init__(self, grid: Grid, head: _Head, kind: str) -> None:
        self.grid = grid
        self.all_text = kind == "csv"  # every cell of such a file is text, which says nothing
        self.head = head
        self.units = {
            column: ScoredUnit(clean(name), column_letter(column))
            for column, name in head.units.items()
            if name
        }
        self.lines: list[ScoreLine] = []
        self.total = ""

    def table(self, notes: tuple[str, ...]) -> ScoreTable:
        rows = list(self._body())
        self.lines = list(_lines(rows))
        for place, line in enumerate(self.lines):
            self._cells(place, line.row)
        above = [text for row in range(self.head.row - 1) for text in self.grid.rows[row] if text]
        words = "\n".join(above)
        scale = _SCALE.search(words)
        year = _YEAR.search(words)
        leader, deputy = _LEADER.search(words), _DEPUTY.search(words)
        return ScoreTable(
            sheet=self.grid.name,
            title=tuple(above),
            year=int(year[1]) if year else None,
            stated_total=scale[1].rstrip(".,") if scale else self.total,
            leader=clean(leader[1]) if leader else "",
            deputies=tuple(clean(one) for one in deputy[1].split(",")) if deputy else (),
            pairs=tuple(_pairs(words)),
            lines=tuple(self.lines),
            units=tuple(self.units.values()),
            notes=notes,
        )

    def _body(self) -> Iterator[tuple[int, str, str, str]]:
        """(row, number, name, most) of the criteria; totals and ranks are kept beside."""
        for row in range(self.head.row + 1, len(self.grid.rows)):
            number = self.grid.text(row, self.head.number) if self.head.number >= 0 else ""
            name = self.grid.text(row, self.head.name)
            said = fold(name or number)
            if said.startswith(_TOTAL) and not (number and name):
                self.total = self.grid.text(row, self.head.most)
                self._sums(row)
            elif said.startswith(_RANK) and not (number and name):
                self._ranks(row)
            elif name and (number or self.grid.text(row, self.head.most)):
                yield row, number, name, self.grid.text(row, self.head.most)

    def _cells(self, place: int, row: int) -> None:
        for column, (first, role) in self.head.roles.items():
            unit = self.units.get(first)
            if unit is None:
                continue
            if role == PAPER:
                if text := self.grid.text(row, column):
                    unit.papers[place] = text
            else:
                cells = unit.own if role == OWN else unit.peer
                cells[place] = self._cell(row, column)

    def _cell(self, row: int, column: int) -> ScoreCell:
        raw: Cell = self.grid.sheet.cell(row, column)
        where = f"{column_letter(column)}{row + 1}"
        is_text = isinstance(raw, str) and not self.all_text
        return ScoreCell(where, self.grid.text(row, column), is_text)

    def _sums(self, row: int) -> None:
        for column, (first, role) in self.head.roles.items():
            unit = self.units.get(first)
            if unit is not None and role == OWN:
                unit.own_total = self._cell(row, column)
            elif unit is not None and role == PEER:
                unit.peer_total = self._cell(row, column)

    def _ranks(self, row: int) -> None:
        """The rank stands somewhere in the unit's columns, mostly in the first of a merge."""
        for column, (first, _) in self.head.roles.items():
            unit = self.units.get(first)
            if unit is not None and self.grid.text(row, column):
                unit.rank = self._cell(row, column)


def _lines(rows: list[tuple[int, str, str, str]]) -> Iterator[ScoreLine]:
    """Lettered rows with numbered rows below them are groups; a lettered row alone is a leaf."""
    lettered = [bool(_LETTER.fullmatch(number)) for _, number, _, _ in rows]
    group: int | None = None
    kind = "score"
    for place, (row, number, name, most) in enumerate(rows):
        is_top = lettered[place] or not any(lettered)
        is_group = lettered[place] and place + 1 < len(rows) and not lettered[place + 1]
        if is_top:
            kind, group = _kind(name), place if is_group else None
        shown = most if parse_number(most) is not None else ""
        yield ScoreLine(row, number, name, shown, is_group, kind, None if is_top else group)


def _kind(name: str) -> str:
    words = fold(name)
    if words.startswith(("diem thuong", "diem cong", "thuong")):
        return "bonus"
    return "minus" if words.startswith(("diem tru", "tru diem", "bi tru")) else "score"


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    found = _PAIRS.search(words)
    for part in re.split(r"[,;]", found[1]) if found else ():
        if pair := _PAIR.fullmatch(clean(part).rstrip(".")):
            yield clean(pair[1]), clean(pair[2])
