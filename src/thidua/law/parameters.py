"""The numbers of the law: dated, cited, sourced; a hole in time is said, never filled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from thidua.law.dated import Span, Timeline
from thidua.law.errors import BadBook
from thidua.law.instruments import Citation, Confidence, data_texts

SHARE = "tỷ lệ"
"""The unit of a share between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Value:
    """One number during one interval.

    ``unit`` is a Vietnamese word (lần, năm, tháng, đồng …); ``SHARE`` is a share between 0 and 1.
    ``checked_on`` is the day somebody last compared it with ``source``. ``note`` is for the reader
    of a verdict that rests on it.
    """

    name: str
    value: Fraction
    unit: str
    citation: Citation
    source: str
    checked_on: date
    note: str = ""

    @property
    def confidence(self) -> Confidence:
        return self.citation.confidence


@dataclass(frozen=True, slots=True)
class Gap:
    """A time for which no value is established, and why."""

    reason: str


def _citation(row: dict[str, Any]) -> Citation:
    place = row["cite"]
    return Citation(
        place["of"],
        place.get("article"),
        place.get("clause"),
        place.get("point"),
        Confidence(row["confidence"]),
    )


def _value(name: str, row: dict[str, Any]) -> Value | Gap:
    if "gap" in row:
        return Gap(row["gap"])
    return Value(
        name=name,
        value=Fraction(row["value"]),
        unit=row["unit"],
        citation=_citation(row),
        source=row["source"],
        checked_on=row["checked_on"],
        note=row.get("note", ""),
    )


def read_timelines(text: str) -> dict[str, Timeline[Value | Gap]]:
    """The timelines of a parameters file; ``BadBook`` names both neighbours of a gap or overlap."""
    return {
        name: Timeline.of(
            name, (Span(row["from"], row.get("to"), _value(name, row)) for row in rows)
        )
        for name, rows in tomllib.loads(text).items()
    }


@cache
def timelines() -> Mapping[str, Timeline[Value | Gap]]:
    """Every parameter of the book by name."""
    return MappingProxyType(read_timelines(data_texts("parameters")))


def find(name: str, on: date) -> Value | Gap:
    """The value on that day, or the reason why there is none. ``BadBook``: no such name."""
    line = timelines().get(name)
    if line is None:
        raise BadBook(f"parameter {name!r} is not in the book")
    return line.at(on) or Gap("Bộ quy tắc không có giá trị cho ngày này")


@lru_cache(maxsize=512)
def values_at(on: date) -> Mapping[str, Value]:
    """Every parameter that has a value on that day."""
    found = ((name, line.at(on)) for name, line in timelines().items())
    return MappingProxyType({name: value for name, value in found if isinstance(value, Value)})
