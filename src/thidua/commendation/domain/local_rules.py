"""The authority's own rules: bringing a regulation in, withdrawing it, and what holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.commendation.enums import RoundState
from thidua.commendation.models import LocalRegulation, Round
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.law.errors import BadRegulation
from thidua.law.overlay import Overlay, merged
from thidua.law.regulations import Regulation, read_regulation

_read = lru_cache(maxsize=64)(read_regulation)


def regulations(authority_id: int) -> QuerySet[LocalRegulation]:
    """Every regulation that was brought in, those that bind first, newest first."""
    held = LocalRegulation.objects.filter(authority_id=authority_id)
    return held.order_by("withdrawn_at", "-in_force_from", "-pk")


def content(row: LocalRegulation) -> Regulation:
    """What the file says."""
    return _read(row.text)


def regulations_on(authority_id: int, day: date) -> QuerySet[LocalRegulation]:
    """Those that bind on the day, oldest first."""
    return LocalRegulation.objects.filter(
        Q(ended=None) | Q(ended__gt=day),
        authority_id=authority_id,
        withdrawn_at=None,
        in_force_from__lte=day,
    ).order_by("in_force_from", "pk")


def overlay_on(authority_id: int, day: date) -> Overlay | None:
    """What the authority's regulations come to on the day whose law judges; one query."""
    return overlay_of(regulations_on(authority_id, day))


def overlay_of(rows: Iterable[LocalRegulation]) -> Overlay | None:
    """What these regulations come to together."""
    return merged([content(row).overlay for row in rows])


def add_regulation(*, actor: Actor, text: str) -> LocalRegulation:
    """Bring a regulation in; `Refusal` says what in the file cannot be read and how to mend it."""
    _officer_only(actor)
    try:
        read = _read(text)
    except BadRegulation as fault:
        raise Refusal(str(fault)) from fault
    with transaction.atomic(), sentence_for(LocalRegulation):
        row = LocalRegulation.objects.create(
            authority_id=actor.authority_id,
            changed_by_name=actor.name,
            added_by_name=actor.name,
            number=read.number,
            name=read.name,
            issuer=read.authority,
            in_force_from=read.in_force_from,
            ended=read.ended,
            text=text,
        )
        _recorded(actor, row, "local.add", f"Đưa vào quy định của địa phương {row}")
    return row


def withdraw_regulation(
    *, actor: Actor, row: LocalRegulation, reason: str, revision: int | None = None
) -> LocalRegulation:
    """Take a regulation back; dossiers of open rounds are judged without it from now on."""
    _officer_only(actor)
    if not reason.strip():
        raise Refusal("Ghi lý do rút quy định này.")
    with transaction.atomic():
        held = lock(LocalRegulation, row.pk, revision=revision)
        if held.withdrawn_at:
            raise Refusal("Quy định này đã được rút trước đó.")
        held.withdrawn_at, held.withdrawn_by_name = timezone.now(), actor.name
        held.withdrawn_reason = reason.strip()
        stamp(held, actor)
        held.save()
        _recorded(actor, held, "local.withdraw", f"Rút quy định của địa phương {held}: {reason}")
    return held


def open_rounds_under(row: LocalRegulation) -> QuerySet[Round]:
    """Open rounds whose day the regulation covers: their dossiers are to be judged again."""
    return Round.objects.filter(
        Q(considered_on__lt=row.ended) if row.ended else Q(),
        authority_id=row.authority_id,
        state=RoundState.OPEN,
        considered_on__gte=row.in_force_from,
    )


def _recorded(actor: Actor, row: LocalRegulation, verb: str, sentence: str) -> None:
    record(actor=actor, verb=verb, obj=row, sentence=sentence, data={"text": row.text})


def _officer_only(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng là người đưa vào, rút quy định.")
