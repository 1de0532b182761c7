"""Days to remember: the general ones of the data file, and those the authority has entered."""

from __future__ import annotations

import calendar
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from thidua.law import Confidence
from thidua.movements.models import Anniversary


@dataclass(frozen=True, slots=True)
class Occasion:
    """The next time a day comes round; `years` since the first, where that is known."""

    on: date
    name: str
    years: int | None
    source: str
    confidence: Confidence
    code: str = ""

    @property
    def words(self) -> str:
        """`Kỷ niệm 80 năm Quốc khánh (02/9/2025)`."""
        since = f"Kỷ niệm {self.years} năm " if self.years else ""
        return f"{since}{self.name} ({self.on:%d}/{self.on.month}/{self.on.year})"


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    text = files("thidua.movements.data").joinpath("anniversaries.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["day"])


def occasions(authority_id: int, since: date) -> list[Occasion]:
    """Each day once, at its next coming from `since` on, in order."""
    found = [
        _occasion(since, row["day"], row["month"], row["name"], row.get("since"), row["source"],
                  Confidence(row["confidence"]))
        for row in _shipped()
    ]  # fmt: skip
    own = Anniversary.objects.filter(authority_id=authority_id, withdrawn_at=None)
    found += [
        _occasion(since, row.day, row.month, row.name, row.since,
                  row.source or "Cơ quan thường trực ghi", Confidence.POLICY, row.code)
        for row in own
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.on, one.name))


def _occasion(
    after: date, day: int, month: int, name: str, first: int | None, source: str,
    confidence: Confidence, code: str = "",
) -> Occasion:  # fmt: skip
    on = _in_year(after.year, month, day)
    if on < after:
        on = _in_year(after.year + 1, month, day)
    years = on.year - first if first and on.year > first else None
    return Occasion(on, name, years, source, confidence, code)


def _in_year(year: int, month: int, day: int) -> date:
    """A 29th of February is kept on the 28th in other years."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
