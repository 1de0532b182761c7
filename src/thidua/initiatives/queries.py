"""Reading requests. One rule, `kept_from`, keeps whoever is concerned out of every answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.commendation.nominees import own_people
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Council, Member
from thidua.councils.queries import councils
from thidua.initiatives.enums import IN_OFFICE, State
from thidua.initiatives.models import (
    CriteriaEdition,
    InitiativeRequest,
    RecognitionPaper,
    RequestEvidence,
    RequestRecusal,
    ScopeCertification,
    Scoring,
    Sitting,
)
from thidua.organizations.models import Person
from thidua.registry.models import Initiative

OFFICE = frozenset({Role.OFFICER, Role.SECRETARY, Role.INSPECTOR, Role.CHAIRMAN, Role.SYSTEM})
READERS = (
    Role.CLERK,
    Role.HEAD,
    Role.OFFICER,
    Role.SECRETARY,
    Role.MEMBER,
    Role.CHAIRMAN,
    Role.INSPECTOR,
)
SEES_SHEETS = frozenset({Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR})
COUNCIL_SAW = (State.AT_COUNCIL, State.RECOGNISED, State.REFUSED)


# -- who keeps away -------------------------------------------------------------------------------


def standing_recusals() -> QuerySet[RequestRecusal]:
    return RequestRecusal.objects.filter(withdrawn_at__isnull=True)


def kept_from(actor: Actor, request: str = "pk") -> Exists:
    """Whether the actor must keep away; `request` is the request's key in the query."""
    return Exists(standing_recusals().filter(request=OuterRef(request), user_id=actor.user_id or 0))


def is_kept_from(actor: Actor, request: InitiativeRequest) -> bool:
    """The same rule for one request at hand; units are not kept from their own."""
    if actor.role in UNIT_ROLES:
        return False
    return standing_recusals().filter(request=request, user_id=actor.user_id or 0).exists()


def seats_on(council_id: int, day: date) -> QuerySet[Member]:
    """Members of the council on `day`, in their order."""
    return Member.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day), council_id=council_id, since__lte=day
    ).select_related("user")


def entitled(scoring: Scoring) -> QuerySet[Member]:
    """Members who may score the request: those of the council on the day of the sitting, without
    whoever keeps away, by account or by seat."""
    away = standing_recusals().filter(request=scoring.request_id)
    by_account = away.filter(user__isnull=False).values("user")
    by_seat = away.filter(member__isnull=False).values("member")
    sitting = scoring.sitting
    return (
        seats_on(sitting.council_id, sitting.held_on)
        .exclude(pk__in=by_seat)
        .exclude(user__isnull=False, user__in=by_account)
    )


# -- who sees what --------------------------------------------------------------------------------


def visible_to(actor: Actor) -> QuerySet[InitiativeRequest]:
    """Requests the actor may open: a unit its own; the office and the inspector what was handed
    in; a member what came before a council they sit in. Whoever keeps away sees nothing of it."""
    mine = InitiativeRequest.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=actor.unit_ids)
    mine = mine.exclude(kept_from(actor))
    if actor.role in OFFICE:
        return mine.filter(submitted_at__isnull=False)
    if actor.is_any(Role.MEMBER):
        return mine.filter(_sat_on_it(actor), state__in=COUNCIL_SAW)
    return mine.none()


def _sat_on_it(actor: Actor) -> Exists:
    """The actor held a seat in the council on the day of the request's sitting."""
    day = OuterRef("scoring__sitting__held_on")
    seats = Member.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        council=OuterRef("scoring__sitting__council"),
        user_id=actor.user_id or 0,
        since__lte=day,
    )
    return Exists(seats)


def searched(found: QuerySet[InitiativeRequest], words: str) -> QuerySet[InitiativeRequest]:
    """Requests whose name, code, unit or author holds every word."""
    return matching(found, words)


def state_counts(found: QuerySet[InitiativeRequest]) -> dict[str, int]:
    """How many requests stand at each step, in one query."""
    rows = found.order_by().values("state").annotate(n=Count("pk", distinct=True))
    return dict(rows.values_list("state", "n"))


def waiting_for(actor: Actor) -> QuerySet[InitiativeRequest]:
    """Requests whose next step is the actor's."""
    seen = visible_to(actor)
    if actor.is_any(Role.MEMBER):
        return to_score(actor)
    states: dict[Role, tuple[str, ...]] = {
        Role.CLERK: (State.GIVEN_BACK,),
        Role.HEAD: (State.DRAFT, State.GIVEN_BACK),
        Role.OFFICER: tuple(IN_OFFICE),
        Role.SECRETARY: (State.AT_COUNCIL,),
    }
    return seen.filter(state__in=states.get(actor.role, ()))


def to_score(actor: Actor) -> QuerySet[InitiativeRequest]:
    """Requests open for scoring that the member has not scored."""
    return visible_to(actor).filter(
        ~Exists(
            Scoring.objects.filter(
                request=OuterRef("pk"), sheets__member__user_id=actor.user_id or 0
            )
        ),
        state=State.AT_COUNCIL,
        scoring__closed_at__isnull=True,
    )


def evidence_visible_to(actor: Actor) -> QuerySet[RequestEvidence]:
    """Papers of the requests the actor may open."""
    return RequestEvidence.objects.filter(request__in=visible_to(actor))


def kept_requests(actor: Actor) -> QuerySet[InitiativeRequest]:
    """Requests whose every trace is kept from the actor."""
    if actor.role in UNIT_ROLES:
        return InitiativeRequest.objects.none()
    return InitiativeRequest.objects.filter(kept_from(actor))


