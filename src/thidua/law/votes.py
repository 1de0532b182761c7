"""The council's ballot: the share of all members a title needs, in votes, and a count judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from thidua.law.assessment import Finding
from thidua.law.enums import Verdict
from thidua.law.errors import BadFact
from thidua.law.instruments import Citation, Confidence
from thidua.law.parameters import Value, find, timelines
from thidua.law.titles import known_title
from thidua.law.words import percent


@dataclass(frozen=True, slots=True)
class Threshold:
    """``share`` of the votes of the council needed; absentees vote in writing.

    Counted on all members, never on those present (Decree 98/2023, Art. 30(7)).
    """

    share: Fraction
    of_all_members: bool
    citation: Citation
    confidence: Confidence
    note: str


def vote_threshold(code: str, on: date) -> Threshold | None:
    """The share of votes a council's ballot must reach; ``None`` where no national rule sets one.

    The numbers are Decree 98/2023's. Their article in Decree 152/2025 is not established; they are
    kept, marked unsure, because local rules of 2025 still use them.
    """
    name = f"vote-{known_title(code).code}"
    held = find(name, on) if name in timelines() else None
    if not isinstance(held, Value):
        return None
    return Threshold(held.value, True, held.citation, held.confidence, held.note)


def votes_needed(code: str, on: date, members: int) -> int | None:
    """The smallest whole number of votes in favour that reaches the share of all ``members``.

    ``None`` where no national rule sets a share. ``BadFact`` for a council without members.
    """
    if members < 1:
        raise BadFact(f"Hội đồng phải có ít nhất một thành viên, không phải {members}.")
    threshold = vote_threshold(code, on)
    return None if threshold is None else ceil(threshold.share * members)


_NO_RULE = Citation("98/2023/NĐ-CP", 30, confidence=Confidence.UNSURE)
"""The decree names the titles that need a ballot and a share; the rest it leaves to practice."""


def ballot(code: str, on: date, *, members: int, in_favour: int) -> Finding:
    """Whether a count reaches what the law asks.

    ``members``: all of the council, present or not. ``in_favour``: votes cast at the meeting and
    written opinions of the absent together. For an award without a national share the answer is
    "not known": the council's own rules decide. ``BadFact``: more votes than members.
    """
    title = known_title(code)
    needed = votes_needed(title.code, on, members)
    if not 0 <= in_favour <= members:
        raise BadFact(f"Không thể có {in_favour} phiếu đồng ý trong {members} thành viên.")
    threshold = vote_threshold(title.code, on)
    if threshold is None or needed is None:
        return _without_share(title.code, members, in_favour)
    return _counted(title.code, threshold, needed, members=members, in_favour=in_favour)


def _counted(
    code: str, threshold: Threshold, needed: int, *, members: int, in_favour: int
) -> Finding:
    passed = in_favour >= needed
    note = f" {threshold.note}." if threshold.note else ""
    return Finding(
        code=f"vote.{code}",
        verdict=Verdict.MET if passed else Verdict.NOT_MET,
        sentence=f"Được từ {percent(threshold.share)} tổng số thành viên Hội đồng đồng ý",
        detail=f"{in_favour}/{members} phiếu đồng ý, tính trên tổng số thành viên kể cả người "
        f"vắng cho ý kiến bằng văn bản; cần ít nhất {needed} phiếu.{note}",
        citation=threshold.citation,
        missing=None if passed else f"Còn thiếu {needed - in_favour} phiếu.",
    )


def _without_share(code: str, members: int, in_favour: int) -> Finding:
    return Finding(
        code=f"vote.{code}",
        verdict=Verdict.NOT_KNOWN,
        sentence="Đạt tỷ lệ phiếu theo quy chế của Hội đồng",
        detail=f"{in_favour}/{members} phiếu đồng ý; không có tỷ lệ chung cả nước cho danh hiệu, "
        "hình thức này.",
        citation=_NO_RULE,
        missing="Cần quy chế làm việc của Hội đồng.",
    )
