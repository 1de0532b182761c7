"""Laying a task's report periods, and laying them again when its days, rhythm or units change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.directives.enums import HANDED_IN, Part, Rhythm
from thidua.directives.models import ReportPeriod, Task, TaskReport
from thidua.directives.periods import Period, periods
from thidua.directives.settings import settings_of


def lay_periods(task: Task, today: date) -> None:
    """Make what each unit owes agree with the task, in the caller's transaction.

    What was handed in stays, and so do recurring periods that are over; the rest is laid anew from
    the day after them, so that no day is reported on twice and none is left out. A unit that comes
    in later owes reports from `today` on; one that leaves owes nothing more.
    """
    wanted = dict(_reporting(task))
    live = ReportPeriod.objects.filter(task=task, dropped_at__isnull=True)
    _drop(live.exclude(unit_id__in=wanted).exclude(_handed_in()))
    for unit_id, name in wanted.items():
        _lay(task, unit_id, name, today)


def _reporting(task: Task) -> Iterable[tuple[int, str]]:
    """Units that owe reports, by key, with their names."""
    if task.owner_id is not None:
        yield task.owner_id, task.owner_name
    for one in task.partners.filter(part=Part.REPORTS):
        yield one.unit_id, one.name


def _lay(task: Task, unit_id: int, name: str, today: date) -> None:
    assert task.begins_on is not None
    assert task.due_on is not None
    live = ReportPeriod.objects.filter(task=task, unit_id=unit_id, dropped_at__isnull=True)
    over = Q(ends_on__lt=today) if task.rhythm != Rhythm.ONCE else Q(pk__in=())
    last = live.filter(_handed_in() | over).order_by("-ends_on").first()
    first = max(task.begins_on, today)
    if last is not None:
        first = last.ends_on + timedelta(days=1)
    elif live.exists():
        first = task.begins_on
    old = {row.begins_on: row for row in live.filter(begins_on__gte=first)}
    within = settings_of(task.authority_id).report_within
    for one in periods(first, task.due_on, task.rhythm, within):
        if row := old.pop(one.begins_on, None):
            _change(row, one)
        else:
            _make(task, unit_id, name, one)
    _drop(ReportPeriod.objects.filter(pk__in=[row.pk for row in old.values()]))


def _handed_in() -> Q:
    sent = TaskReport.objects.filter(period=OuterRef("pk"), state__in=HANDED_IN)
    return Q(Exists(sent))


def _change(row: ReportPeriod, one: Period) -> None:
    row.ends_on, row.due_on, row.sure = one.ends_on, one.due_on, one.sure
    row.save(update_fields=["ends_on", "due_on", "sure"])


def _make(task: Task, unit_id: int, name: str, one: Period) -> ReportPeriod:
    return ReportPeriod.objects.create(
        authority_id=task.authority_id,
        task=task,
        unit_id=unit_id,
        unit_name=name,
        begins_on=one.begins_on,
        ends_on=one.ends_on,
        due_on=one.due_on,
        sure=one.sure,
    )


def _drop(rows: QuerySet[ReportPeriod]) -> None:
    rows.update(dropped_at=timezone.now())


def drop_periods(task: Task) -> None:
    """Nothing more is owed for the task; what was handed in stays."""
    live = ReportPeriod.objects.filter(task=task, dropped_at__isnull=True)
    _drop(live.exclude(_handed_in()))
