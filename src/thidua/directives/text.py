"""The text of a directive as it is shown: paragraphs, marks in them, repairs and moved places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Place = tuple[int, int]
_Marked = list[tuple[str, list[Place]]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that is not blank, counted from 1."""

    number: int
    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            found.append(Paragraph(len(found) + 1, start, end))
        start = end + 1
    return found


def place_of(text: str, first: int, last: int) -> Place:
    """Where paragraphs `first` to `last` stand. Raises ValueError for numbers there are not."""
    lines = paragraphs(text)
    if not 1 <= first <= last <= len(lines):
        raise ValueError(len(lines))
    return lines[first - 1].start, lines[last - 1].end


def clamp(places: Iterable[Sequence[int]], length: int) -> list[Place]:
    """Places that lie in a text of that length; what does not is cut or left out."""
    found = []
    for one in places:
        start, end = max(0, min(one[0], length)), max(0, min(one[1], length))
        if start < end:
            found.append((start, end))
    return found


def replaced(text: str, place: Place, words: str) -> str:
    return text[: place[0]] + words + text[place[1] :]


def moved(places: Iterable[Sequence[int]], place: Place, length: int) -> list[list[int]]:
    """Places after the stretch `place` was replaced by `length` characters."""
    start, end = place
    change = length - (end - start)

    def at(point: int, *, is_end: bool) -> int:
        if point <= start:
            return point
        if point >= end:
            return point + change
        return start + length if is_end else start

    return [[at(a, is_end=False), at(b, is_end=True)] for a, b in places]


def around(text: str, place: Sequence[int], reach: int = 48) -> tuple[str, str, str]:
    """What stands before a place, at it, and after it, each on one line and cut at words."""
    start, end = place[0], place[1]
    before = " ".join(text[max(0, start - reach) : start].split())
    after = " ".join(text[end : end + reach].split())
    inside = " ".join(text[start:end].split())
    if start > reach:
        before = f"…{before.partition(' ')[2]}"
    if end + reach < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return before, inside if len(inside) <= reach * 4 else f"{inside[: reach * 4]}…", after


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that belongs to something; `key` names it, `block` marks whole paragraphs."""

    key: str
    places: tuple[Place, ...]
    block: bool = False


@dataclass(slots=True)
class Piece:
    """A run of text: plain, or of the mark `key`. `begins`: marks that start here, for anchors;
    `ends`: marks whose stretch is over with it."""

    text: str
    key: str = ""
    begins: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Shown:
    """A paragraph as the page shows it; `blocks` are the marks over the whole of it."""

    number: int
    blocks: list[str]
    pieces: list[Piece]
    begins: list[str] = field(default_factory=list)


def shown(text: str, marks: Iterable[Mark]) -> list[Shown]:
    """Paragraphs cut at the edges of marks; where two marks overlap the shorter one is shown.

    A mark begins once, at its first place; every stretch of it is shown as marked.
    """
    inline: _Marked = []
    blocks: _Marked = []
    for mark in marks:
        stretches = clamp(mark.places, len(text))
        if stretches:
            (blocks if mark.block else inline).append((mark.key, stretches))
    return [_shown(text, line, inline, blocks) for line in paragraphs(text)]


def _shown(text: str, line: Paragraph, inline: _Marked, blocks: _Marked) -> Shown:
    over = [(key, spans) for key, spans in blocks if any(_meets(line, span) for span in spans)]
    begins = [key for key, spans in over if line.start <= spans[0][0] < line.end]
    runs = [
        (span, key, span == spans[0])
        for key, spans in inline
        for span in spans
        if _meets(line, span)
    ]
    return Shown(line.number, [key for key, _ in over], _pieces(text, line, runs), begins)


def _meets(line: Paragraph, span: Place) -> bool:
    return span[0] < line.end and span[1] > line.start


def _pieces(text: str, line: Paragraph, runs: list[tuple[Place, str, bool]]) -> list[Piece]:
    edges = {line.start, line.end}
    for (start, end), _, _ in runs:
        edges |= {max(start, line.start), min(end, line.end)}
    cuts = sorted(edges)
    found = []
    for start, end in pairwise(cuts):
        over = [run for run in runs if run[0][0] <= start and run[0][1] >= end]
        inner = min(over, key=lambda run: run[0][1] - run[0][0], default=None)
        found.append(
            Piece(
                text[start:end],
                inner[1] if inner else "",
                [key for span, key, first in runs if first and span[0] == start],
                [key for span, key, first in runs if first and span[1] == end],
            )
        )
    return found
