"""Bonus money: a multiple of the base salary of the day of the decision, rounded up.

Decree 152/2025, Art. 49 and 50-54, with the same multiples as Decree 98/2023 before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from thidua.law.enums import SubjectKind
from thidua.law.instruments import Citation, Confidence, weakest
from thidua.law.parameters import Gap, Value, find, timelines
from thidua.law.titles import known_title


@dataclass(frozen=True, slots=True)
class Bonus:
    """Money in đồng. ``exact`` is the bare product, ``payable`` rounded up to ten thousand.

    Press tables print ``exact``; what is paid is ``payable``.
    """

    multiple: Fraction
    base_salary: int
    exact: int
    payable: int
    citation: Citation
    confidence: Confidence


def _name(code: str, kind: SubjectKind) -> str:
    """A household takes the person's multiple times 1.5; all giấy khen have one."""
    award = "GK" if code.startswith("GK-") else code
    holder = SubjectKind.PERSON if kind is SubjectKind.HOUSEHOLD else kind
    return f"bonus-{award}-{holder}"


def _found(code: str, kind: SubjectKind, decided_on: date) -> list[Value] | str:
    """The numbers the bonus is made of, or the sentence why there is none."""
    title = known_title(code)
    name = _name(title.code, kind)
    if kind not in title.subjects or name not in timelines():
        return f"Mức tiền thưởng của {title.name} chưa xác lập trong bộ quy tắc."
    names = [name, "base-salary", "bonus-rounding"]
    if kind is SubjectKind.HOUSEHOLD:
        names.append("bonus-household")
    values: list[Value] = []
    for one in names:
        held = find(one, decided_on)
        if isinstance(held, Gap):
            return f"{held.reason}."
        values.append(held)
    return values


def bonus(code: str, kind: SubjectKind, decided_on: date) -> Bonus | None:
    """The bonus for an award decided on that day; ``None`` where it is not established.

    ``why_no_bonus`` then says why. Rounded once, at the end.
    """
    found = _found(code, kind, decided_on)
    if isinstance(found, str):
        return None
    multiple, base, step, *household = found
    times = multiple.value * (household[0].value if household else 1)
    exact = times * base.value
    payable = ceil(exact / step.value) * step.value
    marks = weakest(value.confidence for value in found)
    return Bonus(times, int(base.value), int(exact), int(payable), multiple.citation, marks)


def why_no_bonus(code: str, kind: SubjectKind, decided_on: date) -> str | None:
    """The sentence for a bonus that is not established; ``None`` when it is."""
    found = _found(code, kind, decided_on)
    return found if isinstance(found, str) else None
