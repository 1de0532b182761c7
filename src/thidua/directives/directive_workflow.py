"""The path of a directive: read, confirmed, followed, ended; or withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.workflow import Transition, Workflow
from thidua.directives.domain.proposals import take_in
from thidua.directives.enums import (
    LIVE_TASKS,
    DirectiveState,
    FindingState,
    TaskState,
)
from thidua.directives.models import Directive
from thidua.directives.rules import may_keep, may_read_in
from thidua.directives.task_workflow import TASKS, is_complete
from thidua.journal.domain.record import record
from thidua.reading import Reading
from thidua.vietnamese.text import clean

OFFICER = frozenset({Role.OFFICER})


def all_is_decided(row: Directive) -> list[str]:
    waiting = row.findings.filter(state=FindingState.PROPOSED).count()
    if not waiting:
        return []
    return [f"Còn {waiting} nội dung chưa xác nhận hoặc bỏ. Mở trang Xác nhận để làm tiếp."]


def tasks_are_complete(row: Directive) -> list[str]:
    tasks = list(row.tasks.filter(state=TaskState.PLANNED).order_by("order", "pk"))
    if not tasks:
        return ["Chưa có nhiệm vụ nào được xác nhận."]
    return [reason for task in tasks for reason in is_complete(task)]


def no_task_is_open(row: Directive) -> list[str]:
    count = row.tasks.filter(state__in=LIVE_TASKS).count()
    return [f"Còn {count} nhiệm vụ chưa xong. Công nhận hoặc hủy từng nhiệm vụ trước."] * bool(
        count
    )


def on_read(row: Directive, *, actor: Actor, at: datetime, reading: Reading) -> None:
    take_in(row, reading)


def on_issued(row: Directive, *, actor: Actor, at: datetime) -> None:
    """Every task goes to its unit, in the step's own transaction."""
    day = row.followed_since = timezone.localdate(at)
    for task in row.tasks.filter(state=TaskState.PLANNED).order_by("order", "pk"):
        TASKS.perform(task, "assign", actor=actor, at=at, on=day)


def on_ended(row: Directive, *, actor: Actor, at: datetime, reason: str = "") -> None:
    row.end_reason = clean(reason)[:500]


def on_reopened(row: Directive, *, actor: Actor, at: datetime, reason: str) -> None:
    """Followed again; why it was ended, and why it goes on, stand in the journal."""
    row.end_reason = ""


def on_withdrawn(row: Directive, *, actor: Actor, at: datetime, reason: str) -> None:
    """What was given to units is called off with it, for the same reason."""
    row.end_reason = clean(reason)[:500]
    for task in row.tasks.filter(state__in=(TaskState.PLANNED, *LIVE_TASKS)):
        TASKS.perform(task, "cancel", actor=actor, at=at, reason=reason)


DIRECTIVES: Workflow[Directive] = Workflow(
    name="directive",
    model=Directive,
    transitions=(
        Transition(
            name="propose",
            label="Đưa ra xác nhận",
            sources=frozenset({DirectiveState.READING}),
            target=DirectiveState.PROPOSED,
            permission=may_read_in,
            effect=on_read,
            sentence="Đọc xong chỉ thị, chờ xác nhận",
            icon="file-text",
        ),
        Transition(
            name="issue",
            label="Ban hành kế hoạch theo dõi",
            sources=frozenset({DirectiveState.PROPOSED}),
            target=DirectiveState.IN_FORCE,
            permission=may_keep,
            guards=(all_is_decided, tasks_are_complete),
            effect=on_issued,
            sentence="Ban hành kế hoạch theo dõi chỉ thị",
            icon="send-check",
            explained_to=OFFICER,
        ),
        Transition(
            name="end",
            label="Kết thúc theo dõi",
            sources=frozenset({DirectiveState.IN_FORCE}),
            target=DirectiveState.ENDED,
            permission=may_keep,
            guards=(no_task_is_open,),
            effect=on_ended,
            sentence="Kết thúc theo dõi chỉ thị",
            icon="flag",
            explained_to=OFFICER,
        ),
        Transition(
            name="reopen",
            label="Mở lại theo dõi",
            sources=frozenset({DirectiveState.ENDED}),
            target=DirectiveState.IN_FORCE,
            permission=may_keep,
            needs=("reason",),
            effect=on_reopened,
            sentence="Mở lại theo dõi chỉ thị đã kết thúc",
            icon="arrow-counterclockwise",
            explained_to=OFFICER,
        ),
        Transition(
            name="withdraw",
            label="Rút chỉ thị",
            sources=frozenset(
                {DirectiveState.READING, DirectiveState.PROPOSED, DirectiveState.IN_FORCE}
            ),
            target=DirectiveState.WITHDRAWN,
            permission=may_keep,
            needs=("reason",),
            effect=on_withdrawn,
            sentence="Rút chỉ thị khỏi sổ theo dõi",
            icon="box-arrow-left",
            explained_to=OFFICER,
        ),
    ),
    record=record,
    labels=dict(DirectiveState.choices),
    noun="Chỉ thị",
)
