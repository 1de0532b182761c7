"""Writing a movement's plan, and walking it as far as it can go without a review."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import date
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
from thidua.movements.enums import EDITABLE, MovementKind, MovementState, ReviewKind
from thidua.movements.models import Movement, MovementReview
from thidua.movements.workflow import BY_REVIEW, MOVEMENTS
from thidua.organizations.models import Unit
from thidua.vietnamese.text import clean, clean_lines, fold

PLANNED = "Theo kế hoạch phát động"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementPlan:
    """What the office writes; days are local. `preliminary_on`, `final_on`: the due days of the
    reviews. `number`, `paper_on`: the decision of a movement from above (`is_ours` false)."""

    name: str
    level: str
    kind: str = MovementKind.THEMATIC
    body: str = ""
    is_ours: bool = True
    slogan: str = ""
    occasion: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    registration_until: date | None = None
    subjects: tuple[str, ...] = ()
    criteria_person: str = ""
    criteria_collective: str = ""
    criteria_household: str = ""
    part_content: str = ""
    part_launch: str = ""
    part_control: str = ""
    part_spread: str = ""
    part_review: str = ""
    number: str = ""
    paper_on: date | None = None
    preliminary_on: date | None = None
    final_on: date | None = None


_DUE = {"preliminary_on": ReviewKind.PRELIMINARY, "final_on": ReviewKind.FINAL}


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
        _check(plan, parent, None, actor.authority_id)
        movement = Movement.objects.create(
            authority_id=actor.authority_id,
            changed_by_name=actor.name,
            parent=parent,
            directive=directive,
            finding=finding,
            hot_spot=clean(hot_spot)[:500],
            hot_spot_reference=clean(reference)[:200],
            **_tidied(plan),
        )
        movement.units.set(units)
        _keep_due_days(movement, plan)
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
    """Change a plan that is still a draft; a launched one is a paper already."""
    if denied := rules.may_steer(movement, actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(Movement):
        row = lock(Movement, movement.pk, revision=revision)
        if row.state not in EDITABLE:
            raise Refusal("Kế hoạch đã qua bước soạn. Đưa về soạn lại rồi sửa.")
        _check(plan, parent, row, actor.authority_id)
        for key, value in _tidied(plan).items():
            setattr(row, key, value)
        row.parent = parent
        stamp(row, actor)
        row.save()
        row.units.set(units)
        _keep_due_days(row, plan)
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


def plan_of(movement: Movement) -> MovementPlan:
    """The plan as it stands, for the form that changes it and for what answers it."""
    held = {one.name for one in fields(MovementPlan)} - set(_DUE)
    values = {name: getattr(movement, name) for name in held}
    due = {
        f"{review.kind}_on": review.due_on
        for review in reversed(movement.reviews.filter(opened_at=None, dropped_at=None))
    }
    return MovementPlan(**(values | due | {"subjects": tuple(movement.subjects)}))


def _tidied(plan: MovementPlan) -> dict[str, Any]:
    values = {
        key: clean_lines(value) if isinstance(value, str) else value
        for key, value in asdict(plan).items()
        if key not in _DUE
    }
    if plan.is_ours:
        values |= {"number": "", "paper_on": None}
    values["subjects"] = list(plan.subjects)
    values["search_key"] = fold(f"{plan.name} {plan.body} {plan.slogan}")[:600]
    return values


def _check(
    plan: MovementPlan, parent: Movement | None, row: Movement | None, authority_id: int
) -> None:
    if not clean(plan.name):
        raise Refusal("Ghi tên phong trào.")
    if not clean(plan.body):
        raise Refusal("Ghi cơ quan phát động.")
    if plan.registration_until and plan.ends_on and plan.registration_until > plan.ends_on:
        raise Refusal("Hạn đăng ký phải trước khi phong trào kết thúc.")
    if parent is not None and parent.authority_id != authority_id:
        raise Refusal("Phong trào cấp trên này không có trong danh sách.")
    if row is not None and parent is not None:
        _check_circle(row, parent)


def _check_circle(row: Movement, parent: Movement) -> None:
    above = dict(
        Movement.objects.filter(authority_id=row.authority_id).values_list("pk", "parent_id")
    )
    step: int | None = parent.pk
    while step is not None:
        if step == row.pk:
            raise Refusal("Phong trào không thể hưởng ứng phong trào hưởng ứng chính nó.")
        step = above[step]


def _keep_due_days(movement: Movement, plan: MovementPlan) -> None:
    """The next review of each kind that is not open yet follows the plan's day."""
    for field, kind in _DUE.items():
        due: date | None = getattr(plan, field)
        waiting = movement.reviews.filter(kind=kind, opened_at=None, dropped_at=None).first()
        if due is None:
            if waiting is not None:
                movement.reviews.filter(pk=waiting.pk).update(dropped_at=timezone.now())
        elif waiting is None:
            MovementReview.objects.create(
                authority_id=movement.authority_id,
                movement=movement,
                kind=kind,
                due_on=due,
                basis=PLANNED,
            )
        else:
            movement.reviews.filter(pk=waiting.pk).update(due_on=due)


def is_editable(movement: Movement) -> bool:
    return movement.state == MovementState.DRAFT
