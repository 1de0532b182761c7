"""The text that is shown and the cleaned passages that are read, with the way back.

The shown text is NFC with plain line breaks; marks of a converter (``**``, ``##``), double spaces
and page cuts stay in it. A passage has them taken out, and knows for each of its characters where
it stands in the shown text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from thidua.reading.model import Place
from thidua.vietnamese.text import latin_d_to_vietnamese, nfc, old_style

_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HEADING_MARK: Final = re.compile(r"\s*(?:#{1,6}|>)\s+")
_BULLET_STAR: Final = re.compile(r"\s*\*\s+\S")
_ESCAPED: Final = frozenset("-.*_#()[]+!>&~|")
_UPPER_D: Final = {"đ": "d", "Đ": "d"}


def shown_text(raw: str) -> str:
    """The text as people will see it: composed, nothing invisible, line breaks of one kind."""
    lines = _BREAKS.sub("\n", nfc(raw))
    return nfc("".join(map(_shown, lines)))


def _shown(char: str) -> str:
    if char in "\n\t":
        return char
    match unicodedata.category(char):
        case "Cf" | "Cc":
            return ""
        case "Zs":
            return " "
        case "Cs":
            return "\ufffd"
    return char


@dataclass(frozen=True)
class Passage:
    """Clean text on one line; ``offsets[i]`` is where ``text[i]`` stands in the shown text."""

    text: str
    offsets: tuple[int, ...]

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where a stretch of this passage is shown. An empty stretch has an empty place."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        if start >= stop:
            at = self.offsets[start] if start < len(self.offsets) else self._end
            return Place(at, at)
        return Place(self.offsets[start], self.offsets[stop - 1] + 1)

    @property
    def _end(self) -> int:
        return self.offsets[-1] + 1 if self.offsets else 0

    def cut(self, start: int, end: int | None = None) -> Passage:
        """A stretch as a passage of its own, without blanks at its ends."""
        part = self.text[start:end]
        left = start + len(part) - len(part.lstrip())
        right = left + len(part.strip())
        return Passage(self.text[left:right], self.offsets[left:right])

    @cached_property
    def styled(self) -> str:
        """The text with tone marks in the old place; the same length."""
        styled = old_style(latin_d_to_vietnamese(self.text))
        return styled if len(styled) == len(self.text) else self.text

    @cached_property
    def bare(self) -> str:
        """Lower case without marks, character for character, for words whose marks scans lose."""
        return bare(self.text)


def bare(text: str) -> str:
    """Lower case without marks, character for character."""
    return "".join(map(_bare, text))


@lru_cache(maxsize=8192)
def _bare(char: str) -> str:
    if char in _UPPER_D:
        return _UPPER_D[char]
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def joined(passages: Iterable[Passage]) -> Passage:
    """Passages as one, a blank between them (shown by the character after the first one)."""
    text: list[str] = []
    offsets: list[int] = []
    for passage in passages:
        if not passage.text:
            continue
        if text:
            text.append(" ")
            offsets.append(offsets[-1] + 1)
        text.append(passage.text)
        offsets.extend(passage.offsets)
    return Passage("".join(text), tuple(offsets))


def clean_line(line: str, start: int) -> Passage:
    """A shown line without the marks of a converter, its blanks single."""
    first = found.end() if (found := _HEADING_MARK.match(line)) else 0
    bullet = line.index("*") if _BULLET_STAR.match(line) else -1
    text: list[str] = []
    offsets: list[int] = []
    for at in range(first, len(line)):
        char = _clean_char(line, at, bullet)
        if not char or (char == " " and (not text or text[-1] == " ")):
            continue
        text.append(char)
        offsets.append(start + at)
    if text and text[-1] == " ":
        text.pop()
        offsets.pop()
    return Passage("".join(text), tuple(offsets))


def _clean_char(line: str, at: int, bullet: int) -> str:
    char = line[at]
    if char == "*":
        return "-" if at == bullet else ""
    if char == "_" and "__" in line[max(0, at - 1) : at + 2]:
        return ""
    if char == "\\" and line[at + 1 : at + 2] in _ESCAPED:
        return ""
    return " " if char.isspace() else char
