"""Dates as people write them: full, month and year, or a bare year.

Day comes before month, always; the American order is never guessed. An impossible date is an
error with a sentence, text that is no date at all is ``None``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Final

from thidua.vietnamese.text import clean, nfc

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2099
LATEST_SHORT_YEAR: Final = 2049
"""Two-digit years up to 49 are read as 20xx, later ones as 19xx, unless a limit is given."""

LONGEST_SPAN: Final = 60
_EXCEL_EPOCH: Final = dt.date(1899, 12, 30)
_EXCEL_END: Final = (dt.date(LATEST_YEAR + 1, 1, 1) - _EXCEL_EPOCH).days
_YEARS_IN_USE: Final = range(EARLIEST_YEAR, LATEST_YEAR + 1)
_MONTHS: Final = range(1, 13)
_MONTHS_WITH_ZERO: Final = (1, 2)
_CENTURY: Final = 100

_GAP: Final = r"\s*"
_SEPARATOR: Final = rf"{_GAP}[/.\-–]{_GAP}"
_DAY_MONTH_YEAR: Final = re.compile(
    rf"(?:ngày{_GAP})?(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d{{2}})",
    re.IGNORECASE,
)
_WORDED_DATE: Final = re.compile(
    r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*,?\s*năm\s*(\d{4})", re.IGNORECASE
)
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?\S*)?")
_MONTH_YEAR: Final = re.compile(
    rf"(?:tháng\s*)?(\d{{1,2}})(?:{_SEPARATOR}|\s*năm\s*)(\d{{4}})", re.IGNORECASE
)
_BARE_YEAR: Final = re.compile(r"(?:(?:sinh|sn)\s*)?(?:năm\s*)?(\d{4})", re.IGNORECASE)

# A year inside a date or a document number (20/5/2024, 45/2024/QĐ-UBND) is no year of merit.
_NOT_A_YEAR: Final = re.compile(
    r"(?<!\d)\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}\s*[/.]\s*\d{4}(?!\d)"
    r"|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"
    r"|(?<!\d)\d+\s*/\s*\d{4}\s*/"
    r"|(?<!\d)\d{4}\s*/\s*(?=[A-ZĐ]+[/-])"
    r"|số:?\s*\d+",
    re.IGNORECASE,
)
_YEARS: Final = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?!\d)"
    r"(?:\s*(?:-|–|—|đến|tới|->)\s*(?:hết\s*)?(?:năm\s*)?((?:19|20)\d{2}|\d{2})(?!\d))?",
    re.IGNORECASE,
)


class BadDate(ValueError):
    """A date that cannot exist; the message is a Vietnamese sentence for the person who typed it.

    ``written`` is the text as typed ("" if none), ``reason`` the sentence without it.
    """

    def __init__(self, reason: str, written: str = "") -> None:
        super().__init__(f"{written}: {reason}" if written else reason)
        self.written = written
        self.reason = reason


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date of which the day, or the day and the month, may be unknown.

    Ordered by what is known; an unknown part stands before every known one (1985 < 3/1985).
    Raises ``BadDate`` for a date that does not exist.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise BadDate(f"Có ngày {self.day} năm {self.year} nhưng thiếu tháng. Ghi thêm tháng.")
        _check(self.year, self.month, self.day)

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._known() < other._known()

    def _known(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    @property
    def is_full(self) -> bool:
        return self.day is not None

    def as_date(self) -> dt.date | None:
        """Return the calendar date, or ``None`` while a part is unknown."""
        if self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    def text(self) -> str:
        """Return the date as written in lists: 15/8/1985, 8/1985 or 1985."""
        return "/".join(str(part) for part in (self.day, self.month, self.year) if part is not None)

    def compatible(self, other: PartialDate) -> bool:
        """Tell whether both can be the same day: no part known on both sides differs."""
        pairs = zip(
            (self.year, self.month, self.day), (other.year, other.month, other.day), strict=True
        )
        return all(a == b for a, b in pairs if a is not None and b is not None)


def parse_date(value: object, *, latest: dt.date | None = None) -> PartialDate | None:
    """Read a cell as a date; ``None`` when it is not one, ``BadDate`` when it cannot exist.

    A number is read as a year only. ``latest`` is the last day the date can be (today for a
    birth date): it decides the century of a two-digit year.
    """
    match value:
        case bool():
            return None
        case dt.datetime():
            return PartialDate.of(value.date())
        case dt.date():
            return PartialDate.of(value)
        case int() | float():
            return _year_number(value)
        case str():
            return _parse_text(clean(value), latest)
        case _:
            return None


def _year_number(value: float) -> PartialDate | None:
    return PartialDate(int(value)) if value in _YEARS_IN_USE else None


def _parse_text(text: str, latest: dt.date | None) -> PartialDate | None:
    if found := _DAY_MONTH_YEAR.fullmatch(text) or _WORDED_DATE.fullmatch(text):
        day, month, year = found.groups()
        return _dated(text, _full_year(year, latest), int(month), int(day))
    if found := _ISO_DATE.fullmatch(text):
        year, month, day = found.groups()
        return _dated(text, int(year), int(month), int(day))
    if found := _MONTH_YEAR.fullmatch(text):
        month, year = found.groups()
        return _dated(text, int(year), int(month), None)
    if found := _BARE_YEAR.fullmatch(text):
        return _year_number(int(found[1]))
    return None


def _dated(text: str, year: int, month: int, day: int | None) -> PartialDate:
    if year not in _YEARS_IN_USE:
        raise BadDate(f"năm {year} nằm ngoài khoảng {EARLIEST_YEAR}-{LATEST_YEAR}", text)
    try:
        return PartialDate(year, month, day)
    except BadDate as error:
        raise BadDate(error.reason, text) from error


def _full_year(digits: str, latest: dt.date | None) -> int:
    year = int(digits)
    if year >= _CENTURY:
        return year
    limit = latest.year if latest else LATEST_SHORT_YEAR
    return 2000 + year if 2000 + year <= limit else 1900 + year


def _check(year: int, month: int | None, day: int | None) -> None:
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise BadDate(f"không có năm {year} trong lịch")
    if month is None:
        return
    if month not in _MONTHS:
        raise BadDate(f"không có tháng {month}; ghi theo thứ tự ngày/tháng/năm")
    if day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise BadDate("ngày này không có trong lịch")


def parse_years(text: object) -> tuple[int, ...]:
    """Return the years named in ``text``, ascending, each once; a span counts every year in it.

    Years that are part of a date or of a document number are left out.
    """
    if isinstance(text, int | float):
        year = None if isinstance(text, bool) else _year_number(text)
        return (year.year,) if year else ()
    if not isinstance(text, str):
        return ()
    plain = _NOT_A_YEAR.sub(" ", nfc(text))
    return tuple(sorted({year for found in _YEARS.finditer(plain) for year in _span(found)}))


def _span(found: re.Match[str]) -> tuple[int, ...]:
    first = int(found[1])
    if found[2] is None:
        return (first,)
    last = int(found[2])
    if last < _CENTURY:
        last += first - first % _CENTURY
        if last <= first:  # 2024-05 is a month, not a span
            return (first,)
    low, high = sorted((first, last))
    return tuple(range(low, high + 1)) if high - low <= LONGEST_SPAN else (first, last)


def excel_serial_date(serial: float) -> dt.date | None:
    """Return the day of an Excel serial number whose cell lost its date format, or ``None``."""
    if not 1 <= serial < _EXCEL_END:
        return None
    return _EXCEL_EPOCH + dt.timedelta(days=int(serial))


def year_in_date_cell(day: dt.date) -> int | None:
    """Return the year a cell meant when a bare year was typed into an Excel date cell.

    1985 typed there shows as 07/06/1905, so every such year lands between March and
    September 1905. ``None`` for any other day.
    """
    serial = (day - _EXCEL_EPOCH).days
    return serial if serial in _YEARS_IN_USE else None


def format_day(day: dt.date) -> str:
    """Return the day for screens and tables: 05/01/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def long_day(day: dt.date) -> str:
    """Return the day for papers: ngày 05 tháng 01 năm 2026.

    Decree 30/2020/ND-CP, Annex I: a 0 stands before days under 10 and before months 1 and 2.
    """
    month = f"{day.month:02d}" if day.month in _MONTHS_WITH_ZERO else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
