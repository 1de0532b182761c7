"""The fields of a line that stand beside the facts: votes, papers, money, deadlines, violations."""

from __future__ import annotations

from thidua.law.deadlines import STEPS
from thidua.law.dossiers import CLAIMS
from thidua.law.form import SUBJECT, TITLE
from thidua.law.kinds import CommendationType
from thidua.law.procedure import SimplifiedCase
from thidua.law.shape import (
    YEAR,
    Day,
    Either,
    Field,
    Flag,
    ListOf,
    MapOf,
    OneOf,
    Record,
    Text,
    Whole,
)
from thidua.law.violations import FACTS as GROUNDS

VOTES = Record(
    {
        "members": Field(
            Whole(least=1, most=10_000),
            "members of the council in all, present or not",
            required=True,
        ),
        "agreed": Field(
            Whole(most=10_000), "votes in favour, written opinions of the absent included"
        ),
    }
)

TYPE = OneOf(lambda: {one.value: one for one in CommendationType})
SIMPLIFIED_CASE = OneOf(lambda: {one.value: one for one in SimplifiedCase})
CLAIMED = MapOf(OneOf(lambda: {claim: claim for claim in CLAIMS}), Flag())
VIOLATION = MapOf(OneOf(lambda: {ground: ground for ground in GROUNDS}), Flag())
SETTLED = MapOf(Text(), Flag())

FILING = "filing"
"""The day a file has to be at the Ministry, counted from the year of merit, not from an event."""

DEADLINE = Record(
    {
        "step": Field(
            OneOf(lambda: {step: step for step in (*STEPS, FILING)}),
            "the step that has to be taken; “filing”: the file is at the Ministry",
            required=True,
        ),
        "day": Field(
            Day(),
            "the day that starts the limit (receipt of a complete file); for “filing” any day of "
            "the year of merit",
            required=True,
        ),
        "education": Field(Flag(), "education, whose year ends in summer"),
    }
)

PAID = Record(
    {
        "code": Field(TITLE, "code of the title or form", required=True),
        "period": Field(Either(YEAR, Text()), "year or span of merit; equal words, equal period"),
        "achievement": Field(Text(), "what it was given for; equal words, equal achievement"),
    }
)

MONEY = Record(
    {
        "decided_on": Field(Day(), "day of the decision: its base salary is used", required=True),
        "subject": Field(SUBJECT, "who is paid; the subject of the facts when left out"),
        "awards": Field(
            ListOf(PAID, most=100, least=1),
            "all awards of one subject that are decided together or were before",
            required=True,
        ),
    }
)
