"""What can go wrong in the code that compares: from, until, at least, and which way sums round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.law.mutation.cases import cases
from tests.law.mutation.questions import by_matter, seen_by
from tests.law.mutation.tables import Mutant, forget
from thidua.law import facts, money, votes
from thidua.law.algebra import Tri
from thidua.law.dated import Span
from thidua.law.instruments import Instrument
from thidua.law.standards.standard import Standard

_NEEDED = votes.votes_needed


def _within(start: str, end: str, *, late: bool) -> Callable[[Any, date], bool]:
    """“From the day after” where the first day counts, or “to that day” where it does not."""

    def covers(one: Any, on: date) -> bool:
        first, last = getattr(one, start), getattr(one, end)
        if first is None:
            return False
        began = first < on if late else first <= on
        return began and (last is None or (on < last if late else on <= last))

    return covers


def _beyond(value: facts.FactValue, bound: Fraction | None) -> Tri:
    """More than the bound, where as much is enough."""
    if value is None or isinstance(value, bool):
        return value
    return value > (Fraction(1) if bound is None else bound)


def _one_more(code: str, on: date, members: int) -> int | None:
    needed = _NEEDED(code, on, members)
    return None if needed is None else needed + 1


_HELD: tuple[tuple[str, object, str, object], ...] = (
    ("a span begins a day later", Span, "covers", _within("start", "end", late=True)),
    ("a span ends a day later", Span, "covers", _within("start", "end", late=False)),
    ("a standard begins a day later", Standard, "covers", _within("since", "until", late=True)),
    ("a standard ends a day later", Standard, "covers", _within("since", "until", late=False)),
    (
        "an instrument begins a day later",
        Instrument,
        "in_force",
        _within("in_force_from", "ended", late=True),
    ),
    (
        "an instrument ends a day later",
        Instrument,
        "in_force",
        _within("in_force_from", "ended", late=False),
    ),
    ("more than, not at least", facts, "_reaches", _beyond),
    ("votes rounded down", votes, "ceil", floor),
    ("one vote more", votes, "votes_needed", _one_more),
    ("bonus rounded down", money, "ceil", floor),
)


def _seen() -> bool:
    return seen_by(tuple(by_matter()), "") or any(case.differs(case.tree) for case in cases())


def _turned(holder: Any, name: str, new: object) -> Callable[[], bool]:
    def killed() -> bool:
        held = getattr(holder, name)
        setattr(holder, name, new)
        forget()
        try:
            return _seen()
        finally:
            setattr(holder, name, held)
            forget()

    return killed


def operators() -> Iterator[Mutant]:
    """Each comparison that many rules share, turned."""
    for word, holder, name, new in _HELD:
        yield Mutant("operator", word, _turned(holder, name, new))
