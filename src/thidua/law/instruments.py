"""Laws, decrees, circulars and letters: when they hold, and citations that must exist in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from thidua.law.errors import BadBook

POINTS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q")
"""Letters of a clause in the order of Vietnamese drafting: đ is one of them, f and j are not."""


class Confidence(StrEnum):
    """How well a number, date or wording is established; strongest first."""

    VERIFIED = "verified"
    """The text itself, or a page quoting it, was read."""
    DERIVED = "derived"
    """An implementing instrument restates it."""
    SECONDARY = "verified-secondary"
    """A third party reports the text."""
    GUIDANCE = "guidance"
    """An official letter, which is no legal norm."""
    INFERRED = "inferred"
    RECALLED = "recalled"
    POLICY = "policy"
    """The law is silent; this is the authority's or this book's own choice."""
    UNSURE = "unsure"
    """To be checked against the signed text before anyone relies on it."""


_ORDER = tuple(Confidence)

CONFIDENCE_WORDS = {
    Confidence.VERIFIED: "đã đối chiếu văn bản",
    Confidence.DERIVED: "theo văn bản hướng dẫn nhắc lại",
    Confidence.SECONDARY: "theo bản đọc lại của bên thứ ba",
    Confidence.GUIDANCE: "theo công văn hướng dẫn",
    Confidence.INFERRED: "suy ra từ các quy định khác",
    Confidence.RECALLED: "chưa đối chiếu văn bản",
    Confidence.POLICY: "pháp luật không quy định, đây là lựa chọn khi áp dụng",
    Confidence.UNSURE: "chưa chắc chắn, cần đối chiếu bản ký",
}


def weakest(marks: Iterable[Confidence]) -> Confidence:
    """The least sure of the marks; ``VERIFIED`` when there is none."""
    return max(marks, key=_ORDER.index, default=Confidence.VERIFIED)


def strongest(marks: Iterable[Confidence]) -> Confidence:
    """The surest of the marks; ``UNSURE`` when there is none."""
    return min(marks, key=_ORDER.index, default=Confidence.UNSURE)


@dataclass(frozen=True, slots=True)
class Transition:
    """What an amending instrument says of files already on their way."""

    article: int
    clause: int | None
    received_before: date
    earlier: str
    rule: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One legal instrument.

    ``in_force_from`` is the first day it binds, ``ended`` the first day it no longer does; ``None``
    where a date is not established or there is no end. ``articles`` are the articles that may be
    cited: all of them, or those whose content is known here.
    """

    number: str
    kind: str
    name: str
    cited_as: str
    short: str
    issued: date | None
    in_force_from: date | None
    ended: date | None
    articles: frozenset[int]
    clauses: tuple[tuple[int, int], ...]
    amends: tuple[str, ...]
    replaces: tuple[str, ...]
    source: str
    ended_source: str
    confidence: Confidence
    transition: Transition | None

    def in_force(self, on: date) -> bool:
        """False also when the first day in force is not established."""
        started = self.in_force_from is not None and self.in_force_from <= on
        return started and (self.ended is None or on < self.ended)

    def clause_count(self, article: int) -> int | None:
        """How many clauses the article has, where that is known."""
        return dict(self.clauses).get(article)


def _articles(text: str) -> frozenset[int]:
    if text.startswith("known:"):
        return frozenset(int(part) for part in text[6:].split(",") if part)
    first, last = text.split("-")
    return frozenset(range(int(first), int(last) + 1))


def _instrument(row: dict[str, Any]) -> Instrument:
    transition = row.get("transition")
    return Instrument(
        number=row["number"],
        kind=row["kind"],
        name=row["name"],
        cited_as=row["cited_as"],
        short=row["short"],
        issued=row.get("issued"),
        in_force_from=row.get("in_force_from"),
        ended=row.get("ended"),
        articles=_articles(row["articles"]),
        clauses=tuple((int(key), count) for key, count in row.get("clauses", {}).items()),
        amends=tuple(row.get("amends", ())),
        replaces=tuple(row.get("replaces", ())),
        source=row["source"],
        ended_source=row.get("ended_source", ""),
        confidence=Confidence(row["confidence"]),
        transition=Transition(**transition) if transition else None,
    )


def data_texts(folder: str) -> str:
    """The files of one folder of the data as one text."""
    root = files("thidua.law").joinpath("data", folder)
    paths = sorted(root.iterdir(), key=lambda path: path.name)
    return "\n".join(path.read_text("utf-8") for path in paths)


