"""Settling, paying, giving back: each sum that leaves or returns is an entry of the fund."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.law import bonus_ceiling
from thidua.rewards.domain.effects import Paid
from thidua.rewards.domain.fund import MOST, Sum, post, year_for
from thidua.rewards.enums import Category, Method
from thidua.rewards.models import FundEntry, Payment
from thidua.rewards.rules import refuse_foreign, refuse_others
from thidua.rewards.workflow import PAYMENTS
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_money
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Disbursement:
    """How money was handed out. `receiver` empty: each recipient took their own."""

    on: date
    method: str = Method.CASH
    paper: str = ""
    receiver: str = ""
    on_behalf: str = ""


def most_payable(payment: Payment) -> int | None:
    """The most that may be settled on: the decision's amount, else the ceiling, else not known."""
    if payment.line.amount is not None:
        return payment.line.amount
    day = payment.line.decision.issued_on
    assert day is not None, "only issued decisions have payments"
    found = bonus_ceiling(payment.line.nomination.title_code, day)
    return found.payable if found else None


def settle(
    *, actor: Actor, payment: Payment, amount: int, reason: str, revision: int | None = None
) -> Payment:
    """Fix the amount of a bonus that stood in doubt, with the ground for it.

    Never above what the decision gives, or above the ceiling where the decree sets only that.
    """
    most = most_payable(payment)
    if not 0 < amount <= MOST:
        raise Refusal("Mức chi phải lớn hơn 0. Nếu không chi, chọn “Không chi” và ghi lý do.")
    if most is not None and amount > most:
        raise Refusal(f"Mức chi không quá {format_money(most)}.")
    return PAYMENTS.perform(
        payment, "settle", actor=actor, revision=revision, amount=amount, reason=clean(reason)[:500]
    )


def cancel(*, actor: Actor, payment: Payment, reason: str, revision: int | None = None) -> Payment:
    """Decide that a bonus is not paid."""
    return PAYMENTS.perform(
        payment, "cancel", actor=actor, revision=revision, reason=clean(reason)[:500]
    )


def pay(*, actor: Actor, payments: Sequence[Payment], given: Disbursement) -> FundEntry:
    """Hand out bonuses: one entry of the fund for all, every payment marked with who took it.

    All or none. The entry's words name no recipient: the fund's book is read by everyone in the
    office, also by those who keep away from a dossier.
    """
    refuse_others(actor)
    if not payments:
        raise Refusal("Chưa chọn khoản nào để ghi chi.")
    with transaction.atomic(), sentence_for(Payment):
        _check(payments, actor, given)
        total = sum(one.amount or 0 for one in payments)
        sum_ = Sum(
            category=Category.BONUS,
            on=given.on,
            words=_words(payments),
            amount=total,
            paper=given.paper,
        )
        entry = post(actor=actor, fund=year_for(actor.authority_id, given.on), given=sum_)
        for one in payments:
            PAYMENTS.perform(one, "pay", actor=actor, paid=_paid(one, given, entry))
    return entry


def _check(payments: Sequence[Payment], actor: Actor, given: Disbursement) -> None:
    if given.method not in Method.values:
        raise Refusal("Chọn cách chi: tiền mặt hoặc chuyển khoản.")
    unpriced = [one for one in payments if not one.amount]
    if unpriced:
        raise Refusal(f"{len(unpriced)} khoản chưa có mức tiền. Xác định mức chi trước.")
    for one in payments:
        refuse_foreign(one, actor)
    days = [day for one in payments if (day := one.line.decision.issued_on)]
    if days and given.on < max(days):
        raise Refusal(
            f"Ngày chi {format_day(given.on)} trước ngày quyết định {format_day(max(days))}."
        )


def _words(payments: Sequence[Payment]) -> str:
    numbers = sorted({one.line.decision.full_number for one in payments})
    lists = sorted({one.on_list.full_number for one in payments if one.on_list})
    words = f"Chi tiền thưởng {len(payments)} khoản theo Quyết định số {', '.join(numbers)}"
    return f"{words}, danh sách số {', '.join(lists)}" if lists else words


def _paid(payment: Payment, given: Disbursement, entry: FundEntry) -> Paid:
    own = payment.line.nomination.name
    return Paid(
        on=given.on,
        method=given.method,
        receiver=(clean(given.receiver) or own)[:120],
        on_behalf=clean(given.on_behalf)[:200],
        entry=entry,
    )


def give_back(
    *,
    actor: Actor,
    payment: Payment,
    on: date,
    reason: str,
    paper: str = "",
    revision: int | None = None,
) -> Payment:
    """Put back into the fund money that left it and did not reach the recipient."""
    refuse_others(actor)
    if payment.paid_on and on < payment.paid_on:
        raise Refusal(f"Ngày nộp lại không thể trước ngày chi {format_day(payment.paid_on)}.")
    with transaction.atomic():
        done = PAYMENTS.perform(
            payment, "give_back", actor=actor, revision=revision, reason=clean(reason)[:500]
        )
        sum_ = Sum(
            category=Category.RETURNED,
            on=on,
            words=f"Nộp lại tiền thưởng của Quyết định số {payment.line.decision.full_number}",
            amount=payment.amount or 0,
            paper=paper,
        )
        post(actor=actor, fund=year_for(actor.authority_id, on), given=sum_)
    return done


def pay_again(*, actor: Actor, payment: Payment, revision: int | None = None) -> Payment:
    """Money that came back waits to be paid once more."""
    return PAYMENTS.perform(payment, "again", actor=actor, revision=revision)
