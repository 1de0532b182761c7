"""Drafting a decision, editing it, issuing it, discarding it: each with its own page."""

from __future__ import annotations

import time
from datetime import date
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from thidua.commendation.enums import Subject
from thidua.commendation.models import Round
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.core.screens import screen
from thidua.decisions.domain.drafting import (
    discard_draft,
    draft_decisions,
    edit_draft,
    grounds_of,
    missing_grounds,
    usual_day,
)
from thidua.decisions.domain.issuance import may_issue
from thidua.decisions.domain.issue import issue_decision, obstacles
from thidua.decisions.domain.numbering import coming_number
from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.decisions.domain.submission import submission_file, to_propose
from thidua.decisions.models import Decision, DecisionKind, DecisionState
from thidua.decisions.queries import (
    choices,
    rounds_to_decide,
    units_to_decide,
    visible_to,
    with_sums,
)
from thidua.documents.domain.store import OFFICE
from thidua.revocations.models import UndoCase
from thidua.rewards.tasks import prepare
from thidua.web.office.decision_forms import DiscardForm, IssueForm, TextForm

SPLITS = (
    ("", "Một quyết định"),
    ("title", "Mỗi danh hiệu, hình thức một quyết định"),
    ("kind", "Mỗi loại đối tượng một quyết định"),
)
LONGEST_KEY = 18


