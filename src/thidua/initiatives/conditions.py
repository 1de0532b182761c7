"""What an initiative must be to be recognised: the checklist, each line with its source.

The text of Decree 13/2012 was not read here: the lines follow accounts of it and say so, and no
article is cited. Whether the decree still stands in full is not known either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DECREE: Final = "Điều lệ Sáng kiến ban hành kèm theo Nghị định 13/2012/NĐ-CP"
LAW: Final = "Luật 06/2022/QH15, Điều 3 khoản 4"
STANDING: Final = "Chưa rõ hiệu lực hiện nay của Nghị định 13/2012/NĐ-CP; đối chiếu trước khi dùng."
MONTHS_AS_RECALLED: Final = 3
"""Months of recognition of a valid request, as recalled: a suggestion to an authority that sets
its own, never used by itself."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One line; `confidence` as the law package marks its sources."""

    key: str
    sentence: str
    hint: str
    citation: str
    confidence: str


CONDITIONS: Final = (
    Condition(
        "new_here",
        "Có tính mới trong phạm vi cơ sở",
        "Không trùng với giải pháp trong đề nghị nộp trước.",
        DECREE,
        "verified-secondary",
    ),
    Condition(
        "not_public",
        "Chưa được bộc lộ công khai đến mức có thể áp dụng ngay",
        "Chưa có trong sách, báo, tài liệu kỹ thuật ở mức người khác làm theo được.",
        DECREE,
        "verified-secondary",
    ),
    Condition(
        "not_planned",
        "Không trùng với giải pháp đã đưa vào kế hoạch áp dụng, đã thành tiêu chuẩn, quy trình "
        "bắt buộc",
        "Kiểm tra kế hoạch công tác, quy chuẩn, quy trình nội bộ của cơ sở.",
        DECREE,
        "verified-secondary",
    ),
    Condition(
        "applied",
        "Đã áp dụng hoặc áp dụng thử tại cơ sở",
        "Luật thi đua, khen thưởng đòi hỏi đã áp dụng ở cơ sở.",
        f"{DECREE}; {LAW}",
        "verified-secondary",
    ),
    Condition(
        "useful",
        "Mang lại lợi ích thiết thực",
        "Số liệu trước và sau khi áp dụng, xác nhận của nơi áp dụng.",
        f"{DECREE}; {LAW}",
        "verified-secondary",
    ),
    Condition(
        "not_excluded",
        "Không thuộc đối tượng bị loại trừ",
        "Không trái trật tự công cộng, đạo đức xã hội; không phải đối tượng đang được bảo hộ "
        "quyền sở hữu trí tuệ.",
        DECREE,
        "recalled",
    ),
)
KEYS: Final = frozenset(one.key for one in CONDITIONS)


def condition(key: str) -> Condition:
    """The line of that key. Raises KeyError for one that is not on the list."""
    return {one.key: one for one in CONDITIONS}[key]
