"""Tasks: the list, the page of one with its periods and reports, its steps and changes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.directives.domain.assigning import NewTask, add_task, change_task
from thidua.directives.domain.matching import units_for
from thidua.directives.domain.reports import judge_report, step_task
from thidua.directives.enums import LIVE_TASKS, DirectiveState, ReportState, TaskState
from thidua.directives.models import ReportPeriod, Task
from thidua.directives.periods import DUE_RULE
from thidua.directives.queries import (
    READERS,
    late_tasks,
    latest_shares,
    periods_visible_to,
    reports_visible_to,
    searched,
    tasks_visible_to,
    visible_to,
    with_reports,
)
from thidua.directives.report_workflow import REPORTS
from thidua.directives.task_workflow import TASKS
from thidua.journal.queries import events_of
from thidua.web.office.directives import forms
from thidua.web.office.directives.looks import REPORT_LOOKS, dress_task
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips, one_of, order_by, sort_of, words_of
from thidua.web.shared.form_pages import form_page, revision

PAGE_SIZE = 40
SORTS = {
    "han": ("due_on", "order", "pk"),
    "don-vi": ("owner_name", "due_on", "pk"),
    "so": ("directive_id", "order", "pk"),
    "buoc": ("state", "due_on", "pk"),
}
SOON = {"7": "Trong 7 ngày", "30": "Trong 30 ngày", "90": "Trong 90 ngày"}
HEAD = ("Mã", "Chỉ thị", "Số", "Nhiệm vụ", "Chủ trì", "Hạn", "Bước", "Quá hạn (ngày)", "Đã làm (%)",
        "Nhịp báo cáo")  # fmt: skip


class Filters:
    """What the address asks for; what it does not understand is ignored."""

    def __init__(self, request: HttpRequest) -> None:
        query = request.GET
        self.words = words_of(query)
        self.state = one_of(query, "buoc", TaskState.values)
        self.directive = query.get("chi_thi", "")[:12]
        self.unit = query.get("don_vi", "") if query.get("don_vi", "").isdecimal() else ""
        self.unit = self.unit if len(self.unit) <= 12 else ""  # noqa: PLR2004
        self.late = "muon" in query
        self.soon = one_of(query, "han", SOON)
        self.sort = sort_of(query, SORTS, "han")

    def apply(self, found: QuerySet[Task], today: date) -> QuerySet[Task]:
        """Everything but the step, which the chips count."""
        found = searched(found, self.words) if self.words else found
        if self.directive:
            found = found.filter(directive__code=self.directive)
        if self.unit:
            found = found.filter(owner_id=self.unit)
        if self.late:
            found = late_tasks(found, today)
        if self.soon:
            until = today + timedelta(days=int(self.soon))
            found = found.filter(state__in=LIVE_TASKS, due_on__range=(today, until))
        return found

    @property
    def is_set(self) -> bool:
        return bool(
            self.words or self.state or self.directive or self.unit or self.late or self.soon
        )


def listed(request: HttpRequest, seen: QuerySet[Task], page: str, name: str) -> HttpResponse:
    """The list of tasks for whoever asks, or the same as a workbook; `page` is one task's page."""
    today, filters = timezone.localdate(), Filters(request)
    found = filters.apply(seen, today)
    counts = Counter(found.order_by().values_list("state", flat=True))
    rows = found.filter(state=filters.state) if filters.state else found
    rows = rows.select_related("directive").order_by(*order_by(filters.sort, SORTS))
    if request.GET.get("xuat") == "xlsx":
        return _book(rows, today, name)
    paged = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    tasks = list(paged.object_list)
    shares = latest_shares(tasks)
    for row in tasks:
        dress_task(row, today)
        row.share = shares[row.pk].share if row.pk in shares else None
    paged.object_list = tasks
    steps = [("", "Tất cả", counts.total())]
    steps += [
        (one.value, one.label, counts[one])
        for one in TaskState
        if counts[one] or one == filters.state
    ]
    context = {
        "page": paged,
        "filters": filters,
        "chips": chips(request.GET, "buoc", filters.state, steps),
        "units": _owners(seen),
        "directives": [
            (one.code, one.label)
            for one in visible_to(request.actor).filter(tasks__in=seen).distinct().order_by("-pk")
        ],
        "soon": SOON.items(),
        "task_page": page,
        "is_unit": page.startswith("unit:"),
        "may_add": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "directives/tasks.html", context)


def _owners(seen: QuerySet[Task]) -> list[tuple[int, str]]:
    rows = seen.filter(owner__isnull=False).order_by("owner_name")
    return list(rows.values_list("owner_id", "owner_name").distinct())


