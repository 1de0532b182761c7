"""What the public may read of targets and movements: switched on and off, one by one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.planning.enums import Shown
from thidua.planning.models import Showing
from thidua.planning.public import showable
from thidua.planning.rules import may_show, refuse


def show(*, actor: Actor, kind: str, code: str) -> Showing:
    """Put a target or a movement before the public. Raises Refusal for what is not begun."""
    refuse(may_show(actor))
    found = showable(actor.authority_id, kind).get(code) if kind in Shown.values else None
    if found is None:
        raise Refusal("Chỉ công khai được chỉ tiêu, phong trào đã giao hoặc đã phát động.")
    with transaction.atomic(), sentence_for(Showing):
        row = Showing.objects.create(
            authority_id=actor.authority_id, kind=kind, code=code, shown_by_name=actor.name
        )
        label = Shown(kind).label.lower()
        record(
            actor=actor,
            verb="showing.show",
            obj=row,
            sentence=f"Công khai {label}: {found}"[:500],
            data={"kind": kind, "code": code},
        )
    return row


def hide(*, actor: Actor, kind: str, code: str) -> None:
    """Take it back from the public at once."""
    refuse(may_show(actor))
    with transaction.atomic():
        row = (
            Showing.objects.select_for_update()
            .filter(authority_id=actor.authority_id, kind=kind, code=code, hidden_at__isnull=True)
            .first()
        )
        if row is None:
            raise Refusal("Mục này không đang công khai.")
        row.hidden_at = timezone.now()
        row.save(update_fields=["hidden_at"])
        record(
            actor=actor,
            verb="showing.hide",
            obj=row,
            sentence=f"Thôi công khai {Shown(kind).label.lower()} {code}",
            data={"kind": kind, "code": code},
        )
