"""What a list says of one subject, as the columns of a dossier."""

from __future__ import annotations

import re
from typing import Any, Final

from thidua.commendation.domain.more_claims import (
    Disciplined,
    MoreClaims,
    OtherInitiative,
    OtherRating,
)
from thidua.commendation.enums import LawGroup
from thidua.law import Facts, SubjectKind
from thidua.law.signals import SERVICE, block
from thidua.lists.facts import SubjectFacts, facts_of
from thidua.lists.linking import Links
from thidua.lists.notes import NoteKind
from thidua.lists.proposal import InitiativeReading, Proposal, RatingReading
from thidua.organizations.enums import PositionGroup
from thidua.vietnamese.text import fold

NO_RECORDS: Final = Links(None, None, {})

# Whole posts only: "Phó Trưởng phòng" leads, "Tổ trưởng tổ KHTN" teaches and is left to the unit.
_LEADERS: Final = re.compile(
    r"(pho )?(hieu truong|truong phong|truong ban|giam doc|tong giam doc|chanh van phong"
    r"|chanh thanh tra|chu tich(?! cong doan)|bi thu(?! chi)|truong cong an|chi huy truong"
    r"|truong tram|cuc truong|chi cuc truong|vien truong)\b.*"
)
_DIRECT: Final = re.compile(
    r"(giao vien|gv|nhan vien|nv|chuyen vien|chuyen vien chinh|can su|cong chuc|vien chuc"
    r"|ke toan vien|ke toan|van thu|thu quy|thu vien|lai xe|bao ve|tap vu|y si|bac si|dieu duong"
    r"|duoc si|ho sinh|ky su|ky thuat vien|cong nhan|nong dan|xa vien|nguoi lao dong|cong an vien"
    r"|can bo khong chuyen trach)\b(?! truong).*"
)


def position_group(position: str) -> str:
    """Leader, direct worker, or nothing where the post does not say so by itself."""
    said = fold(position)
    if _LEADERS.fullmatch(said):
        return PositionGroup.LEADER
    return PositionGroup.DIRECT if _DIRECT.fullmatch(said) else ""


def found_in_list(proposal: Proposal, year: int) -> SubjectFacts:
    """What the list alone says of the proposal's subject, as `thidua check` reads it."""
    return facts_of(proposal, NO_RECORDS, year=year)


def claims_of(proposal: Proposal, found: SubjectFacts, year: int) -> dict[str, Any]:
    """Columns of `Nomination` for one proposal.

    Notes, group and service are taken from the facts that `thidua.lists` made of the same words,
    so that a list is judged alike before and after it is handed in.
    """
    facts = found.facts
    own = proposal.rating(year)
    first = next(iter(proposal.initiatives), None)
    return {
        "name": _cut(proposal.name, 200),
        "birth_words": _birth_words(proposal),
        "sex": proposal.sex or "",
        "position": _cut(proposal.position or proposal.address, 200),
        "group": position_group(proposal.position),
        "law_group": facts.group.value if facts.group.value in LawGroup.values else "",
        "rating_level": own.level if own else None,
        "rating_words": _cut(_said(own), 120) if own else "",
        **_initiative(first),
        "service_months": _months(facts),
        "pending_discipline": _words_of(proposal, NoteKind.DISCIPLINE_PENDING),
        "prior_awards": [
            {"code": one.code, "year": one.year, "words": one.words} for one in proposal.awards
        ],
        "more_claims": _more(proposal, facts, year).to_json(),
        **_members(proposal),
        "achievement": proposal.achievement,
        "note": proposal.note,
    }


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _said(rating: RatingReading) -> str:
    return rating.words or (rating.reason.label if rating.reason else "")


def _birth_words(proposal: Proposal) -> str:
    births = (proposal.birth, proposal.birth_second)
    return " - ".join(birth.text() for birth in births if birth)


def _initiative(first: InitiativeReading | None) -> dict[str, Any]:
    if first is None:
        return {}
    decision = first.decision.text() if first.decision else ""
    # A claim without name and number is still a claim: its words stand in for the name.
    name = first.name or ("" if decision else first.words)
    return {
        "initiative_name": _cut(name, 400),
        "initiative_decision": _cut(decision, 200),
        "initiative_scope": first.scope,
        "initiative_recognised": first.recognised,
    }


def _months(facts: Facts) -> int | None:
    value = facts.fact(SERVICE, facts.year).value
    return int(value) if value is not None and not isinstance(value, bool) else None


def _words_of(proposal: Proposal, kind: NoteKind) -> str:
    said = (note.words for note in proposal.notes if note.kind is kind)
    return _cut(next(said, ""), 300)


def _members(proposal: Proposal) -> dict[str, Any]:
    if proposal.kind is not SubjectKind.COLLECTIVE:
        return {}
    share, fighters = proposal.share, proposal.fighters
    return {
        "headcount": proposal.headcount,
        "ldtt_part": share.part if share else None,
        "ldtt_whole": share.whole if share else None,
        "cstdcs_count": fighters.number if fighters else None,
    }


def _more(proposal: Proposal, facts: Facts, year: int) -> MoreClaims:
    first, *others = proposal.initiatives or (None,)
    service = facts.fact(SERVICE, year)
    return MoreClaims(
        ratings=tuple(
            OtherRating(one.year, one.level, one.words)
            for one in proposal.ratings
            if one.year != year
        ),
        initiatives=tuple(_other(one, year) for one in others if one),
        initiative_year=first.year if first and first.year != year else None,
        closed=any(cover.register == "initiative" for cover in facts.coverage),
        service_unknown=service.source if service.value is None else "",
        disciplined=_disciplined(proposal, facts),
    )


def _other(initiative: InitiativeReading, year: int) -> OtherInitiative:
    decision = initiative.decision.text() if initiative.decision else ""
    return OtherInitiative(
        initiative.year or year,
        _cut(initiative.name or ("" if decision else initiative.words), 400),
        _cut(decision, 200),
        initiative.scope,
        initiative.recognised,
    )


def _disciplined(proposal: Proposal, facts: Facts) -> tuple[Disciplined, ...]:
    """Discipline of the year, or of a year the note leaves open; earlier ones bear on nothing."""
    fact = facts.fact(block("disciplined"), facts.year)
    words = _words_of(proposal, NoteKind.DISCIPLINED)
    if not words or fact.value is False:
        return ()
    return (Disciplined(facts.year if fact.value else None, words),)
