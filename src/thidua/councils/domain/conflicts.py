"""Members connected with a dossier: found by the system, declared by them, noted by the secretary.

What is found: one's own dossier, and, where the council's regulation says so, the dossiers of one's
own unit. A namesake is only pointed out to the secretary: it may be another person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from thidua.accounts.models import RoleAssignment
from thidua.commendation.domain.recusals import recuse, withdraw_recusal
from thidua.commendation.enums import RecusalGround, Subject
from thidua.commendation.models import Nomination, Recusal
from thidua.core.actors import Actor, Role, system_actor
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.domain.access import (
    refuse_cancelled,
    secretary_only,
    unclosed_session,
)
from thidua.councils.models import ConflictAnswer, Council, Member, Session
from thidua.councils.queries import dossiers_before, members_on, my_seat, recusals_of
from thidua.journal.domain.record import record
from thidua.organizations.models import Post
from thidua.vietnamese.text import fold

WHO_DECLARES = (Role.MEMBER, Role.SECRETARY, Role.CHAIRMAN, Role.OFFICER, Role.INSPECTOR)


@dataclass(frozen=True, slots=True)
class Found:
    """A member's account, the dossier it must keep away from, and why."""

    nomination: Nomination
    user_id: int
    ground: RecusalGround


def detect(*, session: Session, only: Nomination | None = None) -> list[Recusal]:
    """Record every connection that is plain from the registry and the accounts; `only` of one
    dossier when it is just that which is new.

    What the secretary has withdrawn as wrong is not recorded again on the same ground.
    """
    found = list(found_conflicts(session, only))
    if not found:
        return []
    known = set(
        Recusal.objects.filter(
            Q(withdrawn_at__isnull=True) | Q(detected=True),
            nomination__in={one.nomination for one in found},
        ).values_list("nomination_id", "user_id")
    )
    system = system_actor(session.authority_id)
    return [
        recuse(
            actor=system,
            nomination=one.nomination,
            user_id=one.user_id,
            ground=one.ground,
            detected=True,
        )
        for one in found
        if (one.nomination.pk, one.user_id) not in known
    ]


def detect_in(council: Council) -> None:
    """Look over every session of the council to come or going on: its members or rules changed."""
    coming = council.sessions.filter(closed_at__isnull=True, cancelled_at__isnull=True)
    for session in coming.select_related("council"):
        detect(session=session)


def found_conflicts(session: Session, only: Nomination | None = None) -> Iterator[Found]:
    """Own dossiers, and those of the own unit where the council's regulation says so."""
    seats = [seat for seat in members_on(session.council, session.held_on) if seat.user_id]
    units = _units_of(session, seats) if session.council.own_unit_recuses else {}
    dossiers = dossiers_before(session)
    if only is not None:
        dossiers = dossiers.filter(pk=only.pk)
    for dossier in dossiers if seats else ():
        for seat in seats:
            assert seat.user_id is not None
            if dossier.person_id is not None and dossier.person_id in _persons(seat):
                yield Found(dossier, seat.user_id, RecusalGround.OWN)
            elif {dossier.unit_id, dossier.collective_id} & units.get(seat.pk, set()):
                yield Found(dossier, seat.user_id, RecusalGround.OWN_UNIT)


def _persons(seat: Member) -> set[int | None]:
    """The member's record, and the one it was merged into."""
    return {seat.person_id, seat.person.merged_into_id if seat.person else None}


def _units_of(session: Session, seats: Sequence[Member]) -> Mapping[int, set[int | None]]:
    """Units where each member holds a post or a role that day; a seat in the council is no unit."""
    day = session.held_on
    in_force = Q(until__isnull=True) | Q(until__gt=day)
    roles = RoleAssignment.objects.filter(
        in_force,
        authority_id=session.authority_id,
        user__in=[seat.user_id for seat in seats if seat.user_id],
        since__lte=day,
    ).exclude(role=Role.MEMBER)
    posts = Post.objects.filter(
        in_force,
        Q(since__isnull=True) | Q(since__lte=day),
        person__in=[seat.person_id for seat in seats if seat.person_id],
        withdrawn_at__isnull=True,
    )
    of_user: dict[int, set[int]] = defaultdict(set)
    of_person: dict[int, set[int]] = defaultdict(set)
    for user, unit in roles.values_list("user", "unit"):
        of_user[user].add(unit)
    for person, unit in posts.values_list("person", "unit"):
        of_person[person].add(unit)
    return {
        seat.pk: {*of_user.get(seat.user_id or 0, ()), *of_person.get(seat.person_id or 0, ())}
        for seat in seats
    }


