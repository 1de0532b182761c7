"""Reading clusters: who sees what, the board of a year, what others ask of results."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from thidua.clusters.enums import SEEN_BY_MEMBERS, Stage, State
from thidua.clusters.models import (
    Cluster,
    ClusterMember,
    ClusterResult,
    ClusterSettings,
    ClusterYear,
    CriteriaTree,
    FlagSuggestion,
    MarkEvidence,
    MarkSheet,
    ResultLine,
    ScoreImport,
    ScoreObjection,
)
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.organizations.queries import forebears, names_on

OFFICE = frozenset(
    {
        Role.OFFICER,
        Role.SECRETARY,
        Role.MEMBER,
        Role.CHAIRMAN,
        Role.INSPECTOR,
        Role.SYSTEM,
    }
)
READERS = (Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN, Role.INSPECTOR)
KEEPERS = (Role.OFFICER, Role.SECRETARY)


# -- who sees what --------------------------------------------------------------------------------


def own_units(actor: Actor) -> frozenset[int]:
    """The actor's units and all they came from: scores of a merged unit stay readable."""
    return forebears(actor.unit_ids) if actor.role in UNIT_ROLES else frozenset()


def visible_to(actor: Actor) -> QuerySet[ClusterYear]:
    """Years of clusters the actor may open: the office all, a unit those it is a member of."""
    mine = ClusterYear.objects.filter(authority_id=actor.authority_id).select_related(
        "cluster", "tree", "pact_file"
    )
    if actor.role in OFFICE:
        return mine
    if actor.role not in UNIT_ROLES:
        return mine.none()
    places = ClusterMember.objects.filter(unit_id__in=own_units(actor))
    return mine.filter(pk__in=places.values("year"))


def sheets_visible_to(actor: Actor) -> QuerySet[MarkSheet]:
    """Sheets the actor may read. A unit: its own; once cross-checking is open, those it checks and
    what the checked unit handed in; everybody's from the draft on."""
    every = MarkSheet.objects.filter(authority_id=actor.authority_id)
    if actor.role in OFFICE:
        return every
    if actor.role not in UNIT_ROLES:
        return every.none()
    own = ClusterMember.objects.filter(unit_id__in=own_units(actor))
    checked = MarkSheet.objects.filter(checker__in=own).values("member")
    past_self = ~Q(member__year__state__in=(State.DRAFT, State.SELF_SCORING))
    seen_by_all = Q(member__year__in=own.values("year"), member__year__state__in=SEEN_BY_MEMBERS)
    return every.filter(
        Q(member__in=own, stage=Stage.SELF)
        | Q(checker__in=own)
        | (past_self & Q(member__in=checked, stage=Stage.SELF, handed_in_at__isnull=False))
        | seen_by_all
    )


def evidence_visible_to(actor: Actor) -> QuerySet[MarkEvidence]:
    """Papers beside the units' own sheets that the actor may read."""
    own = sheets_visible_to(actor).filter(stage=Stage.SELF)
    return MarkEvidence.objects.filter(member__in=own.values("member"), withdrawn_at__isnull=True)


def trees(actor: Actor) -> QuerySet[CriteriaTree]:
    """Tables of criteria: the office all, a unit those its clusters use."""
    mine = CriteriaTree.objects.filter(authority_id=actor.authority_id)
    if actor.role in OFFICE:
        return mine
    return mine.filter(pk__in=visible_to(actor).order_by().values("tree"))


def clusters(actor: Actor) -> QuerySet[Cluster]:
    mine = Cluster.objects.filter(authority_id=actor.authority_id)
    return mine if actor.role in OFFICE else mine.none()


def named(words: str) -> QuerySet[Cluster]:
    """Clusters whose name or organiser holds every word, with or without diacritics; a filter for
    rows that point to them."""
    return matching(Cluster.objects.all(), words)


def imports(actor: Actor) -> QuerySet[ScoreImport]:
    """Files of scores: those who bring them in, and the inspector."""
    mine = ScoreImport.objects.filter(authority_id=actor.authority_id)
    if not actor.is_any(Role.OFFICER, Role.SECRETARY, Role.INSPECTOR):
        return mine.none()
    return mine.select_related("file", "year__cluster")


def objections(actor: Actor) -> QuerySet[ScoreObjection]:
    """Objections in the years the actor may open; every member reads every objection."""
    return ScoreObjection.objects.filter(
        member__year__in=visible_to(actor).order_by().values("pk")
    ).select_related("member__year", "about", "node")


