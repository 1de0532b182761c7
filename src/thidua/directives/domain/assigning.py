"""Giving tasks out: the table before the plan is issued, changes with a reason after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.directives.domain.laying import lay_periods
from thidua.directives.domain.matching import standing
from thidua.directives.enums import LIVE_TASKS, DirectiveState, Part, Rhythm, TaskState
from thidua.directives.models import Directive, Task, TaskChange, TaskUnit
from thidua.directives.rules import FOLLOWER, may_follow, may_keep, refuse
from thidua.directives.task_workflow import TASKS
from thidua.journal.domain.record import record
from thidua.organizations.queries import names_on
from thidua.vietnamese.text import clean, clean_lines, fold


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does a task, until when, how often it is reported on. Anything may still be open."""

    owner: int | None = None
    together: Sequence[int] = ()
    helping: Sequence[int] = ()
    others: str = ""
    due_on: date | None = None
    rhythm: str = Rhythm.ONCE


def save_assignments(
    *,
    actor: Actor,
    directive: Directive,
    rows: Mapping[str, Assignment],
    revision: int | None = None,
) -> Directive:
    """Write the whole table, by code of task; only of tasks not given out yet."""
    with transaction.atomic(), sentence_for(Task):
        held = lock(Directive, directive.pk, revision=revision)
        refuse(may_keep(held, actor))
        if held.state != DirectiveState.PROPOSED:
            raise Refusal("Kế hoạch đã ban hành. Đổi từng nhiệm vụ ở trang của nhiệm vụ.")
        names = _names(held, rows.values())
        tasks = held.tasks.filter(state=TaskState.PLANNED, code__in=list(rows))
        for task in tasks.select_for_update(of=("self",)):
            _write(task, rows[task.code], names, actor)
        stamp(held, actor)
        held.save()
        record(
            actor=actor,
            verb="directive.assign",
            obj=held,
            sentence=f"Phân công {len(rows)} nhiệm vụ",
            data={"tasks": sorted(rows)},
        )
    return held


def _names(held: Directive, rows: Any) -> Mapping[int, str]:
    wanted = {pk for one in rows for pk in (one.owner, *one.together, *one.helping) if pk}
    day = held.day(timezone.localdate())
    return names_on(wanted, day) if wanted else {}


def _write(task: Task, given: Assignment, names: Mapping[int, str], actor: Actor) -> None:
    if given.rhythm not in Rhythm.values:
        raise Refusal("Chọn nhịp báo cáo trong danh sách.")
    task.owner_id = given.owner
    task.owner_name = names[given.owner] if given.owner else ""
    task.others, task.due_on = clean(given.others)[:500], given.due_on
    task.rhythm = given.rhythm
    _index(task)
    stamp(task, actor)
    task.save()
    _set_partners(task, given, names)


def _index(task: Task) -> None:
    task.search_key = fold(f"{task.title} {task.owner_name}")[:800]


def _set_partners(task: Task, given: Assignment, names: Mapping[int, str]) -> None:
    """A unit stands in one place only: the owner first, then who reports."""
    parts: dict[int, str] = {}
    for pk in given.together:
        parts.setdefault(pk, Part.REPORTS)
    for pk in given.helping:
        parts.setdefault(pk, Part.HELPS)
    parts.pop(given.owner or 0, None)
    task.partners.all().delete()
    TaskUnit.objects.bulk_create(
        TaskUnit(authority_id=task.authority_id, task=task, unit_id=pk, name=names[pk], part=part)
        for pk, part in parts.items()
        if pk in names
    )


# -- a task by itself ---


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task that no paper was read for, or that was left out of a directive."""

    title: str
    words: str = ""
    number: str = ""
    assignment: Assignment = field(default_factory=Assignment)


def add_task(*, actor: Actor, new: NewTask, directive: Directive | None = None) -> Task:
    """Give a task out at once. Raises Refusal where something of it is still open."""
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed(FOLLOWER)
    if directive is not None and directive.state != DirectiveState.IN_FORCE:
        raise Refusal("Chỉ thêm nhiệm vụ cho chỉ thị đang thực hiện.")
    given = new.assignment
    if not clean(new.title):
        raise Refusal("Ghi tên nhiệm vụ.")
    with transaction.atomic(), sentence_for(Task):
        names = names_on(
            [pk for pk in (given.owner, *given.together, *given.helping) if pk],
            timezone.localdate(),
        )
        task = Task.objects.create(
            authority_id=actor.authority_id,
            directive=directive,
            order=10_000,
            number=clean(new.number)[:20],
            title=clean(new.title)[:300],
            words=clean_lines(new.words)[:20000],
            planned_at=timezone.now(),
            changed_by_name=actor.name,
        )
        _write(task, given, names, actor)
        return TASKS.perform(task, "assign", actor=actor)


# -- changes after it was given ---


def change_task(
    *,
    actor: Actor,
    task: Task,
    given: Assignment,
    reason: str,
    revision: int | None = None,
) -> Task:
    """Another day, owner, rhythm or part; what stood before is kept with the reason."""
    words = clean(reason)[:500]
    if not words:
        raise Refusal("Ghi lý do thay đổi, ví dụ số văn bản cho lùi hạn.")
    if given.owner is None or given.due_on is None:
        raise Refusal("Nhiệm vụ đã giao phải có đơn vị chủ trì và hạn hoàn thành.")
    with transaction.atomic(), sentence_for(Task):
        row = lock(Task, task.pk, revision=revision)
        refuse(may_follow(row, actor))
        if row.state not in LIVE_TASKS:
            raise Refusal(
                f"Nhiệm vụ đang ở bước “{row.get_state_display()}”: chỉ đổi khi đang thực hiện."
            )
        change = TaskChange(
            authority_id=row.authority_id,
            task=row,
            due_before=row.due_on,
            owner_before=row.owner_name,
            reason=words,
            changed_by_name=actor.name,
        )
        _check_units(row, given)
        names = names_on([given.owner, *given.together, *given.helping], timezone.localdate())
        _write(row, given, names, actor)
        lay_periods(row, timezone.localdate())
        change.due_after, change.owner_after = row.due_on, row.owner_name
        change.save()
        record(
            actor=actor,
            verb="task.change",
            obj=row,
            sentence=f"Thay đổi nhiệm vụ: {words}"[:500],
            data={
                "due": [str(change.due_before), str(change.due_after)],
                "owner": [change.owner_before, change.owner_after],
            },
        )
    return row


def _check_units(row: Task, given: Assignment) -> None:
    """A unit that comes in must stand today; those that had the task may keep it."""
    held = {row.owner_id, *row.partners.values_list("unit_id", flat=True)}
    new = {given.owner, *given.together, *given.helping} - held - {None}
    today = timezone.localdate()
    known = {one.unit_id for one in standing(row.authority_id, today)}
    if row.directive is not None:
        known |= {one.unit_id for one in standing(row.authority_id, row.directive.day(today))}
    if not new <= known:
        raise Refusal("Có đơn vị không còn hoặc không có trong danh sách. Chọn lại.")
