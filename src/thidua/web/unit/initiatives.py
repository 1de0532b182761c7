"""A unit's own requests for initiatives: the list, writing one, its papers, hints at copies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import Refusal, StaleEdit
from thidua.core.screens import screen
from thidua.documents.domain.store import store
from thidua.initiatives import rules
from thidua.initiatives.domain.drafts import (
    LONGEST_TEXT,
    Author,
    Content,
    add_evidence,
    change,
    draw_up,
    withdraw_evidence,
)
from thidua.initiatives.domain.novelty import like
from thidua.initiatives.enums import EDITABLE
from thidua.initiatives.guards import shares_fault
from thidua.initiatives.models import InitiativeRequest
from thidua.initiatives.queries import visible_to
from thidua.initiatives.shingles import sketch
from thidua.organizations.models import Unit
from thidua.web.shared import initiative_list
from thidua.web.shared.initiatives import likenesses, shown_likenesses

CLERKS = (Role.CLERK, Role.HEAD)
MORE_AUTHORS = 2
MOST_AUTHORS = 30


def _text(label: str, hint: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class RequestForm(forms.Form):
    """What the unit says of the initiative."""

    name = forms.CharField(label="Tên sáng kiến", max_length=400)
    field = forms.CharField(
        label="Lĩnh vực áp dụng",
        required=False,
        max_length=150,
        help_text="Ví dụ: giáo dục, cải cách hành chính, nông nghiệp.",
    )
    first_applied_on = forms.DateField(
        label="Ngày áp dụng hoặc áp dụng thử lần đầu",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 5/9/2024."},
    )
    problem = _text(
        "Tình trạng trước khi có sáng kiến", "Cách làm cũ, nhược điểm, số liệu trước đó.", 5
    )
    solution = _text(
        "Nội dung giải pháp", "Các bước thực hiện và điểm mới so với cách làm đã biết.", 10
    )
    effect = _text(
        "Hiệu quả đã đạt được", "Số liệu sau khi áp dụng, nơi áp dụng, khả năng nhân rộng.", 5
    )


class AuthorForm(forms.Form):
    """One author; an empty line is no author."""

    full_name = forms.CharField(label="Họ và tên", required=False, max_length=120)
    position = forms.CharField(label="Chức vụ, nơi công tác", required=False, max_length=200)
    share = forms.DecimalField(
        label="Đóng góp (%)",
        required=False,
        min_value=Decimal("0.01"),
        max_value=100,
        decimal_places=2,
        localize=True,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("share") or data.get("position")) and not data.get("full_name"):
            self.add_error("full_name", "Chưa ghi họ tên của tác giả này.")
        return data


def _authors(request: HttpRequest, initial: list[dict[str, Any]]) -> Any:
    kind = forms.formset_factory(
        AuthorForm,
        extra=MORE_AUTHORS if initial else MORE_AUTHORS + 1,
        max_num=MOST_AUTHORS,
        absolute_max=MOST_AUTHORS,
    )
    data = request.POST if request.method == "POST" else None
    return kind(data, initial=initial, prefix="tac-gia")


def _plain(share: Decimal | None) -> Decimal | int | None:
    """100, not 100,00."""
    return int(share) if share is not None and share == share.to_integral_value() else share


def _content(form: RequestForm, authors: Any) -> Content:
    named = [one.cleaned_data for one in authors if one.cleaned_data.get("full_name")]
    return Content(
        **form.cleaned_data,
        authors=tuple(Author(one["full_name"], one["position"], one["share"]) for one in named),
    )


@screen(*CLERKS)
def requests(request: HttpRequest) -> HttpResponse:
    """The unit's requests."""
    found = visible_to(request.actor)
    if request.GET.get("xuat") == "xlsx":
        return initiative_list.book(request, found)
    context = initiative_list.context(request, found) | {"is_unit": True}
    return render(request, "initiatives/requests.html", context)


