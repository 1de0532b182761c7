"""Asking the head of the province how far an initiative reaches, and recording the answer.

Luật 06/2022/QH15, Điều 21 và Điều 22: beyond the unit, effect and reach are certified by the
head of the province.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.initiatives.enums import Reach
from thidua.initiatives.models import InitiativeRequest, ScopeCertification
from thidua.initiatives.queries import is_kept_from
from thidua.initiatives.rules import KEPT
from thidua.journal.domain.record import record
from thidua.law import InitiativeScope
from thidua.registry.domain.initiatives import certify_scope
from thidua.registry.models import Initiative
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The paper that asks; `due_on` only where some text sets a day (`due_basis`)."""

    reach: int
    asked_of: str
    asked_on: date
    asked_number: str = ""
    due_on: date | None = None
    due_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The paper that answers."""

    granted: bool
    number: str
    answered_on: date
    words: str = ""
    file: StoredFile | None = None


def ask_scope(*, actor: Actor, initiative: Initiative, asking: Asking) -> ScopeCertification:
    """Record that certification was asked for."""
    _officer_only(actor, initiative)
    _check(initiative, asking)
    with transaction.atomic(), sentence_for(ScopeCertification):
        row = ScopeCertification.objects.create(
            authority_id=initiative.authority_id,
            initiative=initiative,
            reach=Reach(asking.reach),
            asked_of=clean(asking.asked_of)[:200],
            asked_number=clean(asking.asked_number)[:60],
            asked_on=asking.asked_on,
            due_on=asking.due_on,
            due_basis=clean(asking.due_basis)[:300],
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="initiative_scope.ask",
            obj=row,
            sentence=f"Đề nghị xác nhận phạm vi {row.get_reach_display().lower()} "
            f"của “{initiative.name}”",
            data={"initiative": initiative.code, "asked_of": row.asked_of},
        )
    return row


def _check(initiative: Initiative, asking: Asking) -> None:
    if asking.reach not in Reach.values:
        raise Refusal("Chọn phạm vi tỉnh, thành phố hoặc toàn quốc.")
    if initiative.withdrawn_at is not None:
        raise Refusal("Sáng kiến đã rút khỏi sổ.")
    if initiative.scope is not None and initiative.scope >= asking.reach:
        raise Refusal("Sáng kiến đã được xác nhận phạm vi này hoặc rộng hơn.")
    if not clean(asking.asked_of):
        raise Refusal("Ghi nơi xác nhận: người đứng đầu tỉnh, thành phố.")
    if asking.asked_on > timezone.localdate():
        raise Refusal(f"Ngày đề nghị {format_day(asking.asked_on)} chưa tới.")
    if asking.due_on and not clean(asking.due_basis):
        raise Refusal("Có hạn trả lời thì ghi văn bản đặt ra hạn đó; chưa rõ thì để trống hạn.")


def record_reply(*, actor: Actor, asked: ScopeCertification, reply: Reply) -> ScopeCertification:
    """Record the answer; a certificate granted goes into the register at once."""
    _officer_only(actor, asked.initiative)
    if not clean(reply.number):
        raise Refusal("Ghi số văn bản trả lời.")
    if reply.answered_on > timezone.localdate():
        raise Refusal(f"Ngày trả lời {format_day(reply.answered_on)} chưa tới.")
    with transaction.atomic(), sentence_for(ScopeCertification):
        row = lock(ScopeCertification, asked.pk, revision=None)
        if row.granted is not None:
            raise Refusal("Trả lời đã được ghi.")
        row.granted, row.answered_on = reply.granted, reply.answered_on
        row.answer_number = clean(reply.number)[:60]
        row.answer_words, row.answer_file = clean(reply.words)[:500], reply.file
        stamp(row, actor)
        row.save()
        word = "Được xác nhận" if reply.granted else "Không được xác nhận"
        record(
            actor=actor,
            verb="initiative_scope.reply",
            obj=row,
            sentence=f"{word} phạm vi {row.get_reach_display().lower()} theo {row.answer_number}",
            data={"initiative": row.initiative.code},
        )
        if reply.granted:
            certify_scope(
                actor=actor,
                initiative=row.initiative,
                scope=InitiativeScope(row.reach),
                certificate=f"{row.answer_number} ngày {format_day(reply.answered_on)}, "
                f"{row.asked_of}"[:200],
            )
    return row


def _officer_only(actor: Actor, initiative: Initiative) -> None:
    if not actor.is_any(Role.OFFICER) or initiative.authority_id != actor.authority_id:
        raise NotAllowed("Chuyên viên thi đua, khen thưởng đề nghị xác nhận phạm vi.")
    request = InitiativeRequest.objects.filter(initiative=initiative).first()
    if request is not None and is_kept_from(actor, request):
        raise NotAllowed(KEPT)
