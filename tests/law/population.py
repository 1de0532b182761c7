"""Random dossiers as a wide table and, with the same values, one by one.

Values are drawn for each atom, so anything a rule can tell apart occurs; whole files of people who
did well, badly, or of whom little is known occur often enough for every verdict to be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

import numpy as np
import pyarrow as pa

from thidua.law import Group, Overlay, SubjectKind, explain, known_titles, questions
from thidua.law.algebra import Atom, Tri
from thidua.law.book import binding_at, find_standard, tree_at
from thidua.law.builder import FactsBuilder
from thidua.law.enums import Verdict
from thidua.law.facts import UNKNOWN, Reading
from thidua.law.tape import Program, compile_rules
from thidua.law.tree import Node, fold

TITLES = tuple(known_titles())
_QUALITIES = (0.3, 0.8, 0.95, 0.99)
_GAPS = (0.0, 0.02, 0.3)


@dataclass(frozen=True)
class Row:
    """One line of the wide table, read like ``Facts``."""

    kind: SubjectKind
    group: Group
    values: Mapping[str, Tri]

    def read(self, atom: Atom) -> Reading:
        return Reading(atom, self.values[atom.name], UNKNOWN)


class Asked:
    """``Algebra[None]`` that keeps the atoms asked for."""

    def __init__(self) -> None:
        self.atoms: dict[str, Atom] = {}

    def read(self, atom: Atom) -> None:
        self.atoms[atom.name] = atom

    def and_(self, left: None, right: None) -> None: ...

    def or_(self, left: None, right: None) -> None: ...

    def not_(self, value: None) -> None: ...


@dataclass(frozen=True)
class Case:
    """A year of merit, a day of consideration, so many dossiers, and the local rules, if any."""

    year: int
    on: date
    rows: int
    local: str = ""

    def __str__(self) -> str:
        return f"{self.year}-{self.on}-{self.local or 'national'}"

    @property
    def overlay(self) -> Overlay | None:
        return _overlay(self.local, self.on) if self.local else None

    @property
    def program(self) -> Program:
        return _program(self)

    def nodes(self, title: str, kind: SubjectKind, group: Group) -> tuple[Node, ...]:
        """The conditions; none where the book has no standard."""
        standard = find_standard(title, kind, group, self.on)
        if standard is None:
            return ()
        own = tree_at(standard, self.on).parts
        return own + (self.overlay.conditions_for(title) if self.overlay else ())

    def rules(self) -> Iterator[tuple[str, SubjectKind, Group, tuple[Node, ...]]]:
        for title, kind, group in product(TITLES, SubjectKind, Group):
            yield title, kind, group, self.nodes(title, kind, group)

    def binding(self):
        binding = binding_at(self.year, self.on)
        return self.overlay.bind(binding) if self.overlay else binding

    def atoms(self) -> tuple[str, ...]:
        """Every atom of every rule, those a program may do without included."""
        asked = Asked()
        for nodes in {nodes for *_, nodes in self.rules()}:
            for node in nodes:
                fold(node, self.binding(), asked)
        return tuple(asked.atoms)

    def settled(self) -> dict[str, bool]:
        settlements = self.overlay.settlements if self.overlay else ()
        return {f"open.{one.question}@{self.year}": one.answer for one in settlements}


MANY, FEW = 2600, 300
LARGE = (
    Case(2024, date(2024, 12, 31), MANY),
    Case(2025, date(2025, 12, 31), MANY, "stricter"),
    Case(2026, date(2026, 12, 31), MANY, "settled"),
    Case(2026, date(2027, 6, 30), MANY, "settled-otherwise"),
)
SMALL = (
    Case(2025, date(2025, 12, 31), FEW),
    Case(2026, date(2026, 12, 31), FEW),
    Case(2026, date(2027, 6, 30), FEW),
)
"""Where the amended law leaves nearly everything open."""


@cache
def _program(case: Case) -> Program:
    return compile_rules(TITLES, case.year, case.on, overlay=case.overlay)


@cache
def _overlay(local: str, on: date) -> Overlay:
    if local == "stricter":
        return Overlay.from_dict(
            {
                "name": "Quy chế của tỉnh",
                "numbers": {"share-ldtt-for-ttldtt": "0.8"},
                "conditions": [
                    {"code": "sach", "sentence": "Cơ quan sạch, đẹp", "titles": ["TTLDTT", "LDTT"]}
                ],
            }
        )
    answer: Callable[[str], bool] = {
        "settled": lambda question: True,
        "settled-otherwise": lambda question: len(question) % 3 > 0,
    }[local]
    settled = {question: answer(question) for question in questions(on)}
    return Overlay.from_dict({"name": "Hướng dẫn đợt xét", "settled": settled})


@dataclass(frozen=True)
class Population:
    case: Case
    table: pa.Table
    rows: tuple[Row, ...]

    def first(self, rows: int) -> Population:
        return Population(self.case, self.table.slice(0, rows), self.rows[:rows])

    def of(self, kind: SubjectKind, group: Group) -> list[int]:
        return [i for i, row in enumerate(self.rows) if (row.kind, row.group) == (kind, group)]

    def verdicts(self, judge: Callable[[tuple[Node, ...], Row], Tri]) -> dict[str, list[Tri]]:
        """By title, as ``judge`` says of the conditions; where there are none, as ``explain``."""
        found = {title: [None] * len(self.rows) for title in TITLES}
        for title, kind, group, nodes in self.case.rules():
            without = None if nodes else self._without(title, kind, group)
            for i in self.of(kind, group):
                found[title][i] = judge(nodes, self.rows[i]) if nodes else without
        return found

    def _without(self, title: str, kind: SubjectKind, group: Group) -> Tri:
        nobody = FactsBuilder(kind, self.case.year, group=group).build()
        verdict = explain(nobody, title, self.case.on).verdict
        return {Verdict.MET: True, Verdict.NOT_MET: False, Verdict.NOT_KNOWN: None}[verdict]


@cache
def population(case: Case) -> Population:
    """The dossiers of a case, always the same."""
    rows = case.rows
    rng = np.random.default_rng([case.year, case.on.toordinal(), len(case.local)])
    kinds = rng.choice([*SubjectKind, None], rows, p=[0.4, 0.35, 0.15, 0.1])
    groups = rng.choice([*Group, None], rows)
    facts = draw(rng, rows, case.atoms())
    columns = {"kind": pa.array(kinds, pa.string()), "group": pa.array(groups, pa.string())}
    held = {
        name: pa.array(values, pa.bool_())
        for name, values in facts.items()
        if not name.startswith("open.")
    }
    lines = tuple(
        Row(
            kinds[i] or SubjectKind.PERSON,
            groups[i] or Group.STAFF,
            {name: values[i] for name, values in facts.items()}
            | dict.fromkeys(name for name in facts if name.startswith("open."))
            | case.settled(),
        )
        for i in range(rows)
    )
    return Population(case, pa.table({"subject": pa.array(range(rows)), **columns, **held}), lines)


def draw(rng: np.random.Generator, rows: int, atoms: tuple[str, ...]) -> dict[str, list[Tri]]:
    """Values of each atom; a block speaks against its subject, everything else for it."""
    quality, gaps = rng.choice(_QUALITIES, rows), rng.choice(_GAPS, rows)
    facts = {}
    for name in atoms:
        good = rng.random(rows) < quality
        value = good ^ name.startswith("blocked.")
        known = rng.random(rows) >= gaps
        facts[name] = [bool(v) if k else None for v, k in zip(value, known, strict=True)]
    return facts
