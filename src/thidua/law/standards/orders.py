"""Sao vàng, Hồ Chí Minh, Độc lập: Art. 34 to 38; families of martyrs: Circular 44/TBXH-VHC."""

from __future__ import annotations

from dataclasses import replace

from thidua.law import signals
from thidua.law.conditions import (
    all_of,
    any_of,
    declared,
    law,
    not_,
    open_question,
    quantity_at_least,
    within_years,
)
from thidua.law.enums import Group, SubjectKind
from thidua.law.instruments import Citation, Confidence
from thidua.law.standards.orders_service import ERAS, SERVICE_NOTES, long_service
from thidua.law.standards.standard import Standard
from thidua.law.standards.unread import unread
from thidua.law.titles import known_title
from thidua.law.tree import Node

_PERSON, _COLLECTIVE, _HOUSEHOLD = SubjectKind


def unread_for(title: str, who: str, words: str) -> tuple[Node, ...]:
    """The whole standard of a kind of subject, where its clause is not on file."""
    known = known_title(title)
    article = known.citation.article
    sentence = f"{words} đạt tiêu chuẩn {known.name}"
    return (unread(f"{article}.{who}", sentence, replace(known.citation, clause=None)),)


def foreign(title: str) -> tuple[Standard, ...]:
    """Foreign persons and collectives: their clause is not on file."""
    parts = unread_for(title, "foreign", "Cá nhân, tập thể người nước ngoài")
    return tuple(Standard(title, kind, parts, Group.FOREIGN) for kind in (_PERSON, _COLLECTIVE))


# Điều 34 khoản 2. “Huân chương Sao vàng”: the highest order. Decree 98/2023, Art. 8 details point a
# (first group: in the revolution by 1935, without a break, in a top post); it is on file in part.
HCSV: tuple[Node, ...] = (
    declared("34.2.compliance"),
    any_of(
        "34.2",
        "Có một trong các công lao của khoản 2 Điều 34",
        law(34, 2),
        declared("34.2.a"),
        declared("34.2.b"),
    ),
)

# Điều 35 khoản 1. “Huân chương Hồ Chí Minh”: individuals.
HCHCM_PERSON: tuple[Node, ...] = (
    declared("35.1.compliance"),
    any_of(
        "35.1",
        "Có một trong các công lao, thành tích của khoản 1 Điều 35",
        law(35, 1),
        declared("35.1.a"),
        declared("35.1.b"),
    ),
)

# Khoản 2: bộ, ban, ngành, tỉnh, bodies of the National Assembly. a) had HCĐL1 or HCQC1 and
# thereafter 10 năm liên tục trở lên; b) tradition, merits, unity. The ten years are of achievements
# no rating shows: the award has to lie that far back, and the achievements are named.
HCHCM_COLLECTIVE: tuple[Node, ...] = (
    any_of(
        "35.collective",
        "Đạt tiêu chuẩn của khoản 2 hoặc của khoản khác dành cho tập thể",
        law(35),
        all_of(
            "35.2",
            "Đạt các tiêu chuẩn của khoản 2 Điều 35",
            law(35, 2),
            declared("35.2.body"),
            within_years(
                "35.2.a.award",
                "Đã được tặng “Huân chương Độc lập” hạng Nhất hoặc “Huân chương Quân công” hạng "
                "Nhất từ {newest} năm trước trở lên",
                law(35, 2, "a"),
                signals.award("HCDL1"),
                signals.award("HCQC1"),
                newest="years-for-hchcm",
                oldest="ladder-search",
            ),
            declared("35.2.a.run", years="years-for-hchcm"),
            declared("35.2.b.merit"),
            declared("35.2.b.unity"),
        ),
        unread("35.3", "Tập thể đạt tiêu chuẩn của khoản 3, 4 hoặc 5 Điều 35", law(35)),
    ),
)

_DL_NAMES = {"HCDL1": (36, "hcdl1"), "HCDL2": (37, "hcdl2"), "HCDL3": (38, "hcdl3")}


def _dl_person(title: str) -> tuple[Standard, ...]:
    """Điều 36 to 38: merit of the class, whose points are not on file, or long service."""
    article, order = _DL_NAMES[title]
    place = law(article, confidence=Confidence.DERIVED)
    compliance = "36.1.compliance" if article == 36 else f"{article}.compliance"  # noqa: PLR2004
    merit = unread(
        f"{article}.merit",
        f"Đạt một trong các tiêu chuẩn về công lao, thành tích của Điều {article}",
        law(article),
    )
    return tuple(
        Standard(
            title,
            _PERSON,
            (
                declared(compliance),
                any_of(
                    f"{article}.1",
                    f"Có công lao, thành tích hoặc quá trình cống hiến theo Điều {article}",
                    law(article),
                    merit,
                    long_service(order, f"{article}.service", place, since),
                ),
            ),
            since=since,
            until=until,
            notes=SERVICE_NOTES,
        )
        for since, until in ERAS
    )


