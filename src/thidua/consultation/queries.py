"""Reading consultations and lists of violations. Whoever keeps away from a dossier sees nothing
of its subject here either."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from thidua.commendation.models import Hold, Nomination, Recusal
from thidua.commendation.queries import visible_to
from thidua.consultation.enums import Answer, ListState, Outcome, State
from thidua.consultation.models import (
    Consultation,
    ConsultationSubject,
    ConsultedBody,
    StopList,
    StopListRow,
    StopMatch,
)
from thidua.core.actors import Actor, Role
from thidua.core.deadlines import Deadline

M = TypeVar("M", bound=Model)
READERS = (Role.OFFICER, Role.INSPECTOR)
"""Who reads answers and lists: they say more of people than a dossier does, and of people who were
never nominated."""


def kept_subject(actor: Actor) -> Exists:
    """Whether the actor keeps away from some dossier of the row's subject."""
    mine = Recusal.objects.filter(user_id=actor.user_id or 0, withdrawn_at__isnull=True)
    return Exists(
        mine.filter(
            Q(nomination__person=OuterRef("person_id"))
            | Q(nomination__collective=OuterRef("collective_id"))
            | Q(nomination__household=OuterRef("household_id"))
        )
    )


def bodies(actor: Actor) -> QuerySet[ConsultedBody]:
    """Bodies of the authority, those still asked first."""
    found = ConsultedBody.objects.filter(authority_id=actor.authority_id)
    return (found if actor.is_any(*READERS) else found.none()).order_by("-active", "name")


def consultations(actor: Actor) -> QuerySet[Consultation]:
    """Letters with how many of their subjects the actor may see, and how many were answered."""
    found = Consultation.objects.filter(authority_id=actor.authority_id)
    if not actor.is_any(*READERS):
        return found.none()
    seen = Q(subjects__in=subjects(actor))
    return found.annotate(
        asked=Count("subjects", filter=seen),
        said=Count("subjects", filter=seen & ~Q(subjects__outcome="")),
        against=Count("subjects", filter=seen & Q(subjects__outcome=Outcome.VIOLATION)),
    ).select_related("body", "round")


def subjects(actor: Actor) -> QuerySet[ConsultationSubject]:
    """Subjects asked about that the actor may know of."""
    found = ConsultationSubject.objects.filter(authority_id=actor.authority_id)
    if not actor.is_any(*READERS):
        return found.none()
    return found.exclude(kept_subject(actor))


def hides_something(actor: Actor, row: Consultation) -> bool:
    """Whether a subject of the letter is kept from the actor: then so are its papers."""
    return row.subjects.filter(kept_subject(actor)).exists()


def overdue(actor: Actor, today: date) -> QuerySet[Consultation]:
    """Asked, not answered, and the day for it has passed."""
    return consultations(actor).filter(state=State.SENT, due_on__lt=today).order_by("due_on")


def pending_about(row: Nomination) -> QuerySet[Consultation]:
    """Letters still waiting for an answer about the subject of a dossier."""
    about = {
        f"subjects__{name}": held
        for name in ("person_id", "collective_id", "household_id")
        if (held := getattr(row, name)) is not None
    }
    return (
        Consultation.objects.filter(
            authority_id=row.authority_id, state=State.SENT, subjects__outcome="", **about
        )
        .select_related("body")
        .order_by("due_on")
    )


def stop_lists(actor: Actor) -> QuerySet[StopList]:
    """Lists of violations, newest first, with what waits for an answer."""
    found = StopList.objects.filter(authority_id=actor.authority_id)
    if not actor.is_any(*READERS):
        return found.none()
    return found.select_related("body", "file").order_by("-pk")


def rows_of(actor: Actor, list_: StopList) -> QuerySet[StopListRow]:
    """Rows of a list, but not those that may be about somebody kept from the actor."""
    kept = StopMatch.objects.filter(kept_subject(actor), row=OuterRef("pk"))
    return list_.rows.exclude(Exists(kept)).order_by("sheet", "row")


def hides_rows(actor: Actor, list_: StopList) -> bool:
    """Whether rows of the list are kept from the actor: then so is the file, and what shows it."""
    return StopMatch.objects.filter(kept_subject(actor), row__stop_list=list_).exists()


def matches(actor: Actor) -> QuerySet[StopMatch]:
    """Matches the actor may know of, of lists that are not withdrawn."""
    found = StopMatch.objects.filter(authority_id=actor.authority_id)
    if not actor.is_any(*READERS):
        return found.none()
    found = found.exclude(kept_subject(actor)).exclude(row__stop_list__state=ListState.WITHDRAWN)
    return found.select_related(
        "row__stop_list__body", "person", "collective", "household"
    ).order_by("likeness", "row__stop_list", "row__sheet", "row__row", "pk")


def waiting_matches(actor: Actor, today: date) -> QuerySet[StopMatch]:
    """Matches that wait for an answer, of lists in force."""
    return matches(actor).filter(answer=Answer.OPEN, **in_force("row__stop_list__", today))


def in_force(prefix: str, today: date) -> dict[str, object]:
    """The filter for lists that count today; `prefix` leads to the list."""
    return {
        f"{prefix}state": ListState.ACTIVE,
        f"{prefix}valid_from__lte": today,
        f"{prefix}valid_to__gte": today,
    }


def lists_in_force(authority_id: int, today: date) -> QuerySet[StopList]:
    return StopList.objects.filter(authority_id=authority_id, **in_force("", today))


def holds(actor: Actor) -> QuerySet[Hold]:
    """Holds on dossiers that the actor may see."""
    return Hold.objects.filter(
        authority_id=actor.authority_id, nomination__in=visible_to(actor)
    ).select_related("nomination__round")


def files_for(actor: Actor) -> Q:
    """Stored files of this app that the actor may open; the filter is on `StoredFile`.

    Whoever reads them is kept from papers and lists that speak of somebody they keep away from.
    """
    if not actor.is_any(*READERS):
        return Q(pk__in=())
    about = ConsultationSubject.objects.filter(authority_id=actor.authority_id)
    matched = StopMatch.objects.filter(authority_id=actor.authority_id)
    closed = about.filter(kept_subject(actor)).values("consultation")
    naming = matched.filter(kept_subject(actor)).values("row__stop_list")
    letters = Consultation.objects.filter(authority_id=actor.authority_id).exclude(pk__in=closed)
    lists = StopList.objects.filter(authority_id=actor.authority_id).exclude(pk__in=naming)
    about = about.exclude(consultation__in=closed)
    return (
        Q(pk__in=_keys(letters, "paper"))
        | Q(pk__in=_keys(letters, "answer_file"))
        | Q(pk__in=_keys(about, "file"))
        | Q(pk__in=_keys(lists, "file"))
    )


def _keys(found: QuerySet[M], name: str) -> QuerySet[M, dict[str, int]]:
    return found.filter(**{f"{name}__isnull": False}).order_by().values(name)


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Days by which bodies answer, of letters with a subject the actor may know of."""
    known = subjects(actor).filter(consultation=OuterRef("pk"))
    rows = consultations(actor).filter(Exists(known), due_on__range=(since, until))
    return [
        Deadline(
            row.due_on,
            f"Hạn trả lời: {row.body.name}",
            "consultation",
            row.body.name,
            row.state != State.SENT,
            ("office:consultation", row.code),
        )
        for row in rows.exclude(state__in=(State.DRAFT, State.WITHDRAWN))
        if row.due_on is not None
    ]
