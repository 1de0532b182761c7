"""What can go wrong in the code beside the trees: lists of titles, days compared, papers, trees."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from enum import Enum
from fractions import Fraction
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.law.mutation.nodes import changes, rebuilt
from tests.law.mutation.questions import by_matter, questions, seen_by
from tests.law.mutation.tables import DAY, Mutant, forget, put
from thidua.law import dossiers, kinds, powers, procedure, service, violations
from thidua.law.enums import Group, SubjectKind
from thidua.law.titles import known_titles
from thidua.law.tree import Node, walk

_LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "annexes": ("_READ _HEROES _BY_TITLE _BY_BASIS _BY_KIND _HERO_BY_KIND", ("form",)),
    "bases": ("_OWN _OWN_RULES", ("bases", "missing_bases")),
    "checklist": ("_UNREAD", ("whole",)),
    "deadlines": ("_FILED", ("filing",)),
    "dossiers": (
        "LOCAL _VOTED _CERTIFIED_AFAR _RELATED _BY_YEARS _EXTERNAL _SUMMARY _SPECIAL",
        ("papers", "basis", "whole"),
    ),
    "kinds": ("_ADDED _FORMS", ("type",)),
    "money": ("_MONEY_ONLY _WITH_CERTIFICATE _TIMES_THE_PERSON", ("certificate", "sum")),
    "powers": (
        "STATE_HONOURS ORDERS PRIZES PRESIDENTS",
        ("undoing", "papers", "revocation", "proposer", "copies"),
    ),
    "procedure": (
        "_CASES CONSULTED DISCLOSED _PORTAL",
        ("consultation", "disclosure", "publication", "simplified"),
    ),
    "proposers": ("_LOCAL_LEVELS _PM_CODES _OWN_RULES", ("proposer",)),
    "service": ("_ENOUGH", ("posts",)),
    "violations": ("_PROTECTED", ("stripping",)),
}
"""The lists by which each module tells titles apart, and the matters in which that shows."""


@contextmanager
def everywhere(held: object, new: object) -> Iterator[None]:
    """A constant of a module, and of every module that took it over, for a while."""
    places = [
        (module, name)
        for short, module in list(sys.modules.items())
        if short.startswith("thidua.law")
        for name, value in list(vars(module).items())
        if value is held
    ]
    for module, name in places:
        setattr(module, name, new)
    forget()
    try:
        yield
    finally:
        for module, name in places:
            setattr(module, name, held)
        forget()


def _constant(
    kind: str, name: str, held: object, new: object, matters: tuple[str, ...], near: str = ""
) -> Mutant:
    def killed() -> bool:
        with everywhere(held, new):
            return seen_by(matters, near)

    return Mutant(kind, name, killed)


def _word(entry: object) -> str:
    if isinstance(entry, tuple):
        return " ".join(map(_word, entry))
    return str(entry.value) if isinstance(entry, Enum) else str(entry)


def _one_less(held: object) -> Iterator[tuple[str, object]]:
    """Without each of its entries, to two levels."""
    if isinstance(held, frozenset):
        for entry in sorted(held, key=str):
            yield _word(entry), held - {entry}
    elif isinstance(held, Mapping):
        for key, value in held.items():
            yield _word(key), {name: one for name, one in held.items() if name != key}
            if isinstance(value, frozenset | Mapping):
                for word, less in _one_less(value):
                    yield f"{_word(key)}: {word}", {**held, key: less}


_ASKED_OF: Mapping[str, Callable[[], frozenset[str]]] = {
    "proposers._PM_CODES": lambda: frozenset(known_titles()) - powers.PRESIDENTS,
    "violations._PROTECTED": lambda: powers.STATE_HONOURS,
}
"""Lists that are only looked into for some titles, for the rest are answered before."""


def _one_more(name: str, held: object) -> Iterator[tuple[str, object]]:
    """With each title it does not hold."""
    if isinstance(held, frozenset) and held <= set(known_titles()):
        asked = _ASKED_OF[name]() if name in _ASKED_OF else frozenset(known_titles())
        for code in known_titles():
            if code in asked - held:
                yield code, held | {code}


def lists() -> Iterator[Mutant]:
    """Every entry of the lists by which titles are told apart, left out or added."""
    for short, (names, matters) in _LISTS.items():
        module = sys.modules[f"thidua.law.{short}"]
        for name in names.split():
            held = getattr(module, name)
            made = [("without", *one) for one in _one_less(held)]
            made += [("with", *one) for one in _one_more(f"{short}.{name}", held)]
            for sign, word, new in made:
                told = f"{short}.{name}: {sign} {word}"
                yield _constant("list", told, held, new, matters, word.rpartition(": ")[2])


def scopes() -> Iterator[Mutant]:
    """Who may receive a type of commendation."""
    for type_, scope in kinds._SCOPES.items():
        for kind in SubjectKind:
            new = {**kinds._SCOPES, type_: replace(scope, kinds=scope.kinds ^ {kind})}
            told = f"{type_.value}: {kind.value}"
            yield _constant("list", told, kinds._SCOPES, new, ("type",), type_.value)
        for group in Group if scope.only else ():
            assert scope.only is not None
            new = {**kinds._SCOPES, type_: replace(scope, only=scope.only ^ {group})}
            told = f"{type_.value}: {group.value}"
            yield _constant("list", told, kinds._SCOPES, new, ("type",), type_.value)
        turned = None if scope.only else frozenset({Group.ARMED})
        new = {**kinds._SCOPES, type_: replace(scope, only=turned)}
        yield _constant("list", f"{type_.value}: {turned}", kinds._SCOPES, new, ("type",))


# -- days compared in code ---

_DAYS = ("LAW_START", "TWO_TIER", "CIRCULAR_15", "AMENDED", "DECREE_152_ENDS")


def _names(code: CodeType) -> set[str]:
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return set(code.co_names).union(*map(_names, inner))


def _used(module: ModuleType) -> set[str]:
    """Constants its functions and methods look up while they work."""
    found: set[str] = set()
    for value in vars(module).values():
        holders = [value, *vars(value).values()] if isinstance(value, type) else [value]
        for one in holders:
            work = getattr(one, "__wrapped__", one)
            if isinstance(work, FunctionType) and work.__module__ == module.__name__:
                found |= _names(work.__code__)
    return found


_KEPT = {
    "common": {"LAW_START", "CIRCULAR_15", "TWO_TIER", "DECREE_152_ENDS"},
    "gaps": {"LAW_START", "TWO_TIER"},
    "orders_service": {"LAW_START", "DECREE_152_ENDS"},
    "powers": {"TWO_TIER"},
}
"""Days by which something is built once and kept: that is shifted as such (``tables``)."""


def compared_days() -> Iterator[Mutant]:
    """Every day a module compares with, one day earlier and later in that module alone."""
    for full, module in sorted(sys.modules.items()):
        if not full.startswith("thidua.law.") or full.startswith("thidua.law.asking"):
            continue
        short = full.rpartition(".")[2]
        for name in sorted(_used(module) & set(_DAYS)):
            held = getattr(module, name, None)
            if isinstance(held, date) and name not in _KEPT.get(short, ()):
                for sign in (1, -1):
                    yield _compared(
                        f"{short}.{name} {sign:+d} day", module, name, held + sign * DAY
                    )


def _compared(told: str, module: ModuleType, name: str, day: date) -> Mutant:
    def killed() -> bool:
        held = getattr(module, name)
        setattr(module, name, day)
        forget()
        try:
            # Only on the day itself and its eve can the answer be another.
            return any(one.differs() for one in questions() if abs(one.on - held) <= DAY)
        finally:
            setattr(module, name, held)
            forget()

    return Mutant("day in code", told, killed)


# -- papers ---


def papers() -> Iterator[Mutant]:
    """Whether each paper of a dossier is required, and whether the authority may set it."""
    for code in sorted(_paper_codes()):
        for field in ("required", "local"):
            yield Mutant("paper", f"{code}: {field} turned round", _turned(code, field))
    for title, held in dossiers._SPECIAL.items():
        for paper in held:
            for field in ("required", "local"):
                told = f"{title} {paper.code}: {field} turned round"
                yield Mutant("paper", told, _special(paper, field))


def _paper_codes() -> set[str]:
    answers = [one.expected for one in by_matter()["papers"]]
    return {code.rstrip("?*") for answer in answers for code in answer.split(", ")} - {
        "",
        *(paper.code for held in dossiers._SPECIAL.values() for paper in held),
    }


def _turned(code: str, field: str) -> Callable[[], bool]:
    def made(*values: Any, **more: Any) -> dossiers.Paper:
        paper = _PAPER(*values, **more)
        turned: dict[str, Any] = {field: not getattr(paper, field)}
        return replace(paper, **turned) if paper.code == code else paper

    def killed() -> bool:
        with everywhere(_PAPER, made):
            return seen_by(("papers",), code)

    return killed


_PAPER = dossiers.Paper


def _special(paper: dossiers.Paper, field: str) -> Callable[[], bool]:
    def killed() -> bool:
        with put(paper, field, not getattr(paper, field)):
            return seen_by(("papers",), "")

    return killed


# -- the trees of answers ---

_ANSWERED = (
    (violations, ("revocation", "stripping", "restoring")),
    (procedure, ("simplified", "consultation", "disclosure")),
)


def answers() -> Iterator[Mutant]:
    """Every node of the trees by which Art. 84, 85 and 93 are answered."""
    for module, matters in _ANSWERED:
        found: dict[str, dict[str, None]] = {}
        for tree in _trees(module, matters):
            for node in walk(tree):
                for word, _ in changes(node):
                    found.setdefault(node.code, {})[word] = None
        for code, words in found.items():
            for word in words:
                yield Mutant("answer", f"{code}: {word}", _changed(module, matters, code, word))


def _trees(module: ModuleType, matters: tuple[str, ...]) -> list[Node]:
    """The trees its questions are answered by."""
    seen: dict[Node, None] = {}
    real = module.answer

    def kept(node: Node, *values: Any, **more: Any) -> Any:
        seen[node] = None
        return real(node, *values, **more)

    module.answer = kept  # type: ignore[attr-defined]
    try:
        for matter in matters:
            for one in by_matter().get(matter, ()):
                one.ask()
    finally:
        module.answer = real  # type: ignore[attr-defined]
    return list(seen)


def _changed(
    module: ModuleType, matters: tuple[str, ...], code: str, word: str
) -> Callable[[], bool]:
    real = module.answer

    def change(node: Node) -> Node | None:
        return dict(changes(node)).get(word) if node.code == code else None

    def changed(node: Node, *values: Any, **more: Any) -> Any:
        return real(rebuilt(node, change), *values, **more)

    def killed() -> bool:
        module.answer = changed  # type: ignore[attr-defined]
        try:
            return seen_by(matters, "")
        finally:
            module.answer = real  # type: ignore[attr-defined]

    return killed


def service_time() -> Iterator[Mutant]:
    """How time in posts is counted: months of a year, the reduction for women leaders."""
    for name, new in (
        ("WOMAN", Fraction(4, 3)),
        ("WOMAN", Fraction(1)),
        ("YEAR", 11),
        ("YEAR", 13),
    ):
        yield Mutant("service", f"{name} = {new}", _service(name, new))


def _service(name: str, new: object) -> Callable[[], bool]:
    def killed() -> bool:
        held = getattr(service, name)
        setattr(service, name, new)
        try:
            return seen_by(("posts",), "")
        finally:
            setattr(service, name, held)

    return killed
