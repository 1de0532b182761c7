"""The rule book: which standard judges a title on a day, checked whole when first opened."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache, lru_cache

from thidua.law.binding import Binding, Number
from thidua.law.canonical import Digests
from thidua.law.enums import ABROAD, Group, SubjectKind
from thidua.law.errors import BadBook
from thidua.law.instruments import Citation, data_text, data_texts
from thidua.law.parameters import timelines
from thidua.law.runs import Yearly
from thidua.law.signals import describe
from thidua.law.standards import STANDARDS, Standard
from thidua.law.titles import Title, known_title
from thidua.law.tree import AllOf, AtLeast, Declared, Has, Node, Open, walk


@cache
def standards_of(title: str) -> tuple[Standard, ...]:
    return tuple(standard for standard in STANDARDS if standard.title == title)


def find_standard(title: str, kind: SubjectKind, group: Group, on: date) -> Standard | None:
    """The standard of that group, else the one for everybody; ``None`` where the book has none.

    A household is Vietnamese (Art. 2): none for one abroad.
    """
    if kind is SubjectKind.HOUSEHOLD and group in ABROAD:
        return None
    held = [one for one in standards_of(title) if one.kind is kind and one.covers(on)]
    special = next((one for one in held if one.group is group), None)
    return special or next((one for one in held if one.group is None), None)


@cache
def change_dates() -> tuple[date, ...]:
    """Every day on which some tree or number of the book changes."""
    days = {day for standard in STANDARDS for day in standard.changes()}
    days |= {day for line in timelines().values() for day in line.starts()}
    return tuple(sorted(days))


def segment(on: date) -> date:
    """The last day of change up to ``on``: between two of them the book is one."""
    return max(day for day in change_dates() if day <= on)


@lru_cache(maxsize=8192)
def _tree(place: int, day: date) -> AllOf:
    return STANDARDS[place].tree(day)


@cache
def _places() -> dict[int, int]:
    """Where each standard stands, by identity: to hash its value is to walk its whole tree."""
    return {id(standard): place for place, standard in enumerate(STANDARDS)}


def tree_at(standard: Standard, on: date) -> AllOf:
    """The condition of a standard on a day it covers."""
    day = max(segment(on), standard.since)
    place = _places().get(id(standard))
    return standard.tree(day) if place is None else _tree(place, day)


def binding_at(year: int, on: date) -> Binding:
    """The numbers of a day."""
    return Binding.at(year, segment(on))


def catalogue(on: date) -> tuple[Title, ...]:
    """The titles and forms whose standard is in the book and that exist on that day."""
    codes = dict.fromkeys(standard.title for standard in STANDARDS if standard.covers(on))
    return tuple(known_title(code) for code in codes)


def questions(on: date) -> dict[str, tuple[str, Citation]]:
    """Every question the texts leave open on that day, for an overlay to settle.

    By id: its sentence, true when the answer is yes, and where it arises.
    """
    found: dict[str, tuple[str, Citation]] = {}
    for standard in STANDARDS:
        if standard.covers(on):
            for node in walk(tree_at(standard, on)):
                if isinstance(node, Open):
                    found.setdefault(node.question, (node.sentence, node.citation))
    return found


def declarable(
    title: str, kind: SubjectKind, on: date, group: Group = Group.STAFF
) -> tuple[Declared, ...]:
    """The criteria somebody has to declare for that title.

    Each has its id in ``criterion``, its words, citation and proof.
    """
    standard = find_standard(title, kind, group, on)
    if standard is None:
        return ()
    return tuple(node for node in walk(tree_at(standard, on)) if isinstance(node, Declared))


def _numbers(node: Node) -> list[Number]:
    levels = [mark.level for mark in node.read_marks] if isinstance(node, Yearly) else []
    own = [node.at_least] if isinstance(node, Has) else []
    return [number for number in (*node.numbers.values(), *levels, *own) if number is not None]


def _signals(node: Node) -> list[str]:
    if isinstance(node, Yearly):
        return [mark.signal for mark in node.read_marks]
    if isinstance(node, (Has, AtLeast, Declared, Open)):
        return [node.signal]
    return []


def _versions(standard: Standard) -> list[tuple[AllOf, list[date]]]:
    """Each different tree of a standard, with the days of change on which it judges."""
    versions: list[tuple[AllOf, list[date]]] = []
    for day in change_dates():
        if standard.covers(day):
            tree = tree_at(standard, day)
            if versions and versions[-1][0] == tree:
                versions[-1][1].append(day)
            else:
                versions.append((tree, [day]))
    return versions


def check() -> None:
    """Every tree of every day: its signals exist, its numbers have values. Else ``BadBook``."""
    needs = _Needs()
    for standard in STANDARDS:
        known_title(standard.title)
        for tree, days in _versions(standard):
            names = needs.of(tree)
            for day in days:
                binding = binding_at(day.year, day)
                if not names <= binding.values.keys():
                    check_tree(tree, binding, day)


class _Needs:
    """The parameters trees need; a node that many trees share is looked at once.

    ``BadBook`` for a signal that does not exist.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Node, frozenset[str]]] = {}

    def of(self, node: Node) -> frozenset[str]:
        if id(node) not in self._known:
            for signal in _signals(node):
                describe(signal)
            own = {number for number in _numbers(node) if isinstance(number, str)}
            below = [self.of(child) for child in node.children]
            # The node is kept, or another could take its id.
            self._known[id(node)] = node, frozenset(own.union(*below))
        return self._known[id(node)][1]


def check_tree(tree: AllOf, binding: Binding, day: date) -> None:
    """One tree of one day; ``BadBook`` names the node."""
    for node in walk(tree):
        for signal in _signals(node):
            describe(signal)
        for number in _numbers(node):
            try:
                binding.number(number)
            except BadBook as fault:
                raise BadBook(f"{tree.code}, {node.code}, {day}: {fault}") from fault


@cache
def book_hash() -> str:
    """SHA-256 of the whole book: data files, and every tree with the days of change it holds on.

    Asked for by every assessment, so the book is checked whole before it judges anybody.
    """
    check()
    digests = Digests()
    trees = [
        [
            standard.title,
            standard.kind.value,
            standard.group and standard.group.value,
            [[*map(str, days), digests.of(tree)] for tree, days in _versions(standard)],
            [digests.of(words) for words in standard.discretion],
            standard.notes,
        ]
        for standard in STANDARDS
    ]
    files = [data_texts("instruments"), data_texts("parameters"), data_text("titles.toml")]
    text = json.dumps([trees, files], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
