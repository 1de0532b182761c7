"""What issuing has in common for every kind of decision: the number, the issuer, the obstacles.

An app that issues a decision of its own kind calls, in one transaction: `core.editing.lock`,
`check_issuer`, `common_obstacles`, its own checks, `give_number`, its own effects, its journal
line, and `defer(tasks.make_papers, …)`.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone

from thidua.commendation.queries import kept_from, kept_subject
from thidua.core.actors import Actor, Role
from thidua.core.editing import stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain import wording
from thidua.decisions.domain.numbering import next_number
from thidua.decisions.models import Decision, DecisionState
from thidua.journal.queries import events_of
from thidua.vietnamese.dates import format_day

DRAFTING_VERBS = ("decision.draft", "decision.edit")
"""Whoever did one of these in the journal does not issue; every kind drafts under these verbs."""


def check_issuer(decision: Decision, actor: Actor) -> None:
    """Raise NotAllowed for anyone but a chairman who had no hand in the draft."""
    if denied := may_issue(decision, actor):
        raise NotAllowed(denied)


def may_issue(decision: Decision, actor: Actor) -> str:
    """Why this actor may not issue it, or nothing. Two pairs of eyes: who drafts does not issue;
    and nobody issues for a dossier they must keep away from.

    The journal knows who drafted and edited, whatever role they hold now.
    """
    if not actor.is_any(Role.CHAIRMAN) or decision.authority_id != actor.authority_id:
        return "Chủ tịch UBND ban hành quyết định khen thưởng."
    if events_of(decision).filter(verb__in=DRAFTING_VERBS, actor_id=actor.user_id).exists():
        return "Người dự thảo hoặc sửa dự thảo không tự ban hành. Cần một người khác ban hành."
    kept = decision.lines.filter(kept_from(actor, "nomination")).exists()
    if kept or decision.undone().filter(kept_subject(actor, "award__")).exists():
        return (
            "Quyết định có hồ sơ mà anh, chị không tham gia xét vì có liên quan. "
            "Phó Chủ tịch được giao ký thay ban hành quyết định này."
        )
    return ""


def common_obstacles(decision: Decision, issued_on: date) -> list[str]:
    """What stands in the way of issuing any decision on that day, whatever it does."""
    if decision.state != DecisionState.DRAFT:
        return [f"Quyết định {DecisionState(decision.state).label.lower()}, không ban hành lại."]
    reasons = [*_wrong_day(decision, issued_on), *wording.blanks_left(texts_of(decision))]
    if not decision.signer_name:
        reasons.append("Chưa ghi họ tên người ký.")
    return reasons


def _wrong_day(decision: Decision, issued_on: date) -> list[str]:
    """Not before its session, not in the future, and numbers rise with the days."""
    if issued_on > timezone.localdate():
        return [f"Ngày ban hành {format_day(issued_on)} chưa tới."]
    if behind := _behind_last(decision, issued_on):
        return [behind]
    held_on = Max("nomination__council_result__session__held_on")
    session = decision.lines.aggregate(held_on=held_on)["held_on"]
    if session and issued_on < session:
        return [f"Ngày ban hành không thể trước ngày họp Hội đồng {format_day(session)}."]
    return []


def _behind_last(decision: Decision, issued_on: date) -> str:
    """Why the day is too early for the next number, or nothing: numbers rise with the days."""
    last = (
        Decision.objects.filter(
            authority_id=decision.authority_id,
            symbol=decision.symbol,
            year=issued_on.year,
            state=DecisionState.ISSUED,
        )
        .order_by("-number")
        .first()
    )
    if last is None or last.issued_on is None or issued_on >= last.issued_on:
        return ""
    day = format_day(last.issued_on)
    return f"Số {last.full_number} đã ghi ngày {day}, số tiếp theo không ghi ngày trước đó."


def texts_of(decision: Decision) -> list[tuple[str, str]]:
    """The words of a decision with where each stands: (`Căn cứ thứ 2`, its text)."""
    return [
        ("Trích yếu", decision.subject),
        *((f"Căn cứ thứ {n}", text) for n, text in enumerate(decision.bases, start=1)),
        *((f"Điều {n}", text) for n, text in enumerate(decision.articles, start=1)),
    ]


def give_number(decision: Decision, actor: Actor, issued_on: date) -> None:
    """Give a locked draft its number and day and save it as issued, in the caller's transaction.

    The number is the next of the decision's own symbol in that year: all kinds share one series.
    Raises Refusal where another took a number with a later day since `common_obstacles` looked.
    """
    authority, year, kind = decision.authority_id, issued_on.year, decision.symbol
    decision.year, decision.issued_on = year, issued_on
    decision.number = next_number(authority_id=authority, year=year, kind=kind)
    # The series is locked now: only from here on is the last number certainly the last.
    if behind := _behind_last(decision, issued_on):
        raise Refusal(behind)
    decision.issued_at, decision.issued_by_name = timezone.now(), actor.name
    decision.state = DecisionState.ISSUED
    stamp(decision, actor)
    decision.save()
