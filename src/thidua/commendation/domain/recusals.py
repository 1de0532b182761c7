"""Who keeps away from a dossier: declared by the person, or found by the system."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.commendation.enums import RecusalGround
from thidua.commendation.models import Nomination, Recusal
from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


def recuse(
    *,
    actor: Actor,
    nomination: Nomination,
    user_id: int,
    ground: str,
    words: str = "",
    detected: bool = False,
) -> Recusal:
    """Record that an account keeps away from a dossier; recorded once, a second time is the same.

    A person declares for themselves; the secretary and the system may record it for another.
    """
    if actor.user_id != user_id and not actor.is_any(Role.SECRETARY, Role.SYSTEM):
        raise NotAllowed("Mỗi người tự khai có liên quan, hoặc thư ký Hội đồng ghi thay.")
    if nomination.authority_id != actor.authority_id:
        raise NotAllowed("Hồ sơ thuộc cơ quan khác.")
    if ground in {RecusalGround.FAMILY, RecusalGround.OTHER} and not clean(words):
        raise Refusal("Ghi quan hệ với người, tập thể được đề nghị.")
    with transaction.atomic():
        Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
        standing = Recusal.objects.filter(
            nomination=nomination, user_id=user_id, withdrawn_at__isnull=True
        ).first()
        if standing is not None:
            return standing
        row = Recusal.objects.create(
            authority_id=nomination.authority_id,
            nomination=nomination,
            user_id=user_id,
            ground=RecusalGround(ground),
            words=clean(words)[:300],
            detected=detected,
            made_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="nomination.recuse",
            obj=nomination,
            sentence=f"Không tham gia xét: {row.user.get_full_name()}",
            data={"user": user_id, "ground": str(ground), "detected": detected},
        )
    return row


def withdraw_recusal(*, actor: Actor, recusal: Recusal, why: str) -> Recusal:
    """Take back one recorded by mistake: the secretary, never for themselves."""
    if not actor.is_any(Role.SECRETARY) or actor.user_id == recusal.user_id:
        raise NotAllowed("Thư ký Hội đồng rút ghi nhận có liên quan, không rút cho chính mình.")
    if not clean(why):
        raise Refusal("Ghi lý do rút.")
    with transaction.atomic():
        row = Recusal.objects.select_for_update(of=("self",)).get(pk=recusal.pk)
        if row.withdrawn_at is not None:
            raise Refusal("Ghi nhận này đã được rút.")
        row.withdrawn_at, row.withdrawn_by_name = timezone.now(), actor.name
        row.withdrawn_why = clean(why)[:300]
        row.save()
        record(
            actor=actor,
            verb="nomination.withdraw_recusal",
            obj=row.nomination,
            sentence=f"Rút ghi nhận không tham gia xét của {row.user.get_full_name()}",
            data={"user": row.user_id, "why": row.withdrawn_why},
        )
    return row
