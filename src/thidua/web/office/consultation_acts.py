"""What happens to a letter: sent, answered, of one or of all, silence, withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.consultation.domain.answers import clear_answer, record_answer
from thidua.consultation.models import Consultation, ConsultationSubject
from thidua.consultation.queries import subjects
from thidua.consultation.workflow import CONSULTATIONS
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.web.office.consultation_forms import (
    AnswerForm,
    BasisForm,
    OneAnswerForm,
    SendForm,
)
from thidua.web.office.consultations import letter_of
from thidua.web.office.consulted_bodies import files_of, posted, revision_of

SILENCE_HINT = (
    "Luật và nghị định đang có trong bộ quy tắc không nói im lặng nghĩa là gì. Chỉ ghi khi cơ quan "
    "mình có văn bản quy định; ghi số, ngày, điều khoản."
)


def _kept(request: HttpRequest) -> StoredFile | None:
    given = request.FILES.get("file")
    if given is None:
        return None
    return store(actor=request.actor, name=given.name or "", data=given.read())


def _act(
    request: HttpRequest, row: Consultation, name: str, form: forms.Form, extra: dict[str, Any]
) -> HttpResponse:
    """Show what the step asks for, then take it; a refusal keeps what was typed."""
    transition = CONSULTATIONS.by_name[name]
    if request.method == "POST" and form.is_valid():
        inputs = {key: value for key, value in form.cleaned_data.items() if key != "file"}
        try:
            with transaction.atomic():
                if "file" in form.fields:
                    inputs["file"] = _kept(request)
                CONSULTATIONS.perform(
                    row, name, actor=request.actor, revision=revision_of(request), **inputs
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"{transition.sentence}.")
            return redirect("office:consultation", row.code)
    context = {
        "row": row,
        "form": form,
        "transition": transition,
        "revision": request.POST.get("revision", row.revision),
    } | extra
    return render(request, "consultation/act.html", context, status=422 if form.is_bound else 200)


@screen(Role.OFFICER, writes=True)
def send(request: HttpRequest, code: str) -> HttpResponse:
    """The letter went out: number and day."""
    form = SendForm(posted(request), initial={"asked_on": timezone.localdate()})
    lead = "Bản đã gửi được giữ nguyên trong hệ thống; sau bước này không sửa được nữa."
    return _act(request, letter_of(request, code), "send", form, {"lead": lead})


@screen(Role.OFFICER, writes=True)
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """One paper answers for all that were not entered one by one."""
    row = letter_of(request, code)
    form = AnswerForm(*files_of(request))
    left = row.asked - row.said  # type: ignore[attr-defined]
    lead = f"{left} trường hợp chưa ghi ý kiến. Trường hợp có vi phạm thì ghi riêng trước."
    return _act(request, row, "answer", form, {"lead": lead, "has_file": True})


@screen(Role.OFFICER, writes=True)
def silence(request: HttpRequest, code: str) -> HttpResponse:
    """The day has passed without an answer: the officer decides, by a rule of the authority."""
    form = BasisForm(
        posted(request), label="Quy định coi im lặng là không có ý kiến", hint=SILENCE_HINT
    )
    lead = "Hệ thống không tự coi im lặng là đồng ý. Có văn bản trả lời sau thì vẫn ghi được."
    return _act(request, letter_of(request, code), "silence", form, {"lead": lead})


class ReasonForm(forms.Form):
    """Why a letter is withdrawn."""

    reason = forms.CharField(label="Lý do rút", max_length=500)


@screen(Role.OFFICER, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the letter back."""
    form = ReasonForm(posted(request))
    lead = "Các trường hợp trong văn bản trở lại danh sách chưa hỏi."
    return _act(request, letter_of(request, code), "withdraw", form, {"lead": lead, "danger": True})


def _subject(request: HttpRequest, code: str, pk: int) -> ConsultationSubject:
    found = subjects(request.actor).filter(consultation=letter_of(request, code))
    row: ConsultationSubject = get_object_or_404(
        found.select_related("consultation__body", "file"), pk=pk
    )
    return row


@screen(Role.OFFICER, writes=True)
def one_answer(request: HttpRequest, code: str, subject: int) -> HttpResponse:
    """What the body said of one subject; a violation stops its dossiers."""
    one = _subject(request, code, subject)
    first = {"outcome": one.outcome, "paper": one.paper, "ground": one.ground, "words": one.words}
    form = OneAnswerForm(*files_of(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                record_answer(actor=request.actor, subject=one, said=form.said(_kept(request)))
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã ghi ý kiến về {one.name}.")
            return redirect("office:consultation", code)
    context = {"row": one.consultation, "one": one, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "consultation/one_answer.html", context, status=status)


@screen(Role.OFFICER, writes=True)
def clear(request: HttpRequest, code: str, subject: int) -> HttpResponse:
    """A later paper settles the violation."""
    one = _subject(request, code, subject)
    form = BasisForm(
        posted(request),
        label="Số, ngày văn bản đã làm rõ",
        hint="Mọi việc tạm dừng do ý kiến này được gỡ theo văn bản đó.",
    )
    if request.method == "POST" and form.is_valid():
        try:
            clear_answer(actor=request.actor, subject=one, basis=form.cleaned_data["basis"])
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã ghi văn bản làm rõ về {one.name}.")
            return redirect("office:consultation", code)
    context = {"row": one.consultation, "one": one, "form": form, "clears": True}
    status = 422 if form.is_bound else 200
    return render(request, "consultation/one_answer.html", context, status=status)


_ONE = "hiep-y/<slug:code>/truong-hop/<int:subject>/"
urlpatterns = [
    path("hiep-y/<slug:code>/gui/", send, name="consultation_send"),
    path("hiep-y/<slug:code>/tra-loi/", answer, name="consultation_answer"),
    path("hiep-y/<slug:code>/im-lang/", silence, name="consultation_silence"),
    path("hiep-y/<slug:code>/rut/", withdraw, name="consultation_withdraw"),
    path(_ONE, one_answer, name="consultation_one"),
    path(f"{_ONE}lam-ro/", clear, name="consultation_clear"),
]
