"""The legend of bands: sign, words and how many, only of those that occur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from thidua.charts.drawing import Sheet
from thidua.charts.lettering import LINE, width_of
from thidua.charts.model import Band

_SAMPLE: Final = 22.0
_BETWEEN: Final = 22.0


def counted(bands: Iterable[Band]) -> list[tuple[Band, int]]:
    """The bands that occur, best first, unknown last."""
    counts = Counter(bands)
    return [(band, counts[band]) for band in Band if counts[band]]


def draw_legend(sheet: Sheet, y: float, bands: Iterable[Band], *, noun: str) -> float:
    """Draw the legend in as many lines as it needs; return where the next thing may begin."""
    x = 0.0
    for band, count in counted(bands):
        words = f"{band.words}: {count} {noun}"
        room = _SAMPLE + width_of(words)
        if x and x + room > sheet.width:
            x, y = 0.0, y + LINE + 5
        _draw_sample(sheet, x, y, band)
        sheet.words(x + _SAMPLE, y + 12, words)
        x += room + _BETWEEN
    return y + LINE + 5


def _draw_sample(sheet: Sheet, x: float, y: float, band: Band) -> None:
    sheet.rectangle(x, y, 16, 16, f"is-tile is-{band.value}")
    sheet.sign(x + 8, y + 8, band)


def in_words(bands: Iterable[Band], *, noun: str) -> str:
    """``4 xã đạt chỉ tiêu, 2 xã chậm``."""
    return ", ".join(f"{count} {noun} {band.words.lower()}" for band, count in counted(bands))
