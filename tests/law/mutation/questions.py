"""The lines of ``boundaries/*.toml``: what the law answers on the days its text changes.

Each table of a file is one matter (``ANSWERS``) during one interval: ``from`` (included) until
``until`` (excluded), with ``rows`` of a key and the answer a reader should get. A row is asked on
the first and the last day of its interval; with ``none_before`` and ``none_after`` also on the day
before and the day after, when there is nothing to answer. ``cite`` stands after every answer.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.law.mutation.answers import ANSWERS

FOLDER = Path(__file__).parents[1] / "boundaries"
KEYS = {"from", "until", "cite", "rows", "none_before", "none_after", "comment"}
_DAY = timedelta(days=1)
_STILL = date(2026, 9, 30)
"""The last day asked of what has no end: the eve of the amending law."""


@dataclass(frozen=True)
class Question:
    file: str
    matter: str
    key: str
    on: date
    expected: str

    def ask(self) -> str:
        return ANSWERS[self.matter](self.key, self.on)

    def differs(self) -> bool:
        """Whether the book answers otherwise, or not at all."""
        try:
            return self.ask() != self.expected
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            return True


def _days(table: Mapping[str, Any]) -> Iterator[tuple[date, bool]]:
    """The days to ask on, and whether there is an answer."""
    start, end = table["from"], table.get("until")
    if table.get("none_before"):
        yield start - _DAY, False
    yield start, True
    last = end - _DAY if end else _STILL
    if last > start:
        yield last, True
    if end and table.get("none_after"):
        yield end, False


def _of_file(path: Path) -> Iterator[Question]:
    for matter, tables in tomllib.loads(path.read_text("utf-8")).items():
        for table in tables:
            assert set(table) <= KEYS, f"{path.name}: {sorted(set(table) - KEYS)}"
            cite = f"; {table['cite']}" if "cite" in table else ""
            for key, answer in table["rows"].items():
                for on, held in _days(table):
                    yield Question(path.name, matter, key, on, f"{answer}{cite}" if held else "")


@cache
def questions() -> tuple[Question, ...]:
    return tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _of_file(path))


@cache
def by_matter() -> Mapping[str, tuple[Question, ...]]:
    found: dict[str, list[Question]] = defaultdict(list)
    for one in questions():
        found[one.matter].append(one)
    return {matter: tuple(held) for matter, held in found.items()}


def seen_by(matters: tuple[str, ...], near: str) -> bool:
    """Whether a line of these matters is answered otherwise; keys that hold ``near`` first."""
    held = [one for matter in matters for one in by_matter().get(matter, ())]
    if near:
        held.sort(key=lambda one: near not in one.key)
    return any(one.differs() for one in held)
