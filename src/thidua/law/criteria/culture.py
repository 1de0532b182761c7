"""Criteria of thôn, tổ dân phố văn hóa and Gia đình văn hóa: Art. 30 and 31."""

from __future__ import annotations

from thidua.law.criteria.model import COMPLIANCE, Criterion, at, conduct

CULTURE: tuple[Criterion, ...] = (
    conduct("30.1.a", "Đời sống kinh tế ổn định và phát triển", at(30, 1, "a")),
    conduct("30.1.b", "Đời sống văn hóa, tinh thần lành mạnh, phong phú", at(30, 1, "b")),
    conduct("30.1.c", "Môi trường an toàn, thân thiện, cảnh quan sạch đẹp", at(30, 1, "c")),
    conduct(
        "30.1.d",
        f"{COMPLIANCE[0].upper()}{COMPLIANCE[1:]}; giữ vững trật tự, an toàn xã hội; tích cực "
        "tham gia phong trào thi đua của địa phương",
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
