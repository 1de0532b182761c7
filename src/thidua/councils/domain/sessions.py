"""Sessions of a council and the results recorded in them.

A recorded result moves its dossier at once. What could be wrong is asked before, on the page that
shows each outcome; a slip of the pen can be mended while the session is open (`domain.dossiers`).
Counts typed from paper and counts of a secret ballot come to their results by `record_one`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from thidua.commendation.models import Nomination, Round
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.ballot_queries import deferred_of, on_a_paper, running_in
from thidua.councils.domain.access import (
    held_session,
    refuse_initiative_council,
    refuse_kept_away,
    secretary_only,
)
from thidua.councils.domain.bodies import total_on
from thidua.councils.domain.quorum import quorum_of
from thidua.councils.domain.thresholds import Requirement, requirement
from thidua.councils.models import Council, Result, Session
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Votes on one dossier; `reason` is the council's own, for one that does not pass."""

    in_favour: int
    against: int = 0
    invalid: int = 0
    abstained: int = 0
    reason: str = ""

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        return (self.in_favour, self.against, self.invalid, self.abstained)


def open_session(
    *,
    actor: Actor,
    council: Council,
    round_: Round,
    held_on: date,
    place: str,
    present: int,
    written_opinions: int = 0,
    started_at: time | None = None,
    ended_at: time | None = None,
) -> Session:
    """Enter a meeting of the council on one round.

    `total_members` is frozen here: a council enlarged later does not change a share of today.
    How many must be present is noted and not judged: the meeting was held.
    """
    secretary_only(actor)
    if council.authority_id != round_.authority_id or round_.authority_id != actor.authority_id:
        raise NotAllowed("Hội đồng và đợt xét phải thuộc cơ quan của anh, chị.")
    refuse_initiative_council(council)
    if held_on > timezone.localdate():
        raise Refusal(f"Ngày họp {format_day(held_on)} chưa tới. Nhập phiên họp sau khi họp.")
    total = total_on(council, held_on)
    quorum = quorum_of(council, total)
    with transaction.atomic(), sentence_for(Session):
        session = Session.objects.create(
            authority_id=actor.authority_id,
            council=council,
            round=round_,
            held_on=held_on,
            place=clean(place),
            total_members=total,
            quorum_needed=quorum.needed,
            quorum_basis=quorum.basis,
            present=present,
            written_opinions=written_opinions,
            started_at=started_at,
            ended_at=ended_at,
            convened_at=timezone.now(),
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="session.open",
            obj=session,
            sentence=f"Mở phiên họp {council.name} ngày {format_day(held_on)}: {round_.name}",
            data={
                "total_members": session.total_members,
                "present": present,
                "written_opinions": written_opinions,
            },
        )
    return session


def change_attendance(
    *,
    actor: Actor,
    session: Session,
    revision: int | None,
    present: int,
    written_opinions: int,
    started_at: time | None,
    ended_at: time | None,
) -> Session:
    """Correct who was there and the hours, while the session is not closed."""
    with transaction.atomic(), sentence_for(Session):
        row = held_session(actor, session, revision)
        listed = row.attendances.exists()
        if listed and (present, written_opinions) != (row.present, row.written_opinions):
            raise Refusal("Số có mặt của phiên họp này lấy theo bảng điểm danh. Sửa ở đó.")
        row.present, row.written_opinions = present, written_opinions
        row.started_at, row.ended_at = started_at, ended_at
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="session.attendance",
            obj=row,
            sentence=f"Sửa số có mặt: {present}, ý kiến bằng văn bản: {written_opinions}",
            data={"started_at": started_at, "ended_at": ended_at},
        )
    return row


def record_result(
    *,
    actor: Actor,
    session: Session,
    nomination: Nomination,
    in_favour: int,
    against: int = 0,
    invalid: int = 0,
    abstained: int = 0,
    reason: str = "",
) -> Result:
    """Record the counts of one dossier and move it on.

    The threshold is the law's on the day of the session, on all members. A dossier that does not
    pass needs a reason; without one the missing votes are the reason.
    """
    counts = Counts(
        in_favour=in_favour, against=against, invalid=invalid, abstained=abstained, reason=reason
    )
    return record_results(actor=actor, session=session, results=[(nomination, counts)])[0]


