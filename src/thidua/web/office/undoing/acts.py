"""The steps of a case, each on its own page; issuing its decision; objects that come back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.decisions.domain.numbering import coming_number
from thidua.revocations.domain.cases import step
from thidua.revocations.domain.objects import add_object, mark_object
from thidua.revocations.effects import issue_obstacles
from thidua.revocations.enums import ObjectKind, State
from thidua.revocations.models import ReturnedObject, UndoCase
from thidua.revocations.rules import may_decide
from thidua.revocations.workflow import CASES
from thidua.web.office.drafts import ask_for_password, signed_in_lately
from thidua.web.office.undoing import forms
from thidua.web.office.undoing.cases import READERS, case_or_404
from thidua.web.shared.form_pages import form_page, revision

PLAIN = {
    "take_up": "Đã nhận đề xuất.",
    "conclude": "Đã kết luận đủ căn cứ.",
    "reopen": "Đã mở lại để xem xét.",
}
FORMS: dict[str, Any] = {
    "forward": (forms.ForwardForm, "Đã ghi việc trình cấp trên."),
    "record_outcome": (forms.OutcomeForm, "Đã ghi quyết định của cấp trên vào sổ."),
    "declined": (forms.ReasonForm, "Đã ghi cấp trên không đồng ý."),
    "turn_down": (forms.ReasonForm, "Đã kết luận không có căn cứ."),
    "undraft": (forms.ReasonForm, "Đã bỏ dự thảo."),
    "withdraw": (forms.ReasonForm, "Đã rút đề xuất."),
}


@screen(*READERS, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step; those that ask for nothing are taken at once."""
    row = case_or_404(request, code)
    back = reverse("office:undo_case", args=[row.code])
    if name == "draft" and request.method == "POST":
        return _draft(request, row)
    if name in PLAIN and request.method == "POST":
        return _plain(request, row, name)
    if name == "issue":
        return redirect("office:undo_issue", row.code)
    if name not in FORMS:
        raise Http404
    form_class, done = FORMS[name]
    first = {"on": timezone.localdate()}
    return form_page(
        request,
        form_class(request.POST if request.method == "POST" else None, initial=first),
        run=lambda data: step(
            actor=request.actor, case=row, name=name, revision=revision(request), **data
        ),
        done=done,
        back=back,
        page=_page(row, CASES.by_name[name].label),
    )


def _page(row: UndoCase, title: str) -> dict[str, Any]:
    who = row.first.name if row.first else row.code
    return {
        "title": title,
        "lead": f"{row.short}: {who}.",
        "crumbs": [
            ("Thu hồi, cấp lại", reverse("office:undo_cases")),
            (who, reverse("office:undo_case", args=[row.code])),
        ],
        "submit": title,
        "row": row,
    }


def _plain(request: HttpRequest, row: UndoCase, name: str) -> HttpResponse:
    try:
        step(actor=request.actor, case=row, name=name, revision=revision(request))
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, PLAIN[name])
    return redirect("office:undo_case", row.code)


def _draft(request: HttpRequest, row: UndoCase) -> HttpResponse:
    try:
        done = step(actor=request.actor, case=row, name="draft", revision=revision(request))
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("office:undo_case", row.code)
    messages.success(request, "Đã lập dự thảo. Xem lại lời văn rồi trình ban hành.")
    return redirect("office:decision", done.decision.code)


@screen(Role.CHAIRMAN, writes=True)
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Before the number is given: what will happen, to whom; the password when long ago."""
    row = case_or_404(request, code)
    if row.state != State.DRAFTED:
        raise Http404
    if not signed_in_lately(request):
        return ask_for_password(request)
    day = max(row.law_on, row.decision.planned_on or row.law_on)
    data = request.POST if request.method == "POST" else None
    form = forms.IssueForm(data, initial={"issued_on": day})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["issued_on"]
        who = {"actor": request.actor, "case": row, "revision": revision(request)}
        try:
            done = step(**who, name="issue", issued_on=day)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            number = done.decision.full_number
            messages.success(request, f"Đã ban hành Quyết định số {number}. Sổ đã đổi theo.")
            return redirect("office:undo_case", row.code)
    status = 422 if form.is_bound else 200
    return render(
        request, "undoing/issue.html", _issue_context(request, row, form, day), status=status
    )


def _issue_context(
    request: HttpRequest, row: UndoCase, form: forms.IssueForm, day: date
) -> dict[str, Any]:
    denied = may_decide(row, request.actor)
    symbol = row.decision.symbol
    return {
        "form": form,
        "case": row,
        "decision": row.decision,
        "reasons": [denied] if denied else issue_obstacles(row, row.decision, day),
        "number": coming_number(authority_id=row.authority_id, year=day.year, kind=symbol),
        "on": day,
    }


@screen(Role.OFFICER, writes=True)
def returned(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Whether one object came back, and when."""
    row = case_or_404(request, code)
    found = get_object_or_404(ReturnedObject.objects.filter(line__case=row), pk=pk)
    data = request.POST if request.method == "POST" else None
    page = _page(row, f"Hiện vật: {found.get_kind_display()}")
    return form_page(
        request,
        forms.ObjectForm(data, initial=forms.ObjectForm.values_of(found)),
        run=lambda data: mark_object(
            actor=request.actor, row=found, revision=revision(request), **data
        ),
        done="Đã ghi hiện vật.",
        back=reverse("office:undo_case", args=[row.code]),
        page=page | {"row": found, "submit": "Lưu", "lead": found.line.name},
    )


@screen(Role.OFFICER, reads=False, writes=True)
def ask_object(request: HttpRequest, code: str) -> HttpResponse:
    """One more object of the first award to be handed back."""
    row = case_or_404(request, code)
    kind = request.POST.get("kind", "")
    line = next((one for one in row.rows if str(one.pk) == request.POST.get("line")), None)
    if line is None or kind not in ObjectKind.values:
        raise Http404
    line.case = row
    add_object(actor=request.actor, line=line, kind=kind)
    messages.success(request, "Đã thêm hiện vật phải nộp lại.")
    return redirect("office:undo_case", row.code)


urlpatterns = [
    path("thu-hoi/<slug:code>/ban-hanh/", issue, name="undo_issue"),
    path("thu-hoi/<slug:code>/hien-vat/", ask_object, name="undo_object_new"),
    path("thu-hoi/<slug:code>/hien-vat/<int:pk>/", returned, name="undo_object"),
    path("thu-hoi/<slug:code>/viec/<slug:name>/", act, name="undo_act"),
]
