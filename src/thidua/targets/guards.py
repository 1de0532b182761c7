"""What stands in the way of a step of a target, as sentences."""

from __future__ import annotations

from decimal import Decimal

from thidua.targets.enums import Direction, Formula, TargetKind
from thidua.targets.models import Target
from thidua.targets.sharing import difference, difference_words

MEASURED = frozenset({TargetKind.NUMERIC, TargetKind.SHARE})


def is_whole(target: Target) -> list[str]:
    """What a target needs before units can be held to it."""
    faults = []
    if target.owner_id is None:
        faults.append("Chọn cơ quan theo dõi.")
    if target.kind in MEASURED and target.plan is None:
        faults.append("Ghi số chỉ tiêu giao.")
    if target.kind in MEASURED and not target.measure:
        faults.append("Ghi đơn vị tính.")
    return faults + points_the_right_way(target)


def points_the_right_way(target: Target) -> list[str]:
    """A rising target lies above its baseline, a falling one below."""
    if target.plan is None or target.baseline is None:
        return []
    if target.direction == Direction.UP and target.plan < target.baseline:
        return ["Chỉ tiêu tăng nhưng số giao thấp hơn số gốc. Sửa chiều, số giao hoặc số gốc."]
    if target.direction == Direction.DOWN and target.plan > target.baseline:
        return ["Chỉ tiêu giảm nhưng số giao cao hơn số gốc. Sửa chiều, số giao hoặc số gốc."]
    return []


def lacking(target: Target) -> Decimal | None:
    """What the units' shares lack of the plan; None where shares need not add up."""
    if target.formula not in {Formula.SUM, Formula.COUNT} or target.plan is None:
        return None
    plans = target.allocations.filter(until_on__isnull=True).values_list("plan", flat=True)
    return difference(target.plan, [plan for plan in plans if plan is not None])


def adds_up(target: Target) -> list[str]:
    """Units' shares make the plan, or somebody accepted exactly this difference with a reason."""
    gap = lacking(target)
    if not gap or (target.accepted_gap is not None and target.accepted_gap == gap):
        return []
    words = difference_words(gap, target.measure)
    told = f"Phần giao cho các đơn vị {words} so với chỉ tiêu."
    return [f"{told} Sửa phần giao, hoặc chấp nhận chênh lệch kèm lý do."]


def is_divided(target: Target) -> list[str]:
    """A whole made of its units needs units, each with what the formula counts."""
    if not target.by_units:
        return []
    standing = target.allocations.filter(until_on__isnull=True)
    count = standing.count()
    if not count:
        return ["Chưa giao cho đơn vị nào. Giao phần cho đơn vị, hoặc đổi cách tính số chung."]
    unplanned = standing.filter(plan__isnull=True).count()
    if target.kind in MEASURED and unplanned:
        return [f"{unplanned} đơn vị chưa có số giao."]
    return []
