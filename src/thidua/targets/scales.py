"""Figures of a sheet that look a thousand times too large or too small. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from thidua.targets.measures import THOUSAND, off_by_a_thousand, usual
from thidua.targets.questions import LEAVE, Finder
from thidua.targets.reader import Reader
from thidua.targets.sheets import Role

Shares = Mapping[str, Mapping[str, Decimal]]
"""By code of a target and id of a unit: what the unit's plan makes of one period."""
CONVERT: Final = "doi"


def row_scale(reader: Reader, row: int) -> tuple[Decimal | None, dict[int, int]]:
    """What is usual for the unit of the line, and the columns that are off: 1 too large, -1 too
    small."""
    table = reader.table
    plan = reader.role(row, Role.PLAN).value
    normal = plan / len(table.periods) if plan and table.running is False else plan
    normal = normal or reader.usual()
    signs = {c: _sign(reader.read(row, c).value, normal) for c in table.periods}
    return normal, {c: sign for c, sign in signs.items() if sign}


def column_scale(
    reader: Reader, column: int, finder: Finder, shares: Mapping[str, Decimal]
) -> tuple[dict[int, Decimal], dict[int, int]]:
    """What is usual in each line of one target's column (the unit's own share, else the middle of
    the column), and the lines that are off."""
    values = {row: reader.read(row, column).value for row in reader.table.lines}
    middle = usual(values.values())
    normals, signs = {}, {}
    for row, value in values.items():
        normal = shares.get(reader.unit(row, finder)) or middle
        if normal is not None and (sign := _sign(value, normal)):
            normals[row], signs[row] = normal, sign
    return normals, signs


def _sign(value: Decimal | None, normal: Decimal | None) -> int:
    return 0 if value is None else off_by_a_thousand(value, normal)


def scaled(value: Decimal | None, sign: int, said: str | None) -> Decimal | None:
    """The figure after the answer; what is not off stays as it is."""
    if value is None or not sign or said is None:
        return value
    if said == LEAVE:
        return None
    if said != CONVERT:
        return value
    return value / THOUSAND if sign > 0 else value * THOUSAND
