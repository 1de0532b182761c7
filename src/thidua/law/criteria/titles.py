"""Criteria of the titles for persons and collectives: Art. 21 to 28."""

from __future__ import annotations

from thidua.law.criteria.model import COMPLIANCE, Criterion, at, conduct, invention
from thidua.law.instruments import Confidence

DERIVED = Confidence.DERIVED
RECALLED = Confidence.RECALLED
ACCEPTED = "biên bản nghiệm thu đề tài, đề án, công trình"
WORK = "Có đề tài khoa học, đề án khoa học, công trình khoa học và công nghệ đã được nghiệm thu"
COMBAT = "Mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu"
HEAD = "giấy xác nhận của người đứng đầu bộ, ngành, tỉnh"
MINISTERS = "xác nhận của Bộ trưởng Bộ Quốc phòng hoặc Bộ trưởng Bộ Công an"

PERSONS: tuple[Criterion, ...] = (
    conduct(
        "24.1.b",
        "Có tinh thần tự lực, tự cường, đoàn kết, tương trợ, tích cực tham gia phong trào thi đua",
        at(24, 1, "b"),
    ),
    conduct(
        "24.2.subject",
        "Thuộc Quân đội nhân dân, Công an nhân dân, dân quân thường trực hoặc dân quân cơ động",
        at(24, 2),
    ),
    conduct(
        "24.3.a",
        "Lao động, sản xuất hiệu quả, tích cực tham gia phong trào thi đua và hoạt động xã hội",
        at(24, 3, "a"),
    ),
    conduct(
        "24.3.b",
        f"Gương mẫu {COMPLIANCE}; có đạo đức, lối sống lành mạnh; đoàn kết, giúp đỡ cộng đồng",
        at(24, 3, "b"),
    ),
    invention("23.work", WORK, at(23, 2), ACCEPTED),
    invention("23.combat", f"{COMBAT} được đơn vị công nhận", at(23, 2), "xác nhận của đơn vị"),
    invention(
        "22.work",
        f"{WORK} và áp dụng hiệu quả, có phạm vi ảnh hưởng trong bộ, ngành, tỉnh",
        at(22, 1, "b"),
        HEAD,
    ),
    invention(
        "22.combat",
        f"{COMBAT} có phạm vi ảnh hưởng trong toàn quân hoặc toàn lực lượng Công an nhân dân",
        at(22, 1, "b"),
        MINISTERS,
    ),
    invention(
        "21.work",
        f"{WORK} và áp dụng hiệu quả, có phạm vi ảnh hưởng trong toàn quốc",
        at(21, 1, "b"),
        HEAD,
    ),
    invention(
        "21.combat",
        f"{COMBAT} có phạm vi ảnh hưởng trong toàn quốc",
        at(21, 1, "b"),
        MINISTERS,
    ),
)

COLLECTIVES: tuple[Criterion, ...] = (
    conduct(
        "27.1.b", "Tích cực tham gia phong trào thi đua thường xuyên, hiệu quả", at(27, 1, "b")
    ),
    conduct("27.1.đ", f"Nội bộ đoàn kết, gương mẫu {COMPLIANCE}", at(27, 1, "đ")),
    conduct(
        "28.emulation",
        "Tham gia phong trào thi đua thường xuyên, thiết thực, hiệu quả",
        at(28, 1, confidence=DERIVED),
    ),
    conduct("28.unity", f"Nội bộ đoàn kết, {COMPLIANCE}", at(28, 1, confidence=DERIVED)),
    conduct("27.2.subject", "Là tập thể thuộc lực lượng vũ trang nhân dân", at(27, 2)),
    conduct(
        "28.2.subject",
        "Là tập thể thuộc lực lượng vũ trang nhân dân",
        at(28, 2, confidence=RECALLED),
    ),
)
