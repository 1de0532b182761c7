"""A condition made ready for one year of merit and the numbers of one day: judged fast, in the
same words.

What a node says depends on its facts in two ways: on their *shape* (the value, and whether a source
stands behind it) and on the sources, which are only ever quoted. So ``words`` and ``remedies``
compose a node once for each shape, with a blank where a source is quoted, and each subject's own
sources are written into the blanks. The tree, spelled in the four words, stays the one source:
which atoms a node reads is seen by tracing it, and its value is what it spells.

Everything remembered is keyed by value and type, never by subject; it is bounded (``_SHAPES``,
``_PHRASES``, ``_FINDINGS`` entries), and harmless to compute twice, so threads share it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from thidua.law.algebra import Atom, Tri, tri_and, tri_not, tri_or
from thidua.law.assessment import Finding, make_finding
from thidua.law.binding import Binding
from thidua.law.enums import Group, SubjectKind, Verdict
from thidua.law.facts import Fact, Facts, FactValue, reading
from thidua.law.findings import joiner, shown
from thidua.law.instruments import Confidence, weakest
from thidua.law.remedies import missing
from thidua.law.runs import Yearly
from thidua.law.trace import Trace, trace
from thidua.law.tree import Node
from thidua.law.words import detail, fact_words, is_fact, sentence

T = TypeVar("T")
Pick = Callable[[Sequence[T]], tuple[T, ...]]

_SHAPES = 8_192
_PHRASES = 4_096
_FINDINGS = 512
"""Few: what units share is asked for again at once, and what is one subject's own never again."""

_BLANK = re.compile("\0(\\d+)\0")
"""Where a source is quoted: the place of its atom. No rule holds a NUL."""


class Slot:
    """One atom of a condition at its place among them; ``bare``: only its truth is looked at."""

    __slots__ = ("atom", "bare", "blank", "key")

    def __init__(self, place: int, atom: Atom, *, bare: bool) -> None:
        self.atom = atom
        self.key = (atom.signal, atom.year)
        self.blank = f"\0{place}\0"
        self.bare = bare


class Shape:
    """A fact of a slot but for its source, which is left blank.

    ``bare`` is the same with nothing but the truth of the atom: all a condition over years looks
    at. ``token`` is what the words of the condition depend on. ``before`` and ``after`` stand
    around the source among the facts used.
    """

    __slots__ = ("after", "bare", "before", "reading", "token")

    def __init__(self, slot: Slot, fact: Fact) -> None:
        self.reading = reading(slot.atom, fact)
        self.before, self.after = "", ""
        if is_fact(self.reading):
            self.before, _, self.after = fact_words(self.reading).partition(slot.blank)
        truth = self.reading.value
        plain = fact.of is None and fact.value is truth
        self.bare: Shape = self if plain else _shape_of(slot, Fact(truth, fact.source))
        self.token = self.bare if slot.bare else self


def _shape_of(slot: Slot, fact: Fact) -> Shape:
    kind: object = fact.value.__class__
    return _shape(slot, kind, fact.value, fact.of, fact.source != "")


@lru_cache(_SHAPES)
def _shape(slot: Slot, kind: object, value: FactValue, of: int | None, sourced: bool) -> Shape:
    """``kind`` is the value's type: ``True`` and 1 are equal and not the same fact."""
    return Shape(slot, Fact(value, slot.blank if sourced else "", of))


class Spelling:
    """``Algebra[int]`` that writes a node down, to read its value off again and again.

    A word is the place of a value: first those of the atoms the node reads, then those of its
    parts, then one for each step.
    """

    def __init__(self, traced: Trace, binding: Binding) -> None:
        atoms = [one.atom for one in traced.readings]
        self._places = {atom: place for place, atom in enumerate(atoms)}
        self._given = len(atoms) + len(traced.parts)
        self._steps: dict[tuple[Callable[[Tri, Tri], Tri], int, int], int] = {}
        parts = range(len(atoms), self._given)
        self._last = traced.node.spell(binding, self, parts)

    def read(self, atom: Atom) -> int:
        return self._places[atom]

    def and_(self, left: int, right: int) -> int:
        return self._step(tri_and, left, right)

    def or_(self, left: int, right: int) -> int:
        return self._step(tri_or, left, right)

    def not_(self, value: int) -> int:
        return self._step(_not, value, value)

    def _step(self, work: Callable[[Tri, Tri], Tri], left: int, right: int) -> int:
        return self._steps.setdefault((work, left, right), self._given + len(self._steps))

    def value(self, given: list[Tri]) -> Tri:
        """The node's value for those of its atoms and parts."""
        for work, left, right in self._steps:
            given.append(work(given[left], given[right]))
        return given[self._last]


def _not(value: Tri, _: Tri) -> Tri:
    return tri_not(value)


