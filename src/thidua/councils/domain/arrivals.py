"""A dossier that comes before the council while a session on its round is planned or going on."""

from __future__ import annotations

from thidua.commendation.models import Nomination
from thidua.councils.domain.conflicts import detect
from thidua.councils.models import Session


def look_for_conflicts(nomination: Nomination) -> None:
    """Look for members connected with it, before any of them reads it."""
    waiting = Session.objects.filter(
        round_id=nomination.round_id, closed_at__isnull=True, cancelled_at__isnull=True
    )
    for session in waiting.select_related("council"):
        detect(session=session, only=nomination)
