"""What else changes when a list or a comment moves; called by the runner in its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from thidua.commendation.domain.holds import lift_hold, put_hold
from thidua.commendation.enums import ENDED, HoldGround
from thidua.commendation.models import Hold, Nomination
from thidua.core.actors import Actor, system_actor
from thidua.core.errors import Refusal
from thidua.publicity.enums import ListState, PlaceKind
from thidua.publicity.models import CandidateList, ClockStop, Comment, Placement
from thidua.publicity.queries import must_be_published
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean, clean_lines

MUST_PUBLISH = (
    "Phải công khai, lấy ý kiến Nhân dân trước khi Hội đồng họp (khoản 5 Điều 84 Luật Thi đua, "
    "khen thưởng)."
)
SERIOUS_WORDS = "Có ý kiến của Nhân dân phải làm rõ trước khi xét tiếp."
LONGEST_ANSWER = 4000


# -- lists ---------------------------------------------------------------------------------------


def on_opened(case: CandidateList, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The list is on this portal from now on; what the law compels waits until it has closed."""
    case.opened_on = timezone.localdate(at)
    compelled = must_be_published(Nomination.objects.filter(candidacies__list=case))
    case.is_compulsory = compelled.exists()
    Placement.objects.create(
        authority_id=case.authority_id,
        list=case,
        kind=PlaceKind.PORTAL,
        where="Cổng thông tin thi đua, khen thưởng",
        posted_on=case.opened_on,
        made_by_name=actor.name,
    )
    hold_until_published(compelled, case.authority_id, f"Danh sách {case.code}")


def hold_until_published(rows: Iterable[Nomination], authority_id: int, source: str) -> int:
    """Stop dossiers that must be published first; one that already waits for it is left alone."""
    system = system_actor(authority_id)
    waiting = [row for row in rows if row.state not in ENDED]
    held = set(_publication_holds(waiting).values_list("nomination_id", flat=True))
    fresh = [row for row in waiting if row.pk not in held]
    for row in fresh:
        put_hold(
            actor=system,
            nomination=row,
            ground=HoldGround.COMMENT,
            words=MUST_PUBLISH,
            source=source,
        )
    return len(fresh)


def _publication_holds(rows: Iterable[Nomination]) -> Any:
    return Hold.objects.filter(
        nomination__in=list(rows),
        ground=HoldGround.COMMENT,
        words=MUST_PUBLISH,
        lifted_at__isnull=True,
    )


def on_paused(case: CandidateList, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    case.reason = clean(reason)[:500]
    ClockStop.objects.create(
        authority_id=case.authority_id,
        list=case,
        since=timezone.localdate(at),
        words=case.reason[:300],
    )


def on_resumed(case: CandidateList, *, actor: Actor, at: datetime, **_: Any) -> None:
    case.reason = ""
    # The period goes on: when it is over again, the office is reminded again.
    case.reminded_at = None
    case.stops.filter(candidate__isnull=True, until__isnull=True).update(
        until=timezone.localdate(at)
    )


def on_closed(case: CandidateList, *, actor: Actor, at: datetime, **_: Any) -> None:
    """What waited only for publication goes on; a serious comment has a hold of its own."""
    system = system_actor(case.authority_id)
    rows = Nomination.objects.filter(candidacies__list=case)
    basis = f"Đã công khai theo danh sách {case.code}, kết thúc {format_day(at.date())}"
    for hold in _publication_holds(rows).select_related("nomination"):
        lift_hold(actor=system, hold=hold, basis=basis)


def on_withdrawn(case: CandidateList, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    """What the law compels to publish keeps waiting: it has not been published."""
    case.reason = clean(reason)[:500]
    case.stops.filter(until__isnull=True).update(until=timezone.localdate(at))


# -- comments ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What an officer writes when a comment moves. Kept out of the journal: it may name people.

    `answer` is read by the writer; `basis` names the paper that clears a dossier held for it.
    """

    answer: str = ""
    passed_to: str = ""
    basis: str = ""


def on_taken(case: Comment, *, actor: Actor, at: datetime, **_: Any) -> None:
    """Whoever takes it up handles it, and may from now on read who wrote it."""
    case.handler_id = actor.user_id


def on_serious(case: Comment, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The dossier waits, and the clock of the candidate with it."""
    line = case.candidate
    if line is None:
        raise Refusal("Gắn ý kiến với một trường hợp trong danh sách trước.")
    if line.nomination.state not in ENDED:
        case.hold = put_hold(
            actor=actor,
            nomination=line.nomination,
            ground=HoldGround.COMMENT,
            words=SERIOUS_WORDS,
            source=f"Ý kiến {case.code}",
        )
    if case.list.state in {ListState.OPEN, ListState.PAUSED}:
        case.stop = ClockStop.objects.create(
            authority_id=case.authority_id,
            list=case.list,
            candidate=line,
            since=timezone.localdate(at),
            words="Làm rõ ý kiến của Nhân dân",
        )


def on_passed_on(
    case: Comment, *, actor: Actor, at: datetime, said: Settlement | None = None, **_: Any
) -> None:
    if said is None or not clean(said.passed_to):
        raise Refusal("Ghi cơ quan, đơn vị được chuyển ý kiến.")
    case.passed_to = clean(said.passed_to)[:200]
    case.answer = clean_lines(said.answer)[:LONGEST_ANSWER]


def on_settled(
    case: Comment, *, actor: Actor, at: datetime, said: Settlement | None = None, **_: Any
) -> None:
    """The writer reads the answer by the receipt; a hold is lifted on the paper named."""
    if said is None or not clean(said.answer):
        raise Refusal("Ghi câu trả lời: người góp ý đọc được bằng mã biên nhận.")
    case.answer = clean_lines(said.answer)[:LONGEST_ANSWER]
    if case.hold is not None and case.hold.lifted_at is None:
        if not clean(said.basis):
            raise Refusal("Hồ sơ đang tạm dừng vì ý kiến này: ghi văn bản, kết luận để gỡ.")
        lift_hold(actor=actor, hold=case.hold, basis=said.basis)
    if case.stop is not None and case.stop.until is None:
        case.stop.until = timezone.localdate(at)
        case.stop.save(update_fields=["until"])


def on_reopened(case: Comment, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The answer given stays on the record of the writer until a new one replaces it."""
    case.handler_id = actor.user_id
    case.hold = None
    case.stop = None
