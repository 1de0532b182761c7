"""What the rows of one sheet share while they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.lists.cells import Grid, is_dash
from thidua.lists.columns import Column, Role
from thidua.lists.faults import FaultLog
from thidua.lists.proposal import Place
from thidua.lists.rating_words import Legend
from thidua.lists.subjects import SexReader
from thidua.lists.tables import Line
from thidua.lists.workbook import column_letter


@dataclass(frozen=True, slots=True)
class Context:
    """The sheet, the year the list is about, who hands it in, and where faults go."""

    grid: Grid
    year: int
    unit_hint: str
    issuer: str
    legend: Legend | None
    sexes: SexReader
    log: FaultLog

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.grid.name

    def place(self, line: Line, column: Column) -> Place:
        """Where a cell stands."""
        return Place(self.sheet, line.row + 1, column_letter(column.index))


def all_text(line: Line, role: Role) -> Iterator[str]:
    """What the columns of a role hold on a line, each on one line, dashes left out."""
    for column in line.header.all(role):
        text = line.text(column.index)
        if text and not is_dash(text):
            yield text.replace("\n", " ")


def first_text(line: Line, role: Role) -> str:
    """The first of ``all_text``, empty when there is none."""
    return next(all_text(line, role), "")
