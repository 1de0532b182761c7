"""What opening and closing a ballot paper does; called by the workflow runner."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from thidua.commendation.models import Nomination
from thidua.core.actors import Actor
from thidua.core.editing import lock
from thidua.core.errors import Refusal
from thidua.councils.ballot_queries import all_lines, attended, motions_of, recused_by_dossier
from thidua.councils.domain.settling import settle_lines
from thidua.councils.domain.thresholds import requirement
from thidua.councils.enums import Presence
from thidua.councils.models import BallotLine, BallotSheet, Session
from thidua.vietnamese.text import clean
from thidua.voting.domain.closing import ask_to_end, ask_to_void, end_all, void_all
from thidua.voting.domain.opening import Line, MotionPlan, open_motions
from thidua.voting.enums import MINIMUM_VOTERS, OBLIGATORY
from thidua.voting.papers import Paper


def paper_of(sheet: BallotSheet) -> Paper:
    """The paper as the journal names it; never a dossier's name."""
    return Paper(sheet, "sheet", f"Phiếu kín số {sheet.number}, {_in_sentence(sheet.session)}")


def _in_sentence(session: Session) -> str:
    words = str(session)
    return words[:1].lower() + words[1:]


def on_opened(
    case: BallotSheet, *, actor: Actor, at: datetime, opens_at: datetime, closes_at: datetime
) -> None:
    """One motion for each line, for the members present less those who keep away from it."""
    if closes_at <= at:
        raise Refusal("Giờ hết bỏ phiếu đã qua. Chọn giờ muộn hơn.")
    session = lock(Session, case.session_id, revision=None)
    if session.closed_at is not None:
        raise Refusal("Phiên họp đã kết thúc, không mở bỏ phiếu được.")
    case.opens_at, case.closes_at = opens_at, closes_at
    members = _voters(session)
    lines = list(all_lines(case))
    motions = open_motions(
        actor=actor,
        paper=paper_of(case),
        lines=_plans(case, session, lines, members),
        members=members,
    )
    for line, motion in zip(lines, motions, strict=True):
        line.motion = motion
    BallotLine.objects.bulk_update(lines, ("motion",))


def _voters(session: Session) -> frozenset[int]:
    found = attended(session, Presence.PRESENT).values_list("member__user_id", flat=True)
    return frozenset(user for user in found if user is not None)


def _plans(
    sheet: BallotSheet, session: Session, lines: list[BallotLine], members: frozenset[int]
) -> list[Line]:
    dossiers = Nomination.objects.filter(pk__in=[line.nomination_id for line in lines])
    recused = recused_by_dossier(dossiers)
    return [
        _plan(sheet, session, order, line, members & frozenset(recused.get(line.nomination_id, ())))
        for order, line in enumerate(lines, start=1)
    ]


def _plan(
    sheet: BallotSheet, session: Session, order: int, line: BallotLine, away: frozenset[int]
) -> Line:
    """Who keeps away is in the room and counts for the meeting, so the quorum of the line is that
    of the session without them; it never falls below what keeps a vote secret."""
    assert sheet.opens_at is not None
    assert sheet.closes_at is not None
    asked = requirement(line.nomination.title_code, session.held_on, session.total_members)
    wanted = (session.quorum_needed or MINIMUM_VOTERS) - len(away)
    plan = MotionPlan(
        question=f"{paper_of(sheet).words}, dòng {order}",
        total_members=session.total_members,
        quorum=max(MINIMUM_VOTERS, wanted),
        share=asked.share or Fraction(asked.votes, asked.total),
        opens_at=sheet.opens_at,
        closes_at=sheet.closes_at,
        options=OBLIGATORY,
    )
    return Line(plan, away)


def on_asked(case: BallotSheet, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The first person; each motion is to be closed, or to lapse where too few voted."""
    ask_to_end(actor=actor, motions=motions_of(case))
    case.asked_by_id, case.asked_by_name = actor.user_id, actor.name


def on_closed(case: BallotSheet, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The second person; results are frozen, and each dossier moves on by its own."""
    lock(Session, case.session_id, revision=None)
    motions = list(motions_of(case))
    dossiers = Nomination.objects.select_for_update(of=("self",)).filter(ballot_lines__sheet=case)
    list(dossiers.order_by("pk"))
    end_all(actor=actor, motions=motions)
    case.confirmed_by_name = actor.name
    settle_lines(case)


def on_lapsed(case: BallotSheet, *, actor: Actor, at: datetime, **_: Any) -> None:
    """Too few voted on every line: no count is read, the dossiers stay before the council."""
    end_all(actor=actor, motions=motions_of(case))
    case.confirmed_by_name = actor.name


def on_drop_asked(case: BallotSheet, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    """The first person, whoever had asked for the closing before."""
    case.drop_reason = clean(reason)[:500]
    if not case.drop_reason:
        raise Refusal("Ghi lý do hủy phiếu kín.")
    ask_to_void(actor=actor, motions=motions_of(case), reason=case.drop_reason)
    case.asked_by_id, case.asked_by_name = actor.user_id, actor.name


def on_dropped(case: BallotSheet, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The second person: no count is read, the dossiers stay before the council."""
    void_all(actor=actor, motions=motions_of(case), reason=case.drop_reason)
    case.confirmed_by_name = actor.name
