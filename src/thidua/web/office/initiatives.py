"""The office on requests for initiatives: the list, side by side, conditions, the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.documents.domain.store import store
from thidua.initiatives.conditions import DECREE, MONTHS_AS_RECALLED
from thidua.initiatives.domain.deadline import rule_on, set_rule
from thidua.initiatives.domain.drafts import link_author
from thidua.initiatives.domain.novelty import alike, answer_condition, answer_likeness
from thidua.initiatives.domain.recognition import Paper, recognise
from thidua.initiatives.enums import Likeness, State
from thidua.initiatives.models import InitiativeRequest, KnownText, RecognitionDeadline
from thidua.initiatives.queries import tellable, visible_to
from thidua.initiatives.shingles import passages
from thidua.initiatives.workflow import REQUESTS
from thidua.organizations.models import Person
from thidua.organizations.queries import people
from thidua.vietnamese.text import fold
from thidua.web.shared import initiative_list
from thidua.web.shared.initiatives import found_request, texts

READERS = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)
JUDGES = (Role.OFFICER, Role.SECRETARY)


@screen(*READERS)
def requests(request: HttpRequest) -> HttpResponse:
    """Everything handed in, but what the reader keeps away from."""
    found = visible_to(request.actor)
    if request.GET.get("xuat") == "xlsx":
        return initiative_list.book(request, found)
    today = timezone.localdate()
    context = initiative_list.context(request, found) | {
        "today": today,
        "rule": rule_on(request.actor.authority_id, today),
        "may_decide": request.actor.is_any(Role.OFFICER),
        "waiting": found.filter(state=State.AT_COUNCIL, scoring__passed=True).count(),
    }
    return render(request, "initiatives/requests.html", context)


# -- side by side ---------------------------------------------------------------------------------


@screen(*READERS, writes=True)
def likeness(request: HttpRequest, code: str, text: str) -> HttpResponse:
    """The request beside an earlier text, what they share marked, and what was found."""
    row = found_request(request, code)
    other = _earlier(request, row, text)
    errors: list[str] = []
    if request.method == "POST":
        try:
            answer_likeness(
                actor=request.actor,
                request=row,
                against=other,
                answer=request.POST.get("ket_luan", ""),
                reason=request.POST.get("ly_do", ""),
            )
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, "Đã ghi kết luận đối chiếu.")
            return redirect("web:initiative_request", row.code)
    said = row.novelty_answers.filter(against=other).first()
    context = {
        "row": row,
        "other": other,
        "found": next((one for one in alike(row) if one.text.pk == other.pk), None),
        "mine": _marked(row, other.request),
        "theirs": _marked(other.request, row) if other.request else [],
        "said": said,
        "chosen": request.POST.get("ket_luan", said.answer if said else ""),
        "reason": request.POST.get("ly_do", said.reason if said else ""),
        "choices": Likeness.choices,
        "may_judge": request.actor.is_any(*JUDGES)
        and row.state in {State.SUBMITTED, State.ACCEPTED, State.AT_COUNCIL},
        "errors": errors,
    }
    status = 422 if errors else 200
    return render(request, "initiatives/likeness.html", context, status=status)


def _earlier(request: HttpRequest, row: InitiativeRequest, text: str) -> KnownText:
    """The other text; of a request that the reader keeps away from there is nothing."""
    texts_ = KnownText.objects.filter(authority_id=row.authority_id).exclude(request=row)
    other = get_object_or_404(texts_.select_related("request", "initiative"), code=text)
    if other.request and other.request.pk not in tellable(request.actor, [other.request]):
        raise Http404
    return other


def _marked(one: InitiativeRequest, other: InitiativeRequest | None) -> list[tuple[str, Any]]:
    against = [words for _, words in texts(other)] if other else []
    return [(label, passages(words, against)) for label, words in texts(one)]


# -- conditions and authors -----------------------------------------------------------------------


@screen(*JUDGES, reads=False, writes=True)
def condition(request: HttpRequest, code: str) -> HttpResponse:
    """Answer one condition."""
    row = found_request(request, code)
    made = answer_condition(
        actor=request.actor,
        request=row,
        key=request.POST.get("dieu_kien", ""),
        answer=request.POST.get("ket_luan", ""),
        basis=request.POST.get("can_cu", ""),
    )
    messages.success(request, f"Đã ghi: {made.get_answer_display().lower()}.")
    return redirect("web:initiative_request", row.code)


@screen(Role.OFFICER, writes=True)
def author(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Choose who in the register an author is, among people of that name."""
    row = found_request(request, code)
    one = get_object_or_404(row.authors, pk=number)
    found = list(
        people(request.actor.authority_id)
        .filter(search_key=fold(one.full_name)[:120])
        .prefetch_related("posts__unit__versions")[:30]
    )
    if request.method == "POST":
        chosen = next((p for p in found if p.code == request.POST.get("nguoi")), None)
        if chosen is None:
            messages.error(request, "Chọn một người trong danh sách.")
        else:
            link_author(actor=request.actor, author=one, person=chosen)
            messages.success(request, f"Đã nối {one.full_name} với người trong sổ.")
            return redirect("web:initiative_request", row.code)
    context = {"row": row, "author": one, "found": [_known(person) for person in found]}
    return render(request, "initiatives/author.html", context)


