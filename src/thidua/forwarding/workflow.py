"""The path of a package to a higher level."""

from __future__ import annotations

from thidua.core.actors import Role
from thidua.core.workflow import Transition, Workflow
from thidua.forwarding import guards
from thidua.forwarding.domain import effects
from thidua.forwarding.enums import ENDED, UP_THERE, State
from thidua.forwarding.models import Package
from thidua.forwarding.rules import may_prepare, may_sign
from thidua.journal.domain.record import record

CHECK: Transition[Package] = Transition(
    name="check",
    label="Xác nhận đã soát đủ",
    sources=frozenset({State.DRAFT}),
    target=State.CHECKED,
    permission=may_prepare,
    guards=(guards.has_dossiers, guards.dossiers_still_stand, guards.papers_are_complete),
    sentence="Soát đủ giấy tờ",
    icon="check2-square",
)
REOPEN: Transition[Package] = Transition(
    name="reopen",
    label="Mở lại để sửa",
    sources=frozenset({State.CHECKED}),
    target=State.DRAFT,
    permission=may_prepare,
    needs=("reason",),
    effect=effects.on_reopened,
    sentence="Mở lại hồ sơ trình để sửa",
    icon="unlock",
)
SIGN: Transition[Package] = Transition(
    name="sign",
    label="Ký tờ trình",
    sources=frozenset({State.CHECKED}),
    target=State.SIGNED,
    permission=may_sign,
    needs=("day",),
    guards=(guards.dossiers_still_stand, guards.papers_are_complete),
    effect=effects.on_signed,
    sentence="Ký tờ trình, cấp số",
    icon="pen",
    explained_to=frozenset({Role.OFFICER}),
)
SEND: Transition[Package] = Transition(
    name="send",
    label="Ghi đã gửi",
    sources=frozenset({State.SIGNED}),
    target=State.SENT,
    permission=may_prepare,
    needs=("day",),
    guards=(guards.dossiers_still_stand,),
    effect=effects.on_sent,
    sentence="Gửi hồ sơ lên cấp trên",
    icon="send",
)
RECEIVE: Transition[Package] = Transition(
    name="receive",
    label="Ghi cấp trên đã nhận",
    sources=frozenset({State.SENT}),
    target=State.RECEIVED,
    permission=may_prepare,
    needs=("day",),
    effect=effects.on_received,
    sentence="Cấp trên nhận hồ sơ",
    icon="inbox",
)
ASK: Transition[Package] = Transition(
    name="ask",
    label="Ghi cấp trên yêu cầu bổ sung",
    sources=frozenset({State.SENT, State.RECEIVED, State.ASKED}),
    target=State.ASKED,
    permission=may_prepare,
    needs=("parts",),
    sentence="Cấp trên yêu cầu bổ sung",
    icon="reply",
)
SUPPLEMENT: Transition[Package] = Transition(
    name="supplement",
    label="Ghi đã gửi bổ sung",
    sources=frozenset({State.ASKED}),
    target=State.RECEIVED,
    permission=may_prepare,
    needs=("day",),
    guards=(guards.requests_are_answered, guards.papers_are_complete),
    effect=effects.on_received,
    sentence="Gửi bổ sung, cấp trên nhận đủ",
    icon="send-check",
)
GRANT: Transition[Package] = Transition(
    name="grant",
    label="Ghi kết quả: được khen thưởng",
    sources=UP_THERE,
    target=State.GRANTED,
    permission=may_prepare,
    guards=(guards.all_granted,),
    sentence="Cấp trên khen thưởng cả gói",
    icon="award",
)
REFUSE: Transition[Package] = Transition(
    name="refuse",
    label="Ghi kết quả: không được khen thưởng",
    sources=UP_THERE,
    target=State.REFUSED,
    permission=may_prepare,
    guards=(guards.all_refused,),
    sentence="Cấp trên không khen thưởng hồ sơ nào của gói",
    icon="x-octagon",
)
PART: Transition[Package] = Transition(
    name="part",
    label="Ghi kết quả: được khen thưởng một phần",
    sources=UP_THERE,
    target=State.PARTLY,
    permission=may_prepare,
    guards=(guards.some_of_each,),
    sentence="Cấp trên khen thưởng một phần của gói",
    icon="award",
)
WITHDRAW: Transition[Package] = Transition(
    name="withdraw",
    label="Rút gói",
    sources=frozenset(set(State) - ENDED),
    target=State.WITHDRAWN,
    permission=may_prepare,
    needs=("reason",),
    guards=(guards.no_result_yet,),
    effect=effects.on_withdrawn,
    sentence="Rút hồ sơ trình",
    icon="box-arrow-left",
)
BY_RESULT = frozenset({"grant", "refuse", "part"})
"""Taken when every dossier has its result, never by a button."""

PACKAGES: Workflow[Package] = Workflow(
    name="package",
    model=Package,
    transitions=(
        CHECK,
        REOPEN,
        SIGN,
        SEND,
        RECEIVE,
        ASK,
        SUPPLEMENT,
        GRANT,
        REFUSE,
        PART,
        WITHDRAW,
    ),
    record=record,
    labels=dict(State.choices),
)
