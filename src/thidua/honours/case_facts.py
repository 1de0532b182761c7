"""What a case says of itself, as the rule book reads it, and what the rule book answers.

The list of the family may leave people out. What is counted on it is then at least so many: it can
make a condition met, never not met. Every condition on martyrs only asks for "at least".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.honours.case_enums import CHILDREN, TITLES, CaseKind, Level, Relation, subject_kind
from thidua.honours.models import FamilyMember, HonourCase
from thidua.law import (
    Assessment,
    FactsBuilder,
    Finding,
    Verdict,
    explain,
    governing_date,
    known_title,
)
from thidua.law.parameters import Value, find

SOURCE = "danh sách gia đình trong hồ sơ"
DECLARED = "bản khai trong hồ sơ"
HEADLINES = {
    "BMVNAH": "mother",
    "HCDL1": "families.1",
    "HCDL2": "families.2",
    "HCDL3": "families.3",
}
"""The condition that holds the cases a family is recognised by; the others have no single one."""
_SEVERE_LEAST = "invalid-rate-for-mothers"


@dataclass(frozen=True, slots=True)
class Judged:
    """One title judged: the whole, and the condition that names the statutory cases."""

    code: str
    name: str
    assessment: Assessment
    headline: Finding | None

    @property
    def by_earlier_text(self) -> bool:
        """Whether the amending law, not on file as signed, might say otherwise."""
        amended = self.assessment.find("amended")
        return amended is not None and amended.verdict is not Verdict.MET

    @property
    def cases_met(self) -> tuple[str, ...]:
        """Sentences of the statutory cases that hold, most telling first."""
        if self.headline is None or self.headline.verdict is not Verdict.MET:
            return ()
        return tuple(_met(self.headline))


def _met(finding: Finding) -> list[str]:
    """The met branches, down to those that are not themselves a choice."""
    branches = [part for part in finding.parts if part.verdict is Verdict.MET]
    if finding.joiner == "any" and branches:
        return [words for part in branches for words in _met(part)]
    deeper = [
        words for part in branches if part.joiner == "any" and part.parts for words in _met(part)
    ]
    return [f"{finding.sentence}: {'; '.join(deeper)}"] if deeper else [finding.sentence]


def judged(case: HonourCase, members: Sequence[FamilyMember], today: date) -> tuple[Judged, ...]:
    """Every title of the kind judged by the law of the day; empty for resistance-war forms."""
    on = law_day(case, today)
    return tuple(_judge(case, members, code, on) for code in TITLES[CaseKind(case.kind)])


def law_day(case: HonourCase, today: date) -> date:
    """A file the Ministry received before 2026-10-01 is finished under the earlier text."""
    received = min(
        (one.entered_on for one in case.stays.all() if one.level == Level.MINISTRY), default=None
    )
    return governing_date(case.decided_on or today, received)


def _judge(case: HonourCase, members: Sequence[FamilyMember], code: str, on: date) -> Judged:
    least = _assessed(case, members, code, on, exact=True)
    found = _headline(code, least)
    is_settled = case.members_complete or (found is not None and found.verdict is Verdict.MET)
    answer = least if is_settled else _assessed(case, members, code, on, exact=False)
    return Judged(code, known_title(code).name, answer, _headline(code, answer))


def _headline(code: str, assessment: Assessment) -> Finding | None:
    return assessment.find(HEADLINES[code]) if code in HEADLINES else None


def _assessed(
    case: HonourCase, members: Sequence[FamilyMember], code: str, on: date, *, exact: bool
) -> Assessment:
    facts = FactsBuilder(subject_kind(case.kind), on.year)
    if case.kind == CaseKind.VOLUNTEER:
        _volunteer(facts, case, members)
    else:
        _family(facts, case, members, on, exact=exact)
    return explain(facts.build(), code, on)


def _volunteer(facts: FactsBuilder, case: HonourCase, members: Sequence[FamilyMember]) -> None:
    months = case.volunteer_months
    years = None if months is None else Fraction(months, 12)
    facts.quantity("volunteer-years", years, DECLARED)
    facts.declare("96.2.volunteer", case.volunteer, DECLARED)
    facts.declare("96.2.tasks", case.tasks_done, DECLARED)
    facts.declare("96.2.loyal", case.loyal, DECLARED)
    facts.declare("96.2.martyr", _martyr(case, members, Relation.SELF), SOURCE)


def _family(
    facts: FactsBuilder,
    case: HonourCase,
    members: Sequence[FamilyMember],
    on: date,
    *,
    exact: bool,
) -> None:
    children = [one for one in members if one.relation in CHILDREN]
    counted = {
        "martyr-children": _count(children, case),
        "martyr-spouses": _count([m for m in members if m.relation == Relation.SPOUSE], case),
        "severe-invalids": _severe(members, case, on),
    }
    for name, (least, is_exact) in counted.items():
        if name == "martyr-children" or case.kind == CaseKind.FAMILY:
            facts.quantity(name, least if exact or is_exact else None, SOURCE)
    facts.quantity("children", case.children, DECLARED)
    if case.kind == CaseKind.MOTHER:
        _mother(facts, case, members, children, on)


def _mother(
    facts: FactsBuilder,
    case: HonourCase,
    members: Sequence[FamilyMember],
    children: Sequence[FamilyMember],
    on: date,
) -> None:
    living = [one for one in children if one.martyr is not True]
    herself = [one for one in members if one.relation == Relation.SELF]
    facts.declare("mother.husband-martyr", _martyr(case, members, Relation.SPOUSE), SOURCE)
    facts.declare("mother.herself-martyr", _martyr(case, members, Relation.SELF), SOURCE)
    facts.declare("mother.herself-invalid", _invalid(case, herself, on), SOURCE)
    facts.declare("mother.other-child-invalid", _invalid(case, living, on), SOURCE)


def _count(members: Sequence[FamilyMember], case: HonourCase) -> tuple[int, bool]:
    """How many are martyrs, and whether that is all of them."""
    known = all(one.martyr is not None for one in members)
    return sum(one.martyr is True for one in members), known and case.members_complete


def _martyr(case: HonourCase, members: Sequence[FamilyMember], relation: str) -> bool | None:
    said = [one.martyr for one in members if one.relation == relation]
    if True in said:
        return True
    return None if None in said or not case.members_complete else False


def _invalid(case: HonourCase, members: Sequence[FamilyMember], on: date) -> bool | None:
    """Whether one of them is an invalid of the rate the law asks for."""
    least = severe_rate(on)
    if least is None:
        return None
    if any((one.invalid_rate or 0) >= least for one in members):
        return True
    return False if case.members_complete else None


def severe_rate(on: date) -> int | None:
    """The rate Decree 56/2013 asks for, in percent; None on a day it is not on file."""
    held = find(_SEVERE_LEAST, on)
    return int(held.value) if isinstance(held, Value) else None


def _severe(members: Sequence[FamilyMember], case: HonourCase, on: date) -> tuple[int, bool]:
    """Badly wounded members. The circular of 1985 gives no rate on file: that of Decree 56/2013
    certainly suffices, and only a family without any invalid certainly has none."""
    least = severe_rate(on)
    rates = [one.invalid_rate for one in members if one.invalid_rate]
    sure = [rate for rate in rates if least is not None and rate >= least]
    return len(sure), case.members_complete and len(sure) == len(rates)


def certificates(members: Sequence[FamilyMember]) -> tuple[str, ...]:
    """Martyrs of the list whose Bằng Tổ quốc ghi công is not yet noted."""
    return tuple(one.name for one in members if one.martyr and not one.certificate)
