"""What of the law is in the book: the inventory of provisions, held against the book itself.

``data/coverage/*.toml`` has one row for every provision that is known of, with where it is encoded
(condition codes, parameters, functions, instruments, titles) or why it is not and what answers
instead. A reference to what does not exist is a fault.
"""

from __future__ import annotations

import importlib
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from thidua.law.binding import Number
from thidua.law.book import change_dates, standards_of, tree_at
from thidua.law.criteria import criteria, quantities
from thidua.law.instruments import Confidence, instruments
from thidua.law.parameters import timelines
from thidua.law.standards import STANDARDS
from thidua.law.titles import known_titles
from thidua.law.tree import Amended, AtLeast, Declared, Node, Open, walk


class State(StrEnum):
    """How far a provision is encoded."""

    ENCODED = "encoded"
    PARTLY = "partly"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Row:
    """One provision.

    ``place``: where it stands, in Vietnamese. ``what``: what it says, in short. ``conditions``,
    ``parameters`` and ``questions`` may hold ``*``. ``gap``: what is missing and why; ``instead``:
    what answers in its place.
    """

    id: str
    place: str
    what: str
    titles: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    gap: str = ""
    instead: str = ""

    @property
    def encoded_in(self) -> tuple[str, ...]:
        return self.conditions + self.parameters + self.functions + self.instruments

    @property
    def state(self) -> State:
        """Open questions alone encode nothing: they say what is missing."""
        if not self.gap:
            return State.ENCODED
        answered = self.parameters + self.functions + self.instruments
        return State.PARTLY if answered or self._answers else State.GAP

    @property
    def _answers(self) -> bool:
        """Whether a fact can decide any of its conditions."""
        codes = {code for one in self.conditions for code in matching(one, conditions())}
        return any(
            not isinstance(leaf, Open)
            for code in codes
            for node in conditions()[code]
            for leaf in _below(node)
            if not leaf.children
        )


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one part of the law. ``source``: the table of facts they come from."""

    heading: str
    source: str
    rows: tuple[Row, ...]


_LISTS = ("titles", "conditions", "parameters", "functions", "instruments")


def _row(data: Mapping[str, Any]) -> Row:
    lists = {name: tuple(data.get(name, ())) for name in _LISTS}
    return Row(**{**data, **lists})


@cache
def inventory() -> tuple[Section, ...]:
    """Every section in the order of the files."""
    root = files("thidua.law").joinpath("data", "coverage")
    paths = sorted(root.iterdir(), key=lambda path: path.name)
    return tuple(section for path in paths for section in read_sections(path.read_text("utf-8")))


def read_sections(text: str) -> Iterator[Section]:
    for data in tomllib.loads(text)["section"]:
        rows = tuple(_row(row) for row in data["rows"])
        yield Section(data["heading"], data["source"], rows)


def rows() -> Iterator[Row]:
    for section in inventory():
        yield from section.rows


# -- what the book holds ---


@cache
def conditions() -> Mapping[str, tuple[Node, ...]]:
    """Every node of every tree of every day, by code."""
    found: dict[str, dict[int, Node]] = {}
    for standard in STANDARDS:
        for day in change_dates():
            if standard.covers(day):
                for node in walk(tree_at(standard, day)):
                    # By identity: most days share their nodes, and to hash a tree is to walk it.
                    found.setdefault(node.code, {})[id(node)] = node
    return MappingProxyType({code: tuple(nodes.values()) for code, nodes in found.items()})


def matching(pattern: str, names: Sequence[str] | Mapping[str, Any]) -> list[str]:
    return [name for name in names if fnmatchcase(name, pattern)]


def _known(row: Row) -> Iterator[tuple[str, str, bool]]:
    """Each reference of a row: its kind, its name, whether it exists."""
    for code in row.titles:
        yield "danh hiệu", code, code in known_titles()
    for pattern in row.conditions:
        yield "điều kiện", pattern, bool(matching(pattern, conditions()))
    for pattern in row.parameters:
        yield "con số", pattern, bool(matching(pattern, timelines()))
    for number in row.instruments:
        yield "văn bản", number, number in instruments()
    for name in row.functions:
        yield "hàm", name, _exists(name)


def _exists(name: str) -> bool:
    """A dotted name: a module, or something in one."""
    module, _, last = name.rpartition(".")
    try:
        return hasattr(importlib.import_module(f"thidua.{module}"), last)
    except ModuleNotFoundError:
        return False


def faults() -> Iterator[str]:
    """What is wrong with the inventory, one sentence each: for whoever mends it."""
    seen: set[str] = set()
    for row in rows():
        if row.id in seen:
            yield f"{row.id}: đứng hai lần"
        seen.add(row.id)
        if not row.encoded_in and not row.gap:
            yield f"{row.id}: không nêu nơi mã hóa, cũng không nêu lý do còn thiếu"
        if bool(row.gap) is not bool(row.instead):
            yield f"{row.id}: phần thiếu và điều trả lời thay phải đi cùng nhau"
        for kind, name, known in _known(row):
            if not known:
                yield f"{row.id}: không có {kind} “{name}”"


# -- what the inventory reaches ---


@dataclass(frozen=True, slots=True)
class Reach:
    """Names the inventory mentions, and what stands under the conditions it mentions."""

    titles: frozenset[str]
    parameters: frozenset[str]
    criteria: frozenset[str]
    quantities: frozenset[str]
    questions: frozenset[str]


def numbers_of(node: Node) -> Iterator[str]:
    """Parameters a node reads."""
    read: list[Number | None] = list(node.numbers.values())
    read += [getattr(node, name, None) for name in ("at_least", "reach", "oldest", "newest")]
    read += [mark.level for mark in getattr(node, "marks", ())]
    yield from (number for number in read if isinstance(number, str))


def _below(node: Node) -> Iterator[Node]:
    """The node and what stands under it; the frame of the amended law stands around every title,
    so that it reaches nothing but its own questions."""
    if isinstance(node, Amended):
        yield from (node, node.unchanged, node.after)
    elif node.code.endswith(".before-amendment"):
        yield node
    else:
        yield from walk(node)


def reach() -> Reach:
    """Everything that stands in the inventory or under a condition that stands there."""
    named = {
        code
        for row in rows()
        for pattern in row.conditions
        for code in matching(pattern, conditions())
    }
    nodes = [under for code in named for node in conditions()[code] for under in _below(node)]
    parameters = {
        name
        for row in rows()
        for pattern in row.parameters
        for name in matching(pattern, timelines())
    }
    return Reach(
        titles=frozenset(code for row in rows() for code in row.titles),
        parameters=frozenset(parameters | {name for node in nodes for name in numbers_of(node)}),
        criteria=frozenset(node.criterion for node in nodes if isinstance(node, Declared)),
        quantities=frozenset(_quantities(nodes)),
        questions=frozenset(node.question for node in nodes if isinstance(node, Open)),
    )


def _quantities(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, AtLeast) and node.signal.startswith("quantity."):
            yield node.signal.partition(".")[2]


@cache
def everything() -> Reach:
    """All that has to be reached: what the book holds."""
    nodes = [node for nodes in conditions().values() for node in nodes]
    return Reach(
        titles=frozenset(known_titles()),
        parameters=frozenset(timelines()),
        criteria=frozenset(criteria()),
        quantities=frozenset(quantities()),
        questions=frozenset(node.question for node in nodes if isinstance(node, Open)),
    )


# -- one title ---


@dataclass(frozen=True, slots=True)
class TitleCover:
    """What the book holds of one title, over all kinds of subjects and all days."""

    title: str
    conditions: Mapping[Confidence, int]
    questions: tuple[Open, ...]
    gaps: tuple[Row, ...]


def of_title(code: str) -> TitleCover:
    """Its own conditions by how well they are established, its open questions, its gaps.

    The frame every title shares (nothing pending, service, the amended law) is left out.
    """
    own = [part for standard in standards_of(code) for part in standard.parts]
    leaves = {
        (node.code, node.citation.text): node
        for part in own
        for node in walk(part)
        if not node.children
    }
    asked = tuple(node for node in leaves.values() if isinstance(node, Open))
    marks = Counter(
        node.citation.confidence for node in leaves.values() if not isinstance(node, Open)
    )
    gaps = tuple(row for row in rows() if code in row.titles and row.gap)
    return TitleCover(code, {mark: marks[mark] for mark in Confidence if marks[mark]}, asked, gaps)
