"""Bodies named in running text, their spelling made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from thidua.lists.units import unit_case
from thidua.reading.model import Body, Place
from thidua.reading.names import LEVEL, NameEnd, any_of, level_after, name_end
from thidua.reading.passages import Passage, bare
from thidua.reading.words import (
    ABBREVIATIONS,
    AREAS,
    FIELDS,
    GROUP_NOUNS,
    HEADS_ALONE,
    HEADS_WITH_FIELD,
    UPPER,
)
from thidua.vietnamese._alphabet import is_syllable
from thidua.vietnamese.text import clean, old_style, spelling_key

PROPER: Final = rf"[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*){{0,3}}"
"""A name of up to four words, each with a capital."""


_LONG_HEADS: Final = tuple(word for word in HEADS_ALONE if word.count(" ") > 1)
_LONG_KINDS: Final = tuple(word for word in HEADS_WITH_FIELD if " " in word)
_LONG_FIELDS: Final = tuple(word for word in FIELDS if " " in word)
_MARKED: Final = tuple(
    (bare(word), word)
    for word in sorted(
        (*_LONG_HEADS, *_LONG_FIELDS, *HEADS_WITH_FIELD, *AREAS), key=len, reverse=True
    )
)
_JOINT: Final = (
    rf"(?:\s*,\s*(?=[{UPPER}])|\s*&\s*|\s*[-–]\s*|\s+và\s+(?=[{UPPER}])|\s+(?=[{UPPER}]))"
)
_FIELD: Final = rf"(?i:{any_of(FIELDS)})(?!\w)"
_FIELDS: Final = rf"{_FIELD}(?:{_JOINT}{_FIELD})*"
_AREA: Final = (
    rf"(?:\s+(?:của\s+)?(?:(?i:các\s+){LEVEL}(?:(?:\s*,\s*|\s+và\s+){LEVEL})*"
    rf"|{LEVEL}(?:\s+(?:{PROPER}|(?:số\s+)?\d{{1,3}}(?!\w)))?))*"
)
_ALONE: Final = rf"(?i:{any_of(HEADS_ALONE)})(?!\w)"
_CHIEF: Final = (
    r"(?:Phó Chủ tịch|Chủ tịch|Thường trực|Văn phòng|Thủ trưởng|PHÓ CHỦ TỊCH|CHỦ TỊCH|VĂN PHÒNG)\s+"
)
_BODY: Final = re.compile(
    rf"(?<![\w/-])(?:{_CHIEF})?{_ALONE}(?:\s+và\s+{_ALONE})?(?:\s+Việt\s+Nam)?"
    rf"(?:\s+{_FIELDS})?(?:\s+ngành\s+{_FIELDS})?{_AREA}"
)
_HEADS: Final = rf"(?:{any_of(HEADS_WITH_FIELD)})(?!\w)"
_WITH_FIELD: Final = re.compile(rf"(?<![\w/-])(?:{_HEADS}\s+và\s+)?(?P<head>{_HEADS})\s+")
_FIELDS_HERE: Final = re.compile(_FIELDS)
_AREA_HERE: Final = re.compile(_AREA)
_NAME_HERE: Final = re.compile(rf"\s+(?=[{UPPER}]|số\s+\d)")
_NOUN: Final = rf"(?:{any_of(GROUP_NOUNS)})(?!\w)"
_GROUP: Final = re.compile(
    rf"(?<!\w)(?i:(?:(?:thủ\s+trưởng|giám\s+đốc|chủ\s+tịch|lãnh\s+đạo|(?:hiệu\s+)?trưởng"
    rf"|bí\s+thư|người\s+đứng\s+đầu)\s+)?"
    rf"(?:các|toàn\s+thể|từng)\s+{_NOUN}"
    rf"(?:(?:\s*,\s*|\s+và\s+|\s*[-–]\s*)(?:các\s+)?{_NOUN})*"
    r"(?:\s+(?:có\s+)?(?:liên\s+quan|trực\s+thuộc|công\s+lập|trên\s+địa\s+bàn))*)"
    rf"{_AREA}"
)
_NAMED_AFTER: Final = re.compile(rf"\s+[{UPPER}]")
_AUTHORITIES: Final = re.compile(r"(?<!\w)(?i:chính\s+quyền)(?:\s+(?i:các\s+cấp))?(?!\w)")
_TOO_MANY: Final = 20_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at a stretch of a passage.

    `is_guess`: its marks were broken; `is_open`: nothing said where its name ends; `is_stranger`:
    its words are in no list, it only stands where bodies stand.
    """

    start: int
    end: int
    name: str
    is_group: bool
    is_guess: bool = False
    is_open: bool = False
    is_stranger: bool = False

    def written(self, text: str) -> str:
        """The stretch of its text."""
        return text[self.start : self.end]


def _is_word(word: str) -> bool:
    return len(word) > 1 and is_syllable(word.lower()) and word not in ("TU", "HU", "CA")