def _day(request: HttpRequest, round_: Round) -> date:
    typed = (request.POST or request.GET).get("ngay", "")
    try:
        return parse_date(typed) or usual_day(round_)
    except ValueError:
        return usual_day(round_)


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Choose the round, the day and the awards; what is decided elsewhere is listed apart."""
    waiting = rounds_to_decide(request.actor)
    round_ = waiting.filter(code=request.GET.get("dot", "")).first() or waiting.first()
    if round_ is None:
        messages.info(request, "Không còn hồ sơ nào chờ quyết định.")
        return redirect("office:decisions")
    on = _day(request, round_)
    errors: list[str] = []
    if request.method == "POST":
        titles = request.POST.getlist("danh_hieu")
        errors = [] if titles else ["Chọn ít nhất một danh hiệu hoặc hình thức."]
        if titles:
            try:
                made = draft_decisions(
                    actor=request.actor,
                    round_=round_,
                    titles=titles,
                    kinds=_picked_kinds(request),
                    unit_ids=_picked_units(request),
                    split=request.POST.get("tach", ""),
                    planned_on=on,
                    proposer=request.POST.get("de_nghi", ""),
                )
            except Refusal as refusal:
                errors = list(refusal.reasons)
            else:
                return _after_drafting(request, made)
    context = _new_context(request, round_, on) | {"rounds": list(waiting), "errors": errors}
    return render(request, "decisions/new.html", context, status=422 if errors else 200)


def _after_drafting(request: HttpRequest, made: list[Decision]) -> HttpResponse:
    if len(made) == 1:
        messages.success(request, "Đã lập dự thảo. Xem lại lời văn rồi trình ban hành.")
        return redirect("office:decision", made[0].code)
    messages.success(request, f"Đã lập {len(made)} dự thảo. Xem lại lời văn từng quyết định.")
    return redirect("office:decisions")


def _picked_kinds(request: HttpRequest) -> list[str]:
    return [one for one in request.POST.getlist("loai") if one in Subject.values]


def _picked_units(request: HttpRequest) -> list[int]:
    typed = request.POST.getlist("don_vi")
    return [int(one) for one in typed if one.isdecimal() and len(one) < LONGEST_KEY]


def _new_context(request: HttpRequest, round_: Round, on: date) -> dict[str, Any]:
    found = choices(round_, on, request.actor)
    picked = request.POST.getlist("danh_hieu")
    return {
        "round": round_,
        "on": on,
        "ours": [choice for choice in found if choice.competence.allowed],
        "higher": [choice for choice in found if choice.competence.higher],
        "elsewhere": [
            choice
            for choice in found
            if not choice.competence.allowed and not choice.competence.higher
        ],
        "proposed": to_propose(round_, on, request.actor),
        "picked": picked or [choice.title_code for choice in found if choice.competence.allowed],
        "proposer": request.POST.get("de_nghi", request.actor.unit_name),
        "kinds": Subject.choices,
        "picked_kinds": _picked_kinds(request),
        "units": units_to_decide(round_, request.actor),
        "picked_units": _picked_units(request),
        "splits": SPLITS,
        "split": request.POST.get("tach", ""),
    }


@screen(Role.OFFICER)
def submission(request: HttpRequest, code: str) -> HttpResponse:
    """A draft submission for the awards that go to a higher level."""
    round_ = get_object_or_404(rounds_to_decide(request.actor), code=code)
    data = submission_file(round_, _day(request, round_), request.actor)
    answer = HttpResponse(data, content_type=OFFICE["docx"])
    answer["Content-Disposition"] = f'attachment; filename="to-trinh-{round_.code}.docx"'
    return answer


def _draft(request: HttpRequest, code: str) -> Decision:
    return get_object_or_404(visible_to(request.actor), code=code, state=DecisionState.DRAFT)


def _revision(request: HttpRequest) -> int | None:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() else None


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the words of a draft; two at once: the second is told, and keeps what was typed."""
    row = _draft(request, code)
    is_refill = "dien_can_cu" in request.POST
    form = TextForm(_refilled(request, row) if is_refill else request.POST or None, decision=row)
    if request.method == "POST" and not is_refill and form.is_valid():
        try:
            edit_draft(
                actor=request.actor, decision=row, revision=_revision(request), text=form.text()
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu dự thảo.")
            return redirect("office:decision", row.code)
    context = {
        "form": form,
        "decision": row,
        "revision": request.POST.get("revision", row.revision),
        "missing": missing_grounds(row, _planned(request, row)),
        "is_refilled": is_refill,
    }
    status = 422 if form.is_bound and not is_refill else 200
    return render(request, "decisions/edit.html", context, status=status)


def _planned(request: HttpRequest, row: Decision) -> date:
    try:
        typed = parse_date(request.POST.get("planned_on", ""))
    except ValueError:
        typed = None
    return typed or row.planned_on or timezone.localdate()


def _refilled(request: HttpRequest, row: Decision) -> QueryDict:
    """What was typed, with the grounds that the law of the planned day gives; nothing is saved."""
    typed = request.POST.copy()
    typed["bases"] = "\n".join(grounds_of(row, _planned(request, row)))
    return typed


def signed_in_lately(request: HttpRequest) -> bool:
    """The person gave a password within the time that the settings name."""
    moments = [one["at"] for one in get_authentication_records(request, request.user)]
    if request.user.last_login:
        moments.append(request.user.last_login.timestamp())
    return time.time() - max(moments, default=0) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_for_password(request: HttpRequest) -> HttpResponse:
    """Lead to the page that asks for the password, and back here."""
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")


@screen(Role.CHAIRMAN, writes=True)
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Before the number is given: what will happen, to how many, for how much.

    What cannot be taken back asks for the password again when the last sign-in is long ago.
    """
    row = _draft(request, code)
    if row.kind != DecisionKind.AWARD:
        return _to_its_case(row, "office:undo_issue")
    if not signed_in_lately(request):
        return ask_for_password(request)
    day = _usual_issue_day(row)
    form = IssueForm(request.POST or None, initial={"issued_on": day})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["issued_on"]
        try:
            done = issue_decision(
                actor=request.actor, decision=row, issued_on=day, revision=_revision(request)
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            defer(prepare, decision_id=done.pk)
            messages.success(
                request, f"Đã ban hành Quyết định số {done.full_number}. Giấy tờ đang được tạo."
            )
            return redirect("office:decision", done.code)
    status = 422 if form.is_bound else 200
    return render(
        request, "decisions/issue.html", _issue_context(request, row, form, day), status=status
    )


def _to_its_case(row: Decision, name: str, *more: str) -> HttpResponse:
    """A decision that takes back or gives back is issued, or put aside, on its case's page."""
    case = UndoCase.objects.filter(decision=row).first()
    if case is None:
        raise Http404
    return redirect(name, case.code, *more)


def _usual_issue_day(row: Decision) -> date:
    day = usual_day(row.round)
    return (
        max(day, row.planned_on)
        if row.planned_on and row.planned_on <= timezone.localdate()
        else day
    )


def _issue_context(
    request: HttpRequest, row: Decision, form: IssueForm, day: date
) -> dict[str, Any]:
    denied = may_issue(row, request.actor)
    whole = with_sums(Decision.objects.filter(pk=row.pk)).get()
    certificates = row.lines.filter(nomination__title_code__in=WITH_CERTIFICATE).count()
    return {
        "form": form,
        "decision": row,
        "reasons": [denied] if denied else obstacles(row, day),
        "awards": whole.awards,
        "money": whole.money,
        "certificates": certificates,
        "number": coming_number(authority_id=row.authority_id, year=day.year, kind=row.symbol),
        "on": day,
    }


@screen(Role.OFFICER, writes=True)
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Put a draft aside, after saying what that frees."""
    row = _draft(request, code)
    if row.kind != DecisionKind.AWARD:
        return _to_its_case(row, "office:undo_act", "undraft")
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        discard_draft(
            actor=request.actor,
            decision=row,
            revision=_revision(request),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, "Đã bỏ dự thảo. Các hồ sơ trở lại danh sách chờ quyết định.")
        return redirect("office:decisions")
    context = {"form": form, "decision": row, "awards": row.lines.count()}
    status = 422 if form.is_bound else 200
    return render(request, "decisions/discard.html", context, status=status)


urlpatterns = [
    path("quyet-dinh/moi/", new, name="decision_new"),
    path("quyet-dinh/de-nghi-cap-tren/<slug:code>.docx", submission, name="submission"),
    path("quyet-dinh/<slug:code>/sua/", edit, name="decision_edit"),
    path("quyet-dinh/<slug:code>/ban-hanh/", issue, name="decision_issue"),
    path("quyet-dinh/<slug:code>/bo/", discard, name="decision_discard"),
]
