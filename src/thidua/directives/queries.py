"""Reading directives and tasks. `visible_to` and `tasks_visible_to` are the rules of every list,
count, file and export."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.directives.enums import (
    GIVEN,
    HANDED_IN,
    LIVE_TASKS,
    DirectiveState,
    FindingState,
    ReportState,
    TaskState,
)
from thidua.directives.models import (
    Directive,
    Finding,
    Reminder,
    ReportFile,
    ReportPeriod,
    ResultPaper,
    Task,
    TaskReport,
)
from thidua.directives.rules import own_units

D = TypeVar("D", Directive, Task)
READERS = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)
SHOWN_TO_UNITS = (DirectiveState.IN_FORCE, DirectiveState.ENDED)


def visible_to(actor: Actor) -> QuerySet[Directive]:
    """The office all of them; units those that are followed, as they were sent to everybody."""
    mine = Directive.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(state__in=SHOWN_TO_UNITS)
    return mine if actor.is_any(*READERS) else mine.none()


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """The office all; a unit those it leads or takes part in, once they are given."""
    mine = Task.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        units = own_units(actor)
        shared = Task.objects.filter(partners__unit_id__in=units)
        return mine.filter(Q(owner_id__in=units) | Q(pk__in=shared.values("pk")), state__in=GIVEN)
    return mine if actor.is_any(*READERS) else mine.none()


def periods_visible_to(actor: Actor) -> QuerySet[ReportPeriod]:
    """What is owed: the office sees all, a unit its own."""
    mine = ReportPeriod.objects.filter(authority_id=actor.authority_id, dropped_at__isnull=True)
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=own_units(actor))
    return mine if actor.is_any(*READERS) else mine.none()


def reports_visible_to(actor: Actor) -> QuerySet[TaskReport]:
    """A unit its own, drafts too; the office what was sent."""
    mine = TaskReport.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(period__unit_id__in=own_units(actor))
    if not actor.is_any(*READERS):
        return mine.none()
    return mine.exclude(state=ReportState.DRAFT)


def results_visible_to(actor: Actor) -> QuerySet[ResultPaper]:
    return ResultPaper.objects.filter(
        authority_id=actor.authority_id, directive__in=visible_to(actor)
    )


def files_for(actor: Actor) -> Q:
    """Papers of directives, evidence of reports and issued reports that the actor may open."""
    directives = visible_to(actor).values("file")
    held = ReportFile.objects.filter(report__in=reports_visible_to(actor))
    found = Q(pk__in=directives) | Q(pk__in=held.values("file"))
    if actor.is_any(*READERS):
        results = results_visible_to(actor)
        found |= Q(pk__in=results.values("docx")) | Q(pk__in=results.values("pdf"))
    return found


def searched(found: QuerySet[D], words: str) -> QuerySet[D]:
    """Directives or tasks by code, or by their words with or without diacritics."""
    exact = found.filter(code__iexact=words.strip())
    return exact if words.strip() and exact.exists() else matching(found, words)


def with_counts(found: QuerySet[Directive], today: date) -> QuerySet[Directive]:
    """Each directive with how many findings wait, and tasks: all, done, late."""
    given = Q(tasks__state__in=(*LIVE_TASKS, TaskState.DONE))
    late = Q(tasks__state__in=LIVE_TASKS, tasks__due_on__lt=today)
    waiting = (
        Finding.objects.filter(directive=OuterRef("pk"), state=FindingState.PROPOSED)
        .order_by()
        .values("directive")
        .annotate(n=Count("pk"))
    )
    return found.annotate(
        waiting=Coalesce(Subquery(waiting.values("n"), output_field=IntegerField()), 0),
        task_count=Count("tasks", filter=given),
        done_count=Count("tasks", filter=Q(tasks__state=TaskState.DONE)),
        late_count=Count("tasks", filter=late),
    )


def late_tasks(found: QuerySet[Task], today: date) -> QuerySet[Task]:
    """Tasks still worked on after their last day."""
    return found.filter(state__in=LIVE_TASKS, due_on__lt=today)


def owed(found: QuerySet[ReportPeriod]) -> QuerySet[ReportPeriod]:
    """Periods of tasks that go on, for which nothing stands as handed in."""
    handed = TaskReport.objects.filter(period=OuterRef("pk"), state__in=HANDED_IN)
    return found.filter(~Exists(handed), dropped_at__isnull=True, task__state__in=LIVE_TASKS)


def overdue(found: QuerySet[ReportPeriod], today: date) -> QuerySet[ReportPeriod]:
    return owed(found).filter(due_on__lt=today)


def with_reports(found: QuerySet[ReportPeriod]) -> QuerySet[ReportPeriod]:
    """Each period with its versions, newest first, their standing evidence, and its reminders."""
    files = ReportFile.objects.filter(withdrawn_at__isnull=True).select_related("file")
    reports = TaskReport.objects.order_by("-version").prefetch_related(
        Prefetch("files", files, to_attr="evidence")
    )
    return found.prefetch_related(
        Prefetch("reports", reports, to_attr="versions"), Prefetch("reminders", to_attr="nudges")
    )


def waiting_reports(actor: Actor) -> QuerySet[TaskReport]:
    """Reports that the officer has not taken in yet, oldest first."""
    return (
        reports_visible_to(actor)
        .filter(state=ReportState.SENT)
        .select_related("period__task")
        .order_by("sent_on", "pk")
    )


def latest_shares(tasks: Iterable[Task]) -> dict[int, TaskReport]:
    """The newest report handed in by each task's owner: how far the task is."""
    rows = (
        TaskReport.objects.filter(period__task__in=list(tasks), state__in=HANDED_IN)
        .select_related("period__task")
        .order_by("period__ends_on", "version")
    )
    return {
        row.period.task_id: row for row in rows if row.period.unit_id == row.period.task.owner_id
    }


def recent_reminders(actor: Actor, since: date) -> QuerySet[Reminder]:
    """Reminders written since a day for what the actor's units still owe: the newest first, of one
    day the most urgent first, which alone a desk shows."""
    periods = owed(periods_visible_to(actor))
    return (
        Reminder.objects.filter(period__in=periods, written_on__gte=since)
        .select_related("period__task")
        .order_by("-written_on", "-step", "-pk")
    )


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Last days of tasks and due days of reports that the actor sees, from one day to another."""
    is_unit = actor.role in UNIT_ROLES
    page = "unit:task" if is_unit else "office:task"
    tasks = tasks_visible_to(actor).filter(due_on__range=(since, until))
    found = [
        Deadline(
            task.due_on,
            f"Hạn nhiệm vụ: {task.title}",
            "task",
            task.owner_name,
            task.state == TaskState.DONE,
            (page, task.code),
        )
        for task in tasks.exclude(state__in=(TaskState.PLANNED, TaskState.CANCELLED))
        if task.due_on
    ]
    periods = periods_visible_to(actor).filter(due_on__range=(since, until))
    handed = TaskReport.objects.filter(period=OuterRef("pk"), state__in=HANDED_IN)
    rows = periods.annotate(done=Exists(handed)).select_related("task")
    found += [
        Deadline(
            row.due_on,
            f"Báo cáo: {row.task.title}",
            "task_report",
            row.unit_name,
            bool(row.done),
            (page, row.task.code),
        )
        for row in rows.exclude(task__state=TaskState.CANCELLED)
    ]
    return sorted(found, key=lambda one: (one.on, one.title, one.subject))
