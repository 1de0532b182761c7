"""Words that several papers of a movement share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from thidua.organizations.models import Authority
from thidua.papers import Letterhead
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_number


def full_name(name: str) -> str:
    """`UBND huyện An Dương` as papers write it."""
    return re.sub(r"^UBND\b", "Ủy ban nhân dân", name)


def letterhead(issuer: str, authority: Authority) -> Letterhead:
    return Letterhead(None, full_name(issuer), authority.place)


def lines(text: str) -> tuple[str, ...]:
    """Non-empty lines, without the dashes people put before them."""
    return tuple(line for raw in text.splitlines() if (line := raw.strip().lstrip("-+•").strip()))


def dashed(text: str) -> Iterator[str]:
    for line in lines(text):
        yield f"- {line.rstrip('.;')}."


def figure(amount: Decimal | None, measure: str) -> str:
    """`1.234,5 tỷ đồng`; nothing where there is no number."""
    if amount is None:
        return ""
    return f"{format_number(amount.normalize())} {measure}".strip()


def period(starts: date | None, ends: date | None) -> str:
    """`từ 01/02/2024 đến hết 31/12/2024`, as far as the days are known."""
    parts = (("từ", starts), ("đến hết", ends))
    return " ".join(f"{word} {format_day(day)}" for word, day in parts if day)