def results(actor: Actor) -> QuerySet[ClusterResult]:
    return ClusterResult.objects.filter(
        year__in=visible_to(actor).order_by().values("pk")
    ).select_related("year__cluster", "docx", "pdf", "supersedes")


def current(found: QuerySet[ClusterResult]) -> QuerySet[ClusterResult]:
    """Of several versions the one that counts."""
    return found.filter(superseded_by__isnull=True)


def files_for(actor: Actor) -> Q:
    """Stored files of what the actor may read: papers of sheets, pacts, results, imported files."""
    years = visible_to(actor).order_by()
    published = results(actor).order_by()
    return (
        Q(pk__in=evidence_visible_to(actor).order_by().values("file"))
        | Q(pk__in=years.values("pact_file"))
        | Q(pk__in=published.values("docx"))
        | Q(pk__in=published.values("pdf"))
        | Q(pk__in=imports(actor).order_by().values("file"))
    )


# -- the public -----------------------------------------------------------------------------------


def public_results(authority_id: int) -> QuerySet[ClusterResult]:
    """Results in force of clusters that the authority shows to everybody."""
    found = ClusterResult.objects.filter(authority_id=authority_id, year__is_public=True)
    return current(found).select_related("year__cluster")


# -- what others ask ------------------------------------------------------------------------------


def published_rank(unit_id: int, year: int) -> ResultLine | None:
    """The unit's line in the published result of the year; None: no result, which is not "last".

    A unit in several clusters: the line with the best rank.
    """
    lines = ResultLine.objects.filter(
        unit_id=unit_id, result__year__year=year, result__superseded_by__isnull=True
    )
    return (
        lines.select_related("result__year__cluster")
        .order_by(F("rank").asc(nulls_last=True), "pk")
        .first()
    )


def leaders(authority_id: int, year: int) -> QuerySet[ResultLine]:
    """First in a published result of the year, in every cluster."""
    return (
        ResultLine.objects.filter(
            authority_id=authority_id,
            result__year__year=year,
            result__superseded_by__isnull=True,
            rank=1,
        )
        .select_related("result__year__cluster", "unit", "member")
        .order_by("result__year__cluster__name", "pk")
    )


def suggestions(actor: Actor) -> QuerySet[FlagSuggestion]:
    """Suggestions that stand: the office all, a unit those sent to it."""
    mine = FlagSuggestion.objects.filter(
        authority_id=actor.authority_id, withdrawn_at__isnull=True
    ).select_related("line__result__year__cluster")
    if actor.role in OFFICE:
        return mine
    return mine.filter(line__unit_id__in=actor.unit_ids)


def settings_of(authority_id: int) -> ClusterSettings:
    """What the authority settled; a row that was never saved where it settled nothing."""
    found = ClusterSettings.objects.filter(authority_id=authority_id).first()
    return found or ClusterSettings(authority_id=authority_id)


def member_names(members: Iterable[ClusterMember], year: int) -> dict[int, str]:
    """Names of members by key, as the units were called at the end of the year."""
    rows = list(members)
    names = names_on((row.unit_id for row in rows), date(year, 12, 31))
    return {row.pk: names.get(row.unit_id, "") for row in rows}


DUE = (
    ("self_due_on", "Hạn tự chấm điểm thi đua", State.SELF_SCORING),
    ("cross_due_on", "Hạn chấm chéo", State.CROSS_CHECKING),
    ("panel_due_on", "Hạn thẩm định điểm thi đua", State.PANEL),
    ("objections_due_on", "Hạn kiến nghị về điểm", State.ANNOUNCED),
)
"""Days of the timetable, what each is called, and the step it ends."""


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Days of the clusters' timetables between two days, both counted."""
    wanted = Q()
    for column, _, _ in DUE:
        wanted |= Q(**{f"{column}__range": (since, until)})
    where = "unit:cluster" if actor.role in UNIT_ROLES else "office:cluster"
    order = list(State)
    return [
        Deadline(
            on=day,
            title=title,
            kind="cluster",
            subject=str(row),
            done=order.index(State(row.state)) > order.index(step),
            address=(where, row.code),
        )
        for row in visible_to(actor).filter(wanted)
        for column, title, step in DUE
        if (day := getattr(row, column)) is not None and since <= day <= until
    ]