# Thông tư 44/TBXH-VHC năm 1985: families with many martyrs. A longer count holds a shorter one, so
# a family is proposed for the highest class it reaches. Whether the circular still serves is open.
_C44 = Citation("44/TBXH-VHC")
_IN_USE = open_question(
    "families-1985-in-use",
    "Thông tư 44/TBXH-VHC năm 1985 còn được dùng làm căn cứ xét tặng",
    replace(_C44, confidence=Confidence.UNSURE),
    "ý kiến của Bộ Nội vụ về căn cứ xét tặng gia đình có nhiều liệt sĩ",
)


def _children(code: str, least: str | int) -> Node:
    return quantity_at_least(
        code, "Có từ {least} người con là liệt sĩ", _C44, "martyr-children", least
    )


def _with_spouse(code: str, least: str) -> Node:
    return all_of(
        code,
        "Vợ hoặc chồng và từ {least} người con là liệt sĩ",
        _C44,
        _children(f"{code}.children", least),
        quantity_at_least(
            f"{code}.spouse", "Có vợ hoặc chồng là liệt sĩ", _C44, "martyr-spouses", 1
        ),
    )


def _all_of_them(code: str, sentence: str, least: str | int, more: Node) -> Node:
    none_left = "Không còn người con nào khác"
    return all_of(
        code,
        sentence,
        _C44,
        _children(f"{code}.children", least),
        not_(f"{code}.no-other", none_left, _C44, more),
    )


def _born(code: str, least: int) -> Node:
    return quantity_at_least(code, "Có từ {least} người con", _C44, "children", least)


_CASES_3 = any_of(
    "families.3",
    "Thuộc một trong các trường hợp của hạng Ba",
    _C44,
    _with_spouse("families.3.spouse", "martyrs-beside-spouse-for-hcdl3"),
    _children("families.3.children", "martyrs-for-hcdl3"),
    _all_of_them(
        "families.3.only",
        "Người con duy nhất là liệt sĩ",
        1,
        _born("families.3.only.others", 2),
    ),
)
_CASES_2 = any_of(
    "families.2",
    "Thuộc một trong các trường hợp của hạng Nhì",
    _C44,
    _with_spouse("families.2.spouse", "martyrs-beside-spouse-for-hcdl2"),
    _children("families.2.children", "martyrs-for-hcdl2"),
    all_of(
        "families.2.invalid",
        "Thuộc trường hợp của hạng Ba và có thương binh nặng",
        _C44,
        _CASES_3,
        quantity_at_least(
            "families.2.severe", "Có từ {least} thương binh nặng", _C44, "severe-invalids", 1
        ),
    ),
    _all_of_them(
        "families.2.all",
        "Cả {least} người con đều là liệt sĩ",
        "all-martyrs-for-hcdl2",
        _born("families.2.all.others", 4),
    ),
)
_CASES_1 = any_of(
    "families.1",
    "Thuộc một trong các trường hợp của hạng Nhất",
    _C44,
    _with_spouse("families.1.spouse", "martyrs-beside-spouse-for-hcdl1"),
    _children("families.1.children", "martyrs-for-hcdl1"),
    unread("families.1.other", "Thuộc trường hợp khác của hạng Nhất", _C44),
)

STANDARDS = (
    Standard("HCSV", _PERSON, HCSV),
    Standard("HCSV", _COLLECTIVE, unread_for("HCSV", "collective", "Tập thể")),
    *foreign("HCSV"),
    Standard("HCHCM", _PERSON, HCHCM_PERSON),
    Standard("HCHCM", _COLLECTIVE, HCHCM_COLLECTIVE),
    Standard(
        "HCHCM",
        _COLLECTIVE,
        unread_for("HCHCM", "armed", "Tập thể thuộc lực lượng vũ trang nhân dân"),
        Group.ARMED,
    ),
    *foreign("HCHCM"),
    *(one for title in _DL_NAMES for one in (*_dl_person(title), *foreign(title))),
    *(
        Standard(title, _COLLECTIVE, unread_for(title, "collective", "Tập thể"))
        for title in _DL_NAMES
    ),
    Standard("HCDL1", _HOUSEHOLD, (_CASES_1, _IN_USE)),
    Standard("HCDL2", _HOUSEHOLD, (_CASES_2, _IN_USE)),
    Standard("HCDL3", _HOUSEHOLD, (_CASES_3, _IN_USE)),
)
