"""A list of results as a higher level sends it down: whom it names, for what, by which decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from thidua.lists.cells import Grid
from thidua.lists.columns import Role
from thidua.lists.limits import DEFAULT, Limits
from thidua.lists.sandbox import read_workbook
from thidua.lists.tables import Line, read_layout
from thidua.lists.titles import code_of
from thidua.vietnamese.dates import parse_date
from thidua.vietnamese.text import clean

_NO_YEAR: Final = 9999
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One row. ``title_code`` and ``decision`` are empty where it names none, or not clearly."""

    sheet: str
    row: int
    name: str
    place: str
    title_code: str
    decision: str
    decided_on: date | None


def read_outcomes(data: bytes, name: str, *, limits: Limits = DEFAULT) -> tuple[OutcomeRow, ...]:
    """Every row that names somebody, in order.

    Raises:
        Refused: the file cannot be read at all.
    """
    workbook = read_workbook(data, name, limits=limits)
    return tuple(row for sheet in workbook.sheets for row in _rows(Grid(sheet)))


def _rows(grid: Grid) -> Iterator[OutcomeRow]:
    for line in read_layout(grid, _NO_YEAR).lines:
        named = clean(line.text(line.header.name.index))[:LONGEST]
        if named and not line.continues:
            yield OutcomeRow(
                grid.name[:100],
                line.row + 1,
                named,
                _text(line, Role.UNIT),
                _title(line),
                _text(line, Role.DECISION),
                _day(_text(line, Role.DECISION_DATE)),
            )


def _text(line: Line, role: Role) -> str:
    column = line.header.first(role)
    return clean(line.text(column.index))[:LONGEST] if column else ""


def _title(line: Line) -> str:
    column = line.header.first(Role.TITLE)
    words = line.text(column.index) if column else ""
    return code_of(words or line.section.title, line.section.kind) or ""


def _day(text: str) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found.as_date() if found else None
