"""Writing a movement's plan, and walking it as far as it can go without a review."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.directives.models import Directive, Finding
from thidua.journal.domain.record import record
from thidua.movements import rules
from thidua.movements.domain.plans import MovementPlan, check_plan, keep_due_days, tidied
from thidua.movements.enums import EDITABLE, MovementState
from thidua.movements.models import Movement
from thidua.movements.workflow import BY_REVIEW, MOVEMENTS
from thidua.organizations.models import Unit
from thidua.vietnamese.text import clean


def draft_movement(
    *,
    actor: Actor,
    plan: MovementPlan,
    directive: Directive | None = None,
    finding: Finding | None = None,
    hot_spot: str = "",
    reference: str = "",
    parent: Movement | None = None,
    units: Collection[Unit] = (),
) -> Movement:
    """Start a plan: from nothing, a hot spot in words, a movement above, a directive's finding."""
    if denied := rules.may_plan(actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(Movement):
        check_plan(plan, parent, None, actor.authority_id)
        movement = Movement.objects.create(
            authority_id=actor.authority_id,
            changed_by_name=actor.name,
            parent=parent,
            directive=directive,
            finding=finding,
            hot_spot=clean(hot_spot)[:500],
            hot_spot_reference=clean(reference)[:200],
            **tidied(plan),
        )
        movement.units.set(units)
        keep_due_days(movement, plan)
        record(
            actor=actor,
            verb="movement.draft",
            obj=movement,
            sentence=f"Soạn phong trào “{movement.name}”",
            data={"level": plan.level, "parent": parent.code if parent else "", "spot": hot_spot},
        )
    return movement


def change_movement(
    *,
    actor: Actor,
    movement: Movement,
    plan: MovementPlan,
    parent: Movement | None = None,
    units: Collection[Unit] = (),
    revision: int | None = None,
) -> Movement:
    """Change a plan that is still a draft; a launched one is a paper already, and amended by
    another (`amending`)."""
    if denied := rules.may_steer(movement, actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(Movement):
        row = lock(Movement, movement.pk, revision=revision)
        if row.state not in EDITABLE:
            raise Refusal("Kế hoạch đã qua bước soạn. Đưa về soạn lại rồi sửa.")
        check_plan(plan, parent, row, actor.authority_id)
        for key, value in tidied(plan).items():
            setattr(row, key, value)
        row.parent = parent
        stamp(row, actor)
        row.save()
        row.units.set(units)
        keep_due_days(row, plan)
        record(
            actor=actor,
            verb="movement.change",
            obj=row,
            sentence=f"Sửa kế hoạch “{row.name}”",
        )
    return row


def move_movement(
    *, actor: Actor, movement: Movement, name: str, revision: int | None = None, **inputs: Any
) -> Movement:
    """Walk one step that is not part of a review. One launched on or after its first day is under
    way at once."""
    if name in BY_REVIEW or name not in MOVEMENTS.by_name:
        raise Refusal("Bước này đi cùng kỳ sơ kết, tổng kết.")
    with transaction.atomic(), sentence_for(Movement):
        row = MOVEMENTS.perform(movement, name, actor=actor, revision=revision, **inputs)
        starts = row.starts_on
        if name == "launch" and starts and starts <= timezone.localdate():
            row = MOVEMENTS.perform(row, "begin", actor=actor)
    return row


def note_from_above(
    *,
    actor: Actor,
    plan: MovementPlan,
    directive: Directive | None = None,
    finding: Finding | None = None,
) -> Movement:
    """Enter a movement of a higher level in one step."""
    with transaction.atomic():
        made = draft_movement(actor=actor, plan=plan, directive=directive, finding=finding)
        return move_movement(actor=actor, movement=made, name="note_above")


def is_editable(movement: Movement) -> bool:
    return movement.state == MovementState.DRAFT
