"""Cells as text: cleaned, folded, shown back, and the marks that stand for other words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from thidua.lists.workbook import Cell, Row, Sheet
from thidua.vietnamese import legacy as legacy_fonts
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean, clean_lines, fold

_DITTO: Final = re.compile(
    r"[\s\-–—.(]*(?:n\s*[./]?\s*t|nh[ưu]\s+tr[êe]n|[\"“”″〃]|''|’’|,,|//)[\s\-–—.)]*", re.IGNORECASE
)
_DASH: Final = re.compile(r"[\-–—_.…\s]+")
_MARK: Final = re.compile(r"[xX×✓✔☑√vV]|1|có|đúng|true", re.IGNORECASE)
_ENOUGH_TEXTS: Final = 5_000
_LONGEST_DITTO: Final = 15
_LONGEST_MARK: Final = 4

folded = lru_cache(maxsize=65_536)(fold)
"""``vietnamese.fold`` with a memory: a list repeats its units, posts and titles on every row."""


def is_ditto(text: str) -> bool:
    """Whether the cell says "as above": nt, -nt-, n/t, ", như trên."""
    return len(text) <= _LONGEST_DITTO and _DITTO.fullmatch(text) is not None


def is_dash(text: str) -> bool:
    """Whether the cell is a dash or dots: nothing to write here."""
    return len(text) <= _LONGEST_DITTO and _DASH.fullmatch(text) is not None


def is_mark(text: str) -> bool:
    """Whether the cell is a tick of any kind."""
    return len(text) <= _LONGEST_MARK and _MARK.fullmatch(text) is not None


def shown(cell: Cell) -> str:
    """The cell as a reader sees it on the sheet, line breaks kept."""
    if cell is None or cell is False:
        return ""
    if cell is True:
        return "x"
    if isinstance(cell, str):
        return clean_lines(cell)
    if isinstance(cell, date):
        return format_day(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else f"{cell:.10g}".replace(".", ",")
    return str(cell)


class Grid:
    """A sheet as cleaned text. ``legacy`` names the old font its text was converted from."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.legacy = detect_legacy(sheet.rows)
        self._memory: dict[str, str] = {}
        self.rows: list[list[str]] = [[self._text(cell) for cell in row] for row in sheet.rows]
        self.name = clean(sheet.name)

    def text(self, row: int, column: int) -> str:
        """The text at a place, empty outside the used area."""
        if not 0 <= row < len(self.rows):
            return ""
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else ""

    def filled(self, row: int) -> list[int]:
        """Columns of ``row`` that hold something."""
        return [column for column, text in enumerate(self.rows[row]) if text]

    def _text(self, cell: Cell) -> str:
        if not isinstance(cell, str):
            return shown(cell)
        known = self._memory.get(cell)
        if known is None:
            # Before cleaning: the soft hyphen that cleaning drops is the letter ư in TCVN3.
            text = legacy_fonts.repair(cell, self.legacy).text if self.legacy else cell
            known = self._memory[cell] = shown(text)
        return known


def detect_legacy(rows: Iterable[Row]) -> str | None:
    """The legacy font of a whole sheet, judged on its distinct texts."""
    texts = dict.fromkeys(
        cell for row in rows for cell in row if isinstance(cell, str) and not cell.isascii()
    )
    return legacy_fonts.detect_legacy(islice(texts, _ENOUGH_TEXTS))
