"""Reading councils, sessions and results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from thidua.commendation.enums import State
from thidua.commendation.models import Nomination, Recusal, Round
from thidua.commendation.queries import kept_dossiers, kept_from, rounds
from thidua.core.actors import Actor, Role
from thidua.core.deadlines import Deadline
from thidua.councils.models import (
    AgendaItem,
    BallotLine,
    BallotSheet,
    ConflictAnswer,
    Council,
    Deferral,
    FrozenMinutes,
    Member,
    Result,
    Session,
    SessionPaper,
)
from thidua.law import known_titles

RANK = {code: place for place, code in enumerate(known_titles())}
"""Titles from the highest down, then forms, in the order the law names them."""
OFFICE = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)
READERS = frozenset({Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN, Role.INSPECTOR})


def councils(actor: Actor, kind: str = "") -> QuerySet[Council]:
    """Councils of the actor's authority, of one kind where it is named, newest first."""
    mine = Council.objects.filter(authority_id=actor.authority_id).order_by("-pk")
    if actor.role not in READERS:
        return mine.none()
    return mine.filter(kind=kind) if kind else mine


def visible_to(actor: Actor) -> QuerySet[Session]:
    """Sessions the actor may read: the council, the office, the chairman, the inspector."""
    mine = Session.objects.filter(authority_id=actor.authority_id)
    if actor.role not in READERS:
        return mine.none()
    return mine.select_related("council", "round", "minutes_file")


def with_outcome(sessions: QuerySet[Session], actor: Actor) -> QuerySet[Session]:
    """How many of the dossiers the actor may know of each session passed and did not pass."""
    known = Q(results__isnull=False) & ~Q(results__nomination__in=kept_dossiers(actor))
    return sessions.annotate(
        passed=Count("results", filter=known & Q(results__passed=True)),
        failed=Count("results", filter=known & Q(results__passed=False)),
    )


def waiting_for_result(session: Session, actor: Actor | None = None) -> QuerySet[Nomination]:
    """Dossiers of the session's round that are before the council, in the order of the lists.

    For an `actor` without those they must keep away from; without one all of them, for the record.
    """
    if session.round_id is None:
        return Nomination.objects.none()
    found = Nomination.objects.filter(round_id=session.round_id, state=State.AT_COUNCIL)
    if actor is not None:
        found = found.exclude(kept_from(actor))
    return found.order_by("title_code", "subject_kind", "sort_key", "pk")


def rounds_at_council(actor: Actor) -> QuerySet[Round]:
    """Rounds with dossiers before the council: those a session can be opened for."""
    before = Q(nominations__state=State.AT_COUNCIL) & ~Q(nominations__in=kept_dossiers(actor))
    waiting = Count("nominations", filter=before)
    return rounds(actor).annotate(waiting=waiting).filter(waiting__gt=0)


