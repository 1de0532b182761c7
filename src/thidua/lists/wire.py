"""What the child process writes: sheets and rows as JSON lines, within the limits.

One JSON value a line: an object opens a sheet, an array is a row (a one-element array inside it is
an ISO date), ``{"end": true}`` says that nothing is missing, ``{"refused": code}`` why there is
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final, NamedTuple

from thidua.lists.limits import Limits
from thidua.lists.workbook import column_letter

_EXACT: Final = 1 << 53  # beyond, JSON readers lose digits

Output = str | int | float | bool | list[str] | None


class Refusal(Exception):
    """Carried to the parent as a code with details; the parent has the sentences."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.message = {"refused": code, "details": details}


class RawSheet(NamedTuple):
    """A sheet before it is written out; ``left`` is the column of the first cell of each row."""

    name: str
    rows: Iterable[list[object]]
    hidden: bool = False
    left: int = 0
    merges: Iterable[tuple[int, int, int, int]] = ()
    before: Iterable[str] = ()


class Writer:
    """Counts what it writes and refuses what goes beyond the limits."""

    def __init__(self, write: Callable[[str], object], limits: Limits) -> None:
        self._write = write
        self._limits = limits
        self._cells = 0
        self._sheets = 0

    def message(self, value: object) -> None:
        self._write(json.dumps(value, ensure_ascii=True, allow_nan=False) + "\n")

    def sheet(self, sheet: RawSheet) -> None:
        """Write one sheet; trailing blank rows and cells are dropped, inner ones kept."""
        self._sheets += 1
        if self._sheets > self._limits.sheets:
            raise Refusal("too-many-sheets", sheets=self._limits.sheets)
        self.message(
            {
                "sheet": sheet.name,
                "hidden": sheet.hidden,
                "merges": [list(merge) for merge in sheet.merges],
                "before": list(sheet.before),
            }
        )
        blanks = 0
        for number, raw in enumerate(sheet.rows):
            row = self._row(sheet, number, raw)
            if not row:
                blanks += 1
                continue
            self._write("[]\n" * blanks)
            blanks = 0
            self._write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")

    def _row(self, sheet: RawSheet, number: int, raw: list[object]) -> list[Output]:
        row: list[Output] = [None] * sheet.left + [plain(value) for value in raw]
        while row and row[-1] is None:
            row.pop()
        if row:
            self._check(sheet.name, number, row)
        return row

    def _check(self, sheet: str, number: int, row: list[Output]) -> None:
        limits = self._limits
        if number >= limits.rows or len(row) > limits.columns:
            cell = f"{column_letter(len(row) - 1)}{number + 1}"
            raise Refusal(
                "far-cell", sheet=sheet, cell=cell, rows=limits.rows, columns=limits.columns
            )
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > limits.characters:
                cell = f"{column_letter(column)}{number + 1}"
                raise Refusal("long-text", sheet=sheet, cell=cell, characters=limits.characters)
        self._cells += len(row)
        if self._cells > limits.cells:
            raise Refusal("too-many-cells", cells=limits.cells)


def plain(value: object) -> Output:
    """A parser's value as one that JSON carries. Times of day are dropped from dates."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    if isinstance(value, datetime):
        return [value.date().isoformat()]
    if isinstance(value, date):
        return [value.isoformat()]
    return str(value)
