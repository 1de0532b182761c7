"""Who decides an award, and who may take it back: Art. 77-80 and 93, and the two-tier change.

``decider`` is the line a paper needs; ``offices`` names everybody the texts empower, each with its
own place: an award can be within the power of a commune, a unit and an enterprise at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from thidua.law.answering import AMENDMENT_NOTE, marked
from thidua.law.conditions import law
from thidua.law.dated import Timeline
from thidua.law.enums import Level
from thidua.law.instruments import Citation, Confidence, instruments
from thidua.law.standards.common import AMENDED, LAW_START, TWO_TIER
from thidua.law.titles import known_title
from thidua.vietnamese.dates import format_day


@dataclass(frozen=True, slots=True)
class Office:
    """One office that may decide. ``level``: where it stands; ``note``: what limits or doubts it.

    Ministries and the armed forces stand at ``Level.CENTRAL``: no local authority decides for them.
    """

    text: str
    level: Level
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """``text``: who decides, as a paper names the office. ``level``: where the file has to go.

    ``note``: what is not settled about it, in one sentence; empty when nothing is open.
    """

    text: str
    level: Level
    citation: Citation
    confidence: Confidence
    note: str = ""


_D129 = Citation("129/2025/NĐ-CP", 59)
_DERIVED_79 = law(79, confidence=Confidence.DERIVED)

_PRESIDENT = Office("Chủ tịch nước", Level.CENTRAL, law(77))
_GOVERNMENT = Office(
    "Chính phủ",
    Level.CENTRAL,
    law(78, 1),
    "Luật giao Chính phủ; thủ tục công bố năm 2025 ghi Thủ tướng Chính phủ quyết định",
)
_PM_IN_PRACTICE = Office(
    "Thủ tướng Chính phủ",
    Level.CENTRAL,
    Citation("311/QĐ-BNV", confidence=Confidence.DERIVED),
    "Theo thủ tục hành chính công bố năm 2025; Luật ghi Chính phủ",
)
_PRIME_MINISTER = Office("Thủ tướng Chính phủ", Level.CENTRAL, law(78, 2))
_MINISTRY = Office("Bộ trưởng, người đứng đầu bộ, ban, ngành", Level.CENTRAL, _DERIVED_79)
_PROVINCE = Office("Chủ tịch Ủy ban nhân dân tỉnh, thành phố", Level.PROVINCE, _DERIVED_79)
_PROVINCE_RECALLED = replace(_PROVINCE, citation=law(79, confidence=Confidence.RECALLED))
_UNIT = Office(
    "thủ trưởng đơn vị có tư cách pháp nhân, cơ quan chuyên môn cấp tỉnh", Level.UNIT, law(80, 1)
)
_DISTRICT = Office("Chủ tịch Ủy ban nhân dân cấp huyện", Level.DISTRICT, law(80, 2))
_COMMUNE_THEN = Office("Chủ tịch Ủy ban nhân dân cấp xã", Level.COMMUNE, law(80, 3))
_COMMUNE_NOW = Office("Chủ tịch Ủy ban nhân dân cấp xã", Level.COMMUNE, _D129)
_ENTERPRISE = Office(
    "tổng giám đốc, giám đốc doanh nghiệp, hợp tác xã", Level.UNIT, law(80, 4), "Cho đơn vị mình"
)
_BOARD = Office(
    "Chủ tịch Hội đồng quản trị, Hội đồng thành viên", Level.UNIT, law(80, 4), "Chỉ giấy khen"
)
_ARMED = Office(
    "người chỉ huy theo quy định của Bộ trưởng Bộ Quốc phòng, Bộ trưởng Bộ Công an",
    Level.CENTRAL,
    law(80, 5),
    "Quân đội, công an, dân quân thường trực, dân quân cơ động; quy định của hai Bộ chưa có trong "
    "bộ quy tắc",
)
_ARMED_MINISTRY = Office(
    "cấp có thẩm quyền thuộc Bộ Quốc phòng, Bộ Công an",
    Level.CENTRAL,
    law(80, 5, confidence=Confidence.DERIVED),
    "Quy định của hai Bộ chưa có trong bộ quy tắc",
)

STATE_HONOURS = frozenset(
    {"TINH-AH", "BMVNAH", "AHLLVT", "AHLD"}
    | {"NGND", "NGUT", "TTND", "TTUT", "NSND", "NSUT", "NNND", "NNUT"}
)
"""State honorary titles, Art. 59."""
ORDERS = frozenset(
    {"HCSV", "HCHCM", "HCDDK", "HCDC", "HCHN"}
    | {f"{name}{n}" for name in ("HCDL", "HCQC", "HCLD", "HCBVTQ", "HCCC") for n in (1, 2, 3)}
)
MEDALS = frozenset(
    {"HC-QKQT", "HC-VANTQ", "HC-CSVV1", "HC-CSVV2", "HC-CSVV3", "HUYC-HN", "HC-TNXPVV"}
)
PRIZES = frozenset({"GTHCM", "GTNN"})
PRESIDENTS = STATE_HONOURS | ORDERS | MEDALS | PRIZES

Offices = tuple[Office, ...]
_BELOW = (_UNIT, _ENTERPRISE, _ARMED)


def _always(*held: Office) -> Timeline[Offices]:
    return Timeline.changing("offices", (LAW_START, held))


def _passed_down(before: Offices, after: Offices) -> Timeline[Offices]:
    """District powers until 2025-06-30, the commune's since (Decree 129/2025, Art. 59)."""
    return Timeline.changing("offices", (LAW_START, before), (TWO_TIER, after))


