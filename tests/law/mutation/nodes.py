"""What can go wrong in a condition: each change of one node, with a word for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction

from tests.law.mutation.cases import HAIR
from thidua.law.binding import Number
from thidua.law.enums import InitiativeScope
from thidua.law.parameters import SHARE, Value, find
from thidua.law.runs import Containing, Following, Mark, RunContaining, Yearly
from thidua.law.tree import AllOf, Amended, AnyOf, AtLeast, Has, Node, Not, Several, Unless

Change = tuple[str, Node]
"""A word for the change, and the node as changed."""


def moved(number: Number, step: Fraction | int) -> Number:
    """The number moved by a step, as a name ``Numbers`` understands."""
    return f"{number}|{step}"


def _is_share(number: Number) -> bool:
    held = find(number, date(2025, 1, 1)) if isinstance(number, str) else None
    return isinstance(held, Value) and held.unit == SHARE


def _said(node: Node) -> dict[str, object]:
    """What a node that takes its place keeps: its code, sentence and citation."""
    return {one.name: getattr(node, one.name) for one in fields(Node)}


def changes(node: Node) -> Iterator[Change]:
    """Every change of this node itself, not of its parts."""
    if isinstance(node, Several):
        yield from _connective(node)
    elif isinstance(node, Not | Unless):
        part = node.part
        yield "exception dropped", AllOf(**_said(node), parts=(part,))  # type: ignore[arg-type]
    elif isinstance(node, Amended):
        yield from _amended(node)
    else:
        yield "negated", Not(**_said(node), part=node)  # type: ignore[arg-type]
        yield from _leaf(node)


def _connective(node: Several) -> Iterator[Change]:
    if len(node.parts) == 1:
        return
    other, word = (AnyOf, "all → any") if isinstance(node, AllOf) else (AllOf, "any → all")
    yield word, other(**_said(node), parts=node.parts)  # type: ignore[arg-type]
    for place, part in enumerate(node.parts):
        left = node.parts[:place] + node.parts[place + 1 :]
        yield f"part dropped: {part.code}", replace(node, parts=left)


def _amended(node: Amended) -> Iterator[Change]:
    yield "as before", AllOf(**_said(node), parts=(node.before,))  # type: ignore[arg-type]
    yield "before lost", replace(node, before=node.unchanged)
    yield "after is before", replace(node, after=node.before)  # type: ignore[arg-type]
    yield (
        "unchanged turned round",
        replace(
            node,
            unchanged=Not(**_said(node.unchanged), part=node.unchanged),  # type: ignore[arg-type]
        ),
    )


def _leaf(node: Node) -> Iterator[Change]:
    match node:
        case Has():
            if node.at_least is not None:
                yield from _numbers(node, "at_least")
            for step in (1, -1):
                yield f"offset {step:+}", replace(node, offset=node.offset + step)
            for signal in _signals(node.signal):
                yield f"reads {signal}", replace(node, signal=signal)
        case AtLeast():
            yield from _numbers(node, "least")
        case Yearly():
            names = [one.name for one in fields(node)]
            held = [name for name in names if name in _OF_RUNS]
            yield from _numbers(node, *held)
            yield from _marks(node)


_OF_RUNS = {"k", "newest", "oldest", "n", "m", "reach", "since"}


def _steps(number: Number) -> Iterable[tuple[str, Fraction | int]]:
    share = _is_share(number)
    step = Fraction(1, 100) if share else 1
    return (("+", step), ("-", -step), ("≥ → >", HAIR))


def _numbers(node: Node, *names: str) -> Iterator[Change]:
    for name in names:
        number: Number = getattr(node, name)
        for word, step in _steps(number):
            if isinstance(node, AtLeast | Has) or step != HAIR:
                yield f"{name} {word}", replace(node, **{name: moved(number, step)})  # type: ignore[arg-type]


def _marks(node: Yearly) -> Iterator[Change]:
    for word, marks in _of_marks(node.marks):
        yield f"years {word}", replace(node, marks=marks)
    if isinstance(node, RunContaining):
        for place, count in enumerate(node.counts):
            for step in (1, -1):
                new = Containing(count.marks, moved(count.n, step))
                yield f"count {place + 1} {step:+}", _recounted(node, place, new)
            for word, marks in _of_marks(count.marks):
                new = Containing(marks, count.n)
                yield f"count {place + 1} {word}", _recounted(node, place, new)
    if isinstance(node, Following):
        run = {one.name: getattr(node, one.name) for one in fields(RunContaining)}
        yield "award before not asked", RunContaining(**run)


def _recounted(node: RunContaining, place: int, count: Containing) -> RunContaining:
    counts = (*node.counts[:place], count, *node.counts[place + 1 :])
    return replace(node, counts=counts)


def _of_marks(marks: tuple[Mark, ...]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    for place, mark in enumerate(marks):
        around = marks[:place], marks[place + 1 :]
        if len(marks) > 1:
            yield f"without {mark.signal}", (*around[0], *around[1])
        if mark.level is not None:
            for step in (1, -1):
                new = Mark(mark.signal, moved(mark.level, step))
                yield f"level {step:+}", (*around[0], new, *around[1])
        for signal in _signals(mark.signal):
            yield f"reads {signal}", (*around[0], Mark(signal, mark.level), *around[1])


def _signals(signal: str) -> Iterator[str]:
    """The neighbours of a signal: another scope, a use for the other kind."""
    register, _, rest = signal.partition(".")
    if register != "initiative":
        return
    used_by, scope, nth = rest.split(".")
    for other in InitiativeScope:
        if other.name != scope:
            yield f"initiative.{used_by}.{other.name}.{nth}"
    yield f"initiative.{'form' if used_by == 'title' else 'title'}.{scope}.{nth}"


def rebuilt(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """The tree with every node for which ``change`` gives another in its place."""
    new = change(node)
    if new is not None:
        return new
    match node:
        case Several():
            parts = tuple(rebuilt(part, change) for part in node.parts)
            same = all(one is other for one, other in zip(parts, node.parts, strict=True))
            return node if same else replace(node, parts=parts)
        case Not():
            part = rebuilt(node.part, change)
            return node if part is node.part else replace(node, part=part)
        case Unless():
            both = rebuilt(node.part, change), rebuilt(node.exception, change)
            return replace(node, part=both[0], exception=both[1])
        case Amended():
            before = rebuilt(node.before, change)
            unchanged, after = rebuilt(node.unchanged, change), rebuilt(node.after, change)
            same = before is node.before and unchanged is node.unchanged and after is node.after
            made = {"before": before, "unchanged": unchanged, "after": after}
            return node if same else replace(node, **made)  # type: ignore[arg-type]
    return node
