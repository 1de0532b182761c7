"""Small helpers for sentences and forms."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def moment(at: datetime) -> str:
    """`08:12, 25/11/2024` in local time."""
    return timezone.localtime(at).strftime("%H:%M, %d/%m/%Y")
