"""Rules of many titles as one straight list of steps: the form every bulk engine runs.

A ``Tape`` is an ``Algebra`` whose values are registers. It writes each different step once, so what
several titles (or one title on two days) have in common is computed once for a whole population.
It simplifies only by laws that hold in Kleene's three values; ``x or not x`` stays as it is.

An engine walks ``Program.steps`` in order: a step reads only registers before its own. What it has
to know of a subject is in ``Program.reads``; what it answers is in ``Program.outputs``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import product
from typing import NamedTuple

from thidua.law.algebra import Atom, Tri, every
from thidua.law.binding import Binding
from thidua.law.book import binding_at, find_standard, tree_at
from thidua.law.builder import FactsBuilder
from thidua.law.enums import Group, SubjectKind, Verdict
from thidua.law.judgement import explain
from thidua.law.overlay import Overlay
from thidua.law.titles import known_title
from thidua.law.tree import Node, fold

OPEN = "open."
"""Signals of questions the texts leave open: no register holds them, only an overlay answers."""

_TRI = {Verdict.MET: True, Verdict.NOT_MET: False, Verdict.NOT_KNOWN: None}


@dataclass(frozen=True, slots=True)
class Is:
    """Whether the text column ``kind`` or ``group`` of a subject has this value: never unknown.

    Where the column or its value is missing the subject is a person, of the staff.
    """

    column: str
    value: str

    @property
    def name(self) -> str:
        return f"{self.column}={self.value}"

    @property
    def by_default(self) -> bool:
        """The answer for a subject nothing is said of."""
        return self.value in {SubjectKind.PERSON.value, Group.STAFF.value}


Read = Atom | Is
"""What is read of a subject: a nullable boolean column named ``Atom.name``, or a selector."""


class Op(StrEnum):
    CONSTANT = "constant"
    READ = "read"
    NOT = "not"
    AND = "and"
    OR = "or"


class Step(NamedTuple):
    """One register. AND and OR take ``left`` and ``right``, NOT takes ``left``; both are registers.

    ``read`` is set on READ alone, ``value`` counts on CONSTANT alone (``None``: unknown).
    """

    op: Op
    left: int = -1
    right: int = -1
    read: Read | None = None
    value: Tri = None


class Output(NamedTuple):
    """One answer column. ``name``: the title's code; for a condition ``<title>/<condition>``."""

    name: str
    register: int


@dataclass(frozen=True)
class Program:
    """Steps in the order they have to run, none of them idle, and the registers to answer."""

    steps: tuple[Step, ...]
    outputs: tuple[Output, ...]

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        """Everything read, each once, in the order of the steps."""
        return tuple(step.read for step in self.steps if step.read is not None)

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """The facts read; ``Atom.name`` is the column."""
        return tuple(read for read in self.reads if isinstance(read, Atom))

    @cached_property
    def selectors(self) -> tuple[Is, ...]:
        """The kinds and groups told apart."""
        return tuple(read for read in self.reads if isinstance(read, Is))

    @cached_property
    def uses(self) -> tuple[int, ...]:
        """How often each register is read by other steps or answered."""
        counts = [0] * len(self.steps)
        for step in self.steps:
            for register in operands(step):
                counts[register] += 1
        for output in self.outputs:
            counts[output.register] += 1
        return tuple(counts)

    def assume(self, known: Mapping[Read, Tri]) -> Program:
        """The program for subjects of whom these reads are known to be so (or not known)."""
        tape = Tape()
        moved: list[int] = []
        for step in self.steps:
            moved.append(_replayed(tape, step, moved, known))
        return tape.program(Output(one.name, moved[one.register]) for one in self.outputs)

    def for_columns(self, columns: Sequence[str]) -> Program:
        """The program for a table with these columns: what it lacks is unknown, or the default.

        A selector may be a column of its own, named ``Is.name``.
        """
        held = set(columns)
        known: dict[Read, Tri] = {one: None for one in self.atoms if one.name not in held}
        known |= {
            one: one.by_default for one in self.selectors if held.isdisjoint({one.column, one.name})
        }
        return self.assume(known)


