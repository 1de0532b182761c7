"""Bằng khen of the province and giấy khen: Art. 74 and 75 of Law 06/2022/QH15."""

from __future__ import annotations

from datetime import date

from thidua.law import signals
from thidua.law.assessment import Discretion
from thidua.law.conditions import (
    all_of,
    any_of,
    declared,
    in_a_row,
    law,
    open_question,
    rated,
    rating_at,
    run_containing,
)
from thidua.law.enums import Group, InitiativeScope, RatingLevel, SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.runs import Containing, Mark
from thidua.law.standards.common import LAW_START, TWO_TIER
from thidua.law.standards.series import conferred_in_a_row
from thidua.law.standards.standard import Standard
from thidua.law.tree import Node

_PERSON, _COLLECTIVE, _HOUSEHOLD = SubjectKind
_DERIVED = Confidence.DERIVED

_INITIATIVES = tuple(Mark(signals.initiative("form", InitiativeScope.CO_SO, nth)) for nth in (1, 2))


# Điều 74 khoản 1 điểm d, first route: 02 lần liên tục được tặng “Chiến sĩ thi đua cơ sở”. It holds
# also when both came from ratings without an initiative.
_TWICE_CSTDCS = conferred_in_a_row(
    "74.1.d.cstdcs", law(74, 1, "d"), "CSTDCS", "streak-cstdcs-for-bkt"
)

# Second route: liên tục từ 02 năm trở lên hoàn thành xuất sắc nhiệm vụ, trong thời gian đó có 02
# sáng kiến … áp dụng hiệu quả trong phạm vi cơ sở, hoặc 02 đề tài … đã được nghiệm thu.
_TWO_EXCELLENT_YEARS = any_of(
    "74.1.d.htxs",
    "Từ {k} năm liên tục hoàn thành xuất sắc nhiệm vụ, có sáng kiến hoặc đề tài trong thời gian đó",
    law(74, 1, "d"),
    run_containing(
        "74.1.d.initiatives",
        "Từ {k} năm liên tục hoàn thành xuất sắc nhiệm vụ, có {n1} sáng kiến được công nhận",
        law(74, 1, "d"),
        rating_at(RatingLevel.HTXS),
        k="streak-htxs-for-bkt",
        oldest="run-current-lag",
        reach="run-reach",
        counts=(Containing(_INITIATIVES, "initiatives-for-bkt"),),
    ),
    all_of(
        "74.1.d.works",
        "Từ {k} năm liên tục hoàn thành xuất sắc nhiệm vụ, có {works} đề tài được nghiệm thu",
        law(74, 1, "d"),
        in_a_row(
            "74.1.d.years",
            "{k} năm liên tục hoàn thành xuất sắc nhiệm vụ",
            law(74, 1, "d"),
            rating_at(RatingLevel.HTXS),
            k="streak-htxs-for-bkt",
            oldest="run-current-lag",
        ),
        declared("74.1.d.work", works="works-for-bkt"),
    ),
)

_ROUTES: tuple[Node, ...] = (
    declared("74.1.a"),
    declared("74.1.b"),
    declared("74.1.c"),
    _TWICE_CSTDCS,
    _TWO_EXCELLENT_YEARS,
    declared("74.1.đ"),
)


def _bkt_person(*more: Node) -> tuple[Node, ...]:
    return (
        declared("74.1.compliance"),
        any_of(
            "74.1", "Có một trong các thành tích của khoản 1 Điều 74", law(74, 1), *_ROUTES, *more
        ),
    )


# Khoản 3: tập thể gương mẫu chấp hành, nội bộ đoàn kết, and one of four.
BKT_COLLECTIVE: tuple[Node, ...] = (
    declared("74.3.compliance"),
    any_of(
        "74.3",
        "Có một trong các thành tích của khoản 3 Điều 74",
        law(74, 3, confidence=_DERIVED),
        declared("74.3.a"),
        declared("74.3.sudden"),
        declared("74.3.contribution"),
        all_of(
            "74.3.years",
            "{k} năm liên tục hoàn thành xuất sắc nhiệm vụ hoặc đạt “Tập thể lao động xuất sắc”, "
            "thực hiện tốt dân chủ ở cơ sở",
            law(74, 3, confidence=_DERIVED),
            in_a_row(
                "74.3.run",
                "{k} năm liên tục hoàn thành xuất sắc nhiệm vụ hoặc đạt “Tập thể lao động xuất "
                "sắc”",
                law(74, 3, confidence=_DERIVED),
                rating_at(RatingLevel.HTXS),
                signals.award("TTLDXS"),
                k="streak-for-bkt-collective",
                oldest="run-current-lag",
            ),
            declared("74.3.democracy"),
        ),
    ),
)

