"""How many of those who lead their clusters may go on to the Government's flag (Art. 25(4))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.law.errors import BadFact
from thidua.law.instruments import Citation, Confidence
from thidua.law.parameters import Gap, find

_NAME = "share-of-leaders-for-ctd-cp"


@dataclass(frozen=True, slots=True)
class FlagShare:
    """``share`` of the leaders of the clusters of ministries and provinces; ``None`` where none is
    established, and ``note`` says why."""

    share: Fraction | None
    citation: Citation | None
    confidence: Confidence
    note: str

    def most(self, leaders: int) -> int | None:
        """The most bodies out of so many leaders, rounded down. ``BadFact``: fewer than none."""
        if leaders < 0:
            raise BadFact(f"Số đơn vị dẫn đầu {leaders} nhỏ hơn 0.")
        return None if self.share is None else int(self.share * leaders)


def flag_share(on: date) -> FlagShare:
    """The share on that day. It is one of all leaders of a round, never a condition of one body.

    The number is older than the decrees in force, whose own articles nobody here has read.
    """
    held = find(_NAME, on)
    if isinstance(held, Gap):
        return FlagShare(None, None, Confidence.UNSURE, held.reason)
    return FlagShare(held.value, held.citation, held.confidence, held.note)
