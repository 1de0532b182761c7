"""The day by which a valid request is decided, by the authority's own rule."""

from __future__ import annotations

import calendar
from datetime import date

from django.db import transaction

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.initiatives.models import RecognitionDeadline
from thidua.journal.domain.record import record
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


def rule_on(authority_id: int, day: date) -> RecognitionDeadline | None:
    """The rule that applies to a request received on `day`; None where none was set."""
    rules = RecognitionDeadline.objects.filter(authority_id=authority_id, since__lte=day)
    return rules.order_by("-since").first()


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last of a shorter month."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def set_rule(*, actor: Actor, since: date, months: int, basis: str) -> RecognitionDeadline:
    """Set the months from a day on; requests already received keep their own day."""
    if not actor.is_any(Role.OFFICER, Role.SYSTEM):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng đặt thời hạn xem xét.")
    if not clean(basis):
        raise Refusal("Ghi văn bản quy định thời hạn này.")
    with transaction.atomic(), sentence_for(RecognitionDeadline):
        row = RecognitionDeadline.objects.create(
            authority_id=actor.authority_id,
            since=since,
            months=months,
            basis=clean(basis)[:300],
            made_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="initiative_rules.deadline",
            obj=row,
            sentence=f"Đặt thời hạn xem xét sáng kiến {months} tháng từ ngày {format_day(since)}",
            data={"basis": row.basis},
        )
    return row
