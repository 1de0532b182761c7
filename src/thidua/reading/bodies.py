"""Bodies named in running text, their spelling made one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from thidua.lists.units import unit_case
from thidua.reading.model import Body, Place
from thidua.reading.passages import Passage
from thidua.reading.words import (
    ABBREVIATIONS,
    AREAS,
    FIELDS,
    GROUP_NOUNS,
    HEADS_ALONE,
    HEADS_WITH_FIELD,
    UPPER,
)
from thidua.vietnamese.text import clean, old_style, spelling_key

PROPER: Final = rf"[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*){{0,3}}"
"""A name of up to four words, each with a capital."""


def _any(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", r"[-–]")
        for word in sorted(words, key=len, reverse=True)
    )


_JOINT: Final = r"(?:\s*,\s*|\s+[-–]\s+|\s*&\s*|\s*[-–]\s*|\s+và\s+|\s+)"
_FIELD: Final = rf"(?i:{_any(FIELDS)})(?!\w)"
_FIELDS: Final = rf"{_FIELD}(?:{_JOINT}{_FIELD})*"
_LEVEL: Final = rf"(?i:{_any(AREAS)})(?!\w)"
_AREA: Final = (
    rf"(?:\s+(?:của\s+)?(?:(?i:các\s+){_LEVEL}(?:(?:\s*,\s*|\s+và\s+){_LEVEL})*"
    rf"|{_LEVEL}(?:\s+{PROPER})?))*"
)
_ALONE: Final = rf"(?i:{_any(HEADS_ALONE)})(?!\w)"
_CHIEF: Final = (
    r"(?:Phó Chủ tịch|Chủ tịch|Thường trực|Văn phòng|Thủ trưởng|PHÓ CHỦ TỊCH|CHỦ TỊCH|VĂN PHÒNG)\s+"
)
_WITH_FIELD: Final = rf"(?:{_any(HEADS_WITH_FIELD)})(?!\w)"
_BODY: Final = re.compile(
    rf"(?<![\w/-])(?:(?:{_CHIEF})?{_ALONE}(?:\s+và\s+{_ALONE})?(?:\s+Việt\s+Nam)?(?:\s+{_FIELDS})?{_AREA}"
    rf"|{_WITH_FIELD}\s+(?:{_FIELDS}|{PROPER}){_AREA})"
)
_NOUN: Final = rf"(?:{_any(GROUP_NOUNS)})(?!\w)"
_GROUP: Final = re.compile(
    rf"(?<!\w)(?i:(?:(?:thủ\s+trưởng|giám\s+đốc|chủ\s+tịch|lãnh\s+đạo|người\s+đứng\s+đầu)\s+)?"
    rf"(?:các|toàn\s+thể|từng)\s+{_NOUN}"
    rf"(?:(?:\s*,\s*|\s+và\s+|\s*[-–]\s*)(?:các\s+)?{_NOUN})*"
    r"(?:\s+(?:có\s+)?(?:liên\s+quan|trực\s+thuộc|công\s+lập|trên\s+địa\s+bàn))*)"
    rf"{_AREA}"
)
_AUTHORITIES: Final = re.compile(r"(?<!\w)(?i:chính\s+quyền)(?:\s+(?i:các\s+cấp))?(?!\w)")
_TOO_MANY: Final = 20_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at a stretch of a passage."""

    start: int
    end: int
    name: str
    is_group: bool


@lru_cache(maxsize=4096)
def mentions(styled: str) -> tuple[Mention, ...]:
    """Every body of a text (with tone marks in the old place), in order, none inside another."""
    text = styled[:_TOO_MANY]
    found = [
        Mention(match.start(), match.end(), normal_name(match[0]), pattern is not _BODY)
        for pattern in (_BODY, _GROUP, _AUTHORITIES)
        for match in pattern.finditer(text)
    ]
    kept: list[Mention] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


@lru_cache(maxsize=4096)
def normal_name(words: str) -> str:
    """A body's name with abbreviations written out and words in their usual case."""
    name = old_style(clean(words)).strip(" ,;:.-–")
    if name.isupper() and " " in name:
        name = unit_case(name)
    for pattern, full in ABBREVIATIONS:
        name = pattern.sub(full, name)
    if not name[:4].lower().startswith(("các ", "từng")):
        for pattern, full in _USUAL_CASE:
            name = pattern.sub(full, name)
    return name[:1].upper() + name[1:]


_COMMON_WORDS: Final = frozenset({"Nhân dân", "Tổ chức", "Kế hoạch", "Thanh tra", "Kiểm tra"})
"""Fields that are ordinary words inside other names."""
_USUAL_CASE: Final = tuple(
    (re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE), words)
    for words in sorted((*HEADS_ALONE, *FIELDS), key=len)
    if not words.isupper() and words not in _COMMON_WORDS
)


def body_key(name: str) -> str:
    """Equal for the same body under its spellings."""
    words = spelling_key(normal_name(name))
    return " ".join(re.sub(r"[^\w\s]| và ", " ", words).split())


def bodies_of(passages: Iterable[Passage]) -> tuple[Body, ...]:
    """Bodies in the order of their first naming, once each."""
    kept: dict[str, tuple[str, bool, dict[str, None], list[Place]]] = {}
    for passage in passages:
        for one in mentions(passage.styled):
            entry = kept.setdefault(body_key(one.name), (one.name, one.is_group, {}, []))
            entry[2][passage.text[one.start : one.end]] = None
            entry[3].append(passage.place(one.start, one.end))
    return tuple(
        Body(name, is_group, tuple(spellings), tuple(places))
        for name, is_group, spellings, places in kept.values()
    )
