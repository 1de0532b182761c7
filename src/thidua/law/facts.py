"""What is known of one subject, in the one form every engine reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
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


@dataclass(frozen=True, slots=True)
class Coverage:
    """A register is complete for years ``first`` to ``last``: what it does not hold is false."""

    register: str
    first: int
    last: int
    source: str

    def covers(self, register: str, year: int) -> bool:
        return register == self.register and self.first <= year <= self.last


@dataclass(frozen=True, slots=True)
class Reading:
    """One atom read from the facts: its value in Kleene's logic and the fact behind it."""

    atom: Atom
    value: Tri
    fact: Fact


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

    def fact(self, signal: str, year: int) -> Fact:
        """The fact on file; false where a complete register does not hold it; else unknown."""
        held = self.values.get((signal, year))
        if held is not None:
            return held
        register = signal.partition(".")[0]
        for cover in self.coverage:
            if cover.covers(register, year):
                return Fact(False, cover.source)
        if self.voucher and signal.startswith(f"declared.{LOCAL}") and year == self.year:
            return Fact(True, self.voucher)
        return UNKNOWN

    def read(self, atom: Atom) -> Reading:
        fact = self.fact(atom.signal, atom.year)
        return Reading(atom, _reaches(fact.value, atom.at_least), fact)

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
        """SHA-256 over everything known and where it stands."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: FactValue) -> bool | str | None:
    """Numbers as exact text; booleans and unknown as JSON has them."""
    return value if value is None or isinstance(value, bool) else str(value)
