"""What else changes when a letter moves; called by the workflow runner in its transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from thidua.consultation.domain.due import reply_due
from thidua.consultation.domain.paper import letter_file
from thidua.consultation.enums import Outcome, State
from thidua.consultation.models import Consultation
from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.vietnamese.text import clean


def on_sent(
    case: Consultation,
    *,
    actor: Actor,
    at: datetime,
    number: str = "",
    asked_on: date | None = None,
    **_: Any,
) -> None:
    """The letter gets its number and day, its term begins, and its paper is kept as sent."""
    if not clean(number):
        raise Refusal("Ghi số, ký hiệu văn bản đã lấy ở văn thư.")
    day = asked_on or timezone.localdate(at)
    if day > timezone.localdate(at):
        raise Refusal("Ngày văn bản không thể sau hôm nay.")
    case.number, case.asked_on = clean(number)[:60], day
    due = reply_due(day, case.own_days, case.own_basis)
    case.due_on, case.due_words = due.on, due.words[:400]
    case.paper = store(actor=actor, name=f"lay-y-kien-{case.code}.docx", data=letter_file(case))


def on_answered(
    case: Consultation,
    *,
    actor: Actor,
    at: datetime,
    paper: str = "",
    file: StoredFile | None = None,
    rest_is_clear: bool = False,
    **_: Any,
) -> None:
    """One paper answers for all; `rest_is_clear`: it names no others than those entered."""
    if not clean(paper):
        raise Refusal("Ghi số, ngày văn bản trả lời.")
    waiting = case.subjects.filter(outcome="")
    if rest_is_clear:
        waiting.update(
            outcome=Outcome.NO_OBJECTION,
            paper=clean(paper)[:200],
            answered_at=at,
            answered_by_name=actor.name,
        )
    elif count := waiting.count():
        raise Refusal(
            f"Còn {count} trường hợp chưa ghi ý kiến. Ghi riêng từng trường hợp, hoặc đánh dấu "
            "“các trường hợp còn lại không có ý kiến khác”."
        )
    case.answer_paper, case.answer_file = clean(paper)[:200], file


def on_silent(case: Consultation, *, actor: Actor, at: datetime, basis: str = "", **_: Any) -> None:
    """An officer decides what silence means, by the authority's rule; the law on file has none."""
    if not clean(basis):
        raise Refusal(
            "Ghi văn bản quy định rằng quá hạn không trả lời thì coi như không có ý kiến. Luật "
            "chưa có quy định nào về việc này trong bộ quy tắc."
        )
    case.silence_basis = clean(basis)[:300]


def on_withdrawn(case: Consultation, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    if case.subjects.exclude(outcome="").exists() and case.state != State.DRAFT:
        raise Refusal("Văn bản đã có ý kiến trả lời nên không rút được.")
    case.outcome_reason = clean(reason)[:500]
