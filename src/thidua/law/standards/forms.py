"""Giấy khen: Art. 75 of Law 06/2022/QH15."""

from __future__ import annotations

from datetime import date

from thidua.law.conditions import any_of, declared, law, open_question, rated
from thidua.law.enums import Group, RatingLevel, SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.standards.common import LAW_START, TWO_TIER
from thidua.law.standards.standard import Standard
from thidua.law.tree import Node

_PERSON, _COLLECTIVE, _HOUSEHOLD = SubjectKind
_DERIVED = Confidence.DERIVED


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


def _giay_khen(code: str, since: date, until: date | None) -> tuple[Standard, ...]:
    variants = (
        (_PERSON, GK_PERSON, None),
        (_PERSON, GK_UNRATED, Group.UNRATED),
        (_PERSON, GK_UNRATED, Group.WORKER),
        (_COLLECTIVE, GK_COLLECTIVE, None),
        (_COLLECTIVE, GK_COLLECTIVE_UNRATED, Group.UNRATED),
        (_COLLECTIVE, GK_COLLECTIVE_UNRATED, Group.ENTERPRISE),
        (_HOUSEHOLD, GK_HOUSEHOLD, None),
    )
    return tuple(
        Standard(code, kind, parts, group, since, until, notes=_LOCAL_75)
        for kind, parts, group in variants
    )


STANDARDS = (
    *_giay_khen("GK-HUYEN", LAW_START, TWO_TIER),
    *_giay_khen("GK-XA", LAW_START, None),
    *_giay_khen("GK-DV", LAW_START, None),
)