@cache
def _offices() -> dict[str, Timeline[Offices]]:
    """By code; the first office of each is the one whose file this book follows."""
    both = (_PROVINCE, _MINISTRY)
    passed = _passed_down((_DISTRICT, *_BELOW), (_COMMUNE_NOW, *_BELOW))
    lines = {
        "LDTT": _passed_down(
            (replace(_DISTRICT, citation=law(80)), _COMMUNE_THEN, *_BELOW[:2]),
            (_COMMUNE_NOW, *_BELOW[:2]),
        ),
        "CSTDCS": passed,
        "TTLDTT": _passed_down((_DISTRICT, *_BELOW[:2]), (_COMMUNE_NOW, *_BELOW[:2])),
        "TDPVH": _passed_down((_DISTRICT,), (_COMMUNE_NOW,)),
        "GDVH": _passed_down((_COMMUNE_THEN,), (_COMMUNE_NOW,)),
        "GK-XA": _passed_down((_COMMUNE_THEN,), (_COMMUNE_NOW,)),
        "GK-HUYEN": _passed_down((_DISTRICT,), ()),
        "GK-DV": _always(_UNIT, _ENTERPRISE, _BOARD, _ARMED),
        "CSTT": _always(_ARMED),
        "DVTT": _always(replace(_ARMED, citation=law(80, 5, confidence=Confidence.RECALLED))),
        "DVQT": _always(_ARMED_MINISTRY),
        "CSTDTQ": _always(_PRIME_MINISTER),
        "BKTTG": _always(_PRIME_MINISTER),
        "CTD-CP": _always(_GOVERNMENT, _PM_IN_PRACTICE),
        "XPTTTB": _always(_PROVINCE_RECALLED),
        "CSTD-BO-TINH": _always(*both),
        "TTLDXS": _always(*both),
        "KNC": _always(*both),
        "CTD-TINH": _always(_PROVINCE),
        "BKT": _always(_PROVINCE),
        "CTD-BO": _always(_MINISTRY),
        "BK-BO": _always(_MINISTRY),
    }
    return lines | {code: _always(_PRESIDENT) for code in PRESIDENTS}


def offices(code: str, on: date) -> tuple[Office, ...]:
    """Everybody the texts on file empower to decide that award on that day, the usual one first.

    Empty before 2024-01-01 and where nobody decides it any more. ``UnknownTitle``.
    """
    line = _offices().get(known_title(code).code)
    return (line.at(on) or ()) if line else ()


def decider(code: str, on: date) -> Decider | None:
    """Who decides on that day.

    ``None`` before 2024-01-01, for a code no text on file gives to anybody, and for the district's
    giấy khen once there is no district. ``UnknownTitle``.
    """
    held = offices(code, on)
    if not held:
        return None
    first = held[0]
    communes = [one.text for one in held if one.level is Level.COMMUNE and one is not first]
    units = [one.text for one in held if one is _UNIT and one is not first]
    words = "; ".join([", ".join([first.text, *communes]), *units])
    notes = [first.note, AMENDMENT_NOTE if on >= AMENDED else "", _ended(first.citation, on)]
    return Decider(
        words,
        first.level,
        first.citation,
        marked(first.citation.confidence, on),
        "; ".join(note for note in notes if note),
    )


def _ended(place: Citation, on: date) -> str:
    """Said of a power whose decree is over on that day: nothing on file has taken its place."""
    one = instruments()[place.instrument]
    if one.ended is None or on < one.ended:
        return ""
    return f"{one.cited_as} hết hiệu lực từ ngày {format_day(one.ended)}, chưa có văn bản thay thế"


class Undoing(StrEnum):
    """What can be done to an award once given (Art. 93)."""

    CANCEL = "cancel"
    """Hủy quyết định, thu hồi hiện vật và tiền thưởng: 93(2)."""
    STRIP = "strip"
    """Tước danh hiệu vinh dự nhà nước: 93(3)-(5)."""
    RESTORE = "restore"
    """Phục hồi và trao lại: 93(6)."""


def undoer(code: str, act: Undoing, on: date) -> Decider | None:
    """Who decides to cancel, strip or restore: 93(7), 93(8).

    ``None`` where the act does not exist for that award (only State honorary titles are stripped
    and restored), or where nobody decides the award on that day: an award of the abolished district
    level has no office on file that may cancel it.
    """
    title = known_title(code)
    if act is not Undoing.CANCEL:
        if title.code not in STATE_HONOURS or on < LAW_START:
            return None
        return _marked(_PRESIDENT, law(93, 7), on)
    held = decider(code, on)
    if held is None:
        return None
    return replace(held, citation=law(93, 8), confidence=marked(law(93, 8).confidence, on))


def _marked(office: Office, citation: Citation, on: date) -> Decider:
    note = AMENDMENT_NOTE if on >= AMENDED else ""
    return Decider(office.text, office.level, citation, marked(citation.confidence, on), note)
