"""What a session may do with one dossier besides voting on it: leave it for another session,
consider a lower award instead, take back a result that was typed wrongly."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.commendation.domain.lowering import lower_title
from thidua.commendation.enums import State
from thidua.commendation.models import Nomination
from thidua.commendation.workflow import NOMINATIONS, TAKE_BACK
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.ballot_queries import RUNNING
from thidua.councils.domain.access import refuse_kept_away
from thidua.councils.enums import SheetState
from thidua.councils.models import BallotLine, Deferral, Result, Session
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean
from thidua.voting.enums import State as MotionState


def defer_dossier(
    *, actor: Actor, session: Session, nomination: Nomination, reason: str
) -> Deferral:
    """Leave a dossier for another session; it stays before the council.

    It comes off a paper that is not open yet. On an open one it stays until the vote is over.
    """
    with transaction.atomic(), sentence_for(Deferral):
        held, row = _in_session(actor, session, nomination)
        if row.state != State.AT_COUNCIL:
            raise Refusal("Chỉ hồ sơ đang ở Hội đồng mới để lại phiên sau được.")
        _off_the_papers(held, row)
        made = Deferral.objects.create(
            authority_id=held.authority_id,
            session=held,
            nomination=row,
            reason=clean(reason)[:500],
            made_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="nomination.defer",
            obj=row,
            sentence=f"Để lại phiên họp sau: {made.reason}",
            data={"session": held.code},
        )
    return made


def resume_dossier(*, actor: Actor, session: Session, nomination: Nomination) -> None:
    """Consider in this session after all what had been left for another."""
    with transaction.atomic():
        held, row = _in_session(actor, session, nomination)
        left = Deferral.objects.filter(session=held, nomination=row, withdrawn_at__isnull=True)
        if left.update(withdrawn_at=timezone.now()) == 0:
            raise Refusal("Hồ sơ này không để lại phiên sau.")
        record(
            actor=actor,
            verb="nomination.resume",
            obj=row,
            sentence="Đưa trở lại xét trong phiên họp này",
            data={"session": held.code},
        )


def lower_dossier(
    *, actor: Actor, session: Session, nomination: Nomination, title_code: str, reason: str
) -> Nomination:
    """Consider a lower award instead; see `lower_title`. Not while people vote on the dossier."""
    with transaction.atomic():
        held, row = _in_session(actor, session, nomination)
        _off_the_papers(held, row)
        return lower_title(actor=actor, nomination=row, title_code=title_code, reason=reason)


def take_back_result(
    *, actor: Actor, session: Session, nomination: Nomination, reason: str
) -> Nomination:
    """Put a dossier back before the council because its typed counts were wrong.

    Only while the session is open, and never what two persons froze from a secret ballot. The
    journal keeps the counts that were taken back.
    """
    with transaction.atomic():
        held, row = _in_session(actor, session, nomination)
        result = Result.objects.filter(session=held, nomination=row).first()
        if result is None:
            raise Refusal("Phiên họp này chưa ghi kết quả của hồ sơ.")
        if counted_by_ballot(held, row):
            raise Refusal("Kết quả phiếu kín đã được hai người đóng nên không rút lại được.")
        if not clean(reason):
            raise Refusal("Ghi lý do rút kết quả, ví dụ: gõ nhầm số phiếu đồng ý.")
        moved = NOMINATIONS.perform(row, TAKE_BACK.name, actor=actor, reason=clean(reason))
        record(
            actor=actor,
            verb="session.take_back",
            obj=held,
            sentence=f"Rút kết quả đã ghi để ghi lại: {clean(reason)}",
            data={
                "nomination": row.code,
                "in_favour": result.in_favour,
                "against": result.against,
                "invalid": result.invalid,
                "abstained": result.abstained,
                "passed": result.passed,
            },
        )
        result.delete()
    return moved


def counted_by_ballot(session: Session, nomination: Nomination) -> bool:
    """Whether the dossier's result in this session comes from a secret ballot."""
    return BallotLine.objects.filter(
        sheet__session=session, nomination=nomination, motion__state=MotionState.CLOSED
    ).exists()


def _in_session(
    actor: Actor, session: Session, nomination: Nomination
) -> tuple[Session, Nomination]:
    if not actor.is_any(Role.SECRETARY):
        raise NotAllowed("Thư ký Hội đồng ghi việc của phiên họp.")
    refuse_kept_away(actor, [nomination.pk])
    held = lock(Session, session.pk, revision=None)
    row = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if held.authority_id != actor.authority_id or row.round_id != held.round_id:
        raise NotAllowed("Hồ sơ không thuộc đợt xét của phiên họp này.")
    if held.closed_at is not None:
        raise Refusal("Phiên họp đã kết thúc, không sửa được nữa.")
    return held, row


def _off_the_papers(session: Session, nomination: Nomination) -> None:
    anywhere = BallotLine.objects.filter(nomination=nomination)
    lines = anywhere.filter(sheet__session=session)
    running = anywhere.filter(sheet__state__in=RUNNING).select_related("sheet").first()
    if running is not None:
        raise Refusal(
            f"Hồ sơ đang có trên Phiếu kín số {running.sheet.number}. Đóng phiếu đó trước."
        )
    if nomination.state == State.AT_COUNCIL and counted_by_ballot(session, nomination):
        raise Refusal("Hồ sơ đã bỏ phiếu xong, chờ gỡ tạm dừng để ghi kết quả.")
    lines.filter(sheet__state=SheetState.DRAFT).delete()
