"""The page of a movement: where it stands, who registered, what is due next; its steps, papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.domain.issuing import chairman_name
from thidua.documents.domain.store import OFFICE as OFFICE_TYPES
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.journal.queries import events_of
from thidua.movements.domain.launch import is_editable, move_movement
from thidua.movements.domain.office_words import add_file, withdraw_file
from thidua.movements.domain.plan_papers import plan_files
from thidua.movements.durations import SILENT, durations
from thidua.movements.enums import PUBLISHED, UNDER_WAY, MovementState
from thidua.movements.models import Movement, MovementFile
from thidua.movements.parts import ARTICLE, CRITERIA, PARTS
from thidua.movements.queries import OFFICE, examples, visible_to
from thidua.movements.rules import may_amend, may_open_round, may_steer
from thidua.movements.standing import EXPECTED, next_review, standing
from thidua.movements.workflow import BY_REVIEW, MOVEMENTS
from thidua.planning.public import public_movements
from thidua.web.office.hot_spots import place_of
from thidua.web.office.movements.forms import LaunchForm
from thidua.web.shared import timelines
from thidua.web.shared.movement_looks import look

FORMS = {"pdf": "application/pdf", "docx": OFFICE_TYPES["docx"]}
PATH = (
    MovementState.DRAFT,
    MovementState.CHECKED,
    MovementState.LAUNCHED,
    MovementState.RUNNING,
    MovementState.FINAL,
    MovementState.CLOSED,
)


def mine(request: HttpRequest, code: str) -> Movement:
    return get_object_or_404(
        visible_to(request.actor).select_related("parent", "directive"), code=code
    )


@screen(*OFFICE)
def movement(request: HttpRequest, code: str) -> HttpResponse:
    """One movement, calm: state and next step first, then who registered, then the plan."""
    return shown(request, mine(request, code))


def shown(request: HttpRequest, row: Movement, **more: Any) -> HttpResponse:
    look(row)
    today = timezone.localdate()
    reviews = [one for one in row.reviews.all() if not one.dropped_at]
    offers = _offers(request, row)
    context = {
        "movement": row,
        "spot": place_of(request, row.hot_spot_reference),
        "steps": _steps(row),
        "offers": offers,
        "has_next": any(not one["asks_reason"] for one in offers),
        "launch_form": LaunchForm(initial={"signer_name": chairman_name(row.authority_id, today)}),
        "standing": standing(row, today) if row.is_ours else None,
        "expected_words": EXPECTED,
        "reviews": reviews,
        "coming": next_review(reviews),
        "today": today,
        "children": [look(one) for one in row.children.exclude(state="cancelled").order_by("name")],
        "plan": _plan(row),
        "article": ARTICLE,
        "durations": durations(row, today),
        "silent": SILENT,
        "files": row.files.filter(result=None, withdrawn_at=None).select_related("file"),
        "examples": examples(request.actor, row)[:12],
        "rounds": row.rounds.select_related("round").order_by("pk"),
        "may_edit": row.is_ours and is_editable(row) and not may_steer(row, request.actor),
        "may_amend": not may_amend(row, request.actor),
        "version": row.versions.first(),
        "may_steer": not may_steer(row, request.actor),
        "may_review": row.is_ours and row.state in UNDER_WAY and not may_steer(row, request.actor),
        "why_no_round": may_open_round(row, request.actor),
        "errors": (),
        "is_public": public_movements(row.authority_id).filter(pk=row.pk).exists(),
        "may_be_public": row.state in PUBLISHED,
        "events": timelines.shown(request.actor, events_of(row), 12),
    } | more
    status = 422 if context["errors"] else 200
    return render(request, "movements/movement.html", context, status=status)


def _steps(row: Movement) -> list[dict[str, str]]:
    """The path with its days; one cancelled or noted from above has no path of its own."""
    if not row.is_ours or row.state == MovementState.CANCELLED:
        return []
    state = MovementState.RUNNING if row.state == MovementState.PRELIMINARY else row.state
    here = PATH.index(MovementState(state))
    return [
        {
            "label": one.label,
            "note": _moment(row, one),
            "state": "done" if place < here else "current" if place == here else "",
        }
        for place, one in enumerate(PATH)
    ]


def _moment(row: Movement, state: MovementState) -> str:
    at = getattr(row, f"{state}_at", None)
    return f"{timezone.localtime(at):%d/%m/%Y}" if at else ""


def _offers(request: HttpRequest, row: Movement) -> list[dict[str, Any]]:
    return [
        {
            "name": offer.transition.name,
            "label": offer.transition.label,
            "icon": offer.transition.icon,
            "reasons": list(offer.reasons),
            "asks_reason": "reason" in offer.transition.needs,
            "url": reverse("office:movement_act", args=[row.code, offer.transition.name]),
        }
        for offer in MOVEMENTS.offers(row, request.actor)
        if offer.transition.name not in BY_REVIEW
    ]


def _plan(row: Movement) -> list[dict[str, str]]:
    """Criteria and the five parts, with what is still missing said."""
    first, *others = PARTS
    criteria = [
        {"label": CRITERIA[kind][1], "text": getattr(row, CRITERIA[kind][0])}
        for kind in row.subjects
    ]
    parts = [{"label": part.label, "text": getattr(row, part.field)} for part in (first, *others)]
    return [parts[0], *criteria, *parts[1:]]


@screen(Role.OFFICER, Role.CHAIRMAN, reads=False, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The next step; refused, the page comes back with the reason."""
    row = mine(request, code)
    if name in BY_REVIEW or name not in MOVEMENTS.by_name:
        raise Http404
    typed = request.POST.get("revision", "")
    inputs: dict[str, Any] = {"reason": request.POST.get("ly_do", "").strip()[:500]}
    if name == "launch":
        form = LaunchForm(request.POST)
        if not form.is_valid():
            faults = tuple(f"{form[key].label}: {one}" for key, all_ in form.errors.items()
                           for one in all_)  # fmt: skip
            return shown(request, row, launch_form=form, errors=faults)
        inputs = form.cleaned_data
    try:
        move_movement(
            actor=request.actor,
            movement=row,
            name=name,
            revision=int(typed) if typed.isdecimal() else None,
            **inputs,
        )
    except Refusal as refusal:
        more = {"launch_form": form} if name == "launch" else {}
        return shown(request, mine(request, code), errors=refusal.reasons, **more)
    messages.success(request, f"{MOVEMENTS.by_name[name].sentence}.")
    return redirect("office:movement", row.code)


