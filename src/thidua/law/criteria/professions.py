"""Criteria and quantities of the honorary titles of teachers, doctors, artists and artisans.

Art. 64 to 67 and the decrees on each.
"""

from __future__ import annotations

from thidua.law.criteria.model import (
    COMPLIANCE,
    Criterion,
    Quantity,
    achievement,
    at,
    conduct,
    status,
)
from thidua.law.instruments import Citation, Confidence

DECREE_25 = Citation("25/2024/NĐ-CP")
DECREE_61 = Citation("61/2024/NĐ-CP")
DECREE_43 = Citation("43/2024/NĐ-CP", confidence=Confidence.RECALLED)
"""The content was read, the number of the decree is from memory."""

_POST = "quyết định tuyển dụng, bổ nhiệm"
_CAREER = "quá trình công tác có xác nhận của cơ quan quản lý"
_PRIZE = "quyết định tặng giải"

PROFESSIONS: tuple[Criterion, ...] = (
    status("64.teacher", "Là nhà giáo trực tiếp giảng dạy", at(64), _POST),
    status(
        "64.manager", "Là cán bộ quản lý giáo dục hoặc cán bộ nghiên cứu giáo dục", at(64), _POST
    ),
    conduct("65.2.a", f"Trung thành với Tổ quốc, {COMPLIANCE}", at(65, 2, "a")),
    conduct(
        "65.2.b",
        "Có phẩm chất tốt, tận tụy với nghề, kết quả xuất sắc, có uy tín",
        at(65, 2, "b"),
    ),
    status("65.practitioner", "Là người trực tiếp làm chuyên môn kỹ thuật y tế", at(65), _POST),
    status("65.manager", "Là cán bộ quản lý y tế", at(65), _POST),
    achievement(
        "65.science",
        "Đạt tiêu chuẩn về nghiên cứu khoa học",
        DECREE_25,
        "hồ sơ đề tài, công trình khoa học đã nghiệm thu",
    ),
    status("66.circus-dance", "Hoạt động trong loại hình xiếc hoặc múa", DECREE_61, _POST),
    status(
        "67.craft",
        "Là nghệ nhân trong nghề thủ công mỹ nghệ",
        DECREE_43,
        "xác nhận của Ủy ban nhân dân cấp xã nơi làm nghề",
    ),
)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("teaching-years", "số năm trực tiếp giảng dạy, đã quy đổi", _CAREER),
    Quantity("education-years", "số năm công tác trong ngành giáo dục, đã quy đổi", _CAREER),
    Quantity("medical-years", "số năm trực tiếp làm chuyên môn kỹ thuật y tế", _CAREER),
    Quantity("health-years", "số năm công tác trong ngành y tế", _CAREER),
    Quantity(
        "stage-years", "số năm hoạt động nghệ thuật chuyên nghiệp, liên tục hoặc cộng dồn", _CAREER
    ),
    Quantity("gold-prizes", "số giải Vàng quốc gia", _PRIZE),
    Quantity("own-gold-prizes", "số giải Vàng quốc gia của cá nhân", _PRIZE),
    Quantity("craft-years", "số năm làm nghề, liên tục hoặc cộng dồn", _CAREER),
    Quantity(
        "craft-works",
        "số tác phẩm mới có giá trị cao đạt tiêu chuẩn về giải thưởng, làm sau khi được tặng "
        "“Nghệ nhân ưu tú”",
        _PRIZE,
    ),
)
