"""Where a movement stands: who registered, who did not, what is due next. Facts only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from thidua.accounts.models import RoleAssignment
from thidua.core.actors import UNIT_ROLES
from thidua.movements.models import Movement, MovementRegistration, MovementReview
from thidua.organizations.models import Unit, UnitSuccession
from thidua.organizations.queries import names_on
from thidua.vietnamese.names import collation_key

EXPECTED = (
    "Tính trên các đơn vị kế hoạch ghi tham gia; kế hoạch không ghi thì trên các đơn vị đang có "
    "tài khoản cán bộ thi đua hoặc thủ trưởng."
)


@dataclass(frozen=True, slots=True)
class ExpectedUnit:
    """A unit that takes part by the plan and has not registered."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """`registered` are the registrations in force; `members` who takes part through them."""

    registered: tuple[MovementRegistration, ...]
    members: int
    missing: tuple[ExpectedUnit, ...]

    @property
    def registered_count(self) -> int:
        return len(self.registered)

    @property
    def missing_count(self) -> int:
        return len(self.missing)


def in_force(found: QuerySet[MovementRegistration]) -> QuerySet[MovementRegistration]:
    return found.filter(superseded_at=None, withdrawn_at=None)


def standing(movement: Movement, on: date | None = None) -> Standing:
    """Who registered and who did not. A unit is there when one it continues has registered."""
    day = on or timezone.localdate()
    rows = tuple(
        in_force(movement.registrations.all())
        .annotate(member_count=Count("members"))
        .order_by("unit_name", "pk")
    )
    waited_for = _expected(movement, day)
    came_from = _origins()
    there = {row.unit_id for row in rows}
    gone = [pk for pk in waited_for if not there & _with_origins(pk, came_from)]
    names = names_on(gone, day)
    missing = sorted(
        (ExpectedUnit(one.pk, one.code, names.get(one.pk, one.code)) for one in _units(gone)),
        key=lambda unit: collation_key(unit.name),
    )
    return Standing(rows, sum(row.member_count for row in rows), tuple(missing))


def _units(keys: Iterable[int]) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=list(keys))


def _expected(movement: Movement, day: date) -> frozenset[int]:
    named = frozenset(movement.units.values_list("pk", flat=True))
    if named:
        return named
    held = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        authority_id=movement.authority_id,
        role__in=[role.value for role in UNIT_ROLES],
        since__lte=day,
    )
    return frozenset(held.values_list("unit_id", flat=True))


def _origins() -> dict[int, set[int]]:
    """For each unit those it directly continues."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = UnitSuccession.objects.values_list("successor_id", "predecessor_id")
    for successor, predecessor in rows:
        found[successor].add(predecessor)
    return found


def _with_origins(unit: int, came_from: dict[int, set[int]]) -> set[int]:
    found, waiting = {unit}, [unit]
    while waiting:
        new = came_from.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


def next_review(reviews: Iterable[MovementReview]) -> MovementReview | None:
    """The first one that is neither frozen nor dropped."""
    alive = [one for one in reviews if not one.frozen_at and not one.dropped_at]
    return min(alive, key=lambda one: (one.due_on, one.pk), default=None)
