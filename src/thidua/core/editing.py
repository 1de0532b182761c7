"""Two people on one record: nobody's work is overwritten in silence."""

from __future__ import annotations

from typing import TypeVar

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import StaleEdit
from thidua.core.models import Revised

R = TypeVar("R", bound=Revised)


def lock(model: type[R], pk: int, *, revision: int | None) -> R:
    """Lock the row for this transaction; raise StaleEdit if it moved on since `revision`.

    `revision=None` is for verbs that do not start from a screen (jobs, effects of other verbs).
    """
    row = model._default_manager.select_for_update(of=("self",)).get(pk=pk)
    if revision is not None and row.revision != revision:
        at = timezone.localtime(row.changed_at).strftime("%H:%M, %d/%m/%Y")
        raise StaleEdit(row.changed_by_name or "Người khác", at)
    return row


def stamp(row: Revised, actor: Actor) -> None:
    """Mark the row as changed by the actor; the caller saves it."""
    row.revision += 1
    row.changed_by_name = actor.name
