"""Earlier awards in running text: ``CSTĐCS 2022, 2023``, ``GK 2021; BK TP 2022``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.cells import is_dash
from thidua.lists.proposal import AwardClaim, Place
from thidua.lists.titles import read_titles
from thidua.vietnamese.dates import parse_years

_JOINT: Final = re.compile(r"[;\n+]|,\s*(?=[^\W\d_])(?!năm|và)|\s+và\s+(?=[^\W\d_])(?!năm)")
_YEARS: Final = re.compile(
    r"\(?\s*(?:(?:từ|các|trong|liên tục|liền|và|đến|tới|năm|,|-|–|—|:)\s*)*"
    r"(?<!\d)(?:19|20)\d\d(?!\d)[\s,;)\-–—]*(?:(?:và|đến|tới|năm)\s*)*"
)
_RUN: Final = re.compile(
    r"\(?\b\d{1,2}\s*(?:năm|lần)(?:\s*(?:liên tục|liên tiếp|liền))?\)?", re.IGNORECASE
)
_NOTHING: Final = re.compile(r"không|chưa|chưa có|không có", re.IGNORECASE)


def read_awards(
    text: str,
    kind: SubjectKind | None,
    place: Place,
    *,
    year: int | None = None,
    title: str | None = None,
) -> tuple[AwardClaim, ...]:
    """Read a cell of earlier awards.

    Args:
        text: the cell, cleaned.
        kind: the subject.
        place: where the cell stands.
        year: the year its header names; used where the cell names none.
        title: the title its header names (a column of GĐVH years).
    """
    return tuple(
        AwardClaim(code, when, words, place) for code, when, words in _read(text, kind, year, title)
    )


def read_note_awards(
    text: str, kind: SubjectKind, place: Place, *, until: int
) -> tuple[AwardClaim, ...]:
    """Awards that a note names beyond doubt: a known title with its years, none after ``until``."""
    claims = read_awards(text, kind, place)
    return tuple(claim for claim in claims if claim.code and claim.year and claim.year <= until)


_Award = tuple[str | None, int | None, str]
"""Code, year of merit, words."""


@lru_cache(maxsize=16_384)
def _read(
    text: str, kind: SubjectKind | None, year: int | None, title: str | None
) -> tuple[_Award, ...]:
    if not text or is_dash(text) or _NOTHING.fullmatch(text):
        return ()
    if title is not None:
        code = read_titles(title, kind, year=0)[0].code
        return tuple((code, one, text) for one in parse_years(text) or (None,))
    return tuple(
        award
        for part in _JOINT.split(text)
        if part.strip()
        for award in _awards_of(part.strip(), kind, year)
    )


def _awards_of(part: str, kind: SubjectKind | None, year: int | None) -> Iterator[_Award]:
    years = parse_years(part)
    words = _YEARS.sub(" ", _RUN.sub(" ", part)).strip(" ,;:-()")
    readings = read_titles(words, kind, year=0)
    for code in [reading.code for reading in readings] or [None]:
        for one in years or (year,):
            yield code, one, part