def data_text(name: str) -> str:
    """One data file of this package."""
    return files("thidua.law").joinpath("data", name).read_text("utf-8")


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by number."""
    return MappingProxyType(read_instruments(data_texts("instruments")))


def read_instruments(text: str) -> dict[str, Instrument]:
    """The instruments of a file; ``BadBook`` for a number twice or a missing predecessor."""
    rows = tomllib.loads(text)["instrument"]
    known = {row["number"]: _instrument(row) for row in rows}
    if len(known) != len(rows):
        raise BadBook("a number stands twice")
    for one in known.values():
        for other in one.amends + one.replaces:
            if other not in known:
                raise BadBook(f"{one.number}: amends or replaces {other}, which is not on file")
    return known


LAW = "06/2022/QH15"
AMENDING_LAW = "06/2026/QH16"


def governing_date(considered_on: date, received_on: date | None = None) -> date:
    """The day whose law judges a file: what to pass as ``on``.

    ``considered_on`` is the day the award is considered, ``received_on`` the day the appraising
    body received the file. Law 06/2026/QH16, Art. 4(4): a file received before 2026-10-01 is
    finished under the earlier text. Whether the newer rule would be more favourable cannot be
    computed while its wording is not on file.
    """
    transition = instruments()[AMENDING_LAW].transition
    if transition is None or received_on is None:
        return considered_on
    if received_on < transition.received_before <= considered_on:
        return received_on
    return considered_on


def ruling_law(on: date) -> Instrument | None:
    """The law whose text rules on that day; ``None`` before 2004-07-01."""
    ruling = [one for one in instruments().values() if one.kind == "Luật" and one.in_force(on)]
    return max(ruling, key=lambda one: one.in_force_from or date.min, default=None)


def expiring(on: date, days: int) -> tuple[Instrument, ...]:
    """Instruments that end within so many calendar days: the rule book must be renewed by then."""
    return tuple(
        one
        for one in instruments().values()
        if one.in_force(on) and one.ended is not None and (one.ended - on).days <= days
    )


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands. Cites an article the instrument does not have: ``BadBook``, at import.

    ``article`` is ``None`` where the content is known but its place is not. ``local_name`` names a
    local regulation that is not in this book; its articles cannot be checked.
    """

    instrument: str
    article: int | None = None
    clause: int | None = None
    point: str | None = None
    confidence: Confidence = Confidence.VERIFIED
    local_name: str = field(default="")

    def __post_init__(self) -> None:
        if self.clause is not None and self.article is None:
            raise BadBook(f"{self.instrument}: a clause without its article")
        if self.point is not None and (self.clause is None or self.point not in POINTS):
            raise BadBook(f"{self.instrument}: point {self.point!r} of clause {self.clause}")
        if not self.local_name:
            self._check_place()

    def _check_place(self) -> None:
        held = instruments().get(self.instrument)
        if held is None:
            raise BadBook(f"{self.instrument} is not on file")
        if self.article is not None and self.article not in held.articles:
            raise BadBook(f"{self.instrument} has no Điều {self.article} on file")
        last = held.clause_count(self.article) if self.article is not None else None
        if last is not None and self.clause is not None and not 1 <= self.clause <= last:
            raise BadBook(f"{self.instrument}, Điều {self.article} has no khoản {self.clause}")

    @property
    def place(self) -> str:
        """“điểm a khoản 1 Điều 22”; empty when the article is not established."""
        parts = (
            f"điểm {self.point}" if self.point else "",
            f"khoản {self.clause}" if self.clause else "",
            f"Điều {self.article}" if self.article else "",
        )
        return " ".join(part for part in parts if part)

    @property
    def text(self) -> str:
        """The full words of a screen or paper."""
        name = self.local_name or instruments()[self.instrument].cited_as
        return f"{self.place} {name}".strip()

    @property
    def short(self) -> str:
        """For narrow tables: the instrument by its short name."""
        name = self.local_name or instruments()[self.instrument].short
        return f"{self.place} {name}".strip()

    def to_dict(self) -> dict[str, Any]:
        return {
            "instrument": self.instrument,
            "article": self.article,
            "clause": self.clause,
            "point": self.point,
            "confidence": self.confidence.value,
            "local_name": self.local_name,
            "text": self.text,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Citation:
        """Back from ``to_dict``, in the words it was kept in: a later book may know it no more."""
        place = (data["article"], data["clause"], data["point"], Confidence(data["confidence"]))
        try:
            return cls(data["instrument"], *place, data["local_name"])
        except BadBook:
            kept = cls(data["instrument"], *place, "…")
            name = data["text"].removeprefix(kept.place).strip()
            return cls(data["instrument"], *place, name)
