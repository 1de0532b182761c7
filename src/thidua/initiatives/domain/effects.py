"""What else changes when a request moves; called by the workflow runner in its transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.initiatives.domain.deadline import months_after, rule_on
from thidua.initiatives.domain.known_texts import keep_register, keep_request
from thidua.initiatives.domain.recusals import find_authors
from thidua.initiatives.enums import Likeness
from thidua.initiatives.models import InitiativeRequest, RecognitionPaper, Scoring, Sitting
from thidua.law import InitiativeScope
from thidua.registry.domain.initiatives import add_initiative, same_name


def on_submitted(case: InitiativeRequest, *, actor: Actor, at: datetime, **_: Any) -> None:
    """From here on whoever is an author sees nothing of it outside the unit."""
    case.received_on = timezone.localdate(at)
    case.outcome_reason = ""
    keep_request(case)
    keep_register(case.authority_id)
    find_authors(actor, case)


def on_accepted(case: InitiativeRequest, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The time runs from the day this request, now found valid, came in."""
    received = case.received_on
    rule = rule_on(case.authority_id, received) if received else None
    if received and rule:
        case.due_on, case.due_basis = months_after(received, rule.months), rule.basis


def on_given_back(
    case: InitiativeRequest, *, actor: Actor, at: datetime, reason: str, **_: Any
) -> None:
    keep_reason(case, actor=actor, at=at, reason=reason)
    case.due_on, case.due_basis = None, ""


def keep_reason(
    case: InitiativeRequest, *, actor: Actor, at: datetime, reason: str, **_: Any
) -> None:
    case.outcome_reason = reason.strip()[:500]


def on_brought(
    case: InitiativeRequest,
    *,
    actor: Actor,
    at: datetime,
    sitting: Sitting | None = None,
    **_: Any,
) -> None:
    """The request joins a sitting, and members who are authors are found before they see it."""
    if sitting is None or sitting.authority_id != case.authority_id:
        raise Refusal(
            "Chọn phiên chấm của Hội đồng sáng kiến. Thư ký mở phiên ở mục Chấm sáng kiến."
        )
    find_authors(actor, case)
    last = sitting.scorings.aggregate(last=Max("order"))["last"] or 0
    Scoring.objects.create(
        authority_id=case.authority_id, sitting=sitting, request=case, order=last + 1
    )


def on_recognised(
    case: InitiativeRequest,
    *,
    actor: Actor,
    at: datetime,
    paper: RecognitionPaper | None = None,
    **_: Any,
) -> None:
    """Into the register with its authors, recognised at the unit (scope 1, cơ sở)."""
    if paper is None or paper.authority_id != case.authority_id:
        raise Refusal("Ghi quyết định công nhận: số, ngày, người ký.")
    case.paper = paper
    case.initiative = add_initiative(
        actor=actor,
        name=case.name,
        year=paper.signed_on.year,
        authors=[author.person for author in case.authors.all() if author.person],
        recognition_number=paper.number,
        recognised_on=paper.signed_on,
        scope=InitiativeScope.CO_SO,
        is_another=_namesakes_were_read(case),
    )
    case.known_text.initiative = case.initiative
    case.known_text.save(update_fields=("initiative",))


def _namesakes_were_read(case: InitiativeRequest) -> bool:
    """Every initiative of the same name on record was read beside this one and found another."""
    answered = set(
        case.novelty_answers.exclude(answer=Likeness.SAME).values_list(
            "against__initiative", flat=True
        )
    )
    return all(one.pk in answered for one in same_name(case.authority_id, case.name))
