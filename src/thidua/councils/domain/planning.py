"""A session before it is held: planned, changed, invited to; then convened, and continued."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from thidua.commendation.models import Round
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.domain.access import (
    held_session,
    planned_session,
    refuse_initiative_council,
    secretary_only,
)
from thidua.councils.domain.agenda import carry_over
from thidua.councils.domain.attending import count_attendance, unmarked
from thidua.councils.domain.bodies import total_on
from thidua.councils.domain.conflicts import detect
from thidua.councils.domain.quorum import quorum_of
from thidua.councils.models import Council, Session
from thidua.journal.domain.record import record
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean

NAMED = 5
"""Members named in a refusal; of the rest the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When and where, and on what: a session of a round has that as its subject. `planned_end`
    only where the secretary knows it."""

    held_on: date
    planned_at: time
    place: str
    subject: str = ""
    planned_end: time | None = None


def plan_session(*, actor: Actor, council: Council, round_: Round | None, plan: Plan) -> Session:
    """Plan a session on a day to come. Who is connected with its dossiers is looked for at once."""
    secretary_only(actor)
    owners = {council.authority_id, round_.authority_id if round_ else actor.authority_id}
    if owners != {actor.authority_id}:
        raise NotAllowed("Hội đồng và đợt xét phải thuộc cơ quan của anh, chị.")
    refuse_initiative_council(council)
    _check(plan, on_round=round_ is not None)
    with transaction.atomic(), sentence_for(Session):
        session = Session.objects.create(
            authority_id=actor.authority_id,
            council=council,
            round=round_,
            total_members=total_on(council, plan.held_on),
            present=0,
            changed_by_name=actor.name,
            **_cleaned(plan),
        )
        _recorded(actor, session, "session.plan", f"Dự kiến họp {_when(session)}", plan)
        detect(session=session)
    return session


def change_plan(*, actor: Actor, session: Session, revision: int | None, plan: Plan) -> Session:
    """Move a planned session; those invited before get the new time with the next invitation."""
    with transaction.atomic(), sentence_for(Session):
        row = planned_session(actor, session, revision)
        _check(plan, on_round=row.round_id is not None)
        for key, value in _cleaned(plan).items():
            setattr(row, key, value)
        row.total_members = total_on(row.council, row.held_on)
        stamp(row, actor)
        row.save()
        _recorded(actor, row, "session.replan", f"Đổi lịch họp: {_when(row)}", plan)
        detect(session=row)
    return row


def invite(*, actor: Actor, session: Session, revision: int | None) -> Session:
    """Mark the invitation as sent; asked again after a change, it is sent again."""
    with transaction.atomic():
        row = planned_session(actor, session, revision)
        again = row.invited_at is not None
        row.invited_at = timezone.now()
        stamp(row, actor)
        row.save()
        detect(session=row)
        record(
            actor=actor,
            verb="session.invite",
            obj=row,
            sentence=f"{'Gửi lại' if again else 'Gửi'} giấy mời họp {_when(row)}",
        )
    return row


def cancel_session(*, actor: Actor, session: Session, revision: int | None, reason: str) -> Session:
    """Call a planned session off; those invited read why, and their calendars drop it.

    A session that was to go on where another stopped lets that one be continued anew.
    """
    words = clean(reason)[:300]
    if not words:
        raise Refusal("Ghi lý do hủy phiên họp.")
    with transaction.atomic(), sentence_for(Session):
        row = planned_session(actor, session, revision)
        before = row.continued_from.code if row.continued_from else None
        row.cancelled_at, row.cancel_reason, row.continued_from = timezone.now(), words, None
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="session.cancel",
            obj=row,
            sentence=f"Hủy phiên họp dự kiến {_when(row)}: {words}",
            data={"invited": row.invited_at is not None, "continued_from": before},
        )
    return row


def convene(
    *,
    actor: Actor,
    session: Session,
    revision: int | None,
    started_at: time,
    present: int | None = None,
    written_opinions: int | None = None,
) -> Session:
    """Open the meeting: the membership and the quorum are frozen as they are on its day.

    Where members are listed the attendance list says who is there; else `present` and
    `written_opinions` do. Raises Refusal below a known quorum, or while somebody is not marked.
    """
    with transaction.atomic(), sentence_for(Session):
        row = planned_session(actor, session, revision)
        row.total_members = total_on(row.council, row.held_on)
        if row.attendances.exists() or unmarked(row):
            count_attendance(row)
        else:
            row.present, row.written_opinions = present or 0, written_opinions or 0
        if reasons := obstacles_to_convene(row):
            raise Refusal.of(reasons)
        quorum = quorum_of(row.council, row.total_members)
        row.quorum_needed, row.quorum_basis = quorum.needed, quorum.basis
        row.started_at, row.convened_at = started_at, timezone.now()
        stamp(row, actor)
        row.save()
        detect(session=row)
        record(
            actor=actor,
            verb="session.convene",
            obj=row,
            sentence=f"Khai mạc: {row.present} có mặt trong {row.total_members} thành viên",
            data={
                "present": row.present,
                "written_opinions": row.written_opinions,
                "total_members": row.total_members,
                "quorum_needed": quorum.needed,
                "quorum_basis": quorum.basis,
            },
        )
    return row


def obstacles_to_convene(session: Session) -> list[str]:
    """What stands in the way of opening the meeting with those marked so far."""
    reasons = []
    if session.held_on > timezone.localdate():
        reasons.append(f"Ngày họp {format_day(session.held_on)} chưa tới.")
    if waiting := unmarked(session):
        names = ", ".join(member.full_name for member in waiting[:NAMED])
        more = f" và {len(waiting) - NAMED} người nữa" if len(waiting) > NAMED else ""
        reasons.append(f"Chưa điểm danh: {names}{more}.")
        return reasons
    quorum = quorum_of(session.council, session.total_members)
    if short := quorum.shortfall(session.present, session.written_opinions):
        reasons.append(short)
    return reasons


def continue_session(
    *, actor: Actor, session: Session, revision: int | None, plan: Plan
) -> Session:
    """Go on another day: a session of its own, on the same round, with what was not finished.

    Its membership is counted and frozen when it is convened itself.
    """
    with transaction.atomic(), sentence_for(Session):
        row = held_session(actor, session, revision)
        if Session.objects.filter(continued_from=row).exists():
            raise Refusal("Phiên họp này đã có phiên họp tiếp.")
        if plan.held_on < row.held_on:
            raise Refusal(f"Phiên họp tiếp không thể trước ngày {format_day(row.held_on)}.")
        following = plan_session(
            actor=actor,
            council=row.council,
            round_=row.round,
            plan=Plan(
                held_on=plan.held_on,
                planned_at=plan.planned_at,
                place=plan.place,
                subject=row.subject,
                planned_end=plan.planned_end,
            ),
        )
        following.continued_from = row
        following.save(update_fields=["continued_from"])
        carried = carry_over(row, following)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="session.continue",
            obj=row,
            sentence=f"Họp tiếp {_when(following)}, để lại {carried} nội dung",
            data={"next": following.code, "items": carried},
        )
    return following


def _check(plan: Plan, *, on_round: bool) -> None:
    if not clean(plan.place):
        raise Refusal("Ghi địa điểm họp.")
    if not on_round and not clean(plan.subject):
        raise Refusal("Chọn đợt xét, hoặc ghi nội dung phiên họp.")
    if plan.planned_end is not None and plan.planned_end <= plan.planned_at:
        raise Refusal("Giờ dự kiến kết thúc phải sau giờ họp.")
    if plan.held_on < timezone.localdate():
        raise Refusal(
            f"Ngày {format_day(plan.held_on)} đã qua. Phiên họp đã họp thì nhập ở “Mở phiên họp”."
        )


def _cleaned(plan: Plan) -> dict[str, object]:
    return asdict(plan) | {"place": clean(plan.place)[:200], "subject": clean(plan.subject)[:300]}


def _when(session: Session) -> str:
    hour = f"{session.planned_at:%H:%M} " if session.planned_at else ""
    return f"{hour}ngày {format_day(session.held_on)}"


def _recorded(actor: Actor, session: Session, verb: str, sentence: str, plan: Plan) -> None:
    record(actor=actor, verb=verb, obj=session, sentence=sentence, data=asdict(plan))
