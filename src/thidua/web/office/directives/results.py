"""The report on what came of a directive: the same figures on the screen, on paper, and kept."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.directives.domain.results import Figures, Issue, drawn, figures, issue_result, paper
from thidua.directives.enums import LIVE_TASKS, DirectiveState
from thidua.directives.models import Directive
from thidua.directives.queries import READERS, results_visible_to
from thidua.directives.rules import may_keep
from thidua.documents.domain.store import OFFICE
from thidua.web.office.directives.forms import ResultForm, SpanForm
from thidua.web.office.directives.register import directive_or_404

TYPES = {"docx": OFFICE["docx"], "pdf": "application/pdf"}
FOLLOWED = (DirectiveState.IN_FORCE, DirectiveState.ENDED)


def _directive(request: HttpRequest, code: str) -> Directive:
    row = directive_or_404(request, code)
    if row.state not in FOLLOWED:
        raise Http404
    return row


def _span(request: HttpRequest, row: Directive) -> tuple[SpanForm, date, date]:
    """From the day the plan was issued to today, unless the address says otherwise."""
    first = row.followed_since or timezone.localdate(row.in_force_at)
    usual = {"tu": first, "den": max(first, timezone.localdate())}
    form = SpanForm(request.GET if "tu" in request.GET else None, initial=usual)
    if form.is_bound and form.is_valid() and form.cleaned_data["tu"] <= form.cleaned_data["den"]:
        return form, form.cleaned_data["tu"], form.cleaned_data["den"]
    return form, usual["tu"], usual["den"]


@screen(*READERS, writes=True)
def result(request: HttpRequest, code: str) -> HttpResponse:
    """Figures with a way to the page of each task; a POST issues the report."""
    row = _directive(request, code)
    span, since, until = _span(request, row)
    form = ResultForm(
        request.POST if request.method == "POST" else None,
        initial={"issued_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = issue_result(
                actor=request.actor,
                directive=row,
                issue=form.issue(since, until),
                today=timezone.localdate(),
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã ban hành báo cáo số {made.number}; số liệu được giữ.")
            return redirect("office:directive_issued", row.code, made.pk)
    context = {
        "directive": row,
        "found": figures(row, since, until, timezone.localdate()),
        "span": span,
        "since": since,
        "until": until,
        "form": form,
        "may_keep": not may_keep(row, request.actor),
        "live": LIVE_TASKS,
        "papers": results_visible_to(request.actor).filter(directive=row),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directives/result.html", context, status=status)


@screen(*READERS)
def draft(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The report as it would be issued now, marked as a draft."""
    if form not in TYPES:
        raise Http404
    row = _directive(request, code)
    _, since, until = _span(request, row)
    today = timezone.localdate()
    found = figures(row, since, until, today)
    issue = Issue(since, until, "", today)
    docx, pdf = drawn(paper(row, found, issue, issuer=request.actor.unit_name, draft=True))
    answer = HttpResponse(docx if form == "docx" else pdf, content_type=TYPES[form])
    answer["Content-Disposition"] = (
        f'attachment; filename="du-thao-bao-cao-chi-thi-{row.code}.{form}"'
    )
    return answer


@screen(*READERS)
def issued(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A report as it was issued: figures of that day, whatever became of the directive later."""
    row = directive_or_404(request, code)
    made = get_object_or_404(
        results_visible_to(request.actor).select_related("docx", "pdf"), pk=pk, directive=row
    )
    context = {
        "directive": row,
        "paper": made,
        "found": Figures.of_data(made.content),
        "live": LIVE_TASKS,
    }
    return render(request, "directives/issued.html", context)


urlpatterns = [
    path("chi-thi/<slug:code>/ket-qua/", result, name="directive_result"),
    path("chi-thi/<slug:code>/ket-qua.<str:form>", draft, name="directive_result_draft"),
    path("chi-thi/<slug:code>/ket-qua/<int:pk>/", issued, name="directive_issued"),
]
