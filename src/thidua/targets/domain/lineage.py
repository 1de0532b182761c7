"""Shares of units that no longer stand move to those that continue them; totals are conserved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.organizations.models import UnitSuccession, UnitVersion
from thidua.organizations.queries import names_on
from thidua.targets.domain.totals import hold, restand, retotal_all
from thidua.targets.enums import Formula, TargetKind, TargetState
from thidua.targets.models import Allocation, AllocationMove, Target
from thidua.targets.rules import may_change
from thidua.targets.sharing import shared
from thidua.vietnamese.names import collation_key
from thidua.vietnamese.text import clean

CARRIED = ("plan", "baseline", "weight", "last_actual", "reached")
"""Figures that go over with the share, each divided without loss."""
PLACES = 6


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit that continues another, and by what weight of it."""

    unit_id: int
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Moving:
    """One share on its way. `sure`: the record names one heir for the whole."""

    allocation: Allocation
    heirs: tuple[Heir, ...]
    names: tuple[str, ...]
    sure: bool


class Descent:
    """Who continues whom up to a day, loaded at once."""

    def __init__(self, authority_id: int, on: date) -> None:
        rows = UnitSuccession.objects.filter(authority_id=authority_id, on__lte=on).order_by("pk")
        self._next: dict[int, list[int]] = defaultdict(list)
        for before, after in rows.values_list("predecessor_id", "successor_id"):
            self._next[before].append(after)
        standing = UnitVersion.objects.filter(authority_id=authority_id, valid__contains=on)
        self.standing = frozenset(standing.values_list("unit_id", flat=True))

    def heirs(self, unit_id: int) -> tuple[Heir, ...]:
        """Units standing that day which came of it, in equal parts at each parting."""
        found: dict[int, Decimal] = defaultdict(Decimal)
        self._walk(unit_id, Decimal(1), found, frozenset())
        return tuple(Heir(one, weight) for one, weight in sorted(found.items()))

    def _walk(
        self, unit_id: int, part: Decimal, found: dict[int, Decimal], seen: frozenset[int]
    ) -> None:
        if unit_id in self.standing:
            found[unit_id] += part
            return
        after = [one for one in self._next.get(unit_id, ()) if one not in seen]
        for one in after:
            self._walk(one, part / len(after), found, seen | {unit_id})


def movable(target: Target, on: date) -> list[Moving]:
    """Shares whose units no longer stand on `on`, with those that continue them."""
    rows = list(target.allocations.filter(until_on__isnull=True).order_by("sort_key", "pk"))
    descent = Descent(target.authority_id, on)
    ended = [row for row in rows if row.unit_id not in descent.standing]
    heirs = {row.pk: descent.heirs(row.unit_id) for row in ended}
    names = names_on({one.unit_id for found in heirs.values() for one in found}, on)
    return [
        Moving(
            row,
            heirs[row.pk],
            tuple(names.get(one.unit_id, "") for one in heirs[row.pk]),
            len(heirs[row.pk]) == 1,
        )
        for row in ended
    ]


def move_shares(
    *,
    actor: Actor,
    target: Target,
    on: date,
    words: str,
    weights: dict[int, dict[int, Decimal]] | None = None,
) -> AllocationMove:
    """Move every share whose unit ended, from `on`.

    `weights[allocation id][unit id]` divides a share among several heirs; without it they take
    equal parts. The sum of plans, baselines, sizes and figures reached is the same after as before.
    """
    if denied := may_change(target, actor):
        raise NotAllowed(denied)
    if not clean(words):
        raise Refusal("Ghi giải thích: căn cứ sắp xếp đơn vị, cách chia phần giao.")
    with transaction.atomic():
        hold(target.pk)
        row = lock(Target, target.pk, revision=None)
        moving = movable(row, on)
        _check(row, moving)
        lines = _moved(row, moving, on, weights or {}, actor)
        made = AllocationMove.objects.create(
            authority_id=row.authority_id,
            target=row,
            on=on,
            words=clean(words)[:500],
            lines=lines,
            moved_by_name=actor.name,
        )
        stamp(row, actor)
        row.save()
        restand(row)
        retotal_all(row)
        record(
            actor=actor,
            verb="target.move",
            obj=row,
            sentence=f"Chuyển phần giao của {len(moving)} đơn vị sang đơn vị kế tiếp",
            data={"on": on, "words": made.words},
        )
    return made


