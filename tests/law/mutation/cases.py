"""The dossiers of the conformance and golden files, judged node by node, fast and without words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from tests.law import test_conformance as conformance
from tests.law import test_golden as golden
from thidua.law import FactsBuilder, Overlay, SubjectKind
from thidua.law.algebra import Atom, Tri, tri_and, tri_not, tri_or
from thidua.law.binding import Binding
from thidua.law.book import find_standard, segment, tree_at
from thidua.law.facts import Facts
from thidua.law.form import read_form
from thidua.law.parameters import Value, values_at
from thidua.law.standards import STANDARDS
from thidua.law.tree import AllOf, Amended, Node, Not

HAIR = Fraction(1, 10**6)
"""A step so small that "at least so much" becomes "more than so much"."""

VALUES: Mapping[str, Tri] = {"met": True, "not_met": False, "not_known": None}


class Numbers(dict[str, Value]):
    """The numbers of a day; “name|step” is the number moved by the step, “3|step” a literal."""

    def __missing__(self, name: str) -> Value:
        if "|" not in name:
            raise KeyError(name)
        base, _, step = name.rpartition("|")
        if base.isdigit():
            return replace(next(iter(self.values())), value=Fraction(base) + Fraction(step))
        held = self[base]
        return replace(held, value=held.value + Fraction(step))


@cache
def binding_on(year: int, on: date) -> Binding:
    return Binding(year, Numbers(values_at(on)))


@dataclass(frozen=True)
class Reader:
    """``Algebra`` over one subject's facts, without a trace."""

    facts: Facts

    def read(self, atom: Atom) -> Tri:
        return self.facts.read(atom).value

    and_ = staticmethod(tri_and)
    or_ = staticmethod(tri_or)
    not_ = staticmethod(tri_not)


@dataclass(eq=False)
class Case:
    """One dossier on one day: the verdicts a file expects, of the whole and of conditions by code.

    ``place``: the standard that judges it, by its place in the book, and the day of change.
    """

    name: str
    facts: Facts
    on: date
    tree: AllOf
    place: tuple[int, date]
    whole: str | None
    expected: Mapping[str, Tri]
    values: tuple[Tri, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.values = tuple(self.value(part, {}) for part in self.tree.parts)

    def value(self, node: Node, seen: dict[str, Tri], *, shown: bool = True) -> Tri:
        """The node's value; ``seen``: what a reader sees, the first of each code."""
        fresh = shown and node.code not in seen
        if fresh:
            seen[node.code] = None
        hidden = isinstance(node, Not) or not shown
        last = 2 if isinstance(node, Amended) else len(node.children)
        parts = [
            self.value(child, seen, shown=not hidden and place < last)
            for place, child in enumerate(node.children)
        ]
        value = node.spell(binding_on(self.facts.year, self.on), Reader(self.facts), parts)
        if fresh:
            seen[node.code] = value
        return value

    def differs(self, tree: AllOf) -> bool:
        """Whether a changed tree answers otherwise than the file says."""
        seen: dict[str, Tri] = {}
        whole: Tri = True
        try:
            for part in tree.parts:
                own = self._unchanged(part)
                asked = own is None or any(code in self.expected for code in _codes(part))
                whole = tri_and(whole, self.value(part, seen) if asked else self.values[own or 0])
        except (ArithmeticError, LookupError, TypeError, ValueError):
            return True  # A rule that cannot be applied fails every test that applies it.
        if self.whole is not None and VALUES[self.whole] is not whole:
            return True
        nothing = object()
        return any(seen.get(code, nothing) is not value for code, value in self.expected.items())

    def _unchanged(self, part: Node) -> int | None:
        for place, held in enumerate(self.tree.parts):
            if held is part:
                return place
        return None


_CODES: dict[int, tuple[Node, frozenset[str]]] = {}


def _codes(node: Node) -> frozenset[str]:
    """Every code under a node; the node is kept, or another could take its id."""
    if id(node) not in _CODES:
        below = [_codes(child) for child in node.children]
        _CODES[id(node)] = node, frozenset({node.code}).union(*below)
    return _CODES[id(node)][1]


def _case(
    name: str,
    facts: Facts,
    overlay: Overlay | None,
    title: str,
    on: date,
    whole: str | None,
    expected: Mapping[str, Tri],
) -> Case | None:
    standard = find_standard(title, facts.kind, facts.group, on)
    if standard is None:
        return None
    if overlay is not None:
        assert not overlay.numbers
        facts = overlay.inform(facts)
    place = (STANDARDS.index(standard), max(segment(on), standard.since))
    return Case(name, facts, on, tree_at(standard, on), place, whole, expected)


def _of_conformance() -> Iterator[Case | None]:
    for dossier, rows in conformance.READ:
        variants: list[tuple[Mapping[str, Any], str | None, Mapping[str, Tri]]]
        variants = [({}, dossier.verdict, {})]
        for row in rows:
            overall = row.get("overall", {})
            variants += [
                (row[verdict], overall.get(verdict), {row["condition"]: VALUES[verdict]})
                for verdict in conformance.VARIANTS
            ]
        for change, whole, expected in variants:
            form = read_form(conformance.merged(dossier.facts, change))
            yield _case(
                dossier.name, form.facts, form.overlay, dossier.title, dossier.on, whole, expected
            )


def _of_golden() -> Iterator[Case | None]:
    for row in golden.CASES:
        year = row.get("year", 2024)
        builder = FactsBuilder(SubjectKind(row.get("kind", "person")), year, group=row.get("group"))
        for name, *arguments in row["facts"]:
            golden.take_step(builder, name, arguments)
        settled = row.get("settled")
        overlay = Overlay.from_dict({"name": "…", "settled": settled}) if settled else None
        made = _case(
            row["name"], builder.build(), overlay, row["title"], row["on"], row["verdict"], {}
        )
        if made is not None:
            said = dict.fromkeys(row.get("not_met", ()), False)
            said |= dict.fromkeys(row.get("not_known", ()))
            tops = {part.code: said.get(part.code, True) for part in made.tree.parts}
            yield replace_expected(made, tops)


def replace_expected(case: Case, expected: Mapping[str, Tri]) -> Case:
    return Case(case.name, case.facts, case.on, case.tree, case.place, case.whole, expected)


@cache
def cases() -> tuple[Case, ...]:
    """Every dossier the book has a standard for."""
    found = [*_of_conformance(), *_of_golden()]
    return tuple(case for case in found if case is not None)


@cache
def cases_by_place() -> Mapping[tuple[int, date], list[Case]]:
    """By the standard and the day of change."""
    found: dict[tuple[int, date], list[Case]] = defaultdict(list)
    for case in cases():
        found[case.place].append(case)
    return found


def unexpected() -> list[str]:
    """Dossiers whose unchanged tree does not answer as their file says; none in a sound book."""
    return [f"{case.name}: {case.expected}" for case in cases() if case.differs(case.tree)]
