"""Collecting faults: each with its place in the sentence, in the tone of a helpful colleague."""

from __future__ import annotations

from thidua.lists.proposal import Fault, Severity
from thidua.lists.workbook import column_letter

Column = int | str | None
"""A column by zero-based number or by letter; None or empty: the row as a whole."""


class FaultLog:
    """Faults of one sheet. ``names_sheet`` puts the sheet into the sentences of a workbook."""

    def __init__(self, sheet: str, *, names_sheet: bool = False) -> None:
        self.sheet = sheet
        self.faults: list[Fault] = []
        self._prefix = f'Trang "{sheet}", dòng' if names_sheet else "Dòng"

    def add(
        self,
        row: int,
        column: Column,
        code: str,
        message: str,
        remedy: str,
        severity: Severity,
    ) -> None:
        """Note a fault. ``row`` and a number for ``column`` count from 0; letters stay letters."""
        letter = column_letter(column) if isinstance(column, int) else column or ""
        sentence = f"{self._prefix} {row + 1}: {message}."
        self.faults.append(Fault(self.sheet, row + 1, letter, code, sentence, remedy, severity))

    def error(self, row: int, column: Column, code: str, message: str, remedy: str) -> None:
        """Keeps the row from being imported."""
        self.add(row, column, code, message, remedy, "error")

    def question(self, row: int, column: Column, code: str, message: str, remedy: str) -> None:
        """Needs an answer."""
        self.add(row, column, code, message, remedy, "question")

    def note(self, row: int, column: Column, code: str, message: str, remedy: str) -> None:
        """Informs."""
        self.add(row, column, code, message, remedy, "note")


def quoted(text: str, most: int = 60) -> str:
    """A cell's words inside a sentence: on one line, cut when long."""
    line = text.replace("\n", " ")
    return f'"{line}"' if len(line) <= most else f'"{line[: most - 1].rstrip()}…"'
