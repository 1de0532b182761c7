"""Bodies that are spoken to as bodies are, but whose words are in no list.

They are not left out: whoever reads is told that they were not recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from thidua.reading.bodies import Mention, mentions
from thidua.reading.headings import marker_of
from thidua.reading.names import any_of
from thidua.reading.passages import Passage
from thidua.reading.verbs import DEEDS
from thidua.reading.words import UPPER

_DEED: Final = re.compile(rf"(?<!\w)(?i:{any_of(DEEDS)})(?!\w)")
_DUTY: Final = re.compile(
    r"(?<!\w)(?:chủ trì|làm đầu mối|có trách nhiệm|chịu trách nhiệm|phối hợp với)(?!\w)"
)
_CALLS: Final = re.compile(
    r"(?<!\w)(?i:giao(?: cho| nhiệm vụ cho)?|yêu cầu|đề nghị|phân công"
    r"|phối hợp(?: chặt chẽ)?(?: cùng)? với)\s*:?\s+"
)
_FIRST: Final = re.compile(r"(?i:\s*(?:(?:riêng|đối với|riêng đối với)\s+)?)")
_ITEM: Final = re.compile(r"(?:[^,;:.()“”\"]|(?<=\d)[.,](?=\d))+")
_AND: Final = re.compile(r"\s(?:và|cùng với|cùng)\s")
_NAMED: Final = re.compile(rf"[{UPPER}][^\W_]*(?:\s+[^\W_]+){{1,11}}")
_NO_BODY: Final = re.compile(
    r"(?i:chỉ thị|kế hoạch|quyết định|nghị quyết|luật|điều|ngày|tháng|năm|quý|đồng chí)(?!\w)"
)
_LONGEST: Final = 240


@lru_cache(maxsize=4096)
def bodies_in(styled: str) -> tuple[Mention, ...]:
    """Every body of a clause in order: those that are known, and strangers in their row."""
    known = mentions(styled)
    strangers = {
        one.start: one for start, end in _spans(styled, known) for one in _new(styled, start, end)
    }
    apart = [
        one
        for one in strangers.values()
        if all(one.end <= other.start or one.start >= other.end for other in known)
    ]
    return tuple(sorted((*known, *apart), key=lambda one: one.start)) if apart else known


def _spans(text: str, known: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
    """Stretches in which bodies stand: what a clause begins with, and what follows an order."""
    for call in _CALLS.finditer(text):
        end = _next_deed(text, call.end(), known)
        if end is not None:
            yield call.end(), end
    marker = marker_of(Passage(text, tuple(range(len(text)))))
    found = _FIRST.match(text, marker.end if marker else 0)
    start = found.end() if found else 0
    end = _next_deed(text, start, known)
    begun = any(one.start == start for one in known)
    if end is not None and (begun or _DUTY.match(text, end)):
        yield start, end


def _next_deed(text: str, start: int, known: tuple[Mention, ...]) -> int | None:
    """Where it is said what they do; words inside the name of a body say nothing."""
    for found in _DEED.finditer(text, start, start + _LONGEST):
        if not any(one.start <= found.start() < one.end for one in known):
            return found.start() if found.start() > start else None
    return None


def _new(text: str, start: int, end: int) -> Iterator[Mention]:
    """Items of the row that look like names."""
    for item in _ITEM.finditer(text, start, end):
        for at, stop in _pieces(text, item.start(), item.end()):
            name = text[at:stop]
            if _NAMED.fullmatch(name) and not _NO_BODY.match(name) and not name.isupper():
                yield Mention(at, stop, name, is_group=False, is_stranger=True)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between “và”, without blanks and dashes at their ends."""
    cuts = [(found.start(), found.end()) for found in _AND.finditer(text, start, end)]
    for at, stop in zip(
        [start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end], strict=True
    ):
        piece = text[at:stop]
        left = len(piece) - len(piece.lstrip(" -–"))
        yield at + left, at + len(piece.rstrip(" -–"))
