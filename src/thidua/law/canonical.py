"""One plain form for everything that is hashed, the same on every Python and every machine."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
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
        kind: Any = type(thing)
        return {kind.__name__: {name: canonical(getattr(thing, name)) for name in _names(kind)}}
    raise TypeError(f"{type(thing).__name__} has no canonical form")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


class Digests:
    """SHA-256 of frozen dataclasses, each by its own fields and the digests of those it holds.

    What many things share (a node, a citation) is hashed once.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, thing: object) -> str:
        if id(thing) not in self._known:
            kind: Any = type(thing)
            held = [self._plain(getattr(thing, name)) for name in _names(kind)]
            text = json.dumps([kind.__name__, held], ensure_ascii=False)
            # The thing is kept, or another could take its id.
            self._known[id(thing)] = thing, hashlib.sha256(text.encode()).hexdigest()
        return self._known[id(thing)][1]

    def _plain(self, thing: object) -> Any:
        if isinstance(thing, (str, int)) or thing is None:
            return thing.value if isinstance(thing, Enum) else thing
        if isinstance(thing, (tuple, list)):
            return [self._plain(part) for part in thing]
        return self.of(thing) if is_dataclass(thing) else canonical(thing)
