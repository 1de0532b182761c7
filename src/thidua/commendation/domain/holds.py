"""Putting a dossier on hold, and lifting the hold on a paper that settles it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.commendation.domain.assess import assess
from thidua.commendation.enums import ENDED, LEGAL_GROUNDS, UNDECIDED, HoldGround
from thidua.commendation.models import Hold, Nomination
from thidua.commendation.queries import kept_dossiers
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


def put_hold(
    *, actor: Actor, nomination: Nomination, ground: str, words: str, source: str = ""
) -> Hold:
    """Stop the dossier until the reason is settled; the unit reads `words`.

    The same reason from the same source stands once: asked again, the standing hold comes back.
    Raises Refusal for a dossier whose path has ended.
    """
    _office_only(actor, nomination)
    if not clean(words):
        raise Refusal("Ghi nội dung phải làm rõ.")
    with transaction.atomic(), sentence_for(Hold):
        row = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
        if row.state in ENDED:
            raise Refusal(f"Hồ sơ {row.code} đã kết thúc, không tạm dừng được.")
        said, named = clean(words)[:500], clean(source)[:300]
        standing = row.holds.filter(
            ground=ground, words=said, source=named, lifted_at__isnull=True
        ).first()
        if standing is not None:
            return standing
        hold = Hold.objects.create(
            authority_id=row.authority_id,
            nomination=row,
            ground=HoldGround(ground),
            words=said,
            source=named,
            since=timezone.now(),
            put_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="nomination.hold",
            obj=row,
            sentence=f"Tạm dừng hồ sơ: {said}",
            data={"ground": str(ground), "source": named},
        )
        _judge_again(row, hold)
    return hold


def lift_hold(*, actor: Actor, hold: Hold, basis: str) -> Hold:
    """Let the dossier go on; `basis` names the paper that settled the matter."""
    _office_only(actor, hold.nomination)
    if not clean(basis):
        raise Refusal("Ghi văn bản, kết luận làm căn cứ gỡ tạm dừng.")
    with transaction.atomic():
        row = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
        if row.lifted_at is not None:
            raise Refusal("Việc tạm dừng này đã được gỡ.")
        row.lifted_at, row.lifted_by_name = timezone.now(), actor.name
        row.lifted_basis = clean(basis)[:300]
        row.save()
        record(
            actor=actor,
            verb="nomination.lift_hold",
            obj=row.nomination,
            sentence=f"Gỡ tạm dừng: {row.lifted_basis}",
            data={"ground": row.ground, "words": row.words},
        )
        _judge_again(row.nomination, row)
    return row


def _judge_again(nomination: Nomination, hold: Hold) -> None:
    """A ground of the law's is a fact of the dossier: the verdict shown in lists follows."""
    if hold.ground in LEGAL_GROUNDS and nomination.state in UNDECIDED:
        assess([nomination], "held" if hold.lifted_at is None else "released")


def _office_only(actor: Actor, nomination: Nomination) -> None:
    if not actor.is_any(Role.OFFICER, Role.SYSTEM):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng tạm dừng hoặc cho xét tiếp hồ sơ.")
    if nomination.authority_id != actor.authority_id:
        raise NotAllowed("Hồ sơ thuộc cơ quan khác.")
    if kept_dossiers(actor).filter(pk=nomination.pk).exists():
        raise NotAllowed("Anh, chị đã khai có liên quan. Chuyên viên khác làm việc này.")
