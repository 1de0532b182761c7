"""Collective titles: Art. 26, 27, 28 of Law 06/2022/QH15."""

from __future__ import annotations

from thidua.law import signals
from thidua.law.assessment import Discretion
from thidua.law.conditions import (
    all_of,
    any_of,
    at_least,
    declared,
    law,
    not_,
    rated,
    share_at_least,
)
from thidua.law.enums import RatingLevel, SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.standards.standard import Standard
from thidua.law.tree import Has, Node

_COLLECTIVE = SubjectKind.COLLECTIVE
_DERIVED = Confidence.DERIVED


# Điều 27. 1. “Tập thể lao động xuất sắc”: a) hoàn thành xuất sắc nhiệm vụ; b) phong trào thi đua
# thường xuyên, hiệu quả; c) 100 % hoàn thành nhiệm vụ, ít nhất 70 % đạt “Lao động tiên tiến”; d) có
# cá nhân đạt “Chiến sĩ thi đua cơ sở”; đ) nội bộ đoàn kết, gương mẫu chấp hành.
TTLDXS: tuple[Node, ...] = (
    rated("27.1.a", "Hoàn thành xuất sắc nhiệm vụ năm {year}", law(27, 1, "a"), RatingLevel.HTXS),
    declared("27.1.b"),
    all_of(
        "27.1.c",
        "Mọi cá nhân hoàn thành nhiệm vụ, đủ tỷ lệ đạt “Lao động tiên tiến”",
        law(27, 1, "c"),
        share_at_least(
            "27.1.c.complete",
            "{least} cá nhân trong tập thể hoàn thành nhiệm vụ",
            law(27, 1, "c"),
            "complete",
            "share-complete-for-ttldxs",
        ),
        share_at_least(
            "27.1.c.ldtt",
            "Ít nhất {least} cá nhân đạt “Lao động tiên tiến”",
            law(27, 1, "c"),
            "LDTT",
            "share-ldtt-for-ttldxs",
        ),
    ),
    at_least(
        "27.1.d",
        "Có cá nhân đạt danh hiệu “Chiến sĩ thi đua cơ sở”",
        law(27, 1, "d"),
        signals.count("CSTDCS"),
        "cstdcs-for-ttldxs",
        mend="cần ít nhất {least} cá nhân đạt “Chiến sĩ thi đua cơ sở”",
    ),
    declared("27.1.đ"),
)

_DISCIPLINED = Has(
    code="28.1.disciplined",
    sentence="Có cá nhân bị kỷ luật từ cảnh cáo trở lên",
    citation=law(28, 1, confidence=_DERIVED),
    signal=signals.block("disciplined"),
)

# Điều 28. 1. “Tập thể lao động tiên tiến”. Read through provincial rules of 2025: the letters are
# not established, and the share of LĐTT (70 %; more than 50 % before 2024) is unsure.
TTLDTT: tuple[Node, ...] = (
    rated(
        "28.1.rating",
        "Hoàn thành tốt nhiệm vụ trở lên năm {year}",
        law(28, 1, confidence=_DERIVED),
        RatingLevel.HTT,
    ),
    declared("28.emulation"),
    share_at_least(
        "28.1.ldtt",
        "Ít nhất {least} cá nhân đạt “Lao động tiên tiến”",
        law(28, 1, confidence=Confidence.UNSURE),
        "LDTT",
        "share-ldtt-for-ttldtt",
    ),
    not_(
        "28.1.discipline",
        "Không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
        law(28, 1, confidence=_DERIVED),
        _DISCIPLINED,
        "không đề nghị danh hiệu này cho năm có cá nhân bị kỷ luật từ cảnh cáo",
    ),
    declared("28.unity"),
)

# Điều 26. 1. hằng năm, tập thể dẫn đầu cụm, khối thi đua do tỉnh tổ chức; 2. dẫn đầu phong trào
# theo chuyên đề do tỉnh phát động, khi tổng kết. Read through implementing texts: letters not
# established.
CTD_TINH: tuple[Node, ...] = (
    any_of(
        "26",
        "Dẫn đầu cụm, khối thi đua trong năm, hoặc dẫn đầu phong trào thi đua theo chuyên đề",
        law(26, confidence=_DERIVED),
        all_of(
            "26.1",
            "Dẫn đầu cụm, khối thi đua do tỉnh tổ chức và đạt các tiêu chuẩn hằng năm",
            law(26, 1, confidence=_DERIVED),
            declared("26.leader"),
            declared("26.targets"),
            declared("26.unity"),
        ),
        declared("26.movement", years="movement-years-for-ctd-tinh"),
    ),
)

_OUTSTANDING = Discretion(
    "Là tập thể tiêu biểu xuất sắc trong tỉnh", law(26, 1, confidence=_DERIVED)
)

_LOCAL = "Tỉnh quy định chi tiết tiêu chuẩn này ({}); đối chiếu quy định của địa phương."

STANDARDS = (
    Standard("TTLDXS", _COLLECTIVE, TTLDXS, notes=(_LOCAL.format("khoản 3 Điều 27"),)),
    Standard("TTLDTT", _COLLECTIVE, TTLDTT, notes=(_LOCAL.format("khoản 3 Điều 28"),)),
    Standard(
        "CTD-TINH",
        _COLLECTIVE,
        CTD_TINH,
        discretion=(_OUTSTANDING,),
        notes=(_LOCAL.format("khoản 3 Điều 26"),),
    ),
)
