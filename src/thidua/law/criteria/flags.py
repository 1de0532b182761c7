"""Criteria of the emulation flags: Art. 25 and 26."""

from __future__ import annotations

from thidua.law.criteria.model import Criterion, achievement, at, conduct
from thidua.law.instruments import Confidence

DERIVED = Confidence.DERIVED
_SCORES = "biên bản bình xét ghi rõ cụm, khối thi đua dẫn đầu"
_TARGETS = "báo cáo kết quả thực hiện chỉ tiêu năm {year}"
_REVIEW = "kết quả tổng kết phong trào thi đua"
_UNITED = "Nội bộ đoàn kết; tổ chức đảng, đoàn thể trong sạch, vững mạnh"
_THRIFT = "thực hành tiết kiệm, chống lãng phí, phòng, chống tham nhũng, tiêu cực"


def _led(suffix: str, place: str) -> tuple[Criterion, ...]:
    """What is led, in the area of a province or in a ministry."""
    return (
        achievement(
            f"26.leader{suffix}",
            f"Dẫn đầu phong trào thi đua của cụm, khối thi đua do {place} tổ chức",
            at(26, 1, confidence=DERIVED),
            _SCORES,
        ),
        achievement(
            f"26.movement{suffix}",
            f"Dẫn đầu phong trào thi đua theo chuyên đề do {place} phát động từ {{years}} năm trở "
            "lên, khi tổng kết, đạt tiêu chí của phong trào",
            at(26, 2, confidence=DERIVED),
            _REVIEW,
        ),
    )


FLAGS: tuple[Criterion, ...] = (
    *_led("", "tỉnh"),
    *_led(".bo", "bộ, ban, ngành"),
    achievement(
        "26.targets",
        "Hoàn thành vượt các chỉ tiêu thi đua và nhiệm vụ được giao trong năm",
        at(26, 1, confidence=DERIVED),
        _TARGETS,
    ),
    conduct("26.unity", f"{_UNITED}; {_THRIFT}", at(26, 1, confidence=DERIVED)),
    achievement(
        "25.1.leader",
        "Dẫn đầu cụm, khối thi đua do bộ, ngành, tỉnh tổ chức",
        at(25, 1),
        _SCORES,
    ),
    achievement(
        "25.1.a",
        "Có thành tích xuất sắc, hoàn thành vượt các chỉ tiêu thi đua và nhiệm vụ được giao trong "
        "năm",
        at(25, 1, "a"),
        _TARGETS,
    ),
    conduct("25.1.b", f"{_UNITED}; đi đầu trong {_THRIFT}", at(25, 1, "b")),
    achievement(
        "25.2",
        "Dẫn đầu cụm, khối thi đua do Hội đồng Thi đua - Khen thưởng Trung ương tổ chức",
        at(25, 2),
        _SCORES,
    ),
    achievement(
        "25.3",
        "Dẫn đầu phong trào thi đua do Thủ tướng Chính phủ phát động từ {years} năm trở lên, khi "
        "tổng kết",
        at(25, 3),
        _REVIEW,
    ),
)
