"""What a person should know or answer beside a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RemarkKind = Literal["contradiction", "question", "note"]


@dataclass(frozen=True, slots=True)
class Remark:
    """``contradiction``: list and record disagree and the record decided. ``question``: something
    doubtful left a fact unknown. ``note``: how words of the list were understood.
    """

    kind: RemarkKind
    code: str
    sentence: str


class Remarks:
    """Collects remarks, each once, in order."""

    def __init__(self) -> None:
        self._all: dict[Remark, None] = {}

    def contradiction(self, code: str, sentence: str) -> None:
        """List and record disagree."""
        self._all[Remark("contradiction", code, sentence)] = None

    def question(self, code: str, sentence: str) -> None:
        """Somebody has to answer."""
        self._all[Remark("question", code, sentence)] = None

    def note(self, code: str, sentence: str) -> None:
        """For information."""
        self._all[Remark("note", code, sentence)] = None

    def all(self) -> tuple[Remark, ...]:
        """Everything collected."""
        return tuple(self._all)
