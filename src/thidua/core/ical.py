"""Lines of calendar files (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a content line without its break (RFC 5545, 3.1)."""


def calendar(lines: Iterable[str]) -> bytes:
    """The content lines as a file: folded, each ended as the standard has it."""
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each after the first begun by a space; a letter is
    never cut in two."""
    part, room = "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", LONGEST_LINE - 1
        part += letter
        room -= size
    yield part


def whole_day(day: date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def text(words: str) -> str:
    """A text value: what would end it is escaped, other control characters are left out."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    words = words.replace("\r\n", "\\n").replace("\n", "\\n")
    return "".join(letter for letter in words if letter >= " " and letter != "\x7f")


def parameter(words: str) -> str:
    """A quoted parameter value, which may hold no quote and no control character."""
    kept = "".join(letter for letter in words if letter.isprintable() and letter != '"')
    return f'"{kept}"'
