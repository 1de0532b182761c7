"""What one cell of a table of figures says: a number, words, a mark, or that nobody knows. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.targets.sheets import Value, shown
from thidua.vietnamese.numbers import parse_number, parse_percent
from thidua.vietnamese.text import fold

_UNKNOWN: Final = frozenset(
    {"", "-", "chua bao cao", "chua co", "chua co so lieu", "chua co bao cao", "khong co so lieu",
     "kbc", "cbc", "n/a", "..."}
)  # fmt: skip
_PARTS: Final = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})(.*)", re.DOTALL)
_REACHED: Final = frozenset({"dat", "da dat", "hoan thanh", "da hoan thanh"})
_MISSED: Final = re.compile(r"(chua|dang|khong)\b.*")
_TWO_WAYS: Final = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True, slots=True)
class Read:
    """`value` None: not known. `text`: the number stood as text. `other`: what it says if its comma
    groups thousands, where both readings are possible (`12,630`)."""

    value: Decimal | None = None
    words: str = ""
    text: bool = False
    other: Decimal | None = None
    fraction: bool = False
    """A plain number from 0 to 1 where percents are wanted: the file may mean 97,8 % by 0,978."""
    part: Decimal | None = None
    whole: Decimal | None = None

    @property
    def is_silent(self) -> bool:
        return self.value is None and not self.words


def read(cell: Value, *, percent: bool = False) -> Read:
    """The cell as a figure; words that are no figure are kept as words."""
    if isinstance(cell, str):
        return _read_text(cell, percent=percent)
    number = parse_number(cell)
    if number is None:
        return Read()
    return Read(number, fraction=percent and 0 <= number <= 1)


def _read_text(cell: str, *, percent: bool) -> Read:
    words = shown(cell)
    if fold(words) in _UNKNOWN or not words.strip("-–—. "):
        return Read()
    number = parse_percent(words) if percent else parse_number(words)
    if number is None and not percent and words.endswith("%"):
        number = parse_percent(words)
    if number is not None:
        both = not percent and _TWO_WAYS.fullmatch(words) is not None
        other = Decimal(words.replace(",", "")) if both else None
        return Read(number, text=True, other=other)
    if parts := _PARTS.fullmatch(words):
        return Read(None, words, part=Decimal(parts[1]), whole=Decimal(parts[2]))
    return Read(None, words)


def said_reached(found: Read) -> bool | None:
    """What the words say of being reached; None when they leave it open."""
    key = fold(found.words)
    if key in _REACHED:
        return True
    if _MISSED.fullmatch(key):
        return False
    if found.part is not None and found.whole is not None and found.part < found.whole:
        return False
    return None
