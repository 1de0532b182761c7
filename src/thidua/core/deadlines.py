"""A day by which something is due, as every app tells it to the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day on the calendar. `kind` is the app's own word for it, `subject` what it is about,
    `address` the name of a page and its arguments."""

    on: date
    title: str
    kind: str
    subject: str
    done: bool = False
    address: tuple[str, ...] = ()
