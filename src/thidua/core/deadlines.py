"""What has to be done by when, as every app tells it to the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """`on` is the last local day; `address`: the name of a page, then its arguments."""

    on: date
    title: str
    kind: str
    subject: str
    done: bool = False
    address: tuple[str, ...] = ()
