"""The path of a case about awards given before: every step, and who takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.core.actors import Actor, Role
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.revocations import effects
from thidua.revocations.enums import State
from thidua.revocations.models import UndoCase
from thidua.revocations.queries import nomination_codes
from thidua.revocations.rules import may_decide, may_handle, may_withdraw

OFFICE = frozenset({Role.OFFICER, Role.CHAIRMAN, Role.INSPECTOR})


def record_case(
    *, actor: Actor, verb: str, obj: UndoCase, sentence: str, data: Mapping[str, Any]
) -> None:
    """Every line of the journal about a case names the dossiers of its subjects, so that whoever
    keeps away from one does not read it."""
    about = {"nominations": nomination_codes(obj)}
    record(actor=actor, verb=verb, obj=obj, sentence=sentence, data={**data, **about})


TAKE_UP: Transition[UndoCase] = Transition(
    name="take_up",
    label="Nhận đề xuất, xem xét",
    sources=frozenset({State.PROPOSED}),
    target=State.OPEN,
    permission=may_handle,
    sentence="Nhận đề xuất của đơn vị để xem xét",
    icon="inbox",
)
CONCLUDE: Transition[UndoCase] = Transition(
    name="conclude",
    label="Kết luận đủ căn cứ",
    sources=frozenset({State.OPEN}),
    target=State.SETTLED,
    permission=may_handle,
    guards=(effects.grounds_are_settled,),
    effect=effects.on_settled,
    sentence="Kết luận đủ căn cứ",
    icon="check2-square",
    explained_to=OFFICE,
)
REOPEN: Transition[UndoCase] = Transition(
    name="reopen",
    label="Xem xét lại",
    sources=frozenset({State.SETTLED}),
    target=State.OPEN,
    permission=may_handle,
    sentence="Mở lại để xem xét",
    icon="arrow-counterclockwise",
)
DRAFT: Transition[UndoCase] = Transition(
    name="draft",
    label="Dự thảo quyết định",
    sources=frozenset({State.SETTLED}),
    target=State.DRAFTED,
    permission=may_handle,
    guards=(effects.decided_here, effects.grounds_are_settled),
    effect=effects.on_drafted,
    sentence="Dự thảo quyết định",
    icon="file-earmark-plus",
)
UNDRAFT: Transition[UndoCase] = Transition(
    name="undraft",
    label="Bỏ dự thảo",
    sources=frozenset({State.DRAFTED}),
    target=State.OPEN,
    permission=may_handle,
    needs=("reason",),
    effect=effects.on_undrafted,
    sentence="Bỏ dự thảo quyết định",
    icon="x-lg",
)
ISSUE: Transition[UndoCase] = Transition(
    name="issue",
    label="Ban hành quyết định",
    sources=frozenset({State.DRAFTED}),
    target=State.DONE,
    permission=may_decide,
    effect=effects.on_issued,
    sentence="Ban hành quyết định",
    icon="award",
    explained_to=OFFICE,
)
FORWARD: Transition[UndoCase] = Transition(
    name="forward",
    label="Trình cấp trên",
    sources=frozenset({State.SETTLED}),
    target=State.FORWARDED,
    permission=may_handle,
    guards=(effects.decided_above,),
    effect=effects.on_forwarded,
    sentence="Trình cấp trên quyết định",
    icon="send",
)
RECORD_OUTCOME: Transition[UndoCase] = Transition(
    name="record_outcome",
    label="Ghi quyết định của cấp trên",
    sources=frozenset({State.FORWARDED}),
    target=State.DONE,
    permission=may_handle,
    effect=effects.on_outcome,
    sentence="Ghi quyết định của cấp trên",
    icon="journal-check",
)
DECLINED: Transition[UndoCase] = Transition(
    name="declined",
    label="Ghi cấp trên không đồng ý",
    sources=frozenset({State.FORWARDED}),
    target=State.REFUSED,
    permission=may_handle,
    needs=("reason",),
    effect=effects.on_ended,
    sentence="Ghi cấp trên không đồng ý",
    icon="x-octagon",
)
TURN_DOWN: Transition[UndoCase] = Transition(
    name="turn_down",
    label="Kết luận không có căn cứ",
    sources=frozenset({State.PROPOSED, State.OPEN, State.SETTLED}),
    target=State.REFUSED,
    permission=may_handle,
    needs=("reason",),
    effect=effects.on_ended,
    sentence="Kết luận không có căn cứ",
    icon="x-octagon",
)
WITHDRAW: Transition[UndoCase] = Transition(
    name="withdraw",
    label="Rút đề xuất",
    sources=frozenset({State.PROPOSED}),
    target=State.WITHDRAWN,
    permission=may_withdraw,
    needs=("reason",),
    effect=effects.on_ended,
    sentence="Rút đề xuất",
    icon="box-arrow-left",
)
CASES: Workflow[UndoCase] = Workflow(
    name="undo",
    model=UndoCase,
    transitions=(
        TAKE_UP, CONCLUDE, DRAFT, FORWARD, ISSUE, RECORD_OUTCOME, REOPEN, UNDRAFT, DECLINED,
        TURN_DOWN, WITHDRAW,
    ),
    record=record_case,
    labels=dict(State.choices),
)  # fmt: skip
