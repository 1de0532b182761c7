"""People whom a unit may be about to propose: those with a post in it or under it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from thidua.core.actors import Actor
from thidua.organizations.models import Person, Post
from thidua.organizations.queries import people, search_people


def _posts(actor: Actor) -> QuerySet[Post]:
    return Post.objects.filter(unit_id__in=actor.unit_ids, withdrawn_at__isnull=True)


def own_people(actor: Actor) -> QuerySet[Person]:
    """People of the actor's units; other units' people are found by full name, birth and unit
    when a dossier is drawn up, never by browsing."""
    return people(actor.authority_id).filter(Exists(_posts(actor).filter(person=OuterRef("pk"))))


def found_people(actor: Actor, words: str) -> QuerySet[Person]:
    """Own people whose name holds every word, with their posts, in Vietnamese order."""
    named = search_people(actor.authority_id, words)
    return named.filter(Exists(_posts(actor).filter(person=OuterRef("pk")))).prefetch_related(
        Prefetch("posts", _posts(actor).order_by("-pk"))
    )
