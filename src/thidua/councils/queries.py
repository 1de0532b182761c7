"""Reading councils, sessions and results."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from thidua.commendation.enums import State
from thidua.commendation.models import Nomination, Round
from thidua.commendation.queries import rounds
from thidua.core.actors import Actor, Role
from thidua.councils.models import Council, Result, Session
from thidua.law import known_titles

RANK = {code: place for place, code in enumerate(known_titles())}
"""Titles from the highest down, then forms, in the order the law names them."""
READERS = frozenset({Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN, Role.INSPECTOR})


def councils(actor: Actor) -> QuerySet[Council]:
    """Councils of the actor's authority, newest first."""
    mine = Council.objects.filter(authority_id=actor.authority_id).order_by("-pk")
    return mine if actor.role in READERS else mine.none()


def visible_to(actor: Actor) -> QuerySet[Session]:
    """Sessions the actor may read: the council, the office, the chairman, the inspector."""
    mine = Session.objects.filter(authority_id=actor.authority_id)
    if actor.role not in READERS:
        return mine.none()
    return mine.select_related("council", "round", "minutes_file")


def with_outcome(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """How many dossiers each session passed and did not pass."""
    return sessions.annotate(
        passed=Count("results", filter=Q(results__passed=True)),
        failed=Count("results", filter=Q(results__passed=False)),
    )


def waiting_for_result(session: Session) -> QuerySet[Nomination]:
    """Dossiers of the session's round that are before the council, in the order of the lists."""
    if session.round_id is None:
        return Nomination.objects.none()
    return Nomination.objects.filter(round_id=session.round_id, state=State.AT_COUNCIL).order_by(
        "title_code", "subject_kind", "sort_key", "pk"
    )


def rounds_at_council(actor: Actor) -> QuerySet[Round]:
    """Rounds with dossiers before the council: those a session can be opened for."""
    waiting = Count("nominations", filter=Q(nominations__state=State.AT_COUNCIL))
    return rounds(actor).annotate(waiting=waiting).filter(waiting__gt=0)


def results_of(session: Session) -> QuerySet[Result]:
    """Results with their dossiers, most votes first."""
    return (
        Result.objects.filter(session=session)
        .select_related("nomination")
        .order_by("-in_favour", F("nomination__sort_key"), "pk")
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


def totals(session: Session) -> Totals:
    """Outcomes by title, the highest first, in one query."""
    rows = (
        session.results.order_by()
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
