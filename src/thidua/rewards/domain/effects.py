"""What each step of a payment or a recovery writes on its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.rewards.models import FundEntry, Payment, PaymentList, Recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Who took the money, how and when; `entry` is the sum in the fund's book."""

    on: date
    method: str
    receiver: str
    on_behalf: str
    entry: FundEntry


def on_settled(payment: Payment, *, actor: Actor, at: datetime, reason: str, amount: int) -> None:
    payment.amount = amount
    payment.outcome_reason = reason


def on_listed(payment: Payment, *, actor: Actor, at: datetime, on_list: PaymentList) -> None:
    payment.on_list = on_list


def on_unlisted(payment: Payment, *, actor: Actor, at: datetime) -> None:
    payment.on_list = None


def on_paid(payment: Payment, *, actor: Actor, at: datetime, paid: Paid) -> None:
    payment.paid_on, payment.method = paid.on, paid.method
    payment.receiver, payment.on_behalf = paid.receiver, paid.on_behalf
    payment.entry = paid.entry


def not_asked_back(payment: Payment) -> list[str]:
    """Money asked back after a revocation comes in through the recovery, once."""
    if Recovery.objects.filter(payment=payment).exists():
        return ["Khoản này đã có yêu cầu thu hồi. Ghi kết quả ở mục Thu hồi tiền thưởng."]
    return []


def on_returned(payment: Payment, *, actor: Actor, at: datetime, reason: str) -> None:
    payment.outcome_reason = reason


def on_again(payment: Payment, *, actor: Actor, at: datetime) -> None:
    payment.on_list = None
    payment.entry = None
    payment.paid_on, payment.method = None, ""
    payment.receiver = payment.on_behalf = ""


def on_cancelled(payment: Payment, *, actor: Actor, at: datetime, reason: str) -> None:
    payment.on_list = None
    payment.outcome_reason = reason


def on_recovered(recovery: Recovery, *, actor: Actor, at: datetime, entry: FundEntry) -> None:
    if entry.amount != recovery.amount:
        raise Refusal("Số tiền nộp vào quỹ phải đúng số tiền thu hồi.")
    recovery.entry = entry


def keep_reason(recovery: Recovery, *, actor: Actor, at: datetime, reason: str) -> None:
    recovery.outcome_reason = reason
