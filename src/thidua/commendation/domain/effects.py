"""What else changes when a dossier moves; called by the workflow runner in its transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from thidua.commendation.domain.assess import assess
from thidua.commendation.enums import Part
from thidua.commendation.models import GiveBack, Nomination
from thidua.core.actors import Actor
from thidua.core.errors import Refusal

AFTER_SENT_TO_COUNCIL: list[Callable[[Nomination], None]] = []
"""What apps above this one do when a dossier comes before the council, in the transaction of that
step; each adds its own when the apps are ready, so that no way to the council passes them by."""


def on_submitted(case: Nomination, *, actor: Actor, at: datetime, **_: Any) -> None:
    """A dossier handed in after the deadline is marked late, never refused for it."""
    case.received_on = timezone.localdate(at)
    case.is_late = case.received_on > case.round.closes_on
    assess([case], "submitted")


def on_resubmitted(case: Nomination, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The first submission decides lateness: an answer to the officer is not late."""
    case.give_backs.filter(answered_at__isnull=True).update(answered_at=at)
    # Confirmations rest on the dossier as it was; what changed must be looked at again.
    case.confirmations.all().delete()
    assess([case], "submitted")


def on_given_back(
    case: Nomination, *, actor: Actor, at: datetime, parts: Mapping[str, str], **_: Any
) -> None:
    """Each named part carries its own reason; the officer's examination starts anew."""
    for part, reason in parts.items():
        if part not in Part.values or not reason.strip():
            raise Refusal("Mỗi phần trả lại phải kèm lý do và cách sửa.")
        GiveBack.objects.create(
            authority_id=case.authority_id,
            nomination=case,
            part=part,
            reason=reason.strip(),
            made_at=at,
            made_by_name=actor.name,
        )
    case.examined_at = None


def on_examined(case: Nomination, *, actor: Actor, at: datetime, **_: Any) -> None:
    assess([case], "examined")


def on_at_council(case: Nomination, *, actor: Actor, at: datetime, **_: Any) -> None:
    """The council votes on what the law says now, not on what it said at submission."""
    assess([case], "at_council")
    for effect in AFTER_SENT_TO_COUNCIL:
        effect(case)


def keep_reason(case: Nomination, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    case.outcome_reason = reason.strip()[:500]


def on_taken_back(case: Nomination, *, actor: Actor, at: datetime, **_: Any) -> None:
    """Before the council again, as if nothing had been recorded; the journal keeps what was."""
    case.decided_at = case.not_approved_at = None
    case.outcome_reason = ""


def on_lowered_entered(case: Nomination, *, actor: Actor, at: datetime, **_: Any) -> None:
    """Handed in and examined with the higher award; the law's answer is for this one."""
    case.submitted_at = case.examined_at = at
    assess([case], "at_council")
