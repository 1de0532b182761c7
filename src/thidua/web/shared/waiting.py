"""One line of the desk: what waits, where it is done, until when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone


def waiting(
    count: int,
    title: str,
    text: str,
    url: str,
    label: str,
    *,
    day: date | None = None,
    counts_down: bool = True,
    state: str = "warn",
    late: int = 0,
) -> dict[str, Any]:
    """A line of the desk.

    `count`: how many things wait; `late`: how many of them came in late; `day`: until when, or the
    day it is about, then with `counts_down` off; `state` and `label`: the tag.
    """
    return {
        "count": count,
        "title": title,
        "text": text,
        "url": url,
        "day": day,
        "days": (day - timezone.localdate()).days if day and counts_down else None,
        "state": state,
        "label": label,
        "late": late,
    }
