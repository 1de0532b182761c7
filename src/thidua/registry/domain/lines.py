"""One line of an imported file as the record takes it, kept as JSON on its `ImportRow`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.vietnamese.dates import PartialDate

Json = Mapping[str, Any]
PERSON, COLLECTIVE, HOUSEHOLD = "person", "collective", "household"


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a line is about, in the file's own words.

    `year` is the year the line speaks of; the unit's words are understood as of that year.
    """

    kind: str
    name: str
    birth: PartialDate | None
    birth_words: str
    unit_words: str
    year: int | None

    def to_json(self) -> dict[str, Any]:
        birth = self.birth and [self.birth.year, self.birth.month, self.birth.day]
        return {
            "kind": self.kind,
            "name": self.name,
            "birth": birth,
            "birth_words": self.birth_words,
            "unit": self.unit_words,
            "year": self.year,
        }

    @classmethod
    def from_json(cls, content: Json) -> Who:
        birth = content["birth"]
        return cls(
            kind=content["kind"],
            name=content["name"],
            birth=PartialDate(*birth) if birth else None,
            birth_words=content["birth_words"],
            unit_words=content["unit"],
            year=content["year"],
        )


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award received. `who.year` is the year of merit; `decided_on` may fall in the next year.

    `title_code` is None while the words do not decide; `title_choices` are then on offer.
    """

    who: Who
    title_code: str | None
    title_words: str
    title_question: str
    title_choices: tuple[str, ...]
    level: str
    decision_number: str
    decided_on: date | None
    revoked_on: date | None
    revocation: str
    note: str

    def to_json(self) -> dict[str, Any]:
        return {
            "who": self.who.to_json(),
            "title": self.title_code,
            "title_words": self.title_words,
            "title_question": self.title_question,
            "title_choices": list(self.title_choices),
            "level": self.level,
            "decision": self.decision_number,
            "decided_on": _text(self.decided_on),
            "revoked_on": _text(self.revoked_on),
            "revocation": self.revocation,
            "note": self.note,
        }

    @classmethod
    def from_json(cls, content: Json) -> AwardLine:
        return cls(
            who=Who.from_json(content["who"]),
            title_code=content["title"],
            title_words=content["title_words"],
            title_question=content["title_question"],
            title_choices=tuple(content["title_choices"]),
            level=content["level"],
            decision_number=content["decision"],
            decided_on=_day(content["decided_on"]),
            revoked_on=_day(content["revoked_on"]),
            revocation=content["revocation"],
            note=content["note"],
        )


@dataclass(frozen=True, slots=True)
class YearRating:
    """The rating of one year: a level, or why there is none; `words` as the file has them."""

    year: int
    level: int | None
    why_none: str
    words: str


@dataclass(frozen=True, slots=True)
class DisciplineWords:
    """What the discipline column says: being considered or decided, when, by which paper."""

    state: str
    year: int | None
    since: date | None
    measure: str
    words: str


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One person's ratings over the years of the file."""

    who: Who
    ratings: tuple[YearRating, ...]
    discipline: tuple[DisciplineWords, ...]
    note: str

    def to_json(self) -> dict[str, Any]:
        return {
            "who": self.who.to_json(),
            "ratings": [[one.year, one.level, one.why_none, one.words] for one in self.ratings],
            "discipline": [
                [one.state, one.year, _text(one.since), one.measure, one.words]
                for one in self.discipline
            ],
            "note": self.note,
        }

    @classmethod
    def from_json(cls, content: Json) -> RatingLine:
        return cls(
            who=Who.from_json(content["who"]),
            ratings=tuple(YearRating(*one) for one in content["ratings"]),
            discipline=tuple(
                DisciplineWords(state, year, _day(since), measure, words)
                for state, year, since, measure, words in content["discipline"]
            ),
            note=content["note"],
        )


def who_of(content: Json) -> Who | None:
    """Whom a row is about; None for a row that could not be read at all."""
    return Who.from_json(content["who"]) if content.get("who") else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
