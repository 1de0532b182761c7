"""Looking ahead: what a standard asks of the years before the one judged.

``routes`` is the standard cut down to what history decides: where it offers a choice, the ways
that ask nothing of earlier years (a sudden feat, a prize) are left out, for they are open to
everybody every year. ``near`` and ``far`` are the same with every leaf over earlier years tied to
something on file that speaks for it, so that a register of which little is known does not put
everybody in reach of everything: any one thing it counts, or one of each kind.

They are trees like any other and run in every engine. What is assumed of the years still open is
said by ``favour`` and ``left_open``; a judge of one subject is in ``prospects``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from thidua.law import signals
from thidua.law.algebra import Algebra, Atom, every, some
from thidua.law.binding import Binding
from thidua.law.book import binding_at, catalogue, find_standard, tree_at
from thidua.law.enums import Group, SubjectKind
from thidua.law.overlay import Overlay
from thidua.law.runs import (
    CountOfLast,
    Following,
    InARow,
    Mark,
    RunContaining,
    WithinYears,
    Yearly,
)
from thidua.law.standards.common import AMENDED
from thidua.law.tape import Output, Program, Tape
from thidua.law.tree import AllOf, Amended, AnyOf, AtLeast, Has, Node, Several, fold, walk

T = TypeVar("T")

LEAD = "lead."
"""``lead.<signal>``: whether the fact is certainly true on file; never unknown."""
SERVICE_LEAD = f"{LEAD}service"
"""Years in leadership posts of any level, as far as they are on file."""
LAST_TEXT = AMENDED - timedelta(days=1)
"""The last day whose law is on file whole."""

_POST_YEARS = signals.quantity("post-years-")
_LIFELONG = frozenset({"quantity", "open", "lead"})
"""Facts that are no matter of one year, though they are asked about in it."""
_SETTLED = frozenset({signals.RATING, signals.block("disciplined")})
"""What a register may already say of a year still open; it then stays as it is."""


def favour(atom: Atom) -> bool:
    """The answer that helps: only what bars somebody helps by not being so."""
    return not atom.signal.startswith("blocked.")


def left_open(atom: Atom, years: range) -> bool:
    """Whether the fact is one of these years, still to come."""
    return atom.year in years and atom.signal.partition(".")[0] not in _LIFELONG


def may_be_settled(atom: Atom) -> bool:
    """Whether a register can already say it for good while the year runs."""
    return atom.signal in _SETTLED


def lead(atom: Atom) -> Atom:
    return Atom(f"{LEAD}{atom.signal}", atom.year, atom.at_least)


def follows(atom: Atom) -> Atom:
    """The fact a lead is about."""
    return Atom(atom.signal.removeprefix(LEAD), atom.year, atom.at_least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed(Node):
    """A leaf that counts only where something on file of earlier years speaks for it.

    ``each``: one thing of every kind it counts (the years of a run and what the run must hold, the
    award a run follows); else any one of them.
    """

    leaf: Node
    each: bool

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        held = [
            some(algebra, (algebra.read(atom) for atom in kind))
            for kind in _counted(self.leaf, binding)
        ]
        on_file = every(algebra, held) if self.each else some(algebra, held)
        return algebra.and_(self.leaf.ask(binding, algebra), on_file)


def _counted(leaf: Node, binding: Binding) -> list[list[Atom]]:
    """The leads of what the leaf counts in years before the one judged, kind by kind."""
    if isinstance(leaf, (Has, AtLeast)):
        atom = leaf.atom(binding)
        own = [lead(atom)]
        if atom.signal.startswith(_POST_YEARS):
            own.append(Atom(SERVICE_LEAD, atom.year, atom.at_least))
        return [own]
    assert isinstance(leaf, Yearly)
    years = _years(leaf, binding)
    kinds = [_leads(leaf.marks, binding, years)]
    if isinstance(leaf, RunContaining):
        kinds += [_leads(count.marks, binding, years) for count in leaf.counts]
    if isinstance(leaf, Following):
        since = range(binding.year - binding.whole(leaf.since), binding.year)
        kinds.append(_leads(leaf.first, binding, since))
    return kinds


def _leads(marks: Sequence[Mark], binding: Binding, years: Iterable[int]) -> list[Atom]:
    return [lead(mark.atom(binding, year)) for year in years for mark in marks]


def _years(leaf: Yearly, binding: Binding) -> list[int]:
    """The years before the one judged in which something may count."""
    if isinstance(leaf, InARow):
        windows = leaf.windows(binding)
    else:
        assert isinstance(leaf, (CountOfLast, WithinYears))
        windows = [leaf.window(binding)]
    return sorted({year for window in windows for year in window if year < binding.year})


@dataclass(frozen=True, eq=False)
class Outlook:
    """One title for one kind and group, as the years before ``year`` decide it.

    ``on``: the day whose law judges. ``conditions``: the whole standard.
    """

    title: str
    kind: SubjectKind
    group: Group
    year: int
    on: date
    conditions: AllOf
    routes: Node
    binding: Binding
    answers: Mapping[str, bool]
    _made: dict[tuple[int, bool], Node] = field(default_factory=dict, init=False, repr=False)
    """What ``backed`` made of the nodes of the routes, by their identity."""

    def __post_init__(self) -> None:
        for node in walk(self.routes):
            for each in (False, True):
                self._made[id(node), each] = self._backed(node, each=each)

    @property
    def near(self) -> Node:
        return self.backed(self.routes, each=False)

    @property
    def far(self) -> Node:
        return self.backed(self.routes, each=True)

    def backed(self, node: Node, *, each: bool) -> Node:
        """The tree with every leaf over earlier years tied to something on file."""
        made = self._made.get((id(node), each))
        return made or self._backed(node, each=each)

    def _backed(self, node: Node, *, each: bool) -> Node:
        if isinstance(node, Several):
            return replace(node, parts=tuple(self.backed(one, each=each) for one in node.parts))
        if isinstance(node, Amended):
            return replace(node, before=self.backed(node.before, each=each))
        leaf = isinstance(node, (Yearly, Has, AtLeast))
        if leaf and _asks_history(node, self.binding, self.answers):
            return Backed(
                code=node.code,
                sentence=node.sentence,
                citation=node.citation,
                leaf=node,
                each=each,
            )
        return node


def law_day(title: str, year: int, overlay: Overlay | None) -> date:
    """The day whose law judges the year's merit: its last, or the last whose text is on file.

    A local rule that says whether the amended law left the title as it was is such a text.
    """
    end = date(year, 12, 31)
    settled = {one.question for one in overlay.settlements} if overlay else set()
    known = end <= LAST_TEXT or f"amended.{title}" in settled
    return end if known else LAST_TEXT


@lru_cache(maxsize=1024)
def outlook(
    title: str, kind: SubjectKind, group: Group, year: int, overlay: Overlay | None
) -> Outlook | None:
    """``None`` where the book has no standard, or one that asks nothing of earlier years."""
    on = law_day(title, year, overlay)
    standard = find_standard(title, kind, group, on)
    if standard is None:
        return None
    binding, tree, answers = binding_at(year, on), tree_at(standard, on), {}
    if overlay is not None:
        binding = overlay.bind(binding)
        tree = replace(tree, parts=tree.parts + overlay.conditions_for(title))
        answers = {one.question: one.answer for one in overlay.settlements}
    routes = _routes(tree, binding, answers)
    if not _asks_history(routes, binding, answers):
        return None
    return Outlook(title, kind, group, year, on, tree, routes, binding, answers)


def outlooks(
    kind: SubjectKind, group: Group, year: int, overlay: Overlay | None
) -> tuple[Outlook, ...]:
    """Every title that such a subject can come to through earlier years, in the order of the book.

    Two titles with one and the same way (bằng khen of a province, of a ministry) are one prospect,
    under the first of them.
    """
    found: dict[tuple[Node, ...], Outlook] = {}
    for title in catalogue(min(date(year, 12, 31), LAST_TEXT)):
        one = outlook(title.code, kind, group, year, overlay)
        if one is not None:
            found.setdefault(one.routes.children, one)
    return tuple(found.values())


def _asks_history(node: Node, binding: Binding, answers: Mapping[str, bool]) -> bool:
    """Whether anything hangs on earlier years once all of the year judged is in favour."""
    tape = Tape(answers)
    program = tape.program([Output(node.code, fold(node, binding, tape))])
    own = range(binding.year, binding.year + 1)
    rest = program.assume({one: favour(one) for one in program.atoms if left_open(one, own)})
    return bool(rest.atoms)


def _routes(node: Node, binding: Binding, answers: Mapping[str, bool]) -> Node:
    if isinstance(node, Amended):
        return replace(node, before=_routes(node.before, binding, answers))
    if not isinstance(node, Several):
        return node
    parts = tuple(_routes(one, binding, answers) for one in node.parts)
    if isinstance(node, AnyOf):
        parts = tuple(one for one in parts if _asks_history(one, binding, answers)) or parts
    return replace(node, parts=parts)


NEAR, FAR = "near", "far"


def compile_met(found: Sequence[Outlook]) -> Program:
    """The whole standards on the facts as they are; one output a title."""
    tape = Tape()
    outputs = []
    for one in found:
        tape.settled(one.answers)
        outputs.append(Output(one.title, fold(one.conditions, one.binding, tape)))
    return tape.program(outputs)


def compile_reach(found: Sequence[Outlook], years: range) -> Program:
    """``near.<title>`` and ``far.<title>``, with everything of the ``years`` still open in favour.

    What may be settled already (``may_be_settled``) is read; the caller answers it in favour where
    nothing is on file.
    """
    tape = Tape()
    outputs = []
    for one in found:
        tape.settled(one.answers)
        outputs.append(Output(f"{NEAR}.{one.title}", fold(one.near, one.binding, tape)))
        outputs.append(Output(f"{FAR}.{one.title}", fold(one.far, one.binding, tape)))
    program = tape.program(outputs)
    return program.assume(
        {
            atom: favour(atom)
            for atom in program.atoms
            if left_open(atom, years) and not may_be_settled(atom)
        }
    )
