"""Collective titles: Art. 27 and 28 of Law 06/2022/QH15."""

from __future__ import annotations

from thidua.law import signals
from thidua.law.conditions import (
    all_of,
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
_RECALLED = Confidence.RECALLED


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

# Khoản 2: “Đơn vị quyết thắng”, for the armed forces: points a, b, d, đ of clause 1, and the shares
# with “Chiến sĩ tiên tiến”. The wording of the shares was not read.
DVQT: tuple[Node, ...] = (
    declared("27.2.subject"),
    rated("27.2.a", "Hoàn thành xuất sắc nhiệm vụ năm {year}", law(27, 2), RatingLevel.HTXS),
    declared("27.1.b"),
    all_of(
        "27.2.c",
        "Mọi cá nhân hoàn thành nhiệm vụ, đủ tỷ lệ đạt “Chiến sĩ tiên tiến”",
        law(27, 2, confidence=_RECALLED),
        share_at_least(
            "27.2.c.complete",
            "{least} cá nhân trong đơn vị hoàn thành nhiệm vụ",
            law(27, 2, confidence=_RECALLED),
            "complete",
            "share-complete-for-dvqt",
        ),
        share_at_least(
            "27.2.c.cstt",
            "Ít nhất {least} cá nhân đạt “Chiến sĩ tiên tiến”",
            law(27, 2, confidence=_RECALLED),
            "CSTT",
            "share-cstt-for-dvqt",
        ),
    ),
    at_least(
        "27.2.d",
        "Có cá nhân đạt danh hiệu “Chiến sĩ thi đua cơ sở”",
        law(27, 2),
        signals.count("CSTDCS"),
        "cstdcs-for-ttldxs",
        mend="cần ít nhất {least} cá nhân đạt “Chiến sĩ thi đua cơ sở”",
    ),
    declared("27.1.đ"),
)


def _nobody_disciplined(clause: int, confidence: Confidence) -> Node:
    citation = law(28, clause, confidence=confidence)
    part = Has(
        code=f"28.{clause}.disciplined",
        sentence="Có cá nhân bị kỷ luật từ cảnh cáo trở lên",
        citation=citation,
        signal=signals.block("disciplined"),
    )
    return not_(
        f"28.{clause}.discipline",
        "Không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
        citation,
        part,
        "không đề nghị danh hiệu này cho năm có cá nhân bị kỷ luật từ cảnh cáo",
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
    _nobody_disciplined(1, _DERIVED),
    declared("28.unity"),
)

# Khoản 2: “Đơn vị tiên tiến”, for the armed forces, as clause 1 with “Chiến sĩ tiên tiến”. From
# memory; the share is as unsure as that of clause 1.
DVTT: tuple[Node, ...] = (
    declared("28.2.subject"),
    rated(
        "28.2.rating",
        "Hoàn thành tốt nhiệm vụ trở lên năm {year}",
        law(28, 2, confidence=_RECALLED),
        RatingLevel.HTT,
    ),
    declared("28.emulation"),
    share_at_least(
        "28.2.cstt",
        "Ít nhất {least} cá nhân đạt “Chiến sĩ tiên tiến”",
        law(28, 2, confidence=Confidence.UNSURE),
        "CSTT",
        "share-cstt-for-dvtt",
    ),
    _nobody_disciplined(2, _RECALLED),
    declared("28.unity"),
)

_LOCAL = "Bộ, ngành, tỉnh quy định chi tiết tiêu chuẩn này ({}); đối chiếu quy định của cấp mình."
_NOTES_27 = (_LOCAL.format("khoản 3 Điều 27"),)
_NOTES_28 = (_LOCAL.format("khoản 3 Điều 28"),)

STANDARDS = (
    Standard("TTLDXS", _COLLECTIVE, TTLDXS, notes=_NOTES_27),
    Standard("DVQT", _COLLECTIVE, DVQT, notes=_NOTES_27),
    Standard("TTLDTT", _COLLECTIVE, TTLDTT, notes=_NOTES_28),
    Standard("DVTT", _COLLECTIVE, DVTT, notes=_NOTES_28),
)
