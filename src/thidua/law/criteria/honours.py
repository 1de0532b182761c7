"""Criteria and quantities of Bà mẹ Việt Nam anh hùng, the heroes, the prizes and kỷ niệm chương.

Art. 59 to 63 and 68 to 71; Decree 56/2013, Art. 2.
"""

from __future__ import annotations

from thidua.law.criteria.medals import MARTYR
from thidua.law.criteria.model import (
    REPORT,
    Criterion,
    Quantity,
    achievement,
    at,
    conduct,
    status,
)
from thidua.law.instruments import LAW, Citation, Confidence

MOTHERS = Citation("56/2013/NĐ-CP", 2)
PRIZES = Citation(LAW, confidence=Confidence.RECALLED)
"""The prizes stand in Art. 68 to 70; which holds what is not established."""

_INVALID = "giấy chứng nhận thương binh"
_WORKS = "hồ sơ công trình, tác phẩm"

_MOTHERS: tuple[Criterion, ...] = (
    status(
        "mother.other-child-invalid",
        "Người con còn lại là thương binh suy giảm khả năng lao động từ {rate} % trở lên",
        MOTHERS,
        _INVALID,
    ),
    status("mother.husband-martyr", "Chồng là liệt sĩ", MOTHERS, MARTYR),
    status("mother.herself-martyr", "Bản thân là liệt sĩ", MOTHERS, MARTYR),
    status(
        "mother.herself-invalid",
        "Bản thân là thương binh suy giảm khả năng lao động từ {rate} % trở lên",
        MOTHERS,
        _INVALID,
    ),
)

# Letters of Art. 63(1) are on file; those of 63(2) only by the order of the list.
_HEROES: tuple[Criterion, ...] = (
    conduct("63.1.a", "Trung thành với Tổ quốc, có phẩm chất, đạo đức gương mẫu", at(63, 1, "a")),
    achievement("63.1.b", "Có thành tích đặc biệt xuất sắc, sáng tạo", at(63, 1, "b")),
    achievement(
        "63.1.c",
        "Có đóng góp quan trọng từ {years} năm trở lên, được tập thể thừa nhận",
        at(63, 1, "c"),
    ),
    achievement(
        "63.1.d",
        "Có sáng kiến, công trình, giải pháp có hiệu quả, ảnh hưởng trong toàn quốc",
        at(63, 1, "d"),
    ),
    achievement("63.1.đ", "Có công đào tạo, bồi dưỡng người khác", at(63, 1, "đ")),
    achievement("63.3.person", "Lập được thành tích đột xuất đặc biệt xuất sắc", at(63, 3)),
    achievement("63.2.exceptional", "Tập thể có thành tích đặc biệt xuất sắc", at(63, 2)),
    achievement(
        "63.2.leader", "Dẫn đầu toàn quốc trong lĩnh vực từ {years} năm trở lên", at(63, 2)
    ),
    achievement("63.2.innovation", "Đi đầu về đổi mới sáng tạo, chuyển đổi số", at(63, 2)),
    achievement("63.2.training", "Làm tốt việc đào tạo, bồi dưỡng nhân lực", at(63, 2)),
    conduct("63.2.clean", "Tổ chức đảng, đoàn thể trong sạch, vững mạnh", at(63, 2)),
    conduct("63.2.local", "Tích cực tham gia hoạt động ở địa phương", at(63, 2)),
    achievement(
        "63.3.collective",
        "Tập thể lập được thành tích đột xuất đặc biệt xuất sắc",
        at(63, 3, confidence=Confidence.INFERRED),
    ),
)

_OTHERS: tuple[Criterion, ...] = (
    achievement(
        "prize.hcm",
        "Có công trình khoa học và công nghệ, tác phẩm văn học, nghệ thuật có giá trị đặc biệt",
        PRIZES,
        _WORKS,
    ),
    achievement(
        "prize.state",
        "Có công trình khoa học và công nghệ, tác phẩm văn học, nghệ thuật có giá trị cao",
        PRIZES,
        _WORKS,
    ),
    achievement(
        "71.contribution",
        "Có đóng góp vào sự phát triển của ngành, lĩnh vực hoặc địa phương",
        at(71, confidence=Confidence.DERIVED),
        REPORT,
    ),
)

HONOURS = _MOTHERS + _HEROES + _OTHERS

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("martyr-children", "số con là liệt sĩ, tính cả con nuôi hợp pháp", MARTYR),
    Quantity(
        "children",
        "số con, tính cả con nuôi hợp pháp",
        "xác nhận của Ủy ban nhân dân cấp xã về số con",
    ),
)
