"""Receipts: who took the certificate, the frame and the money, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.decisions.models import DecisionLine, DecisionState
from thidua.journal.domain.record import record
from thidua.law import deadline
from thidua.law.deadlines import Deadline
from thidua.rewards.domain.paying import Disbursement, pay
from thidua.rewards.enums import WAITING
from thidua.rewards.models import Ceremony, Handover, Payment
from thidua.rewards.rules import refuse_foreign, refuse_others
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was taken; `receiver` empty: the recipient. `money`: the bonus too, in cash."""

    on: date
    certificate: bool = False
    frame: bool = False
    money: bool = False
    receiver: str = ""
    on_behalf: str = ""


def hand_over(
    *, actor: Actor, line: DecisionLine, given: Receipt, ceremony: Ceremony | None = None
) -> Handover:
    """Record who took what. A second receipt of the same line completes or mends the first.

    Money taken here is paid from the fund in the same transaction.
    """
    refuse_others(actor)
    refuse_foreign(line, actor)
    _check(line, given)
    with transaction.atomic(), sentence_for(Handover):
        DecisionLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
        row = Handover.objects.filter(line=line).first() or Handover(
            authority_id=line.authority_id, line=line, ceremony=ceremony
        )
        row.received_on, row.certificate, row.frame = given.on, given.certificate, given.frame
        row.receiver = (clean(given.receiver) or line.nomination.name)[:120]
        row.on_behalf = clean(given.on_behalf)[:200]
        stamp(row, actor)
        row.save()
        if given.money:
            _pay(actor, line, given, row)
        record(
            actor=actor,
            verb="handover.record",
            obj=row,
            sentence=f"Ghi biên nhận, Quyết định số {line.decision.full_number}",
            data={"certificate": row.certificate, "frame": row.frame},
        )
    return row


def _check(line: DecisionLine, given: Receipt) -> None:
    reasons = []
    if line.decision.state != DecisionState.ISSUED:
        reasons.append("Quyết định chưa ban hành nên chưa trao được.")
    if not (given.certificate or given.frame or given.money):
        reasons.append("Chọn ít nhất một thứ đã nhận: bằng, khung hoặc tiền thưởng.")
    if (given.certificate or given.frame) and line.nomination.title_code not in WITH_CERTIFICATE:
        reasons.append("Khen thưởng này không có bằng, giấy hay khung kèm theo, chỉ có tiền.")
    if given.on > timezone.localdate():
        reasons.append(f"Ngày nhận {format_day(given.on)} chưa tới.")
    if line.decision.issued_on and given.on < line.decision.issued_on:
        reasons.append("Ngày nhận không thể trước ngày quyết định.")
    if reasons:
        raise Refusal.of(reasons)


def _pay(actor: Actor, line: DecisionLine, given: Receipt, row: Handover) -> None:
    payment = (
        Payment.objects.filter(line=line, state__in=WAITING)
        .select_related("line__nomination", "line__decision", "on_list")
        .first()
    )
    if payment is None:
        raise Refusal("Khoản tiền thưởng này không ở bước chờ chi. Xem tại mục Tiền thưởng.")
    taken = Disbursement(on=given.on, receiver=row.receiver, on_behalf=row.on_behalf)
    pay(actor=actor, payments=[payment], given=taken)


def state_award_limit(on: date) -> Deadline:
    """The working days in which awards of the State and the Prime Minister are handed over.

    For what an authority decides by itself no text on file sets a limit.
    """
    return deadline("deadline-hand-over", on)