# Khoản 5: hộ gia đình gương mẫu chấp hành, có nhiều đóng góp về công sức, đất đai, tài sản.
BKT_HOUSEHOLD: tuple[Node, ...] = (declared("74.5.compliance"), declared("74.5.contribution"))


# Điều 75 khoản 2: each ministry and province sets the standard of its giấy khen. What stands here
# is the common pattern of a provincial rule of 2025; where it asks more than the law does
# (completion of tasks), failing it leaves the verdict open.
def _completed(kind: str) -> Node:
    return any_of(
        f"75.completion.{kind}",
        "Hoàn thành tốt nhiệm vụ trở lên năm {year}",
        law(75, 2, confidence=_DERIVED),
        rated(
            "75.rating",
            "Được xếp loại Hoàn thành tốt nhiệm vụ trở lên năm {year}",
            law(75, 2, confidence=_DERIVED),
            RatingLevel.HTT,
        ),
        open_question(
            "gk-below-htt",
            "Quy định của nơi tặng chấp nhận mức xếp loại khác",
            law(75, 2, confidence=_DERIVED),
            "quy định tiêu chuẩn giấy khen của địa phương, đơn vị",
        ),
    )


def _achieved(*routes: Node) -> Node:
    return any_of(
        "75.achievement",
        "Có một trong các thành tích để tặng giấy khen",
        law(75, 2, confidence=_DERIVED),
        *routes,
    )


_BY_WORK = (declared("75.movement"), declared("75.field"))

GK_PERSON = (declared("75.compliance"), _completed("person"), _achieved(*_BY_WORK))
GK_UNRATED = (declared("75.compliance"), declared("75.completed"), _achieved(*_BY_WORK))
GK_COLLECTIVE = (
    declared("75.compliance"),
    declared("75.unity"),
    _completed("collective"),
    _achieved(*_BY_WORK),
)
GK_COLLECTIVE_UNRATED = (
    declared("75.compliance"),
    declared("75.unity"),
    declared("75.completed"),
    _achieved(*_BY_WORK),
)
GK_HOUSEHOLD = (
    declared("75.compliance"),
    _achieved(declared("75.contribution"), declared("75.movement")),
)

_LOCAL_75 = (
    (
        "Tiêu chuẩn giấy khen do bộ, ngành, tỉnh quy định (khoản 2 Điều 75); đây là khung thường "
        "gặp, đối chiếu quy định của địa phương, đơn vị."
    ),
)
_LOCAL_74 = (
    (
        "Bộ, ngành, tỉnh quy định chi tiết tiêu chuẩn bằng khen (khoản 6 Điều 74); đối chiếu quy "
        "định của địa phương."
    ),
)
_VOTED = Discretion("Thành tích xuất sắc được bình xét trong phong trào thi đua", law(74, 1, "a"))


def _giay_khen(code: str, since: date, until: date | None) -> tuple[Standard, ...]:
    variants = (
        (_PERSON, GK_PERSON, None),
        (_PERSON, GK_UNRATED, Group.UNRATED),
        (_PERSON, GK_UNRATED, Group.WORKER),
        (_COLLECTIVE, GK_COLLECTIVE, None),
        (_COLLECTIVE, GK_COLLECTIVE_UNRATED, Group.UNRATED),
        (_HOUSEHOLD, GK_HOUSEHOLD, None),
    )
    return tuple(
        Standard(code, kind, parts, group, since, until, notes=_LOCAL_75)
        for kind, parts, group in variants
    )


STANDARDS = (
    Standard("BKT", _PERSON, _bkt_person(), discretion=(_VOTED,), notes=_LOCAL_74),
    Standard(
        "BKT",
        _PERSON,
        _bkt_person(declared("74.2")),
        Group.ENTREPRENEUR,
        discretion=(_VOTED,),
        notes=_LOCAL_74,
    ),
    Standard("BKT", _COLLECTIVE, BKT_COLLECTIVE, discretion=(_VOTED,), notes=_LOCAL_74),
    Standard("BKT", _HOUSEHOLD, BKT_HOUSEHOLD, notes=_LOCAL_74),
    *_giay_khen("GK-HUYEN", LAW_START, TWO_TIER),
    *_giay_khen("GK-XA", LAW_START, None),
    *_giay_khen("GK-DV", LAW_START, None),
)
