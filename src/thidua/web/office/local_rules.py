"""The authority's own rules: the regulations brought in, what each asks for, withdrawing one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.domain.local_rules import (
    add_regulation,
    content,
    open_rounds_under,
    overlay_on,
    regulations,
    withdraw_regulation,
)
from thidua.commendation.models import LocalRegulation
from thidua.commendation.tasks import judge_round
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.core.screens import screen
from thidua.law import catalogue, questions
from thidua.law.instruments import data_text
from thidua.law.regulation_words import local_rules
from thidua.law.regulations import EXAMPLE

LARGEST = 1 << 20


class RegulationForm(forms.Form):
    """A regulation as a file."""

    file = forms.FileField(
        label="Tệp quy định (.toml)",
        error_messages={
            "required": "Chưa chọn tệp. Chọn tệp quy định rồi bấm Đưa vào.",
            "empty": "Tệp trống, không có nội dung.",
        },
    )

    def clean_file(self) -> str:
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError("Tệp lớn quá 1 MB: không phải tệp quy định.")
        try:
            return str(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(
                "Tệp không phải văn bản UTF-8. Lưu lại ở dạng UTF-8 rồi chọn lại."
            ) from None


class WithdrawForm(forms.Form):
    """Why a regulation is taken back."""

    reason = forms.CharField(label="Lý do rút", max_length=500)


def _row(request: HttpRequest, code: str) -> LocalRegulation:
    return get_object_or_404(regulations(request.actor.authority_id), code=code)


def _judge_again(row: LocalRegulation) -> int:
    """Every open round that the regulation touches; how many."""
    found = list(open_rounds_under(row))
    for round_ in found:
        defer(judge_round, round_id=round_.pk)
    return len(found)


def _after(row: LocalRegulation) -> str:
    count = _judge_again(row)
    return f" Hồ sơ của {count} đợt đang mở được xét lại." if count else ""


@screen(Role.OFFICER, writes=True)
def index(request: HttpRequest) -> HttpResponse:
    """What was brought in, what the law leaves open, and the form for one more."""
    is_sent = request.method == "POST"
    form = RegulationForm(request.POST, request.FILES) if is_sent else RegulationForm()
    if is_sent and form.is_valid():
        try:
            row = add_regulation(actor=request.actor, text=form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            messages.success(request, f"Đã đưa vào {row.number}.{_after(row)}")
            return redirect("office:regulation", row.code)
    context = {
        "form": form,
        "rows": list(regulations(request.actor.authority_id)),
    } | _unanswered(request.actor.authority_id)
    status = 422 if form.is_bound else 200
    return render(request, "office/regulations.html", context, status=status)


AMENDED = "amended."
"""Questions whether the amended law kept a standard: one for each title, said once together."""


def _unanswered(authority_id: int) -> dict[str, Any]:
    """What the law leaves to local rules today and no regulation answers: the questions, and the
    titles of which nobody has said yet whether the amended law kept their standard."""
    today = timezone.localdate()
    overlay = overlay_on(authority_id, today)
    settled = {one.question for one in overlay.settlements} if overlay else set()
    asked = {key: held for key, held in questions(today).items() if key not in settled}
    return {
        "open": [
            {"id": key, "sentence": sentence, "citation": citation}
            for key, (sentence, citation) in asked.items()
            if not key.startswith(AMENDED)
        ],
        "amended": [
            title.name_on(today) for title in catalogue(today) if AMENDED + title.code in asked
        ],
    }


@screen(Role.OFFICER)
def regulation(request: HttpRequest, code: str) -> HttpResponse:
    """One regulation in plain sentences."""
    row = _row(request, code)
    read = content(row)
    context = {"row": row, "read": read, "rules": local_rules(read)}
    return render(request, "office/regulation.html", context)


@screen(Role.OFFICER, reads=True, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take a regulation back, with the reason."""
    row = _row(request, code)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_regulation(actor=request.actor, row=row, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã rút {row.number}.{_after(row)}")
            return redirect("office:regulation", row.code)
    status = 422 if form.is_bound else 200
    context = {"form": form, "row": row}
    return render(request, "office/regulation_withdraw.html", context, status=status)


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@screen(Role.OFFICER)
def download(request: HttpRequest, code: str) -> HttpResponse:
    """The file as it was brought in."""
    return _file(_row(request, code).text, f"quy-dinh-{code}.toml")


@screen(Role.OFFICER)
def example(request: HttpRequest) -> HttpResponse:
    """The worked example, as a form to start from."""
    return _file(data_text(EXAMPLE), "quy-dinh-mau.toml")


urlpatterns = [
    path("quy-dinh/", index, name="regulations"),
    path("quy-dinh/mau/", example, name="regulation_example"),
    path("quy-dinh/<slug:code>/", regulation, name="regulation"),
    path("quy-dinh/<slug:code>/tep/", download, name="regulation_file"),
    path("quy-dinh/<slug:code>/rut/", withdraw, name="regulation_withdraw"),
]
