"""Where a whole target stands, from its totals. Known figures are compared with what was asked of
the units that gave them; what is not known is never counted as zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from thidua.targets.enums import Band, Counting, Direction, Formula, TargetKind
from thidua.targets.models import PeriodTotal, Target
from thidua.targets.pace import HUNDRED, Aim, Standing, satisfied, stand
from thidua.targets.periods import Period

STEADY = frozenset({TargetKind.PLACES, TargetKind.MILESTONE})
COUNTED = frozenset({Formula.SUM, Formula.COUNT})


@dataclass(frozen=True, slots=True)
class Point:
    """One period: the whole so far, how many of how many units it rests on."""

    period: Period
    label: str
    value: Decimal | None
    known: int
    expected: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """`point`: the period read. `own`: what the watching body says of the same period."""

    target: Target
    standing: Standing
    points: tuple[Point, ...]
    point: Point | None = None
    plan: Decimal | None = None
    base: Decimal | None = None
    own: Decimal | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def band(self) -> Band:
        return self.standing.band

    @property
    def value(self) -> Decimal | None:
        return self.point.value if self.point else None


def progress_from(
    target: Target, totals: Sequence[PeriodTotal], on: date, slow: Decimal
) -> Progress:
    """Read the latest period of which at least half of the units are known, else the latest."""
    by_day = {total.period_on: total for total in totals}
    periods = target.periods
    points = tuple(_points(target, periods, by_day))
    base = base_of(target)
    told = [one for one in points if _is_told(one) and one.period.first <= on]
    if not told:
        unknown = Standing(Band.UNKNOWN, why="chưa có báo cáo kỳ nào")
        return Progress(target, unknown, points, plan=target.plan, base=base)
    good = [one for one in told if one.known * 2 >= one.expected]
    point = (good or told)[-1]
    upto = [by_day[p.last] for p in periods if p.number <= point.period.number and p.last in by_day]
    standing, plan, notes = _standing(target, point, upto, slow)
    own = by_day[point.period.last].own if target.by_units else None
    return Progress(target, standing, points, point, plan, base, own, notes)


def _is_told(point: Point) -> bool:
    return point.value is not None or bool(point.words)


def base_of(target: Target) -> Decimal | None:
    """The baseline; counts that only grow begin at zero."""
    if target.baseline is not None:
        return target.baseline
    from_zero = target.kind in {TargetKind.NUMERIC, TargetKind.PLACES}
    return Decimal(0) if from_zero and target.direction == Direction.UP else None


def _points(
    target: Target, periods: Sequence[Period], by_day: dict[date, PeriodTotal]
) -> list[Point]:
    found = []
    for period in periods:
        total = by_day.get(period.last)
        upto = [by_day[p.last] for p in periods[: period.number] if p.last in by_day]
        value = _value(target, total, upto) if total else None
        known, expected = _coverage(target, total)
        words = total.own_words if total and not target.by_units else ""
        found.append(Point(period, target.label(period.last), value, known, expected, words))
    return found


def _coverage(target: Target, total: PeriodTotal | None) -> tuple[int, int]:
    if total is None:
        return 0, 0
    if target.by_units:
        return total.known, total.expected
    return int(total.own is not None or bool(total.own_words)), 1


def _value(target: Target, total: PeriodTotal, upto: Sequence[PeriodTotal]) -> Decimal | None:
    rows = list(upto) if target.counting == Counting.PER_PERIOD else [total]
    if target.formula == Formula.OWN:
        return _sum([row.own for row in rows]) if total.own is not None else None
    if not total.known:
        return None
    if target.formula == Formula.WEIGHTED:
        bottom = _sum([row.denominator for row in rows])
        top = _sum([row.numerator for row in rows])
        return top * HUNDRED / bottom if top is not None and bottom else None
    whole = _sum([row.value for row in rows])
    if target.formula == Formula.MEAN and whole is not None:
        return whole / sum(row.known for row in rows)
    return whole


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _standing(
    target: Target, point: Point, upto: Sequence[PeriodTotal], slow: Decimal
) -> tuple[Standing, Decimal | None, tuple[str, ...]]:
    told = [row for row in upto if _coverage(target, row)[0]]
    summed = target.counting == Counting.PER_PERIOD
    is_full = _is_full(target, told, len(upto) if summed else 1, point)
    number = len(told) if summed else point.period.number
    plan, base = _asked(target, told if summed else told[-1:], is_full=is_full)
    if target.kind == TargetKind.MILESTONE:
        plan = Decimal(1)
    steady = target.kind in STEADY
    aim = Aim(target.direction, target.comparison, base, plan, steady=steady)
    found = stand(aim, point.value, number, point.period.of, slow)
    if is_full:
        return found, target.plan, ()
    missing = point.expected - point.known
    note = f"{point.known} trong {point.expected} đơn vị đã báo cáo, {missing} đơn vị chưa biết"
    notes = (note,) if missing else ("có kỳ trước chưa đủ báo cáo",)
    return _not_sure(target, found, point), target.plan, notes


def _is_full(target: Target, told: Sequence[PeriodTotal], needed: int, point: Point) -> bool:
    if point.known < point.expected:
        return False
    if target.counting == Counting.CUMULATIVE:
        return True
    whole = all(_coverage(target, row)[0] == _coverage(target, row)[1] for row in told)
    return whole and len(told) == point.period.number == needed


def _asked(
    target: Target, rows: Sequence[PeriodTotal], *, is_full: bool
) -> tuple[Decimal | None, Decimal | None]:
    """Plan and baseline of those whose figures are known."""
    if is_full or target.formula not in COUNTED or not rows:
        return target.plan, base_of(target)
    plan = _sum([row.plan for row in rows])
    base = _sum([row.base for row in rows])
    if target.baseline is not None and any(row.based < row.known for row in rows):
        base = None
    elif target.baseline is None:
        base = base_of(target)
    count = len(rows)
    return (
        plan / count if plan is not None else None,
        base / count if base else base,
    )


def _not_sure(target: Target, found: Standing, point: Point) -> Standing:
    """A whole with units missing is reached only when what is known reaches it already."""
    if found.band != Band.REACHED:
        return found
    grows = target.formula in COUNTED and target.direction == Direction.UP
    enough = (
        target.plan is not None
        and point.value is not None
        and satisfied(target.comparison, point.value, target.plan)
    )
    if grows and enough:
        return found
    why = "số đã biết đạt, còn đơn vị chưa báo cáo"
    return replace(found, band=Band.ON_PACE, why=why)


class Held(Protocol):
    """What a standing is read from: a share, or the columns of one (`ShareLine`)."""

    @property
    def plan(self) -> Decimal | None: ...
    @property
    def baseline(self) -> Decimal | None: ...
    @property
    def reached(self) -> Decimal | None: ...
    @property
    def carried(self) -> Decimal | None: ...
    @property
    def reports(self) -> int: ...
    @property
    def latest_on(self) -> date | None: ...
    @property
    def since_on(self) -> date | None: ...


def unit_standing(
    target: Target, allocation: Held, periods: Mapping[date, Period], slow: Decimal
) -> Standing:
    """Where a unit stands by its latest known report; `periods` by their last days."""
    latest = periods.get(allocation.latest_on) if allocation.latest_on else None
    if latest is None or allocation.reached is None:
        return Standing(Band.UNKNOWN, why="chưa báo cáo")
    number = latest.number
    if target.counting == Counting.PER_PERIOD:
        number = allocation.reports + _carried_periods(allocation, periods)
    base = allocation.baseline
    if base is None and target.baseline is None:
        base = base_of(target)
    elif base is None and target.kind == TargetKind.SHARE:
        base = target.baseline
    plan = Decimal(1) if target.kind == TargetKind.MILESTONE else allocation.plan
    aim = Aim(target.direction, target.comparison, base, plan, steady=target.kind in STEADY)
    return stand(aim, allocation.reached, number, latest.of, slow)


def _carried_periods(allocation: Held, periods: Iterable[date]) -> int:
    """Periods before the unit began, of which figures came over to it."""
    since = allocation.since_on
    if since is None or allocation.carried is None:
        return 0
    return sum(1 for last in periods if last < since)


def is_behind(allocation: Held, point: Point | None) -> bool:
    """Whether the unit has not reported the period that the target is read at."""
    if point is None:
        return allocation.latest_on is None
    return allocation.latest_on is None or allocation.latest_on < point.period.last
