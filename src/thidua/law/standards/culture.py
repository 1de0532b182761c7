"""Xã tiêu biểu, thôn, tổ dân phố văn hóa, Gia đình văn hóa: Art. 29 to 31 of Law 06/2022/QH15."""

from __future__ import annotations

from thidua.law.conditions import all_of, declared, law, open_question
from thidua.law.enums import SubjectKind
from thidua.law.instruments import Citation, Confidence
from thidua.law.standards.common import TWO_TIER
from thidua.law.standards.standard import Standard
from thidua.law.tree import Node

_FRAME = Citation("86/2023/NĐ-CP")
_NOTES = (
    (
        f"Khung tiêu chuẩn và trình tự theo {_FRAME.text}; tỉnh quy định chi tiết, đối chiếu quy "
        "định của địa phương."
    ),
)

# Điều 29. 1. hằng năm, the commune that leads emulation in its district and reaches a) to đ). Since
# 2025-07-01 there is no district: with what a commune is compared is the province's to say.
_LEADS = declared("29.1.leader")
_LEADS_ELSEWHERE = all_of(
    "29.1.leads",
    "Dẫn đầu phong trào thi đua trong phạm vi được quy định thay cho cấp huyện",
    law(29, 1, confidence=Confidence.UNSURE),
    declared("29.1.leader.local"),
    open_question(
        "29.1.area",
        "Có quy định phạm vi so sánh thay cho cấp huyện",
        law(29, 1, confidence=Confidence.UNSURE),
        "quy định của tỉnh về phạm vi so sánh, vì từ ngày 01/7/2025 không còn cấp huyện",
    ),
)
_COMMUNE: tuple[Node, ...] = tuple(
    declared(criterion) for criterion in ("29.1.a", "29.1.b", "29.1.c", "29.1.d", "29.1.đ")
)
_COMMUNE_AMENDMENT = (
    "Luật sửa đổi 06/2026/QH16 có hiệu lực từ 01/10/2026; bộ quy tắc chưa có bản ký. Dự thảo tháng "
    "12/2025 so sánh theo phong trào thi đua cấp tỉnh; chưa rõ văn bản chính thức có giữ như vậy"
)

# Điều 30. 1. hằng năm, thôn, tổ dân phố đạt các tiêu chuẩn a) đến đ).
TDPVH: tuple[Node, ...] = tuple(
    declared(criterion) for criterion in ("30.1.a", "30.1.b", "30.1.c", "30.1.d", "30.1.đ")
)

# Điều 31. “Gia đình văn hóa”: three groups of criteria; their letters are not on file.
GDVH: tuple[Node, ...] = tuple(
    declared(criterion) for criterion in ("31.compliance", "31.emulation", "31.family")
)

STANDARDS = (
    Standard("XPTTTB", SubjectKind.COLLECTIVE, (_LEADS, *_COMMUNE), until=TWO_TIER, notes=_NOTES),
    Standard(
        "XPTTTB",
        SubjectKind.COLLECTIVE,
        (_LEADS_ELSEWHERE, *_COMMUNE),
        since=TWO_TIER,
        notes=_NOTES,
        amendment=_COMMUNE_AMENDMENT,
    ),
    Standard("TDPVH", SubjectKind.COLLECTIVE, TDPVH, notes=_NOTES),
    Standard("GDVH", SubjectKind.HOUSEHOLD, GDVH, notes=_NOTES),
)
