"""Huân chương Lao động: Art. 42 to 44 of Law 06/2022/QH15."""

from __future__ import annotations

from datetime import date

from thidua.law import signals
from thidua.law.conditions import all_of, any_of, declared, following, law, rating_at
from thidua.law.enums import Group, RatingLevel, SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.runs import Containing, Mark
from thidua.law.standards.orders import unread_for
from thidua.law.standards.orders_service import ERAS, SERVICE_NOTES, long_service
from thidua.law.standards.standard import Standard
from thidua.law.standards.unread import unread
from thidua.law.tree import Node

_PERSON, _COLLECTIVE, _ = SubjectKind
_INFERRED = Confidence.INFERRED
_HTXS = (rating_at(RatingLevel.HTXS),)

# Điều 44 khoản 1 điểm e: had BKTTg and thereafter 05 năm liên tục trở lên up to the proposal HTT or
# better, in that time 01 năm HTXS and 03 CSTĐCS. From BKTTg, not from the province's bằng khen.
_AFTER_BKTTG = following(
    "44.1.e",
    "Đã được tặng “Bằng khen của Thủ tướng Chính phủ”, sau đó từ {k} năm liên tục hoàn thành tốt "
    "nhiệm vụ trở lên, trong đó có {n1} năm hoàn thành xuất sắc nhiệm vụ và {n2} lần “Chiến sĩ thi "
    "đua cơ sở”",
    law(44, 1, "e"),
    rating_at(RatingLevel.HTT),
    first="BKTTG",
    k="years-for-hcld3",
    counts=(
        Containing(_HTXS, "htxs-for-hcld3"),
        Containing((Mark(signals.award("CSTDCS")),), "cstdcs-for-hcld3"),
    ),
)

# Điều 43 khoản 1: had HCLĐ3 and thereafter 05 năm liên tục trở lên HTT or better, in that time 02
# năm HTXS and 01 CSTĐ bộ, ngành, tỉnh.
_AFTER_HCLD3 = following(
    "43.1.đ",
    "Đã được tặng “Huân chương Lao động” hạng Ba, sau đó từ {k} năm liên tục hoàn thành tốt nhiệm "
    "vụ trở lên, trong đó có {n1} năm hoàn thành xuất sắc nhiệm vụ và {n2} lần “Chiến sĩ thi đua "
    "bộ, ban, ngành, tỉnh”",
    law(43, 1),
    rating_at(RatingLevel.HTT),
    first="HCLD3",
    k="years-for-hcld2",
    counts=(
        Containing(_HTXS, "htxs-for-hcld2"),
        Containing((Mark(signals.award("CSTD-BO-TINH")),), "cstd-for-hcld2"),
    ),
)


def _hcld3(since: date) -> tuple[Node, ...]:
    service = law(44, 1, "g", Confidence.SECONDARY)
    return (
        declared("44.compliance"),
        any_of(
            "44.1",
            "Có một trong các thành tích của khoản 1 Điều 44",
            law(44, 1),
            declared("44.1.sudden"),
            declared("44.1.prize"),
            declared("44.1.invention"),
            declared("44.1.contribution"),
            declared("44.1.movement"),
            _AFTER_BKTTG,
            long_service("hcld3", "44.1.g", service, since),
        ),
    )


def _hcld2(since: date) -> tuple[Node, ...]:
    return (
        declared("43.1.compliance"),
        any_of(
            "43.1",
            "Có một trong các thành tích của khoản 1 Điều 43",
            law(43, 1),
            declared("43.1.sudden"),
            declared("43.1.prize"),
            declared("43.1.invention"),
            declared("43.1.contribution"),
            _AFTER_HCLD3,
            long_service("hcld2", "43.1.e", law(43, 1), since),
        ),
    )


# Điều 42. Only its long-service figures are on file.
def _hcld1(since: date) -> tuple[Node, ...]:
    service = law(42, confidence=Confidence.DERIVED)
    return (
        declared("42.compliance"),
        any_of(
            "42.1",
            "Có thành tích hoặc quá trình cống hiến theo Điều 42",
            law(42),
            unread("42.merit", "Đạt một trong các tiêu chuẩn thành tích của Điều 42", law(42)),
            long_service("hcld1", "42.service", service, since),
        ),
    )


# Điều 44 khoản 2: workers, farmers and other labourers, one of four. What the last asks beside a
# sudden feat is not on file.
HCLD3_WORKER: tuple[Node, ...] = (
    declared("44.2.compliance"),
    any_of(
        "44.2",
        "Có một trong các thành tích của khoản 2 Điều 44",
        law(44, 2),
        declared("44.2.movement", years="movement-years-for-hcld3"),
        declared("44.2.invention"),
        declared("44.2.contribution"),
        all_of(
            "44.2.feat",
            "Lập được thành tích xuất sắc đột xuất đạt yêu cầu của khoản 2 Điều 44",
            law(44, 2),
            declared("44.2.sudden"),
            unread(
                "44.2.feat.scope",
                "Thành tích đột xuất đạt yêu cầu về lĩnh vực, phạm vi ảnh hưởng",
                law(44, 2),
            ),
        ),
    ),
)


def _other(article: int, who: str, words: str) -> tuple[Node, ...]:
    """A clause for a group of persons that is not on file: compliance is taken to open it too."""
    merit = f"{words} đạt một trong các tiêu chuẩn thành tích của Điều {article}"
    return (
        declared(f"{article}.compliance"),
        unread(f"{article}.{who}", merit, law(article)),
    )


_LADDER_NOTE = (
    (
        "Chuỗi năm sau hình thức đã tặng tính từ năm liền sau năm thành tích của hình thức đó; đối "
        "chiếu ngày của quyết định tặng."
    ),
)
_ABROAD = (Group.FOREIGN, Group.OVERSEAS)
_WORKERS = "Công nhân, nông dân, người lao động"
_ENTREPRENEURS = "Doanh nhân, trí thức, nhà khoa học"
_COLLECTIVES = "Tập thể, doanh nghiệp, tổ chức kinh tế khác"
_ABROAD_WORDS = "Cá nhân, tập thể người nước ngoài, người Việt Nam ở nước ngoài"

_PERSONS = (
    ("HCLD1", _hcld1, SERVICE_NOTES),
    ("HCLD2", _hcld2, SERVICE_NOTES + _LADDER_NOTE),
    ("HCLD3", _hcld3, SERVICE_NOTES + _LADDER_NOTE),
)

STANDARDS = (
    *(
        Standard(title, _PERSON, parts(since), since=since, until=until, notes=notes)
        for title, parts, notes in _PERSONS
        for since, until in ERAS
    ),
    Standard("HCLD2", _PERSON, _other(43, "worker", _WORKERS), Group.WORKER),
    Standard("HCLD2", _PERSON, _other(43, "entrepreneur", _ENTREPRENEURS), Group.ENTREPRENEUR),
    Standard("HCLD3", _PERSON, HCLD3_WORKER, Group.WORKER),
    Standard("HCLD3", _PERSON, _other(44, "entrepreneur", _ENTREPRENEURS), Group.ENTREPRENEUR),
    *(
        Standard(title, _COLLECTIVE, unread_for(title, "collective", _COLLECTIVES))
        for title, _, _ in _PERSONS
    ),
    *(
        Standard(title, kind, unread_for(title, "abroad", _ABROAD_WORDS), group)
        for title, _, _ in _PERSONS
        for kind in (_PERSON, _COLLECTIVE)
        for group in _ABROAD
    ),
)
