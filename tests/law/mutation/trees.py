"""Conditions changed wherever they stand, against the dossiers and the lines of the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from tests.law.mutation.cases import Case, cases_by_place
from tests.law.mutation.nodes import changes, rebuilt
from tests.law.mutation.questions import by_matter
from tests.law.mutation.tables import Mutant, put
from thidua.law.book import change_dates, tree_at
from thidua.law.standards import STANDARDS
from thidua.law.tree import AllOf, Amended, Node, walk

Place = tuple[int, date]
"""A standard by its place in the book, and a day of change."""


@dataclass(frozen=True)
class Target:
    """One condition: the trees that hold it, wherever it stands alike, and the codes around it."""

    node: Node
    places: tuple[Place, ...]
    near: frozenset[str]


@cache
def trees() -> dict[Place, AllOf]:
    """The whole condition of every standard on every day of change it covers."""
    return {
        (place, day): tree_at(standard, day)
        for place, standard in enumerate(STANDARDS)
        for day in change_dates()
        if standard.covers(day)
    }


def _framed(tree: AllOf) -> Iterator[tuple[Node, Node]]:
    """Every condition with its parent, without the frame the amending law puts around the article:
    it is one for the whole book, and changed as one."""
    for top in tree.parts:
        inner = top.before if isinstance(top, Amended) and top.code == "amended" else None
        if inner is None:
            yield top, tree
        for node in walk(inner or top):
            for child in node.children:
                yield child, node


@cache
def targets() -> tuple[Target, ...]:
    """Every condition of the book once."""
    places: dict[Node, dict[Place, None]] = defaultdict(dict)
    near: dict[Node, set[str]] = defaultdict(set)
    for place, tree in trees().items():
        for node, parent in _framed(tree):
            places[node][place] = None
            near[node] |= {parent.code, node.code, *(child.code for child in node.children)}
    return tuple(Target(node, tuple(held), frozenset(near[node])) for node, held in places.items())


def _differs(case: Case, made: dict[Place, AllOf], change: Callable[[Node], Node | None]) -> bool:
    if case.place not in made:
        tree = rebuilt(case.tree, change)
        assert isinstance(tree, AllOf)
        made[case.place] = tree
    return made[case.place] is not case.tree and case.differs(made[case.place])


def _killed(target: Target, new: Node) -> bool:
    """By a dossier that is answered otherwise, or by the line of an article that asks it."""
    made: dict[Place, AllOf] = {}
    found = [case for place in target.places for case in cases_by_place().get(place, ())]
    found.sort(key=lambda case: target.near.isdisjoint(case.expected))

    def change(node: Node) -> Node | None:
        return new if node is target.node or node == target.node else None

    if any(_differs(case, made, change) for case in found):
        return True
    return any(_reads_otherwise(place, change) for place in {place for place, _ in target.places})


def _reads_otherwise(place: int, change: Callable[[Node], Node | None]) -> bool:
    standard = STANDARDS[place]
    parts = tuple(rebuilt(part, change) for part in standard.parts)
    if all(one is other for one, other in zip(parts, standard.parts, strict=True)):
        return False
    whom = f"{standard.title} {standard.kind.value}"
    lines = [
        one
        for matter in ("standard", "condition")
        for one in by_matter()[matter]
        if one.key.startswith(whom)
    ]
    with put(standard, "parts", parts):
        return any(line.differs() for line in lines)


_KINDS = {"AllOf": "and, or", "AnyOf": "and, or", "Not": "exception", "Unless": "exception"}
_RUNS = {"InARow", "CountOfLast", "WithinYears", "RunContaining", "Following"}


def _kind(node: Node, word: str) -> str:
    name = type(node).__name__
    if name in _KINDS:
        return f"condition: {_KINDS[name]}"
    if isinstance(node, Amended) or word == "negated":
        return f"condition: {'amended' if isinstance(node, Amended) else 'turned round'}"
    return f"condition: {'years' if name in _RUNS else 'threshold'}"


def conditions() -> Iterator[Mutant]:
    """Every change of every condition."""
    seen: dict[str, int] = defaultdict(int)
    for target in targets():
        place, day = target.places[0]
        who = f"{STANDARDS[place].title} {STANDARDS[place].kind.value} {day}"
        for word, new in changes(target.node):
            name = f"{target.node.code} ({who}): {word}"
            seen[name] += 1
            again = f" #{seen[name]}" if seen[name] > 1 else ""
            yield Mutant(_kind(target.node, word), f"{name}{again}", partial(_killed, target, new))


def frame() -> Iterator[Mutant]:
    """The frame of the amending law, changed around every article at once."""
    some = next(
        top
        for tree in trees().values()
        for top in tree.parts
        if isinstance(top, Amended) and len(top.before.children) > 1
    )
    for word, _ in changes(some):
        yield Mutant("condition: amended", f"frame: {word}", partial(_unframed, word, outer=True))
    for word, _ in changes(some.before):
        if word == "all → any":
            work = partial(_unframed, word, outer=False)
            yield Mutant("condition: amended", f"frame, before: {word}", work)


def _unframed(word: str, *, outer: bool) -> bool:
    def change(node: Node) -> Node | None:
        if isinstance(node, Amended) and node.code == "amended":
            return dict(changes(node)).get(word) if outer else None
        if not outer and node.code.endswith(".before-amendment"):
            return dict(changes(node)).get(word)
        return None

    made: dict[Place, AllOf] = {}
    return any(_differs(case, made, change) for held in cases_by_place().values() for case in held)
