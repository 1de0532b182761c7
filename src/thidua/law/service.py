"""Time in leadership posts, as the long-service awards count it (Decree 152/2025, Art. 4(7), 9).

Posts fall into six levels, I the highest. Months are whole and exact: several posts held at once
count as the highest of them; who was moved down when bodies were reorganised keeps the former level
until that term ends; time too short for an award at its level goes to the next lower post held.
What comes out are six quantities of the facts, in years, each with the sum that led to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.law.errors import BadFact
from thidua.law.facts import Fact
from thidua.law.parameters import Value, find
from thidua.law.service_levels import LEVELS, quantity_of

Month = int
"""A calendar month: 12 times the year and the months gone by in it."""

YEAR = 12
WOMAN = Fraction(3, 2)
"""Art. 4(7): a third less time asked of women leaders is half as much again credited."""

_ENOUGH = {
    "II": "post-II-hcld2-least",
    "III": "post-III-hcld3-least",
    "IV": "post-IV-hcld3-least",
    "V": "post-V-hcld3-least",
    "VI": "post-VI-hcld3-least",
}
"""The shortest time at each level that any order asks for. At level I any time is enough."""

_WRITTEN = re.compile(r"(\d{4})-(\d{2})")


def month(text: str) -> Month:
    """“2019-04”; ``BadFact`` for anything else."""
    found = _WRITTEN.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= YEAR:
        raise BadFact(f"Tháng “{text}” phải ghi dạng năm-tháng, ví dụ 2019-04.")
    return int(found[1]) * YEAR + int(found[2]) - 1


@dataclass(frozen=True, slots=True)
class Post:
    """A leadership post at one level, from its first month to its last, both counted.

    ``end`` is ``None`` while it is held. ``woman_leader``: held by a woman whose statutory
    retirement age is not the higher one. ``former``: the level of the post before, where this one
    is lower because bodies were reorganised or by rotation or transfer; it counts to the month
    ``former_end``, when that term would have ended.
    """

    level: str
    start: Month
    end: Month | None
    woman_leader: bool = False
    former: str | None = None
    former_end: Month | None = None

    def __post_init__(self) -> None:
        for level in (self.level, self.former):
            if level is not None and level not in LEVELS:
                raise BadFact(f"Không có nhóm chức vụ “{level}”; có {', '.join(LEVELS)}.")
        if self.end is not None and self.end < self.start:
            raise BadFact("Thời gian giữ chức vụ bị ngược: tháng đầu phải trước tháng cuối.")
        if (self.former is None) is not (self.former_end is None):
            raise BadFact("Chức vụ cũ được tính tiếp cần cả nhóm chức vụ và tháng hết nhiệm kỳ.")

    @classmethod
    def read(cls, row: Mapping[str, object]) -> Post:
        """From plain data: ``level``, ``from``, ``to``, ``woman_leader``, ``former`` and
        ``former_until``; a month that is left out or empty is not set."""
        end, former_end = row.get("to"), row.get("former_until")
        return cls(
            level=str(row["level"]),
            start=month(str(row["from"])),
            end=month(str(end)) if end else None,
            woman_leader=row.get("woman_leader") is True,
            former=str(row["former"]) if row.get("former") else None,
            former_end=month(str(former_end)) if former_end else None,
        )

    def level_in(self, at: Month) -> str:
        """The level that month counts at."""
        kept = self.former is not None and self.former_end is not None and at <= self.former_end
        return min(self.level, self.former or self.level, key=LEVELS.index) if kept else self.level


@dataclass(frozen=True, slots=True)
class Credit:
    """Years at one level: its ``own``, what is ``carried`` down to it, and what both come to.

    ``total`` is ``None`` where a higher post was held long enough for an award of its own: whether
    its time is added all the same is not established.
    """

    own: Fraction
    carried: Fraction
    total: Fraction | None


def served(posts: Iterable[Post], first: Month, last: Month) -> dict[str, Fraction]:
    """Months at each level from ``first`` to ``last``, each month once, at the highest level."""
    best: dict[Month, tuple[int, Fraction]] = {}
    for post in posts:
        weight = WOMAN if post.woman_leader else Fraction(1)
        end = last if post.end is None else min(post.end, last)
        for at in range(max(post.start, first), end + 1):
            here = (-LEVELS.index(post.level_in(at)), weight)
            best[at] = max(best.get(at, here), here)
    months = dict.fromkeys(LEVELS, Fraction(0))
    for rank, weight in best.values():
        months[LEVELS[-rank]] += weight
    return months


def credited(
    months: Mapping[str, Fraction], enough: Mapping[str, Fraction | None]
) -> dict[str, Credit]:
    """Years at each level, time too short (under ``enough`` years) carried to the next one held."""
    found: dict[str, Credit] = {}
    carried, settled = Fraction(0), True
    for level in LEVELS:
        own = months[level] / YEAR
        if own == 0:
            found[level] = Credit(own, own, own)
            continue
        total = own + carried
        found[level] = Credit(own, carried, total if settled else None)
        least = enough[level]
        settled = settled and least is not None and total < least
        carried = total
    return found


def enough_on(on: date) -> dict[str, Fraction | None]:
    """Years that suffice at each level by the numbers of a day; ``None``: not established."""
    held = {level: find(name, on) for level, name in _ENOUGH.items()}
    known = {level: one.value if isinstance(one, Value) else None for level, one in held.items()}
    return {"I": Fraction(0), **known}


def facts_of(posts: Sequence[Post], year: int, source: str, after: str = "") -> dict[str, Fact]:
    """The six quantities by id, for the year judged.

    ``posts`` are all there were: a level without one has no time. ``after``: the month of an
    earlier long-service award; only what was served later counts (Art. 9, considered anew).
    """
    first = month(after) + 1 if after else 0
    months = served(posts, first, year * YEAR + YEAR - 1)
    found = credited(months, enough_on(date(year, 12, 31)))
    women = any(post.woman_leader for post in posts)
    return {
        quantity_of(level): Fact(credit.total, f"{_sum(credit, women=women)}; {source}")
        for level, credit in found.items()
    }


def _sum(credit: Credit, *, women: bool) -> str:
    """“riêng chức vụ này 4 năm 6 tháng, cộng chức vụ cao hơn 2 năm”."""
    said = f"riêng chức vụ này {span(credit.own)}"
    if women and credit.own:
        said += " (thời gian của nữ lãnh đạo, quản lý tính gấp rưỡi)"
    if credit.total is None:
        return f"{said}; chưa rõ có cộng {span(credit.carried)} giữ chức vụ cao hơn hay không"
    return f"{said}, cộng chức vụ cao hơn {span(credit.carried)}" if credit.carried else said


def span(years: Fraction) -> str:
    """“4 năm 6 tháng”, “0 tháng”; half a month is said as such."""
    months = years * YEAR
    whole, rest = divmod(months, YEAR)
    left = f"{rest.numerator // rest.denominator}{',5' if rest.denominator > 1 else ''}"
    parts = [f"{whole} năm"] if whole else []
    parts += [f"{left} tháng"] if rest or not whole else []
    return " ".join(parts)
