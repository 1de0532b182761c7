"""The tracing carrier: one subject, every node keeps its value and the facts it read.

Nothing is short-circuited, so every gap is listed; words come later (``words``, ``findings``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

from thidua.law.algebra import Atom, Tri, tri_and, tri_not, tri_or
from thidua.law.binding import Binding
from thidua.law.facts import Facts, Reading
from thidua.law.tree import Node

T = TypeVar("T")
P = ParamSpec("P")


class Recorder:
    """``Algebra[Tri]`` over one subject's facts that remembers what it was asked."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._read: dict[Atom, Reading] = {}

    def read(self, atom: Atom) -> Tri:
        reading = self._read.get(atom)
        if reading is None:
            reading = self._read[atom] = self._facts.read(atom)
        return reading.value

    def and_(self, left: Tri, right: Tri) -> Tri:
        return tri_and(left, right)

    def or_(self, left: Tri, right: Tri) -> Tri:
        return tri_or(left, right)

    def not_(self, value: Tri) -> Tri:
        return tri_not(value)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """By year, oldest first; within a year as asked."""
        return tuple(sorted(self._read.values(), key=lambda reading: reading.atom.year))


def once(work: Callable[Concatenate[Trace, P], T]) -> Callable[Concatenate[Trace, P], T]:
    """Keep the answer with the trace, for every node above asks again.

    Whatever else is given (the node, the binding) is always what the trace was made with.
    """
    name = work.__qualname__

    def kept(traced: Trace, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answers = traced.kept
        if name not in answers:
            answers[name] = work(traced, *args, **kwargs)
        answer: T = answers[name]
        return answer

    return kept


@dataclass(frozen=True, slots=True)
class Trace:
    """One node judged: its value, the facts it read itself, and its parts."""

    node: Node
    value: Tri
    readings: tuple[Reading, ...]
    parts: tuple[Trace, ...]
    kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out from it: see ``once``."""

    @once
    def all_readings(self) -> tuple[Reading, ...]:
        """What this node and its parts read, each atom once."""
        seen = {reading.atom: reading for reading in self.readings}
        for part in self.parts:
            for reading in part.all_readings():
                seen.setdefault(reading.atom, reading)
        return tuple(seen.values())


def trace(node: Node, binding: Binding, facts: Facts) -> Trace:
    """Judge the tree, keeping every step."""
    parts = tuple(trace(child, binding, facts) for child in node.children)
    recorder = Recorder(facts)
    value = node.spell(binding, recorder, [part.value for part in parts])
    return Trace(node, value, recorder.readings, parts)
