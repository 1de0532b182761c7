"""One plain form for everything that is hashed, the same on every Python and every machine."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any


def canonical(thing: object) -> Any:
    """JSON-safe: dataclasses by name and field, enums by value, exact numbers and dates as text."""
    if thing is None or isinstance(thing, bool):
        return thing
    if isinstance(thing, Enum):
        return canonical(thing.value)
    if isinstance(thing, (Fraction, date)):
        return str(thing)
    if isinstance(thing, (str, int)):
        return thing
    if isinstance(thing, (tuple, list)):
        return [canonical(part) for part in thing]
    if isinstance(thing, (set, frozenset)):
        return sorted(canonical(part) for part in thing)
    if is_dataclass(thing):
        held = {field.name: canonical(getattr(thing, field.name)) for field in fields(thing)}
        return {type(thing).__name__: held}
    raise TypeError(f"{type(thing).__name__} has no canonical form")
