"""The five statutory parts of a movement (Điều 17 Luật Thi đua, khen thưởng 2022)."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.law import Citation

ARTICLE = Citation("06/2022/QH15", 17)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a launch plan: its column, its heading, and what it has to say."""

    field: str
    label: str
    help: str


PARTS = (
    Part(
        "part_content",
        "Mục tiêu, phạm vi, nội dung, kế hoạch, biện pháp",
        "Thi đua để đạt điều gì, ở đâu, ai tham gia, làm những việc gì, trong thời gian nào, bằng "
        "cách nào. Tiêu chí cho từng đối tượng ghi ở mục riêng.",
    ),
    Part(
        "part_launch",
        "Phát động, triển khai",
        "Ai phát động, bằng hình thức nào; đơn vị nào triển khai, đăng ký, ký giao ước khi nào.",
    ),
    Part(
        "part_control",
        "Kiểm tra, giám sát",
        "Ai kiểm tra, giám sát, bao lâu một lần; đơn vị báo cáo thế nào.",
    ),
    Part(
        "part_spread",
        "Tuyên truyền, phát hiện, bồi dưỡng, nhân rộng điển hình",
        "Tuyên truyền ở đâu; tìm, bồi dưỡng, nhân rộng mô hình, điển hình tiên tiến ra sao.",
    ),
    Part(
        "part_review",
        "Sơ kết, tổng kết, khen thưởng",
        "Sơ kết, tổng kết vào lúc nào; xét khen thưởng cho ai, theo tiêu chí nào.",
    ),
)
CRITERIA = {
    "person": ("criteria_person", "Tiêu chí đối với cá nhân"),
    "collective": ("criteria_collective", "Tiêu chí đối với tập thể"),
    "household": ("criteria_household", "Tiêu chí đối với hộ gia đình"),
}
"""Column and heading of the criteria by kind of subject."""
WORDS = (
    "kind",
    "slogan",
    "subjects",
    *(field for field, _ in CRITERIA.values()),
    *(part.field for part in PARTS),
)
"""What a template and a movement share."""
