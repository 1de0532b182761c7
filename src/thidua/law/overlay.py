"""Local rules of the same form as the national ones: a stricter number, a condition more, a cap.

The caller chooses the overlay by authority and date (``regulations``); one example is on file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from thidua.law.assessment import Finding
from thidua.law.binding import Binding
from thidua.law.canonical import canonical
from thidua.law.criteria import LOCAL
from thidua.law.dossiers import Paper, dossier
from thidua.law.enums import Verdict
from thidua.law.errors import NotStricter
from thidua.law.facts import Fact, Facts
from thidua.law.instruments import Citation, Confidence
from thidua.law.parameters import SHARE, Value, timelines
from thidua.law.tree import Declared, Node
from thidua.law.words import percent


@dataclass(frozen=True, slots=True)
class LocalNumber:
    """A parameter of the book, set higher here."""

    parameter: str
    value: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class LocalCondition:
    """A condition more for these titles."""

    titles: frozenset[str]
    node: Node


@dataclass(frozen=True, slots=True)
class Settlement:
    """An open question of the book, answered here. ``source``: who answered, where it stands."""

    question: str
    answer: bool
    source: str


@dataclass(frozen=True, slots=True)
class Cap:
    """At most this share of a group may be proposed: a rule of the round, never of a person.

    No national rule caps CSTĐCS since 2024-01-01; an authority may.
    """

    title: str
    share: Fraction
    of: str
    """What the share is taken of, in words: “số người đạt Lao động tiên tiến”."""
    citation: Citation

    def allowed(self, base: int) -> int:
        """The most that may be proposed out of ``base``; a part of a person is not a person."""
        return int(base * self.share)

    def finding(self, proposed: int, base: int) -> Finding:
        """Whether a unit keeps to the cap, given the round's own counts."""
        allowed = self.allowed(base)
        within = proposed <= allowed
        limit = f"{percent(self.share)} {self.of}"
        over = proposed - allowed
        return Finding(
            code=f"cap.{self.title}",
            verdict=Verdict.MET if within else Verdict.NOT_MET,
            sentence=f"Không đề nghị quá {limit}",
            detail=f"{limit} là {base} người nên được tối đa {allowed}; đang đề nghị {proposed}.",
            citation=self.citation,
            missing=None if within else f"Cần rút bớt {over} đề nghị.",
        )


@dataclass(frozen=True, slots=True)
class LocalPaper:
    """A paper this authority asks for with these titles, or words its own way.

    One with the code of a national paper stands in its place (Decree 152/2025, Art. 6(2)(c): the
    dossier of the lower titles is the province's to set); any other is asked for besides.
    """

    titles: frozenset[str]
    paper: Paper


