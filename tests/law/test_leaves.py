"""Leaf cover: for every leaf two subjects that differ only there and get opposite verdicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from thidua.law import Group, SubjectKind
from thidua.law.algebra import Atom, tri_and, tri_not, tri_or
from thidua.law.binding import Binding
from thidua.law.book import binding_at, tree_at
from thidua.law.runs import CountOfLast, Following, InARow, RunContaining, Yearly
from thidua.law.standards import STANDARDS
from thidua.law.standards.standard import Standard
from thidua.law.tree import (
    AllOf,
    Amended,
    AnyOf,
    AtLeast,
    Declared,
    Has,
    Node,
    Not,
    Open,
    Unless,
    fold,
    walk,
)

YEAR = 2024
DAYS = (date(2024, 12, 31), date(2025, 12, 31), date(2026, 11, 22), date(2027, 6, 30))
Assignment = dict[Atom, bool]


@dataclass
class Given:
    """``Algebra`` over an assignment; an atom not in it is false."""

    values: Assignment = field(default_factory=dict)

    def read(self, atom: Atom) -> bool:
        return self.values.get(atom, False)

    and_ = staticmethod(tri_and)
    or_ = staticmethod(tri_or)
    not_ = staticmethod(tri_not)


class Asked(Given):
    """Collects what a leaf reads."""

    def read(self, atom: Atom) -> bool:
        self.values[atom] = False
        return False


def atoms(leaf: Node, binding: Binding) -> list[Atom]:
    asked = Asked()
    leaf.ask(binding, asked)
    return list(asked.values)


def settle(leaf: Node, binding: Binding, *, wanted: bool) -> Assignment:
    """Facts under which the leaf has that value, touching as little as another leaf may need."""
    if not isinstance(leaf, Yearly):
        return dict.fromkeys(atoms(leaf, binding), wanted)
    if not wanted:
        own = {
            mark.atom(binding, atom.year) for mark in leaf.marks for atom in atoms(leaf, binding)
        }
        counted = [atom for atom in atoms(leaf, binding) if atom not in own]
        return dict.fromkeys(counted if isinstance(leaf, RunContaining) else own, False)
    return completions(leaf, binding)[-1]


def completions(leaf: Node, binding: Binding) -> list[Assignment]:
    """Ways to make a leaf true, each on its own years."""
    held = atoms(leaf, binding)
    if isinstance(leaf, Following):
        first = {mark.signal for mark in leaf.first}
        return [
            {
                atom: atom.year < window.start if atom.signal in first else atom.year in window
                for atom in held
            }
            for window in leaf.windows(binding)
        ]
    if isinstance(leaf, CountOfLast):
        kept = leaf.window(binding)[: binding.whole(leaf.n)]
        return [{atom: atom.year in kept for atom in held}]
    if isinstance(leaf, InARow):
        return [{atom: atom.year in window for atom in held} for window in leaf.windows(binding)]
    return [dict.fromkeys(held, True)]


def path(node: Node, focus: Node, binding: Binding) -> Assignment:
    """Facts that let the focus alone decide: the rest true in "all of", false in "any of"."""
    found: Assignment = {}
    match node:
        case AllOf() | AnyOf():
            held = [part for part in node.parts if focus in list(walk(part))]
            for part in node.parts:
                if part not in held:
                    found |= force(part, binding, wanted=isinstance(node, AllOf))
            for part in held:
                # Last: what the way to the focus needs of a shared fact goes before the rest.
                found |= path(part, focus, binding)
        case Not():
            found = path(node.part, focus, binding)
        case Unless():
            inside = focus in list(walk(node.part))
            found = path(node.part if inside else node.exception, focus, binding)
            found |= force(node.exception if inside else node.part, binding, wanted=not inside)
        case Amended():
            found = amended_path(node, focus, binding)
    return found


def amended_path(node: Amended, focus: Node, binding: Binding) -> Assignment:
    if focus is node.unchanged:
        return force(node.before, binding, wanted=True) | force(node.after, binding, wanted=False)
    kept = focus is not node.after
    inner = path(node.before if kept else node.after, focus, binding)
    return inner | force(node.unchanged, binding, wanted=kept)


def force(node: Node, binding: Binding, *, wanted: bool) -> Assignment:
    """Facts under which the node has that value."""
    found: Assignment = {}
    match node:
        case AllOf() | AnyOf() if isinstance(node, AllOf) is wanted:
            for part in node.parts:
                found |= force(part, binding, wanted=wanted)
        case AllOf() | AnyOf():
            found = force(node.parts[-1], binding, wanted=wanted)
            if not wanted:
                for part in node.parts:
                    found |= force(part, binding, wanted=False)
            else:
                for part in node.parts[:-1]:
                    found = force(part, binding, wanted=False) | found
        case Not():
            found = force(node.part, binding, wanted=not wanted)
        case Amended():
            found = force(node.unchanged, binding, wanted=True)
            found |= force(node.before, binding, wanted=wanted)
        case _:
            found = settle(node, binding, wanted=wanted)
    return found


def flipping_pair(tree: AllOf, leaf: Node, binding: Binding) -> tuple[bool, bool]:
    """The verdicts with the leaf false and with it true, everything else the same."""
    base = path(tree, leaf, binding)
    nothing = dict.fromkeys(atoms(leaf, binding), False)
    without = fold(tree, binding, Given(base | nothing))
    seen = {fold(tree, binding, Given(base | way)) for way in completions(leaf, binding)}
    return without, (not without) in seen


def leaves_of(standard: Standard, day: date) -> list[Node]:
    return [node for node in walk(tree_at(standard, day)) if not node.children]


CASES = [
    pytest.param(standard, day, id=f"{standard.title}-{standard.kind}-{standard.group}-{day}")
    for standard in STANDARDS
    for day in DAYS
    if standard.covers(day)
]


@pytest.mark.parametrize(("standard", "day"), CASES)
def test_every_leaf_can_decide_the_verdict(standard: Standard, day: date) -> None:
    tree, binding = tree_at(standard, day), binding_at(YEAR, day)

    for leaf in leaves_of(standard, day):
        _, flipped = flipping_pair(tree, leaf, binding)
        assert flipped, leaf.code


def test_a_leaf_that_decides_nothing_would_be_seen() -> None:
    said = {"sentence": "", "citation": STANDARDS[0].parts[0].citation}
    dead = Open(code="d", **said, question="d")
    never = AllOf(code="n", **said, parts=(dead, Not(code="m", **said, part=dead)))
    other = Open(code="o", **said, question="o")
    tree = AllOf(code="t", **said, parts=(AnyOf(code="a", **said, parts=(never, other)),))

    _, flipped = flipping_pair(tree, dead, Binding(YEAR, {}))

    assert not flipped


def test_every_kind_of_leaf_stands_somewhere_in_the_book() -> None:
    kinds = {type(leaf) for standard in STANDARDS for leaf in leaves_of(standard, standard.since)}

    assert {Has, AtLeast, Declared, Open, InARow, RunContaining} <= kinds
    assert {standard.kind for standard in STANDARDS} == set(SubjectKind)
    assert {standard.group for standard in STANDARDS} - {None} == set(Group) - {Group.STAFF}
