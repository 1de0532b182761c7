"""A day by which something is due, as every app offers it to the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """`address`: the name of the page and its arguments; empty where there is none."""

    on: date
    title: str
    kind: str
    subject: str
    done: bool = False
    address: tuple[str, ...] = ()