def operands(step: Step) -> tuple[int, ...]:
    """The registers a step reads."""
    if step.op in {Op.AND, Op.OR}:
        return step.left, step.right
    return (step.left,) if step.op is Op.NOT else ()


def _replayed(tape: Tape, step: Step, moved: Sequence[int], known: Mapping[Read, Tri]) -> int:
    match step.op:
        case Op.CONSTANT:
            return tape.constant(step.value)
        case Op.READ:
            assert step.read is not None
            return tape.constant(known[step.read]) if step.read in known else tape.pick(step.read)
        case Op.NOT:
            return tape.not_(moved[step.left])
        case Op.AND:
            return tape.and_(moved[step.left], moved[step.right])
    return tape.or_(moved[step.left], moved[step.right])


class Tape:
    """``Algebra[int]`` that writes steps. ``answers``: open questions and their settled answers."""

    def __init__(self, answers: Mapping[str, bool] | None = None) -> None:
        self._answers = dict(answers or {})
        self._steps: list[Step] = []
        self._registers: dict[Step, int] = {}

    def constant(self, value: Tri) -> int:
        return self._register(Step(Op.CONSTANT, value=value))

    def pick(self, read: Read) -> int:
        return self._register(Step(Op.READ, read=read))

    def read(self, atom: Atom) -> int:
        """A fact; an open question is a constant, for no register holds it."""
        if atom.signal.startswith(OPEN):
            return self.constant(self._answers.get(atom.signal.removeprefix(OPEN)))
        return self.pick(atom)

    def and_(self, left: int, right: int) -> int:
        return self._lattice(Op.AND, left, right, neutral=True)

    def or_(self, left: int, right: int) -> int:
        return self._lattice(Op.OR, left, right, neutral=False)

    def not_(self, value: int) -> int:
        step = self._steps[value]
        if step.op is Op.NOT:
            return step.left
        if step.op is Op.CONSTANT:
            return self.constant(None if step.value is None else not step.value)
        return self._register(Step(Op.NOT, value))

    def settled(self, answers: Mapping[str, bool]) -> None:
        """Read open questions as answered so from here on."""
        self._answers = dict(answers)

    def program(self, outputs: Iterable[Output]) -> Program:
        """What these outputs need of what was written, and nothing else."""
        wanted = tuple(outputs)
        place: dict[int, int] = {}
        for output in wanted:
            self._order(output.register, place)
        steps = (self._steps[register] for register in place)
        return Program(
            tuple(
                Step(op, place.get(left, -1), place.get(right, -1), read, value)
                for op, left, right, read, value in steps
            ),
            tuple(Output(output.name, place[output.register]) for output in wanted),
        )

    def _order(self, register: int, place: dict[int, int]) -> None:
        """What a register needs, each just before its first use: few values wait at a time."""
        waiting = [register]
        while waiting:
            last = waiting[-1]
            missing = [one for one in operands(self._steps[last]) if one not in place]
            waiting.extend(reversed(missing))
            if not missing:
                place.setdefault(last, len(place))
                waiting.pop()

    def _lattice(self, op: Op, left: int, right: int, *, neutral: bool) -> int:
        """AND and OR alike: each has a constant that changes nothing and one that settles all."""
        if left == right:
            return left
        for one, other in ((left, right), (right, left)):
            step = self._steps[one]
            if step.op is Op.CONSTANT and step.value is not None:
                return other if step.value is neutral else one
            if step.op in {Op.AND, Op.OR} and other in {step.left, step.right}:
                # x and (x and y) = x and y; x and (x or y) = x. Likewise turned round.
                return one if step.op is op else other
        return self._register(Step(op, min(left, right), max(left, right)))

    def _register(self, step: Step) -> int:
        register = self._registers.get(step)
        if register is None:
            register = self._registers[step] = len(self._steps)
            self._steps.append(step)
        return register


