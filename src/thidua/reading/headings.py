"""Numbers and signs that paragraphs begin with: I., 1., 1.1, Điều 1., a), -."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from thidua.reading.passages import Passage


class Level(IntEnum):
    """Outer levels first."""

    PART = 0
    ROMAN = 1
    ARTICLE = 2
    ARABIC = 3
    DOTTED = 4
    LETTER = 5
    BULLET = 6


@dataclass(frozen=True, slots=True)
class Marker:
    """``words`` is the marker without its punctuation; ``end``: where the text after it begins."""

    level: Level
    words: str
    end: int
    ordinal: int


_ROMAN_DIGITS: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_MARKERS: Final = (
    (Level.PART, re.compile(r"phan\s+(?:thu\s+)?([ivx]+|[a-z]+|\d+)\s*[.:)]\s*", re.IGNORECASE)),
    (Level.ARTICLE, re.compile(r"dieu\s+(\d{1,3})\s*[.:]\s*")),
    (Level.ROMAN, re.compile(r"([ivxl]{1,6})\s*[.:)]\s*(?=\S)|([ivxl]{1,6})\s+[-–]\s+(?=\S)")),
    (Level.DOTTED, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?\s+(?=[^\d%])")),
    (Level.ARABIC, re.compile(r"(?:nhiem vu\s+)?(\d{1,2})\s*[.)/:]\s*(?=[^\d\s%])")),
    (Level.ARABIC, re.compile(r"(\d{1,2})\.\s+(?=\d{1,4}(?:,\d+)?(?:\s*%|\s+[a-z]))")),
    (Level.ARABIC, re.compile(r"(\d{1,2})[-–]\s+(?=[^\d\s%])")),
    (Level.ARABIC, re.compile(r"(mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) la\s*[,:]\s*")),
    (Level.LETTER, re.compile(r"([a-z])\s*[).]\s*(?=\S)")),
    (Level.BULLET, re.compile(r"([-–—•+●▪◦■□➢✓])\s*(?=\S)")),
)
_WORDS: Final = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"


def marker_of(passage: Passage) -> Marker | None:
    """The marker a paragraph begins with, if it begins with one."""
    for level, pattern in _MARKERS:
        found = pattern.match(passage.bare)
        if found and _is_meant(level, passage.text, found):
            words = next(part for part in found.groups() if part)
            written = passage.text[found.start(found.lastindex or 1) :][: len(words)]
            return Marker(level, written, found.end(), _ordinal(level, words, written))
    return None


def _is_meant(level: Level, text: str, found: re.Match[str]) -> bool:
    """Roman numbers and articles are in capitals; letters of points are not, and have one sign."""
    match level:
        case Level.ROMAN:
            return text[: found.end(found.lastindex or 1)].isupper()
        case Level.ARTICLE | Level.PART:
            return text[:1].isupper()
        case Level.LETTER:
            return text[:1].islower()
        case Level.ARABIC:
            return not text[found.end() :].startswith(("/", "-"))
    return True


def _ordinal(level: Level, words: str, written: str) -> int:
    match level:
        case Level.ROMAN:
            return _roman(words)
        case Level.ARABIC if words in _WORDS:
            return _WORDS.index(words) + 1
        case Level.LETTER:
            return _LETTERS.find(written) + 1
        case Level.ARABIC | Level.ARTICLE:
            return int(words)
        case Level.DOTTED:
            return int(words.rsplit(".", 1)[1])
    return 0


def _roman(words: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in words]
    following = [*digits[1:], 0]
    return sum(-a if a < b else a for a, b in zip(digits, following, strict=True))
