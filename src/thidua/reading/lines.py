"""Shown text to lines: what each holds, what stood side by side, what is a page number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from thidua.reading.passages import Passage, clean_line

_PAGE_NUMBER: Final = re.compile(
    r"(?:trang\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*/\s*\d{1,3})?", re.IGNORECASE
)
_RULE: Final = re.compile(r"[-–—_=*.·~\s]{3,}|\|?[\s:|-]{3,}\|?")
_GAP: Final = re.compile(r"(?<=\S)(?:[ ]{3,}|[ ]*\t[ \t]*)(?=\S)")
LONGEST: Final = 12_000
"""A paragraph beyond this (four pages) is none of a directive's; it is read in pieces."""
_FAR_RIGHT: Final = 24
_BLANK_TO_FILL: Final = re.compile(r"(?:so\s*:?|ngay|thang|nam|[.…_]{2,})\s*$")
_AFTER_BLANK: Final = re.compile(r"\s*(?:/|thang\b|nam\b|[.…_]{2,})")


@dataclass(frozen=True)
class Line:
    """A line that is not blank. ``columns`` has more than one passage where a gap parts them;
    ``indent``: the blanks it begins with."""

    whole: Passage
    columns: tuple[Passage, ...]
    after_blank: bool
    indent: int

    @property
    def is_right(self) -> bool:
        return self.indent >= _FAR_RIGHT


def lines_of(text: str) -> tuple[list[Line], list[Passage]]:
    """The lines to read, and the page numbers among them."""
    lines: list[Line] = []
    pages: list[Passage] = []
    start, blank = 0, False
    for raw in _short(text):
        passage = clean_line(raw, start)
        if not passage.text or _RULE.fullmatch(passage.text):
            blank = True
        elif _PAGE_NUMBER.fullmatch(passage.text):
            pages.append(passage)
            blank = True
        else:
            lines.append(Line(passage, _columns(raw, start), blank, _indent(raw)))
            blank = False
        start += len(raw) + 1
    return lines, pages


def _short(text: str) -> Iterator[str]:
    """Lines without their breaks; one beyond all measure is cut at blanks."""
    for line in text.split("\n"):
        rest = line
        while len(rest) > LONGEST and " " in rest[1:LONGEST]:
            at = rest.rindex(" ", 1, LONGEST)
            yield rest[:at]
            rest = rest[at + 1 :]
        yield rest


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip())


def _columns(raw: str, start: int) -> tuple[Passage, ...]:
    if raw.lstrip().startswith("|"):
        return _cells(raw, start)
    cuts, last = [], 0
    for gap in _GAP.finditer(raw):
        left = clean_line(raw[last : gap.start()], start + last)
        right = clean_line(raw[gap.end() :], start + gap.end())
        if _BLANK_TO_FILL.search(left.bare) or _AFTER_BLANK.match(right.bare):
            continue
        cuts.append(left)
        last = gap.end()
    columns = (*cuts, clean_line(raw[last:], start + last))
    return tuple(column for column in columns if column.text)


def _cells(raw: str, start: int) -> tuple[Passage, ...]:
    cells, at = [], 0
    for cell in raw.split("|"):
        passage = clean_line(cell, start + at)
        if passage.text:
            cells.append(passage)
        at += len(cell) + 1
    return tuple(cells)


def in_columns(lines: list[Line]) -> list[Passage]:
    """Lines that stand in two columns, read one column after the other."""
    left: list[Passage] = []
    right: list[Passage] = []
    for line in lines:
        first, *others = line.columns or (line.whole,)
        (right if line.is_right and not others else left).append(first)
        right.extend(others)
    return [*left, *right]
