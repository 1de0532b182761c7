"""An engine is four words: read a fact, and, or, not, in Kleene's three values.

Everything a condition can say (k in a row, n of the last m, within, unless, shares) is spelled with
them, so a new engine (bit planes, frame expressions, SQL) is a new ``Algebra`` and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Protocol, TypeVar

Tri = bool | None
"""True, False, or ``None`` for unknown: Kleene's strong logic."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Atom:
    """One yearly boolean: a signal in a year, or "at least so much of it" for an ordinal or number.

    Its ``name`` is the name of the column or bit plane that holds it for a whole population.
    """

    signal: str
    year: int
    at_least: Fraction | None = None

    def __hash__(self) -> int:
        # A fraction is slow to hash, and hardly two atoms differ in nothing else.
        return hash((self.signal, self.year))

    @property
    def name(self) -> str:
        bound = "" if self.at_least is None else f">={self.at_least}"
        return f"{self.signal}{bound}@{self.year}"


class Algebra(Protocol[T]):
    """The four words."""

    def read(self, atom: Atom) -> T: ...

    def and_(self, left: T, right: T) -> T: ...

    def or_(self, left: T, right: T) -> T: ...

    def not_(self, value: T) -> T: ...


def every(algebra: Algebra[T], values: Iterable[T]) -> T:
    """The conjunction of one or more values."""
    return reduce(algebra.and_, values)


def some(algebra: Algebra[T], values: Iterable[T]) -> T:
    """The disjunction of one or more values."""
    return reduce(algebra.or_, values)


def at_least(algebra: Algebra[T], n: int, values: Sequence[T]) -> T:
    """At least ``n`` of the values, as a ladder of and/or.

    Not a sum: sums over three values need their own care in every engine (and many drop nulls in
    silence), while and/or carry unknown correctly everywhere. Needs 1 <= n <= len(values).
    """
    if not 1 <= n <= len(values):
        raise ValueError(f"at least {n} of {len(values)}")
    rungs = [values[0]]
    for value in values[1:]:
        rungs = climbed(algebra, rungs, value)[:n]
    return rungs[n - 1]


def climbed(algebra: Algebra[T], rungs: Sequence[T], value: T) -> list[T]:
    """The ladder after one more value: ``rungs[j]`` is at least j + 1 of those seen so far."""
    if not rungs:
        return [value]
    higher = [algebra.or_(rungs[0], value)]
    for below, here in pairwise(rungs):
        higher.append(algebra.or_(here, algebra.and_(below, value)))
    higher.append(algebra.and_(rungs[-1], value))
    return higher


def tri_and(left: Tri, right: Tri) -> Tri:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def tri_or(left: Tri, right: Tri) -> Tri:
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def tri_not(value: Tri) -> Tri:
    return None if value is None else not value
