"""How wide words will be, and how a long Vietnamese name is broken or cut to its room."""

from __future__ import annotations

import unicodedata
from typing import Final

from thidua.vietnamese.text import clean

FONT: Final = 13.0
"""The one size of letters, in units of the drawing; the style sheet says the same."""
LINE: Final = 17.0
ELLIPSIS: Final = "…"

_NARROW: Final = frozenset("iíìỉĩịjltfrIÍÌỈĨỊ.,:;|!'’()[]/ \u00a0")
_MIDDLE: Final = frozenset("-–−+0123456789")
_WIDE: Final = frozenset("mwMWƯỨỪỬỮỰ@%&…—")
_MIDDLE_WIDTH: Final = 0.66
_NARROW_WIDTH: Final = 0.37
_WIDE_WIDTH: Final = 1.0
_CAPITAL: Final = 0.77
_SMALL: Final = 0.63
_FULL_WIDTH: Final = 1.1
_BOLD: Final = 1.06


def plain(words: str) -> str:
    """The words on one line, without what XML does not allow."""
    return "".join(char for char in clean(words) if unicodedata.category(char) != "Cn")


def width_of(words: str, *, is_bold: bool = False) -> float:
    """A width the words will not exceed in the house's fonts nor in their usual substitutes."""
    return FONT * sum(map(_width, words)) * (_BOLD if is_bold else 1)


def _width(char: str) -> float:
    if char in _NARROW:
        return _NARROW_WIDTH
    if char in _WIDE:
        return _WIDE_WIDTH
    if char in _MIDDLE:
        return _MIDDLE_WIDTH
    if unicodedata.category(char) == "Mn":
        return 0
    if unicodedata.east_asian_width(char) in "WF" or not char.isalnum():
        return _FULL_WIDTH
    return _CAPITAL if char.isupper() else _SMALL


def cut(words: str, room: float, *, is_bold: bool = False) -> str:
    """The words, shortened with an ellipsis when they are wider than their room."""
    if width_of(words, is_bold=is_bold) <= room:
        return words
    kept = words
    while kept and width_of(kept + ELLIPSIS, is_bold=is_bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS if kept else ""


def wrap(words: str, room: float, lines: int = 2) -> tuple[str, ...]:
    """The words on at most so many lines; what is left over is cut from the last one."""
    done: list[str] = []
    left = words.split(" ")
    while left and len(done) < lines - 1:
        taken = _fitting(left, room)
        done.append(cut(" ".join(left[:taken]), room))
        left = left[taken:]
    return (*done, cut(" ".join(left), room)) if left else tuple(done)


def _fitting(words: list[str], room: float) -> int:
    """How many words go on one line; at least one, which may then have to be cut."""
    for count in range(len(words), 1, -1):
        if width_of(" ".join(words[:count])) <= room:
            return count
    return 1
