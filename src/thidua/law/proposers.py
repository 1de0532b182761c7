"""Who proposes an award and through whom the file goes up: Art. 83."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.law.answering import AMENDMENT_NOTE, in_book, marked
from thidua.law.conditions import law
from thidua.law.enums import Level
from thidua.law.instruments import Citation, Confidence
from thidua.law.powers import PRESIDENTS, decider
from thidua.law.standards.common import AMENDED
from thidua.law.titles import known_title


@dataclass(frozen=True, slots=True)
class Proposer:
    """``text``: who considers or submits. ``through``: whom the file passes, empty when nobody.

    ``to``: who decides, empty where the book does not know. ``note``: what is not settled.
    """

    text: str
    through: str
    to: str
    citation: Citation
    confidence: Confidence
    note: str = ""


_SUBMITTERS = (
    "Bộ trưởng, người đứng đầu bộ, ban, ngành; Giám đốc đại học quốc gia; Chủ tịch Ủy ban nhân dân "
    "tỉnh, thành phố"
)
_MANAGES = "cấp quản lý về tổ chức, cán bộ, công chức, viên chức, người lao động và quỹ lương"
_UP_TO_PROVINCE = (
    f"{_MANAGES}; người đứng đầu doanh nghiệp; Chủ tịch Ủy ban nhân dân cấp xã, xét từ cơ sở"
)
_LOCAL_LEVELS = frozenset({Level.COMMUNE, Level.DISTRICT, Level.UNIT})
_PM_CODES = frozenset({"CSTDTQ", "BKTTG", "CTD-CP"})
_CULTURE = Citation("86/2023/NĐ-CP", confidence=Confidence.UNSURE)
_ARMED = law(83, 1, confidence=Confidence.UNSURE)
_OWN_RULES = {
    **dict.fromkeys(("GDVH", "TDPVH", "XPTTTB"), _CULTURE),
    **dict.fromkeys(("CSTT", "DVTT", "DVQT"), _ARMED),
}
"""Awards whose own rules say who considers them first; those rules were not read for it."""
_UNREAD_NOTE = "Trình tự xét theo quy định riêng, chưa đối chiếu; nêu quy định chung của Luật"
_PM_NOTE = "Khoản của Điều 83 về việc trình Thủ tướng Chính phủ chưa đọc được"
_LOCAL_NOTE = "Danh hiệu được xét từ cơ sở; cấp này tự quyết định hoặc trình cấp trên"


def proposer(code: str, on: date) -> Proposer | None:
    """Who proposes that award on that day; ``None`` before 2024-01-01 and for an award nobody
    gives any more. ``UnknownTitle``.
    """
    title = known_title(code)
    who = decider(title.code, on)
    if not in_book(on) or who is None:
        return None
    note = AMENDMENT_NOTE if on >= AMENDED else ""
    if title.code in PRESIDENTS:
        return _line(_SUBMITTERS, "Thủ tướng Chính phủ", who.text, law(83, 2), note, on)
    if title.code in _PM_CODES:
        place = law(83, confidence=Confidence.INFERRED)
        return _line(_SUBMITTERS, "Bộ Nội vụ", who.text, place, _joined(_PM_NOTE, note), on)
    if title.code in _OWN_RULES:
        place = _OWN_RULES[title.code]
        return _line(_MANAGES, "", who.text, place, _joined(_UNREAD_NOTE, note), on)
    if who.level in _LOCAL_LEVELS:
        return _line(_MANAGES, "", who.text, law(83, 1), _joined(_LOCAL_NOTE, note), on)
    return _line(_UP_TO_PROVINCE, "", who.text, law(83, 1), note, on)


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _line(text: str, through: str, to: str, citation: Citation, note: str, on: date) -> Proposer:
    return Proposer(text, through, to, citation, marked(citation.confidence, on), note)
