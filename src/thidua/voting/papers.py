"""What several motions are voted on together with, as the journal names it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot paper of the caller's: its row, its family of verbs (`sheet`), and its words.

    This application knows nothing else of it.
    """

    row: Model
    family: str
    words: str

    def verb(self, name: str) -> str:
        return f"{self.family}.{name}"
