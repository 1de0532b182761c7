"""Reading ballot papers: who sees which line, who may vote, what is left to do.

Whoever keeps away from a dossier does not find its line here, nor a gap where it would stand:
lines are numbered anew for every reader.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.commendation.enums import State
from thidua.commendation.models import Hold, Nomination, Recusal
from thidua.commendation.queries import kept_from
from thidua.core.actors import Actor
from thidua.councils.enums import Presence, SheetState
from thidua.councils.models import (
    Attendance,
    BallotLine,
    BallotSheet,
    Deferral,
    Member,
    Session,
)
from thidua.councils.queries import members_on, with_known_line
from thidua.councils.queries import visible_to as sessions_visible_to
from thidua.voting.enums import State as MotionState
from thidua.voting.models import Motion, RollEntry
from thidua.voting.queries import Voter, voters_of

RUNNING = (SheetState.OPEN, SheetState.CLOSING, SheetState.DROPPING)
WAITING = (SheetState.CLOSING, SheetState.DROPPING)
"""One person has asked, a second is to confirm."""
LIVE = (SheetState.DRAFT, *RUNNING)


def sheets(actor: Actor) -> QuerySet[BallotSheet]:
    """Papers of the sessions the actor may read, and those the actor votes on."""
    mine = BallotSheet.objects.filter(authority_id=actor.authority_id)
    roll = RollEntry.objects.filter(voter_id=actor.user_id or 0)
    on_roll = Exists(BallotLine.objects.filter(sheet=OuterRef("pk"), motion__roll__in=roll))
    seen = Q(session__in=sessions_visible_to(actor).order_by()) | Q(on_roll)
    mine = mine.filter(seen, with_known_line(actor))
    return mine.select_related("session__council", "session__round", "asked_by")


def sheets_of(session: Session, actor: Actor | None = None) -> QuerySet[BallotSheet]:
    """Papers of a session in their order, without those thrown away before they were opened.

    For an `actor` without those on which nothing stands that they may know of.
    """
    found = BallotSheet.objects.filter(session=session).exclude(state=SheetState.DISCARDED)
    return found if actor is None else found.filter(with_known_line(actor))


def running_in(session: Session) -> QuerySet[BallotSheet]:
    """Papers on which people vote or which wait for the second person."""
    return sheets_of(session).filter(state__in=RUNNING)


def all_lines(sheet: BallotSheet) -> QuerySet[BallotLine]:
    """Every line: for the record, never for a screen."""
    return (
        BallotLine.objects.filter(sheet=sheet)
        .select_related("nomination__round", "motion")
        .order_by("order")
    )


def lines_for(actor: Actor, sheet: BallotSheet) -> QuerySet[BallotLine]:
    """Lines the actor may know of."""
    return all_lines(sheet).exclude(kept_from(actor, "nomination"))


def own_lines(actor: Actor, sheet: BallotSheet) -> QuerySet[BallotLine]:
    """The lines of the actor's own paper."""
    mine = RollEntry.objects.filter(motion=OuterRef("motion"), voter_id=actor.user_id or 0)
    return lines_for(actor, sheet).filter(Exists(mine))


def motions_of(sheet: BallotSheet) -> QuerySet[Motion]:
    """The motions of a paper, for its rolls and its closing."""
    lines = BallotLine.objects.filter(sheet=sheet, motion__isnull=False)
    return Motion.objects.filter(pk__in=lines.values("motion")).order_by("pk")


def voters(sheet: BallotSheet) -> list[Voter]:
    """Who may vote on the paper, and whether they have."""
    return voters_of(motions_of(sheet))


def own_entries(actor: Actor, sheet: BallotSheet) -> QuerySet[RollEntry]:
    return RollEntry.objects.filter(motion__in=motions_of(sheet), voter_id=actor.user_id or 0)


def has_voted(actor: Actor, sheet: BallotSheet) -> bool:
    return own_entries(actor, sheet).filter(voted=True).exists()


