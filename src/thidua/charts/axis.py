"""Axes with round ticks: steps of 1, 2 or 5 times a power of ten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from thidua.charts.figures import Scale

_STEPS: Final = (1, 2, 5, 10)
_LEAST_SPAN: Final = Decimal("0.001")
"""Narrower than this share of the figures, ticks would need more digits than a phone has room."""
_NEAR_ZERO: Final = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps figures to coordinates; ``start`` is where the lowest tick lies, ``end`` the highest."""

    ticks: tuple[Decimal, ...]
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.start + float((value - low) / (high - low)) * (self.end - self.start)

    @property
    def zero(self) -> float:
        """Where bars begin: zero, which every axis of bars holds."""
        return self.at(Decimal(0))

    def labels(self, scale: Scale) -> list[tuple[float, str]]:
        return [(self.at(tick), scale.tick(tick)) for tick in self.ticks]


def ticks(low: Decimal, high: Decimal, about: int = 5) -> tuple[Decimal, ...]:
    """Round figures from at most ``low`` to at least ``high``, two or more of them."""
    low, high = _widened(low, high)
    step = _step((high - low) / about)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(number * step for number in _counting(first, last))


def _counting(first: Decimal, last: Decimal) -> list[Decimal]:
    return [first + number for number in range(int(last - first) + 1)]


def _widened(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    if low == high == 0:
        return Decimal(0), Decimal(1)
    least = max(abs(low), abs(high)) * _LEAST_SPAN
    return (low, high) if high - low >= least else (low - least, high + least)


def _step(least: Decimal) -> Decimal:
    base = Decimal(1).scaleb(least.adjusted())
    return next(base * step for step in _STEPS if base * step >= least)


def with_zero(values: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """The span of an axis of bars: it always holds zero."""
    numbers = [Decimal(0), *values]
    return min(numbers), max(numbers)


def with_zero_if_near(values: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """The span of an axis of lines: zero is left out where it would flatten everything."""
    numbers = list(values)
    low, high = min(numbers), max(numbers)
    if 0 <= low <= high * _NEAR_ZERO:
        return Decimal(0), high
    if 0 >= high >= low * _NEAR_ZERO:
        return low, Decimal(0)
    return low, high
