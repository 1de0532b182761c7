"""What each step of a case writes, and what stands in its way."""

from __future__ import annotations

from datetime import date, datetime

from thidua.core.actors import Actor
from thidua.core.editing import lock
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.decisions import tasks
from thidua.decisions.domain.drafting import discard_draft
from thidua.decisions.domain.issuance import check_issuer, common_obstacles, give_number
from thidua.decisions.models import Decision
from thidua.journal.domain.record import record
from thidua.revocations.domain import judging
from thidua.revocations.domain.applying import Ruling, apply
from thidua.revocations.domain.drafting import write_draft
from thidua.revocations.domain.wording import ruling_words
from thidua.revocations.models import UndoCase


def grounds_are_settled(case: UndoCase) -> list[str]:
    """The law must say yes, and who decides must be known."""
    return judging.obstacles(case)


def decided_here(case: UndoCase) -> list[str]:
    found = judging.deciding(case)
    if found.ours:
        return []
    return [f"Người quyết định là {found.who}. Bấm Trình cấp trên."]


def decided_above(case: UndoCase) -> list[str]:
    if judging.deciding(case).ours:
        return ["Việc này thuộc thẩm quyền của cơ quan. Bấm Dự thảo quyết định."]
    return []


def on_settled(case: UndoCase, *, actor: Actor, at: datetime) -> None:
    case.finding = [found.to_dict() for found in judging.findings(case)]


def on_drafted(case: UndoCase, *, actor: Actor, at: datetime) -> None:
    case.decision = write_draft(case, actor)


def on_undrafted(case: UndoCase, *, actor: Actor, at: datetime, reason: str) -> None:
    assert case.decision is not None
    discard_draft(actor=actor, decision=case.decision, revision=None, reason=reason)
    case.decision = None


def on_issued(case: UndoCase, *, actor: Actor, at: datetime, issued_on: date) -> None:
    """The number, and everything that follows from it, in the step's own transaction."""
    assert case.decision_id is not None
    decision = lock(Decision, case.decision_id, revision=None)
    check_issuer(decision, actor)
    if reasons := issue_obstacles(case, decision, issued_on):
        raise Refusal.of(reasons)
    give_number(decision, actor, issued_on)
    words = ruling_words(f"Quyết định số {decision.full_number}", issued_on, case.kind)
    apply(case, actor, Ruling(issued_on, words, decision))
    lines = decision.undone().count()
    record(
        actor=actor,
        verb="decision.issue",
        obj=decision,
        sentence=f"Ban hành {words}, {lines} khen thưởng",
        data={"number": decision.number, "awards": lines, "case": case.code},
    )
    _release(case)
    defer(tasks.make_papers, decision_id=decision.pk)


def issue_obstacles(case: UndoCase, decision: Decision, issued_on: date) -> list[str]:
    """What stands in the way of issuing on that day: the paper's faults, and the law's answer."""
    return [*common_obstacles(decision, issued_on), *judging.obstacles(case, issued_on)]


def on_forwarded(case: UndoCase, *, actor: Actor, at: datetime, paper: str, on: date) -> None:
    if not paper.strip():
        raise Refusal("Ghi số văn bản trình.")
    case.forward_paper, case.forwarded_on = paper.strip()[:200], on
    case.forward_to = judging.deciding(case).who[:200]


def on_outcome(case: UndoCase, *, actor: Actor, at: datetime, paper: str, on: date) -> None:
    """What somebody above decided, carried out in this authority's register."""
    if not paper.strip():
        raise Refusal("Ghi số quyết định của cấp trên.")
    case.outcome_paper, case.outcome_on = paper.strip()[:200], on
    if case.forwarded_on and on < case.forwarded_on:
        raise Refusal("Quyết định của cấp trên không thể trước ngày trình.")
    words = ruling_words(f"Quyết định {case.outcome_paper}", on, case.kind)
    apply(case, actor, Ruling(on, words))
    _release(case)


def on_ended(case: UndoCase, *, actor: Actor, at: datetime, reason: str) -> None:
    case.outcome_reason = reason.strip()[:500]
    _release(case)


def _release(case: UndoCase) -> None:
    """The case is over: its awards may have another one."""
    case.awards.update(live=False)
