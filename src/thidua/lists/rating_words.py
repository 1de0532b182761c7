"""Rating words to rating levels, and the different ways of not being rated.

Levels: Luật 06/2022/QH15 counts "hoàn thành tốt nhiệm vụ trở lên"; the four levels are those of
the yearly ratings of officials. A blank, a dash, "chưa công tác" and "thai sản" are told apart,
because the paper that would settle each is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from thidua.law import RatingLevel
from thidua.lists.cells import folded, is_dash


class Unrated(StrEnum):
    """Why a rating is not known."""

    BLANK = "blank"
    DASH = "dash"
    NOT_EMPLOYED = "not_employed"
    NOT_YET = "not_yet"
    LEAVE = "leave"
    NOT_SUBJECT = "not_subject"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        """The reason in Vietnamese."""
        return _LABELS[self]


_LABELS: Final = {
    Unrated.BLANK: "ô xếp loại để trống",
    Unrated.DASH: "ô xếp loại chỉ ghi dấu gạch",
    Unrated.NOT_EMPLOYED: "chưa công tác trong năm đó",
    Unrated.NOT_YET: "chưa đánh giá, xếp loại",
    Unrated.LEAVE: "không đánh giá vì nghỉ theo chế độ",
    Unrated.NOT_SUBJECT: "không thuộc diện đánh giá, xếp loại",
    Unrated.AMBIGUOUS: "chữ viết tắt có thể hiểu nhiều cách",
    Unrated.UNREADABLE: "không nhận ra mức xếp loại",
}


@dataclass(frozen=True, slots=True)
class RatingWords:
    """What a rating cell says: a level, or the reason why there is none."""

    words: str
    level: RatingLevel | None
    reason: Unrated | None


_DUTY: Final = r"(?: ?(?:nv|nhiem vu|cong viec))?"
_LEVELS: Final = tuple(
    (re.compile(pattern), level)
    for pattern, level in (
        (rf"xs|xuat sac|htxs{_DUTY}|hoan thanh (?:xuat sac|xs){_DUTY}", RatingLevel.HTXS),
        (rf"hoan thanh{_DUTY} (?:o muc )?xuat sac", RatingLevel.HTXS),
        (rf"t|tot|htt{_DUTY}|hoan thanh (?:tot|t){_DUTY}", RatingLevel.HTT),
        (rf"hoan thanh{_DUTY} (?:o muc )?tot", RatingLevel.HTT),
        (rf"ht{_DUTY}|hoan thanh{_DUTY}", RatingLevel.HT),
        (rf"kht{_DUTY}|khong (?:ht|hoan thanh){_DUTY}|chua hoan thanh{_DUTY}", RatingLevel.KHT),
    )
)
# K is "khá" in one scheme and "không hoàn thành" in another; A, B, C of older forms likewise.
_AMBIGUOUS: Final = re.compile(r"k|kha|tb|trung binh|dat|[abcd]|loai [abcd1-4]|[1-4]|yeu|y")
_REASONS: Final = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r".*\b(?:thai san|nghi sinh|nghi de|om dau|nghi om|nghi khong luong)\b.*", Unrated.LEAVE),
        (
            r".*\bchua (?:cong tac|vao nganh|tuyen dung|nhan cong tac|lam viec)\b.*",
            Unrated.NOT_EMPLOYED,
        ),
        (
            r".*\bchua (?:duoc )?(?:danh gia|dg|xep loai|xl|co ket qua|co kq|hop)\b.*",
            Unrated.NOT_YET,
        ),
        (r"(?:dang )?cho (?:danh gia|dg|ket qua|kq|xep loai).*", Unrated.NOT_YET),
        (r".*\bkhong thuoc (?:dien|doi tuong)\b.*", Unrated.NOT_SUBJECT),
        (r"khong (?:duoc )?(?:danh gia|dg|xep loai|xl)\b.*", Unrated.NOT_SUBJECT),
    )
)
_LEGEND: Final = re.compile(r"(?:^|[;,.(]\s*)([^\W\d_]{1,5})\s*[:=]\s*([^;,.:()=]{3,60})")


@lru_cache(maxsize=4_096)
def read_rating(text: str, legend: Legend | None = None) -> RatingWords:
    """Read a rating cell, already cleaned.

    Args:
        text: the cell's words.
        legend: abbreviations the document itself explains; they win over the usual ones.
    """
    words = folded(text)
    if not text:
        return RatingWords("", None, Unrated.BLANK)
    if is_dash(text):
        return RatingWords(text, None, Unrated.DASH)
    if legend and (level := legend.level(words)) is not None:
        return RatingWords(text, level, None)
    for pattern, level in _LEVELS:
        if pattern.fullmatch(words):
            return RatingWords(text, level, None)
    for pattern, reason in _REASONS:
        if pattern.fullmatch(words):
            return RatingWords(text, None, reason)
    reason = Unrated.AMBIGUOUS if _AMBIGUOUS.fullmatch(words) else Unrated.UNREADABLE
    return RatingWords(text, None, reason)


@dataclass(frozen=True, slots=True)
class Legend:
    """Abbreviations a document explains: ``XS: hoàn thành xuất sắc; K: không hoàn thành``."""

    levels: tuple[tuple[str, RatingLevel], ...]

    def level(self, words: str) -> RatingLevel | None:
        """The level of an abbreviation, None when the legend does not hold it."""
        return dict(self.levels).get(words)


def find_legend(lines: Iterable[str]) -> Legend | None:
    """The legend among the lines above or below a table; None when there is none."""
    levels: dict[str, RatingLevel] = {}
    for line in lines:
        levels.update(_legend_levels(line))
    return Legend(tuple(sorted(levels.items()))) if len(levels) > 1 else None


def _legend_levels(line: str) -> Mapping[str, RatingLevel]:
    found = {}
    for short, meaning in _LEGEND.findall(line):
        level = read_rating(meaning.strip()).level
        if level is not None:
            found[folded(short)] = level
    return found
