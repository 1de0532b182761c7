"""A list against the law: every proposal with its verdict, or the question that comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.law import Assessment, Overlay, Verdict, explain
from thidua.lists.facts import SubjectFacts, facts_of
from thidua.lists.linking import Links
from thidua.lists.proposal import ListReading, Proposal
from thidua.lists.remarks import Remark
from thidua.lists.titles import misfit

ASK = "ask"
"""The outcome of a proposal whose title the list does not decide."""


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """A proposal judged.

    ``outcome`` is met, not_met, not_known or ask. ``assessment`` is None exactly when it is ask;
    ``question`` then says what to answer.
    """

    proposal: Proposal
    outcome: str
    assessment: Assessment | None
    question: str
    remarks: tuple[Remark, ...]


def check_list(
    reading: ListReading, links: Links, *, on: date, overlay: Overlay | None = None
) -> Iterator[Checked]:
    """Judge every proposal in order by the law of ``on``; facts are gathered once per subject."""
    gathered: dict[int, SubjectFacts] = {}
    for proposal in reading.proposals:
        found = gathered.get(proposal.subject)
        if found is None:
            found = gathered[proposal.subject] = facts_of(proposal, links, year=reading.year)
        yield check_proposal(proposal, found, on=on, overlay=overlay)


def check_proposal(
    proposal: Proposal, found: SubjectFacts, *, on: date, overlay: Overlay | None = None
) -> Checked:
    """Judge one proposal on facts already gathered."""
    code = proposal.title.code
    if code is None:
        question = proposal.title.question or "Chưa rõ danh hiệu đề nghị."
        return Checked(proposal, ASK, None, question, found.remarks)
    if problem := misfit(code, proposal.kind):
        assessment = explain(found.facts, code, on, overlay=overlay)
        return Checked(proposal, Verdict.NOT_MET.value, assessment, f"{problem}.", found.remarks)
    assessment = explain(found.facts, code, on, overlay=overlay)
    return Checked(proposal, assessment.verdict.value, assessment, "", found.remarks)