def results_of(session: Session, actor: Actor | None = None) -> QuerySet[Result]:
    """Results with their dossiers, most votes first.

    For an `actor` without those they must keep away from; without one all of them, for the
    minutes. A screen always passes its actor.
    """
    found = Result.objects.filter(session=session)
    if actor is not None:
        found = found.exclude(kept_from(actor, "nomination"))
    return found.select_related("nomination").order_by(
        "-in_favour", F("nomination__sort_key"), "pk"
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the dossiers of one title in one session."""

    title_code: str
    passed: int
    failed: int

    @property
    def total(self) -> int:
        return self.passed + self.failed


@dataclass(frozen=True, slots=True)
class Totals:
    """A session in figures."""

    outcomes: tuple[Outcome, ...]
    invalid: int

    @property
    def passed(self) -> int:
        return sum(outcome.passed for outcome in self.outcomes)

    @property
    def failed(self) -> int:
        return sum(outcome.failed for outcome in self.outcomes)


def totals(session: Session, actor: Actor | None = None) -> Totals:
    """Outcomes by title, the highest first, in one query; of what `results_of` gives."""
    rows = (
        results_of(session, actor)
        .order_by()
        .values("nomination__title_code")
        .annotate(
            ok=Count("pk", filter=Q(passed=True)),
            bad=Count("pk", filter=Q(passed=False)),
            void=Sum("invalid"),
        )
    )
    found = list(rows)
    outcomes = [Outcome(row["nomination__title_code"], row["ok"], row["bad"]) for row in found]
    outcomes.sort(key=lambda one: RANK[one.title_code])
    return Totals(tuple(outcomes), sum(row["void"] for row in found))


def members_on(council: Council, day: date) -> QuerySet[Member]:
    """Who sits in the council on that day, in the order of the list; `until` is the first day
    after a term."""
    return Member.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day), council=council, since__lte=day
    ).select_related("user", "person")


def my_seat(actor: Actor, session: Session) -> Member | None:
    """The actor's own seat on the day of the session, in whatever role they act now."""
    if actor.user_id is None:
        return None
    return members_on(session.council, session.held_on).filter(user_id=actor.user_id).first()


def unanswered(actor: Actor) -> QuerySet[Session]:
    """Sessions to come to which the actor is invited as a member and has not yet answered whose
    dossiers they are connected with."""
    answered = ConflictAnswer.objects.filter(
        session=OuterRef("pk"), member__user_id=actor.user_id or 0
    )
    return (
        invited(actor)
        .filter(~Exists(answered), cancelled_at__isnull=True)
        .order_by("held_on", "pk")
    )


def invited(actor: Actor) -> QuerySet[Session]:
    """Sessions not over to which the actor is invited by a seat of their own, called off or not."""
    seats = Member.objects.filter(
        Q(until__isnull=True) | Q(until__gt=OuterRef("held_on")),
        council=OuterRef("council"),
        user_id=actor.user_id or 0,
        since__lte=OuterRef("held_on"),
    )
    coming = visible_to(actor).filter(invited_at__isnull=False, closed_at__isnull=True)
    return coming.filter(Exists(seats))


def dossiers_before(session: Session, actor: Actor | None = None) -> QuerySet[Nomination]:
    """Dossiers the session has to do with: voted on, decided, left for later or laid before it; and
    until it is closed all of its round that are before the council or about to come.

    For an `actor` without those they must keep away from.
    """
    voted = BallotLine.objects.filter(sheet__session=session).values("nomination")
    left = Deferral.objects.filter(session=session).values("nomination")
    papers = SessionPaper.objects.filter(session=session, withdrawn_at__isnull=True)
    items = AgendaItem.objects.filter(session=session)
    here = Q(council_result__session=session) | Q(pk__in=voted) | Q(pk__in=left)
    for rows in (papers, items):
        here |= Q(pk__in=rows.filter(nomination__isnull=False).values("nomination"))
    if session.is_open and session.round_id is not None:
        here |= Q(round_id=session.round_id, state__in=(State.EXAMINED, State.AT_COUNCIL))
    found = Nomination.objects.filter(here, authority_id=session.authority_id)
    if actor is not None:
        found = found.exclude(kept_from(actor))
    return found.order_by("title_code", "sort_key", "pk")


def recusals_of(session: Session, actor: Actor | None = None) -> QuerySet[Recusal]:
    """Who keeps away from which dossier of the session, for its minutes: members of that day.

    For an `actor` without the dossiers they must keep away from themselves.
    """
    seated = members_on(session.council, session.held_on).filter(user__isnull=False)
    return (
        Recusal.objects.filter(
            nomination__in=dossiers_before(session, actor).order_by(),
            user__in=seated.order_by().values("user"),
            withdrawn_at__isnull=True,
        )
        .select_related("nomination", "user")
        .order_by("nomination__sort_key", "nomination_id", "user__full_name")
    )


def paper_of(kept: QuerySet[Nomination]) -> Q:
    """Papers of one of these dossiers, their own or those of its point of the programme."""
    # Not `item__nomination__in`: excluded, it would drop every paper without a point.
    items = AgendaItem.objects.filter(nomination__in=kept)
    return Q(nomination__in=kept) | Q(item__in=items)


def touching(kept: QuerySet[Nomination]) -> Q:
    """Sessions whose record names one of these dossiers."""
    voted = BallotLine.objects.filter(nomination__in=kept).values("sheet__session")
    papers = SessionPaper.objects.filter(paper_of(kept)).values("session")
    items = AgendaItem.objects.filter(nomination__in=kept).values("session")
    results = Result.objects.filter(nomination__in=kept).values("session")
    left = Deferral.objects.filter(nomination__in=kept).values("session")
    return Q(pk__in=left) | Q(pk__in=voted) | Q(pk__in=papers) | Q(pk__in=items) | Q(pk__in=results)


def agenda_of(session: Session, actor: Actor | None = None) -> QuerySet[AgendaItem]:
    """The programme in its order; for an `actor` without points they must keep away from."""
    found = AgendaItem.objects.filter(session=session)
    if actor is not None:
        found = found.exclude(nomination__in=kept_dossiers(actor))
    return found.select_related("nomination").order_by("order", "pk")


def papers_of(session: Session, actor: Actor | None = None) -> QuerySet[SessionPaper]:
    """Papers that lie before the members; for an `actor` without those they must keep away from."""
    found = SessionPaper.objects.filter(session=session, withdrawn_at__isnull=True)
    if actor is not None:
        found = found.exclude(paper_of(kept_dossiers(actor)))
    return found.select_related("file", "item", "nomination").order_by("pk")


def sheets_of(session: Session, actor: Actor) -> QuerySet[BallotSheet]:
    """Ballot papers of the session on which something stands that the actor may know of."""
    return session.sheets.filter(with_known_line(actor)).order_by("number")


def with_known_line(actor: Actor) -> Q:
    """The filter for ballot papers that do not consist of what is kept from the actor alone."""
    lines = BallotLine.objects.filter(sheet=OuterRef("pk"))
    known = lines.exclude(kept_from(actor, "nomination"))
    return Q(Exists(known)) | ~Q(Exists(lines))


def files_for(actor: Actor) -> Q:
    """Stored files of sessions for the office: papers and minutes that name nothing kept from
    the actor."""
    if not actor.is_any(*OFFICE):
        return Q(pk__in=())
    kept = kept_dossiers(actor)
    seen = visible_to(actor).exclude(touching(kept)).order_by()
    frozen = FrozenMinutes.objects.filter(session__in=seen)
    papers = SessionPaper.objects.filter(authority_id=actor.authority_id).exclude(paper_of(kept))
    return (
        Q(pk__in=papers.values("file"))
        | Q(pk__in=seen.filter(minutes_file__isnull=False).values("minutes_file"))
        | Q(pk__in=frozen.values("docx"))
        | Q(pk__in=frozen.values("pdf"))
    )


def may_read_minutes(session: Session, actor: Actor) -> bool:
    """The minutes name every dossier: not for who must keep away from one of them.

    No shortened copy is drawn: it would not be the paper that was signed, and its totals would
    tell what was left out.
    """
    return not dossiers_before(session).filter(kept_from(actor)).exists()


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Days of sessions. What they are about is for their own page: it may name somebody."""
    rows = visible_to(actor).filter(held_on__range=(since, until), cancelled_at__isnull=True)
    return [
        Deadline(
            row.held_on,
            f"Họp {row.council.name}",
            "session",
            row.council.name,
            row.closed_at is not None,
            ("council:session", row.code),
        )
        for row in rows
    ]
