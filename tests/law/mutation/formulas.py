"""The standards of a day in one line each: “a & (b | c)”, and what the decrees put beside them."""

from __future__ import annotations

from datetime import date

from thidua.law import FactsBuilder, explain
from thidua.law.book import find_standard, standards_of
from thidua.law.enums import Group, SubjectKind
from thidua.law.standards.notes import principle_notes
from thidua.law.standards.standard import Standard
from thidua.law.tree import AllOf, Amended, AnyOf, Node, Not, Unless, walk

_DEPTH = 2
"""Levels of “all of” and “any of” written out; a deeper one stands by its code."""


def subject(key: str) -> tuple[str, SubjectKind, Group]:
    """“BKTTG person worker”: a title, a kind, and a group where there is one."""
    title, kind, *group = key.split()
    return title, SubjectKind(kind), Group(group[0]) if group else Group.STAFF


def judging(key: str, on: date) -> Standard | None:
    title, kind, group = subject(key)
    return find_standard(title, kind, group, on)


def formula(node: Node, depth: int = _DEPTH) -> str:
    """The condition by the codes of what it asks."""
    match node:
        case Not():
            return f"not {node.code}" if depth else node.code
        case Unless() if depth:
            return f"({formula(node.part, depth - 1)} unless {formula(node.exception, depth - 1)})"
        case Amended() if depth:
            return f"{node.unchanged.code} ? {formula(node.before, depth - 1)}"
        case AllOf() | AnyOf() if depth:
            mark = " & " if isinstance(node, AllOf) else " | "
            return f"({mark.join(formula(part, depth - 1) for part in node.parts)})"
    return node.code


def standard(key: str, on: date) -> str:
    """What the article asks of that subject; nothing where no standard judges it.

    Two at once where two cover the day: one of them should have ended.
    """
    first = judging(key, on)
    if first is None:
        return ""
    alike = [
        one
        for one in standards_of(first.title)
        if (one.kind, one.group) == (first.kind, first.group) and one.covers(on)
    ]
    return " or else ".join(" & ".join(formula(part) for part in one.parts) for one in alike)


def condition(key: str, on: date) -> str:
    """“HCLD3 person: 44.1.g.posts”: one condition deeper in a standard, or beside it."""
    whom, _, code = key.partition(": ")
    held = judging(whom, on)
    if held is None:
        return ""
    return next((formula(node, 1) for node in walk(held.tree(on)) if node.code == code), "")


def beside(key: str, on: date) -> str:
    """What stands beside the article on that day, each with its place."""
    held = judging(key, on)
    if held is None:
        return ""
    parts = held.tree(on).parts
    frame = parts if parts[0].code == "amended" else parts[len(held.parts) :]
    return "; ".join(f"{part.code}: {part.citation.short}" for part in frame)


def silence(key: str, on: date) -> str:
    """Why nobody is judged: the finding that says so; nothing where a standard judges."""
    title, kind, group = subject(key)
    if find_standard(title, kind, group, on) is not None:
        return ""
    found = explain(FactsBuilder(kind, on.year, group=group).build(), title, on)
    return f"{found.findings[0].code}: {found.verdict.value}"


def discretion(key: str, on: date) -> str:
    """The place of what people decide and no rule computes."""
    held = judging(key, on)
    return "" if held is None else ", ".join(one.citation.place for one in held.discretion)


def notes(key: str, on: date) -> str:
    """The principles named beside a verdict, by the place at the end of each."""
    held = judging(key, on)
    said = () if held is None else principle_notes(held, on)
    return ", ".join(note.rpartition("(")[2].rstrip(").") for note in said)
