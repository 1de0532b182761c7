"""What a movement's plan says, and how it is written down."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.movements.enums import MovementKind, ReviewKind
from thidua.movements.models import Movement, MovementReview
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


def plan_of(movement: Movement) -> MovementPlan:
    """The plan as it stands, for the form that changes it and for what answers it."""
    held = {one.name for one in fields(MovementPlan)} - set(_DUE)
    values = {name: getattr(movement, name) for name in held}
    due = {
        f"{review.kind}_on": review.due_on
        for review in reversed(movement.reviews.filter(opened_at=None, dropped_at=None))
    }
    return MovementPlan(**(values | due | {"subjects": tuple(movement.subjects)}))


def tidied(plan: MovementPlan) -> dict[str, Any]:
    """Columns of the movement as the plan has them; days of reviews stand elsewhere."""
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


def check_plan(
    plan: MovementPlan, parent: Movement | None, row: Movement | None, authority_id: int
) -> None:
    """Refuse what cannot even be a draft; `row` is the movement that is changed."""
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


def keep_due_days(movement: Movement, plan: MovementPlan) -> None:
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
