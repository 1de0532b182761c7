"""A launched plan amended by another signed paper.

The law says nothing of amending a plan; it wants the movement to have its five parts (Điều 17),
and so they are asked of every version. What was signed before is kept, and units that have
registered are told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.movements import rules
from thidua.movements.domain.plan_papers import PaperOf
from thidua.movements.domain.plans import MovementPlan, check_plan, keep_due_days, tidied
from thidua.movements.domain.versions import changes, keep_version, words_of
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement, MovementVersion
from thidua.movements.workflow import PLAN_GUARDS
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """Why, and the number and day of the paper that was signed; who signed it."""

    reason: str
    number: str
    day: date
    signer_post: str = ""
    signer_name: str = ""


def amend_movement(
    *,
    actor: Actor,
    movement: Movement,
    plan: MovementPlan,
    amendment: Amendment,
    units: Collection[Unit] = (),
    revision: int | None = None,
) -> MovementVersion:
    """Set the plan anew. Who launched it, at which level and in answer to what stays as it was.

    Raises Refusal where a statutory part is missing, where a unit that has registered would be
    left out, or where nothing is different.
    """
    if denied := rules.may_amend(movement, actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(Movement), sentence_for(MovementVersion):
        row = lock(Movement, movement.pk, revision=revision)
        if denied := rules.may_amend(row, actor):
            raise Refusal(denied)
        paper = _paper(row, amendment)
        before = words_of(row)
        _write(row, replace(plan, level=row.level, body=row.body), units)
        found = changes(before, words_of(row))
        if not found:
            raise Refusal("Kế hoạch chưa có gì thay đổi so với lần trước.")
        row.signer_post = clean(amendment.signer_post)[:150] or row.signer_post
        row.signer_name = clean(amendment.signer_name)[:120] or row.signer_name
        version = keep_version(row, actor=actor, paper=paper)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="movement.amend",
            obj=row,
            sentence=f"Điều chỉnh kế hoạch, lần {version.number}: {paper.reason}"[:500],
            data={
                "version": version.number,
                "number": paper.number,
                "day": paper.day,
                "changed": [one.label for one in found],
            },
        )
    return version


def _paper(row: Movement, amendment: Amendment) -> PaperOf:
    number, reason = clean(amendment.number)[:60], clean(amendment.reason)[:500]
    if not reason:
        raise Refusal("Điều chỉnh kế hoạch phải ghi lý do.")
    if not number:
        raise Refusal("Ghi số văn bản điều chỉnh: kế hoạch đã ký thì điều chỉnh bằng văn bản.")
    if amendment.day > timezone.localdate():
        raise Refusal("Ngày văn bản điều chỉnh chưa đến. Ghi ngày đã ký trên văn bản.")
    last = row.versions.first()
    if last is not None and amendment.day < last.paper_on:
        raise Refusal(
            f"Văn bản điều chỉnh không thể ký trước lần {last.number} ({last.paper_on:%d/%m/%Y})."
        )
    return PaperOf(number, amendment.day, reason)


def _write(row: Movement, plan: MovementPlan, units: Collection[Unit]) -> None:
    check_plan(plan, None, row, row.authority_id)
    _leaves_nobody_out(row, units)
    begun = row.state != MovementState.LAUNCHED
    if begun and plan.starts_on and plan.starts_on > timezone.localdate():
        raise Refusal("Phong trào đang thực hiện nên ngày bắt đầu không thể ở sau hôm nay.")
    for key, value in tidied(plan).items():
        if key not in ("number", "paper_on"):
            setattr(row, key, value)
    row.units.set(units)
    keep_due_days(row, plan)
    if reasons := [reason for guard in PLAN_GUARDS for reason in guard(row)]:
        raise Refusal(*reasons)


def _leaves_nobody_out(row: Movement, units: Collection[Unit]) -> None:
    if not units:
        return
    kept = {unit.pk for unit in units}
    there = row.registrations.filter(superseded_at=None, withdrawn_at=None)
    gone = set(there.values_list("unit_id", flat=True)) - kept
    if gone:
        names = ", ".join(sorted(names_on(gone, timezone.localdate()).values()))
        raise Refusal(
            f"Đã đăng ký, không đưa ra khỏi danh sách tham gia được: {names}. "
            "Để đơn vị rút đăng ký trước."
        )
