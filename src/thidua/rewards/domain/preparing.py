"""Payments of an issued decision, one per line: paid, not paid beside others, or to be settled.

Nghị định 152/2025/NĐ-CP, Điều 49 (`law.payable`): of several titles for one period only the
highest is paid; a title and a form are both paid; two forms only for different achievements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import NotAllowed
from thidua.decisions.models import Decision, DecisionKind, DecisionLine, DecisionState
from thidua.journal.domain.record import record
from thidua.law import Granted, SubjectKind, Verdict, known_title, known_titles, payable
from thidua.law import Payment as Judged
from thidua.registry.models import Award
from thidua.registry.queries import Subject, records, subject_of
from thidua.rewards.enums import LIVE, PaymentState
from thidua.rewards.models import Payment
from thidua.rewards.queries import issued_without_payments
from thidua.rewards.rules import PREPARERS
from thidua.vietnamese.numbers import format_money

Period = tuple[Subject, int]
"""A subject and the year of its achievement."""


@dataclass(frozen=True, slots=True)
class _Judgement:
    state: PaymentState
    ground: str
    citation: str
    confidence: str


def prepare_payments(*, actor: Actor, decision: Decision) -> int:
    """Make the payments that the lines of an issued decision lack; how many were made.

    Safe to repeat and to run twice at once. Drafts and decisions that undo others have none.
    """
    if not actor.is_any(*PREPARERS) or decision.authority_id != actor.authority_id:
        raise NotAllowed("Khoản tiền thưởng được lập khi quyết định ban hành.")
    with transaction.atomic():
        row = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        if row.state != DecisionState.ISSUED or row.kind != DecisionKind.AWARD:
            return 0
        assert row.issued_on is not None
        lines = list(
            row.lines.filter(payment__isnull=True)
            .select_related("nomination__round", "award")
            .order_by("order")
        )
        if not lines:
            return 0
        made = Payment.objects.bulk_create(_payments(lines, row.issued_on), batch_size=500)
        _journal(actor, row, made)
    return len(made)


def prepare_missing(*, actor: Actor) -> int:
    """Payments of every decision that a missed job left without; how many were made."""
    waiting = list(issued_without_payments(actor.authority_id))
    return sum(prepare_payments(actor=actor, decision=one) for one in waiting)


def _payments(lines: Sequence[DecisionLine], on: date) -> Iterable[Payment]:
    judged = _judged(lines, on)
    earlier = _paid_for(lines)
    now = timezone.now()
    return [_payment(line, _judgement(line, judged[line.pk], earlier), now) for line in lines]


def _payment(line: DecisionLine, found: _Judgement, now: datetime) -> Payment:
    moment = {f"{found.state.value}_at": now}
    return Payment(
        authority_id=line.authority_id,
        line=line,
        amount=line.amount,
        basis=line.amount_basis,
        ground=found.ground[:500],
        citation=found.citation,
        confidence=found.confidence,
        state=found.state,
        outcome_reason=found.ground[:500] if found.state is PaymentState.CANCELLED else "",
        **moment,
    )


def _judged(lines: Sequence[DecisionLine], on: date) -> Mapping[int, Judged]:
    """What the law says of each line beside everything the subject holds of the same year."""
    subjects = {subject_of(line.nomination) for line in lines}
    held = records(subjects)
    found: dict[int, Judged] = {}
    for line in lines:
        year = line.nomination.round.year
        mine = _granted(line.nomination.title_code, line, line.award)
        others = [
            _granted(award.title_code, line, award)
            for award in held[subject_of(line.nomination)].awards
            if award.year == year
            and award.pk != line.award_id
            and award.title_code in known_titles()
        ]
        found[line.pk] = payable([mine, *others], on)[0]
    return found


def _granted(code: str, line: DecisionLine, award: Award | None) -> Granted:
    words = " ".join((award.citation if award else line.nomination.achievement).split())
    kind = SubjectKind(line.nomination.subject_kind)
    year = award.year if award else line.nomination.round.year
    return Granted(code, kind, year, words or None)


def _paid_for(lines: Sequence[DecisionLine]) -> Mapping[Period, list[Payment]]:
    """Titles of the same subjects whose money is on its way or out, by period."""
    wanted = {(subject_of(line.nomination), line.nomination.round.year) for line in lines}
    years = {year for _, year in wanted}
    rows = (
        Payment.objects.filter(
            authority_id=lines[0].authority_id,
            state__in=LIVE,
            line__nomination__round__year__in=years,
        )
        .exclude(line__decision=lines[0].decision_id)
        .select_related("line__nomination__round", "line__decision")
    )
    found: dict[Period, list[Payment]] = defaultdict(list)
    for row in rows.iterator(chunk_size=1000):
        key = subject_of(row.line.nomination), row.line.nomination.round.year
        if key in wanted and _is_title(row.line):
            found[key].append(row)
    return found


def _is_title(line: DecisionLine) -> bool:
    return known_title(line.nomination.title_code).kind == "title"


def _judgement(
    line: DecisionLine, judged: Judged, earlier: Mapping[Period, list[Payment]]
) -> _Judgement:
    place = judged.citation
    state, ground = _standing(line, judged)
    key = subject_of(line.nomination), line.nomination.round.year
    if state is PaymentState.DUE and _is_title(line) and (before := earlier.get(key)):
        state, ground = PaymentState.UNSETTLED, _beside(before[0])
    return _Judgement(state, ground, place.text[:200], place.confidence.value)


def _standing(line: DecisionLine, judged: Judged) -> tuple[PaymentState, str]:
    """Due or not paid where law and decision agree; everything else waits for a person."""
    if line.award is not None and line.award.revoked_on is not None:
        return PaymentState.CANCELLED, "Khen thưởng đã bị thu hồi trước khi lập khoản chi."
    if judged.verdict is Verdict.MET and line.amount:
        return PaymentState.DUE, judged.reason
    if judged.verdict is Verdict.NOT_MET and line.amount is None:
        return PaymentState.CANCELLED, judged.reason
    if judged.verdict is Verdict.NOT_KNOWN:
        return PaymentState.UNSETTLED, judged.reason
    frozen = "ghi mức tiền" if line.amount else "không ghi mức tiền"
    return PaymentState.UNSETTLED, f"Quyết định {frozen}. {judged.reason}"


def _beside(other: Payment) -> str:
    name = known_title(other.line.nomination.title_code).name
    return (
        f"Cùng kỳ thành tích đã lập khoản {format_money(other.amount or 0)} cho {name} "
        f"(Quyết định {other.line.decision.full_number}). Xác định chi đủ hay chi phần còn lại."
    )


def _journal(actor: Actor, decision: Decision, made: Sequence[Payment]) -> None:
    due = [row.amount or 0 for row in made if row.state == PaymentState.DUE]
    record(
        actor=actor,
        verb="payment.prepare",
        obj=decision,
        sentence=f"Lập {len(made)} khoản tiền thưởng của Quyết định số {decision.full_number}",
        data={"made": len(made), "due": len(due), "money": sum(due)},
    )
