"""Values that change on given days: closed-open intervals without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from thidua.law.errors import BadBook

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """``value`` holds from ``start`` (included) until ``end`` (excluded; ``None``: no end set)."""

    start: date
    end: date | None
    value: T

    def covers(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on < self.end)

    def __str__(self) -> str:
        return f"[{self.start}, {self.end or '…'})"


@dataclass(frozen=True, slots=True)
class Timeline(Generic[T]):
    """Spans in order, each beginning where the one before ends.

    A time for which nothing is established is itself a span, with a value that says so: a gap or an
    overlap raises ``BadBook`` naming both neighbours, and is never filled by a default.
    """

    name: str
    spans: tuple[Span[T], ...]

    def __post_init__(self) -> None:
        if not self.spans:
            raise BadBook(f"{self.name}: no value at any time")
        for earlier, later in pairwise(self.spans):
            if earlier.end is None or earlier.end > later.start:
                raise BadBook(f"{self.name}: {earlier} and {later} overlap")
            if earlier.end < later.start:
                raise BadBook(f"{self.name}: nothing between {earlier} and {later}")

    @classmethod
    def of(cls, name: str, spans: Iterable[Span[T]]) -> Timeline[T]:
        return cls(name, tuple(sorted(spans, key=lambda span: span.start)))

    @classmethod
    def changing(cls, name: str, *changes: tuple[date, T]) -> Timeline[T]:
        """Each value holds from its day until the next one's day; the last until further notice."""
        ends: list[date | None] = [day for day, _ in changes[1:]]
        ends.append(None)
        return cls(
            name,
            tuple(Span(day, end, value) for (day, value), end in zip(changes, ends, strict=True)),
        )

    def at(self, on: date) -> T | None:
        """The value on that day; ``None`` before the first span and after the last."""
        return next((span.value for span in self.spans if span.covers(on)), None)

    def starts(self) -> Iterator[date]:
        """The days on which something changes."""
        for span in self.spans:
            yield span.start
        if (end := self.spans[-1].end) is not None:
            yield end
