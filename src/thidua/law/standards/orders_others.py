"""Quân công, Bảo vệ Tổ quốc, Chiến công, Đại đoàn kết, Dũng cảm, Hữu nghị: Art. 39 to 41, 45 to 53.

Most of these articles are not on file. What is known of them is asked, and a question stands for
the rest.
"""

from __future__ import annotations

from thidua.law import signals
from thidua.law.conditions import all_of, any_of, declared, law, within_years
from thidua.law.enums import SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.standards.orders import unread_for
from thidua.law.standards.standard import Standard
from thidua.law.standards.unread import unread
from thidua.law.titles import known_title
from thidua.law.tree import Node

_PERSON, _COLLECTIVE, _ = SubjectKind
_DERIVED = Confidence.DERIVED

# Điều 39 khoản 1. “Huân chương Quân công” hạng Nhất: long service in the armed forces, whose years
# the Government sets, or achievements exemplary nationwide.
HCQC1_PERSON: tuple[Node, ...] = (
    declared("39.1.compliance"),
    any_of(
        "39.1",
        "Có quá trình cống hiến hoặc thành tích của khoản 1 Điều 39",
        law(39, 1),
        all_of(
            "39.1.service",
            "Có quá trình cống hiến lâu dài đạt mức Chính phủ quy định",
            law(39, 1, "a"),
            declared("39.1.a"),
            unread(
                "39.1.a.years",
                "Đủ thời gian, chức vụ, cấp bậc Chính phủ quy định",
                law(39, 4),
            ),
        ),
        declared("39.1.b"),
    ),
)

# Khoản 2: Bộ Quốc phòng, Bộ Công an, only at a round anniversary; a) had the second class. Khoản 3:
# collectives of army and police, after an order of the same name; its class is not on file.
HCQC1_COLLECTIVE: tuple[Node, ...] = (
    any_of(
        "39.collective",
        "Đạt tiêu chuẩn của khoản 2 hoặc khoản 3 Điều 39",
        law(39),
        all_of(
            "39.2",
            "Đạt các tiêu chuẩn của khoản 2 Điều 39",
            law(39, 2),
            declared("39.2.body"),
            declared("39.2.anniversary"),
            within_years(
                "39.2.a",
                "Đã được tặng “Huân chương Quân công” hạng Nhì",
                law(39, 2, "a"),
                signals.award("HCQC2"),
                oldest="ladder-search",
            ),
            declared("39.2.b.merit"),
            declared("39.2.b.unity"),
        ),
        unread("39.3", "Tập thể đạt tiêu chuẩn của khoản 3 Điều 39", law(39, 3)),
    ),
)

# Điều 45 khoản 1. “Huân chương Bảo vệ Tổ quốc” hạng Nhất: the list is not complete.
HCBVTQ1: tuple[Node, ...] = (
    declared("45.1.compliance"),
    any_of(
        "45.1",
        "Có một trong các thành tích của khoản 1 Điều 45",
        law(45, 1, confidence=_DERIVED),
        declared("45.1.sudden"),
        declared("45.1.invention"),
        unread("45.1.other", "Có thành tích khác theo khoản 1 Điều 45", law(45, 1)),
    ),
)


def _known_in_part(title: str, *parts: Node) -> tuple[Node, ...]:
    """What is known, and a question for the rest of the article."""
    known = known_title(title)
    rest = f"Đạt các yêu cầu khác của Điều {known.citation.article} về {known.name}"
    return (*parts, unread(f"{known.citation.article}.rest", rest, known.citation))


def _unread_class(title: str) -> tuple[Standard, ...]:
    """A class whose article is not on file; compliance is taken to open it too."""
    article = known_title(title).citation.article
    return (
        Standard(title, _PERSON, _known_in_part(title, declared(f"{article}.compliance"))),
        _unread_collective(title),
    )


def _unread_collective(title: str) -> Standard:
    return Standard(title, _COLLECTIVE, unread_for(title, "collective", "Tập thể"))


def _feats(title: str) -> tuple[Standard, ...]:
    """Điều 48 to 50. “Huân chương Chiến công”: a feat; what sets the classes apart is unknown."""
    article = known_title(title).citation.article
    feat = declared(f"{article}.feat")
    person = _known_in_part(title, declared(f"{article}.compliance"), feat)
    return (
        Standard(title, _PERSON, person),
        Standard(title, _COLLECTIVE, _known_in_part(title, feat)),
    )


# Điều 53. “Huân chương Hữu nghị”: foreigners who build friendship and cooperation, recognised and
# proposed by a ministry or province; the Government details it.
_FRIENDSHIP = (
    declared("53.foreign"),
    declared("53.contribution"),
    declared("53.proposed"),
    unread("53.2", "Đạt tiêu chuẩn Chính phủ quy định chi tiết", law(53, 2)),
)

_BRAVE = _known_in_part("HCDC", declared("52.brave"))

STANDARDS = (
    Standard("HCQC1", _PERSON, HCQC1_PERSON),
    Standard("HCQC1", _COLLECTIVE, HCQC1_COLLECTIVE),
    *_unread_class("HCQC2"),
    *_unread_class("HCQC3"),
    Standard("HCBVTQ1", _PERSON, HCBVTQ1),
    _unread_collective("HCBVTQ1"),
    *_unread_class("HCBVTQ2"),
    *_unread_class("HCBVTQ3"),
    *_feats("HCCC1"),
    *_feats("HCCC2"),
    *_feats("HCCC3"),
    Standard("HCDDK", _PERSON, _known_in_part("HCDDK", declared("51.unity"))),
    Standard("HCDC", _PERSON, _BRAVE),
    Standard("HCDC", _COLLECTIVE, _BRAVE),
    Standard("HCHN", _PERSON, _FRIENDSHIP),
    Standard("HCHN", _COLLECTIVE, _FRIENDSHIP),
)
