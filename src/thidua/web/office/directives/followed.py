"""The board of what is late: by unit and by task, worst first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.directives.models import ReportPeriod, Task
from thidua.directives.queries import (
    READERS,
    late_tasks,
    overdue,
    periods_visible_to,
    searched,
    tasks_visible_to,
)
from thidua.web.shared import workbook
from thidua.web.shared.asked import words_of

HEAD = ("Đơn vị", "Nhiệm vụ", "Việc", "Kỳ", "Hạn", "Quá hạn (ngày)", "Đã đôn đốc (lần)")


@dataclass(slots=True)
class Debtor:
    """One unit with what it owes. `worst`: days of the oldest thing."""

    unit_id: int
    name: str
    reports: list[ReportPeriod] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    worst: int = 0

    @property
    def by_task(self) -> list[tuple[Task, list[ReportPeriod]]]:
        """Reports under their task, the task that waits longest first."""
        found: dict[int, tuple[Task, list[ReportPeriod]]] = {}
        for row in self.reports:
            found.setdefault(row.task_id, (row.task, []))[1].append(row)
        return list(found.values())


@screen(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Who is late with what, and for how long."""
    today, words = timezone.localdate(), words_of(request.GET)
    seen = tasks_visible_to(request.actor)
    seen = searched(seen, words) if words else seen
    tasks = list(late_tasks(seen, today).select_related("directive").order_by("due_on", "pk"))
    periods = overdue(periods_visible_to(request.actor), today).filter(task__in=seen)
    rows = list(
        periods.select_related("task__directive").prefetch_related("reminders").order_by("due_on")
    )
    for one in (*tasks, *rows):
        one.days_over = (today - one.due_on).days
    debtors = _by_unit(tasks, rows)
    if request.GET.get("xuat") == "xlsx":
        return _book(debtors)
    context: dict[str, Any] = {
        "words": words,
        "tasks": tasks,
        "debtors": debtors,
        "report_count": len(rows),
        "may_set": request.actor.is_any(Role.OFFICER),
        "view": "nhiem-vu" if request.GET.get("theo") == "nhiem-vu" else "don-vi",
    }
    return render(request, "directives/overdue.html", context)


def _by_unit(tasks: list[Task], rows: list[ReportPeriod]) -> list[Debtor]:
    found: dict[int, Debtor] = {}
    for row in rows:
        one = found.setdefault(row.unit_id, Debtor(row.unit_id, row.unit_name))
        one.reports.append(row)
        one.worst = max(one.worst, row.days_over)
    for task in tasks:
        one = found.setdefault(task.owner_id, Debtor(task.owner_id, task.owner_name))
        one.tasks.append(task)
        one.worst = max(one.worst, task.days_over)
    return sorted(found.values(), key=lambda one: (-one.worst, -len(one.reports), one.name))


def _book(debtors: list[Debtor]) -> HttpResponse:
    lines = []
    for one in debtors:
        lines += [
            (one.name, task.title, "Nhiệm vụ quá hạn", "", _day(task.due_on), task.days_over, "")
            for task in one.tasks
        ]
        lines += [
            (one.name, row.task.title, "Báo cáo quá hạn",
             f"{_day(row.begins_on)} – {_day(row.ends_on)}", _day(row.due_on), row.days_over,
             len(row.reminders.all()))
            for row in one.reports
        ]  # fmt: skip
    return workbook.response("qua-han", "Nhiệm vụ, báo cáo quá hạn", HEAD, lines)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


urlpatterns = [path("nhiem-vu/qua-han/", board, name="overdue")]
