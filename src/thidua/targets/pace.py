"""Where a figure stands against its target and against time. Pure; decimals throughout.

The way from the baseline to the plan is walked evenly over the periods: after period k of n the
share k/n of it should lie behind. Nothing here turns a missing figure into a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.targets.enums import Band, Comparison, Direction
from thidua.vietnamese.numbers import format_number

HUNDRED: Final = Decimal(100)
USUAL_SLOW: Final = Decimal(10)
"""Points below the pace up to which a target is slow and not very slow; data of the authority."""
RANK: Final = {Band.UNKNOWN: 0, Band.VERY_SLOW: 1, Band.SLOW: 2, Band.ON_PACE: 3, Band.REACHED: 4}


@dataclass(frozen=True, slots=True)
class Aim:
    """`base` None: not known, so there is no way to walk. `steady`: no pace through the year
    (milestones, lists of places), only reached or not by the due day."""

    direction: str
    comparison: str
    base: Decimal | None
    plan: Decimal | None
    steady: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """`share`: percent of the way walked; `expected`: the figure that the pace asks for now."""

    band: Band
    share: Decimal | None = None
    expected: Decimal | None = None
    why: str = ""


def satisfied(comparison: str, value: Decimal, plan: Decimal) -> bool:
    """Whether the figure is what the target asks for."""
    match Comparison(comparison):
        case Comparison.AT_LEAST:
            return value >= plan
        case Comparison.MORE_THAN:
            return value > plan
        case Comparison.AT_MOST:
            return value <= plan
        case Comparison.LESS_THAN:
            return value < plan
        case Comparison.EXACTLY:
            return value == plan


def walked(aim: Aim, value: Decimal) -> Decimal | None:
    """Percent of the way from the baseline to the plan; None where there is no way."""
    if aim.base is None or aim.plan is None or aim.base == aim.plan:
        return None
    return (value - aim.base) * HUNDRED / (aim.plan - aim.base)


def expected(aim: Aim, number: int, of: int) -> Decimal | None:
    """The figure after `number` of `of` even steps."""
    if aim.steady or aim.direction == Direction.KEEP or aim.base is None or aim.plan is None:
        return aim.plan if aim.direction == Direction.KEEP else None
    return aim.base + (aim.plan - aim.base) * number / of


def stand(aim: Aim, value: Decimal | None, number: int, of: int, slow: Decimal) -> Standing:
    """The band of a figure reported for period `number` of `of`."""
    if value is None:
        return Standing(Band.UNKNOWN, why="chưa báo cáo")
    if aim.plan is None:
        return Standing(Band.UNKNOWN, why="chưa có số chỉ tiêu")
    is_last, good = number >= of, satisfied(aim.comparison, value, aim.plan)
    share, wanted = walked(aim, value), expected(aim, number, of)
    if aim.direction == Direction.KEEP:
        return _held(aim.plan, value, slow, good=good, is_last=is_last)
    if good:
        return Standing(Band.REACHED, share, wanted)
    if aim.steady:
        return _steady(aim.plan, value, slow, is_last=is_last)
    if share is None:
        return _without_way(aim.plan, value, slow, is_last=is_last)
    if aim.comparison == Comparison.EXACTLY and share > HUNDRED:
        return Standing(_by(share - HUNDRED, slow), share, wanted, "vượt mức phải đúng bằng")
    behind = HUNDRED * number / of - share
    if behind <= 0 and not is_last:
        return Standing(Band.ON_PACE, share, wanted)
    why = f"thấp hơn mức theo thời gian {format_number(max(behind, Decimal(0)), 1)} điểm %"
    return Standing(_by(behind, slow), share, wanted, why)


def _by(behind: Decimal, slow: Decimal) -> Band:
    return Band.SLOW if behind <= slow else Band.VERY_SLOW


def _held(plan: Decimal, value: Decimal, slow: Decimal, *, good: bool, is_last: bool) -> Standing:
    if good:
        return Standing(Band.REACHED if is_last else Band.ON_PACE, expected=plan)
    off = _off(plan, value)
    why = f"lệch mức giữ {format_number(off, 1)} %" if off.is_finite() else "vượt mức giữ là 0"
    return Standing(_by(off, slow), expected=plan, why=why)


def _off(plan: Decimal, value: Decimal) -> Decimal:
    """How far from the plan, in percent of it; beyond any bound where the plan is zero."""
    return abs(plan - value) * HUNDRED / abs(plan) if plan else Decimal("Infinity")


def _without_way(plan: Decimal, value: Decimal, slow: Decimal, *, is_last: bool) -> Standing:
    if not is_last:
        return Standing(Band.UNKNOWN, why="không có số gốc nên không tính được mức theo thời gian")
    return _missed(plan, value, slow)


def _steady(plan: Decimal, value: Decimal, slow: Decimal, *, is_last: bool) -> Standing:
    if not is_last:
        return Standing(Band.UNKNOWN, why="chưa tới hạn; loại này không tính theo thời gian")
    return Standing(_by(_off(plan, value), slow), why="hết kỳ cuối, chưa đạt")


def _missed(plan: Decimal, value: Decimal, slow: Decimal) -> Standing:
    off = _off(plan, value)
    if not off.is_finite():
        return Standing(Band.VERY_SLOW, why="hết kỳ cuối, chưa đạt")
    return Standing(_by(off, slow), why=f"hết kỳ cuối, còn lệch {format_number(off, 1)} %")


def rule_words(slow: Decimal) -> str:
    """The rule of the bands, as screens state it."""
    most = format_number(slow.normalize() if slow else slow)
    return (
        "Đạt: số thực hiện thỏa chỉ tiêu. Đúng tiến độ: không thấp hơn mức chia đều theo thời gian "
        f"từ số gốc tới chỉ tiêu. Chậm: thấp hơn không quá {most} điểm %. Rất chậm: thấp hơn nữa. "
        "Chưa biết: chưa đủ số báo cáo, thiếu số gốc hoặc chưa tới hạn của mốc; không tính là 0."
    )
