"""What a row of a sheet of targets sets as a goal. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from thidua.targets.reader import Reader
from thidua.targets.sheets import Role
from thidua.vietnamese.dates import BadDate, parse_date
from thidua.vietnamese.text import clean

_NAMES: Final = re.compile(r"\(([^()]*)\)\s*$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Goal:
    """Kind, figures and words of a target as one row has them."""

    name: str
    kind: str
    measure: str
    plan: Decimal | None
    words: str
    places: tuple[str, ...]
    falls: bool
    """The figures go down towards the plan."""

    @property
    def percent(self) -> bool:
        return self.kind == "share"


def goal_of(reader: Reader, row: int) -> Goal:
    """The goal of one row; a target without a number is a milestone."""
    table = reader.table
    name, measure = table.words(row, Role.NAME), table.words(row, Role.MEASURE)
    percent = measure == "%" or "tỷ lệ" in name.lower()
    plan = reader.role(row, Role.PLAN, percent=percent).value
    places = _places(name) if plan is not None else ()
    kind = (
        "milestone" if plan is None else "places" if places else "share" if percent else "numeric"
    )
    words = table.words(row, Role.PLAN) if plan is None else ""
    figures = [reader.read(row, column).value for column in sorted(table.periods)]
    return Goal(name, kind, measure, plan, words, places, _falls(figures, plan, kind))


def _places(name: str) -> tuple[str, ...]:
    found = _NAMES.search(name)
    names = [clean(one) for one in found[1].split(",")] if found else []
    return tuple(names) if len(names) >= _FEWEST else ()


def _falls(figures: list[Decimal | None], plan: Decimal | None, kind: str) -> bool:
    known = [one for one in figures if one is not None]
    if kind != "numeric" or plan is None or len(known) < _FEWEST:
        return False
    down = all(after <= before for before, after in pairwise(known))
    return down and known[0] > plan and known[0] > known[-1]


def due_of(words: str, year: int) -> date:
    """The day written; a bare year or nothing is the end of the year."""
    try:
        found = parse_date(words) if words else None
    except BadDate:
        found = None
    if found is not None and found.month and found.day:
        return date(found.year, found.month, found.day)
    years = [int(one) for one in _YEAR.findall(words)]
    return date(max(years, default=year), 12, 31)
