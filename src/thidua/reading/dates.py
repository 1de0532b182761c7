"""Dates as papers write them, blanks kept blank."""

from __future__ import annotations

import re
from typing import Final

from thidua.vietnamese.dates import BadDate, PartialDate

DATE: Final = (
    r"(?:ngay\s*)?(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})(?!\d)"
    r"|ngay\s*(?P<dw>\d{1,2})\s*thang\s*(?P<mw>\d{1,2})\s*nam\s*(?P<yw>\d{4})(?!\d)"
)
"""A full date, for text without marks."""
_DATE: Final = re.compile(DATE)


def date_of(found: re.Match[str]) -> PartialDate | None:
    """The date of a match of `DATE`; ``None`` when no calendar has it."""
    parts = found.groupdict()
    day, month, year = (parts[name] or parts[name + "w"] for name in ("d", "m", "y"))
    return partial(int(year), int(month), int(day)) if year and month and day else None


def partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """A date as far as it is known; ``None`` when it cannot be."""
    try:
        return PartialDate(year, month, day)
    except BadDate:
        return None


def first_date(bare: str) -> PartialDate | None:
    """The first full date of a text without marks."""
    found = _DATE.search(bare)
    return date_of(found) if found else None
