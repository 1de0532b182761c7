"""Writing the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.journal.models import AuditEvent

GENESIS = "0" * 64
# First half of the advisory lock's key; the second half is the authority.
LOCK = 7411


@dataclass(frozen=True, slots=True)
class Act:
    """One act to write down; `obj` is a model instance with a `code` or a primary key."""

    verb: str
    obj: Any
    sentence: str
    data: Mapping[str, Any]


def record(
    *, actor: Actor, verb: str, obj: Any, sentence: str, data: Mapping[str, Any] | None = None
) -> AuditEvent:
    """Append one act in the current transaction."""
    return record_many(actor, [Act(verb, obj, sentence, data or {})])[0]


def record_many(actor: Actor, acts: Sequence[Act]) -> list[AuditEvent]:
    """Append several acts in order, with one lock and one insert.

    The advisory lock is held to the end of the transaction: two writers never share a number and
    a rolled-back act leaves no gap.
    """
    if not acts:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, actor.authority_id])
    last = AuditEvent.objects.filter(authority_id=actor.authority_id).order_by("-sequence").first()
    sequence, previous = (last.sequence, last.hash) if last else (0, GENESIS)
    events = []
    for act in acts:
        sequence += 1
        event = _event(actor, act, sequence, previous)
        previous = event.hash
        events.append(event)
    return AuditEvent.objects.bulk_create(events)


def _event(actor: Actor, act: Act, sequence: int, previous: str) -> AuditEvent:
    event = AuditEvent(
        authority_id=actor.authority_id,
        sequence=sequence,
        at=timezone.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        role=actor.hat[:200],
        verb=act.verb,
        object_type=act.obj._meta.label_lower,
        object_code=str(getattr(act.obj, "code", act.obj.pk)),
        sentence=act.sentence[:500],
        data=json.loads(json.dumps(dict(act.data), default=str)),
        request_id=actor.request_id,
        previous_hash=previous,
    )
    event.hash = digest(event)
    return event


def digest(event: AuditEvent) -> str:
    """SHA-256 over a canonical JSON of every column but the id and the hash itself."""
    content = {
        "authority": event.authority_id,
        "sequence": event.sequence,
        "at": event.at.isoformat(),
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "role": event.role,
        "verb": event.verb,
        "object": [event.object_type, event.object_code],
        "sentence": event.sentence,
        "data": event.data,
        "request": event.request_id,
        "previous": event.previous_hash,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