class Step:
    """One node, bound, with the places of the atoms it reads itself and of all below it."""

    def __init__(self, traced: Trace, binding: Binding, places: Mapping[Atom, int]) -> None:
        node = self.node = traced.node
        self.binding = binding
        self.code = node.code
        self.citation = node.citation
        self.sentence = sentence(node, binding)
        self.joiner = joiner(node)
        self.own = [places[one.atom] for one in traced.readings]
        self.below = [places[one.atom] for one in traced.all_readings()]
        self.spelling = Spelling(traced, binding)
        self.parts = tuple(Step(part, binding, places) for part in traced.parts)

    def phrase(self, tokens: Sequence[Shape]) -> Phrase:
        """The node and all below it for facts of these shapes."""
        own = [tokens[place] for place in self.own]
        if isinstance(self.node, Yearly):
            own = [one.bare for one in own]
        return _phrase(self, tuple(own), tuple([part.phrase(tokens) for part in self.parts]))

    def told(self) -> set[int]:
        """The places whose facts are told one by one, not only counted over years."""
        own = set() if isinstance(self.node, Yearly) else set(self.own)
        return own.union(*[part.told() for part in self.parts])

    def trace(self, own: tuple[Shape, ...], parts: tuple[Trace, ...]) -> Trace:
        readings = tuple([one.reading for one in own])
        values = [one.value for one in readings] + [one.value for one in parts]
        return Trace(self.node, self.spelling.value(values), readings, parts)


class Phrase:
    """What a node says for one shape of its facts."""

    __slots__ = (
        "confidence", "detail", "facts", "fixed", "missing", "parts", "quoted", "step", "traced",
        "used", "verdict",
    )  # fmt: skip

    def __init__(self, step: Step, own: tuple[Shape, ...], parts: tuple[Phrase, ...]) -> None:
        traced = step.trace(own, tuple([part.traced for part in parts]))
        self.traced: Trace = traced
        self.step = step
        self.verdict = Verdict.of(traced.value)
        self.missing = missing(traced, step.binding)
        self.detail, self.quoted = _with_blanks(detail(traced, step.binding))
        used = {place for place, one in zip(step.own, own, strict=True) if one.before}
        self.facts: set[int] = used.union(*[part.facts for part in parts])
        self.used: Pick[str] = _picker([place for place in step.below if place in self.facts])
        self.parts = tuple([(parts[place], needless) for place, needless in shown(traced)])
        self.confidence: Confidence = weakest(
            [step.citation.confidence]
            + [part.confidence for part, needless in self.parts if not needless]
        )
        self.fixed: dict[bool, Finding] = {}

    def finding(self, sources: Sequence[str], used: Sequence[str], optional: bool) -> Finding:
        """Said of one subject: ``sources`` and the facts used in words, by place."""
        if optional in self.fixed:
            return self.fixed[optional]
        step, quoted = self.step, self.quoted
        parts = [part.finding(sources, used, optional or spared) for part, spared in self.parts]
        said = make_finding(
            step.code,
            self.verdict,
            step.sentence,
            self.detail % quoted(sources) if quoted else self.detail,
            step.citation,
            self.used(used),
            None if optional else self.missing,
            tuple(parts),
            optional,
            step.joiner,
        )
        if not self.facts and quoted is None:
            # Nothing here is the subject's own.
            self.fixed[optional] = said
        return said


@lru_cache(_PHRASES)
def _phrase(step: Step, own: tuple[Shape, ...], parts: tuple[Phrase, ...]) -> Phrase:
    return Phrase(step, own, parts)


class Condition:
    """A top-level condition: from a subject's facts to its finding and how sure that is."""

    def __init__(self, node: Node, binding: Binding) -> None:
        traced = trace(node, binding, _NOTHING)
        atoms = [one.atom for one in traced.all_readings()]
        self.step = Step(traced, binding, {atom: place for place, atom in enumerate(atoms)})
        told = self.step.told()
        self.slots = [Slot(place, atom, bare=place not in told) for place, atom in enumerate(atoms)]

    def judge(self, facts: Facts) -> tuple[Finding, Confidence]:
        held, unheld = facts.values.get, facts.unheld
        shapes, sources = [], []
        for slot in self.slots:
            fact = held(slot.key) or unheld(*slot.key)
            value, source = fact.value, fact.source
            kind: object = value.__class__
            # As in _shape_of, without the call: this runs for every fact of every verdict.
            shapes.append(_shape(slot, kind, value, fact.of, source != ""))
            sources.append(source)
        return _judged(self, tuple(shapes), tuple(sources))


@lru_cache(_FINDINGS)
def _judged(
    condition: Condition, shapes: tuple[Shape, ...], sources: tuple[str, ...]
) -> tuple[Finding, Confidence]:
    phrase = _whole(condition, tuple([shape.token for shape in shapes]))
    pairs = zip(shapes, sources, strict=True)
    used = [f"{shape.before}{source}{shape.after}" for shape, source in pairs]
    return phrase.finding(sources, used, False), phrase.confidence


@lru_cache(_PHRASES)
def _whole(condition: Condition, tokens: tuple[Shape, ...]) -> Phrase:
    return condition.step.phrase(tokens)


_NOTHING = Facts(SubjectKind.PERSON, 0, Group.STAFF, {}, ())


def _picker(places: Sequence[int]) -> Pick[T]:
    """Takes the things at these places: a tuple, however many they are."""
    if len(places) > 1:
        return itemgetter(*places)
    first, last = (places[0], places[0] + 1) if places else (0, 0)
    return lambda things: tuple(things[first:last])


def _with_blanks(text: str) -> tuple[str, Pick[str] | None]:
    """A text with ``%s`` where sources are quoted and what picks them; nothing where none is."""
    places = [int(place) for place in _BLANK.findall(text)]
    if not places:
        return text, None
    return _BLANK.sub("%s", text.replace("%", "%%")), _picker(places)