@screen(Role.OFFICER, reads=False, writes=True)
def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Add a paper, or take one off."""
    row = mine(request, code)
    gone = request.POST.get("bo", "")
    upload = request.FILES.get("tep")
    try:
        if gone.isdecimal():
            paper = get_object_or_404(MovementFile, pk=int(gone), movement=row, result=None)
            withdraw_file(actor=request.actor, paper=paper)
            messages.success(request, "Đã bỏ tài liệu.")
        elif upload is None:
            return shown(request, row, errors=("Chọn tệp tài liệu.",))
        else:
            file = store(actor=request.actor, name=upload.name or "", data=upload.read())
            add_file(
                actor=request.actor, movement=row, file=file, label=request.POST.get("ten", "")
            )
            messages.success(request, "Đã thêm tài liệu.")
    except Refusal as refusal:
        return shown(request, row, errors=refusal.reasons)
    return redirect("office:movement", row.code)


@screen(*OFFICE)
def paper(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The plan: a draft before the launch, afterwards what was kept of its newest version."""
    row = mine(request, code)
    if form not in FORMS or not row.is_ours:
        raise Http404
    version = row.versions.first()
    if version is not None:
        data = bytes_of(version.docx if form == "docx" else version.pdf)
    else:
        try:
            data = plan_files(row)[form == "pdf"]
        except Refusal as refusal:
            return shown(request, row, errors=refusal.reasons)
    return download(data, f"ke-hoach-{row.code}", form)


def bytes_of(kept: StoredFile) -> bytes:
    with kept.content.open("rb") as file:
        return file.read()


def download(data: bytes, name: str, form: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=FORMS[form])
    kind = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{kind}; filename="{name}.{form}"'
    return answer


urlpatterns = [
    path("phong-trao/<slug:code>/", movement, name="movement"),
    path("phong-trao/<slug:code>/buoc/<slug:name>/", act, name="movement_act"),
    path("phong-trao/<slug:code>/tai-lieu/", attach, name="movement_attach"),
    path("phong-trao/<slug:code>/van-ban.<slug:form>", paper, name="movement_paper"),
]
