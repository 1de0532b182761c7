"""What can go wrong beside the trees: dated numbers, instruments, powers, papers, lists of titles.

A mutant changes one object in place, asks the boundary files, and puts it back. What the modules
remember between two answers is forgotten each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.law.mutation.cases import binding_on
from tests.law.mutation.questions import seen_by
from thidua.law import book, judgement, parameters, powers
from thidua.law.dated import Span, Timeline
from thidua.law.enums import Group, Level, SubjectKind
from thidua.law.instruments import AMENDING_LAW, Instrument, instruments
from thidua.law.parameters import SHARE, Value
from thidua.law.standards import STANDARDS, common, notes
from thidua.law.standards.standard import Standard
from thidua.law.titles import known_titles

DAY = timedelta(days=1)
_REMEMBERED: tuple[Any, ...] = (
    binding_on,
    parameters.values_at,
    book.change_dates,
    judgement._rules,
    judgement._conditions,
    notes._principles,
)


@dataclass(frozen=True)
class Mutant:
    """One change. ``kind``: the line of the table it is counted in; ``name`` names it for good."""

    kind: str
    name: str
    killed: Callable[[], bool]


def forget() -> None:
    for remembered in _REMEMBERED:
        remembered.cache_clear()


@contextmanager
def put(target: object, name: str, value: object) -> Iterator[None]:
    """One field of a frozen object, for a while."""
    held = getattr(target, name)
    object.__setattr__(target, name, value)
    forget()
    try:
        yield
    finally:
        object.__setattr__(target, name, held)
        forget()


def _in_place(
    kind: str,
    name: str,
    target: object,
    field: str,
    value: object,
    matters: tuple[str, ...],
    near: str,
) -> Mutant:
    def killed() -> bool:
        with put(target, field, value):
            return seen_by(matters, near)

    return Mutant(kind, name, killed)


# -- numbers ---

_MATTERS = (
    ("bonus-rounding", ("sum", "ceiling", "certificate", "number")),
    ("bonus-household", ("bonus", "sum", "number")),
    ("bonus-", ("bonus", "sum", "payment")),
    ("base-salary", ("sum", "ceiling", "number")),
    ("ceiling-", ("ceiling",)),
    ("vote-", ("vote", "ballot")),
    ("publication-", ("deadline", "publication")),
    ("deadline-", ("deadline", "gap")),
    ("filing-", ("filing", "number")),
    ("fund-", ("fund", "gap")),
    ("", ("number", "gap")),
)


def _asked_in(name: str) -> tuple[tuple[str, ...], str]:
    """The matters a number shows in, and what their keys have in common with its name."""
    matters = next(held for start, held in _MATTERS if name.startswith(start))
    near = name.partition("-")[2].rpartition("-")[0] if name.startswith("bonus-") else name
    return matters, near


def _step(value: Value) -> Fraction:
    if value.unit == SHARE:
        return Fraction(1, 100)
    if value.unit.startswith("đồng"):
        return Fraction(10_000)
    return Fraction(1) if value.value.denominator == 1 else Fraction(1, 10)


def numbers() -> Iterator[Mutant]:
    """Every value one step up and down."""
    for name, line in parameters.timelines().items():
        matters, near = _asked_in(name)
        for place, span in enumerate(line.spans):
            if isinstance(span.value, Value):
                for sign in (1, -1):
                    step = sign * _step(span.value)
                    moved = replace(span.value, value=span.value.value + step)
                    new = Span(span.start, span.end, moved)
                    spans = (*line.spans[:place], new, *line.spans[place + 1 :])
                    word = f"{name} from {span.start}: {decimal(step)}"
                    yield _in_place("number", word, line, "spans", spans, matters, near)


def decimal(step: Fraction) -> str:
    return f"{float(step):+g}"


def shifted(line: Timeline[Any]) -> Iterator[tuple[str, tuple[Span[Any], ...]]]:
    """The spans with one boundary a day earlier or later."""
    starts = [span.start for span in line.spans]
    for place, start in enumerate(starts):
        for sign in (1, -1):
            new = start + sign * DAY
            spans = list(line.spans)
            spans[place] = replace(spans[place], start=new)
            if place:
                spans[place - 1] = replace(spans[place - 1], end=new)
            yield f"{start} {sign:+d} day", tuple(spans)
    if (end := line.spans[-1].end) is not None:
        for sign in (1, -1):
            last = replace(line.spans[-1], end=end + sign * DAY)
            yield f"{end} {sign:+d} day", (*line.spans[:-1], last)


def intervals() -> Iterator[Mutant]:
    """Every day a number begins or ends, one day earlier and later."""
    for name, line in parameters.timelines().items():
        matters, near = _asked_in(name)
        for word, spans in shifted(line):
            yield _in_place("interval", f"{name} {word}", line, "spans", spans, matters, near)


# -- instruments and titles ---


def instrument_dates() -> Iterator[Mutant]:
    for one in instruments().values():
        for field in ("in_force_from", "ended"):
            day = getattr(one, field)
            if day is not None:
                for sign in (1, -1):
                    name = f"{one.number} {field} {sign:+d} day"
                    yield _of_instrument(name, one, field, day + sign * DAY)
    transition = instruments()[AMENDING_LAW].transition
    assert transition is not None
    for sign in (1, -1):
        new = replace(transition, received_before=transition.received_before + sign * DAY)
        one = instruments()[AMENDING_LAW]
        name = f"governing date {sign:+d} day"
        yield _in_place("instrument", name, one, "transition", new, ("governing",), "")


def _of_instrument(name: str, one: Instrument, field: str, day: date) -> Mutant:
    return _in_place("instrument", name, one, field, day, _OF_INSTRUMENTS, one.number)


_OF_INSTRUMENTS = ("instrument", "law", "ended", "missing_bases")


def titles() -> Iterator[Mutant]:
    """Whom a title is for, whether it is a title, the day of a later name."""
    for code, one in known_titles().items():
        for kind in SubjectKind:
            subjects = one.subjects ^ {kind}
            name = f"{code}: {'without' if kind in one.subjects else 'with'} {kind.value}"
            yield _in_place("title", name, one, "subjects", subjects, ("title",), code)
        other = "form" if one.kind == "title" else "title"
        yield _in_place("title", f"{code}: {other}", one, "kind", other, ("title",), code)
        for place, (first, words) in enumerate(one.later):
            for sign in (1, -1):
                later = (*one.later[:place], (first + sign * DAY, words), *one.later[place + 1 :])
                name = f"{code}: later name {sign:+d} day"
                yield _in_place("title", name, one, "later", later, ("title",), code)


# -- powers ---


def deciders() -> Iterator[Mutant]:
    """Every office of every award: its level, whether it stands there, since when."""
    matters = ("offices", "decider")
    for code, line in powers._offices().items():
        for word, spans in shifted(line):
            yield _in_place("decider", f"{code}: {word}", line, "spans", spans, matters, code)
        for place, span in enumerate(line.spans):
            for word, held in _offices(span.value):
                new = Span(span.start, span.end, held)
                spans = (*line.spans[:place], new, *line.spans[place + 1 :])
                name = f"{code} from {span.start}: {word}"
                yield _in_place("decider", name, line, "spans", spans, matters, code)


def _offices(held: powers.Offices) -> Iterator[tuple[str, powers.Offices]]:
    levels = list(Level)
    for place, one in enumerate(held):
        before, after = held[:place], held[place + 1 :]
        yield f"without office {place + 1}", (*before, *after)
        other = levels[(levels.index(one.level) + 1) % len(levels)]
        yield f"office {place + 1} at {other.value}", (*before, replace(one, level=other), *after)
        if place:
            swapped = (*held[: place - 1], one, held[place - 1], *after)
            yield f"office {place + 1} first", swapped


# -- standards ---

_OF_STANDARDS = ("standard", "silence", "beside", "discretion", "notes")


def standards() -> Iterator[Mutant]:
    """Since and until when a standard stands, for whom, and what goes with it."""
    for place, one in enumerate(STANDARDS):
        who = f"{one.title} {one.kind.value}{' ' + one.group.value if one.group else ''}"
        for word, field, value in _of_standard(one):
            name = f"{who} from {one.since} ({place}): {word}"
            yield _in_place("standard", name, one, field, value, _OF_STANDARDS, who)


def _of_standard(one: Standard) -> Iterator[tuple[str, str, object]]:
    for sign in (1, -1):
        yield f"since {sign:+d} day", "since", one.since + sign * DAY
        if one.until is not None:
            yield f"until {sign:+d} day", "until", one.until + sign * DAY
    kinds = list(SubjectKind)
    other = kinds[(kinds.index(one.kind) + 1) % len(kinds)]
    yield f"for {other.value}", "kind", other
    group = Group.UNRATED if one.group is not Group.UNRATED else None
    yield f"for group {group}", "group", group
    if one.group is not None:
        yield "for every group", "group", None
    yield "service", "service", None if one.service else common.service()
    if one.discretion:
        yield "discretion dropped", "discretion", ()
    yield "parts in another order kept, the first dropped", "parts", one.parts[1:]


def frames() -> Iterator[Mutant]:
    """The days on which what stands beside the articles changes."""
    lines: list[tuple[str, Timeline[Any]]] = [
        (f"clear {kind.value}", common.clear(kind)) for kind in SubjectKind
    ]
    lines.append(("standing", common.standing()))
    lines += [(f"service of {one.title}", one.service) for one in STANDARDS if one.service]
    for place, (name, line) in enumerate(lines):
        for word, spans in shifted(line):
            near = line.name.rpartition("-")[2]
            told = f"{name} ({place}): {word}"
            yield _in_place("frame", told, line, "spans", spans, ("beside", "condition"), near)
