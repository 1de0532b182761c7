"""Who decides an award, and how many votes it needs before: Art. 77-80, and the two-tier change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from thidua.law.conditions import law
from thidua.law.dated import Timeline
from thidua.law.enums import Level
from thidua.law.instruments import Citation, Confidence
from thidua.law.parameters import Value, find, timelines
from thidua.law.standards.common import LAW_START, TWO_TIER
from thidua.law.titles import known_title


@dataclass(frozen=True, slots=True)
class Decider:
    """``text``: who decides, as a paper names the office. ``level``: where the file has to go."""

    text: str
    level: Level
    citation: Citation
    confidence: Confidence


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


_TWO_TIER = Citation("129/2025/NĐ-CP", 59)
_UNIT = "thủ trưởng đơn vị có tư cách pháp nhân, cơ quan chuyên môn cấp tỉnh"
_DISTRICT = "Chủ tịch Ủy ban nhân dân cấp huyện"
_COMMUNE = "Chủ tịch Ủy ban nhân dân cấp xã"
_PROVINCE = "Chủ tịch Ủy ban nhân dân tỉnh, thành phố"
_PRIME_MINISTER = "Thủ tướng Chính phủ"
_PRESIDENT = "Chủ tịch nước"


def _decider(text: str, level: Level, citation: Citation) -> Decider:
    return Decider(text, level, citation, citation.confidence)


def _passed_down(title: str) -> Timeline[Decider]:
    """District powers until 2025-06-30 (Art. 80(2)), the commune's since (Decree 129/2025)."""
    return Timeline.changing(
        title,
        (LAW_START, _decider(f"{_DISTRICT}; {_UNIT}", Level.DISTRICT, law(80, 2))),
        (TWO_TIER, _decider(f"{_COMMUNE}; {_UNIT}", Level.COMMUNE, _TWO_TIER)),
    )


def _always(title: str, text: str, level: Level, citation: Citation) -> Timeline[Decider]:
    return Timeline.changing(title, (LAW_START, _decider(text, level, citation)))


def _provincial(title: str) -> Timeline[Decider]:
    return _always(title, _PROVINCE, Level.PROVINCE, law(79, confidence=Confidence.DERIVED))


def _presidential(title: str) -> Timeline[Decider]:
    return _always(title, _PRESIDENT, Level.CENTRAL, law(77))


_STATE = (
    *("HCSV", "HCHCM", "HCDL1", "HCDL2", "HCDL3", "HCQC1", "HCQC2", "HCQC3"),
    *("HCLD1", "HCLD2", "HCLD3", "HCBVTQ1", "HCBVTQ2", "HCBVTQ3", "HCCC1", "HCCC2", "HCCC3"),
    *("HCDDK", "HCDC", "HCHN", "HC-QKQT", "HC-VANTQ", "HC-CSVV1", "HC-CSVV2", "HC-CSVV3"),
    *("HUYC-HN", "HC-TNXPVV", "TINH-AH", "BMVNAH", "AHLLVT", "AHLD"),
    *("NGND", "NGUT", "TTND", "TTUT", "NSND", "NSUT", "NNND", "NNUT", "GTHCM", "GTNN"),
)


@cache
def _deciders() -> dict[str, Timeline[Decider]]:
    lines = {
        "LDTT": Timeline.changing(
            "LDTT",
            (
                LAW_START,
                _decider(f"{_DISTRICT}, {_COMMUNE}; {_UNIT}", Level.DISTRICT, law(80)),
            ),
            (TWO_TIER, _decider(f"{_COMMUNE}; {_UNIT}", Level.COMMUNE, _TWO_TIER)),
        ),
        "CSTDCS": _passed_down("CSTDCS"),
        "TTLDTT": _passed_down("TTLDTT"),
        "TDPVH": Timeline.changing(
            "TDPVH",
            (LAW_START, _decider(_DISTRICT, Level.DISTRICT, law(80, 2))),
            (TWO_TIER, _decider(_COMMUNE, Level.COMMUNE, _TWO_TIER)),
        ),
        "GDVH": Timeline.changing(
            "GDVH",
            (LAW_START, _decider(_COMMUNE, Level.COMMUNE, law(80, 3))),
            (TWO_TIER, _decider(_COMMUNE, Level.COMMUNE, _TWO_TIER)),
        ),
        "GK-XA": Timeline.changing(
            "GK-XA",
            (LAW_START, _decider(_COMMUNE, Level.COMMUNE, law(80, 3))),
            (TWO_TIER, _decider(_COMMUNE, Level.COMMUNE, _TWO_TIER)),
        ),
        "GK-DV": _always("GK-DV", _UNIT, Level.UNIT, law(80, 1)),
        "CSTDTQ": _always("CSTDTQ", _PRIME_MINISTER, Level.CENTRAL, law(78)),
        "BKTTG": _always("BKTTG", _PRIME_MINISTER, Level.CENTRAL, law(78)),
        "CTD-CP": _always("CTD-CP", "Chính phủ", Level.CENTRAL, law(78)),
        "XPTTTB": _always(
            "XPTTTB", _PROVINCE, Level.PROVINCE, law(79, confidence=Confidence.RECALLED)
        ),
    }
    lines |= {code: _provincial(code) for code in ("CSTD-BO-TINH", "TTLDXS", "CTD-TINH", "BKT")}
    lines |= {code: _presidential(code) for code in _STATE}
    return lines


def decider(code: str, on: date) -> Decider | None:
    """Who decides on that day.

    ``None`` before 2024-01-01, for the ministries' and the armed forces' own awards (their rules
    are not in the book), and for the district's giấy khen once there is no district.
    ``UnknownTitle``.
    """
    title = known_title(code)
    if title.code == "GK-HUYEN":
        held = LAW_START <= on < TWO_TIER
        return _decider(_DISTRICT, Level.DISTRICT, law(80, 2)) if held else None
    line = _deciders().get(title.code)
    return line.at(on) if line else None


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
