"""Lists put before the people: what is open, one list, saying something, following the answer.

Pages that take or show what one person wrote are never cached and echo nothing personal.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.codes import misread
from thidua.core.errors import Refusal
from thidua.core.screens import public_screen
from thidua.law import known_title
from thidua.publicity.domain.comments import (
    LARGEST_FILE,
    LONGEST,
    SHORTEST,
    TYPE_WORDS,
    Words,
    by_receipt,
    submit_comment,
)
from thidua.publicity.domain.tokens import RECEIPT_LENGTH, BadForm, new_token, read_token
from thidua.publicity.domain.visits import TooMany
from thidua.publicity.enums import CommentState, ListState, Naming
from thidua.publicity.models import Candidate, CandidateList, Comment
from thidua.publicity.queries import (
    open_now,
    public_lines,
    public_lists,
    reckoning_of_list,
    reckonings,
    reckonings_of_candidates,
    takes_comments,
)
from thidua.web.public.register import authority_id

PAGE_SIZE = 20
LINES = 100
PROGRESS = {
    CommentState.NEW: "Đã nhận, chờ xem xét",
    CommentState.IN_REVIEW: "Đang xem xét",
    # What the office does with a dossier meanwhile is no business of whoever holds a receipt.
    CommentState.SERIOUS: "Đang xem xét",
    CommentState.PASSED_ON: "Đã chuyển cơ quan có thẩm quyền",
    CommentState.ANSWERED: "Đã trả lời",
    CommentState.UNFOUNDED: "Đã trả lời",
}


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public_screen()
def lists(request: HttpRequest) -> HttpResponse:
    """What is open, the one that ends first on top; then what has ended, newest first."""
    owner, today = authority_id(), timezone.localdate()
    opened = open_now(owner, today)
    words = request.GET.get("q", "").strip()[:100]
    ended = public_lists(owner).exclude(pk__in=[row.pk for row, _ in opened])
    if words:
        ended = ended.filter(name__icontains=words)
    page = Paginator(ended, PAGE_SIZE).get_page(request.GET.get("trang"))
    known = reckonings(page.object_list, today)
    for row in page.object_list:
        row.clock = known.get(row.pk)
    context = {"opened": opened, "page": page, "words": words}
    return render(request, "public/candidate_lists.html", context)


def _list(code: str) -> CandidateList:
    return get_object_or_404(public_lists(authority_id()).select_related("round"), code=code)


@public_screen()
def candidate_list(request: HttpRequest, code: str) -> HttpResponse:
    """One list: who is proposed for what, until when something can be said, and how."""
    row, today = _list(code), timezone.localdate()
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(public_lines(row, words), LINES).get_page(request.GET.get("trang"))
    own = reckonings_of_candidates(row, today)
    is_open = takes_comments(row, None, today)
    for line in page.object_list:
        line.title_name = known_title(line.title_code).name
        line.takes = is_open or (
            row.state == ListState.OPEN and (clock := own.get(line.pk)) and not clock.is_over
        )
    context = {
        "list": row,
        "clock": reckoning_of_list(row, today),
        "page": page,
        "words": words,
        "is_open": is_open,
        "placements": row.placements.exclude(kind="portal").order_by("posted_on"),
    }
    return render(request, "public/candidate_list.html", context)


@public_screen()
def candidate_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The list as a file anybody can open."""
    row = _list(code)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["Họ tên, tên tập thể, hộ", "Chức vụ, đơn vị", "Danh hiệu, hình thức",
                     "Tóm tắt thành tích", "Ghi chú"])  # fmt: skip
    for line in public_lines(row):
        gone = "Đơn vị đã rút hồ sơ" if line.is_gone else ""
        cells = (line.name, line.detail, known_title(line.title_code).name, line.achievement,
                 "; ".join(filter(None, (gone, line.note))))  # fmt: skip
        writer.writerow([_as_text(cell) for cell in cells])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="danh-sach-{row.code}.csv"'
    return answer


