"""Dividing a plan among units so that it adds up, and saying by how much it does not. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from thidua.vietnamese.numbers import format_number, parse_number
from thidua.vietnamese.text import clean


def shared(total: Decimal, weights: Sequence[Decimal], places: int = 2) -> list[Decimal]:
    """Parts of `total` by weight, rounded to `places`, whose sum is exactly `total`.

    What rounding leaves goes one unit at a time to the largest remainders; what is finer than
    `places` to the first. Weights of nothing but zeros count as equal.
    """
    if not weights:
        return []
    given = [max(weight, Decimal(0)) for weight in weights]
    whole = sum(given, Decimal(0))
    if not whole:
        given, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    unit = Decimal(1).scaleb(-places)
    size = abs(total)
    exact = [size * weight / whole for weight in given]
    parts = [value.quantize(unit, ROUND_FLOOR) for value in exact]
    left = size - sum(parts, Decimal(0))
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: int(left / unit)]:
        parts[at] += unit
    parts[order[0]] += size - sum(parts, Decimal(0))
    return parts if total >= 0 else [-part for part in parts]


def difference(plan: Decimal, parts: Sequence[Decimal]) -> Decimal:
    """What the parts lack of the plan; negative when they exceed it."""
    return plan - sum(parts, Decimal(0))


def difference_words(lacking: Decimal, measure: str) -> str:
    """`thiếu 1,5 tỷ đồng`, `vượt 0,2 tỷ đồng`, empty when it adds up."""
    if not lacking:
        return ""
    word = "thiếu" if lacking > 0 else "vượt"
    return f"{word} {format_number(trimmed(abs(lacking)))} {measure}".strip()


def trimmed(value: Decimal) -> Decimal:
    """Without the zeros that a column of fixed places adds."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


@dataclass(frozen=True, slots=True)
class Pasted:
    """One line from a spreadsheet: a name and a number, or the fault."""

    line: int
    name: str
    value: Decimal | None
    fault: str = ""


def pasted(text: str, most: int = 5000) -> list[Pasted]:
    """Lines of `tên đơn vị ⇥ số`; a leading running number is left aside."""
    found = []
    for number, line in enumerate(text.splitlines()[:most], start=1):
        cells = [clean(cell) for cell in line.split("\t")]
        cells = [cell for cell in cells if cell]
        if not cells:
            continue
        if len(cells) > 2 and cells[0].rstrip(".").isdigit():  # noqa: PLR2004 (name and number)
            cells = cells[1:]
        if len(cells) < 2:  # noqa: PLR2004 (name and number)
            fault = f"Dòng {number}: cần tên đơn vị và con số, cách nhau bằng một ô."
            found.append(Pasted(number, cells[0], None, fault))
            continue
        value = parse_number(cells[1])
        fault = "" if value is not None else f"Dòng {number}: “{cells[1][:40]}” không phải một số."
        found.append(Pasted(number, cells[0], value, fault))
    return found
