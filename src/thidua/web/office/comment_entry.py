"""Entering a comment that came to the office on paper, by telephone or in person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.publicity.domain.comments import LARGEST_FILE, LONGEST, TYPE_WORDS, Words
from thidua.publicity.domain.entering import Arrival, enter_comment
from thidua.publicity.domain.tokens import BadForm, new_token, read_token
from thidua.publicity.enums import ENTERED, SHOWN, Naming
from thidua.publicity.models import Candidate, CandidateList
from thidua.publicity.queries import lines_visible_to
from thidua.web.office.candidate_list_forms import day_field
from thidua.web.office.candidate_list_making import mine


class EntryForm(forms.Form):
    """What came, how, when, and who it was if they said."""

    channel = forms.ChoiceField(
        label="Đến bằng cách nào", choices=[(one.value, one.label) for one in ENTERED]
    )
    received_on = day_field("Ngày nhận")
    line = forms.ModelChoiceField(
        label="Nói về",
        queryset=Candidate.objects.none(),
        required=False,
        empty_label="Cả danh sách",
        to_field_name="code",
    )
    text = forms.CharField(
        label="Nội dung",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Ghi đúng lời người góp ý: việc gì, ở đâu, khi nào.",
    )
    naming = forms.ChoiceField(
        label="Danh tính",
        choices=Naming.choices,
        initial=Naming.CONFIDENTIAL,
        help_text="Hỏi người góp ý. Giữ kín thì chỉ chuyên viên xử lý và thanh tra xem được.",
    )
    name = forms.CharField(label="Họ tên người góp ý", required=False, max_length=200)
    contact = forms.CharField(
        label="Điện thoại, thư điện tử hoặc địa chỉ", required=False, max_length=300
    )
    file = forms.FileField(
        label="Bản chụp văn bản, tệp kèm theo",
        required=False,
        max_length=200,
        error_messages={"empty": "Tệp trống, không có nội dung. Chọn tệp khác hoặc bỏ tệp."},
    )

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines

    def words(self) -> Words:
        data = self.cleaned_data
        given = data["file"]
        too_large = given is not None and given.size > LARGEST_FILE
        return Words(
            text=data["text"],
            naming=data["naming"],
            name=data["name"],
            contact=data["contact"],
            file_name=given.name if given else "",
            # One octet too many is enough to be refused.
            file_data=given.read(LARGEST_FILE + 1 if too_large else -1) if given else b"",
        )


@screen(Role.OFFICER, writes=True)
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a comment; refused, the page keeps what was typed."""
    row = mine(request, code)
    if row.state not in SHOWN:
        messages.info(request, "Danh sách chưa đăng hoặc đã rút nên không nhập ý kiến vào được.")
        return redirect("office:candidate_list", row.code)
    form = EntryForm(
        request.POST or None,
        request.FILES or None,
        lines=lines_visible_to(request.actor, row),
        initial={"received_on": timezone.localdate()},
    )
    token = request.POST.get("token", "") or new_token(row.code)
    if request.method == "POST" and form.is_valid():
        try:
            return _entered(request, row, form, token)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
            if isinstance(refusal, BadForm) and refusal.is_stale:
                token = new_token(row.code)
    context = {
        "list": row,
        "form": form,
        "token": token,
        "types": TYPE_WORDS,
        "most": LARGEST_FILE // 1024 // 1024,
        "lost_file": form.is_bound and bool(request.FILES),
    }
    status = 422 if form.is_bound else 200
    return render(request, "publicity/comment_entry.html", context, status=status)


def _entered(request: HttpRequest, row: CandidateList, form: EntryForm, token: str) -> HttpResponse:
    data = form.cleaned_data
    received = enter_comment(
        actor=request.actor,
        list_=row,
        candidate=data["line"],
        arrival=Arrival(data["channel"], data["received_on"]),
        words=form.words(),
        token=read_token(token, row.code),
    )
    messages.success(
        request,
        f"Đã nhập ý kiến. Mã biên nhận để người góp ý xem trả lời, chỉ hiện lần này: "
        f"{received.receipt}",
    )
    return redirect("office:comment", received.comment.code)


urlpatterns = [path("lay-y-kien/<slug:code>/nhap-y-kien/", entry, name="comment_entry")]
