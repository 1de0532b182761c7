"""A plan of a year: begun, from last year's in one step where it is wished; moved along."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.organizations.models import UnitSuccession
from thidua.organizations.queries import names_on, versions_on
from thidua.planning.enums import Mark, PlanState
from thidua.planning.models import PlanItem, WorkPlan
from thidua.planning.rules import may_keep, may_start, refuse
from thidua.planning.workflow import PLANS
from thidua.vietnamese.text import clean_lines

FIRST, LAST = 2004, 2100


def start_plan(*, actor: Actor, year: int, carry: bool = False) -> WorkPlan:
    """Begin the plan of a year; `carry` takes over the items of the year before, a year on."""
    refuse(may_start(actor))
    if not FIRST <= year <= LAST:
        raise Refusal(f"Năm phải từ {FIRST} đến {LAST}.")
    before = WorkPlan.objects.filter(authority_id=actor.authority_id, year=year - 1).first()
    if carry and before is None:
        raise Refusal(f"Chưa có chương trình công tác năm {year - 1} để lấy lại.")
    with transaction.atomic(), sentence_for(WorkPlan):
        plan = WorkPlan.objects.create(
            authority_id=actor.authority_id,
            year=year,
            basis="",
            draft_at=timezone.now(),
            changed_by_name=actor.name,
        )
        count = _carry(before, plan, actor) if carry and before else 0
        taken = f", lấy lại {count} việc của năm {year - 1}" if count else ""
        record(
            actor=actor,
            verb="plan.start",
            obj=plan,
            sentence=f"Lập chương trình công tác năm {year}{taken}",
            data={"carried": count},
        )
    return plan


def _carry(before: WorkPlan, plan: WorkPlan, actor: Actor) -> int:
    """Items as they were planned, without what they were in the system and how far they came;
    units that have ended give way to the one that continues them."""
    items = list(before.items.filter(withdrawn_at__isnull=True).exclude(mark=Mark.OFF))
    owners = _owners(plan, {item.owner_id for item in items if item.owner_id})
    made = [
        PlanItem(
            authority_id=plan.authority_id,
            plan=plan,
            kind=item.kind,
            purpose=item.purpose,
            title=item.title.replace(str(before.year), str(plan.year)),
            owner_id=owners.get(item.owner_id or 0, (None, ""))[0],
            owner_name=owners.get(item.owner_id or 0, (None, item.owner_name))[1],
            helpers=item.helpers,
            begins_on=_later(item.begins_on, plan.year - before.year),
            due_on=_later(item.due_on, plan.year - before.year),
            rhythm=item.rhythm,
            carried_from=item,
            changed_by_name=actor.name,
        )
        for item in items
    ]
    return len(PlanItem.objects.bulk_create(made))


def _later(day: date | None, years: int) -> date | None:
    """The same day so many years on; 29 February becomes 28."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _owners(plan: WorkPlan, wanted: set[int]) -> dict[int, tuple[int | None, str]]:
    """By old unit: who stands in its place on the first day of the year, and its name. Of several
    that continue a unit none is chosen: the name stays, to be settled by hand."""
    day = date(plan.year, 1, 1)
    standing = {row.unit_id: row.name for row in versions_on(plan.authority_id, day)}
    names = names_on(wanted, day)
    heirs: dict[int, set[int]] = {}
    rows = UnitSuccession.objects.filter(predecessor_id__in=wanted - set(standing))
    for old, new in rows.values_list("predecessor_id", "successor_id"):
        heirs.setdefault(old, set()).add(new)
    found: dict[int, tuple[int | None, str]] = {}
    for pk in wanted:
        after = heirs.get(pk, set()) & set(standing)
        heir = pk if pk in standing else next(iter(after)) if len(after) == 1 else None
        found[pk] = (heir, standing[heir] if heir else names.get(pk, ""))
    return found


def change_basis(
    *, actor: Actor, plan: WorkPlan, basis: str, revision: int | None = None
) -> WorkPlan:
    """Papers the plan rests on, as its first part."""
    with transaction.atomic():
        row = lock(WorkPlan, plan.pk, revision=revision)
        refuse(may_keep(row, actor))
        check_draft(row)
        row.basis = clean_lines(basis)[:500]
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="plan.basis", obj=row, sentence="Ghi căn cứ chương trình")
    return row


def check_draft(plan: WorkPlan) -> None:
    """Only a draft is written in. Raises Refusal with the way there."""
    if plan.state != PlanState.DRAFT:
        state = plan.get_state_display().lower()
        raise Refusal(
            f"Chương trình công tác {state} nên không sửa trực tiếp. "
            "Bấm “Sửa thành bản mới” sau khi đã duyệt, hoặc chờ Chủ tịch trả lại."
        )


def move(
    *,
    actor: Actor,
    plan: WorkPlan,
    name: str,
    revision: int | None = None,
    reason: str = "",
) -> WorkPlan:
    """Take one step of the plan's path. Raises Refusal for a step there is not."""
    if name not in PLANS.by_name:
        raise Refusal("Không có bước này.")
    inputs: dict[str, Any] = {"reason": reason} if "reason" in PLANS.by_name[name].needs else {}
    return PLANS.perform(plan, name, actor=actor, revision=revision, **inputs)
