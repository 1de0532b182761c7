"""Workbook bytes to plain rows, parsed in a child process that may die without harm.

The parent looks only at magic bytes and the zip directory, starts the child with a bare
environment, waits a bounded time, and checks every value that comes back.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import IO, Any, Final

from thidua.lists.archive import file_kind
from thidua.lists.launch import ChildFailed, Fault, answer_of
from thidua.lists.limits import DEFAULT, Limits
from thidua.lists.refusals import SENTENCES, Refused, shown_name
from thidua.lists.workbook import Cell, Merge, Row, Sheet, Workbook

_LONGEST_ENCODING: Final = 40
_BOUNDS: Final = 4
_LINE_BYTES: Final = 8 << 20
_DETAILS: Final = frozenset({"sheet", "cell", "rows", "columns", "cells", "characters", "sheets"})


def read_workbook(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Workbook:
    """Read a .xlsx, .xls, .ods, .csv or the tables of a .docx, whatever its name says.

    Raises:
        Refused: with a Vietnamese sentence; nothing else is raised for any input bytes.
    """
    if len(data) > limits.file_bytes:
        size, limit = (f"{round(n / (1 << 20)):d} MB" for n in (len(data), limits.file_bytes))
        raise Refused("too-big", name, size=size, limit=limit)
    kind = file_kind(data, name)
    try:
        with answer_of("thidua.lists.child", kind, data, limits) as answer:
            return _Answer(name, limits).workbook(kind, answer)
    except ChildFailed as failed:
        raise _refused(failed.fault, name, limits) from failed


def _refused(fault: Fault, name: str, limits: Limits) -> Refused:
    match fault:
        case Fault.SLOW:
            return Refused("slow", name, seconds=round(limits.seconds))
        case Fault.TOO_MUCH:
            return Refused("too-many-cells", name, cells=limits.cells)
    return Refused("crashed", name)


class _Answer:
    """Checks the child's lines: a taken-over child must not be able to harm or mislead us."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.rows: list[Row] = []
        self.cells = 0
        self.encoding: str | None = None

    def workbook(self, kind: str, answer: IO[bytes]) -> Workbook:
        ended = False
        while line := answer.readline(_LINE_BYTES):
            value = self._value(line)
            if isinstance(value, list):
                self._take_row(value)
            elif value.get("end") is True:
                ended = True
            else:
                self._take_message(value)
        if not ended:
            raise Refused("crashed", self.name)
        self._close_sheet()
        return Workbook("csv" if kind == "text" else kind, tuple(self.sheets), self.encoding)

    def _value(self, line: bytes) -> Any:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Refused("crashed", self.name) from error
        if not isinstance(value, (list, dict)):
            raise Refused("crashed", self.name)
        return value

    def _take_row(self, values: list[Any]) -> None:
        self.cells += len(values)
        limits = self.limits
        if (
            not self.sheets
            or len(values) > limits.columns
            or self.cells > limits.cells
            or len(self.rows) >= limits.rows
        ):
            raise Refused("crashed", self.name)
        self.rows.append(tuple([self._cell(value) for value in values]))

    def _cell(self, value: Any) -> Cell:
        if value is None or isinstance(value, (bool, float)):
            return value
        if isinstance(value, str):
            if len(value) <= self.limits.characters:
                return value
        elif isinstance(value, int):
            if -(1 << 53) < value < 1 << 53:
                return value
        elif isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            return self._date(value[0])
        raise Refused("crashed", self.name)

    def _date(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise Refused("crashed", self.name) from error

    def _take_message(self, message: dict[str, Any]) -> None:
        match message:
            case {"refused": str(code), "details": dict(details)} if code in SENTENCES:
                raise Refused(code, self.name, **_details(details))
            case {"encoding": str(encoding)} if len(encoding) <= _LONGEST_ENCODING:
                self.encoding = encoding
            case {
                "sheet": str(name),
                "hidden": bool(hidden),
                "merges": list(merges),
                "before": list(before),
            } if len(self.sheets) < self.limits.sheets:
                self._close_sheet()
                sheet = Sheet(
                    name[:200],
                    (),
                    hidden,
                    tuple(merge for raw in merges if (merge := self._merge(raw))),
                    tuple(str(line)[: self.limits.characters] for line in before),
                )
                self.sheets.append(sheet)
            case _:
                raise Refused("crashed", self.name)

    def _merge(self, raw: Any) -> Merge | None:
        if not (isinstance(raw, list) and len(raw) == _BOUNDS and all(type(n) is int for n in raw)):
            raise Refused("crashed", self.name)
        top, left, bottom, right = raw
        limits = self.limits
        sane = 0 <= top <= bottom < limits.rows and 0 <= left <= right < limits.columns
        return Merge(top, left, bottom, right) if sane else None

    def _close_sheet(self) -> None:
        if self.sheets:
            self.sheets[-1] = replace(self.sheets[-1], rows=tuple(self.rows))
        self.rows = []


def _details(details: dict[Any, Any]) -> dict[str, str | int]:
    shown: dict[str, str | int] = {
        key: value if isinstance(value, int) else str(value)[:80]
        for key, value in details.items()
        if key in _DETAILS
    }
    if "sheet" in shown:
        shown["sheet"] = shown_name(str(shown["sheet"]))
    return shown
