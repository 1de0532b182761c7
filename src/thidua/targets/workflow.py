"""The path of a target, and of what is reported on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thidua.core.actors import Actor, Role
from thidua.core.errors import Refusal
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.targets import guards, rules
from thidua.targets.enums import Outcome, ResultState, TargetState
from thidua.targets.models import Result, ResultVersion, Target
from thidua.vietnamese.text import clean

READERS = frozenset({Role.CHAIRMAN, Role.SECRETARY})
FIGURES = ("value", "numerator", "denominator", "words")


def _on_closed(
    target: Target, *, actor: Actor, at: datetime, outcome: str = "", reason: str, **_: Any
) -> None:
    if outcome not in Outcome.values:
        raise Refusal("Chọn kết quả: đạt hay không đạt.")
    target.outcome = outcome
    target.outcome_words = clean(reason)[:500]


def _on_reopened(target: Target, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    target.outcome = ""
    target.outcome_words = ""


def _on_withdrawn(target: Target, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    target.outcome_words = clean(reason)[:500]


ACTIVATE = Transition(
    name="activate",
    label="Giao thực hiện",
    sources=frozenset({TargetState.DRAFT}),
    target=TargetState.ACTIVE,
    permission=rules.may_change,
    guards=(guards.is_whole, guards.is_divided, guards.adds_up),
    sentence="Giao chỉ tiêu thực hiện",
    icon="send",
    explained_to=READERS,
)
CLOSE = Transition(
    name="close",
    label="Kết thúc",
    sources=frozenset({TargetState.ACTIVE}),
    target=TargetState.CLOSED,
    permission=rules.may_change,
    needs=("reason",),
    effect=_on_closed,
    sentence="Kết thúc chỉ tiêu",
    icon="flag",
)
REOPEN = Transition(
    name="reopen",
    label="Mở lại",
    sources=frozenset({TargetState.CLOSED}),
    target=TargetState.ACTIVE,
    permission=rules.may_change,
    needs=("reason",),
    effect=_on_reopened,
    sentence="Mở lại chỉ tiêu",
    icon="arrow-counterclockwise",
)
WITHDRAW = Transition(
    name="withdraw",
    label="Rút chỉ tiêu",
    sources=frozenset({TargetState.DRAFT, TargetState.ACTIVE}),
    target=TargetState.WITHDRAWN,
    permission=rules.may_change,
    needs=("reason",),
    effect=_on_withdrawn,
    sentence="Rút chỉ tiêu",
    icon="box-arrow-left",
)
TARGETS: Workflow[Target] = Workflow(
    name="target",
    model=Target,
    transitions=(ACTIVATE, CLOSE, REOPEN, WITHDRAW),
    record=record,
    labels=dict(TargetState.choices),
    noun="Chỉ tiêu",
)


def _is_followed(result: Result) -> list[str]:
    if result.target.state == TargetState.ACTIVE:
        return []
    return ["Chỉ tiêu không còn ở bước đang thực hiện nên không đổi kết quả được."]


def _keep_answer(result: Result, *, actor: Actor, at: datetime, reason: str = "", **_: Any) -> None:
    result.answer = clean(reason)[:300]


def _replace(
    result: Result,
    *,
    actor: Actor,
    at: datetime,
    figures: dict[str, Any],
    reason: str = "",
    is_late: bool = False,
) -> None:
    """The version so far is written down as it is; then the new figures take its place."""
    ResultVersion.objects.create(
        authority_id=result.authority_id,
        result=result,
        number=result.version,
        reason=result.reason,
        is_late=result.is_late,
        was=result.state,
        written_by_name=result.reported_by_name,
        written_at=result.written_at,
        **{name: getattr(result, name) for name in FIGURES},
    )
    for name in FIGURES:
        setattr(result, name, figures[name])
    result.version += 1
    result.reason = clean(reason)[:300]
    result.is_late = is_late
    result.reported_by_name = actor.name
    result.written_at = at


ACCEPT = Transition(
    name="accept",
    label="Duyệt",
    sources=frozenset({ResultState.REPORTED}),
    target=ResultState.ACCEPTED,
    permission=rules.may_judge,
    guards=(_is_followed,),
    effect=_keep_answer,
    sentence="Duyệt kết quả",
    icon="check2",
)
GIVE_BACK = Transition(
    name="give_back",
    label="Trả lại",
    sources=frozenset({ResultState.REPORTED, ResultState.ACCEPTED}),
    target=ResultState.GIVEN_BACK,
    permission=rules.may_judge,
    guards=(_is_followed,),
    needs=("reason",),
    effect=_keep_answer,
    sentence="Trả lại kết quả",
    icon="reply",
)
CORRECT = Transition(
    name="correct",
    label="Sửa số đã báo",
    sources=frozenset(ResultState.values),
    target=ResultState.REPORTED,
    permission=rules.may_correct,
    guards=(_is_followed,),
    effect=_replace,
    sentence="Sửa kết quả đã báo cáo",
    icon="pencil",
)
RESULTS: Workflow[Result] = Workflow(
    name="target_result",
    model=Result,
    transitions=(ACCEPT, GIVE_BACK, CORRECT),
    record=record,
    labels=dict(ResultState.choices),
    noun="Kết quả",
)