@dataclass(frozen=True, slots=True)
class Namesake:
    """A member and a dossier of the same name, nothing recorded between them."""

    member: Member
    nomination: Nomination


def namesakes(session: Session, actor: Actor) -> list[Namesake]:
    """Members not known in the registry whose name stands on a dossier: to be asked about."""
    seats = members_on(session.council, session.held_on).filter(person__isnull=True)
    by_name: dict[str, list[Member]] = defaultdict(list)
    for seat in seats:
        by_name[fold(seat.full_name)].append(seat)
    settled = set(recusals_of(session).values_list("nomination_id", "user_id"))
    return [
        Namesake(seat, dossier)
        for dossier in dossiers_before(session, actor).filter(subject_kind=Subject.PERSON)
        for seat in by_name.get(fold(dossier.name), ())
        if (dossier.pk, seat.user_id) not in settled
    ]


def declare(
    *, actor: Actor, session: Session, nomination: Nomination, ground: str, words: str = ""
) -> Recusal:
    """Say that one is connected with a dossier: from now on one sees nothing of it."""
    _may_declare(actor, session)
    _check_ground(ground)
    if not dossiers_before(session, actor).filter(pk=nomination.pk).exists():
        raise Refusal("Hồ sơ này không thuộc phiên họp, hoặc anh, chị đã khai.")
    assert actor.user_id is not None
    with transaction.atomic():
        row = recuse(
            actor=actor, nomination=nomination, user_id=actor.user_id, ground=ground, words=words
        )
        _answered(actor, session)
    return row


def answer(*, actor: Actor, session: Session) -> None:
    """Say that there is nobody (else) one is connected with among the dossiers of the session."""
    _may_declare(actor, session)
    with transaction.atomic():
        if not _answered(actor, session):
            raise Refusal("Anh, chị không có tên trong danh sách thành viên vào ngày họp.")
        record(
            actor=actor,
            verb="session.conflicts_answered",
            obj=session,
            sentence="Đã khai xong việc có liên quan đến các hồ sơ",
        )


def note_for(
    *,
    actor: Actor,
    session: Session,
    member: Member,
    nomination: Nomination,
    ground: str,
    words: str = "",
) -> Recusal:
    """The secretary notes it for another member, who was told so or has said so."""
    secretary_only(actor)
    _check_ground(ground)
    if member.user_id is None:
        raise Refusal(f"{member.full_name} chưa nối với tài khoản. Nối ở trang Hội đồng trước.")
    if member.user_id == actor.user_id:
        raise NotAllowed("Anh, chị tự khai cho mình ở trang “Khai có liên quan”.")
    if not members_on(session.council, session.held_on).filter(pk=member.pk).exists():
        raise Refusal(f"{member.full_name} không phải là thành viên vào ngày họp.")
    if not dossiers_before(session, actor).filter(pk=nomination.pk).exists():
        raise Refusal("Hồ sơ này không thuộc phiên họp.")
    with transaction.atomic():
        unclosed_session(actor, session, None)
        return recuse(
            actor=actor, nomination=nomination, user_id=member.user_id, ground=ground, words=words
        )


def withdraw(*, actor: Actor, session: Session, recusal: Recusal, why: str) -> Recusal:
    """Take back what was noted by mistake; never for oneself, nor while the dossier is hidden."""
    secretary_only(actor)
    if not recusals_of(session, actor).filter(pk=recusal.pk).exists():
        raise NotAllowed("Không có ghi nhận này trong phiên họp.")
    with transaction.atomic():
        unclosed_session(actor, session, None)
        return withdraw_recusal(actor=actor, recusal=recusal, why=why)


def _check_ground(ground: str) -> None:
    if ground not in RecusalGround.values:
        raise Refusal("Chọn lý do có liên quan.")


def _may_declare(actor: Actor, session: Session) -> None:
    if actor.role not in WHO_DECLARES or session.authority_id != actor.authority_id:
        raise NotAllowed("Thành viên Hội đồng khai việc có liên quan của mình.")
    if session.closed_at is not None:
        raise Refusal("Phiên họp đã kết thúc.")
    refuse_cancelled(session)


def _answered(actor: Actor, session: Session) -> bool:
    """Keep that the member has answered; False for who holds no seat that day."""
    seat = my_seat(actor, session)
    if seat is None:
        return False
    ConflictAnswer.objects.update_or_create(
        authority_id=session.authority_id, session=session, member=seat
    )
    return True