def _book(rows: QuerySet[Task], today: date, name: str) -> HttpResponse:
    tasks = [dress_task(row, today) for row in rows]
    shares = latest_shares(tasks)
    lines = (
        (
            row.code,
            row.directive.label if row.directive else "",
            row.number,
            row.title,
            row.owner_name,
            f"{row.due_on:%d/%m/%Y}" if row.due_on else "",
            row.get_state_display(),
            row.late or "",
            float(shares[row.pk].share) if row.pk in shares else "",
            row.get_rhythm_display(),
        )
        for row in tasks
    )
    return workbook.response(name, "Nhiệm vụ", HEAD, lines)


@screen(*READERS)
def tasks(request: HttpRequest) -> HttpResponse:
    """All tasks, nearest day first."""
    seen = tasks_visible_to(request.actor)
    return listed(request, seen, "office:task", "nhiem-vu")


def task_or_404(request: HttpRequest, code: str) -> Task:
    rows = tasks_visible_to(request.actor).select_related("directive", "finding")
    row = get_object_or_404(rows.prefetch_related("partners"), code=code)
    return dress_task(row, timezone.localdate())


def dressed_periods(found: QuerySet[ReportPeriod], today: date) -> list[ReportPeriod]:
    """Periods with their reports as the page shows them: what stands, what is missing."""
    rows = list(with_reports(found))
    for row in rows:
        row.standing = next(
            (one for one in row.versions if one.state not in ("draft", "replaced")), None
        )
        row.draft = next((one for one in row.versions if one.state == ReportState.DRAFT), None)
        row.owed = row.standing is None or row.standing.state == ReportState.GIVEN_BACK
        row.days = (row.due_on - today).days
        row.is_late, row.late_days = row.owed and row.days < 0, -row.days
        row.older = [one for one in row.versions if one.state == ReportState.REPLACED]
        row.was_late = bool(row.standing and _first_day(row) > row.due_on)
        for one in row.versions:
            one.look, one.icon = REPORT_LOOKS[ReportState(one.state)]
    return rows


def by_unit(periods: list[ReportPeriod], owner: int | None, today: date) -> list[dict[str, Any]]:
    """Periods of each unit, the owner's first; those that have not begun apart, unless written."""
    found: dict[int, dict[str, Any]] = {}
    for row in sorted(periods, key=lambda one: (one.unit_id != owner, one.unit_name)):
        unit = {"name": row.unit_name, "begun": [], "coming": [], "sent": 0, "late": 0}
        unit = found.setdefault(row.unit_id, unit)
        is_begun = row.begins_on <= today or row.versions
        unit["begun" if is_begun else "coming"].append(row)
        unit["sent"] += not row.owed
        unit["late"] += row.is_late
    for unit in found.values():
        unit["begun"].reverse()
    return list(found.values())


def _first_day(row: Any) -> date:
    return min(one.sent_on for one in row.versions if one.sent_on)


@screen(*READERS)
def task(request: HttpRequest, code: str) -> HttpResponse:
    """One task: what, who, until when; every report owed and sent; what was changed, and why."""
    row = task_or_404(request, code)
    today = timezone.localdate()
    periods = dressed_periods(periods_visible_to(request.actor).filter(task=row), today)
    for one in periods:
        one.offers = (
            [
                offer
                for offer in REPORTS.offers(one.standing, request.actor)
                if offer.transition.name != "replace"
            ]
            if one.standing
            else []
        )
    context = {
        "task": row,
        "periods": periods,
        "units": by_unit(periods, row.owner_id, today),
        "offers": [
            one for one in TASKS.offers(row, request.actor) if one.transition.name != "assign"
        ],
        "may_follow": request.actor.is_any(Role.OFFICER),
        "is_live": row.state in LIVE_TASKS,
        "changes": row.changes.all(),
        "due_rule": DUE_RULE,
        "events": timelines.shown(request.actor, events_of(row), 30),
        "newest": latest_shares([row]).get(row.pk),
    }
    return render(request, "directives/task.html", context)


ASKING = {
    "accept": (forms.NoteForm, "Đã công nhận hoàn thành."),
    "give_back": (forms.ReasonForm, "Đã trả lại nhiệm vụ."),
    "restore": (forms.ReasonForm, "Đã khôi phục nhiệm vụ; đơn vị lại phải báo cáo."),
    "reopen": (forms.ReasonForm, "Đã mở lại nhiệm vụ."),
    "cancel": (forms.ReasonForm, "Đã hủy nhiệm vụ."),
}


