"""Who is close to the family of a case keeps away from it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.honours.case_rules import keeps_away
from thidua.honours.models import CaseRecusal, HonourCase
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean

DECLARES = (Role.OFFICER, Role.INSPECTOR, Role.CHAIRMAN)


def keep_away(*, actor: Actor, case: HonourCase, words: str) -> CaseRecusal:
    """The actor declares a tie to the family; from then on their account sees nothing of the case.

    A commune's clerk cannot: the commune would lose its own file.
    """
    if actor.user_id is None or not actor.is_any(*DECLARES):
        raise NotAllowed("Chuyên viên, thanh tra, Chủ tịch tự khai có liên quan đến gia đình.")
    if case.authority_id != actor.authority_id:
        raise NotAllowed("Hồ sơ thuộc cơ quan khác.")
    if not clean(words):
        raise Refusal("Ghi quan hệ với gia đình.")
    with transaction.atomic(), sentence_for(CaseRecusal):
        row = CaseRecusal.objects.create(
            authority_id=case.authority_id,
            case=case,
            user=User.objects.get(pk=actor.user_id),
            user_name=actor.name,
            words=clean(words)[:300],
            made_by_name=actor.name,
        )
        record(actor=actor, verb="honour.keep_away", obj=case, sentence="Khai có liên quan")
    return row


def let_back(*, actor: Actor, recusal: CaseRecusal, why: str) -> CaseRecusal:
    """Take back a tie declared by mistake: another officer, never for oneself."""
    if not actor.is_any(Role.OFFICER) or actor.user_id == recusal.user_id:
        raise NotAllowed("Một chuyên viên khác rút ghi nhận có liên quan.")
    if actor.authority_id != recusal.authority_id or keeps_away(recusal.case, actor):
        raise NotAllowed("Anh, chị không tham gia giải quyết hồ sơ này.")
    if not clean(why):
        raise Refusal("Ghi lý do rút.")
    with transaction.atomic():
        row = CaseRecusal.objects.select_for_update(of=("self",)).get(pk=recusal.pk)
        if row.withdrawn_at is not None:
            raise Refusal("Ghi nhận này đã được rút.")
        row.withdrawn_at, row.withdrawn_by_name = timezone.now(), actor.name
        row.withdrawn_why = clean(why)[:300]
        row.save()
        record(actor=actor, verb="honour.let_back", obj=row.case, sentence="Rút khai có liên quan")
    return row
