"""The path of a bonus, and that of money asked back."""

from __future__ import annotations

from thidua.core.actors import Role
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.rewards.domain import effects
from thidua.rewards.enums import PaymentState, RecoveryState
from thidua.rewards.models import Payment, Recovery
from thidua.rewards.rules import may_cancel, may_handle

READS = frozenset({Role.CHAIRMAN, Role.INSPECTOR})

SETTLE: Transition[Payment] = Transition(
    name="settle",
    label="Xác định mức chi",
    sources=frozenset({PaymentState.UNSETTLED}),
    target=PaymentState.DUE,
    permission=may_handle,
    needs=("reason",),
    effect=effects.on_settled,
    sentence="Xác định mức tiền thưởng",
    icon="check2-square",
)
LIST: Transition[Payment] = Transition(
    name="list",
    label="Đưa vào danh sách chi",
    sources=frozenset({PaymentState.DUE}),
    target=PaymentState.LISTED,
    permission=may_handle,
    effect=effects.on_listed,
    sentence="Đưa khoản tiền thưởng vào danh sách chi",
    icon="list-check",
)
UNLIST: Transition[Payment] = Transition(
    name="unlist",
    label="Đưa ra khỏi danh sách",
    sources=frozenset({PaymentState.LISTED}),
    target=PaymentState.DUE,
    permission=may_handle,
    effect=effects.on_unlisted,
    sentence="Đưa khoản tiền thưởng ra khỏi danh sách chi",
    icon="box-arrow-left",
)
PAY: Transition[Payment] = Transition(
    name="pay",
    label="Ghi đã chi",
    sources=frozenset({PaymentState.DUE, PaymentState.LISTED}),
    target=PaymentState.PAID,
    permission=may_handle,
    effect=effects.on_paid,
    sentence="Chi tiền thưởng",
    icon="cash-coin",
    explained_to=READS,
)
GIVE_BACK: Transition[Payment] = Transition(
    name="give_back",
    label="Ghi nộp lại quỹ",
    sources=frozenset({PaymentState.PAID}),
    target=PaymentState.RETURNED,
    permission=may_handle,
    needs=("reason",),
    guards=(effects.not_asked_back,),
    effect=effects.on_returned,
    sentence="Nộp lại quỹ khoản tiền thưởng đã xuất",
    icon="arrow-counterclockwise",
)
AGAIN: Transition[Payment] = Transition(
    name="again",
    label="Chi lại",
    sources=frozenset({PaymentState.RETURNED}),
    target=PaymentState.DUE,
    permission=may_handle,
    effect=effects.on_again,
    sentence="Chờ chi lại khoản tiền thưởng đã nộp lại quỹ",
    icon="arrow-clockwise",
)
CANCEL: Transition[Payment] = Transition(
    name="cancel",
    label="Không chi",
    sources=frozenset({PaymentState.UNSETTLED, PaymentState.DUE, PaymentState.LISTED}),
    target=PaymentState.CANCELLED,
    permission=may_cancel,
    needs=("reason",),
    effect=effects.on_cancelled,
    sentence="Không chi khoản tiền thưởng",
    icon="x-lg",
)
PAYMENTS: Workflow[Payment] = Workflow(
    name="payment",
    model=Payment,
    transitions=(SETTLE, LIST, UNLIST, PAY, GIVE_BACK, AGAIN, CANCEL),
    record=record,
    labels=dict(PaymentState.choices),
    noun="Khoản tiền thưởng",
)

RECOVER: Transition[Recovery] = Transition(
    name="recover",
    label="Ghi đã thu hồi",
    sources=frozenset({RecoveryState.ASKED}),
    target=RecoveryState.RECOVERED,
    permission=may_handle,
    effect=effects.on_recovered,
    sentence="Thu hồi tiền thưởng vào quỹ",
    icon="cash-coin",
)
DROP: Transition[Recovery] = Transition(
    name="drop",
    label="Không thu hồi",
    sources=frozenset({RecoveryState.ASKED}),
    target=RecoveryState.DROPPED,
    permission=may_handle,
    needs=("reason",),
    effect=effects.keep_reason,
    sentence="Không thu hồi tiền thưởng",
    icon="x-lg",
)
RECOVERIES: Workflow[Recovery] = Workflow(
    name="recovery",
    model=Recovery,
    transitions=(RECOVER, DROP),
    record=record,
    labels=dict(RecoveryState.choices),
    noun="Khoản thu hồi",
)