@screen(Role.OFFICER, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step of the task's path."""
    row = task_or_404(request, code)
    if name not in ASKING:
        raise Http404
    form_class, done = ASKING[name]
    return form_page(
        request,
        form_class(request.POST if request.method == "POST" else None),
        run=lambda data: step_task(
            actor=request.actor, task=row, name=name, revision=revision(request), **data
        ),
        done=done,
        back=reverse("office:task", args=[row.code]),
        page=task_page(row, TASKS.by_name[name].label),
    )


def task_page(row: Task, title: str, base: str = "office") -> dict[str, Any]:
    return {
        "title": title,
        "lead": row.title,
        "crumbs": [
            ("Nhiệm vụ", reverse(f"{base}:tasks")),
            (row.code, reverse(f"{base}:task", args=[row.code])),
        ],
        "submit": title,
        "row": row,
    }


@screen(Role.OFFICER, writes=True)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Another day, owner or rhythm, with the reason; what stood before is kept."""
    row = task_or_404(request, code)
    units = {one.unit_id: one for one in units_for(row.directive, row.authority_id)}
    units |= {one.unit_id: one for one in units_for(None, row.authority_id)}
    form = forms.ChangeForm(
        request.POST if request.method == "POST" else None,
        initial=forms.ChangeForm.values_of(row),
        choices=forms.UnitChoices(list(units.values())),
    )
    return form_page(
        request,
        form,
        run=lambda data: change_task(
            actor=request.actor,
            task=row,
            given=form.assignment(),
            reason=data["reason"],
            revision=revision(request),
        ),
        done="Đã thay đổi nhiệm vụ. Kỳ báo cáo tính lại theo hạn mới.",
        back=reverse("office:task", args=[row.code]),
        page=task_page(row, "Đổi hạn, đơn vị, nhịp") | {"note": DUE_RULE},
    )


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """A task given by itself, or added to a directive in force (?chi_thi=…)."""
    code = request.GET.get("chi_thi", "")[:12]
    in_force = visible_to(request.actor).filter(state=DirectiveState.IN_FORCE)
    directive = in_force.filter(code=code).first() if code else None
    form = forms.NewTaskForm(
        request.POST if request.method == "POST" else None,
        choices=forms.UnitChoices(units_for(directive, request.actor.authority_id)),
    )
    back = reverse("office:tasks")
    return form_page(
        request,
        form,
        run=lambda data: add_task(
            actor=request.actor,
            directive=directive,
            new=NewTask(data["title"], data["words"], assignment=form.assignment()),
        ),
        done="Đã giao nhiệm vụ.",
        back=reverse("office:directive", args=[directive.code]) if directive else back,
        page={
            "title": "Giao nhiệm vụ",
            "lead": directive.label if directive else "Nhiệm vụ giao ngoài chỉ thị.",
            "crumbs": [("Nhiệm vụ", back)],
            "submit": "Giao nhiệm vụ",
            "note": DUE_RULE,
        },
    )


@screen(Role.OFFICER, writes=True)
def judge(request: HttpRequest, code: str, pk: int, name: str) -> HttpResponse:
    """Accept a report at once, or give it back with a reason."""
    row = task_or_404(request, code)
    report = get_object_or_404(
        reports_visible_to(request.actor).select_related("period__task"), pk=pk, period__task=row
    )
    back = reverse("office:task", args=[row.code])
    if name == "accept" and request.method == "POST":
        try:
            judge_report(actor=request.actor, report=report, name=name, revision=revision(request))
        except NotAllowed:
            raise
        except Refusal as refusal:
            messages.error(request, " ".join(refusal.reasons))
        else:
            messages.success(request, f"Đã nhận báo cáo của {report.period.unit_name}.")
        return redirect(back)
    if name != "give_back":
        raise Http404
    return form_page(
        request,
        forms.ReasonForm(request.POST if request.method == "POST" else None),
        run=lambda data: judge_report(
            actor=request.actor, report=report, name=name, revision=revision(request), **data
        ),
        done="Đã trả lại báo cáo.",
        back=back,
        page=task_page(row, "Trả lại báo cáo") | {"row": report, "lead": str(report.period)},
    )


urlpatterns = [
    path("nhiem-vu/", tasks, name="tasks"),
    path("nhiem-vu/moi/", new, name="task_new"),
    path("nhiem-vu/<slug:code>/", task, name="task"),
    path("nhiem-vu/<slug:code>/sua/", change, name="task_change"),
    path("nhiem-vu/<slug:code>/thao-tac/<slug:name>/", act, name="task_act"),
    path("nhiem-vu/<slug:code>/bao-cao/<int:pk>/<slug:name>/", judge, name="task_report"),
]
