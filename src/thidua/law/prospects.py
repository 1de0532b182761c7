"""How one subject stands towards a title in a year still open: in reach or not, and what lacks.

The reference for ``outlook``'s programs, and what puts a standing into words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from thidua.law import signals
from thidua.law.algebra import Atom
from thidua.law.enums import RatingLevel
from thidua.law.facts import Fact, Facts, Reading
from thidua.law.outlook import (
    LEAD,
    SERVICE_LEAD,
    Outlook,
    favour,
    follows,
    left_open,
    may_be_settled,
)
from thidua.law.overlay import Overlay
from thidua.law.remedies import cost, missing
from thidua.law.runs import Yearly
from thidua.law.scalar import MustMay, Pair
from thidua.law.titles import known_title
from thidua.law.trace import Trace, trace
from thidua.law.tree import AnyOf, Node, Open, Several, fold, walk
from thidua.law.words import atom_words, sentence, years_words

_HOPED = "còn ở phía trước"
_QUOTED = ("award", signals.RATING, "initiative")
"""Registers whose facts are named as the ground somebody stands on."""


class Standing(StrEnum):
    """Where somebody stands; the value goes into addresses."""

    NOW = "du-ngay"
    """Met on file, conduct vouched for by the unit."""
    SOON = "trong-nam"
    """The past is complete: what remains is of the years still open."""
    PAPERS = "giay-to"
    """Something of the past is not known, or the texts leave a question open."""


@dataclass(frozen=True, slots=True, eq=False)
class HopedFacts(Facts):
    """The facts with everything of these years in favour, but for what is settled on file."""

    years: range = range(0)

    @classmethod
    def of(cls, facts: Facts, years: range) -> HopedFacts:
        return cls(
            facts.kind, facts.year, facts.group, facts.values, facts.coverage, facts.voucher, years
        )

    def read(self, atom: Atom) -> Reading:
        if not left_open(atom, self.years):
            return Facts.read(self, atom)
        held = self.values.get((atom.signal, atom.year))
        if may_be_settled(atom) and held is not None and held.value is not None:
            return Facts.read(self, atom)
        answer = favour(atom)
        return Reading(atom, answer, Fact(answer, _HOPED))


class FirmFacts(HopedFacts):
    """The facts with what is not known of other years taken as not so: what then remains to be
    done is of these years."""

    __slots__ = ()

    def read(self, atom: Atom) -> Reading:
        held = Facts.read(self, atom)
        past = not left_open(atom, self.years)
        if held.value is None and past and atom.signal.partition(".")[0] in _QUOTED:
            return Reading(atom, value=False, fact=Fact(value=False, source=""))
        return held


class _Leads(MustMay):
    """Facts, some of them hoped for; leads only as they are certain on file."""

    def __init__(self, hoped: Facts, on_file: Facts, service: Fraction) -> None:
        super().__init__(hoped)
        self._on_file, self._service = on_file, service

    def read(self, atom: Atom) -> Pair:
        if not atom.signal.startswith(LEAD):
            return super().read(atom)
        if atom.signal == SERVICE_LEAD:
            sure = atom.at_least is not None and self._service >= atom.at_least
        else:
            sure = self._on_file.read(follows(atom)).value is True
        return sure, sure


class Prospect:
    """One subject and one title.

    ``facts``: as on file, conduct vouched for. ``years``: those still open, the one judged last.
    ``service``: years in leadership posts on file. ``standing``: where it has been judged already.
    """

    def __init__(
        self,
        outlook: Outlook,
        facts: Facts,
        years: range,
        *,
        overlay: Overlay | None = None,
        service: Fraction = Fraction(0),
        standing: Standing | None = None,
    ) -> None:
        self._judged = standing
        self.outlook = outlook
        self.facts = overlay.inform(facts) if overlay is not None else facts
        self.hoped = HopedFacts.of(self.facts, years)
        self._on_file = MustMay(self.facts)
        self._service = service
        self._leads = _Leads(self.hoped, self.facts, service)

    @cached_property
    def standing(self) -> Standing | None:
        """``None``: what is on file of the past is against it, or says nothing for it."""
        if self._judged is not None:
            return self._judged
        one = self.outlook
        if fold(one.conditions, one.binding, self._on_file)[0]:
            return Standing.NOW
        if fold(one.near, one.binding, self._leads)[0]:
            return Standing.SOON
        return Standing.PAPERS if fold(one.far, one.binding, self._leads)[1] else None

    @cached_property
    def way(self) -> Node:
        """The routes with, of each choice, only what is nearest for this subject."""
        return self._nearest(self.outlook.routes)

    def _nearest(self, node: Node) -> Node:
        if not isinstance(node, Several):
            return node
        parts = node.parts
        if isinstance(node, AnyOf):
            found = (tuple(one for one in parts if test(one)) for test in self._tests)
            parts = next((one for one in found if one), parts)
        return replace(node, parts=tuple(self._nearest(one) for one in parts))

    @property
    def _tests(self) -> tuple[Callable[[Node], bool], ...]:
        """From met already to possible at all."""
        one, backed = self.outlook, self.outlook.backed
        return (
            lambda node: fold(node, one.binding, self._on_file)[0],
            lambda node: fold(backed(node, each=False), one.binding, self._leads)[0],
            lambda node: fold(backed(node, each=True), one.binding, self._leads)[1],
        )

    @cached_property
    def _traced(self) -> Trace:
        """The way over the facts that show what lacks: of the past, where that is not complete;
        else of the years still open."""
        is_soon = self.standing is Standing.SOON
        facts = FirmFacts.of(self.facts, self.hoped.years) if is_soon else self.hoped
        return trace(self.way, self.outlook.binding, facts)

    @cached_property
    def lacks(self) -> str:
        """What remains to be done or shown, as a sentence; empty where nothing is lacking."""
        if self.standing is Standing.NOW:
            return ""
        text = missing(self._traced, self.outlook.binding) or ""
        for paper, thing in self._to_come().items():
            text = text.replace(paper, thing).replace(f"{thing}, {thing}", thing)
        return text

    def _to_come(self) -> dict[str, str]:
        """Of years still open the thing itself is said, not the paper that will show it.

        Things of which any one will do are said together.
        """
        said: dict[str, str] = {}
        for year in self.hoped.years:
            for leaf in (one for one in walk(self.way) if isinstance(one, Yearly)):
                others = [mark for mark in leaf.read_marks if mark not in leaf.marks]
                for marks in (leaf.marks, *((mark,) for mark in others)):
                    atoms = [mark.atom(self.outlook.binding, year) for mark in marks]
                    if all(one.signal.startswith(("award.", signals.RATING)) for one in atoms):
                        words = " hoặc ".join(map(self._thing, atoms))
                        said |= {atom_words(one): f"{words} năm {year}" for one in atoms}
        return said

    def _thing(self, atom: Atom) -> str:
        if atom.signal != signals.RATING:
            return f"“{known_title(atom.signal.partition('.')[2]).name}”"
        level = self._levels.get(atom.year)
        if level is None:
            level = RatingLevel(int(atom.at_least or 0))
        better = "" if level is max(RatingLevel) else " trở lên"
        return f"xếp loại {signals.LEVEL_WORDS[level]}{better}"

    @cached_property
    def _levels(self) -> dict[int, RatingLevel]:
        """Where the way asks for two ratings (a run of good years, some of them excellent): the
        lowest of each open year that will do, those of later ones as found."""
        one, facts, found = self.outlook, self.facts, dict[int, RatingLevel]()
        bounds = {
            mark.level
            for leaf in walk(self.way)
            if isinstance(leaf, Yearly)
            for mark in leaf.read_marks
            if mark.signal == signals.RATING
        }
        near = one.backed(self.way, each=False)
        for year in reversed(self.hoped.years) if len(bounds) > 1 else ():
            for level in sorted(RatingLevel):
                said = {(signals.RATING, year): Fact(level, _HOPED)}
                probe = replace(facts, values={**facts.values, **said})
                hoped = HopedFacts.of(probe, self.hoped.years)
                if fold(near, one.binding, _Leads(hoped, self.facts, self._service))[0]:
                    facts, found[year] = probe, level
                    break
        return found

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """What the texts leave open and no local rule has settled, where it stands in the way."""
        if self.standing is not Standing.PAPERS:
            return ()
        asked = (one.node for one in self._nearest_gaps(self._traced) if isinstance(one.node, Open))
        return tuple(dict.fromkeys(sentence(node, self.outlook.binding) for node in asked))

    def _nearest_gaps(self, traced: Trace) -> Iterator[Trace]:
        """What is not known on the way that ``lacks`` speaks of."""
        if traced.value is not None:
            return
        yield traced
        parts = traced.parts
        if isinstance(traced.node, AnyOf):
            parts = (min(parts, key=lambda part: cost(part, self.outlook.binding)),)
        for part in parts:
            yield from self._nearest_gaps(part)

    @cached_property
    def grounds(self) -> tuple[str, ...]:
        """What on file speaks for it: “CSTĐCS 2023–2025”."""
        held: dict[str, list[int]] = {}
        for one in trace(self.way, self.outlook.binding, self.facts).all_readings():
            if one.value is True and one.atom.signal.partition(".")[0] in _QUOTED:
                held.setdefault(_name(one), []).append(one.atom.year)
        return tuple(f"{name} {years_words(years)}" for name, years in held.items())


def _name(one: Reading) -> str:
    register, _, detail = one.atom.signal.partition(".")
    if register == "award":
        return known_title(detail).short
    if register == signals.RATING and not isinstance(one.fact.value, bool | None):
        return signals.LEVEL_WORDS[RatingLevel(int(one.fact.value))]
    return signals.describe(one.atom.signal).words.capitalize()
