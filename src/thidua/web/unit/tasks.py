"""A unit's tasks: what it owes and when, the report from a telephone, what became of it."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.core.screens import screen
from thidua.directives.domain.reports import (
    Content,
    add_file,
    save_report,
    send_report,
    start_report,
    step_task,
    withdraw_file,
)
from thidua.directives.enums import ReportState
from thidua.directives.models import ReportFile, ReportPeriod, TaskReport
from thidua.directives.periods import DUE_RULE
from thidua.directives.queries import (
    latest_shares,
    owed,
    periods_visible_to,
    reports_visible_to,
    tasks_visible_to,
)
from thidua.directives.rules import own_units
from thidua.directives.task_workflow import TASKS
from thidua.documents.domain.store import store
from thidua.vietnamese.numbers import format_number, parse_number
from thidua.web.office.directives.forms import ReasonForm
from thidua.web.office.directives.task_pages import (
    by_unit,
    dressed_periods,
    listed,
    task_or_404,
    task_page,
)
from thidua.web.shared.form_pages import form_page, revision

CLERKS = (Role.CLERK, Role.HEAD)
MOST_OWED = 12
WHOLE = 100


class ReportForm(forms.Form):
    """A report; anything may be open while it is a draft."""

    words = forms.CharField(
        label="Kết quả đã làm", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Việc đã làm trong kỳ, có số liệu.",
    )  # fmt: skip
    share = forms.CharField(
        label="Phần đã làm của cả nhiệm vụ (%)", required=False, max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Từ 0 đến 100, ví dụ 62,5.",
    )  # fmt: skip
    difficulties = forms.CharField(
        label="Khó khăn, vướng mắc, đề nghị", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def clean_share(self) -> Decimal | None:
        typed = self.cleaned_data["share"].replace("%", "").strip()
        if not typed:
            return None
        found = parse_number(typed)
        if found is None or not 0 <= found <= WHOLE:
            raise forms.ValidationError("Ghi số từ 0 đến 100, phần lẻ sau dấu phẩy.")
        return round(found, 2)

    def content(self) -> Content:
        return Content(**self.cleaned_data)


class EvidenceForm(forms.Form):
    file = forms.FileField(label="Tệp minh chứng")
    note = forms.CharField(label="Ghi chú về tệp", required=False, max_length=200)


@screen(*CLERKS)
def tasks(request: HttpRequest) -> HttpResponse:
    """Tasks of the unit, nearest day first."""
    return listed(request, tasks_visible_to(request.actor), "unit:task", "nhiem-vu-don-vi")


@screen(*CLERKS)
def owing(request: HttpRequest) -> HttpResponse:
    """Reports that the unit owes, the most pressing first."""
    today = timezone.localdate()
    rows = owed(periods_visible_to(request.actor)).select_related("task__directive")
    back = TaskReport.objects.filter(period=OuterRef("pk"), state=ReportState.GIVEN_BACK)
    found = list(rows.annotate(given_back=Exists(back)).order_by("due_on", "pk")[:MOST_OWED])
    for row in found:
        row.days, row.late_days = (row.due_on - today).days, (today - row.due_on).days
    context = {"rows": found, "total": rows.count(), "due_rule": DUE_RULE}
    return render(request, "directives/owing.html", context)


@screen(*CLERKS)
def task(request: HttpRequest, code: str) -> HttpResponse:
    """One task: what to do, the unit's own periods and reports, and what was said of them."""
    row = task_or_404(request, code)
    today = timezone.localdate()
    periods = dressed_periods(periods_visible_to(request.actor).filter(task=row), today)
    context = {
        "task": row,
        "periods": periods,
        "units": by_unit(periods, row.owner_id, today),
        "offers": [
            one for one in TASKS.offers(row, request.actor) if one.transition.name == "report_done"
        ],
        "leads": row.owner_id in own_units(request.actor),
        "is_live": row.state in ("open", "reported"),
        "due_rule": DUE_RULE,
        "newest": latest_shares([row]).get(row.pk),
    }
    return render(request, "directives/unit_task.html", context)


@screen(*CLERKS, writes=True)
def done(request: HttpRequest, code: str) -> HttpResponse:
    """Say that the task is done; the office accepts it or gives it back."""
    row = task_or_404(request, code)
    return form_page(
        request,
        ReasonForm(request.POST if request.method == "POST" else None),
        run=lambda data: step_task(
            actor=request.actor, task=row, name="report_done", revision=revision(request), **data
        ),
        done="Đã báo hoàn thành, chờ cơ quan thường trực công nhận.",
        back=reverse("unit:task", args=[row.code]),
        page=task_page(row, "Báo đã hoàn thành", "unit"),
    )


