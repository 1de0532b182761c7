"""All mutants in order, a sample of them, and what became of each."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from tests.law.mutation import lists, operators, tables, trees
from tests.law.mutation.cases import cases
from tests.law.mutation.questions import questions
from tests.law.mutation.tables import Mutant

EQUIVALENT = Path(__file__).parent / "equivalent.toml"
GROUPS = (
    trees.conditions,
    trees.frame,
    tables.standards,
    tables.frames,
    tables.numbers,
    tables.intervals,
    tables.instrument_dates,
    tables.titles,
    tables.deciders,
    lists.lists,
    lists.scopes,
    lists.compared_days,
    lists.papers,
    lists.answers,
    lists.service_time,
    operators.operators,
)


@cache
def ready() -> None:
    """Ask everything once of the unchanged book: what modules build once and keep is then built
    right, and not while something is changed."""
    for case in cases():
        case.differs(case.tree)
    for one in questions():
        one.differs()


@cache
def mutants() -> tuple[Mutant, ...]:
    """Every mutant, always in the same order."""
    ready()
    return tuple(mutant for group in GROUPS for mutant in group())


@cache
def equivalents() -> dict[str, str]:
    """By name of the mutant, the reason why it changes no answer."""
    rows = tomllib.loads(EQUIVALENT.read_text("utf-8"))["equivalent"]
    return {f"{row['kind']}: {name}": row["reason"] for row in rows for name in row["mutants"]}


def label(mutant: Mutant) -> str:
    return f"{mutant.kind}: {mutant.name}"


def _survives(place: int) -> bool:
    return not mutants()[place].killed()


def survivors(places: Sequence[int], workers: int = 1) -> list[int]:
    """Of the mutants at these places, those that nothing has seen."""
    if workers == 1:
        return [place for place in places if _survives(place)]
    mutants()  # Before the fork, so that the children share them.
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        seen = pool.map(_survives, places, chunksize=25)
        return [place for place, alive in zip(places, seen, strict=True) if alive]


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    kind: str
    made: int
    killed: int
    equivalent: int
    alive: int


def table(places: Iterable[int], alive: Iterable[int]) -> Iterator[Line]:
    """By kind of mutant, in the order they are made."""
    made = Counter(mutants()[place].kind for place in places)
    left = [mutants()[place] for place in alive]
    known = Counter(one.kind for one in left if label(one) in equivalents())
    rest = Counter(one.kind for one in left if label(one) not in equivalents())
    for kind, count in made.items():
        killed = count - known[kind] - rest[kind]
        yield Line(kind, count, killed, known[kind], rest[kind])


def cores() -> int:
    return len(os.sched_getaffinity(0))
