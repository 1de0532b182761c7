"""Bằng khen of the Prime Minister: Art. 73 of Law 06/2022/QH15."""

from __future__ import annotations

from datetime import date

from thidua.law import signals
from thidua.law.assessment import Discretion
from thidua.law.conditions import (
    all_of,
    any_of,
    declared,
    law,
    open_question,
    rating_at,
    run_containing,
    within_years,
)
from thidua.law.enums import ABROAD, Group, RatingLevel, SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.runs import Containing, Mark
from thidua.law.standards.common import LAW_START, TWO_TIER
from thidua.law.standards.standard import Standard
from thidua.law.standards.unread import unread
from thidua.law.tree import Node

_PERSON, _COLLECTIVE, _HOUSEHOLD = SubjectKind
_UNSURE = Confidence.UNSURE


# Khoản 1 điểm b: đã được tặng bằng khen của bộ, ban, ngành, tỉnh and from 05 years in a row up to
# the proposal rated well, with 03 CSTĐCS in that time. "Và sau đó" does not stand here: the years
# need not follow the bằng khen. An authority that wants them to asks for an older one
# (lag-bk-for-bkttg).
_LADDER = all_of(
    "73.1.b",
    "Đã được tặng bằng khen của bộ, ngành, tỉnh và từ {k} năm liên tục hoàn thành tốt nhiệm vụ trở "
    "lên, trong đó có {n1} lần “Chiến sĩ thi đua cơ sở”",
    law(73, 1, "b"),
    within_years(
        "73.1.b.held",
        "Đã được tặng bằng khen của bộ, ngành hoặc tỉnh",
        law(73, 1, "b"),
        signals.award("BKT"),
        signals.award("BK-BO"),
        newest="lag-bk-for-bkttg",
        oldest="search-bk-for-bkttg",
    ),
    run_containing(
        "73.1.b.years",
        "Từ {k} năm liên tục hoàn thành tốt nhiệm vụ trở lên tính đến khi đề nghị, trong đó có "
        "{n1} lần “Chiến sĩ thi đua cơ sở”",
        law(73, 1, "b"),
        rating_at(RatingLevel.HTT),
        k="streak-htt-for-bkttg",
        oldest="run-current-lag",
        reach="reach-for-bkttg",
        counts=(Containing((Mark(signals.award("CSTDCS")),), "cstdcs-for-bkttg"),),
    ),
)

_PERSONS: tuple[Node, ...] = (
    declared("73.compliance"),
    any_of(
        "73.1",
        "Có một trong các thành tích của khoản 1 Điều 73",
        law(73, 1),
        declared("73.1.a"),
        _LADDER,
        declared("73.1.c"),
        declared("73.1.d"),
    ),
)

# Khoản 2: công nhân, nông dân, người lao động; c) and d) reach over a district. Since 2025-07-01
# there is none: over what area instead is left open.
_IN_DISTRICT: tuple[Node, ...] = (
    declared("73.2.c"),
    declared("73.2.d", years="model-years-for-bkttg"),
)
_ELSEWHERE: tuple[Node, ...] = (
    all_of(
        "73.2.area",
        "Có sáng kiến hoặc mô hình ảnh hưởng trong địa bàn được quy định thay cho cấp huyện",
        law(73, 2, confidence=_UNSURE),
        any_of(
            "73.2.reach",
            "Có sáng kiến của công nhân hoặc mô hình của nông dân",
            law(73, 2),
            declared("73.2.c.area"),
            declared("73.2.d.area", years="model-years-for-bkttg"),
        ),
        open_question(
            "73.2.district",
            "Có quy định địa bàn thay cho cấp huyện",
            law(73, 2, confidence=_UNSURE),
            "hướng dẫn về địa bàn ảnh hưởng, vì từ ngày 01/7/2025 không còn cấp huyện",
        ),
    ),
)


def _workers(*reach: Node) -> tuple[Node, ...]:
    return (
        declared("73.compliance"),
        any_of(
            "73.2",
            "Có một trong các thành tích của khoản 2 Điều 73",
            law(73, 2),
            declared("73.1.a"),
            _LADDER,
            declared("73.1.d"),
            declared("73.2.b"),
            *reach,
        ),
    )


def _gap(word: str, whom: str) -> tuple[Node, ...]:
    """Khoản 3 to 6: that they exist is known; which clause is whose, and what it asks, is not."""
    sentence = f"Đạt tiêu chuẩn Bằng khen của Thủ tướng Chính phủ dành cho {whom}"
    return (unread(f"73.{word}", sentence, law(73)),)


_ABROAD = _gap("abroad", "cá nhân, tập thể nước ngoài, người Việt Nam ở nước ngoài")
_VOTED = (Discretion("Thành tích xuất sắc được bình xét trong phong trào", law(73, 1, "a")),)
_NOTES = (
    (
        "Điểm b khoản 1 Điều 73 không nói các năm phải tính sau bằng khen; bộ quy tắc không đòi. "
        "Nơi đề nghị có thể quy định chặt hơn."
    ),
)
_AMENDMENT = (
    "Luật sửa đổi 06/2026/QH16 có hiệu lực từ 01/10/2026; bộ quy tắc chưa có bản ký. Dự thảo bỏ "
    "yêu cầu phải có hình thức thấp hơn trước; chưa rõ văn bản chính thức có giữ như vậy"
)


def _judged(
    parts: tuple[Node, ...],
    group: Group | None = None,
    since: date = LAW_START,
    until: date | None = None,
) -> Standard:
    return Standard(
        "BKTTG",
        _PERSON,
        parts,
        group,
        since,
        until,
        discretion=_VOTED,
        notes=_NOTES,
        amendment=_AMENDMENT,
    )


STANDARDS = (
    _judged(_PERSONS),
    _judged(_workers(*_IN_DISTRICT), Group.WORKER, until=TWO_TIER),
    _judged(_workers(*_ELSEWHERE), Group.WORKER, since=TWO_TIER),
    Standard(
        "BKTTG",
        _PERSON,
        _gap("entrepreneur", "doanh nhân, trí thức, nhà khoa học"),
        Group.ENTREPRENEUR,
    ),
    Standard("BKTTG", _COLLECTIVE, _gap("collective", "tập thể")),
    Standard("BKTTG", _COLLECTIVE, _gap("enterprise", "doanh nghiệp"), Group.ENTERPRISE),
    Standard("BKTTG", _HOUSEHOLD, _gap("household", "hộ gia đình")),
    *(
        Standard("BKTTG", kind, _ABROAD, group)
        for kind in (_PERSON, _COLLECTIVE)
        for group in sorted(ABROAD)
    ),
)
