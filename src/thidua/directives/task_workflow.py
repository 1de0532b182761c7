"""The path of a task: given, worked on, said to be done, accepted or given back, or called off."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.workflow import Transition, Workflow
from thidua.directives.domain.laying import drop_periods, lay_periods
from thidua.directives.enums import HANDED_IN, DirectiveState, TaskState
from thidua.directives.models import Task, TaskReport
from thidua.directives.rules import may_follow, may_lead
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean_lines

FOLLOWS = frozenset({Role.OFFICER})


def is_complete(task: Task) -> list[str]:
    """What a task still needs before a unit can be given it."""
    name = f"Nhiệm vụ {task.number or task.title[:60]}"
    found = []
    if task.owner_id is None:
        found.append(f"{name}: chưa chọn đơn vị chủ trì.")
    if task.due_on is None:
        found.append(f"{name}: chưa có hạn hoàn thành.")
    elif task.due_on < (task.begins_on or timezone.localdate()):
        found.append(f"{name}: hạn hoàn thành đã qua, đặt hạn từ ngày giao trở đi.")
    return found


def owner_has_reported(task: Task) -> list[str]:
    """A task is not called done on the word of one button."""
    found = TaskReport.objects.filter(
        period__task=task, period__unit=task.owner, state__in=HANDED_IN
    )
    if found.exists():
        return []
    return ["Chưa gửi báo cáo nào về nhiệm vụ này. Gửi báo cáo trước, rồi báo đã hoàn thành."]


def directive_is_followed(task: Task) -> list[str]:
    """A task does not go on below a directive that is over."""
    row = task.directive
    if row is None or row.state == DirectiveState.IN_FORCE:
        return []
    state = row.get_state_display().lower()
    return [f"Chỉ thị {state}. Mở lại theo dõi chỉ thị trước, rồi mở nhiệm vụ."]


def was_given(task: Task) -> list[str]:
    if task.begins_on is not None:
        return []
    return ["Nhiệm vụ chưa từng giao cho đơn vị. Xác nhận lại ở trang Xác nhận của chỉ thị."]


def on_given(task: Task, *, actor: Actor, at: datetime, on: date | None = None) -> None:
    """Lay the report periods from the day the task is given."""
    task.begins_on = on or timezone.localdate(at)
    lay_periods(task, task.begins_on)


def on_concluded(task: Task, *, actor: Actor, at: datetime, reason: str = "") -> None:
    task.outcome = clean_lines(reason)[:1000]


def on_restored(task: Task, *, actor: Actor, at: datetime, reason: str) -> None:
    """Units owe reports again, from the day it goes on."""
    task.outcome = clean_lines(reason)[:1000]
    lay_periods(task, timezone.localdate(at))


def on_cancelled(task: Task, *, actor: Actor, at: datetime, reason: str) -> None:
    task.outcome = clean_lines(reason)[:1000]
    drop_periods(task)


def _step(name: str, label: str, target: str, *sources: str, **more: Any) -> Transition[Task]:
    values: dict[str, Any] = {"permission": may_follow, "explained_to": FOLLOWS} | more
    return Transition(name=name, label=label, target=target, sources=frozenset(sources), **values)


TASKS: Workflow[Task] = Workflow(
    name="task",
    model=Task,
    transitions=(
        _step(
            "assign",
            "Giao nhiệm vụ",
            TaskState.OPEN,
            TaskState.PLANNED,
            guards=(is_complete,),
            effect=on_given,
            sentence="Giao nhiệm vụ cho đơn vị",
            icon="send",
        ),
        _step(
            "report_done",
            "Báo đã hoàn thành",
            TaskState.REPORTED,
            TaskState.OPEN,
            permission=may_lead,
            guards=(owner_has_reported,),
            needs=("reason",),
            effect=on_concluded,
            sentence="Báo đã hoàn thành nhiệm vụ",
            icon="check2-square",
            explained_to=UNIT_ROLES,
        ),
        _step(
            "accept",
            "Công nhận hoàn thành",
            TaskState.DONE,
            TaskState.REPORTED,
            effect=on_concluded,
            sentence="Công nhận hoàn thành nhiệm vụ",
            icon="check-circle",
        ),
        _step(
            "give_back",
            "Trả lại để làm tiếp",
            TaskState.OPEN,
            TaskState.REPORTED,
            needs=("reason",),
            effect=on_concluded,
            sentence="Trả lại nhiệm vụ để làm tiếp",
            icon="reply",
        ),
        _step(
            "reopen",
            "Mở lại nhiệm vụ",
            TaskState.OPEN,
            TaskState.DONE,
            needs=("reason",),
            guards=(directive_is_followed,),
            effect=on_concluded,
            sentence="Mở lại nhiệm vụ đã hoàn thành",
            icon="arrow-counterclockwise",
        ),
        _step(
            "restore",
            "Khôi phục nhiệm vụ",
            TaskState.OPEN,
            TaskState.CANCELLED,
            needs=("reason",),
            guards=(was_given, directive_is_followed),
            effect=on_restored,
            sentence="Khôi phục nhiệm vụ đã hủy",
            icon="arrow-counterclockwise",
        ),
        _step(
            "cancel",
            "Hủy nhiệm vụ",
            TaskState.CANCELLED,
            TaskState.PLANNED,
            TaskState.OPEN,
            TaskState.REPORTED,
            needs=("reason",),
            effect=on_cancelled,
            sentence="Hủy nhiệm vụ",
            icon="x-circle",
        ),
    ),
    record=record,
    labels=dict(TaskState.choices),
    noun="Nhiệm vụ",
)
