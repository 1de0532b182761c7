"""A dossier that comes before the council while a session on its round is planned or going on."""

from __future__ import annotations

from django.dispatch import receiver

from thidua.commendation.models import Nomination
from thidua.commendation.signals import sent_to_council
from thidua.councils.domain.conflicts import detect
from thidua.councils.models import Session


@receiver(sent_to_council)
def on_sent_to_council(nomination: Nomination, **_: object) -> None:
    """Look for members connected with it, before any of them reads it."""
    waiting = Session.objects.filter(round_id=nomination.round_id, closed_at__isnull=True)
    for session in waiting.select_related("council"):
        detect(session=session, only=nomination)
