"""Telling copies: sampled runs of syllables, the same however a text was typed.

A text is cut into syllables without marks, so NFC or NFD, either tone placement, capitals and
punctuation make no difference. Every run of five syllables is hashed; one hash in four is kept.
One in four keeps about fifty numbers of a description of two hundred syllables, as many as one
in sixteen keeps of a long report: with fifty, a half-copied text is practically always found.
Of names, which are short, every run of two syllables is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from thidua.vietnamese.text import fold, nfc

RUN: Final = 5
NAME_RUN: Final = 2
ONE_IN: Final = 4
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Syllable:
    """A folded syllable and where it stands in the composed text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """The numbers kept of one text."""

    names: frozenset[int]
    bodies: frozenset[int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text, as written, and whether the other text has it too."""

    text: str
    shared: bool


def syllables(text: str) -> list[Syllable]:
    """Syllables of the NFC form of `text`, in order."""
    found = _WORD.finditer(nfc(text))
    cut = (Syllable(fold(one.group()), one.start(), one.end()) for one in found)
    return [one for one in cut if one.key]


def _runs(keys: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    for start in range(len(keys) - length + 1):
        yield tuple(keys[start : start + length])


def _number(run: Iterable[str]) -> int:
    """A signed 64-bit number, as a column of the database holds it."""
    digest = blake2b(" ".join(run).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def sketch(name: str, *bodies: str) -> Sketch:
    """The numbers to keep; runs never reach from one body into the next."""
    names = {_number(run) for run in _runs([one.key for one in syllables(name)], NAME_RUN)}
    numbers = (
        _number(run) for body in bodies for run in _runs([one.key for one in syllables(body)], RUN)
    )
    kept = {number for number in numbers if number % ONE_IN == 0}
    return Sketch(frozenset(names), frozenset(kept))


def passages(text: str, others: Iterable[str]) -> list[Passage]:
    """`text` cut where it begins and ends to say the same as one of `others`, nothing left out."""
    known = {run for other in others for run in _runs([one.key for one in syllables(other)], RUN)}
    own = syllables(text)
    shared = [False] * len(own)
    for start, run in enumerate(_runs([one.key for one in own], RUN)):
        if run in known:
            shared[start : start + RUN] = [True] * RUN
    return _cut(nfc(text), own, shared)


def _cut(text: str, own: Sequence[Syllable], shared: Sequence[bool]) -> list[Passage]:
    found: list[Passage] = []
    at = 0
    for start, end in _spans(own, shared):
        if start > at:
            found.append(Passage(text[at:start], shared=False))
        found.append(Passage(text[start:end], shared=True))
        at = end
    if at < len(text):
        found.append(Passage(text[at:], shared=False))
    return found


def _spans(own: Sequence[Syllable], shared: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From the first to the last syllable of each unbroken shared stretch."""
    begun: Syllable | None = None
    last: Syllable | None = None
    for one, is_shared in zip(own, shared, strict=True):
        if is_shared:
            begun, last = begun or one, one
        elif begun and last:
            yield begun.start, last.end
            begun = None
    if begun and last:
        yield begun.start, last.end