@dataclass(frozen=True, slots=True)
class Overlay:
    """One local regulation, or the local rules of one round.

    ``NotStricter`` when a number asks for less than an established national one.
    """

    name: str
    numbers: tuple[LocalNumber, ...] = ()
    conditions: tuple[LocalCondition, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    caps: tuple[Cap, ...] = field(default=())
    papers: tuple[LocalPaper, ...] = ()

    def __post_init__(self) -> None:
        for number in self.numbers:
            _check_stricter(number)

    def bind(self, binding: Binding) -> Binding:
        """The numbers of the day with the local ones in their place."""
        local = {
            number.parameter: _localised(binding.values[number.parameter], number)
            for number in self.numbers
            if number.parameter in binding.values
        }
        return Binding(binding.year, {**binding.values, **local})

    def inform(self, facts: Facts) -> Facts:
        """The facts with the open questions this overlay settles."""
        return facts.with_values(
            {
                (f"open.{one.question}", facts.year): Fact(one.answer, one.source)
                for one in self.settlements
            }
        )

    def conditions_for(self, title: str) -> tuple[Node, ...]:
        return tuple(one.node for one in self.conditions if title in one.titles)

    def cap(self, title: str) -> Cap | None:
        """The cap on a title, if this overlay sets one."""
        return next((cap for cap in self.caps if cap.title == title), None)

    def dossier(self, title: str, on: date) -> tuple[Paper, ...]:
        """The national checklist with the local papers in their place or after it."""
        local = {one.paper.code: one.paper for one in self.papers if title in one.titles}
        national = tuple(local.pop(one.code, one) for one in dossier(title, on))
        return national + tuple(local.values())

    def digest(self) -> str:
        text = json.dumps(canonical(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Overlay:
        """From plain data, as a round keeps it.

        Keys: ``name``; ``number`` of the local instrument, optional ``article``, ``clause``;
        ``numbers`` {parameter: "0.8"}; ``conditions`` [{"code", "sentence", "titles"}]; ``settled``
        {question: bool}; ``caps`` [{"title", "share", "of"}]; ``papers`` [{"code", "name",
        "titles", "required"}].
        """
        citation = Citation(
            data.get("number", data["name"]),
            data.get("article"),
            data.get("clause"),
            local_name=data["name"],
        )
        numbers = data.get("numbers", {}).items()
        return cls(
            name=data["name"],
            numbers=tuple(LocalNumber(key, Fraction(value), citation) for key, value in numbers),
            conditions=tuple(_condition(row, citation) for row in data.get("conditions", ())),
            settlements=tuple(
                Settlement(question, answer, data["name"])
                for question, answer in data.get("settled", {}).items()
            ),
            caps=tuple(
                Cap(row["title"], Fraction(row["share"]), row["of"], citation)
                for row in data.get("caps", ())
            ),
            papers=tuple(_paper(row, citation) for row in data.get("papers", ())),
        )


def merged(overlays: Sequence[Overlay]) -> Overlay | None:
    """Several local rules that hold at once (a province's, then a ward's) as one.

    Where two set one number the higher holds, where two cap one title the lower: neither authority
    may undo the stricter rule of the other. Where two settle one question differently the question
    stays open, and where two describe one paper the later words stand. ``None`` for no rules.
    """
    if len(overlays) < 2:  # noqa: PLR2004 (nothing to merge)
        return overlays[0] if overlays else None
    numbers: dict[str, LocalNumber] = {}
    caps: dict[str, Cap] = {}
    answers: dict[str, set[bool]] = {}
    for one in overlays:
        for number in one.numbers:
            held = numbers.get(number.parameter)
            if held is None or number.value > held.value:
                numbers[number.parameter] = number
        for cap in one.caps:
            if cap.title not in caps or cap.share < caps[cap.title].share:
                caps[cap.title] = cap
        for settled in one.settlements:
            answers.setdefault(settled.question, set()).add(settled.answer)
    return Overlay(
        name="; ".join(one.name for one in overlays),
        numbers=tuple(numbers.values()),
        conditions=tuple(condition for one in overlays for condition in one.conditions),
        settlements=tuple(
            settled
            for one in overlays
            for settled in one.settlements
            if len(answers[settled.question]) == 1
        ),
        caps=tuple(caps.values()),
        papers=tuple(paper for one in overlays for paper in one.papers),
    )


def _paper(row: Mapping[str, Any], citation: Citation) -> LocalPaper:
    paper = Paper(row["code"], row["name"], row.get("required", True), True, citation)
    return LocalPaper(frozenset(row["titles"]), paper)


def _condition(row: Mapping[str, Any], citation: Citation) -> LocalCondition:
    """A criterion of conduct: the proposing unit vouches for it like for the national ones."""
    return LocalCondition(
        frozenset(row["titles"]), local_criterion(row["code"], row["sentence"], citation)
    )


def local_criterion(code: str, sentence: str, citation: Citation) -> Declared:
    """A criterion somebody declares, of a local rule; declared under ``local.<code>``."""
    return Declared(
        code=f"{LOCAL}{code}",
        sentence=sentence,
        citation=citation,
        criterion=f"{LOCAL}{code}",
        proof="xác nhận của đơn vị đề nghị",
    )


def _localised(national: Value, local: LocalNumber) -> Value:
    return replace(
        national, value=local.value, citation=local.citation, source=local.citation.text, note=""
    )


def _check_stricter(local: LocalNumber) -> None:
    """Every number a condition asks for is an "at least": lower is laxer."""
    line = timelines().get(local.parameter)
    if line is None:
        raise NotStricter(f"Bộ quy tắc không có con số nào tên “{local.parameter}”.")
    for value in (span.value for span in line.spans):
        if isinstance(value, Value):
            _check_against(value, local.value)


def _check_against(national: Value, local: Fraction) -> None:
    """A number weakly established can be corrected either way; a policy is the authority's own."""
    if national.unit != SHARE and local.denominator != 1:
        raise NotStricter(f"{national.unit.capitalize()} phải là số nguyên, không phải {local}.")
    if national.unit == SHARE and local > 1:
        raise NotStricter(f"Tỷ lệ {local} vượt quá 100 %.")
    lowest = 0 if national.confidence is Confidence.POLICY else 1
    if local < 0 or (national.unit != SHARE and local < lowest):
        raise NotStricter(f"Con số {local} quá nhỏ.")
    if national.confidence is Confidence.VERIFIED and local < national.value:
        raise NotStricter(
            f"Quy định địa phương không được thấp hơn {national.citation.text}: "
            f"{local} < {national.value}."
        )