def record_results(
    *, actor: Actor, session: Session, results: Sequence[tuple[Nomination, Counts]]
) -> list[Result]:
    """Record many results, all or none; a refusal names each dossier at fault."""
    with transaction.atomic(), sentence_for(Result):
        row = held_session(actor, session, None)
        # Locked together and in one order, so that two recorders wait instead of blocking.
        keys = [nomination.pk for nomination, _ in results]
        refuse_kept_away(actor, keys)
        list(Nomination.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
        _refuse_faulty(row, results)
        _refuse_on_a_paper(row, keys)
        return [record_one(actor, row, nomination, counts) for nomination, counts in results]


def _refuse_faulty(session: Session, results: Iterable[tuple[Nomination, Counts]]) -> None:
    faults = [
        f"{nomination.name}: {fault}"
        for nomination, counts in results
        for fault in faults_of(session, nomination, counts)
    ]
    if faults:
        raise Refusal.of(faults)


def _refuse_on_a_paper(session: Session, keys: list[int]) -> None:
    """A dossier has one way to its result: typed counts, or the secret ballot."""
    on_paper = Nomination.objects.filter(on_a_paper(session), pk__in=keys).order_by("sort_key")
    faults = [f"{row.name}: đang có trên phiếu kín của phiên họp này." for row in on_paper]
    left = deferred_of(session).filter(pk__in=keys)
    faults += [f"{row.name}: đã được để lại phiên sau." for row in left]
    if faults:
        raise Refusal.of(faults)


def faults_of(session: Session, nomination: Nomination, counts: Counts) -> list[str]:
    """What is wrong with the counts of one dossier, as sentences; empty when nothing is."""
    if nomination.round_id != session.round_id:
        return ["hồ sơ không thuộc đợt xét của phiên họp này."]
    numbers = counts.numbers
    if min(numbers) < 0:
        return ["số phiếu không thể nhỏ hơn 0."]
    if sum(numbers) > session.total_members:
        return [
            (
                f"cộng các loại phiếu được {sum(numbers)}, nhiều hơn tổng số "
                f"{session.total_members} thành viên Hội đồng."
            )
        ]
    voters = session.present + session.written_opinions
    if sum(numbers) > voters:
        there = f"{session.present} có mặt, {session.written_opinions} ý kiến bằng văn bản"
        return [f"cộng các loại phiếu được {sum(numbers)}, nhiều hơn số người bỏ phiếu ({there})."]
    return []


def needed(session: Session, nomination: Nomination) -> Requirement:
    """What this dossier needs in this session."""
    return requirement(nomination.title_code, session.held_on, session.total_members)


def record_one(
    actor: Actor, session: Session, nomination: Nomination, counts: Counts, *, by: str = ""
) -> Result:
    """Move one dossier by its counts and keep them; the caller holds its lock.

    `by`: who stands for the counts, where it is not the actor.
    """
    asked = needed(session, nomination)
    passed = asked.passes(counts.in_favour)
    given = _journalable(session, counts, asked)
    if passed:
        moved = NOMINATIONS.perform(nomination, "approve", actor=actor, counts=given)
    else:
        reason = clean(counts.reason) or asked.shortfall(counts.in_favour)
        moved = NOMINATIONS.perform(
            nomination, "disapprove", actor=actor, counts=given, reason=reason
        )
    return Result.objects.create(
        authority_id=session.authority_id,
        session=session,
        nomination=moved,
        in_favour=counts.in_favour,
        against=counts.against,
        invalid=counts.invalid,
        abstained=counts.abstained,
        total_members=session.total_members,
        threshold_percent=asked.percent,
        passed=passed,
        recorded_by_name=by or actor.name,
    )


def _journalable(session: Session, counts: Counts, asked: Requirement) -> dict[str, object]:
    numbers = asdict(counts)
    numbers.pop("reason")
    return numbers | {
        "session": session.code,
        "total_members": session.total_members,
        "votes_needed": asked.votes,
        "threshold_percent": asked.percent,
    }


def keep_minutes(
    *, actor: Actor, session: Session, number: str, file: StoredFile | None, revision: int | None
) -> Session:
    """Keep the number of the minutes and, once signed, the signed file.

    Works after the session is closed too: the signed paper often comes back days later.
    """
    secretary_only(actor)
    if not number.strip():
        raise Refusal("Ghi số biên bản, ví dụ 12/BB-HĐTĐKT.")
    with transaction.atomic():
        row = lock(Session, session.pk, revision=revision)
        if file is None and row.minutes_file_id and clean(number) == row.minutes_number:
            raise Refusal("Số biên bản không đổi và chưa chọn tệp nào.")
        row.minutes_number = clean(number)
        if file is not None:
            row.minutes_file = file
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="session.minutes",
            obj=row,
            sentence=f"Ghi biên bản số {row.minutes_number}",
            data={"sha256": file.sha256} if file else {},
        )
    return row


def close_session(*, actor: Actor, session: Session, revision: int | None) -> Session:
    """Close a session: no result is recorded in it any more."""
    with transaction.atomic():
        row = held_session(actor, session, revision)
        if reasons := obstacles_to_close(row):
            raise Refusal.of(reasons)
        row.closed_at = timezone.now()
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="session.close", obj=row, sentence=f"Kết thúc {row}")
    return row


def obstacles_to_close(session: Session) -> list[str]:
    """What still stands in the way of closing the session."""
    reasons = []
    if not session.results.exists():
        reasons.append("Phiên họp chưa có kết quả nào.")
    if running_in(session).exists():
        reasons.append("Còn phiếu kín chưa đóng xong.")
    if not session.minutes_number:
        reasons.append("Chưa ghi số biên bản.")
    return reasons
