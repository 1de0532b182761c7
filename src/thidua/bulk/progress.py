"""Whom a long run tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told the rows done and the rows in all."""


def silent(done: int, rows: int) -> None:
    """Nobody is watching."""
