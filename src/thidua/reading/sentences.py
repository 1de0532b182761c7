"""Sentences and clauses of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from thidua.reading.words import UPPER

_END: Final = re.compile(rf"[.!?…][”\"]?(?=\s+[“\"]?[{UPPER}]|\s*$)")
_SHORT_FORM: Final = re.compile(r"(?:\b(?:TP|TT|TW|PGS|TS|Th\.?S|KT|TM|TL|BS|Tr|tr|[A-Z]))$")
_QUOTES: Final = {"“": "”", "«": "»"}


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that are sentences."""
    start = 0
    for found in _END.finditer(text):
        if _SHORT_FORM.search(text, start, found.start()):
            continue
        if text[start : found.end()].strip():
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Sentences cut at their semicolons, quoted phrases kept whole."""
    for start, end in sentences(text):
        at, depth = start, 0
        for index in range(start, end):
            char = text[index]
            depth += (char in _QUOTES) - (char in _QUOTES.values())
            if char == ";" and depth <= 0:
                yield at, index
                at = index + 1
        if text[at:end].strip(" .;/"):
            yield at, end


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """The sentence a place stands in."""
    return next(((a, b) for a, b in sentences(text) if a <= at < b), (0, len(text)))