def kept_of_sitting(actor: Actor, sitting: Sitting) -> bool:
    """Whether a paper on the whole sitting would tell the actor of a request kept from them."""
    return kept_requests(actor).filter(scoring__sitting=sitting).exists()


def files_for(actor: Actor) -> Q:
    """Stored files of what the actor may open: papers of requests, decisions, minutes, answers;
    none that tells of a request kept from them beside others."""
    seen, kept = visible_to(actor), kept_requests(actor)
    papers = RecognitionPaper.objects.filter(requests__in=seen).exclude(requests__in=kept)
    minutes = sittings(actor).exclude(scorings__request__in=kept).order_by()
    return (
        Q(pk__in=evidence_visible_to(actor).values("file"))
        | Q(pk__in=papers.values("file"))
        | Q(pk__in=minutes.values("minutes_file"))
        | Q(pk__in=certifications(actor).values("answer_file"))
    )


def acts_kept(actor: Actor) -> Q:
    """Lines of the journal on requests kept from the actor, and on what came of them."""
    kept = kept_requests(actor)
    certified = ScopeCertification.objects.filter(initiative__request__in=kept)
    return (
        Q(object_type="initiatives.initiativerequest", object_code__in=kept.values("code"))
        | Q(object_type="registry.initiative", object_code__in=kept.values("initiative__code"))
        | Q(object_type="initiatives.scopecertification", object_code__in=certified.values("code"))
    )


def recognised(authority_id: int) -> QuerySet[InitiativeRequest]:
    """What the public may read: recognised by a decision on record, not taken off the record."""
    return InitiativeRequest.objects.filter(
        authority_id=authority_id,
        state=State.RECOGNISED,
        initiative__withdrawn_at__isnull=True,
    ).select_related("paper", "initiative")


# -- the council ----------------------------------------------------------------------------------


def initiative_councils(actor: Actor) -> QuerySet[Council]:
    return councils(actor, CouncilKind.INITIATIVE)


def editions(actor: Actor) -> QuerySet[CriteriaEdition]:
    """Editions of criteria of the authority's initiative councils, newest first."""
    return CriteriaEdition.objects.filter(council__in=initiative_councils(actor)).select_related(
        "council"
    )


def sittings(actor: Actor) -> QuerySet[Sitting]:
    """Sittings of the councils; a member those of their own."""
    found = Sitting.objects.filter(council__in=initiative_councils(actor)).select_related(
        "council", "edition", "minutes_file"
    )
    if actor.is_any(Role.MEMBER):
        seats = Member.objects.filter(user_id=actor.user_id or 0).values("council")
        return found.filter(council__in=seats)
    return found


def scorings(actor: Actor) -> QuerySet[Scoring]:
    """The scorings of the requests the actor may open."""
    return (
        Scoring.objects.filter(sitting__in=sittings(actor), request__in=visible_to(actor))
        .select_related("request", "sitting__council", "sitting__edition")
        .order_by("order", "pk")
    )


# -- the register ---------------------------------------------------------------------------------


def initiatives(actor: Actor) -> QuerySet[Initiative]:
    """Initiatives on record, without those of a request the actor keeps away from."""
    mine = Initiative.objects.filter(authority_id=actor.authority_id, withdrawn_at__isnull=True)
    if actor.role in UNIT_ROLES:
        return mine.filter(
            Q(authors__in=own_people(actor)) | Q(request__unit_id__in=actor.unit_ids)
        ).distinct()
    if actor.role not in (*OFFICE, Role.MEMBER):
        return mine.none()
    return mine.exclude(kept_from(actor, "request__pk"))


def certifications(actor: Actor) -> QuerySet[ScopeCertification]:
    return ScopeCertification.objects.filter(initiative__in=initiatives(actor)).select_related(
        "initiative", "answer_file"
    )


def own_unused(person: Person) -> QuerySet[Initiative]:
    """Recognised initiatives of a person that have not served an award of theirs."""
    return (
        Initiative.objects.filter(authors=person, withdrawn_at__isnull=True)
        .exclude(uses__person=person)
        .order_by("-year", "name")
    )


def tellable(actor: Actor, found: Iterable[InitiativeRequest]) -> dict[int, InitiativeRequest]:
    """Of requests that look like one's own: those whose name the actor may be told, because they
    may open them or everybody may read them."""
    keys = [one.pk for one in found]
    public = recognised(actor.authority_id).filter(pk__in=keys)
    if actor.role not in UNIT_ROLES:
        public = public.exclude(kept_from(actor))
    seen = visible_to(actor).filter(pk__in=keys)
    return {one.pk: one for one in (*public, *seen)}


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Days of sittings, and those by which requests are to be decided."""
    days = (since, until)
    page = "council:initiative_sitting"
    found = [
        Deadline(
            row.held_on,
            f"Họp {row.council.name}",
            "sitting",
            row.council.name,
            row.ended_at is not None,
            (page, row.code),
        )
        for row in sittings(actor).filter(held_on__range=days)
    ]
    rows = visible_to(actor).filter(due_on__range=days).exclude(state=State.WITHDRAWN)
    return found + [
        Deadline(
            row.due_on,
            f"Hạn xem xét sáng kiến: {row.name}",
            "initiative",
            row.name,
            row.state in (State.RECOGNISED, State.REFUSED),
            ("web:initiative_request", row.code),
        )
        for row in rows
        if row.due_on is not None
    ]
