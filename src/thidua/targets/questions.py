"""What a question on a workbook of targets is, and what looks units up for it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Protocol

LEAVE: Final = "bo"
"""The answer that leaves the line, sheet or cell out."""
NEW: Final = "moi:"
"""Before the name of a unit that is to be added."""
MOST_ALIKE: Final = 20
"""With more rows in the same doubt than this, one question stands for the whole sheet."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """`where` names sheet and cells; `suggested` is preselected, never taken unasked."""

    key: str
    sheet: str
    where: str
    words: str
    choices: tuple[Choice, ...]
    suggested: str = ""


class Finder(Protocol):
    """Looks units up by what people write."""

    def find(self, words: str) -> tuple[int, str] | None: ...

    def near(self, words: str) -> list[tuple[int, str]]: ...


@dataclass(slots=True)
class Asked:
    """Questions so far, and remarks that need no answer."""

    questions: list[Question] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
