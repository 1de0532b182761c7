"""What a condition is bound to before it is read: the year judged and the numbers of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from thidua.law.errors import BadBook
from thidua.law.parameters import Value, values_at

Number = int | str
"""A number in a condition: a literal where the form itself fixes it, else a parameter's name."""


@lru_cache(maxsize=256)
def _exact(number: int) -> Fraction:
    """One object for one number, so that atoms are quickly found equal."""
    return Fraction(number)


@dataclass(frozen=True, slots=True)
class Binding:
    """``year``: the year of merit. ``values``: the parameters of the day of consideration."""

    year: int
    values: Mapping[str, Value]

    @classmethod
    def at(cls, year: int, on: date) -> Binding:
        return cls(year, values_at(on))

    def value(self, name: str) -> Value:
        """The parameter; ``BadBook`` when it has none on that day: no rule outlives its number."""
        try:
            return self.values[name]
        except KeyError:
            raise BadBook(f"parameter {name!r} has no value on the day judged") from None

    def number(self, number: Number) -> Fraction:
        return _exact(number) if isinstance(number, int) else self.value(number).value

    def whole(self, number: Number) -> int:
        """The number as an integer; ``BadBook`` when it is not one."""
        exact = self.number(number)
        if exact.denominator != 1:
            raise BadBook(f"{number!r} is {exact}, not a whole number")
        return int(exact)