@lru_cache(maxsize=4096)
def mentions(styled: str) -> tuple[Mention, ...]:
    """Every body of a text (with tone marks in the old place), in order, none inside another."""
    text = styled[:_TOO_MANY]
    found = [
        Mention(match.start(), match.end(), normal_name(match[0]), pattern is not _BODY)
        for pattern in (_BODY, _GROUP, _AUTHORITIES)
        for match in pattern.finditer(text)
        if pattern is not _GROUP or not _NAMED_AFTER.match(text, match.end())
    ]
    guessed = near_bodies(text)
    broken = {one.start for one in guessed}
    found += [one for one, known in _with_fields(text) if known or one.start not in broken]
    found += guessed
    kept: list[Mention] = []
    for one in sorted(found, key=lambda one: (one.is_guess, one.start, -one.end)):
        if all(one.start >= other.end or one.end <= other.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _with_fields(text: str) -> Iterator[tuple[Mention, bool]]:
    """Bodies of a kind and a field or a name (Phòng Nội vụ, Trường THCS An Đồng), and whether all
    their words are known."""
    for match in _WITH_FIELD.finditer(text):
        ends = {_field_end(text, at) for at in (match.end(), _short_head_end(match))}
        if end := max(filter(None, ends), key=lambda one: (one.sure, one.at), default=None):
            at = _area_end(text, end.at) if end.sure else end.at
            words = text[match.start() : at]
            known = _FIELDS_HERE.fullmatch(text, match.end(), end.at) is not None
            name = normal_name(words) if known else written_out(words)
            yield Mention(match.start(), at, name, is_group=False, is_open=not end.sure), known


def _short_head_end(match: re.Match[str]) -> int:
    """The first word of a head may be one itself: Ban *Quản lý chợ*, not only Ban Quản lý."""
    word = match["head"].split()[0]
    return match.start("head") + len(word) + 1 if word in HEADS_WITH_FIELD else match.end()


def _field_end(text: str, start: int) -> NameEnd | None:
    """Where the words that follow the kind end: known ones as far as they go, else a name."""
    known = _FIELDS_HERE.match(text, start)
    if known is None:
        return name_end(text, start)
    if after := level_after(text, known.end()):
        return NameEnd(after)
    blank = _NAME_HERE.match(text, known.end())
    longer = name_end(text, blank.end()) if blank else None
    return longer if longer and longer.sure else NameEnd(known.end())


def _area_end(text: str, start: int) -> int:
    found = _AREA_HERE.match(text, start)
    return found.end() if found else start


_NEAR: Final = re.compile(
    rf"(?<![\w/-])(?:{any_of(map(bare, _LONG_HEADS))}|(?:{any_of(map(bare, HEADS_WITH_FIELD))})\s+"
    rf"(?:{any_of(map(bare, _LONG_FIELDS))}))(?!\w)(?:\s+(?:{any_of(map(bare, AREAS))})(?!\w))?"
)


def near_bodies(styled: str) -> list[Mention]:
    """Names whose marks a scan broke (Phòng Nôi vụ), by the same words without marks."""
    found = []
    for match in _NEAR.finditer(bare(styled)):
        written = styled[match.start() : match.end()]
        if written[:1].isupper() and spelling_key(written) != spelling_key(mended(written)):
            name = normal_name(mended(written))
            found.append(Mention(match.start(), match.end(), name, is_group=False, is_guess=True))
    return found


def mended(written: str) -> str:
    """The words of a body with the marks they have in the lists, in their usual case."""
    words = bare(written)
    for plain, right in _MARKED:
        words = re.sub(rf"(?<!\w){re.escape(plain)}(?!\w)", right, words)
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=4096)
def normal_name(words: str) -> str:
    """A body's name with abbreviations written out and words in their usual case."""
    name = old_style(clean(words)).strip(" ,;:.-–")
    # TT HĐND TP is all short forms; UBND XÃ HẠ LONG is a name in capitals.
    if name.isupper() and any(_is_word(word) for word in name.split()):
        name = unit_case(name)
    name = written_out(name)
    if not name[:4].lower().startswith(("các ", "từng")):
        for pattern, full in _USUAL_CASE:
            name = pattern.sub(full, name)
    return name[:1].upper() + name[1:]


def written_out(words: str) -> str:
    """The words as they stand, with abbreviations written out."""
    name = clean(words)
    for pattern, full in ABBREVIATIONS:
        name = pattern.sub(full, name)
    return name


_COMMON_WORDS: Final = frozenset({"Nhân dân", "Tổ chức", "Kế hoạch", "Thanh tra", "Kiểm tra"})
"""Fields that are ordinary words inside other names."""
_USUAL_CASE: Final = tuple(
    (re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE), words)
    for words in sorted((*HEADS_ALONE, *_LONG_KINDS, *FIELDS), key=len)
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
