"""One sheet's cells as figures and units, in the light of what was answered. Pure.

Asking and building read through the same reader, so that what was asked is what is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from thidua.targets import cells
from thidua.targets.cells import Read
from thidua.targets.measures import usual
from thidua.targets.questions import LEAVE, NEW, Finder
from thidua.targets.sheets import Kind, Role, Table
from thidua.vietnamese.text import clean, fold

DECIMALS: Final = "le"
GROUPS: Final = "nghin"
"""The comma of `12,630` starts the decimals, or groups thousands."""
SIDES: Final = {1: "lon", -1: "nho"}
"""How keys of questions name figures a thousand times too large, too small."""


@dataclass(slots=True)
class Reader:
    """`at` is the sheet's number in the file; keys of its questions begin with it."""

    table: Table
    at: int
    answers: Mapping[str, str]
    _cells: dict[tuple[int, int, bool], Read] = field(default_factory=dict)
    _units: dict[int, str] = field(default_factory=dict)
    _usual: list[Decimal | None] = field(default_factory=list)

    def raw(self, row: int, column: int, *, percent: bool = False) -> Read:
        """The cell by itself; read once, sheets are long."""
        key = (row, column, percent)
        if key not in self._cells:
            self._cells[key] = cells.read(self.table.at(row, column), percent=percent)
        return self._cells[key]

    def read(self, row: int, column: int, *, percent: bool = False) -> Read:
        """Not known as long as nobody has said how its comma is meant."""
        found = self.raw(row, column, percent=percent)
        return found if found.other is None else self._meant(found, row, column)

    def role(self, row: int, role: Role, *, percent: bool = False) -> Read:
        column = self.table.roles.get(role)
        return Read() if column is None else self.read(row, column, percent=percent)

    def _meant(self, found: Read, row: int, column: int) -> Read:
        said = self.answers.get(self.comma_key(row, column)) or self.answers.get(f"dau:{self.at}")
        if said == GROUPS:
            return replace(found, value=found.other)
        return found if said == DECIMALS else Read()

    def comma_key(self, row: int, column: int) -> str:
        """A body writes its line in one way; a column of sizes or of one target is one kind."""
        table = self.table
        by_row = table.kind is Kind.TARGETS or (
            table.kind is Kind.UNITS and column in table.periods
        )
        return f"dau:{self.at}:{row}" if by_row else f"dau:{self.at}:c{column}"

    def scale_said(self, which: int | str, sign: int) -> str | None:
        """What was answered of figures of a line (or `c` and a column) off by a thousand."""
        if not sign:
            return None
        side = SIDES[sign]
        return self.answers.get(f"nghin:{self.at}:{which}:{side}") or self.answers.get(
            f"nghin:{self.at}:{side}"
        )

    def usual(self) -> Decimal | None:
        """The middle one of all figures of the sheet."""
        if not self._usual:
            columns = tuple(self.table.periods)
            self._usual.append(
                usual(self.read(row, c).value for row in self.table.lines for c in columns)
            )
        return self._usual[0]

    def unit(self, row: int, finder: Finder) -> str:
        """The unit of a line: its id, `NEW` and a name, or empty for a line to be left out."""
        if row not in self._units:
            self._units[row] = self._unit(row, finder)
        return self._units[row]

    def _unit(self, row: int, finder: Finder) -> str:
        words = self.table.words(row, Role.UNIT)
        said = self.answers.get(unit_key(words), "")
        if said == LEAVE:
            return ""
        if said == "moi":
            return f"{NEW}{clean(words)[:200]}"
        if said:
            return said
        hit = finder.find(words)
        return str(hit[0]) if hit else ""


def unit_key(words: str) -> str:
    """A name means the same unit on every sheet of the file."""
    return f"donvi:{fold(words)}"[:200]
