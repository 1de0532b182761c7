"""The text layer of a PDF, laid out in lines with the gaps between columns. Child process only."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from thidua.lists.wire import Refusal

_MOST_PAGES: Final = 200
_SAME_LINE: Final = 0.45
_WORD_GAP: Final = 0.22
_COLUMN_GAP: Final = 1.9
_PARAGRAPH_GAP: Final = 2.05
_INDENT: Final = 0.5
_GAP: Final = "    "
_SMALLEST: Final = 4.0


@dataclass
class _Run:
    """Characters that follow one another on a line; ``size`` is their height in points."""

    left: float
    right: float
    base: float
    size: float
    text: str


def parse(data: bytes) -> Iterator[object]:
    """The lines page by page, a blank line between pages."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
        raise Refusal("protected" if protected or "assword" in str(error) else "damaged") from error
    if len(document) > _MOST_PAGES:
        raise Refusal("too-long")
    pages = [_lines_of(document, number) for number in range(len(document))]
    if not any(pages):
        raise Refusal("scanned")
    for number, lines in enumerate(pages, start=1):
        if not lines:
            yield {"blank_page": number}
        yield from lines
        yield ""


def _lines_of(document: Any, number: int) -> list[str]:
    try:
        page = document[number].get_textpage()
    except pdfium.PdfiumError:
        return []
    return _laid_out(list(_runs(page)))


def _runs(page: Any) -> Iterator[_Run]:
    """Characters joined while they stay on a line and no column lies between them."""
    run: _Run | None = None
    printed: dict[str, tuple[float, float, float]] = {}
    for char, left, right, base, size in _characters(page):
        if _is_twice(printed.get(char), left, right, base, size):
            continue
        printed[char] = (left, right, base)
        gap = left - run.right if run else 0.0
        same = run is not None and abs(base - run.base) < size * _SAME_LINE
        if run and same and -size < gap < size * _COLUMN_GAP:
            spaced = gap > size * _WORD_GAP and not run.text.endswith(" ")
            run.text += f" {char}" if spaced and char != " " else char
            run.right = max(run.right, right)
            continue
        if run and run.text.strip():
            yield run
        run = _Run(left, right, base, size, char)
    if run and run.text.strip():
        yield run


def _is_twice(
    before: tuple[float, float, float] | None, left: float, right: float, base: float, size: float
) -> bool:
    """Whether a letter is printed over itself: a mark drawn apart, bold made by printing twice."""
    if before is None or abs(before[2] - base) >= size * _SAME_LINE:
        return False
    return before[0] <= (left + right) / 2 <= before[1]


def _characters(page: Any) -> Iterator[tuple[str, float, float, float, float]]:
    """Character, left, right, base line and size of what is printed; generated blanks are not."""
    box = pdfium_c.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(page, at)
        if pdfium_c.FPDFText_IsGenerated(page, at) == 1 or code in (0, 0xFFFE, 0xFFFF):
            continue
        char = chr(code) if code < 0x110000 else ""  # noqa: PLR2004 (the end of Unicode)
        if not pdfium_c.FPDFText_GetLooseCharBox(page, at, box) or not char:
            continue
        pdfium_c.FPDFText_GetCharOrigin(page, at, x, y)
        size = max(pdfium_c.FPDFText_GetFontSize(page, at), _SMALLEST)
        height = abs(box.top - box.bottom)
        # A font scaled by the page's matrix says 1; its box says more.
        yield char, box.left, box.right, y.value, max(size, min(height, size * 100) * 0.75)


def _laid_out(runs: list[_Run]) -> list[str]:
    lines: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: -run.base):
        if lines and abs(lines[-1][0].base - run.base) < run.size * _SAME_LINE:
            lines[-1].append(run)
        else:
            lines.append([run])
    edge = min((run.left for run in runs), default=0.0)
    shown: list[str] = []
    for at, line in enumerate(lines):
        if at and lines[at - 1][0].base - line[0].base > line[0].size * _PARAGRAPH_GAP:
            shown.append("")
        shown.append(_line(sorted(line, key=lambda run: run.left), edge))
    return shown


def _line(runs: list[_Run], edge: float) -> str:
    text = " " * int((runs[0].left - edge) / (runs[0].size * _INDENT))
    for at, run in enumerate(runs):
        if at:
            gap = run.left - runs[at - 1].right
            text += _GAP if gap > run.size * _COLUMN_GAP else " "
        text += run.text.strip()
    return text
