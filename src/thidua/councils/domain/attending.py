"""The attendance list: one mark a member; the counts of the session follow it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Q

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.councils.domain.access import unclosed_session
from thidua.councils.domain.bodies import total_on
from thidua.councils.enums import Presence
from thidua.councils.models import Attendance, Member, Session
from thidua.councils.queries import members_on
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


def mark_attendance(
    *, actor: Actor, session: Session, member: Member, presence: str, note: str = ""
) -> Attendance:
    """Mark one member; marked again, the new mark stands."""
    if presence not in Presence.values:
        raise Refusal("Chọn có mặt, gửi ý kiến bằng văn bản, hoặc vắng.")
    with transaction.atomic(), sentence_for(Session):
        row = unclosed_session(actor, session, None)
        if not members_on(row.council, row.held_on).filter(pk=member.pk).exists():
            raise Refusal(f"{member.full_name} không phải là thành viên vào ngày họp.")
        mark, _ = Attendance.objects.update_or_create(
            authority_id=row.authority_id,
            session=row,
            member=member,
            defaults={"presence": presence, "note": clean(note)[:200]},
        )
        _keep_count(actor, row)
        words = Presence(presence).label.lower()
        record(
            actor=actor,
            verb="session.mark",
            obj=row,
            sentence=f"Điểm danh {member.full_name}: {words}",
            data={"member": member.pk, "presence": presence, "note": mark.note},
        )
    return mark


def mark_rest_present(*, actor: Actor, session: Session) -> int:
    """Everybody not marked yet is there; how many that were."""
    with transaction.atomic(), sentence_for(Session):
        row = unclosed_session(actor, session, None)
        waiting = unmarked(row)
        Attendance.objects.bulk_create(
            Attendance(
                authority_id=row.authority_id, session=row, member=member, presence=Presence.PRESENT
            )
            for member in waiting
        )
        _keep_count(actor, row)
        record(
            actor=actor,
            verb="session.mark",
            obj=row,
            sentence=f"Điểm danh {len(waiting)} người còn lại: có mặt",
            data={"members": [member.pk for member in waiting]},
        )
    return len(waiting)


def unmarked(session: Session) -> list[Member]:
    """Members of the day whose attendance nobody has marked yet."""
    marked = session.attendances.values("member")
    return list(members_on(session.council, session.held_on).exclude(pk__in=marked))


def count_attendance(session: Session) -> None:
    """Put the counts of the list into the session; the caller saves it."""
    seated = members_on(session.council, session.held_on)
    counts = session.attendances.filter(member__in=seated).aggregate(
        present=Count("pk", filter=Q(presence=Presence.PRESENT)),
        written=Count("pk", filter=Q(presence=Presence.WRITTEN)),
    )
    session.present, session.written_opinions = counts["present"], counts["written"]


def _keep_count(actor: Actor, row: Session) -> None:
    if row.convened_at is None:
        row.total_members = total_on(row.council, row.held_on)
    count_attendance(row)
    stamp(row, actor)
    row.save()
