"""The levels of leadership posts that long-service awards tell apart, highest first."""

from __future__ import annotations

LEVELS = ("I", "II", "III", "IV", "V", "VI")

POSTS = {
    "I": "Bộ trưởng, Bí thư Tỉnh ủy và tương đương",
    "II": "Thứ trưởng, Phó Bí thư Tỉnh ủy, Chủ tịch Hội đồng nhân dân hoặc Ủy ban nhân dân tỉnh "
    "và tương đương",
    "III": "Tổng cục trưởng, Trưởng Đoàn đại biểu Quốc hội chuyên trách và tương đương",
    "IV": "Phó Tổng cục trưởng, Phó Chủ tịch Hội đồng nhân dân hoặc Ủy ban nhân dân tỉnh và tương "
    "đương",
    "V": "Vụ trưởng, Giám đốc sở và tương đương",
    "VI": "Phó Vụ trưởng và tương đương",
}
"""Central and provincial posts. That both kinds match at these levels is inferred from the years
asked of each."""


def quantity_of(level: str) -> str:
    """The id of the quantity that holds the years at a level."""
    return f"post-years-{level}"
