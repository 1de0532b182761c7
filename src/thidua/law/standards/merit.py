"""Bằng khen of ministries and provinces: Art. 74 of Law 06/2022/QH15."""

from __future__ import annotations

from thidua.law import signals
from thidua.law.assessment import Discretion
from thidua.law.conditions import (
    all_of,
    any_of,
    declared,
    in_a_row,
    law,
    rating_at,
    run_containing,
)
from thidua.law.enums import Group, InitiativeScope, RatingLevel, SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.runs import Containing, Mark
from thidua.law.standards.notes import REUSE_NOTE
from thidua.law.standards.series import conferred_in_a_row
from thidua.law.standards.standard import Standard
from thidua.law.standards.unread import unread
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
        "Từ {k} năm liên tục hoàn thành xuất sắc nhiệm vụ, có {n1} sáng kiến được công nhận, "
        "áp dụng hiệu quả tại cơ sở",
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


# Khoản 1: gương mẫu chấp hành, and one of a) to đ). Khoản 2: doanh nhân, trí thức, nhà khoa học, by
# the same or by what the ministry or province recognises. Two places: a province, and a ministry.
def _person(suffix: str, *more: Node) -> tuple[Node, ...]:
    return (
        declared("74.1.compliance"),
        any_of(
            "74.1",
            "Có một trong các thành tích của khoản 1 Điều 74",
            law(74, 1),
            declared(f"74.1.a{suffix}"),
            declared(f"74.1.b{suffix}"),
            declared("74.1.c"),
            _TWICE_CSTDCS,
            _TWO_EXCELLENT_YEARS,
            declared("74.1.đ"),
            *more,
        ),
    )


_YEARS = all_of(
    "74.3.years",
    "{k} năm liên tục hoàn thành xuất sắc nhiệm vụ hoặc đạt “Tập thể lao động xuất sắc”, thực hiện "
    "tốt dân chủ ở cơ sở",
    law(74, 3, confidence=_DERIVED),
    in_a_row(
        "74.3.run",
        "{k} năm liên tục hoàn thành xuất sắc nhiệm vụ hoặc đạt “Tập thể lao động xuất sắc”",
        law(74, 3, confidence=_DERIVED),
        rating_at(RatingLevel.HTXS),
        signals.award("TTLDXS"),
        k="streak-for-bkt-collective",
        oldest="run-current-lag",
    ),
    declared("74.3.democracy"),
)


# Khoản 3: tập thể gương mẫu chấp hành, nội bộ đoàn kết, and one of four.
def _collective(suffix: str) -> tuple[Node, ...]:
    return (
        declared("74.3.compliance"),
        any_of(
            "74.3",
            "Có một trong các thành tích của khoản 3 Điều 74",
            law(74, 3, confidence=_DERIVED),
            declared("74.3.a"),
            declared(f"74.3.sudden{suffix}"),
            declared("74.3.contribution"),
            _YEARS,
        ),
    )


# Khoản 4: doanh nghiệp, tổ chức kinh tế khác; its standards were not read.
_ENTERPRISE: tuple[Node, ...] = (
    unread(
        "74.4.standard",
        "Đạt tiêu chuẩn bằng khen của bộ, ngành, tỉnh dành cho doanh nghiệp",
        law(74, 4),
    ),
)

# Khoản 5: hộ gia đình gương mẫu chấp hành, có nhiều đóng góp về công sức, đất đai, tài sản.
_FAMILY: tuple[Node, ...] = (declared("74.5.compliance"), declared("74.5.contribution"))

_LOCAL = (
    (
        "Bộ, ngành, tỉnh quy định chi tiết tiêu chuẩn bằng khen (khoản 6 Điều 74); đối chiếu quy "
        "định của cấp mình."
    ),
)
_MOVEMENT = "Thành tích xuất sắc được bình xét trong phong trào thi đua"


def _voted(clause: int) -> tuple[Discretion, ...]:
    return (Discretion(_MOVEMENT, law(74, clause, "a")),)


def _bang_khen(code: str, suffix: str) -> tuple[Standard, ...]:
    by_years = _LOCAL + REUSE_NOTE
    entrepreneur = _person(suffix, declared(f"74.2{suffix}"))
    return (
        Standard(code, _PERSON, _person(suffix), discretion=_voted(1), notes=by_years),
        Standard(
            code, _PERSON, entrepreneur, Group.ENTREPRENEUR, discretion=_voted(1), notes=by_years
        ),
        Standard(code, _COLLECTIVE, _collective(suffix), discretion=_voted(3), notes=_LOCAL),
        Standard(code, _COLLECTIVE, _ENTERPRISE, Group.ENTERPRISE, notes=_LOCAL),
        Standard(code, _HOUSEHOLD, _FAMILY, notes=_LOCAL),
    )


STANDARDS = (*_bang_khen("BKT", ""), *_bang_khen("BK-BO", ".bo"))
