"""One request for recognition: its page for every role, and the steps it takes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.accounts.models import User
from thidua.core.actors import UNIT_ROLES, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.initiatives import rules
from thidua.initiatives.conditions import CONDITIONS, STANDING
from thidua.initiatives.domain.council_work import bring
from thidua.initiatives.domain.novelty import Alike, alike, said_of
from thidua.initiatives.domain.recusals import recuse, withdraw_recusal
from thidua.initiatives.domain.scoring import is_intact
from thidua.initiatives.enums import EDITABLE, ENDED, Answer, Ground, State
from thidua.initiatives.models import InitiativeRequest, RequestEvidence, Scoring
from thidua.initiatives.queries import (
    READERS,
    SEES_SHEETS,
    entitled,
    sittings,
    standing_recusals,
    tellable,
    visible_to,
)
from thidua.initiatives.workflow import REQUESTS
from thidua.journal.queries import events_of
from thidua.web.shared import timelines
from thidua.web.shared.initiative_list import decorate

STEPS = (
    ("Đơn vị lập", "draft_at", {State.DRAFT, State.GIVEN_BACK}),
    ("Nộp, chờ tiếp nhận", "submitted_at", {State.SUBMITTED}),
    ("Hợp lệ", "accepted_at", {State.ACCEPTED}),
    ("Hội đồng chấm", "at_council_at", {State.AT_COUNCIL}),
    ("Công nhận", "recognised_at", {State.RECOGNISED}),
)


def found_request(request: HttpRequest, code: str) -> InitiativeRequest:
    """The request, if the actor may open it; else 404."""
    evidence = RequestEvidence.objects.filter(withdrawn_at__isnull=True).select_related("file")
    rows = visible_to(request.actor).select_related(
        "paper__file", "initiative", "scoring__sitting__edition", "scoring__sitting__council"
    )
    rows = rows.prefetch_related(
        "authors__person", "answers", "novelty_answers", Prefetch("evidence", evidence)
    )
    return decorate(get_object_or_404(rows, code=code))


@screen(*READERS)
def request_page(request: HttpRequest, code: str) -> HttpResponse:
    """What the unit says, what looks like it, the conditions, the score, the history."""
    row, actor = found_request(request, code), request.actor
    may_judge = not rules.may_judge(row, actor) and row.state in {
        State.SUBMITTED, State.ACCEPTED, State.AT_COUNCIL,
    }  # fmt: skip
    context = {
        "row": row,
        "texts": texts(row),
        "offers": _offers(row, request),
        "steps": _steps(row),
        "may_edit": row.state in EDITABLE and not rules.may_edit(row, actor),
        "may_judge": may_judge,
        "alike": likenesses(request, row) if row.state not in ENDED else [],
        "said": _kept_answers(request, row),
        "conditions": _conditions(row),
        "answers": Answer.choices,
        "standing": STANDING,
        "scoring": scoring_shown(request, row),
        "recusals": _recusals(request, row),
        "grounds": Ground.choices,
        "may_recuse": actor.role not in UNIT_ROLES and row.state not in ENDED,
        "may_link": row.state not in ENDED and not rules.may_receive(row, actor),
        "events": _events(request, row),
    }
    return render(request, "initiatives/request.html", context)


def texts(row: InitiativeRequest) -> list[tuple[str, str]]:
    """The three parts of the description with their headings."""
    return [
        ("Tình trạng trước khi có sáng kiến", row.problem),
        ("Nội dung giải pháp", row.solution),
        ("Hiệu quả đã đạt được", row.effect),
    ]


def likenesses(request: HttpRequest, row: InitiativeRequest) -> list[dict[str, Any]]:
    """Earlier texts that look like it, as far as this reader may be told of them."""
    return shown_likenesses(request, alike(row), row)


def shown_likenesses(
    request: HttpRequest, found: list[Alike], row: InitiativeRequest | None
) -> list[dict[str, Any]]:
    """A unit hears that another unit's request is alike, not what it says; whoever keeps away
    from that one hears nothing."""
    actor = request.actor
    known = tellable(actor, [one.text.request for one in found if one.text.request])
    said = said_of(row, found) if row else {}
    shown = []
    for one in found:
        earlier = one.text.request
        told = earlier is None or earlier.pk in known
        if not told and actor.role not in UNIT_ROLES:
            continue
        shown.append(
            {
                "code": one.text.code,
                "title": one.title if told else "Đề nghị của một đơn vị khác",
                "about": _about(one) if told else "Chưa công nhận nên chưa được xem nội dung.",
                "share": one.share,
                "by_name": one.like_name > one.like_body,
                "answer": said.get(one.text.pk) if actor.role not in UNIT_ROLES else None,
            }
        )
    return shown


def _about(one: Alike) -> str:
    earlier, initiative = one.text.request, one.text.initiative
    if earlier is not None:
        label = State(earlier.state).label
        state = f"{label[:1].lower()}{label[1:]}"
        return f"{earlier.code}, {earlier.unit_name}, năm {earlier.year}, {state}"
    if initiative is None:
        return ""
    number = f", QĐ {initiative.recognition_number}" if initiative.recognition_number else ""
    return f"Sổ sáng kiến năm {initiative.year}{number}"


def _kept_answers(request: HttpRequest, row: InitiativeRequest) -> list[dict[str, Any]]:
    """Findings already made, once the request has ended."""
    if row.state not in ENDED or request.actor.role in UNIT_ROLES:
        return []
    answers = list(row.novelty_answers.select_related("against__request", "against__initiative"))
    known = tellable(request.actor, [one.against.request for one in answers if one.against.request])
    return [
        {"title": (one.against.request or one.against.initiative).name, "answer": one}
        for one in answers
        if one.against.request_id is None or one.against.request_id in known
    ]


def _offers(row: InitiativeRequest, request: HttpRequest) -> list[dict[str, Any]]:
    offers = []
    for offer in REQUESTS.offers(row, request.actor):
        step = offer.transition
        url = reverse("web:initiative_act", args=[row.code, step.name])
        if step.name == "recognise":
            url = f"{reverse('office:initiative_decision')}?chon={row.code}"
        offers.append(
            {
                "label": step.label,
                "icon": step.icon,
                "url": url,
                "reasons": list(offer.reasons),
                "danger": step.target in {State.WITHDRAWN, State.REFUSED},
            }
        )
    first = next((one for one in offers if not one["reasons"] and not one["danger"]), None)
    for one in offers:
        one["kind"] = "danger-quiet" if one["danger"] else "primary" if one is first else "quiet"
    return offers


def _steps(row: InitiativeRequest) -> list[dict[str, str]]:
    current = next((n for n, (_, _, states) in enumerate(STEPS) if row.state in states), None)
    steps = []
    for number, (label, column, _) in enumerate(STEPS):
        at = getattr(row, column)
        done = at and (current is None or number < current or row.state == State.RECOGNISED)
        state = "done" if done else "current" if number == current else ""
        note = timezone.localtime(at).strftime("%d/%m/%Y") if at and state else ""
        steps.append({"label": label, "note": note, "state": state})
    return steps


def _conditions(row: InitiativeRequest) -> list[dict[str, Any]]:
    said = {one.condition: one for one in row.answers.all()}
    return [
        {
            "one": one,
            "answer": said.get(one.key),
            "verdict": said[one.key].answer if one.key in said else Answer.NOT_KNOWN.value,
        }
        for one in CONDITIONS
    ]


def scoring_shown(request: HttpRequest, row: InitiativeRequest) -> dict[str, Any] | None:
    """What this reader may see of the scoring: before it is closed only how far it is."""
    scoring: Scoring | None = getattr(row, "scoring", None)
    actor = request.actor
    if scoring is None or (actor.role in UNIT_ROLES and row.state not in ENDED):
        return None
    seats = entitled(scoring)
    return {
        "one": scoring,
        "content": scoring.content if scoring.closed_at else None,
        "intact": bool(scoring.closed_at) and is_intact(scoring),
        "sheets": scoring.content.get("sheets", []) if actor.role in SEES_SHEETS else [],
        "handed_in": scoring.sheets.filter(member__in=seats).count(),
        "entitled": seats.count(),
        "may_score": actor.is_any(Role.MEMBER)
        and scoring.closed_at is None
        and seats.filter(user_id=actor.user_id).exists(),
    }


def _recusals(request: HttpRequest, row: InitiativeRequest) -> list[Any]:
    """Who keeps away is the council's business, not the unit's."""
    if request.actor.role in UNIT_ROLES:
        return []
    return list(standing_recusals().filter(request=row).order_by("pk"))


def _events(request: HttpRequest, row: InitiativeRequest) -> list[dict[str, str]]:
    """The path for everyone; how the council worked on it for the office alone."""
    found = events_of(row)
    if request.actor.role not in SEES_SHEETS:
        path_of_it = [f"{REQUESTS.name}.{one.name}" for one in REQUESTS.transitions]
        found = found.filter(verb__in=path_of_it)
    return timelines.shown(request.actor, found, 30)


@screen(*READERS, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Confirm a step, with its reason or its sitting, and take it."""
    row = found_request(request, code)
    step = REQUESTS.by_name.get(name)
    if step is None or name == "recognise":
        return redirect("web:initiative_request", row.code)
    if denied := step.permission(row, request.actor):
        raise NotAllowed(denied)
    errors: list[str] = []
    if request.method == "POST":
        try:
            _perform(request, row, name)
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, f"{step.sentence}: {row.name} ({row.code}).")
            return redirect("web:initiative_request", row.code)
    context = {
        "row": row,
        "step": step,
        "errors": errors,
        "reason": request.POST.get("ly_do", ""),
        "sittings": list(
            sittings(request.actor).filter(minutes_file__isnull=True).order_by("-held_on", "-pk")
        )
        if name == "bring"
        else [],
        "chosen": request.POST.get("phien", ""),
        "danger": step.target in {State.WITHDRAWN, State.REFUSED},
    }
    return render(request, "initiatives/act.html", context, status=422 if errors else 200)


