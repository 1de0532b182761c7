"""Header rows of a table: found anywhere on a sheet, one to three lines, merged or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from thidua.law import SubjectKind
from thidua.lists.cells import Grid, folded
from thidua.lists.columns import Column, Role, read_column
from thidua.lists.titles import read_titles

ColumnReader: TypeAlias = Callable[[int, str, str, int], Column]
"""What a column means, by its index, its whole label, its last line and the list's year."""

_MORE_LINES: Final = 2
_LEAST_ROLES: Final = 3
_LEAST_NUMBERS: Final = 3
_LONGEST_SUB_LABEL: Final = 60
_YEAR_LABEL: Final = re.compile(r"(nam )?(19|20)\d\d")
_DEPENDENT: Final = frozenset(
    {Role.OTHER, Role.MALE, Role.FEMALE, Role.DECISION, Role.DECISION_DATE, Role.YEAR, Role.LEVEL}
)
_SEX_LABELS: Final = frozenset({"nam", "nu"})
_NUMBERING: Final = re.compile(r"\(?(\d{1,2}|[A-Z])\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one table: rows ``top`` to ``bottom`` inclusive, columns left to right."""

    top: int
    bottom: int
    columns: tuple[Column, ...]
    by_role: Mapping[Role, tuple[Column, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[Role, list[Column]] = {}
        for column in self.columns:
            found.setdefault(column.role, []).append(column)
        by_role = {role: tuple(columns) for role, columns in found.items()}
        object.__setattr__(self, "by_role", by_role)

    def first(self, role: Role) -> Column | None:
        """The leftmost column of a role."""
        columns = self.by_role.get(role)
        return columns[0] if columns else None

    def all(self, role: Role) -> tuple[Column, ...]:
        """Every column of a role, left to right."""
        return self.by_role.get(role, ())

    @property
    def name(self) -> Column:
        """The column that names the subject; a header without one is never built."""
        column = self.first(Role.NAME)
        assert column is not None
        return column

    @property
    def kind(self) -> SubjectKind | None:
        """Whom the table lists, where the header says so."""
        return self.name.kind


class HeaderFinder:
    """Finds headers on one sheet. ``year`` is the year the list is about; ``read`` tells what a
    column of this kind of list means."""

    def __init__(self, grid: Grid, year: int, read: ColumnReader = read_column) -> None:
        self._grid = grid
        self._year = year
        self._read = read
        self._across: dict[tuple[int, int], tuple[int, int]] = {}
        self._tall: set[tuple[int, int]] = set()
        self._wide: set[tuple[int, int]] = set()
        for merge in grid.sheet.merges:
            for row in range(merge.top, min(merge.bottom, merge.top + 4) + 1):
                for column in range(merge.left, merge.right + 1):
                    self._across[row, column] = (merge.top, merge.left)
            if merge.bottom > merge.top:
                self._tall.add((merge.top, merge.left))
            if merge.right > merge.left:
                self._wide.add((merge.top, merge.left))

    def at(self, row: int) -> Header | None:
        """The header whose main line is ``row``, with its sub-headers; None if it is no header."""
        own = self._line_columns(row)
        if not _is_header(own):
            return None
        bottom = row
        while bottom - row < _MORE_LINES and self._is_sub_header(row, bottom + 1, own):
            bottom += 1
        top = row - 1 if self._is_group_line(row - 1, row) else row
        return Header(top, bottom, _with_a_name(self._columns(top, bottom)))

    def is_numbering(self, row: int) -> bool:
        """Whether the row only numbers the columns: (1) (2) (3), or A B 1 2 3."""
        texts = [self._grid.text(row, column) for column in self._grid.filled(row)]
        found = [_NUMBERING.fullmatch(text) for text in texts]
        if len(texts) < _LEAST_NUMBERS or not all(found):
            return False
        numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
        return numbers == sorted(set(numbers)) and (not numbers or numbers[0] <= _LEAST_NUMBERS)

    def _line_columns(self, row: int) -> list[Column]:
        return [
            self._read(column, text, text, self._year)
            for column in self._grid.filled(row)
            if (text := _one_line(self._grid.text(row, column)))
        ]

    def _is_sub_header(self, top: int, row: int, own: list[Column]) -> bool:
        if row >= len(self._grid.rows):
            return False
        filled = self._grid.filled(row)
        main = {column.index for column in own if column.role in (Role.SEQUENCE, Role.NAME)}
        if not filled or main & set(filled):
            return False
        return all(self._is_sub_label(top, row, column) for column in filled)

    def _is_sub_label(self, top: int, row: int, column: int) -> bool:
        text = folded(self._grid.text(row, column))
        if _YEAR_LABEL.fullmatch(text) or text in _SEX_LABELS:
            return True
        above = self._grid.text(top, column)
        grouped = not above or (top, column) in self._wide or not self._grid.text(top, column + 1)
        return grouped and 1 < len(text) <= _LONGEST_SUB_LABEL and not text[0].isdigit()

    def _is_group_line(self, row: int, header_row: int) -> bool:
        """A line of group labels above the line that names the subjects."""
        if row < 0:
            return False
        filled = self._grid.filled(row)
        if not filled or len(filled) >= len(self._grid.filled(header_row)):
            return False
        name = next((c.index for c in self._line_columns(header_row) if c.role is Role.NAME), 0)
        if any(column <= name for column in filled):
            return False
        roles = {column.role for column in self._line_columns(row)}
        return bool(roles - {Role.OTHER, Role.NOTE})

    def _columns(self, top: int, bottom: int) -> tuple[Column, ...]:
        width = max(len(self._grid.rows[row]) for row in range(top, bottom + 1))
        columns = []
        for index in range(width):
            labels = self._labels(top, bottom, index)
            if labels:
                columns.append(self._read(index, " ".join(labels), labels[-1], self._year))
        return tuple(columns)

    def _labels(self, top: int, bottom: int, column: int) -> list[str]:
        labels: list[str] = []
        for row in range(top, bottom + 1):
            text = _one_line(self._grid.text(row, column))
            if not text:
                below = next(
                    filter(None, (self._grid.text(r, column) for r in range(row + 1, bottom + 1))),
                    "",
                )
                if (row, column) in self._across or (below and self._depends(below)):
                    text = self._spanning(row, column)
            if text and text not in labels:
                labels.append(text)
        return labels

    def _depends(self, label: str) -> bool:
        """Whether a label needs the group label beside which it stands: 2023, Nữ, LĐTT."""
        names_a_title = any(reading.kinds for reading in read_titles(label, None, year=0))
        if names_a_title or _YEAR_LABEL.fullmatch(folded(label)):
            return True
        return self._read(0, label, label, self._year).role in _DEPENDENT

    def _spanning(self, row: int, column: int) -> str:
        """The label over an empty header cell: by its merge, else the nearest to the left."""
        if (row, column) in self._across:
            return _one_line(self._grid.text(*self._across[row, column]))
        for left in range(column - 1, -1, -1):
            if text := self._grid.text(row, left):
                return "" if (row, left) in self._tall else _one_line(text)
        return ""


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _is_header(columns: list[Column]) -> bool:
    roles = {column.role for column in columns} - {Role.OTHER}
    if any(column.own.isdigit() for column in columns if column.role is Role.SEQUENCE):
        return False
    named = Role.NAME in roles or any(_names_units(column) for column in columns)
    return named and len(roles) >= _LEAST_ROLES


def _names_units(column: Column) -> bool:
    return column.role is Role.UNIT and folded(column.own).startswith("ten ")


def _with_a_name(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where nobody is named, "Tên đơn vị" names the subjects: they are collectives."""
    if any(column.role is Role.NAME for column in columns):
        return columns
    return tuple(
        Column(column.index, Role.NAME, column.label, column.own, kind=SubjectKind.COLLECTIVE)
        if _names_units(column)
        else column
        for column in columns
    )
