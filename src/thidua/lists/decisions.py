"""Decision numbers and dates, from the ways people write them to one form.

``Số 4520/QĐ-UBND``, ``4520/QD-UBND`` and ``QĐ số 4520/QĐ-UBND ngày 20/5/2024`` are one number; a
bare ``4520`` stays without its symbol, and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from thidua.vietnamese.dates import BadDate, PartialDate, parse_date
from thidua.vietnamese.text import clean

_NUMBER: Final = re.compile(
    r"(?:(?:quyết định|qđ|qd)\s*)?(?:số\s*:?\s*)?"
    r"(?P<number>\d{1,6}[a-z]?)\s*/\s*(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?"
    r"(?P<symbol>q[đd]\s*-?\s*[^\W\d_][\w&.\-]*|[^\W\d_]{2,}(?:-[^\W\d_][\w&.]*)+)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"(?:(?:quyết định|qđ|qd)\s*(?:số\s*:?\s*)?|số\s*:?\s*)(?P<number>\d{1,6})(?![\d/.])",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"\d{1,6}")
_DATE: Final = re.compile(
    r"(?<![\d/])\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:\d{4}|\d{2})(?![\d/])", re.IGNORECASE
)
_WORDED: Final = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as cited.

    ``number`` is ``4520/QĐ-UBND``, or ``4520`` where the symbol is not written. ``date`` is the
    day it was signed, as far as written. ``words`` is the text it was read from.
    """

    number: str
    date: PartialDate | None
    words: str

    @property
    def has_symbol(self) -> bool:
        """Whether the number carries the issuer's symbol, without which it identifies nothing."""
        return "/" in self.number

    @property
    def year(self) -> int | None:
        """The year of signing, where written."""
        return self.date.year if self.date else None

    def text(self) -> str:
        """``1204/QĐ-UBND ngày 20/5/2024``."""
        return f"{self.number} ngày {self.date.text()}" if self.date else self.number


def find_decision(text: str, *, in_own_column: bool = False) -> Decision | None:
    """The first decision cited in ``text``; None when there is none.

    Args:
        text: a cell of any kind.
        in_own_column: the cell stands under a decision header, so a bare number is one.

    Raises:
        BadDate: the date beside the number is no day of the calendar.
    """
    words = clean(text)
    if found := _NUMBER.search(words):
        number = normal_number(found["number"], found["symbol"], found["year"])
    elif found := _BARE.search(words):
        number = found["number"].lstrip("0") or "0"
    elif in_own_column and _ALONE.fullmatch(words):
        number = words.lstrip("0") or "0"
    else:
        return None
    return Decision(number, find_date(words), words)


def normal_number(number: str, symbol: str, year: str | None = None) -> str:
    """``04520`` + ``QD - UBND`` -> ``4520/QĐ-UBND``."""
    parts = [number.lstrip("0") or "0"]
    if year:
        parts.append(year)
    letters = re.sub(r"\s+", "", symbol).rstrip(".-").upper()
    parts.append(re.sub(r"^Q[DĐ]-?", "QĐ-", letters))
    return "/".join(parts)


def find_date(text: str) -> PartialDate | None:
    """The first full date in ``text``.

    Raises:
        BadDate: it is no day of the calendar.
    """
    found = _WORDED.search(text) or _DATE.search(text)
    return parse_date(found.group()) if found else None


def find_date_quietly(text: str) -> PartialDate | None:
    """``find_date``, with an impossible date counted as none."""
    try:
        return find_date(text)
    except BadDate:
        return None