def _check(target: Target, moving: Sequence[Moving]) -> None:
    if target.state not in {TargetState.DRAFT, TargetState.ACTIVE}:
        raise Refusal("Chỉ tiêu đã kết thúc hoặc đã rút nên không chuyển phần giao được.")
    if not moving:
        raise Refusal("Không có đơn vị nào hết tồn tại vào ngày này.")
    lost = [one.allocation.unit_name for one in moving if not one.heirs]
    if lost:
        raise Refusal(
            f"Chưa ghi đơn vị nào kế tiếp {', '.join(lost[:5])}. "
            "Ghi ở mục Đơn vị qua các thời kỳ, rồi chuyển."
        )


def _moved(
    target: Target,
    moving: Sequence[Moving],
    on: date,
    weights: dict[int, dict[int, Decimal]],
    actor: Actor,
) -> list[dict[str, object]]:
    have = {one.unit_id: one for one in target.allocations.all()}
    started: set[int] = set()
    lines: list[dict[str, object]] = []
    for one in moving:
        chosen = weights.get(one.allocation.pk, {})
        parts_by = [chosen.get(heir.unit_id, heir.weight) for heir in one.heirs]
        given = {name: _parts(target, one.allocation, name, parts_by) for name in CARRIED}
        for at, (heir, name) in enumerate(zip(one.heirs, one.names, strict=True)):
            row = have.get(heir.unit_id)
            if row is None:
                row = have[heir.unit_id] = _new(target, heir.unit_id, name, on)
                started.add(heir.unit_id)
            _take_over(row, one.allocation, {key: parts[at] for key, parts in given.items()})
            stamp(row, actor)
            row.save()
            lines.append(_line(one.allocation, name, given, at))
        one.allocation.until_on = on
        stamp(one.allocation, actor)
        one.allocation.save()
    return lines


def _parts(
    target: Target, allocation: Allocation, name: str, weights: Sequence[Decimal]
) -> list[Decimal | None]:
    """A share of a share target is the same percentage for each heir; sizes and sums divide."""
    value: Decimal | None = getattr(allocation, name)
    if value is None:
        return [None] * len(weights)
    is_level = name in {"plan", "baseline", "last_actual", "reached"} and (
        target.kind == TargetKind.SHARE or target.formula == Formula.MEAN
    )
    if is_level:
        return [value] * len(weights)
    return list(shared(value, weights, PLACES))


def _new(target: Target, unit_id: int, name: str, on: date) -> Allocation:
    return Allocation(
        authority_id=target.authority_id,
        target=target,
        unit_id=unit_id,
        unit_name=name[:200],
        sort_key=collation_key(name)[:600],
        since_on=on,
    )


def _take_over(row: Allocation, old: Allocation, given: dict[str, Decimal | None]) -> None:
    level = row.target.kind == TargetKind.SHARE or row.target.formula == Formula.MEAN
    for name in ("baseline", "plan", "last_actual"):
        mean = _weighed if level else _added
        setattr(row, name, mean(row, name, given))
    carried = given["reached"]
    if carried is None and old.reports == 0:
        row.carried_known = False
    elif carried is not None:
        row.carried = (
            _weighed(row, "carried", given, "reached")
            if level
            else ((row.carried or Decimal(0)) + carried)
        )
    row.weight = _added(row, "weight", given)


def _added(row: Allocation, name: str, given: dict[str, Decimal | None]) -> Decimal | None:
    have: Decimal | None = getattr(row, name)
    more = given[name]
    return have if more is None else (have or Decimal(0)) + more


def _weighed(
    row: Allocation, name: str, given: dict[str, Decimal | None], source: str = ""
) -> Decimal | None:
    """The level of the two together: by size where both are known, else the same or not known."""
    have: Decimal | None = getattr(row, name)
    more = given[source or name]
    if have is None or more is None:
        return more if row.pk is None and have is None else have
    if have == more:
        return have
    size, other = row.weight, given["weight"]
    if not size or not other:
        return None
    return ((have * size + more * other) / (size + other)).quantize(Decimal(1).scaleb(-PLACES))


def _line(
    old: Allocation, name: str, given: dict[str, list[Decimal | None]], at: int
) -> dict[str, object]:
    return {
        "from": old.unit_name,
        "to": name,
        "plan": None if given["plan"][at] is None else str(given["plan"][at]),
        "reached": None if given["reached"][at] is None else str(given["reached"][at]),
        "share": "100" if len(given["plan"]) == 1 else f"{at + 1}/{len(given['plan'])}",
    }