@screen(*CLERKS, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a request; the name is enough to begin with."""
    form = RequestForm(request.POST or None)
    authors = _authors(request, [])
    if request.method == "POST" and form.is_valid() and authors.is_valid():
        try:
            unit = Unit.objects.get(pk=request.actor.unit_id)
            row = draw_up(actor=request.actor, unit=unit, content=_content(form, authors))
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu bản nháp {row.code}.")
            return redirect("unit:initiative_edit", row.code)
    return render(
        request,
        "initiatives/edit.html",
        {"form": form, "authors": authors, "forms": [form, *authors], "hints": []},
        status=422 if form.is_bound else 200,
    )


def _own(request: HttpRequest, code: str) -> InitiativeRequest:
    rows = visible_to(request.actor).prefetch_related("authors", "evidence__file")
    row = get_object_or_404(rows, code=code)
    if rules.may_edit(row, request.actor):
        raise Http404
    return row


def _bound(request: HttpRequest, row: InitiativeRequest) -> tuple[RequestForm, Any]:
    initial = {name: getattr(row, name) for name in RequestForm.base_fields}
    people = [
        {"full_name": one.full_name, "position": one.position, "share": _plain(one.share)}
        for one in row.authors.all()
    ]
    data = request.POST if request.method == "POST" else None
    return RequestForm(data, initial=initial), _authors(request, people)


def _revision(request: HttpRequest) -> int | None:
    words = request.POST.get("revision", "")
    return int(words) if words.isdecimal() and len(words) < 10 else None  # noqa: PLR2004


@screen(*CLERKS, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write on; what looks like it stands beside."""
    row = _own(request, code)
    if row.state not in EDITABLE:
        messages.info(request, "Đề nghị đã nộp nên không sửa được. Cần sửa thì đề nghị trả lại.")
        return redirect("web:initiative_request", row.code)
    form, authors = _bound(request, row)
    revision = row.revision
    if form.is_bound and form.is_valid() and authors.is_valid():
        try:
            change(
                actor=request.actor,
                request=row,
                revision=_revision(request),
                content=_content(form, authors),
            )
        except StaleEdit as stale:
            form.add_error(None, list(stale.reasons))
            revision = _revision(request) or 0
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu {row.code}.")
            return redirect("unit:initiative_edit", row.code)
    context = {
        "row": row,
        "revision": revision,
        "form": form,
        "authors": authors,
        "forms": [form, *authors],
        "evidence": [one for one in row.evidence.all() if one.withdrawn_at is None],
        "hints": likenesses(request, row),
        "shares": shares_fault([one.share for one in row.authors.all()]),
    }
    return render(request, "initiatives/edit.html", context, status=422 if form.is_bound else 200)


@screen(*CLERKS, reads=False, writes=True)
def autosave(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is being typed; 409 when it cannot be kept as it stands."""
    row = _own(request, code)
    form, authors = _bound(request, row)
    if row.state not in EDITABLE or not (form.is_valid() and authors.is_valid()):
        return HttpResponse(status=409)
    try:
        saved = change(
            actor=request.actor,
            request=row,
            revision=_revision(request),
            content=_content(form, authors),
        )
    except Refusal:
        return HttpResponse(status=409)
    return JsonResponse({"fields": {"revision": str(saved.revision)}})


@screen(*CLERKS, reads=False, writes=True)
def hints(request: HttpRequest, code: str) -> HttpResponse:
    """What the words now in the form look like; nothing is kept."""
    row = _own(request, code)
    words = [
        request.POST.get(name, "")[:LONGEST_TEXT]
        for name in ("name", "problem", "solution", "effect")
    ]
    found = like(row.authority_id, sketch(*words), without=row.pk)
    context = {"hints": shown_likenesses(request, found, None)}
    return render(request, "initiatives/hints.html", context)


@screen(*CLERKS, reads=False, writes=True)
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Add a paper."""
    row = _own(request, code)
    given = request.FILES.get("file")
    if given is None:
        messages.error(request, "Chọn tệp rồi bấm lại.")
        return redirect("unit:initiative_edit", row.code)
    file = store(actor=request.actor, name=given.name, data=given.read())
    add_evidence(actor=request.actor, request=row, file=file, note=request.POST.get("ghi_chu", ""))
    messages.success(request, f"Đã thêm “{file.name}”.")
    return redirect("unit:initiative_edit", row.code)


@screen(*CLERKS, reads=False, writes=True)
def evidence_withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a paper out of the request; the file is kept."""
    row = _own(request, code)
    paper = get_object_or_404(row.evidence, pk=number)
    withdraw_evidence(actor=request.actor, evidence=paper)
    messages.success(request, f"Đã bỏ “{paper.file.name}” khỏi đề nghị.")
    return redirect("unit:initiative_edit", row.code)


urlpatterns = [
    path("sang-kien/", requests, name="initiatives"),
    path("sang-kien/moi/", new, name="initiative_new"),
    path("sang-kien/<slug:code>/sua/", edit, name="initiative_edit"),
    path("sang-kien/<slug:code>/luu-nhap/", autosave, name="initiative_autosave"),
    path("sang-kien/<slug:code>/goi-y/", hints, name="initiative_hints"),
    path("sang-kien/<slug:code>/tai-lieu/", evidence, name="initiative_evidence"),
    path(
        "sang-kien/<slug:code>/tai-lieu/<int:number>/bo/",
        evidence_withdraw,
        name="initiative_evidence_withdraw",
    ),
]
