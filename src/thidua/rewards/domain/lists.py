"""Lists of payments: drawn up, changed, closed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.decisions.domain.numbering import next_number
from thidua.journal.domain.record import record
from thidua.organizations.models import Unit
from thidua.rewards.enums import PaymentState
from thidua.rewards.models import Payment, PaymentList
from thidua.rewards.rules import refuse_foreign, refuse_others
from thidua.rewards.workflow import PAYMENTS
from thidua.vietnamese.text import clean

SERIES = "DS-TT"


def draw_up(
    *, actor: Actor, payments: Sequence[Payment], unit: Unit | None = None, unit_name: str = ""
) -> PaymentList:
    """Put payments that are due on a new list, numbered in its year."""
    refuse_others(actor)
    if not payments:
        raise Refusal("Không có khoản nào chờ chi để lập danh sách.")
    year = timezone.localdate().year
    with transaction.atomic(), sentence_for(PaymentList):
        row = PaymentList.objects.create(
            authority_id=actor.authority_id,
            year=year,
            number=next_number(authority_id=actor.authority_id, year=year, kind=SERIES),
            unit=unit,
            unit_name=clean(unit_name)[:200],
            created_by_name=actor.name,
            changed_by_name=actor.name,
        )
        for one in payments:
            refuse_foreign(one, actor)
            PAYMENTS.perform(one, "list", actor=actor, on_list=row)
        _note(actor, row, "payments.list", f"Lập danh sách chi tiền thưởng số {row.full_number}")
    return row


def take_off(*, actor: Actor, payment: Payment, revision: int | None = None) -> Payment:
    """Take a payment off its list; it waits for another."""
    return PAYMENTS.perform(payment, "unlist", actor=actor, revision=revision)


def close_list(*, actor: Actor, row: PaymentList, revision: int | None = None) -> PaymentList:
    """Close a list when nothing on it waits any more."""
    refuse_others(actor)
    refuse_foreign(row, actor)
    with transaction.atomic():
        locked = lock(PaymentList, row.pk, revision=revision)
        if reasons := obstacles_to_close(locked):
            raise Refusal.of(reasons)
        locked.closed_at = timezone.now()
        stamp(locked, actor)
        locked.save()
        _note(actor, locked, "payments.close", f"Khóa danh sách chi số {locked.full_number}")
    return locked


def obstacles_to_close(row: PaymentList) -> list[str]:
    if row.closed_at is not None:
        return ["Danh sách này đã khóa."]
    waiting = row.payments.filter(state=PaymentState.LISTED).count()
    if waiting:
        return [f"Còn {waiting} khoản chưa ghi chi. Ghi chi hoặc đưa ra khỏi danh sách."]
    return []


def _note(actor: Actor, row: PaymentList, verb: str, sentence: str) -> None:
    record(
        actor=actor,
        verb=verb,
        obj=row,
        sentence=sentence,
        data={"payments": row.payments.count()},
    )
