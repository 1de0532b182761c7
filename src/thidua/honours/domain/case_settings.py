"""The authority's own alarms and days per level."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.honours.case_enums import CaseKind, Level
from thidua.honours.models import BacklogSettings, LevelLimit
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


def _officer(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng đặt mức báo động và thời hạn.")


def set_alarms(
    *,
    actor: Actor,
    still_days: int | None,
    old_age: int | None,
    basis: str = "",
    revision: int | None = None,
) -> BacklogSettings:
    """After how many days without a move, and from what age on, the board speaks up."""
    _officer(actor)
    with transaction.atomic(), sentence_for(BacklogSettings):
        held, _ = BacklogSettings.objects.get_or_create(authority_id=actor.authority_id)
        row = lock(BacklogSettings, held.pk, revision=revision)
        row.still_days, row.old_age, row.basis = still_days, old_age, clean(basis)[:300]
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="honour.alarms",
            obj=row,
            sentence="Đặt mức báo động hồ sơ tồn đọng",
            data={"still_days": still_days, "old_age": old_age},
        )
    return row


def add_limit(
    *,
    actor: Actor,
    kind: str,
    level: str,
    days: int,
    working: bool,
    since: date,
    basis: str,
) -> LevelLimit:
    """Days by the authority's own rule, with the paper that says so."""
    _officer(actor)
    if kind not in CaseKind.values or level not in Level.values:
        raise Refusal("Chọn loại hồ sơ và cấp trong danh sách.")
    if not clean(basis):
        raise Refusal("Ghi căn cứ: số, ngày văn bản quy định thời hạn.")
    with transaction.atomic(), sentence_for(LevelLimit):
        row = LevelLimit.objects.create(
            authority_id=actor.authority_id,
            kind=kind,
            level=level,
            days=days,
            working=working,
            since=since,
            basis=clean(basis)[:300],
        )
        record(actor=actor, verb="honour.limit", obj=row, sentence=f"Đặt thời hạn: {row}")
    return row


def withdraw_limit(*, actor: Actor, limit: LevelLimit) -> LevelLimit:
    """Take back a limit entered wrongly; it no longer counts for any file."""
    _officer(actor)
    with transaction.atomic():
        row = LevelLimit.objects.select_for_update(of=("self",)).get(
            pk=limit.pk, authority_id=actor.authority_id
        )
        if row.withdrawn_at is not None:
            raise Refusal("Thời hạn này đã bỏ.")
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        record(actor=actor, verb="honour.limit", obj=row, sentence=f"Bỏ thời hạn: {row}")
    return row
