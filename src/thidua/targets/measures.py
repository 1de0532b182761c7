"""Units of measure that differ by a thousand, and figures that look so. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean

THOUSAND: Final = Decimal(1000)
SCALES: Final = ("đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "nghìn tỷ đồng")
_LEAST, _MOST = Decimal(80), Decimal(12_500)
"""Between these multiples of what is usual a figure is nearer to its thousandfold."""


def smaller(measure: str) -> str:
    """The measure a thousand times smaller: `triệu đồng` under `tỷ đồng`; empty if not known."""
    name = clean(measure).lower()
    at = SCALES.index(name) if name in SCALES else 0
    return SCALES[at - 1] if at else ""


def larger(measure: str) -> str:
    name = clean(measure).lower()
    known = name in SCALES and SCALES.index(name) + 1 < len(SCALES)
    return SCALES[SCALES.index(name) + 1] if known else ""


def usual(values: Iterable[Decimal | None]) -> Decimal | None:
    """The middle one of the sizes that are known and not zero."""
    sizes = sorted(abs(value) for value in values if value)
    return sizes[len(sizes) // 2] if sizes else None


def off_by_a_thousand(value: Decimal, normal: Decimal | None) -> int:
    """1 when the figure looks a thousand times too large, -1 when too small, 0 otherwise."""
    if not normal or not value:
        return 0
    times = abs(value) / abs(normal)
    if _LEAST <= times <= _MOST:
        return 1
    return -1 if _LEAST <= 1 / times <= _MOST else 0


def doubt_words(value: Decimal, normal: Decimal, measure: str, sign: int) -> str:
    """`12.630 gấp khoảng 1.000 lần mức thường thấy (16,51 tỷ đồng). …?`"""
    other = smaller(measure) if sign > 0 else larger(measure)
    times = "gấp khoảng 1.000 lần" if sign > 0 else "chỉ bằng khoảng một phần nghìn"
    asked = f" Số này tính theo {other}?" if other else " Kiểm tra đơn vị tính."
    shown = f"{format_number(value)} {times} mức thường thấy ({format_number(normal, 2)} {measure})"
    return f"{shown.strip()}.{asked}"
