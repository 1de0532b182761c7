"""Criteria of bằng khen and giấy khen: Art. 74 and 75."""

from __future__ import annotations

from thidua.law.criteria.model import COMPLIANCE, Criterion, achievement, at, conduct, invention
from thidua.law.criteria.titles import ACCEPTED
from thidua.law.instruments import Confidence

DERIVED = Confidence.DERIVED

MERIT: tuple[Criterion, ...] = (
    conduct("74.1.compliance", f"Gương mẫu {COMPLIANCE}", at(74, 1)),
    achievement(
        "74.1.a", "Có thành tích xuất sắc được bình xét trong phong trào thi đua", at(74, 1, "a")
    ),
    achievement(
        "74.1.b",
        "Lập được nhiều thành tích hoặc thành tích đột xuất, có phạm vi ảnh hưởng ở một lĩnh vực "
        "của tỉnh",
        at(74, 1, "b"),
    ),
    achievement(
        "74.1.c",
        "Có đóng góp vào phát triển kinh tế - xã hội, ứng dụng tiến bộ khoa học, kỹ thuật, "
        "công tác xã hội, từ thiện nhân đạo",
        at(74, 1, "c"),
    ),
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
    achievement(
        "74.2",
        "Có đóng góp vào sự phát triển của tỉnh được tỉnh công nhận",
        at(74, 2, None, DERIVED),
    ),
    conduct(
        "74.3.compliance",
        f"Gương mẫu {COMPLIANCE}, nội bộ đoàn kết",
        at(74, 3, confidence=DERIVED),
    ),
    achievement(
        "74.3.a", "Có thành tích xuất sắc được bình xét trong phong trào thi đua", at(74, 3, "a")
    ),
    achievement(
        "74.3.sudden",
        "Lập được thành tích xuất sắc đột xuất, có phạm vi ảnh hưởng trong một lĩnh vực của tỉnh",
        at(74, 3, confidence=DERIVED),
    ),
    achievement(
        "74.3.contribution",
        "Có đóng góp vào phát triển kinh tế - xã hội, ứng dụng tiến bộ khoa học, kỹ thuật, "
        "công tác xã hội, từ thiện nhân đạo",
        at(74, 3, confidence=DERIVED),
    ),
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
