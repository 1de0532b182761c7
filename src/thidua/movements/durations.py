"""How long the law wants a movement to have run before its leaders are commended, as far as known.

Khoản 3 Điều 25, khoản 2 Điều 26, khoản 2 Điều 44; the numbers, with their confidence, are the rule
book's. For bằng khen and giấy khen no minimum is on file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.law import Citation
from thidua.law.parameters import Value, find
from thidua.movements.enums import MovementKind, MovementLevel
from thidua.movements.models import Movement

SILENT = (
    "Với bằng khen, giấy khen, bộ quy tắc không có thời gian tối thiểu của phong trào; đối chiếu "
    "quy định của địa phương."
)
_RULES = {
    MovementLevel.PRIME_MINISTER: (
        ("Cờ thi đua của Chính phủ", "movement-years-for-ctd-cp", "khi tổng kết", False),
    ),
    MovementLevel.MINISTRY: (
        ("Cờ thi đua của bộ, ban, ngành", "movement-years-for-ctd-tinh", "khi tổng kết", True),
    ),
    MovementLevel.PROVINCE: (
        ("Cờ thi đua của tỉnh", "movement-years-for-ctd-tinh", "khi tổng kết", True),
        (
            "Huân chương Lao động hạng Ba cho công nhân, nông dân, người lao động",
            "movement-years-for-hcld3",
            "khi sơ kết hoặc tổng kết",
            False,
        ),
    ),
}
"""By level: award, parameter, at which review, for thematic movements only."""


@dataclass(frozen=True, slots=True)
class Duration:
    """`met`: the movement's whole period is long enough; None when its days are not known."""

    award: str
    years: int
    when: str
    citation: Citation
    met: bool | None


def durations(movement: Movement, on: date) -> tuple[Duration, ...]:
    """What the law of the day asks at this movement's level; empty where it says nothing."""
    found = []
    for award, name, when, thematic in _RULES.get(MovementLevel(movement.level), ()):
        value = find(name, on)
        if isinstance(value, Value) and not (thematic and movement.kind != MovementKind.THEMATIC):
            years = int(value.value)
            found.append(Duration(award, years, when, value.citation, _lasts(movement, years)))
    return tuple(found)


def _lasts(movement: Movement, years: int) -> bool | None:
    if movement.starts_on is None or movement.ends_on is None:
        return None
    return movement.ends_on + timedelta(days=1) >= _years_on(movement.starts_on, years)


def _years_on(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)
