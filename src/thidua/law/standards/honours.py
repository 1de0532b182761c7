"""State honours of mothers, heroes, provinces; prizes; kỷ niệm chương.

Art. 59 to 63 and 68 to 71 of Law 06/2022/QH15; Decree 56/2013, Art. 2.
"""

from __future__ import annotations

from thidua.law.assessment import Discretion
from thidua.law.conditions import all_of, any_of, declared, law, not_, quantity_at_least
from thidua.law.criteria.honours import MOTHERS, PRIZES
from thidua.law.enums import SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.standards.standard import Standard
from thidua.law.standards.unread import unread
from thidua.law.tree import Node

_PERSON, _COLLECTIVE, _ = SubjectKind


# “Bà mẹ Việt Nam anh hùng”, Nghị định 56/2013, Điều 2: one of five. Four of them have one child a
# martyr in common, so that stands once. “Chỉ có 02 con”, “chỉ có 01 con” are exact counts.
def _children_at_most(code: str, sentence: str, one_more: int) -> Node:
    beyond = quantity_at_least(
        f"{code}.beyond", "Có từ {least} con trở lên", MOTHERS, "children", one_more
    )
    return not_(code, sentence, MOTHERS, beyond, "số con không đúng trường hợp này")


_ONE_MARTYR_WITH = any_of(
    "mother.one-martyr-with",
    "Thuộc một trong các trường hợp có 01 con là liệt sĩ",
    MOTHERS,
    _children_at_most("mother.only-child", "Chỉ có 01 con", 2),
    all_of(
        "mother.two-children",
        "Chỉ có 02 con, người con còn lại là thương binh nặng",
        MOTHERS,
        _children_at_most("mother.only-two", "Chỉ có 02 con", 3),
        declared("mother.other-child-invalid", rate="invalid-rate-for-mothers"),
    ),
    declared("mother.husband-martyr"),
    declared("mother.herself-martyr"),
    declared("mother.herself-invalid", rate="invalid-rate-for-mothers"),
)

MOTHER: tuple[Node, ...] = (
    any_of(
        "mother",
        "Thuộc một trong năm trường hợp của Điều 2",
        MOTHERS,
        quantity_at_least(
            "mother.martyrs",
            "Có từ {least} con trở lên là liệt sĩ",
            MOTHERS,
            "martyr-children",
            "martyr-children-for-mothers",
            mend="không thuộc trường hợp nào của Điều 2",
        ),
        all_of(
            "mother.one-martyr",
            "Có 01 con là liệt sĩ và thuộc trường hợp kèm theo",
            MOTHERS,
            quantity_at_least(
                "mother.martyr",
                "Có từ {least} con là liệt sĩ",
                MOTHERS,
                "martyr-children",
                "one-martyr-child-for-mothers",
                mend="không thuộc trường hợp có con là liệt sĩ",
            ),
            _ONE_MARTYR_WITH,
        ),
    ),
)

_MOTHER_NOTES = (
    "Con gồm cả con nuôi hợp pháp; liệt sĩ là người được cấp Bằng Tổ quốc ghi công.",
    "Có thể truy tặng.",
)

# Điều 63. Anh hùng Lao động. 1. a person: points a) to đ); 3. for an exceptional sudden feat only
# point a) is asked.
HERO: tuple[Node, ...] = (
    declared("63.1.a"),
    any_of(
        "63.route.person",
        "Đủ các tiêu chuẩn còn lại của khoản 1, hoặc có thành tích đột xuất đặc biệt xuất sắc",
        law(63),
        all_of(
            "63.1",
            "Đạt các điểm b, c, d, đ khoản 1 Điều 63",
            law(63, 1),
            declared("63.1.b"),
            declared("63.1.c", years="years-for-hero"),
            declared("63.1.d"),
            declared("63.1.đ"),
        ),
        declared("63.3.person"),
    ),
)

# 2. a collective: six points; 3. for a sudden feat only đ) and e), by the order of the list clean
# bodies and local activity.
HERO_COLLECTIVE: tuple[Node, ...] = (
    declared("63.2.clean"),
    declared("63.2.local"),
    any_of(
        "63.route.collective",
        "Đủ các tiêu chuẩn còn lại của khoản 2, hoặc có thành tích đột xuất đặc biệt xuất sắc",
        law(63),
        all_of(
            "63.2",
            "Đạt các tiêu chuẩn về thành tích của khoản 2 Điều 63",
            law(63, 2),
            declared("63.2.exceptional"),
            declared("63.2.leader", years="years-for-hero-collective"),
            declared("63.2.innovation"),
            declared("63.2.training"),
        ),
        declared("63.3.collective"),
    ),
)

_EXCEPTIONAL = "Thành tích đặc biệt xuất sắc, xứng đáng danh hiệu “Anh hùng Lao động”"

_AHLLVT_PERSON = (
    unread(
        "62.person",
        "Cá nhân đạt tiêu chuẩn “Anh hùng Lực lượng vũ trang nhân dân” của Điều 62",
        law(62),
    ),
)
_AHLLVT_COLLECTIVE = (
    unread(
        "62.collective",
        "Tập thể đạt tiêu chuẩn “Anh hùng Lực lượng vũ trang nhân dân” của Điều 62",
        law(62),
    ),
)
_TINH_AH = (
    unread(
        "60.standard",
        "Đạt tiêu chuẩn “Tỉnh Anh hùng”, “Thành phố Anh hùng” của Điều 60",
        law(60),
    ),
)


# Điều 68 to 70: works of exceptional or high value, from memory; the conditions are not on file.
def _prize(criterion: str, name: str) -> tuple[Node, ...]:
    return (
        declared(criterion),
        unread(
            f"{criterion}.detail",
            f"Đạt điều kiện chi tiết của {name} tại các Điều 68, 69, 70",
            PRIZES,
        ),
    )


GTHCM = _prize("prize.hcm", "Giải thưởng Hồ Chí Minh")
GTNN = _prize("prize.state", "Giải thưởng Nhà nước")

# Điều 71. Kỷ niệm chương: for contributions; 2. each ministry and province sets its own standard.
KNC: tuple[Node, ...] = (
    declared("71.contribution"),
    unread(
        "71.standard",
        "Đạt tiêu chuẩn kỷ niệm chương do bộ, ban, ngành, tỉnh quy định",
        law(71, 2, confidence=Confidence.DERIVED),
    ),
)
_KNC_NOTES = (
    "Bộ, ban, ngành, tỉnh tặng kỷ niệm chương thì quy định tiêu chuẩn (khoản 2 Điều 71).",
    "Có thể truy tặng.",
)

STANDARDS = (
    Standard("TINH-AH", _COLLECTIVE, _TINH_AH),
    Standard("BMVNAH", _PERSON, MOTHER, notes=_MOTHER_NOTES),
    Standard("AHLLVT", _PERSON, _AHLLVT_PERSON),
    Standard("AHLLVT", _COLLECTIVE, _AHLLVT_COLLECTIVE),
    Standard("AHLD", _PERSON, HERO, discretion=(Discretion(_EXCEPTIONAL, law(63, 1)),)),
    Standard(
        "AHLD", _COLLECTIVE, HERO_COLLECTIVE, discretion=(Discretion(_EXCEPTIONAL, law(63, 2)),)
    ),
    Standard("GTHCM", _PERSON, GTHCM),
    Standard("GTHCM", _COLLECTIVE, GTHCM),
    Standard("GTNN", _PERSON, GTNN),
    Standard("GTNN", _COLLECTIVE, GTNN),
    Standard("KNC", _PERSON, KNC, notes=_KNC_NOTES),
)
