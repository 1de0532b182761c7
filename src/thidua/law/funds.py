"""How much an authority may put into its emulation and commendation fund, and spend on organising.

Decree 152/2025, Art. 46(3) for provinces and communes; Decree 98/2023, Art. 50 and 52 before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.law.errors import BadFact
from thidua.law.instruments import Citation, Confidence
from thidua.law.parameters import Gap, Value, find


class Fund(StrEnum):
    """Whose fund, or what part of it. The value names the parameter."""

    DELTA = "fund-local-delta"
    """Province or commune in the delta, or of a city under the central government."""
    UPLAND = "fund-local-upland"
    """Mountains, midlands, Central Highlands, remote areas, islands."""
    MINISTRY = "fund-ministry"
    ORGANISING = "fund-organising"
    """Of any level's fund: what may go to movements, reviews, publicity, checks and meetings."""


_OF_WHAT = {
    Fund.DELTA: "tổng chi ngân sách thường xuyên của cấp đó",
    Fund.UPLAND: "tổng chi ngân sách thường xuyên của cấp đó",
    Fund.MINISTRY: "quỹ tiền lương theo ngạch, bậc",
    Fund.ORGANISING: "quỹ thi đua, khen thưởng của cấp đó",
}
_DONATIONS = "Ngoài ra có khoản đóng góp của cá nhân, tổ chức"


@dataclass(frozen=True, slots=True)
class FundLimit:
    """``most``: whole đồng, rounded down; ``None`` when the base is not given or nothing is known.

    ``share`` is of ``of``; it and ``citation`` are ``None`` where the share is not established, and
    ``notes`` says why.
    """

    share: Fraction | None
    of: str
    most: int | None
    citation: Citation | None
    confidence: Confidence
    notes: tuple[str, ...]


def fund_limit(fund: Fund, on: date, base: int | None = None) -> FundLimit:
    """The limit on that day; ``base``: the spending, salary fund or fund it is a share of, in đồng.

    ``BadFact`` for a negative base.
    """
    if base is not None and base < 0:
        raise BadFact(f"Số tiền {base} nhỏ hơn 0.")
    held = find(fund.value, on)
    if isinstance(held, Gap):
        reason = (f"{held.reason}.",)
        return FundLimit(None, _OF_WHAT[fund], None, None, Confidence.UNSURE, reason)
    most = None if base is None else int(held.value * base)
    notes = _notes(fund, held)
    return FundLimit(held.value, _OF_WHAT[fund], most, held.citation, held.confidence, notes)


def _notes(fund: Fund, held: Value) -> tuple[str, ...]:
    local = fund in {Fund.DELTA, Fund.UPLAND}
    notes = (f"{held.note}." if held.note else "", f"{_DONATIONS}." if local else "")
    return tuple(note for note in notes if note)
