"""What a spreadsheet is to the rest of this package: sheets of rows of plain values.

Row and column numbers are zero-based inside the package and become spreadsheet coordinates
(row 1, column A) only in sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | bool | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged region, all four bounds inclusive and zero-based."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or one table of a text document.

    ``rows`` keeps blank rows as empty tuples, so ``rows[n]`` is spreadsheet row ``n + 1``.
    ``before`` holds the paragraphs standing between the previous table and this one (documents
    only). ``merges`` is empty where the format does not say (CSV).
    """

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    before: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The value at a place, or None outside the used area."""
        if not 0 <= row < len(self.rows):
            return None
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole file as read. ``kind`` is its real type: xlsx, xls, ods, docx or csv."""

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None


def column_letter(index: int) -> str:
    """Spreadsheet letters of a zero-based column: 0 -> A, 26 -> AA."""
    letters = ""
    number = index + 1
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
