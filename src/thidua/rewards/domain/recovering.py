"""Money of a revoked award: stopped when it is not out yet, asked back when it is."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.models import DecisionLine
from thidua.journal.domain.record import record
from thidua.law import recovered_money
from thidua.law.assessment import Finding
from thidua.registry.models import Award
from thidua.rewards.domain.fund import Sum, post, year_for
from thidua.rewards.domain.paying import cancel
from thidua.rewards.enums import OPEN, Category, PaymentState
from thidua.rewards.models import Payment, Recovery
from thidua.rewards.rules import PREPARERS, refuse_others
from thidua.rewards.workflow import RECOVERIES
from thidua.vietnamese.text import clean


def recover_payment(
    *, actor: Actor, award_or_line: Award | DecisionLine, words: str
) -> Recovery | None:
    """Follow a revocation with the money: unpaid is not paid, paid is asked back.

    `words` name the revoking decision. Safe to repeat. None when nothing has to be asked back: no
    payment, not out yet, or back in the fund already.
    """
    if not actor.is_any(*PREPARERS) or award_or_line.authority_id != actor.authority_id:
        raise NotAllowed("Chuyên viên hoặc Chủ tịch UBND yêu cầu thu hồi tiền thưởng.")
    if not clean(words):
        raise Refusal("Ghi căn cứ thu hồi tiền thưởng.")
    with transaction.atomic():
        payment = _payment_of(award_or_line)
        if payment is None:
            return None
        if payment.state in OPEN:
            cancel(actor=actor, payment=payment, reason=words)
            return None
        if payment.state != PaymentState.PAID:
            return None
        return _asked(actor, payment, clean(words)[:500])


def _payment_of(found: Award | DecisionLine) -> Payment | None:
    about = {"line": found} if isinstance(found, DecisionLine) else {"line__award": found}
    return Payment.objects.select_for_update(of=("self",)).filter(**about).first()


def _asked(actor: Actor, payment: Payment, words: str) -> Recovery:
    row, made = Recovery.objects.get_or_create(
        payment=payment,
        defaults={
            "authority_id": payment.authority_id,
            "amount": payment.amount or 0,
            "words": words,
            "changed_by_name": actor.name,
        },
    )
    if made:
        record(
            actor=actor,
            verb="recovery.ask",
            obj=row,
            sentence="Yêu cầu nộp lại tiền thưởng của khen thưởng đã bị thu hồi",
            data={"payment": payment.code, "amount": row.amount, "words": words},
        )
    return row


def mark_recovered(
    *, actor: Actor, recovery: Recovery, on: date, paper: str = "", revision: int | None = None
) -> Recovery:
    """The money came back: income of the fund (`destination` says how sure that is)."""
    refuse_others(actor)
    with transaction.atomic():
        sum_ = Sum(
            category=Category.RECOVERED,
            on=on,
            words=f"Thu hồi tiền thưởng: {recovery.words}"[:300],
            amount=recovery.amount,
            paper=paper,
        )
        entry = post(actor=actor, fund=year_for(recovery.authority_id, on), given=sum_)
        return RECOVERIES.perform(recovery, "recover", actor=actor, revision=revision, entry=entry)


def drop_recovery(
    *, actor: Actor, recovery: Recovery, reason: str, revision: int | None = None
) -> Recovery:
    """Give the claim up, with the reason."""
    return RECOVERIES.perform(
        recovery, "drop", actor=actor, revision=revision, reason=clean(reason)[:500]
    )


def destination(on: date) -> Finding:
    """Whether recovered money goes back to the fund, as far as the law on file says."""
    return recovered_money(on)
