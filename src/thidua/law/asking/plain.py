"""What the package answers with, as plain data for JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from thidua.law.assessment import Finding
from thidua.law.instruments import Citation, Confidence, weakest


def plain(thing: object) -> Any:
    """Findings and citations in their kept form, other data by name and field."""
    if isinstance(thing, Enum):
        return thing.value
    if thing is None or isinstance(thing, (bool, int, str)):
        return thing
    if isinstance(thing, (Finding, Citation)):
        return thing.to_dict()
    if isinstance(thing, date):
        return thing.isoformat()
    if isinstance(thing, Fraction):
        return thing.numerator if thing.denominator == 1 else str(thing)
    if isinstance(thing, (tuple, list)):
        return [plain(one) for one in thing]
    if is_dataclass(thing):
        return {field.name: plain(getattr(thing, field.name)) for field in fields(thing)}
    raise TypeError(f"{type(thing).__name__} has no plain form")


def judged(found: Finding | None) -> dict[str, Any]:
    """A condition as an answer: verdict, the condition itself, what is missing, how sure."""
    return {
        "verdict": None if found is None else found.verdict.value,
        "condition": plain(found),
        "missing": None if found is None else found.missing,
        "confidence": None if found is None else _sureness(found).value,
    }


def _sureness(found: Finding) -> Confidence:
    """How well established the grounds are: those that decide, and all where all must hold."""
    return weakest(one.citation.confidence for one in found.walk() if not one.optional)
