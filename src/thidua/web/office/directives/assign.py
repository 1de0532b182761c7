"""The table that gives all tasks of a directive out, saved at once; kept as it is filled in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.core.screens import screen
from thidua.directives.directive_workflow import DIRECTIVES
from thidua.directives.domain.assigning import Assignment, save_assignments
from thidua.directives.domain.matching import hints, units_for
from thidua.directives.enums import DirectiveState, TaskState
from thidua.directives.models import Directive, Task
from thidua.directives.periods import DUE_RULE
from thidua.directives.settings import settings_of
from thidua.registry.domain.unit_book import UnitBook
from thidua.web.office.directives.forms import AssignForm, FillForm, UnitChoices
from thidua.web.office.directives.register import directive_or_404
from thidua.web.shared.form_pages import revision


class Table:
    """All rows of the form with the tasks they are about."""

    def __init__(self, request: HttpRequest, row: Directive) -> None:
        data = request.POST if request.method == "POST" else None
        choices = UnitChoices(units_for(row, row.authority_id))
        waiting = row.tasks.filter(state=TaskState.PLANNED)
        rows = waiting.select_related("finding").prefetch_related("partners")
        self.tasks: list[Task] = list(rows)
        self.forms = [
            AssignForm(data, prefix=task.code, initial=AssignForm.values_of(task), choices=choices)
            for task in self.tasks
        ]
        self.fill = FillForm(data, prefix="tat-ca", choices=choices)
        book = UnitBook(row.authority_id)
        self.hints = [hints(row, _duties(task), book) for task in self.tasks]

    def is_valid(self) -> bool:
        """Every row is looked at, so that every fault is told at once."""
        found = [form.is_valid() for form in (self.fill, *self.forms)]
        return all(found)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {"task": task, "form": form, "hints": said, "asks_due": not task.due_words}
            for task, form, said in zip(self.tasks, self.forms, self.hints, strict=True)
        ]

    def assignments(self, *, filled: bool) -> dict[str, Assignment]:
        """By code of task; `filled`: gaps are filled from the row for all."""
        found = {}
        for task, form in zip(self.tasks, self.forms, strict=True):
            given = form.assignment()
            if filled:
                is_general = any(duty["inherited"] for duty in _duties(task)) or not _duties(task)
                given = self.fill.over(given, is_general=is_general)
            found[task.code] = given
        return found


def _duties(task: Task) -> list[dict[str, Any]]:
    return list(task.finding.values.get("duties", ())) if task.finding else []


@screen(Role.OFFICER, writes=True)
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Owner, partners, day and rhythm of every task; then the plan is issued."""
    row = directive_or_404(request, code)
    if row.state != DirectiveState.PROPOSED:
        messages.info(request, "Kế hoạch đã ban hành: đổi từng nhiệm vụ ở trang của nhiệm vụ.")
        return redirect("office:directive", row.code)
    table = Table(request, row)
    shown = row.revision
    errors: list[str] = []
    if request.method == "POST" and table.is_valid():
        try:
            _save(request, row, table, filled=True)
        except NotAllowed:
            raise
        except StaleEdit as stale:
            errors, shown = list(stale.reasons), revision(request) or 0
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, f"Đã lưu phân công {len(table.tasks)} nhiệm vụ.")
            return redirect("office:directive_assign", row.code)
    context = {
        "directive": row,
        "table": table,
        "revision": shown,
        "errors": errors,
        "forms": [table.fill, *table.forms],
        "issue": next(
            one for one in DIRECTIVES.offers(row, request.actor) if one.transition.name == "issue"
        ),
        "within": settings_of(row.authority_id),
        "due_rule": DUE_RULE,
        "year_over": row.year < timezone.localdate().year,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "directives/assign.html", context, status=status)


def _save(request: HttpRequest, row: Directive, table: Table, *, filled: bool) -> Directive:
    return save_assignments(
        actor=request.actor,
        directive=row,
        rows=table.assignments(filled=filled),
        revision=revision(request),
    )


@screen(Role.OFFICER, reads=False, writes=True)
def autosave(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is being filled in; 409 when it cannot be kept as it stands."""
    row = directive_or_404(request, code)
    if row.state != DirectiveState.PROPOSED:
        return HttpResponse(status=409)
    table = Table(request, row)
    if not table.is_valid():
        return HttpResponse(status=409)
    try:
        saved = _save(request, row, table, filled=False)
    except Refusal:
        return HttpResponse(status=409)
    return JsonResponse({"fields": {"revision": str(saved.revision)}})


urlpatterns = [
    path("chi-thi/<slug:code>/giao-viec/", assign, name="directive_assign"),
    path("chi-thi/<slug:code>/giao-viec/luu-nhap/", autosave, name="directive_assign_draft"),
]
