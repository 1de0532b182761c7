"""What happens to a dossier and concerns bodies that this app does not know of."""

from __future__ import annotations

from django.dispatch import Signal

sent_to_council = Signal()
"""A dossier comes before the council, in the transaction of that step; argument: `nomination`."""
