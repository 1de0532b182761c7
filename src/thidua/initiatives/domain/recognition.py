"""Recording the head's decision that recognises initiatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.initiatives.enums import State
from thidua.initiatives.models import InitiativeRequest, RecognitionPaper
from thidua.initiatives.workflow import REQUESTS
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The decision as signed."""

    number: str
    signed_on: date
    signer: str
    signer_post: str = ""
    file: StoredFile | None = None


def recognise(
    *, actor: Actor, requests: Sequence[InitiativeRequest], paper: Paper
) -> list[InitiativeRequest]:
    """Recognise all of them by one decision, or none; asked again, it is done already.

    Raises Refusal naming the request and what stands in its way.
    """
    _check(actor, requests, paper)
    with transaction.atomic():
        row = _paper(actor, paper)
        return [_one(actor, request, row) for request in requests]


def _check(actor: Actor, requests: Sequence[InitiativeRequest], paper: Paper) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng ghi quyết định công nhận.")
    if not requests:
        raise Refusal("Chọn ít nhất một đề nghị được công nhận.")
    if not clean(paper.number) or not clean(paper.signer):
        raise Refusal("Ghi số quyết định và người ký.")
    if paper.signed_on > timezone.localdate():
        raise Refusal(f"Ngày ký {format_day(paper.signed_on)} chưa tới. Ghi sau khi đã ký.")


def _paper(actor: Actor, paper: Paper) -> RecognitionPaper:
    """The same number and day is the same decision: more requests may join it."""
    with sentence_for(RecognitionPaper):
        row, is_new = RecognitionPaper.objects.get_or_create(
            authority_id=actor.authority_id,
            number=clean(paper.number)[:60],
            signed_on=paper.signed_on,
            defaults={
                "signer": clean(paper.signer)[:120],
                "signer_post": clean(paper.signer_post)[:150],
                "file": paper.file,
                "recorded_by_name": actor.name,
            },
        )
    if not is_new and paper.file is not None and row.file_id is None:
        row.file = paper.file
        row.save(update_fields=("file",))
    return row


def _one(actor: Actor, request: InitiativeRequest, paper: RecognitionPaper) -> InitiativeRequest:
    current = InitiativeRequest.objects.get(pk=request.pk)
    if current.state == State.RECOGNISED and current.paper_id == paper.pk:
        return current
    try:
        return REQUESTS.perform(
            request, "recognise", actor=actor, paper=paper, decision=paper.number
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        raise Refusal(*(f"{request.code}: {reason}" for reason in refusal.reasons)) from refusal