def _perform(request: HttpRequest, row: InitiativeRequest, name: str) -> None:
    actor = request.actor
    if name == "bring":
        chosen = sittings(actor).filter(code=request.POST.get("phien", "")[:12]).first()
        if chosen is None:
            raise Refusal("Chọn phiên chấm của Hội đồng sáng kiến.")
        bring(actor=actor, request=row, sitting=chosen)
        return
    words = request.POST.get("revision", "")
    REQUESTS.perform(
        row,
        name,
        actor=actor,
        revision=int(words) if words.isdecimal() and len(words) < 10 else None,  # noqa: PLR2004
        reason=request.POST.get("ly_do", "").strip(),
    )


@screen(*READERS, reads=False, writes=True)
def recusal(request: HttpRequest, code: str) -> HttpResponse:
    """Declare that one is concerned; from then on the request is not seen any more."""
    row = found_request(request, code)
    recuse(
        actor=request.actor,
        request=row,
        user=User.objects.get(pk=request.actor.user_id),
        ground=request.POST.get("ly_do", ""),
        words=request.POST.get("noi_dung", ""),
    )
    messages.success(request, f"Đã ghi: anh, chị không tham gia xét {row.code}.")
    return redirect("web:desk")


@screen(Role.SECRETARY, reads=False, writes=True)
def recusal_withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Let somebody back who was kept away by mistake."""
    row = found_request(request, code)
    found = get_object_or_404(standing_recusals().filter(request=row), pk=number)
    withdraw_recusal(actor=request.actor, recusal=found, why=request.POST.get("ly_do", ""))
    messages.success(request, f"{found.name} được tham gia xét trở lại.")
    return redirect("web:initiative_request", row.code)


urlpatterns = [
    path("sang-kien/<slug:code>/", request_page, name="initiative_request"),
    path("sang-kien/<slug:code>/co-lien-quan/", recusal, name="initiative_recusal"),
    path(
        "sang-kien/<slug:code>/co-lien-quan/<int:number>/rut/",
        recusal_withdraw,
        name="initiative_recusal_withdraw",
    ),
    path("sang-kien/<slug:code>/<slug:name>/", act, name="initiative_act"),
]
