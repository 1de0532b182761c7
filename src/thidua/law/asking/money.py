"""The bonus of one subject: each award judged beside the others, and the sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua.law.asking.plain import plain
from thidua.law.asking.request import Ask, Request
from thidua.law.enums import SubjectKind
from thidua.law.payments import Granted, Payment, payable


def bonus(request: Request) -> Iterator[dict[str, Any]]:
    """One answer for all awards: what one brings hangs on the others."""
    money = request.given["money"]
    kind = money.get("subject") or _subject(request)
    granted = [
        Granted(one["code"], kind, one.get("period"), one.get("achievement"))
        for one in money["awards"]
    ]
    payments = payable(granted, money["decided_on"])
    amounts = [payment.amount for payment in payments]
    known = [amount for amount in amounts if amount is not None]
    yield {
        "ask": Ask.BONUS.value,
        "title": None,
        "payments": [_paid(payment) for payment in payments],
        "total": sum(known) if len(known) == len(amounts) else None,
        "certain": sum(known),
    }


def _subject(request: Request) -> SubjectKind:
    return request.form.facts.kind if request.form else SubjectKind.PERSON


def _paid(payment: Payment) -> dict[str, Any]:
    return {
        "code": payment.granted.code,
        "verdict": payment.verdict.value,
        "amount": payment.amount,
        "bonus": plain(payment.bonus),
        "reason": payment.reason,
        "citation": plain(payment.citation),
    }
