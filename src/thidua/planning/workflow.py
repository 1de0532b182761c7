"""The path of a year's plan: drawn up, put before the chairman, approved; changed only as a new
version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thidua.core.actors import Actor, Role
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.planning.domain.versions import keep_version
from thidua.planning.enums import PlanState
from thidua.planning.models import WorkPlan
from thidua.planning.rules import KEEPERS, may_approve, may_keep
from thidua.vietnamese.text import clean_lines

SEES = frozenset({*KEEPERS, Role.CHAIRMAN})


def has_items(plan: WorkPlan) -> list[str]:
    """Every item names who does it and when."""
    items = list(plan.items.filter(withdrawn_at__isnull=True))
    if not items:
        return ["Chương trình chưa có việc nào. Thêm việc trước khi trình."]
    found = []
    for item in items:
        if not item.owner_name:
            found.append(f"“{item.title[:80]}”: chưa ghi ai chủ trì.")
        if item.due_on is None:
            found.append(f"“{item.title[:80]}”: chưa có ngày kết thúc.")
    return found


def on_reason(plan: WorkPlan, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    plan.remark = clean_lines(reason)[:500]


def on_approved(plan: WorkPlan, *, actor: Actor, at: datetime, **_: Any) -> None:
    keep_version(actor=actor, plan=plan, at=at)
    plan.remark = ""


PLANS: Workflow[WorkPlan] = Workflow(
    name="plan",
    model=WorkPlan,
    transitions=(
        Transition(
            name="propose",
            label="Trình Chủ tịch duyệt",
            sources=frozenset({PlanState.DRAFT}),
            target=PlanState.PROPOSED,
            permission=may_keep,
            guards=(has_items,),
            sentence="Trình duyệt chương trình công tác",
            icon="send",
            explained_to=SEES,
        ),
        Transition(
            name="approve",
            label="Duyệt chương trình",
            sources=frozenset({PlanState.PROPOSED}),
            target=PlanState.APPROVED,
            permission=may_approve,
            guards=(has_items,),
            effect=on_approved,
            sentence="Duyệt chương trình công tác",
            icon="check-circle",
            explained_to=SEES,
        ),
        Transition(
            name="give_back",
            label="Trả lại để sửa",
            sources=frozenset({PlanState.PROPOSED}),
            target=PlanState.DRAFT,
            permission=may_approve,
            needs=("reason",),
            effect=on_reason,
            sentence="Trả lại chương trình công tác",
            icon="reply",
        ),
        Transition(
            name="change",
            label="Sửa thành bản mới",
            sources=frozenset({PlanState.APPROVED}),
            target=PlanState.DRAFT,
            permission=may_keep,
            needs=("reason",),
            effect=on_reason,
            sentence="Sửa chương trình công tác đã duyệt",
            icon="pencil",
        ),
    ),
    record=record,
    labels=dict(PlanState.choices),
    noun="Chương trình công tác",
)
