"""Awards the law or a decree names whose standards were not read: the book says so, and no more.

Art. 32; what Decree 152/2025, Art. 50 and 54 give to military regions and national universities.
"""

from __future__ import annotations

from thidua.law.conditions import open_question
from thidua.law.enums import SubjectKind
from thidua.law.instruments import LAW, Citation, Confidence
from thidua.law.standards.common import LAW_START, TWO_TIER
from thidua.law.standards.standard import Standard

_PERSON, _COLLECTIVE, _ = SubjectKind
_UNSURE = Confidence.UNSURE

# Điều 32. Titles of the Fatherland Front and the mass organisations, by their own rules.
_MASS = (
    open_question(
        "32.standard",
        "Đạt tiêu chuẩn do Mặt trận Tổ quốc Việt Nam, tổ chức chính trị - xã hội quy định",
        Citation(LAW, 32, confidence=_UNSURE),
        "quy định của tổ chức tặng danh hiệu",
    ),
)


def _regional(code: str, what: str, article: int, kinds: tuple[SubjectKind, ...]) -> list[Standard]:
    """Known only by the bonus a decree gives with it; the earlier decree's article was not read."""
    places = (
        (Citation("98/2023/NĐ-CP", confidence=_UNSURE), LAW_START, TWO_TIER),
        (Citation("152/2025/NĐ-CP", article, confidence=_UNSURE), TWO_TIER, None),
    )
    return [
        Standard(
            code,
            kind,
            (
                open_question(
                    f"{code.lower()}.standard",
                    f"Đạt tiêu chuẩn {what} của quân khu, đại học quốc gia",
                    citation,
                    "quy định của quân khu, đại học quốc gia",
                ),
            ),
            since=since,
            until=until,
        )
        for kind in kinds
        for citation, since, until in places
    ]


STANDARDS = (
    Standard("DH-TCCTXH", _PERSON, _MASS),
    Standard("DH-TCCTXH", _COLLECTIVE, _MASS),
    *_regional("CTD-QKDHQG", "cờ thi đua", 50, (_COLLECTIVE,)),
    *_regional("BK-QKDHQG", "bằng khen", 54, (_PERSON, _COLLECTIVE)),
)