def _period(request: HttpRequest, code: str, pk: int) -> ReportPeriod:
    rows = periods_visible_to(request.actor).select_related("task__directive")
    return get_object_or_404(rows, pk=pk, task__code=code, task__in=tasks_visible_to(request.actor))


@screen(*CLERKS, reads=False, writes=True)
def start(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Begin a report of a period, or a correction of the one that was sent."""
    period = _period(request, code, pk)
    try:
        report = start_report(actor=request.actor, period=period)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("unit:task", code)
    return redirect("unit:task_report", code, report.pk)


def _report(request: HttpRequest, code: str, pk: int) -> TaskReport:
    rows = reports_visible_to(request.actor).select_related("period__task__directive")
    return get_object_or_404(rows, pk=pk, period__task__code=code)


def _initial(report: TaskReport) -> dict[str, str]:
    return {
        "words": report.words,
        "share": format_number(report.share) if report.share is not None else "",
        "difficulties": report.difficulties,
    }


@screen(*CLERKS, writes=True)
def report(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Write the report, keep it as it is, or send it."""
    row = _report(request, code, pk)
    if row.state != ReportState.DRAFT:
        messages.info(request, "Báo cáo này đã gửi. Bấm Sửa báo cáo ở kỳ đó để lập bản sau.")
        return redirect("unit:task", code)
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data, initial=_initial(row))
    shown = row.revision
    if request.method == "POST" and form.is_valid():
        sends = "gui" in request.POST
        try:
            saved = save_report(
                actor=request.actor, report=row, content=form.content(), revision=revision(request)
            )
            shown = saved.revision
            if sends:
                send_report(actor=request.actor, report=saved)
        except NotAllowed:
            raise
        except StaleEdit as stale:
            form.add_error(None, list(stale.reasons))
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            words = "Đã gửi báo cáo." if sends else "Đã lưu, chưa gửi."
            messages.success(request, words)
            if sends:
                return redirect("unit:task", code)
            return redirect("unit:task_report", code, row.pk)
    before = row.period.reports.filter(version__lt=row.version).order_by("-version").first()
    context = {
        "report": row,
        "task": row.period.task,
        "period": row.period,
        "form": form,
        "revision": shown,
        "files": row.files.filter(withdrawn_at__isnull=True).select_related("file"),
        "evidence_form": EvidenceForm(),
        "before": before,
    }
    status = 422 if form.is_bound else 200
    return render(request, "directives/report.html", context, status=status)


@screen(*CLERKS, reads=False, writes=True)
def autosave(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Keep what is being typed; 409 when it cannot be kept as it stands."""
    row = _report(request, code, pk)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=409)
    try:
        saved = save_report(
            actor=request.actor, report=row, content=form.content(), revision=revision(request)
        )
    except Refusal:
        return HttpResponse(status=409)
    return JsonResponse({"fields": {"revision": str(saved.revision)}})


@screen(*CLERKS, reads=False, writes=True)
def evidence(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Keep a file with the draft."""
    row = _report(request, code, pk)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Chọn tệp minh chứng, ghi chú không quá 200 chữ.")
        return redirect("unit:task_report", code, row.pk)
    file = form.cleaned_data["file"]
    try:
        kept = store(actor=request.actor, name=file.name, data=file.read())
        add_file(actor=request.actor, report=row, file=kept, note=form.cleaned_data["note"])
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"Đã thêm minh chứng {kept.name}.")
    return redirect("unit:task_report", code, row.pk)


@screen(*CLERKS, reads=False, writes=True)
def evidence_withdraw(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Take a file out of the draft; versions sent before keep it."""
    row = _report(request, code, pk)
    found = ReportFile.objects.filter(report=row, withdrawn_at__isnull=True)
    file = get_object_or_404(found.select_related("report__period"), pk=number)
    try:
        withdraw_file(actor=request.actor, file=file)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "Đã bỏ minh chứng.")
    return redirect("unit:task_report", code, row.pk)


urlpatterns = [
    path("nhiem-vu/", tasks, name="tasks"),
    path("nhiem-vu/bao-cao/", owing, name="tasks_owing"),
    path("nhiem-vu/<slug:code>/", task, name="task"),
    path("nhiem-vu/<slug:code>/da-xong/", done, name="task_done"),
    path("nhiem-vu/<slug:code>/ky/<int:pk>/", start, name="task_report_new"),
    path("nhiem-vu/<slug:code>/bao-cao/<int:pk>/", report, name="task_report"),
    path("nhiem-vu/<slug:code>/bao-cao/<int:pk>/luu-nhap/", autosave, name="task_report_draft"),
    path("nhiem-vu/<slug:code>/bao-cao/<int:pk>/tep/", evidence, name="task_evidence"),
    path(
        "nhiem-vu/<slug:code>/bao-cao/<int:pk>/tep/<int:number>/bo/",
        evidence_withdraw,
        name="task_evidence_withdraw",
    ),
]
