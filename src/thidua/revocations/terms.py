"""How long a re-issue of State objects takes: what is on file, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.law import Confidence


@dataclass(frozen=True, slots=True)
class Term:
    """A time limit in words, with the instrument and how sure it is."""

    sentence: str
    detail: str
    citation: str
    confidence: str


REISSUE = Term(
    sentence="Thời hạn giải quyết cấp đổi, cấp lại hiện vật cấp Nhà nước: chưa rõ",
    detail=(
        "Quyết định hiện hành của Thủ tướng Chính phủ chưa có trong bộ quy tắc. Trước đây: cấp "
        "tỉnh chuyển hồ sơ trong 15 ngày, cấp trung ương trả lời trong 30 ngày."
    ),
    citation="Nghị định 101/2018/NĐ-CP",
    confidence=Confidence.UNSURE.value,
)
OWN = Term(
    sentence="Trình tự cấp lại giấy do cơ quan đã cấp: pháp luật không nói",
    detail=(
        "Đơn của cá nhân, hộ gia đình hoặc công văn của tập thể là giấy tờ phải có khi cấp đổi, "
        "cấp lại hiện vật cấp Nhà nước; ở đây áp dụng như vậy."
    ),
    citation="Khoản 2 Điều 12 Luật Thi đua, khen thưởng 2022 giao Chính phủ quy định",
    confidence=Confidence.POLICY.value,
)
