"""The fixed words and blanks of administrative papers, the same for every kind of drawing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from thidua.papers import metrics
from thidua.papers.model import Letterhead, Recipients, Signature
from thidua.vietnamese.dates import long_day
from thidua.vietnamese.numbers import format_number, money_in_words

BLANK = "……"
HYPHEN = "\u2011"
ISSUER_SIZE = 13.0
ISSUER_WIDTH = 64.0 * 72 / 25.4
"""Room for the issuer's name in the letterhead, in points."""

_NUMBER = re.compile(r"(?:\d+|…+)/[0-9A-Za-zĐđ]+(?:[-/&][0-9A-Za-zĐđ]+)+")
_NAME_BREAKS = re.compile(
    r"(?<=^HỘI ĐỒNG) "
    r"| (?=(?:THÀNH PHỐ|TỈNH|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|PHƯỜNG|XÃ(?! HỘI)|ĐẶC KHU)\b)"
)
_FREE_SPACE = re.compile(r"(?<!-) (?!-)")
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


def unbroken(text: str) -> str:
    """Return ``text`` with the hyphens of document numbers made non-breaking (U+2011)."""
    return _NUMBER.sub(lambda found: found.group().replace("-", HYPHEN), text)


def document_number(number: int | None, symbol: str, *, draft: bool) -> str:
    """Return "05/QĐ‑UBND"; a dotted blank stands for the number of a draft."""
    written = BLANK if draft or number is None else f"{number:02d}"
    return f"{written}/{symbol}".replace("-", HYPHEN)


def day_line(day: date | None, *, draft: bool) -> str:
    """Return "ngày 05 tháng 01 năm 2026", with the day (or all of it) left blank as needed."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    if draft:
        return f"ngày {BLANK} {long_day(day).split(' ', 2)[2]}"
    return long_day(day)


def place_date(place: str, day: date | None, *, draft: bool) -> str:
    """Return the date line of the letterhead."""
    return f"{place}, {day_line(day, draft=draft)}"


def clock(moment: datetime) -> str:
    """Return "08 giờ 00 phút, ngày 05 tháng 01 năm 2026"."""
    return f"{moment:%H} giờ {moment:%M} phút, {long_day(moment.date())}"


def listed(texts: Sequence[str], last: str = ".") -> tuple[str, ...]:
    """Return the texts as one list: each ends with ";", the last one with ``last``."""
    bare = [unbroken(text.rstrip(" ;.,")) for text in texts]
    return tuple(f"{text}{';' if i < len(bare) else last}" for i, text in enumerate(bare, 1))


def finished(text: str) -> str:
    """Return ``text`` with "./.", the mark that nothing follows."""
    return text if text.endswith("./.") else f"{text.rstrip(' ;.,')}./."


def issuer_lines(name: str, width: float = ISSUER_WIDTH) -> tuple[str, ...]:
    """Return the issuer's name in capitals, broken where offices break it.

    A name too wide for its column is broken after "HỘI ĐỒNG" or before the last word that names
    a level of government, else near the middle, never beside a dash.
    """
    lines = [line.upper() for line in name.split("\n")]
    return tuple(part for line in lines for part in _fitted(line, width))


def _fitted(line: str, width: float) -> tuple[str, ...]:
    if metrics.bold().width(line, ISSUER_SIZE) <= width:
        return (line,)
    breaks = list(_NAME_BREAKS.finditer(line))
    if breaks:
        return (line[: breaks[-1].start()], line[breaks[-1].end() :])
    return _balanced(line)


def _balanced(line: str) -> tuple[str, ...]:
    spaces = [found.start() for found in _FREE_SPACE.finditer(line)]
    if not spaces:
        return (line,)
    middle = min(spaces, key=lambda index: abs(2 * index - len(line)))
    return (line[:middle], line[middle + 1 :])


def letterhead_lines(letterhead: Letterhead) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of the parent body (maybe none) and of the issuer."""
    parent = issuer_lines(letterhead.parent) if letterhead.parent else ()
    return parent, issuer_lines(letterhead.issuer)


def signature_titles(signature: Signature) -> tuple[str, ...]:
    """Return authority and post in capitals, the post once."""
    lines = [line.upper() for line in signature.authority_lines if line]
    post = signature.post.upper()
    if post and (not lines or lines[-1] != post):
        lines.append(post)
    return tuple(lines)


def recipient_lines(recipients: Recipients) -> tuple[str, ...]:
    """Return the lines under "Nơi nhận:", the file copy last."""
    lines = [line.lstrip("-– ") for line in recipients.lines]
    archive = f"Lưu: {recipients.archive.removeprefix('Lưu:').strip()}"
    return tuple(f"- {line}" for line in listed([*lines, archive]))


def roman(number: int) -> str:
    """Return a number from 1 to 39 in Roman figures, as group headings carry it."""
    written = ""
    for sign, value in _ROMAN:
        written, number = written + sign * (number // value), number % value
    return written


def money_sentence(amount: int) -> str:
    """Return the total of a list in figures and in words."""
    figures, words = format_number(amount), money_in_words(amount)
    return f"Tổng số tiền thưởng: {figures} đồng. Bằng chữ: {words}."


def share(part: int, whole: int, threshold: int | None) -> str:
    """Return ``part`` of ``whole`` as a percentage with one decimal ("92,3").

    Rounded half up, except that a share below the threshold is never rounded up to it.
    """
    tenths = (2000 * part + whole) // (2 * whole)
    if threshold is not None and part * 100 < threshold * whole:
        tenths = min(tenths, threshold * 10 - 1)
    return f"{tenths // 10},{tenths % 10}"


def upper_lines(text: str) -> tuple[str, ...]:
    """Return the lines of ``text`` in capitals."""
    return tuple(text.upper().split("\n"))