def _as_text(cell: str) -> str:
    """A spreadsheet must not take a published word for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t"} else cell


class CommentForm(forms.Form):
    """What somebody says. `website` stays empty: only a program that fills every field fills it."""

    text = forms.CharField(
        label="Nội dung ý kiến",
        max_length=LONGEST,
        min_length=SHORTEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Việc gì, ở đâu, khi nào, ai biết. Cả ý kiến đồng tình cũng gửi được.",
        error_messages={
            "min_length": f"Nội dung ngắn quá, viết ít nhất {SHORTEST} ký tự.",
            "max_length": f"Nội dung dài quá, nhận tối đa {LONGEST} ký tự.",
            "required": "Viết nội dung ý kiến.",
        },
    )
    naming = forms.ChoiceField(
        label="Danh tính của anh, chị",
        choices=(
            (Naming.NAMED, "Ghi tên: cán bộ thụ lý biết ai gửi"),
            (
                Naming.CONFIDENTIAL,
                "Giữ kín: chỉ chuyên viên xử lý và thanh tra xem được, mỗi lần xem đều ghi lại",
            ),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn ghi tên hoặc giữ kín danh tính."},
    )
    name = forms.CharField(
        label="Họ và tên",
        required=False,
        max_length=200,
        help_text="Bắt buộc khi ghi tên; giữ kín thì ghi hay không tùy anh, chị.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label="Điện thoại, thư điện tử hoặc địa chỉ",
        required=False,
        max_length=300,
        help_text="Chỉ để hỏi thêm khi cần làm rõ.",
    )
    file = forms.FileField(
        label="Tệp kèm theo",
        required=False,
        max_length=200,
        help_text="Ảnh, văn bản làm chứng.",
        error_messages={"empty": "Tệp trống, không có nội dung. Chọn tệp khác hoặc bỏ tệp."},
    )
    website = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("naming") == Naming.NAMED and not data.get("name"):
            self.add_error("name", "Ghi họ tên, hoặc chọn giữ kín danh tính.")
        if data.get("website"):
            self.add_error(None, "Ô “Trang web” phải để trống. Xóa chữ trong ô đó rồi gửi lại.")
        given = data.get("file")
        if given and given.size > LARGEST_FILE:
            most = LARGEST_FILE // 1024 // 1024
            self.add_error("file", f"Tệp lớn hơn {most} MB. Chọn tệp nhỏ hơn hoặc bỏ tệp.")
        return data

    def words(self) -> Words:
        data = self.cleaned_data
        given = data["file"]
        return Words(
            text=data["text"],
            naming=data["naming"],
            name=data["name"],
            contact=data["contact"],
            file_name=given.name if given else "",
            file_data=given.read() if given else b"",
        )


@public_screen(writes=True)
def comment(request: HttpRequest, code: str) -> HttpResponse:
    """Say something about one candidate or the whole list; no account, no script, no picture."""
    row = _list(code)
    line = _line(row, request.POST.get("truong_hop") or request.GET.get("truong-hop", ""))
    if not takes_comments(row, line, timezone.localdate()):
        return redirect("public:candidate_list", row.code)
    form = CommentForm(request.POST or None, request.FILES or None)
    status, token = 200, new_token(row.code)
    if request.method == "POST":
        token = request.POST.get("token", "")
        try:
            if form.is_valid():
                return _taken(request, row, line, form)
            status = 422
        except TooMany as many:
            form.add_error(None, list(many.reasons))
            status = 429
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
            status = 422
            if isinstance(refusal, BadForm) and refusal.is_stale:
                token = new_token(row.code)
    context = {
        "list": row,
        "line": line,
        "form": form,
        "token": token,
        "clock": reckoning_of_list(row, timezone.localdate()),
        "types": TYPE_WORDS,
        "most": LARGEST_FILE // 1024 // 1024,
        "lost_file": status != 200 and bool(request.FILES),  # noqa: PLR2004
    }
    return _private(render(request, "public/comment.html", context, status=status))


def _line(row: CandidateList, code: str) -> Candidate | None:
    line = row.candidates.filter(code=code[:12]).first() if code else None
    if line is not None:
        line.title_name = known_title(line.title_code).name  # type: ignore[attr-defined]
    return line


def _taken(
    request: HttpRequest, row: CandidateList, line: Candidate | None, form: CommentForm
) -> HttpResponse:
    received = submit_comment(
        list_=row,
        candidate=line,
        words=form.words(),
        token=read_token(request.POST.get("token", ""), row.code),
        address=get_adapter().get_client_ip(request),
    )
    return _private(redirect("public:receipt", received.receipt))


@public_screen()
def find_receipt(request: HttpRequest) -> HttpResponse:
    """Enter a receipt; one that could exist leads to its own address."""
    typed = request.GET.get("ma", "")
    if not typed:
        return _private(render(request, "public/receipt_find.html", {"length": RECEIPT_LENGTH}))
    code = re.sub(r"[\s.\-–_]", "", typed).upper()[:40]
    if len(code) == RECEIPT_LENGTH and not misread(code):
        return _private(redirect("public:receipt", code))
    fault = f"Mã biên nhận có {RECEIPT_LENGTH} ký tự, gồm chữ in và số. Kiểm tra lại mã đã ghi."
    context = {"length": RECEIPT_LENGTH, "typed": typed[:60], "fault": fault}
    return _private(render(request, "public/receipt_find.html", context, status=422))


@public_screen()
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """How far a comment has come, and the answer; never what was written or by whom."""
    found = by_receipt(authority_id(), receipt.upper()[:40])
    if found is None:
        context = {
            "length": RECEIPT_LENGTH,
            "typed": receipt[:60],
            "fault": "Không thấy ý kiến nào có mã này. Kiểm tra lại từng ký tự.",
        }
        return _private(render(request, "public/receipt_find.html", context, status=404))
    context = {
        "comment": found,
        "receipt": _grouped(receipt.upper()),
        "progress": PROGRESS[CommentState(found.state)],
        "steps": _steps(found),
        "about": found.candidate.name if found.candidate else "",
    }
    return _private(render(request, "public/receipt.html", context))


def _steps(found: Comment) -> list[dict[str, str]]:
    done = found.state in {CommentState.ANSWERED, CommentState.UNFOUNDED}
    under_way = found.state != CommentState.NEW
    answered = found.answered_at or found.unfounded_at
    moments = (found.new_at, found.in_review_at, answered if done else None)
    states = ("done", "done" if done else "current" if under_way else "", "done" if done else "")
    labels = ("Đã nhận", "Xem xét", "Trả lời")
    return [
        {
            "label": label,
            "state": state,
            "note": f"{timezone.localtime(at):%d/%m/%Y}" if at and state else "",
        }
        for label, state, at in zip(labels, states, moments, strict=True)
    ]


def _grouped(code: str) -> str:
    """In groups of four and five, as it is easiest to copy onto paper."""
    return " ".join(filter(None, (code[:5], code[5:10], code[10:])))


urlpatterns = [
    path("lay-y-kien/", lists, name="candidate_lists"),
    path("lay-y-kien/phan-hoi/", find_receipt, name="find_receipt"),
    path("lay-y-kien/phan-hoi/<slug:receipt>/", receipt, name="receipt"),
    path("lay-y-kien/<slug:code>/", candidate_list, name="candidate_list"),
    path("lay-y-kien/<slug:code>/danh-sach.csv", candidate_csv, name="candidate_csv"),
    path("lay-y-kien/<slug:code>/gop-y/", comment, name="comment"),
]
