"""Criteria of xã tiêu biểu, thôn, tổ dân phố văn hóa and Gia đình văn hóa: Art. 29 to 31."""

from __future__ import annotations

from thidua.law.criteria.model import COMPLIANCE, Criterion, achievement, at, conduct
from thidua.law.instruments import Confidence

_SCORES = "kết quả bình xét, chấm điểm thi đua giữa các xã"
_OBEYS = f"{COMPLIANCE[0].upper()}{COMPLIANCE[1:]}"

CULTURE: tuple[Criterion, ...] = (
    achievement("29.1.leader", "Dẫn đầu phong trào thi đua của cấp huyện", at(29, 1), _SCORES),
    achievement(
        "29.1.leader.local",
        "Dẫn đầu phong trào thi đua trong phạm vi thay cho cấp huyện",
        at(29, 1, confidence=Confidence.UNSURE),
        _SCORES,
    ),
    conduct(
        "29.1.a",
        "Thực hiện tốt nhiệm vụ phát triển kinh tế - xã hội, quốc phòng, an ninh",
        at(29, 1, "a"),
    ),
    conduct("29.1.b", "Kinh tế ổn định và phát triển", at(29, 1, "b")),
    conduct("29.1.c", "Đời sống văn hóa lành mạnh", at(29, 1, "c")),
    conduct("29.1.d", "Môi trường an toàn, thân thiện, sạch đẹp", at(29, 1, "d")),
    conduct("29.1.đ", _OBEYS, at(29, 1, "đ")),
    conduct("30.1.a", "Đời sống kinh tế ổn định và phát triển", at(30, 1, "a")),
    conduct("30.1.b", "Đời sống văn hóa, tinh thần lành mạnh, phong phú", at(30, 1, "b")),
    conduct("30.1.c", "Môi trường an toàn, thân thiện, cảnh quan sạch đẹp", at(30, 1, "c")),
    conduct(
        "30.1.d",
        f"{_OBEYS}; giữ vững trật tự, an toàn xã hội; tích cực tham gia phong trào thi đua của "
        "địa phương",
        at(30, 1, "d"),
    ),
    conduct("30.1.đ", "Có tinh thần đoàn kết, tương trợ trong cộng đồng", at(30, 1, "đ")),
    conduct("31.compliance", f"Gương mẫu {COMPLIANCE}", at(31)),
    conduct(
        "31.emulation",
        "Tích cực tham gia phong trào thi đua lao động, sản xuất, học tập, bảo vệ an ninh, "
        "trật tự, an toàn xã hội của địa phương",
        at(31),
    ),
    conduct(
        "31.family",
        "Gia đình no ấm, tiến bộ, hạnh phúc, văn minh; đoàn kết, tương trợ trong cộng đồng",
        at(31),
    ),
)
