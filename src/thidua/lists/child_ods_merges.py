"""Merged cells of an .ods, which calamine does not tell. Runs in the child process only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, zero-based and inclusive."""

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST: Final = 1 << 21


def read_merges(content: IO[bytes]) -> dict[str, list[Merge]]:
    """The merged regions of each sheet, by sheet name."""
    merges: dict[str, list[Merge]] = {}
    name, row = "", 0
    for event, element in iterparse(content, events=("start", "end"), forbid_dtd=True):
        if event == "start" and element.tag == f"{_TABLE}table":
            name, row = element.get(f"{_TABLE}name", ""), 0
            merges[name] = []
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            merges[name] += _of_row(element, row)
            row += _number(element, "number-rows-repeated")
            element.clear()
    return merges


def _of_row(element: Element, row: int) -> Iterator[Merge]:
    column = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        down, across = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            yield row, column, row + down - 1, column + across - 1
        column += _number(cell, "number-columns-repeated")


def _number(element: Element, attribute: str) -> int:
    value = element.get(_TABLE + attribute, "1")
    return min(int(value), _MOST) if value.isascii() and value.isdigit() else 1
