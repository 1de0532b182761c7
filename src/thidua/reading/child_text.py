"""Plain text in whichever encoding it is written. Runs in the child process only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from thidua.lists.wire import Refusal
from thidua.vietnamese.legacy import UnreadableText, decode

_CONTROLS: Final = frozenset(range(9))
"""Bytes that no text holds in any encoding read here, save UTF-16 with its zeros."""


def parse(data: bytes) -> Iterator[object]:
    """The lines of the text."""
    try:
        text = decode(data).text
    except UnreadableText as error:
        raise Refusal("unknown" if _CONTROLS & set(data) else "encoding") from error
    yield from text.split("\n")
