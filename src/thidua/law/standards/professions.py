"""Honorary titles of teachers, doctors, artists and artisans: Art. 64 to 67 of Law 06/2022/QH15."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from thidua.law import signals
from thidua.law.conditions import (
    all_of,
    any_of,
    declared,
    law,
    quantity_at_least,
    within_years,
)
from thidua.law.criteria.professions import DECREE_25, DECREE_43, DECREE_61
from thidua.law.enums import SubjectKind
from thidua.law.instruments import Citation, Confidence
from thidua.law.standards.standard import Standard
from thidua.law.standards.unread import unread
from thidua.law.titles import known_title
from thidua.law.tree import Node

_PERSON = SubjectKind.PERSON
_RECALLED = Confidence.RECALLED
DOCTORS_FROM = date(2024, 4, 15)
ARTISTS_FROM = date(2024, 7, 22)


def _holds_already(code: str, citation: Citation, award: str) -> Node:
    """The lower title of the same profession, whenever it was conferred."""
    name = known_title(award).name
    node = within_years(
        code,
        f"Đã được tặng danh hiệu “{name}”",
        citation,
        signals.award(award),
        oldest="years-looked-back-for-a-title",
    )
    return replace(node, mend=f"chưa được tặng danh hiệu “{name}”")


def _years(code: str, what: str, citation: Citation, name: str, least: str) -> Node:
    done = what.removeprefix("Trong đó ")
    return quantity_at_least(
        code,
        f"{what} từ {{least}} năm trở lên",
        citation,
        name,
        least,
        mend=f"chưa đủ {{least}} năm {done[0].lower()}{done[1:]}",
    )


# Điều 64. A teacher by years of direct teaching; a manager or researcher by years in the sector, so
# many of them direct. “Nhà giáo nhân dân” also holds “Nhà giáo ưu tú”. What the article asks of
# character and talent is not on file.
def _taught(title: str) -> Node:
    code = title.lower()
    return any_of(
        f"64.years.{code}",
        "Đủ thời gian giảng dạy, công tác trong ngành giáo dục",
        law(64),
        all_of(
            f"64.teacher.{code}",
            "Là nhà giáo, đủ thời gian trực tiếp giảng dạy",
            law(64),
            declared("64.teacher"),
            _years(
                f"64.teacher-years.{code}",
                "Trực tiếp giảng dạy",
                law(64),
                "teaching-years",
                f"teaching-years-for-{code}",
            ),
        ),
        all_of(
            f"64.manager.{code}",
            "Là cán bộ quản lý, nghiên cứu giáo dục, đủ thời gian trong ngành",
            law(64),
            declared("64.manager"),
            _years(
                f"64.sector-years.{code}",
                "Công tác trong ngành giáo dục",
                law(64),
                "education-years",
                f"education-years-for-{code}",
            ),
            _years(
                f"64.manager-years.{code}",
                "Trong đó trực tiếp giảng dạy",
                law(64),
                "teaching-years",
                f"manager-teaching-years-for-{code}",
            ),
        ),
    )


_FURTHER_64 = unread(
    "64.further", "Đạt các tiêu chuẩn khác của Điều 64 về phẩm chất, tài năng sư phạm", law(64)
)
NGUT: tuple[Node, ...] = (_taught("NGUT"), _FURTHER_64)
NGND: tuple[Node, ...] = (
    _holds_already("64.ngut", law(64), "NGUT"),
    _taught("NGND"),
    _FURTHER_64,
)
_TEACHER_NOTES = (
    "Năm công tác ở vùng biên giới, biển, đảo, đặc biệt khó khăn tính gấp 02 lần (Điều 64).",
    "Ghi số năm đã quy đổi.",
    f"Xét 03 năm một lần ({Citation('35/2024/NĐ-CP', 5).text}).",
)


# Điều 65. Clause 2, “Thầy thuốc nhân dân”: a), b), c) years; since Decree 25/2024 also “Thầy thuốc
# ưu tú” and a scientific standard. “Thầy thuốc ưu tú”: the years are from memory, the rest is not
# on file.
def _practised(title: str, citation: Citation) -> Node:
    code = title.lower()
    return any_of(
        f"65.years.{code}",
        "Đủ thời gian làm chuyên môn, công tác trong ngành y tế",
        citation,
        all_of(
            f"65.practitioner.{code}",
            "Trực tiếp làm chuyên môn kỹ thuật y tế đủ thời gian",
            citation,
            declared("65.practitioner"),
            _years(
                f"65.practitioner-years.{code}",
                "Trực tiếp làm chuyên môn kỹ thuật y tế",
                citation,
                "medical-years",
                f"medical-years-for-{code}",
            ),
        ),
        all_of(
            f"65.manager.{code}",
            "Là cán bộ quản lý y tế, đủ thời gian trong ngành",
            citation,
            declared("65.manager"),
            _years(
                f"65.sector-years.{code}",
                "Công tác trong ngành y tế",
                citation,
                "health-years",
                f"health-years-for-{code}",
            ),
            _years(
                f"65.manager-years.{code}",
                "Trong đó trực tiếp làm chuyên môn kỹ thuật y tế",
                citation,
                "medical-years",
                f"manager-medical-years-for-{code}",
            ),
        ),
    )


_TTND_LAW: tuple[Node, ...] = (
    declared("65.2.a"),
    declared("65.2.b"),
    _practised("TTND", law(65, 2, "c")),
)
TTND_EARLIER: tuple[Node, ...] = (
    *_TTND_LAW,
    unread(
        "65.before-decree-25",
        "Đạt các tiêu chuẩn khác áp dụng trước ngày 15/4/2024",
        law(65, 2),
    ),
)
TTND: tuple[Node, ...] = (
    _holds_already("65.ttut", DECREE_25, "TTUT"),
    *_TTND_LAW,
    declared("65.science"),
)
TTUT: tuple[Node, ...] = (
    _practised("TTUT", law(65, confidence=_RECALLED)),
    unread("65.further", "Đạt các tiêu chuẩn khác của “Thầy thuốc ưu tú” tại Điều 65", law(65)),
)


# Điều 66 with Decree 61/2024, from 2024-07-22: years of professional activity, fewer in circus and
# dance; one criterion on prizes; “Nghệ sĩ nhân dân” also holds “Nghệ sĩ ưu tú”.
def _performed(title: str) -> Node:
    code = title.lower()
    return any_of(
        f"66.years.{code}",
        "Đủ thời gian hoạt động nghệ thuật chuyên nghiệp",
        DECREE_61,
        _years(
            f"66.stage-years.{code}",
            "Hoạt động nghệ thuật chuyên nghiệp",
            DECREE_61,
            "stage-years",
            f"stage-years-for-{code}",
        ),
        all_of(
            f"66.circus-dance.{code}",
            "Hoạt động xiếc, múa đủ thời gian",
            DECREE_61,
            declared("66.circus-dance"),
            _years(
                f"66.circus-dance-years.{code}",
                "Hoạt động nghệ thuật chuyên nghiệp trong xiếc, múa",
                DECREE_61,
                "stage-years",
                f"circus-dance-years-for-{code}",
            ),
        ),
    )


_FURTHER_66 = unread(
    "66.further", "Đạt các tiêu chuẩn khác của Điều 66 về phẩm chất, tài năng", law(66)
)
_NSND_PRIZES = any_of(
    "66.prizes",
    "Đạt một trong các tiêu chuẩn về giải thưởng",
    DECREE_61,
    all_of(
        "66.gold",
        "Có đủ số giải Vàng quốc gia, trong đó có giải của cá nhân",
        DECREE_61,
        quantity_at_least(
            "66.gold-prizes",
            "Có từ {least} giải Vàng quốc gia trở lên",
            DECREE_61,
            "gold-prizes",
            "gold-prizes-for-nsnd",
        ),
        quantity_at_least(
            "66.own-gold-prizes",
            "Trong đó có từ {least} giải của cá nhân",
            DECREE_61,
            "own-gold-prizes",
            "own-gold-prizes-for-nsnd",
        ),
    ),
    unread("66.other-prizes", "Đạt tiêu chuẩn khác về giải thưởng", DECREE_61),
)
NSND: tuple[Node, ...] = (
    _holds_already("66.nsut", DECREE_61, "NSUT"),
    _performed("NSND"),
    _NSND_PRIZES,
    _FURTHER_66,
)
NSUT: tuple[Node, ...] = (
    _performed("NSUT"),
    unread(
        "66.nsut-prizes",
        "Đạt một tiêu chuẩn về giải thưởng đối với “Nghệ sĩ ưu tú”",
        DECREE_61,
    ),
    _FURTHER_66,
)


def _artists_earlier(code: str) -> tuple[Node, ...]:
    name = known_title(code).name
    return (
        unread(
            f"66.before-decree-61.{code.lower()}",
            f"Đạt tiêu chuẩn “{name}” áp dụng trước ngày 22/7/2024",
            law(66),
        ),
    )


# Điều 67. “Nghệ nhân nhân dân” in handicrafts: already “Nghệ nhân ưu tú”, 20 years in the craft,
# and since then 02 new works of high value that meet a prize criterion. Other fields and “Nghệ nhân
# ưu tú” itself are not on file.
NNND: tuple[Node, ...] = (
    _holds_already("67.nnut", DECREE_43, "NNUT"),
    any_of(
        "67.route",
        "Đạt tiêu chuẩn của nghề thủ công mỹ nghệ, hoặc của lĩnh vực khác",
        DECREE_43,
        all_of(
            "67.handicraft",
            "Là nghệ nhân thủ công mỹ nghệ, đủ thời gian làm nghề và số tác phẩm mới",
            DECREE_43,
            declared("67.craft"),
            _years("67.craft-years", "Làm nghề", DECREE_43, "craft-years", "craft-years-for-nnnd"),
            quantity_at_least(
                "67.craft-works",
                "Sau khi được tặng “Nghệ nhân ưu tú”, có từ {least} tác phẩm mới có giá trị cao "
                "đạt tiêu chuẩn về giải thưởng",
                DECREE_43,
                "craft-works",
                "craft-works-for-nnnd",
            ),
        ),
        unread("67.other-field", "Đạt tiêu chuẩn của lĩnh vực khác theo Điều 67", law(67)),
    ),
    unread("67.further", "Đạt các tiêu chuẩn khác của Điều 67", law(67)),
)
NNUT: tuple[Node, ...] = (
    unread("67.nnut-standard", "Đạt tiêu chuẩn “Nghệ nhân ưu tú” của Điều 67", law(67)),
)

STANDARDS = (
    Standard("NGND", _PERSON, NGND, notes=_TEACHER_NOTES),
    Standard("NGUT", _PERSON, NGUT, notes=_TEACHER_NOTES),
    Standard("TTND", _PERSON, TTND_EARLIER, until=DOCTORS_FROM),
    Standard("TTND", _PERSON, TTND, since=DOCTORS_FROM),
    Standard("TTUT", _PERSON, TTUT),
    Standard("NSND", _PERSON, _artists_earlier("NSND"), until=ARTISTS_FROM),
    Standard("NSND", _PERSON, NSND, since=ARTISTS_FROM),
    Standard("NSUT", _PERSON, _artists_earlier("NSUT"), until=ARTISTS_FROM),
    Standard("NSUT", _PERSON, NSUT, since=ARTISTS_FROM),
    Standard("NNND", _PERSON, NNND),
    Standard("NNUT", _PERSON, NNUT),
)
