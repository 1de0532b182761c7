"""The path of a letter that asks another body."""

from __future__ import annotations

from thidua.consultation import guards, rules
from thidua.consultation.domain import effects
from thidua.consultation.enums import State
from thidua.consultation.models import Consultation
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record

SEND = Transition(
    name="send",
    label="Ghi đã gửi",
    sources=frozenset({State.DRAFT}),
    target=State.SENT,
    permission=rules.may_handle,
    guards=(guards.somebody_is_asked_about, guards.body_is_active),
    effect=effects.on_sent,
    sentence="Gửi văn bản lấy ý kiến",
    icon="send",
)
ANSWER = Transition(
    name="answer",
    label="Ghi văn bản trả lời",
    sources=frozenset({State.SENT, State.SILENT}),
    target=State.ANSWERED,
    permission=rules.may_handle,
    effect=effects.on_answered,
    sentence="Nhận văn bản trả lời",
    icon="envelope-open",
)
TAKE_SILENCE = Transition(
    name="silence",
    label="Xử lý khi quá hạn không trả lời",
    sources=frozenset({State.SENT}),
    target=State.SILENT,
    permission=rules.may_handle,
    guards=(guards.is_overdue,),
    effect=effects.on_silent,
    sentence="Quá hạn không trả lời, coi như không có ý kiến theo quy định đã ghi",
    icon="hourglass-bottom",
)
WITHDRAW = Transition(
    name="withdraw",
    label="Rút văn bản",
    sources=frozenset({State.DRAFT, State.SENT}),
    target=State.WITHDRAWN,
    permission=rules.may_handle,
    needs=("reason",),
    effect=effects.on_withdrawn,
    sentence="Rút văn bản lấy ý kiến",
    icon="box-arrow-left",
)

CONSULTATIONS: Workflow[Consultation] = Workflow(
    name="consultation",
    model=Consultation,
    transitions=(SEND, ANSWER, TAKE_SILENCE, WITHDRAW),
    record=record,
    labels=dict(State.choices),
    noun="Văn bản",
)
