"""The answer to each question of a line, as plain data.

Fields are only ever added; ``fields`` describes them and a test holds the answers to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from thidua.law.asking.around import FILING
from thidua.law.asking.money import bonus
from thidua.law.asking.plain import judged, plain
from thidua.law.asking.request import Ask, Request
from thidua.law.book import catalogue
from thidua.law.checklist import completeness
from thidua.law.deadlines import deadline, filing_date
from thidua.law.dossiers import Paper, dossier
from thidua.law.errors import BadFact
from thidua.law.judgement import explain
from thidua.law.kinds import type_validity
from thidua.law.powers import Undoing, decider, offices, undoer
from thidua.law.procedure import consultation, disclosure, publications, simplified
from thidua.law.proposers import proposer
from thidua.law.shape import Wrong
from thidua.law.titles import Title, known_title
from thidua.law.violations import recovered_money, restoring, revocation, stripping
from thidua.law.votes import ballot, vote_threshold, votes_needed

Answer = dict[str, Any]


def answers(request: Request) -> list[Answer]:
    """Every question asked, of every title asked about, in the order of the line."""
    found = [answer for ask in request.ask for answer in _ANSWERERS[ask](request)]
    _check_settled(request, found)
    return found


def _check_settled(request: Request, found: list[Answer]) -> None:
    """A question nobody asked was answered: a slip of the pen, not to be passed over."""
    settled = request.settled
    if settled:
        held = set(_codes(found))
        for question in settled:
            if question not in held:
                raise Wrong("không có câu hỏi mở này trong các câu trả lời.", f"settled.{question}")


def _codes(thing: object) -> Iterator[str]:
    if isinstance(thing, dict):
        if isinstance(code := thing.get("code"), str):
            yield code
        thing = list(thing.values())
    if isinstance(thing, list):
        for one in thing:
            yield from _codes(one)


def _titles(request: Request) -> tuple[Title, ...]:
    """The titles named, else all of the day that the subject can hold."""
    if request.titles is not None:
        return tuple(known_title(code) for code in request.titles)
    held = catalogue(request.on)
    if request.form is None:
        return held
    return tuple(title for title in held if request.form.facts.kind in title.subjects)


def _per_title(
    ask: Ask, answer: Callable[[Request, Title], Answer]
) -> Callable[[Request], Iterator[Answer]]:
    def every(request: Request) -> Iterator[Answer]:
        for title in _titles(request):
            yield {"ask": ask.value, "title": title.code} | answer(request, title)

    return every


@contextmanager
def _field(path: str) -> Iterator[None]:
    """A refusal of the package, with the field it is about."""
    try:
        yield
    except BadFact as fault:
        raise Wrong(str(fault), path) from None


def _eligibility(request: Request, title: Title) -> Answer:
    assert request.form is not None
    facts = request.form.facts
    assessment = explain(facts, title.code, request.on, overlay=request.overlay)
    return {
        "verdict": assessment.verdict.value,
        "summary": assessment.summary,
        "year": assessment.year,
        "instrument": assessment.instrument,
        "conditions": [plain(one) for one in assessment.findings],
        "missing": [one.missing for one in assessment.findings if one.missing],
        "discretion": [plain(one) for one in assessment.discretion],
        "notes": list(assessment.notes),
        "confidence": assessment.confidence.value,
        "facts": assessment.facts_hash,
    }


def _authority(request: Request, title: Title) -> Answer:
    return {
        "decider": plain(decider(title.code, request.on)),
        "offices": [plain(one) for one in offices(title.code, request.on)],
        "proposer": plain(proposer(title.code, request.on)),
    }


def _vote(request: Request, title: Title) -> Answer:
    votes = request.given.get("votes") or {}
    members, agreed = votes.get("members"), votes.get("agreed")
    counted = None
    if members is not None and agreed is not None:
        with _field("votes.agreed"):
            counted = ballot(title.code, request.on, members=members, in_favour=agreed)
    needed = None if members is None else votes_needed(title.code, request.on, members)
    threshold = plain(vote_threshold(title.code, request.on))
    return {"needed": needed, "threshold": threshold} | judged(counted)


def _dossier(request: Request, title: Title) -> Answer:
    given, on = request.given, request.on
    kind = request.form.facts.kind if request.form else None
    basis, short = given.get("type"), bool(given.get("simplified"))
    local = _local_papers(request, title)
    papers = local or dossier(title.code, on, kind=kind, basis=basis, simplified=short)
    whole = None
    if (present := given.get("papers")) is not None:
        with _field("papers"):
            whole = completeness(
                title.code,
                present,
                on,
                kind=kind,
                basis=basis,
                simplified=short,
                papers=local,
                claims=given.get("claims") or {},
                settled=request.settled,
            )
    case = given.get("simplified_case")
    return {
        "papers": [plain(paper) for paper in papers],
        "consultation": plain(consultation(title.code, on)),
        "disclosure": plain(disclosure(title.code, on)),
        "publications": [plain(one) for one in publications(title.code, on)],
        "simplified": plain(simplified(case, title.code, on, settled=request.settled)),
    } | judged(whole)


def _local_papers(request: Request, title: Title) -> tuple[Paper, ...] | None:
    """The authority's own checklist, where it sets one for that title."""
    local = request.local
    if local is None or not any(title.code in one.titles for one in local.papers):
        return None
    return local.dossier(title.code, request.on)