@dataclass(frozen=True, slots=True)
class Day:
    """The law of one day with the local rules of one authority."""

    on: date
    overlay: Overlay | None = None

    @property
    def answers(self) -> dict[str, bool]:
        settled = self.overlay.settlements if self.overlay else ()
        return {one.question: one.answer for one in settled}

    def binding(self, year: int) -> Binding:
        binding = binding_at(year, self.on)
        return self.overlay.bind(binding) if self.overlay else binding

    def conditions(self, title: str, kind: SubjectKind, group: Group) -> tuple[Node, ...] | None:
        """The top-level conditions; ``None`` where the book has no standard."""
        standard = find_standard(title, kind, group, self.on)
        if standard is None:
            return None
        own = tree_at(standard, self.on).parts
        return own + (self.overlay.conditions_for(title) if self.overlay else ())


def compile_rules(
    titles: Sequence[str],
    year: int,
    on: date,
    *,
    overlay: Overlay | None = None,
    conditions: bool = False,
) -> Program:
    """Judge every kind and group for these titles: one output a title, in that order.

    ``year``: the year of merit; ``on``: the day of consideration, whose law judges. With
    ``conditions``, each top-level condition follows as an output of its own; it is unknown for
    subjects whose standard does not have it. ``UnknownTitle`` for a code the law does not name.
    """
    tape = Tape()
    writer = _Writer(tape, year, Day(on, overlay))
    outputs = [Output(title, writer.verdict(title)) for title in titles]
    if conditions:
        outputs += [one for title in titles for one in writer.conditions(title)]
    return tape.program(outputs)


def compile_change(titles: Sequence[str], year: int, old: Day, new: Day) -> Program:
    """Two days of law over one year of merit: all titles by the old one, then all by the new."""
    tape = Tape()
    outputs: list[Output] = []
    for words, day in (("old", old), ("new", new)):
        writer = _Writer(tape, year, day)
        outputs += [Output(f"{words}.{title}", writer.verdict(title)) for title in titles]
    return tape.program(outputs)


@dataclass
class _Writer:
    """Writes the titles of one day."""

    tape: Tape
    year: int
    day: Day

    def __post_init__(self) -> None:
        self.tape.settled(self.day.answers)

    def verdict(self, title: str) -> int:
        known_title(title)
        cases = product(SubjectKind, Group)
        return self._chosen(
            {(kind, group): self._case(title, kind, group) for kind, group in cases}
        )

    def conditions(self, title: str) -> Iterator[Output]:
        found = {
            (kind, group): {
                node.code: self._node(node)
                for node in self.day.conditions(title, kind, group) or ()
            }
            for kind, group in product(SubjectKind, Group)
        }
        unknown = self.tape.constant(None)
        for code in dict.fromkeys(code for held in found.values() for code in held):
            cases = {case: held.get(code, unknown) for case, held in found.items()}
            yield Output(f"{title}/{code}", self._chosen(cases))

    def _case(self, title: str, kind: SubjectKind, group: Group) -> int:
        nodes = self.day.conditions(title, kind, group)
        if nodes is None:
            # Where the book has no standard the verdict rests on no fact.
            nobody = FactsBuilder(kind, self.year, group=group).build()
            return self.tape.constant(_TRI[explain(nobody, title, self.day.on).verdict])
        return every(self.tape, (self._node(node) for node in nodes))

    def _node(self, node: Node) -> int:
        return fold(node, self.day.binding(self.year), self.tape)

    def _chosen(self, cases: Mapping[tuple[SubjectKind, Group], int]) -> int:
        """The register of the subject's own kind and group."""
        by_kind = {
            kind.value: self._choose("group", {group.value: cases[kind, group] for group in Group})
            for kind in SubjectKind
        }
        return self._choose("kind", by_kind)

    def _choose(self, column: str, by_value: Mapping[str, int]) -> int:
        """The register most values share needs no selector but "none of the others"."""
        registers = list(by_value.values())
        common = chosen = max(dict.fromkeys(registers), key=registers.count)
        for value, register in by_value.items():
            if register != common:
                here = self.tape.pick(Is(column, value))
                others = self.tape.and_(self.tape.not_(here), chosen)
                chosen = self.tape.or_(others, self.tape.and_(here, register))
        return chosen
