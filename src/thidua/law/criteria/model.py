"""What a criterion is, and how one is written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thidua.law.instruments import LAW, Citation, Confidence


class Nature(StrEnum):
    """Who can answer for a criterion, and what closes it."""

    CONDUCT = "conduct"
    """Spirit, compliance, unity: the unit vouches for it by proposing (Art. 83(1))."""
    ACHIEVEMENT = "achievement"
    """Has to be named in the proposal, with its paper."""
    INVENTION = "initiative"
    """Stands beside initiatives as an alternative; "no other initiatives" closes it too."""
    STATUS = "status"
    """Who the subject is: a paper shows it; nobody vouches for it and nothing closes it."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """``sentence``: a statement, true when the criterion is met. ``proof``: what shows it."""

    id: str
    sentence: str
    citation: Citation
    nature: Nature
    proof: str = "xác nhận của đơn vị đề nghị"

    @property
    def vouchable(self) -> bool:
        return self.nature is Nature.CONDUCT


COMPLIANCE = "chấp hành tốt chủ trương của Đảng, chính sách, pháp luật của Nhà nước"
REPORT = "báo cáo thành tích có xác nhận của cấp trình"


def at(
    article: int,
    clause: int | None = None,
    point: str | None = None,
    confidence: Confidence = Confidence.VERIFIED,
) -> Citation:
    return Citation(LAW, article, clause, point, confidence)


def conduct(id_: str, sentence: str, citation: Citation) -> Criterion:
    return Criterion(id_, sentence, citation, Nature.CONDUCT)


def status(id_: str, sentence: str, citation: Citation, proof: str) -> Criterion:
    return Criterion(id_, sentence, citation, Nature.STATUS, proof)


def achievement(id_: str, sentence: str, citation: Citation, proof: str = REPORT) -> Criterion:
    return Criterion(id_, sentence, citation, Nature.ACHIEVEMENT, proof)


def invention(id_: str, sentence: str, citation: Citation, proof: str) -> Criterion:
    return Criterion(id_, sentence, citation, Nature.INVENTION, proof)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the year judged that a register or a paper holds: years of service, children.

    ``words``: what is counted, in lower case. ``unit``: năm, người …. ``proof``: what shows it.
    """

    id: str
    words: str
    proof: str
