"""Criteria of bằng khen: Art. 73 and 74, and of giấy khen: Art. 75."""

from __future__ import annotations

from thidua.law.criteria.model import COMPLIANCE, Criterion, achievement, at, conduct, invention
from thidua.law.criteria.titles import ACCEPTED
from thidua.law.instruments import Confidence

DERIVED = Confidence.DERIVED
_MOVEMENT = "Có thành tích xuất sắc được bình xét trong phong trào thi đua"
_CONTRIBUTION = (
    "Có đóng góp vào phát triển kinh tế - xã hội, ứng dụng tiến bộ khoa học, kỹ thuật, công tác xã "
    "hội, từ thiện nhân đạo"
)
_FEATS = "Lập được nhiều thành tích hoặc thành tích đột xuất"


def _merit(suffix: str, place: str) -> tuple[Criterion, ...]:
    """What reaches over a province, or over a ministry's field."""
    return (
        achievement(f"74.1.a{suffix}", f"{_MOVEMENT} do {place} phát động", at(74, 1, "a")),
        achievement(
            f"74.1.b{suffix}",
            f"{_FEATS}, có phạm vi ảnh hưởng ở một lĩnh vực của {place}",
            at(74, 1, "b"),
        ),
        achievement(
            f"74.2{suffix}",
            f"Có đóng góp vào sự phát triển của {place} được {place} công nhận",
            at(74, 2, None, DERIVED),
        ),
        achievement(
            f"74.3.sudden{suffix}",
            "Lập được thành tích xuất sắc đột xuất, có phạm vi ảnh hưởng trong một lĩnh vực của "
            f"{place}",
            at(74, 3, confidence=DERIVED),
        ),
    )


MERIT: tuple[Criterion, ...] = (
    *_merit("", "tỉnh"),
    *_merit(".bo", "bộ, ban, ngành"),
    conduct("74.1.compliance", f"Gương mẫu {COMPLIANCE}", at(74, 1)),
    achievement("74.1.c", _CONTRIBUTION, at(74, 1, "c")),
    invention(
        "74.1.d.work",
        "Có {works} đề tài khoa học, đề án khoa học, công trình khoa học và công nghệ đã được "
        "nghiệm thu và áp dụng hiệu quả trong phạm vi cơ sở",
        at(74, 1, "d"),
        ACCEPTED,
    ),
    achievement(
        "74.1.đ",
        "Là công nhân, nông dân, người lao động lập được nhiều thành tích trong lao động, sản "
        "xuất, có phạm vi ảnh hưởng trong địa bàn cấp xã, cơ quan, đơn vị, doanh nghiệp",
        at(74, 1, "đ", DERIVED),
    ),
    conduct(
        "74.3.compliance",
        f"Gương mẫu {COMPLIANCE}, nội bộ đoàn kết",
        at(74, 3, confidence=DERIVED),
    ),
    achievement("74.3.a", _MOVEMENT, at(74, 3, "a")),
    achievement("74.3.contribution", _CONTRIBUTION, at(74, 3, confidence=DERIVED)),
    conduct(
        "74.3.democracy",
        "Thực hiện tốt dân chủ ở cơ sở, tổ chức tốt phong trào thi đua, chăm lo đời sống trong "
        "tập thể; thực hành tiết kiệm, chống lãng phí; phòng, chống tham nhũng, tiêu cực",
        at(74, 3, confidence=DERIVED),
    ),
    conduct("74.5.compliance", f"Gương mẫu {COMPLIANCE}", at(74, 5, confidence=DERIVED)),
    achievement(
        "74.5.contribution",
        "Có nhiều đóng góp về công sức, đất đai, tài sản cho địa phương, xã hội",
        at(74, 5, confidence=DERIVED),
        "xác nhận của Ủy ban nhân dân cấp xã nơi nhận đóng góp",
    ),
)

CERTIFICATES: tuple[Criterion, ...] = (
    conduct("75.compliance", f"Gương mẫu {COMPLIANCE}", at(75, 2, confidence=DERIVED)),
    conduct("75.unity", "Nội bộ đoàn kết", at(75, 2, confidence=DERIVED)),
    conduct(
        "75.completed",
        "Hoàn thành tốt nhiệm vụ, nghĩa vụ công dân",
        at(75, 2, confidence=DERIVED),
    ),
    achievement(
        "75.movement",
        "Có thành tích được bình xét trong phong trào thi đua",
        at(75, 2, confidence=DERIVED),
    ),
    achievement(
        "75.field",
        "Lập được nhiều thành tích hoặc thành tích đột xuất, có phạm vi ảnh hưởng, đóng góp vào "
        "một lĩnh vực thuộc phạm vi quản lý của nơi tặng",
        at(75, 2, confidence=DERIVED),
    ),
    achievement(
        "75.contribution",
        "Có đóng góp về công sức, đất đai hoặc tài sản cho địa phương, xã hội",
        at(75, 2, confidence=DERIVED),
        "xác nhận của Ủy ban nhân dân cấp xã hoặc thôn, tổ dân phố",
    ),
)


def _worker(suffix: str, area: str, *sure: Confidence) -> tuple[Criterion, ...]:
    """Art. 73(2)(c), (d), by the area an achievement has to reach; how ``sure`` each is."""
    work, model = sure
    return (
        achievement(
            f"73.2.c{suffix}",
            f"Là công nhân có sáng kiến mang lại giá trị cao, ảnh hưởng trong {area}, kèm cặp, bồi "
            "dưỡng đồng nghiệp",
            at(73, 2, "c", work),
        ),
        achievement(
            f"73.2.d{suffix}",
            "Là nông dân có mô hình sản xuất hiệu quả, ổn định từ {years} năm trở lên, ảnh hưởng "
            f"trong {area}, giúp đỡ người khác hoặc tạo việc làm",
            at(73, 2, "d", model),
        ),
    )


NATIONAL: tuple[Criterion, ...] = (
    conduct(
        "73.compliance",
        f"{COMPLIANCE[0].upper()}{COMPLIANCE[1:]}",
        at(73, confidence=Confidence.INFERRED),
    ),
    achievement("73.1.a", _MOVEMENT, at(73, 1, "a")),
    achievement(
        "73.1.c",
        f"{_FEATS}, có phạm vi ảnh hưởng trong bộ, ngành, tỉnh, hoặc đạt giải thưởng khu vực",
        at(73, 1, "c"),
    ),
    achievement("73.1.d", _CONTRIBUTION, at(73, 1, "d")),
    achievement(
        "73.2.b",
        f"{_FEATS} trong lao động, sản xuất, có phạm vi ảnh hưởng trong một lĩnh vực, ngành nghề",
        at(73, 2, "b"),
    ),
    # How point d ends was not read.
    *_worker("", "địa bàn cấp huyện", Confidence.VERIFIED, Confidence.RECALLED),
    *_worker(".area", "địa bàn thay cho cấp huyện", Confidence.UNSURE, Confidence.UNSURE),
)
