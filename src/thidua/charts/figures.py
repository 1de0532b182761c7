"""Numbers of a chart: exact ones for the table, short ones for the drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from thidua.vietnamese.numbers import format_number

Number = Decimal | int | float

NBSP: Final = "\u00a0"
MISSING: Final = "–"
_MOST: Final = Decimal(10) ** 18
_GRAIN: Final = Decimal("1e-9")
_WIDE: Final = Context(prec=60)
_PLACES: Final = 2
_SMALL_PLACES: Final = 9
_SCALES: Final = (
    (Decimal(10) ** 15, "triệu tỷ"),
    (Decimal(10) ** 12, "nghìn tỷ"),
    (Decimal(10) ** 9, "tỷ"),
    (Decimal(10) ** 6, "triệu"),
)
_TEN: Final = 10
_HUNDRED: Final = 100
_SENSELESS: Final = 10_000


def exact(number: Number) -> Decimal:
    """The number as a decimal of at most nine places; a float by its shortest writing.

    Raises ``ValueError`` for NaN, infinity and what is beyond a billion billions.
    """
    value = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
    if not value.is_finite() or abs(value) > _MOST:
        raise ValueError(f"Không vẽ được số {number}: chỉ nhận số từ âm đến dương một tỷ tỷ.")
    return _grained(value)


def _grained(value: Decimal) -> Decimal:
    """Sums and differences may be larger than the numbers they come from."""
    rounded = value.quantize(_GRAIN, context=_WIDE)
    return (value if value == rounded else rounded) + 0


def _settled(number: Number) -> Decimal:
    return _grained(number) if isinstance(number, Decimal) else exact(number)


def exact_or_none(number: Number | None) -> Decimal | None:
    return None if number is None else exact(number)


def known(numbers: Iterable[Number | None]) -> list[Decimal]:
    return [exact(number) for number in numbers if number is not None]


def written(number: Number | None, missing: str = MISSING) -> str:
    """Every digit, as the table has it: 4.841,73."""
    if number is None:
        return missing
    value = _settled(number)
    whole = value == value.to_integral_value()
    return format_number(value.to_integral_value() if whole else value.normalize())


def signed(number: Decimal) -> str:
    """A difference with its sign; the minus is as wide as the plus."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + written(abs(number))


@dataclass(frozen=True, slots=True)
class Scale:
    """The multiple in which large figures are drawn, the same for the whole of a chart."""

    factor: Decimal = Decimal(1)
    word: str = ""

    def unit(self, unit: str) -> str:
        """The unit as the axis names it: ``đồng`` becomes ``tỷ đồng``."""
        return f"{self.word} {unit}".strip()

    def short(self, number: Number) -> str:
        """At most two decimals, below one two significant digits."""
        value = _settled(number) / self.factor
        text = format_number(value, _places(value))
        return text.rstrip("0").rstrip(",") if "," in text else text

    def tick(self, number: Decimal) -> str:
        return written(number / self.factor)

    def named(self, number: Number, unit: str) -> str:
        """The short figure and its unit on one line: ``4.412,06 tỷ đồng``."""
        return f"{self.short(number)} {self.unit(unit)}".strip().replace(" ", NBSP)


def _places(value: Decimal) -> int:
    if not value or abs(value) >= 1:
        return _PLACES
    return min(_SMALL_PLACES, max(_PLACES, 1 - value.adjusted()))


def scale_of(numbers: Iterable[Decimal]) -> Scale:
    """The scale in which the largest of the numbers stays below ten millions."""
    largest = max((abs(number) for number in numbers), default=Decimal(0))
    for factor, word in _SCALES:
        if largest >= factor * _TEN:
            return Scale(factor, word)
    return Scale()


def percent(part: Decimal, whole: Decimal | None) -> Decimal | None:
    """Part of a whole in points with one decimal.

    Unknown for a whole of nothing or less, and where the whole is so small that a share says
    nothing any more.
    """
    if whole is None or whole <= 0 or abs(part) > whole * _SENSELESS:
        return None
    return (part * _HUNDRED / whole).quantize(Decimal("0.1"))


def percent_words(share: Decimal | None) -> str:
    return MISSING if share is None else f"{written(share)}{NBSP}%"


def difference_unit(unit: str) -> str:
    """The difference of two percentages is told in points."""
    return "điểm phần trăm" if unit == "%" else unit


def rounded(value: float) -> str:
    """A coordinate. Never localised: a decimal comma would break the drawing."""
    if not math.isfinite(value):
        raise ValueError("Tọa độ phải là số hữu hạn.")
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
