"""Where a name of a body ends when its words are in no list.

A name begins with a capital and goes on over capitals, `số` with its figure, and a few words in
small letters between them (Trường Tiểu học Lê Lợi, Hội Người cao tuổi). It ends at a sign, at a
verb, at a small word, or at a level (huyện, xã) that the caller reads itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from thidua.reading.verbs import COMPOUNDS, DEEDS, LINKS
from thidua.reading.words import AREAS, FIELDS, HEADS_ALONE, HEADS_WITH_FIELD, UPPER


def any_of(words: Iterable[str]) -> str:
    """Alternatives of a pattern, the longest first; blanks and hyphens as they come."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", r"[-–]")
        for word in sorted(words, key=len, reverse=True)
    )


_CAPITAL: Final = re.compile(rf"[{UPPER}][^\W_]*(?!\w)")
_SMALL: Final = re.compile(rf"[^\W\d_{UPPER}]+(?!\w)")
_NUMBER: Final = re.compile(r"(?:số\s+\d{1,3}|\d{1,2}[-–/]\d{1,2})(?!\w)")
_STOP: Final = re.compile(rf"(?:{any_of((*DEEDS, *LINKS))})(?!\w)")
_SHORT_DEED: Final = re.compile(rf"(?:{any_of(word for word in DEEDS if ' ' not in word)})(?!\w)")
LEVEL: Final = rf"(?i:{any_of(AREAS)})(?!\w|\s+hội(?!\w))"
"""A level of the state; xã hội is none."""
_LEVEL: Final = re.compile(LEVEL)
_WHOLE: Final = re.compile(
    "(?i:"
    + any_of((*COMPOUNDS, *(one for one in FIELDS if " " in one and one.lower() not in DEEDS)))
    + r")(?!\w)"
)
"""Words that are taken whole, whatever their halves mean."""
_HEAD: Final = re.compile(
    rf"(?:{any_of((*HEADS_ALONE, *HEADS_WITH_FIELD))}|Chủ\s+tịch|Giám\s+đốc|Trưởng|Bí\s+thư)(?!\w)"
)
_AND: Final = re.compile(rf"và\s+(?=[{UPPER}])")
_BLANK: Final = re.compile(r"\s+(?:[-–]\s+(?=[" + UPPER + r"]))?")
_MOST_SMALL: Final = 8
_PROPER: Final = 2


@dataclass(frozen=True, slots=True)
class NameEnd:
    """`sure` is false where the words went on in small letters and nothing said where to stop."""

    at: int
    sure: bool = True


@dataclass(slots=True)
class _Walk:
    """How far a name was followed. `solid`: the end of its last capital; `small`: the parts in
    small letters since then, the first of which ends at `pair`."""

    at: int
    solid: int
    pair: int = 0
    capitals: int = 1
    small: int = 0

    def capital(self, end: int, *, after_and: bool) -> None:
        self.capitals = 1 if self.small or after_and else self.capitals + 1
        self.at = self.solid = end
        self.small = 0

    def number(self, end: int) -> None:
        """Whatever is numbered has a name of its own."""
        self.at = self.solid = end
        self.capitals, self.small = _PROPER, 0

    def add_small(self, end: int) -> None:
        self.at = end
        self.pair = self.pair if self.small else end
        self.small += 1

    @property
    def is_proper(self) -> bool:
        return self.capitals >= _PROPER

    def ended(self, *, sure: bool = True) -> NameEnd:
        """Small letters belong to a name after one capital (Người cao tuổi), not after two."""
        return NameEnd(self.solid) if self.is_proper else NameEnd(self.at, sure)

    def lost(self) -> NameEnd:
        return NameEnd(self.solid) if self.is_proper else NameEnd(self.pair, sure=False)


def name_end(text: str, start: int) -> NameEnd | None:
    """Where the name that begins at `start` ends; None when no name begins there."""
    first = _CAPITAL.match(text, start) or _NUMBER.match(text, start)
    if first is None or _HEAD.match(text, start):
        return None
    walk = _Walk(first.end(), first.end())
    while walk.small <= _MOST_SMALL:
        blank = _BLANK.match(text, walk.at)
        if not blank or not _step(text, blank.end(), walk):
            goes_on = blank is not None and text.startswith("và ", blank.end()) and walk.small > 0
            return walk.ended(sure=not goes_on)
    return walk.lost()


def _step(text: str, at: int, walk: _Walk) -> bool:
    """Take the next part of the name in; False where the name is over."""
    joint = _AND.match(text, at)
    at = joint.end() if joint else at
    if _HEAD.match(text, at) or _LEVEL.match(text, at):
        return False
    if found := _NUMBER.match(text, at):
        walk.number(found.end())
        return True
    if found := _CAPITAL.match(text, at):
        walk.capital(found.end(), after_and=joint is not None)
        return True
    found = _WHOLE.match(text, at) or _SMALL.match(text, at)
    if found is None or (found.re is _SMALL and _is_stop(text, at, walk)):
        return False
    walk.add_small(found.end())
    return True


def _is_stop(text: str, at: int, walk: _Walk) -> bool:
    """Right after one capital a short verb is half a word: Trung *học*, Hợp *tác*."""
    found = _STOP.match(text, at)
    is_half = walk.capitals == 1 and not walk.small and _SHORT_DEED.match(text, at)
    return found is not None and not (is_half and " " not in found[0])


def level_after(text: str, start: int) -> int | None:
    """Where one or two words in small letters end that stand between a known name and a level:
    Y tế *dự phòng* huyện."""
    at = start
    for _ in range(2):
        blank = _BLANK.match(text, at)
        found = _SMALL.match(text, blank.end()) if blank else None
        if blank is None or found is None or _is_over(text, blank.end()):
            return None
        at = found.end()
        after = _BLANK.match(text, at)
        if after and _LEVEL.match(text, after.end()):
            return at
    return None


def _is_over(text: str, at: int) -> bool:
    return any(pattern.match(text, at) for pattern in (_STOP, _LEVEL)) or text.startswith("và", at)
