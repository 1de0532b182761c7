"""Reading cases. Whoever keeps away from a dossier sees no case about its subject."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from thidua.commendation.models import Nomination
from thidua.commendation.queries import kept_subject
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.search import matching
from thidua.registry.models import Award
from thidua.registry.queries import visible_to as register
from thidua.revocations.enums import ObjectState, State
from thidua.revocations.models import AwardEvent, CaseAward, CasePaper, ReturnedObject, UndoCase

READERS = (Role.OFFICER, Role.CHAIRMAN, Role.INSPECTOR)


def visible_to(actor: Actor) -> QuerySet[UndoCase]:
    """Cases of the authority for the office; for a unit those that it proposed itself."""
    mine = UndoCase.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=actor.unit_ids)
    if not actor.is_any(*READERS):
        return mine.none()
    return mine.exclude(kept_case(actor))


def kept_case(actor: Actor, case: str = "pk") -> Exists:
    """Whether a subject of the case is one the actor must keep away from."""
    return Exists(CaseAward.objects.filter(kept_subject(actor, "award__"), case_id=OuterRef(case)))


def with_awards(found: QuerySet[UndoCase]) -> QuerySet[UndoCase]:
    """Each case with its awards in order, in one more query."""
    rows = CaseAward.objects.select_related("award", "certificate").order_by("order")
    return found.select_related("decision", "unit").prefetch_related(
        Prefetch("awards", rows, to_attr="rows")
    )


def searched(found: QuerySet[UndoCase], words: str) -> QuerySet[UndoCase]:
    """By code, or by what the register knows of its awards, with or without diacritics."""
    if not words.strip():
        return found
    awards = matching(Award.objects.all(), words)
    named = CaseAward.objects.filter(award__in=awards.values("pk"), case=OuterRef("pk"))
    return found.filter(Q(code__iexact=words.strip()) | Exists(named))


def open_cases(actor: Actor, award: Award) -> QuerySet[UndoCase]:
    """Cases about one award that the actor may see, newest first."""
    return visible_to(actor).filter(awards__award=award).order_by("-pk")


def waiting_for(actor: Actor) -> QuerySet[UndoCase]:
    """Cases whose next step is the actor's."""
    states: dict[Role, tuple[str, ...]] = {
        Role.OFFICER: (State.PROPOSED, State.OPEN, State.SETTLED, State.FORWARDED),
        Role.CHAIRMAN: (State.DRAFTED,),
    }
    return visible_to(actor).filter(state__in=states.get(actor.role, ())).order_by("pk")


def objects_awaited(actor: Actor) -> QuerySet[ReturnedObject]:
    """Objects that somebody still has to hand back."""
    return ReturnedObject.objects.filter(
        state=ObjectState.AWAITED, line__case__in=visible_to(actor)
    )


def events_of_award(award: Award) -> QuerySet[AwardEvent]:
    """What was done to an award, oldest first; all of it is public."""
    return AwardEvent.objects.filter(award=award).select_related("decision").order_by("on", "pk")


def nomination_codes(case: UndoCase) -> list[str]:
    """Codes of every dossier of the case's subjects, for the journal: whoever keeps away from one
    of them does not read the entry."""
    about = Q(pk__in=())
    for row in case.awards.select_related("award"):
        for name in ("person_id", "collective_id", "household_id"):
            if (pk := getattr(row.award, name)) is not None:
                about |= Q(**{name: pk})
    return list(Nomination.objects.filter(about).order_by("pk").values_list("code", flat=True))


def files_for(actor: Actor) -> Q:
    """Stored files of cases that the actor may open: the unit those it gave itself."""
    papers = CasePaper.objects.filter(case__in=visible_to(actor), file__isnull=False)
    if actor.role in UNIT_ROLES:
        papers = papers.filter(by_unit=True)
    return Q(pk__in=papers.values("file"))


def choosable(actor: Actor, today: date) -> QuerySet[Award]:
    """Awards that a new case could be about: of those the actor sees in the register, none of a
    subject kept from them and none that has a case already."""
    busy = CaseAward.objects.filter(award=OuterRef("pk"), live=True)
    found = register(actor, today).exclude(Exists(busy))
    if actor.role not in UNIT_ROLES:
        found = found.exclude(kept_subject(actor))
    return found.select_related("person", "household", "decision_line__nomination")
