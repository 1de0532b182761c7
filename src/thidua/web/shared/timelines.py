"""Entries of the journal as screens show them: none about what is kept from the reader."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from thidua.commendation.queries import journal_for
from thidua.core.actors import Actor
from thidua.honours import case_queries, feat_queries
from thidua.initiatives import queries as initiatives
from thidua.journal.models import AuditEvent


def readable(actor: Actor, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    """The entries the actor may read: each app says which of its things are kept from them."""
    kept = initiatives.acts_kept(actor) | feat_queries.acts_kept(actor)
    kept |= case_queries.acts_kept(actor)
    return journal_for(actor, events).exclude(kept)


def shown(actor: Actor, events: QuerySet[AuditEvent], most: int = 20) -> list[dict[str, str]]:
    """The newest of them, for a timeline."""
    return [
        {
            "when": timezone.localtime(event.at).strftime("%H:%M, %d/%m/%Y"),
            "title": event.sentence,
            "text": f"{event.actor_name}, {event.role}",
        }
        for event in readable(actor, events)[:most]
    ]
