"""Local rules of the same form as the national ones: a stricter number, a condition more, a cap.

The caller chooses the overlay by authority and date; this book holds none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from thidua.law.assessment import Finding
from thidua.law.binding import Binding
from thidua.law.canonical import canonical
from thidua.law.criteria import LOCAL
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
class Overlay:
    """One local regulation, or the local rules of one round.

    ``NotStricter`` when a number asks for less than an established national one.
    """

    name: str
    numbers: tuple[LocalNumber, ...] = ()
    conditions: tuple[LocalCondition, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    caps: tuple[Cap, ...] = field(default=())

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

    def digest(self) -> str:
        text = json.dumps(canonical(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Overlay:
        """From plain data, as a round keeps it.

        Keys: ``name``; ``number`` of the local instrument, optional ``article``, ``clause``;
        ``numbers`` {parameter: "0.8"}; ``conditions`` [{"code", "sentence", "titles"}]; ``settled``
        {question: bool}; ``caps`` [{"title", "share", "of"}].
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
        )


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
