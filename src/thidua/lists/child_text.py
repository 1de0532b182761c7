"""Delimited text in whichever encoding it is written. Runs in the child process only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from thidua.lists.wire import RawSheet, Refusal, Writer
from thidua.vietnamese.legacy import UnreadableText, decode

_CONTROLS: Final = frozenset(range(9))
"""Bytes that no text holds in any encoding read here, save UTF-16 with its zeros."""
DELIMITERS: Final = ";,\t|"
_SAMPLE_LINES: Final = 200


def parse(data: bytes, writer: Writer) -> None:
    """Write the one table of the file, and the encoding it was in."""
    try:
        decoded = decode(data)
    except UnreadableText as error:
        raise Refusal("unknown" if _CONTROLS & set(data) else "encoding") from error
    if decoded.text.lstrip().startswith("<"):
        raise Refusal("html")
    csv.field_size_limit(max(csv.field_size_limit(), len(decoded.text) + 1))
    rows = read_delimited(decoded.text)
    if rows is None:
        raise Refusal("not-a-table")
    writer.message({"encoding": decoded.encoding})
    writer.sheet(RawSheet("CSV", (list[object](row) for row in rows)))


def find_delimiter(text: str) -> str | None:
    """The delimiter that cuts most lines into the same number of cells; None if none cuts."""
    first = text.split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1]
    best, best_score = None, 0
    for delimiter in DELIMITERS:
        score = _score(text, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _score(text: str, delimiter: str) -> int:
    counts: dict[int, int] = {}
    for row in islice(csv.reader(io.StringIO(text), delimiter=delimiter), _SAMPLE_LINES):
        if len(row) > 1:
            counts[len(row)] = counts.get(len(row), 0) + 1
    return max((width * lines for width, lines in counts.items()), default=0)


def read_delimited(text: str) -> Iterator[list[str | None]] | None:
    """Cells line by line, blank cells as None; None when the text has no columns.

    A quoted cell may hold line breaks, so a row is a record, not a physical line.
    """
    delimiter = find_delimiter(text)
    if delimiter is None:
        return None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return ([cell if cell.strip() else None for cell in row] for row in rows)
