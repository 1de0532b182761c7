"""Looking at the journal is itself an act, and so is checking it."""

from __future__ import annotations

from django.db import transaction

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed
from thidua.journal.domain.record import record
from thidua.journal.domain.verify import Verification, verify
from thidua.journal.models import AuditEvent
from thidua.organizations.models import Authority

VERIFIED, VIEWED, EXPORTED = "journal.verify", "journal.view", "journal.export"


def verify_journal(*, actor: Actor, authority: Authority) -> Verification:
    """Walk the chain and write down what was found; an altered chain is still written on."""
    if not actor.is_any(Role.ADMINISTRATOR, Role.INSPECTOR, Role.SYSTEM):
        raise NotAllowed("Quản trị hệ thống hoặc thanh tra là người kiểm tra nhật ký.")
    with transaction.atomic():
        found = verify(authority.pk)
        record(
            actor=actor,
            verb=VERIFIED,
            obj=authority,
            sentence=f"Kiểm tra nhật ký: {found.sentence}",
            data={"entries": found.entries, "broken": found.broken, "head": found.head},
        )
    return found


def note_viewing(*, actor: Actor, authority: Authority, filters: dict[str, str], rows: int) -> None:
    """Somebody read the journal: with which filters."""
    record(
        actor=actor,
        verb=VIEWED,
        obj=authority,
        sentence="Xem nhật ký",
        data={"filters": filters, "rows": rows},
    )


def note_export(*, actor: Actor, authority: Authority, filters: dict[str, str], rows: int) -> None:
    """Somebody took a copy of the journal away."""
    record(
        actor=actor,
        verb=EXPORTED,
        obj=authority,
        sentence=f"Xuất nhật ký: {rows} mục",
        data={"filters": filters, "rows": rows},
    )


def last_verification(authority_id: int) -> AuditEvent | None:
    """The entry that the last check left."""
    return (
        AuditEvent.objects.filter(authority_id=authority_id, verb=VERIFIED)
        .order_by("-sequence")
        .first()
    )
