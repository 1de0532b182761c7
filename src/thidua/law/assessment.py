"""What comes out: findings, and the assessment that is signed and kept. Data only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, make_dataclass
from datetime import date
from typing import Any, Literal, cast

from thidua.law.enums import SubjectKind, Verdict
from thidua.law.instruments import Citation, Confidence

Joiner = Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition, judged.

    ``sentence``: what the rule asks. ``detail``: the numbers and years found. ``facts_used``: each
    fact read, with where it stands. ``missing``: what would complete it (``None`` when met).
    ``optional``: one branch of an "any of" that another branch already satisfies. ``joiner``:
    whether all of the ``parts`` are asked for or any one of them.
    """

    code: str
    verdict: Verdict
    sentence: str
    detail: str
    citation: Citation
    facts_used: tuple[str, ...] = ()
    missing: str | None = None
    parts: tuple[Finding, ...] = ()
    optional: bool = False
    joiner: Joiner = "all"

    def walk(self) -> Iterator[Finding]:
        """This finding and all under it, parents first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "verdict": self.verdict.value,
            "sentence": self.sentence,
            "detail": self.detail,
            "citation": self.citation.to_dict(),
            "facts_used": list(self.facts_used),
            "missing": self.missing,
            "parts": [part.to_dict() for part in self.parts],
            "optional": self.optional,
            "joiner": self.joiner,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Finding:
        return cls(
            code=data["code"],
            verdict=Verdict(data["verdict"]),
            sentence=data["sentence"],
            detail=data["detail"],
            citation=Citation.from_dict(data["citation"]),
            facts_used=tuple(data["facts_used"]),
            missing=data["missing"],
            parts=tuple(cls.from_dict(part) for part in data["parts"]),
            optional=data["optional"],
            joiner=data.get("joiner", "all"),
        )


_Draft = make_dataclass("_Draft", [(one.name, one.type) for one in fields(Finding)], slots=True)


def make_finding(*values: Any) -> Finding:
    """A finding from all its fields in order, in half the time its frozen constructor takes."""
    draft = _Draft(*values)
    draft.__class__ = Finding
    return cast("Finding", draft)


@dataclass(frozen=True, slots=True)
class Discretion:
    """Words of the standard that people decide, not this book; they do not change the verdict."""

    sentence: str
    citation: Citation
    by: str = "do Hội đồng quyết định"

    def to_dict(self) -> dict[str, Any]:
        return {"sentence": self.sentence, "citation": self.citation.to_dict(), "by": self.by}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Discretion:
        return cls(data["sentence"], Citation.from_dict(data["citation"]), data["by"])


class OnFirstUse:
    """A field given as text, or as the function that makes it when somebody first asks for it.

    Most verdicts of a long list are shown and let go; only those kept need their hash.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> str:
        if instance is None:
            raise AttributeError(self._name)
        held = instance.__dict__[self._name]
        if not isinstance(held, str):
            held = instance.__dict__[self._name] = held()
        return str(held)

    def __set__(self, instance: object, value: str | Callable[[], str]) -> None:
        instance.__dict__[self._name] = value


@dataclass(frozen=True)
class Assessment:
    """One subject judged for one title or form by the law of one day.

    ``year``: the year of merit. ``on``: the day whose law judged. ``instrument``: number of the law
    that ruled, empty before any on file. ``confidence``: how well established the grounds are: the
    weakest of all when met, else the surest of those that stand in the way. ``notes``: rules of
    handling that go with it. ``book_hash`` and ``facts_hash`` re-derive it bit for bit.
    """

    title: str
    kind: SubjectKind
    year: int
    on: date
    instrument: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    discretion: tuple[Discretion, ...]
    notes: tuple[str, ...]
    confidence: Confidence
    book_hash: str
    facts_hash: OnFirstUse = OnFirstUse()

    @property
    def counts(self) -> Counter[Verdict]:
        """How many top-level conditions have each verdict."""
        return Counter(finding.verdict for finding in self.findings)

    @property
    def met(self) -> int:
        return self._count(Verdict.MET)

    @property
    def not_met(self) -> int:
        return self._count(Verdict.NOT_MET)

    @property
    def not_known(self) -> int:
        return self._count(Verdict.NOT_KNOWN)

    def _count(self, verdict: Verdict) -> int:
        return sum(finding.verdict is verdict for finding in self.findings)

    @property
    def total(self) -> int:
        return len(self.findings)

    @property
    def summary(self) -> str:
        """One sentence: eligible or not, and how many conditions stand in the way."""
        if self.verdict is Verdict.MET:
            return f"Đủ điều kiện xét: đạt {self.met} trên {self.total} điều kiện."
        open_points = (
            (self.not_met, "điều kiện không đạt"),
            (self.not_known, "điều kiện chưa rõ"),
        )
        counted = ", ".join(f"{n} {words}" for n, words in open_points if n)
        if self.verdict is Verdict.NOT_MET:
            return f"Chưa đủ điều kiện xét: {counted}."
        return f"Chưa đủ căn cứ kết luận: {counted}."

    def find(self, code: str) -> Finding | None:
        """The first finding of that code at any depth."""
        everything = (found for top in self.findings for found in top.walk())
        return next((found for found in everything if found.code == code), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe and in a fixed order. Stable: fields are only added."""
        return {
            "title": self.title,
            "kind": self.kind.value,
            "year": self.year,
            "on": self.on.isoformat(),
            "instrument": self.instrument,
            "verdict": self.verdict.value,
            "summary": self.summary,
            "met": self.met,
            "total": self.total,
            "findings": [finding.to_dict() for finding in self.findings],
            "discretion": [one.to_dict() for one in self.discretion],
            "notes": list(self.notes),
            "confidence": self.confidence.value,
            "book_hash": self.book_hash,
            "facts_hash": self.facts_hash,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Assessment:
        """Back from ``to_dict``, also when the book has changed since."""
        return cls(
            title=data["title"],
            kind=SubjectKind(data["kind"]),
            year=data["year"],
            on=date.fromisoformat(data["on"]),
            instrument=data["instrument"],
            verdict=Verdict(data["verdict"]),
            findings=tuple(Finding.from_dict(one) for one in data["findings"]),
            discretion=tuple(Discretion.from_dict(one) for one in data["discretion"]),
            notes=tuple(data["notes"]),
            confidence=Confidence(data["confidence"]),
            book_hash=data["book_hash"],
            facts_hash=data["facts_hash"],
        )
