"""What is known of one subject, in the one form every engine reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from thidua.law.algebra import Atom, Tri
from thidua.law.criteria import LOCAL
from thidua.law.enums import Group, SubjectKind
from thidua.law.signals import RATING

FactValue = bool | int | Fraction | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One value and where it stands, in a few Vietnamese words.

    ``None`` is "known not to be known": not rated yet, scope not certified. For a number, ``True``
    is a voucher that it is enough, whatever the bound (a unit that proposes somebody for a yearly
    title answers for his months of service).
    """

    value: FactValue
    source: str
    of: int | None = None
    """Of a share: how many members there are in all."""


UNKNOWN = Fact(None, "")

_LOCAL = f"declared.{LOCAL}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A register is complete for years ``first`` to ``last``: what it does not hold is false."""

    register: str
    first: int
    last: int
    source: str
    absent: Fact = field(init=False, repr=False, compare=False)
    """What it says of everything it does not hold."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "absent", Fact(False, self.source))

    def covers(self, register: str, year: int) -> bool:
        return register == self.register and self.first <= year <= self.last


@dataclass(frozen=True, slots=True)
class Reading:
    """One atom read from the facts: its value in Kleene's logic and the fact behind it."""

    atom: Atom
    value: Tri
    fact: Fact


def reading(atom: Atom, fact: Fact) -> Reading:
    """The atom as that fact answers it."""
    return Reading(atom, _reaches(fact.value, atom.at_least), fact)


def _reaches(value: FactValue, bound: Fraction | None) -> Tri:
    if value is None or isinstance(value, bool):
        return value
    return value >= (Fraction(1) if bound is None else bound)


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """One subject, one year of merit, everything read by (signal, year).

    ``year`` is the year judged. Built by ``FactsBuilder``; nothing here reads a clock.
    """

    kind: SubjectKind
    year: int
    group: Group
    values: Mapping[tuple[str, int], Fact]
    coverage: tuple[Coverage, ...]
    voucher: str | None = None
    """Who answers for the conduct criteria a local rule may add, if somebody does."""
    _digest: str | None = field(default=None, init=False, repr=False)

    def fact(self, signal: str, year: int) -> Fact:
        """The fact on file; false where a complete register does not hold it; else unknown."""
        held = self.values.get((signal, year))
        return self.unheld(signal, year) if held is None else held

    def unheld(self, signal: str, year: int) -> Fact:
        """What is known of a fact that is not on file itself."""
        register = _register(signal)
        for cover in self.coverage:
            if cover.register == register and cover.first <= year <= cover.last:
                return cover.absent
        if self.voucher and year == self.year and signal.startswith(_LOCAL):
            return Fact(True, self.voucher)
        return UNKNOWN

    def read(self, atom: Atom) -> Reading:
        return reading(atom, self.fact(atom.signal, atom.year))

    def rating(self, year: int) -> Fact:
        """The rating of a year as a level, not as a threshold."""
        return self.fact(RATING, year)

    def with_values(self, added: Mapping[tuple[str, int], Fact]) -> Facts:
        """The same facts and those; an answer already on file stays."""
        return replace(self, values={**added, **self.values})

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe and in a fixed order: the ground of ``digest``."""
        values = [
            [signal, year, _plain(fact.value), fact.source, fact.of]
            for (signal, year), fact in sorted(self.values.items())
        ]
        covers = sorted([c.register, c.first, c.last, c.source] for c in self.coverage)
        return {
            "kind": self.kind.value,
            "year": self.year,
            "group": self.group.value,
            "values": values,
            "coverage": covers,
            "voucher": self.voucher,
        }

    def digest(self) -> str:
        """SHA-256 over everything known and where it stands; computed once."""
        known = self._digest
        if known is None:
            text = json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))
            known = hashlib.sha256(text.encode()).hexdigest()
            object.__setattr__(self, "_digest", known)
        return known


@lru_cache(maxsize=8192)
def _register(signal: str) -> str:
    return signal.partition(".")[0]


def _plain(value: FactValue) -> bool | str | None:
    """Numbers as exact text; booleans and unknown as JSON has them."""
    return value if value is None or isinstance(value, bool) else str(value)
