"""Tables of a .docx, read from its XML as a stream. Runs in the child process only."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from thidua.lists.wire import RawSheet, Refusal, Writer

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_SPAN: Final = 63  # Word's own limit of columns in a table


_DAMAGE: Final = (ParseError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)


class Table(NamedTuple):
    """Rows of text, merged regions (top, left, bottom, right), the paragraphs before it."""

    rows: list[list[str | None]]
    merges: list[tuple[int, int, int, int]]
    before: list[str]


def parse(data: bytes, writer: Writer) -> None:
    """Write each table as a sheet called "Bảng 1", "Bảng 2" and so on."""
    found = False
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            archive.open("word/document.xml") as part,
        ):
            for number, table in enumerate(read_tables(part), start=1):
                found = True
                rows = (list[object](row) for row in table.rows)
                name = f"Bảng {number}"
                writer.sheet(RawSheet(name, rows, merges=table.merges, before=table.before))
    except DefusedXmlException as error:
        raise Refusal("entities") from error
    except _DAMAGE as error:
        raise Refusal("damaged") from error
    if not found:
        raise Refusal("no-table")


def read_tables(document: IO[bytes]) -> Iterator[Table]:
    """Every outermost table in document order. A nested table is text of its outer cell."""
    depth = 0
    before: list[str] = []
    for event, element in iterparse(document, events=("start", "end"), forbid_dtd=True):
        if element.tag == f"{_W}tbl":
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                yield _table(element, before)
                before = []
                element.clear()
        elif event == "end" and depth == 0 and element.tag == f"{_W}p":
            text = _paragraph(element)
            if text:
                before.append(text)
            element.clear()


def _table(element: Element, before: list[str]) -> Table:
    rows: list[list[str | None]] = []
    merges: list[tuple[int, int, int, int]] = []
    tall: dict[int, tuple[int, int]] = {}  # left column -> (top row, right column)
    for number, row in enumerate(element.findall(f"{_W}tr")):
        cells: list[str | None] = [None] * _skipped(row)
        for cell in row.findall(f"{_W}tc"):
            left, right = len(cells), len(cells) + _span(cell) - 1
            state = _vertical_merge(cell)
            cells += [
                None if state == "continue" else _text(cell) or None,
                *[None] * (right - left),
            ]
            if state == "continue" and left in tall:
                continue
            _close(merges, tall.pop(left, None), left, number - 1)
            if state == "restart":
                tall[left] = (number, right)
            elif right > left:
                merges.append((number, left, number, right))
        rows.append(cells)
    for left, opened in tall.items():
        _close(merges, opened, left, len(rows) - 1)
    return Table(rows, merges, before)


def _close(
    merges: list[tuple[int, int, int, int]],
    opened: tuple[int, int] | None,
    left: int,
    bottom: int,
) -> None:
    if opened is not None:
        top, right = opened
        merges.append((top, left, bottom, right))


def _skipped(row: Element) -> int:
    return _number(row.find(f"{_W}trPr/{_W}gridBefore"), default=0)


def _span(cell: Element) -> int:
    return max(1, _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), default=1))


def _number(element: Element | None, *, default: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() else default


def _vertical_merge(cell: Element) -> str:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is None:
        return ""
    return merge.get(f"{_W}val", "continue")


def _text(cell: Element) -> str:
    return "\n".join(filter(None, map(_paragraph, cell.iter(f"{_W}p"))))


def _paragraph(paragraph: Element) -> str:
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            parts.append("\n" if node.tag == f"{_W}br" else " ")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts).strip()
