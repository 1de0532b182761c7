"""How many votes a dossier needs, counted on all members of the council.

Nghị định 98/2023/NĐ-CP, Điều 30 khoản 7: the share is of the whole membership, the absent
included. Where no instrument names a share for a title, the council's ordinary majority decides:
that is no statutory figure and its source is only recalled, which the screens say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.law import vote_threshold, votes_needed

MAJORITY_WORDS = (
    "Đây là cách lấy đa số thông thường của Hội đồng, không phải tỷ lệ do pháp luật ấn định cho "
    "danh hiệu, hình thức này."
)
MAJORITY_CONFIDENCE = "recalled"


@dataclass(frozen=True, slots=True)
class Requirement:
    """The least number of votes in favour, and where it comes from.

    `share` is the statutory share of all members, None for the ordinary majority.
    """

    total: int
    votes: int
    share: Fraction | None
    source: str
    confidence: str

    def passes(self, in_favour: int) -> bool:
        return in_favour >= self.votes

    @property
    def percent(self) -> int | None:
        """The share in whole percent; None for the ordinary majority."""
        return None if self.share is None else int(self.share * 100)

    @property
    def words(self) -> str:
        """`Ngưỡng 80 % = 9 phiếu`, or `Quá nửa = 6 phiếu`."""
        if self.percent is None:
            return f"Quá nửa = {self.votes} phiếu"
        return f"Ngưỡng {self.percent}\u00a0% = {self.votes} phiếu"

    def shortfall(self, in_favour: int) -> str:
        """Why a dossier did not pass, as the sentence the unit will read."""
        asked = "quá nửa" if self.percent is None else f"{self.percent}\u00a0%"
        return (
            f"Được {in_favour}/{self.total} phiếu đồng ý, cần ít nhất {self.votes} phiếu "
            f"({asked} tổng số thành viên Hội đồng)."
        )


def requirement(title_code: str, on: date, total_members: int) -> Requirement:
    """What the title needs in a session held on that day, in a council of that size."""
    threshold, needed = vote_threshold(title_code, on), votes_needed(title_code, on, total_members)
    if threshold is None or needed is None:
        votes = total_members // 2 + 1
        return Requirement(total_members, votes, None, MAJORITY_WORDS, MAJORITY_CONFIDENCE)
    return Requirement(
        total=total_members,
        votes=needed,
        share=threshold.share,
        source=threshold.citation.text,
        confidence=threshold.citation.confidence.value,
    )
