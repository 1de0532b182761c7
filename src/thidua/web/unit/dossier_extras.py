"""Claims that come as lines of text: earlier awards, earlier ratings, what a list said besides."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

from django import forms

from thidua.commendation.domain.more_claims import MoreClaims, OtherRating
from thidua.law import RatingLevel, SubjectKind, known_title
from thidua.law.signals import LEVEL_WORDS
from thidua.lists.award_words import read_awards
from thidua.lists.proposal import Place
from thidua.lists.rating_words import Unrated, read_rating
from thidua.vietnamese.text import clean

YEAR_LINE = re.compile(r"(?:năm\s*)?((?:19|20)\d\d)\s*[:,;–-]?\s*(.*)", re.IGNORECASE)


def _lines(text: str) -> list[str]:
    return [line for line in (clean(part) for part in text.splitlines()) if line]


# -- earlier awards --------------------------------------------------------------------------------


Claims = list[dict[str, Any]]


def award_lines(claims: Claims) -> str:
    """The claims as the form shows them: one award a line, with its years."""
    return "\n".join(_shown(claims))


def _shown(claims: Claims) -> dict[str, Claims]:
    """Lines of the form, each with the claims it stands for."""
    by_code: dict[str, Claims] = defaultdict(list)
    unread: dict[str, Claims] = defaultdict(list)
    for claim in claims:
        if claim.get("code") and claim.get("year"):
            by_code[claim["code"]].append(claim)
        else:
            unread[claim["words"]].append(claim)
    shown = {}
    for code, found in by_code.items():
        years = sorted({claim["year"] for claim in found})
        shown[f"{_called(code)} {', '.join(map(str, years))}"] = found
    return shown | unread


def _called(code: str) -> str:
    """A name that reads back as itself: a comma in a line of awards begins the next one."""
    title = known_title(code)
    return title.short if "," in title.name else title.name


def read_award_lines(text: str, kind: str, before: Claims) -> Claims:
    """Back from `award_lines`; a line left as it was keeps its claims, understood or not."""
    kept = _shown(before)
    if _lines(text) == list(kept):
        return before
    claims: Claims = []
    for number, line in enumerate(_lines(text), start=1):
        if line in kept:
            claims += kept[line]
            continue
        found = read_awards(line, SubjectKind(kind), Place("", number))
        if not found or any(not one.code or one.year is None for one in found):
            raise forms.ValidationError(
                f"Dòng {number}: “{line}” chưa rõ khen thưởng nào, năm nào. "
                "Ghi tên và năm thành tích, ví dụ: CSTĐCS 2022, 2023."
            )
        claims += [{"code": one.code, "year": one.year, "words": line} for one in found]
    return claims


# -- earlier ratings -------------------------------------------------------------------------------


def rating_lines(more: MoreClaims) -> str:
    """`2023: Hoàn thành tốt nhiệm vụ`, a year a line; years without a level are left out."""
    return "\n".join(
        f"{one.year}: {LEVEL_WORDS[RatingLevel(one.level)]}"
        for one in sorted(more.ratings, key=lambda one: -one.year)
        if one.level is not None
    )


def read_rating_lines(text: str, year: int, before: MoreClaims) -> tuple[OtherRating, ...]:
    """Back from `rating_lines`; the round's own year has a field of its own."""
    if _lines(text) == _lines(rating_lines(before)):
        return before.ratings
    # Years without a level are not shown in the form and stay known to be unknown.
    found = [one for one in before.ratings if one.level is None]
    for number, line in enumerate(_lines(text), start=1):
        match = YEAR_LINE.fullmatch(line)
        reading = read_rating(match[2]) if match else None
        unclear = reading is None or reading.reason in (Unrated.AMBIGUOUS, Unrated.UNREADABLE)
        if match is None or reading is None or unclear:
            raise forms.ValidationError(
                f"Dòng {number}: “{line}” chưa rõ năm hoặc mức. "
                "Ghi như: 2023: Hoàn thành tốt nhiệm vụ."
            )
        if int(match[1]) == year:
            raise forms.ValidationError(
                f"Dòng {number}: xếp loại năm {year} ghi ở ô riêng bên trên."
            )
        found.append(OtherRating(int(match[1]), reading.level, match[2]))
    return tuple(found)


# -- what a list said besides ----------------------------------------------------------------------


def said_besides(more: MoreClaims) -> list[tuple[str, str]]:
    """Things read from the unit's list that have no field; each can be kept or taken out."""
    choices = [
        (f"initiative:{n}", f"Sáng kiến khác, năm {one.year}: {one.words}")
        for n, one in enumerate(more.initiatives)
    ]
    choices += [
        (f"disciplined:{n}", f"Kỷ luật: {one.words}") for n, one in enumerate(more.disciplined)
    ]
    if more.service_unknown:
        choices.append(("service", f"Chưa rõ thời gian công tác: {more.service_unknown}"))
    return choices


def kept_besides(more: MoreClaims, kept: list[str]) -> MoreClaims:
    """Without what was unticked."""
    return replace(
        more,
        initiatives=tuple(
            one for n, one in enumerate(more.initiatives) if f"initiative:{n}" in kept
        ),
        disciplined=tuple(
            one for n, one in enumerate(more.disciplined) if f"disciplined:{n}" in kept
        ),
        service_unknown=more.service_unknown if "service" in kept else "",
    )
