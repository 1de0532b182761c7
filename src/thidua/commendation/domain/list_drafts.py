"""Lines of a list as dossiers: judged beforehand without writing, or made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from thidua.commendation.domain.assess import LocalRules, law_day
from thidua.commendation.domain.facts import facts_for
from thidua.commendation.domain.list_asking import Line
from thidua.commendation.domain.list_claims import claims_of, found_in_list
from thidua.commendation.domain.list_plan import ListPlan
from thidua.commendation.domain.nominate import Proposal, draft_row
from thidua.commendation.models import Nomination
from thidua.core.actors import Actor
from thidua.law import Assessment, SubjectKind, Verdict, explain
from thidua.organizations.models import Household, Person, Unit

AT_ONCE: Final = 500
ASK, OUT, ERROR = "ask", "out", "error"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LineStanding:
    """What a line comes to.

    `outcome` is a verdict's value, or ASK, OUT, ERROR; `why` the first condition in the way.
    `is_new`: the subject is not on record yet. `remarks` say how words of the list were understood.
    """

    outcome: str
    code: str = ""
    met: int = 0
    total: int = 0
    why: str = ""
    is_new: bool = False
    remarks: tuple[str, ...] = ()


def chunks(rows: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The rows, so many at a time: what ten thousand dossiers need never stands in memory whole."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def draft(
    plan: ListPlan,
    line: Line,
    actor: Actor,
    pk: int | None,
    *,
    code: str = "",
    list_id: int | None = None,
) -> Nomination:
    """The dossier a line makes, not saved; `pk` is None while its subject is not on record."""
    assert line.ref is not None
    assert line.code is not None
    year = plan.round_.year
    proposal = Proposal(
        title_code=line.code,
        person=Person(pk=pk) if line.ref.kind == "person" else None,
        collective=Unit(pk=pk) if line.ref.kind == "collective" else None,
        household=Household(pk=pk) if line.ref.kind == "household" else None,
        claims=claims_of(line.proposal, found_in_list(line.proposal, year), year),
        list_import_id=list_id,
        source_sheet=line.proposal.sheet[:100],
        source_row=line.proposal.row,
    )
    return draft_row(
        actor=actor,
        round_=plan.round_,
        unit=plan.unit,
        unit_name=plan.unit_name,
        proposal=proposal,
        code=code,
    )


def standings(plan: ListPlan, actor: Actor) -> list[LineStanding]:
    """A verdict for every line that can be judged, without writing anything."""
    found: dict[int, LineStanding] = {}
    local = LocalRules()
    for part in chunks(plan.ready):
        rows = [draft(plan, line, actor, _known_pk(line)) for line in part]
        for line, row, facts in zip(part, rows, facts_for(rows), strict=True):
            answer = explain(facts, row.title_code, law_day(row), overlay=local.of(row))
            found[line.number] = _judged(line, answer, plan.round_.year)
    return [found.get(line.number) or _waiting(line) for line in plan.lines]


def _known_pk(line: Line) -> int | None:
    return line.ref.pk if line.ref else None


def _waiting(line: Line) -> LineStanding:
    outcome = OUT if line.is_out else ERROR if line.has_error else ASK
    return LineStanding(outcome, line.code or "")


def _judged(line: Line, answer: Assessment, year: int) -> LineStanding:
    assert line.ref is not None
    remarks = found_in_list(line.proposal, year).remarks
    return LineStanding(
        answer.verdict.value,
        line.code or "",
        answer.met,
        answer.total,
        _why(answer),
        line.ref.pk is None,
        tuple(one.sentence for one in remarks),
    )


def _why(answer: Assessment) -> str:
    """The first condition that is not met, else the first that is not known."""
    if answer.verdict is Verdict.MET:
        return ""
    first = next(one for one in answer.findings if one.verdict is answer.verdict)
    return first.sentence


def summary_of(plan: ListPlan, lines: Sequence[LineStanding]) -> dict[str, int]:
    """Counts for lists of lists and for the sentence above the page."""
    kinds = {line.proposal.subject: line.proposal.kind for line in plan.lines}
    by_kind = Counter(kinds.values())
    outcomes = Counter(line.outcome for line in lines)
    return {
        "lines": len(plan.lines),
        "persons": by_kind[SubjectKind.PERSON],
        "collectives": by_kind[SubjectKind.COLLECTIVE],
        "households": by_kind[SubjectKind.HOUSEHOLD],
        "ready": len(plan.ready),
        "out": outcomes[OUT],
        "questions": plan.waiting,
        "met": outcomes[Verdict.MET.value],
        "not_met": outcomes[Verdict.NOT_MET.value],
        "not_known": outcomes[Verdict.NOT_KNOWN.value],
        "new_subjects": len({line.ref for line in plan.ready if line.ref and line.ref.pk is None}),
    }