def _type(request: Request, title: Title) -> Answer:
    assert request.form is not None
    facts = request.form.facts
    type_ = request.given["type"]
    return judged(type_validity(type_, facts.kind, facts.group, title.code, request.on))


def _deadline(request: Request) -> Iterator[Answer]:
    """A limit is the same for every title; a filing date is the title's own."""
    step, day = request.given["deadline"]["step"], request.given["deadline"]["day"]
    if step != FILING:
        yield {"ask": Ask.DEADLINE.value, "title": None, "deadline": plain(deadline(step, day))}
        return
    education = bool(request.given["deadline"].get("education"))
    for title in _titles(request):
        filed = filing_date(title.code, day.year, request.on, education=education)
        yield {"ask": Ask.DEADLINE.value, "title": title.code, "deadline": plain(filed)}


def _revocation(request: Request, title: Title) -> Answer:
    said = request.given["violation"]
    found = revocation(title.code, request.on, said, settled=request.settled)
    who = plain(undoer(title.code, Undoing.CANCEL, request.on))
    return {"decider": who, "money": plain(recovered_money(request.on))} | judged(found)


def _stripping(request: Request, title: Title) -> Answer:
    assert request.form is not None
    kind, said = request.form.facts.kind, request.given["violation"]
    with _field("titles"):
        found = stripping(title.code, kind, request.on, said, settled=request.settled)
    return {"decider": plain(undoer(title.code, Undoing.STRIP, request.on))} | judged(found)


def _restoring(request: Request, title: Title) -> Answer:
    found = restoring(title.code, request.on, request.given["violation"], settled=request.settled)
    return {"decider": plain(undoer(title.code, Undoing.RESTORE, request.on))} | judged(found)


_ANSWERERS: Mapping[Ask, Callable[[Request], Iterator[Answer]]] = {
    Ask.ELIGIBILITY: _per_title(Ask.ELIGIBILITY, _eligibility),
    Ask.AUTHORITY: _per_title(Ask.AUTHORITY, _authority),
    Ask.VOTE: _per_title(Ask.VOTE, _vote),
    Ask.DOSSIER: _per_title(Ask.DOSSIER, _dossier),
    Ask.TYPE: _per_title(Ask.TYPE, _type),
    Ask.DEADLINE: _deadline,
    Ask.BONUS: bonus,
    Ask.REVOCATION: _per_title(Ask.REVOCATION, _revocation),
    Ask.STRIPPING: _per_title(Ask.STRIPPING, _stripping),
    Ask.RESTORING: _per_title(Ask.RESTORING, _restoring),
}
