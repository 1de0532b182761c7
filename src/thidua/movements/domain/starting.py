"""What a new plan starts from: a hot spot, a movement above, a template of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from thidua.accounts.models import RoleAssignment
from thidua.core.actors import Role
from thidua.movements.domain.plans import MovementPlan
from thidua.movements.enums import DISTRICT_ENDED, MovementKind, MovementLevel
from thidua.movements.models import Movement, MovementTemplate
from thidua.movements.parts import WORDS
from thidua.organizations.enums import UnitKind
from thidua.organizations.queries import version_of
from thidua.vietnamese.text import clean

_LEVELS = {
    UnitKind.PROVINCE: MovementLevel.PROVINCE,
    UnitKind.DISTRICT: MovementLevel.DISTRICT,
    UnitKind.COMMUNE: MovementLevel.COMMUNE,
    UnitKind.WARD: MovementLevel.COMMUNE,
    UnitKind.TOWNSHIP: MovementLevel.COMMUNE,
}


def own_level(authority_id: int, on: date) -> str:
    """The level of the unit that its chairman heads on that day."""
    held = RoleAssignment.objects.filter(authority_id=authority_id, role=Role.CHAIRMAN)
    for unit_id in held.values_list("unit_id", flat=True):
        if version := version_of(unit_id, on):
            return _LEVELS.get(UnitKind(version.kind), MovementLevel.UNIT)
    return MovementLevel.DISTRICT if on < DISTRICT_ENDED else MovementLevel.COMMUNE


def from_hot_spot(words: str, plan: MovementPlan) -> MovementPlan:
    """A topical movement against what was found wrong; goal and name are proposals to rewrite."""
    spot = clean(words)[:200]
    return replace(
        plan,
        name=f"Thi đua tháo gỡ: {spot}",
        kind=MovementKind.THEMATIC,
        part_content=plan.part_content or f"Mục tiêu: tháo gỡ dứt điểm “{spot}”.",
    )


def answering(parent: Movement, plan: MovementPlan) -> MovementPlan:
    """The authority's own movement that answers one from above: its words, kind and period, as far
    as they are known; days before the plan begins are not taken over."""
    words = {name: getattr(parent, name) for name in WORDS if getattr(parent, name)}
    words["subjects"] = tuple(parent.subjects)
    starts = max(filter(None, (parent.starts_on, plan.starts_on)), default=None)
    ends = parent.ends_on if not (parent.ends_on and starts and parent.ends_on < starts) else None
    return replace(
        plan, **words, name=f"Hưởng ứng phong trào “{parent.name}”"[:300], starts_on=starts,
        ends_on=ends or plan.ends_on,
    )  # fmt: skip


def from_template(template: MovementTemplate, plan: MovementPlan) -> MovementPlan:
    words = {name: getattr(template, name) for name in WORDS}
    words["subjects"] = tuple(template.subjects)
    return replace(plan, **words)