def ballots_waiting_for(actor: Actor) -> QuerySet[BallotSheet]:
    """Open papers on which the actor has yet to vote."""
    if actor.user_id is None:
        return BallotSheet.objects.none()
    now = timezone.now()
    mine = RollEntry.objects.filter(voter_id=actor.user_id, voted=False)
    lines = BallotLine.objects.filter(sheet=OuterRef("pk"), motion__roll__in=mine)
    return BallotSheet.objects.filter(
        Exists(lines.exclude(kept_from(actor, "nomination"))),
        authority_id=actor.authority_id,
        state=SheetState.OPEN,
        opens_at__lte=now,
        closes_at__gt=now,
    ).select_related("session__council")


def closings_waiting_for(actor: Actor) -> QuerySet[BallotSheet]:
    """Papers that wait for a second person who may be the actor."""
    return sheets(actor).filter(state__in=WAITING).exclude(asked_by_id=actor.user_id)


def attended(session: Session, *presences: Presence) -> QuerySet[Attendance]:
    """Attendance of those who sat in the council that day, in the order of the members."""
    seated = members_on(session.council, session.held_on)
    return (
        Attendance.objects.filter(session=session, member__in=seated, presence__in=presences)
        .select_related("member__user")
        .order_by("member__order", "member_id")
    )


def on_a_paper(session: Session) -> Q:
    """Dossiers on a paper that is not over, of this session or another on the same round, or voted
    on to the end: here, or anywhere while the result still waits for a hold to be lifted."""
    lines = BallotLine.objects.filter(authority_id=session.authority_id)
    live = lines.filter(sheet__state__in=LIVE)
    counted = lines.filter(motion__state=MotionState.CLOSED)
    here = counted.filter(sheet__session=session)
    unsettled = Q(pk__in=counted.values("nomination"), council_result__isnull=True)
    return Q(pk__in=live.values("nomination")) | Q(pk__in=here.values("nomination")) | unsettled


def deferred_of(session: Session, actor: Actor | None = None) -> QuerySet[Nomination]:
    """Dossiers the session left for another one; for an `actor` without those they may not know."""
    left = Deferral.objects.filter(session=session, withdrawn_at__isnull=True)
    found = Nomination.objects.filter(pk__in=left.values("nomination"))
    if actor is not None:
        found = found.exclude(kept_from(actor))
    return found.order_by("title_code", "sort_key", "pk")


def considered(session: Session) -> QuerySet[Nomination]:
    """Dossiers before the council that this session still has to do with, in list order."""
    if session.round_id is None:
        return Nomination.objects.none()
    return (
        Nomination.objects.filter(round_id=session.round_id, state=State.AT_COUNCIL)
        .exclude(pk__in=deferred_of(session).order_by().values("pk"))
        .order_by("title_code", "subject_kind", "sort_key", "pk")
    )


def for_paper_counts(session: Session) -> QuerySet[Nomination]:
    """Dossiers whose counts the secretary types: on no electronic paper, not left for later."""
    return considered(session).exclude(on_a_paper(session))


def votable(session: Session) -> QuerySet[Nomination]:
    """Dossiers that can go on a new paper: also not on hold."""
    held = Hold.objects.filter(nomination=OuterRef("pk"), lifted_at__isnull=True)
    return for_paper_counts(session).exclude(Exists(held))


def recused_by_dossier(nominations: QuerySet[Nomination]) -> dict[int, set[int]]:
    """Accounts that keep away, by key of the dossier."""
    found: dict[int, set[int]] = {}
    rows = Recusal.objects.filter(nomination__in=nominations, withdrawn_at__isnull=True)
    for nomination, user in rows.values_list("nomination_id", "user_id"):
        found.setdefault(nomination, set()).add(user)
    return found


def opinions_missing(sheet: BallotSheet) -> list[Member]:
    """Members marked as having sent a written opinion that is not entered on this paper."""
    entered = {
        (voter.user_id, "" if voter.user_id else voter.name)
        for voter in voters(sheet)
        if voter.in_writing
    }
    return [
        one.member
        for one in attended(sheet.session, Presence.WRITTEN)
        if (one.member.user_id, "" if one.member.user_id else one.member.full_name) not in entered
    ]
