"""Stopping and releasing every dossier of a subject; what was settled once is not stopped again."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.commendation.domain.holds import lift_hold, put_hold
from thidua.commendation.enums import ENDED, LIVE
from thidua.commendation.models import Hold, Nomination
from thidua.core.actors import Actor
from thidua.organizations.models import OfSubject

SUBJECTS = ("person_id", "collective_id", "household_id")


def same_subject(row: OfSubject) -> dict[str, int]:
    """The filter that finds rows about the same subject."""
    return {name: held for name in SUBJECTS if (held := getattr(row, name)) is not None}


def live_dossiers(row: OfSubject, authority_id: int) -> QuerySet[Nomination]:
    """The subject's dossiers that have not come to an end, in every round."""
    return Nomination.objects.filter(
        authority_id=authority_id, state__in=LIVE - ENDED, **same_subject(row)
    )


def hold_subject(
    *, actor: Actor, row: OfSubject, ground: str, words: str, source: str
) -> list[Hold]:
    """Put every live dossier of the subject on hold; the same source holds a dossier once."""
    return [
        put_hold(actor=actor, nomination=one, ground=ground, words=words, source=source)
        for one in live_dossiers(row, actor.authority_id).order_by("pk")
    ]


def holds_from(row: OfSubject, authority_id: int, source: str) -> QuerySet[Hold]:
    """Every hold that this source put on dossiers of the subject."""
    about = {f"nomination__{name}": held for name, held in same_subject(row).items()}
    return Hold.objects.filter(authority_id=authority_id, source=source, **about)


def release_subject(*, actor: Actor, row: OfSubject, source: str, basis: str) -> int:
    """Lift what the source put on the subject's dossiers; how many."""
    standing = holds_from(row, actor.authority_id, source).filter(lifted_at__isnull=True)
    found = list(standing.select_related("nomination").order_by("pk"))
    for hold in found:
        lift_hold(actor=actor, hold=hold, basis=basis)
    return len(found)


def carry_over(*, actor: Actor, row: OfSubject, ground: str, words: str, source: str) -> None:
    """Hold dossiers handed in since; not those of a matter that a paper has settled."""
    held = list(holds_from(row, actor.authority_id, source))
    if held and all(hold.lifted_at for hold in held):
        return
    already = {hold.nomination_id for hold in held}
    for one in live_dossiers(row, actor.authority_id).exclude(pk__in=already).order_by("pk"):
        put_hold(actor=actor, nomination=one, ground=ground, words=words, source=source)