def _known(person: Person) -> dict[str, str]:
    post = next(iter(person.posts.all()), None)
    place = ", ".join(filter(None, (post.title, _unit_name(post)))) if post else ""
    return {"code": person.code, "name": person.full_name, "about": f"{_birth(person)}{place}"}


def _birth(person: Person) -> str:
    return f"sinh năm {person.birth_year}, " if person.birth_year else ""


def _unit_name(post: Any) -> str:
    versions = list(post.unit.versions.all())
    return versions[-1].name if versions else ""


# -- the decision ---------------------------------------------------------------------------------


class PaperForm(forms.Form):
    """The decision as it was signed."""

    number = forms.CharField(
        label="Số, ký hiệu quyết định", max_length=60, help_text="Ví dụ: 57/QĐ-UBND."
    )
    signed_on = forms.DateField(
        label="Ngày ký",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 5/12/2024."},
    )
    signer = forms.CharField(label="Người ký", max_length=120)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=150, required=False)
    file = forms.FileField(label="Bản chụp hoặc bản số của quyết định", required=False)


@screen(Role.OFFICER, writes=True)
def decision(request: HttpRequest) -> HttpResponse:
    """Record one decision for all requests it recognises."""
    rows = list(
        visible_to(request.actor)
        .filter(state=State.AT_COUNCIL, scoring__passed=True)
        .order_by("sort_key")
        .prefetch_related("authors", "answers")
    )
    chosen = request.POST.getlist("chon") or request.GET.getlist("chon")
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = _recognise(request, form, [row for row in rows if row.code in chosen])
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã công nhận và ghi sổ {len(done)} sáng kiến.")
            return redirect("office:initiatives")
    for row in rows:
        row.reasons = _reasons(request, row)
    context = {"form": form, "rows": rows, "chosen": chosen}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/decision.html", context, status=status)


def _reasons(request: HttpRequest, row: InitiativeRequest) -> list[str]:
    offers = REQUESTS.offers(row, request.actor)
    return [
        reason
        for offer in offers
        if offer.transition.name == "recognise"
        for reason in offer.reasons
    ]


def _recognise(
    request: HttpRequest, form: PaperForm, rows: list[InitiativeRequest]
) -> list[InitiativeRequest]:
    data = dict(form.cleaned_data)
    given = data.pop("file")
    file = store(actor=request.actor, name=given.name, data=given.read()) if given else None
    return recognise(actor=request.actor, requests=rows, paper=Paper(**data, file=file))


# -- the deadline ---------------------------------------------------------------------------------


class DeadlineForm(forms.Form):
    """Months from a valid request to its decision, with the text that says so."""

    since = forms.DateField(
        label="Áp dụng cho đề nghị nhận từ ngày",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    months = forms.IntegerField(label="Số tháng kể từ ngày nhận hợp lệ", min_value=1, max_value=24)
    basis = forms.CharField(label="Văn bản quy định", max_length=300)


@screen(Role.OFFICER, writes=True)
def deadline(request: HttpRequest) -> HttpResponse:
    """The authority's own deadline; what is remembered of the decree stands beside it, marked."""
    form = DeadlineForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            set_rule(actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã đặt thời hạn xem xét công nhận.")
            return redirect("office:initiative_deadline")
    context = {
        "form": form,
        "rules": RecognitionDeadline.objects.filter(authority_id=request.actor.authority_id),
        "months": MONTHS_AS_RECALLED,
        "decree": DECREE,
    }
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/deadline.html", context, status=status)


urlpatterns = [
    path("sang-kien/", requests, name="initiatives"),
    path("sang-kien/quyet-dinh/", decision, name="initiative_decision"),
    path("sang-kien/thoi-han/", deadline, name="initiative_deadline"),
    path("sang-kien/<slug:code>/doi-chieu/<slug:text>/", likeness, name="initiative_likeness"),
    path("sang-kien/<slug:code>/dieu-kien/", condition, name="initiative_condition"),
    path("sang-kien/<slug:code>/tac-gia/<int:number>/", author, name="initiative_author"),
]
