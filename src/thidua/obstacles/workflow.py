"""The path of an obstacle: raised, sent to who can help, answered, closed; opened again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.obstacles import rules
from thidua.obstacles.enums import ObstacleState, Outcome
from thidua.obstacles.models import Obstacle
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.text import clean, clean_lines


def _on_routed(
    obstacle: Obstacle,
    *,
    actor: Actor,
    at: datetime,
    body: Unit,
    day: date,
    words: str = "",
) -> None:
    today = timezone.localdate()
    if day < today:
        raise Refusal("Hạn trả lời đã qua. Chọn ngày hôm nay hoặc sau đó.")
    obstacle.routed_to = body
    obstacle.routed_name = names_on([body.pk], today).get(body.pk, "")[:200]
    obstacle.answer_due_on = day
    obstacle.route_words = clean(words)[:500]


def _on_answered(obstacle: Obstacle, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    obstacle.answer = clean_lines(reason)
    obstacle.answered_by_name = actor.name
    due = obstacle.answer_due_on
    obstacle.answered_late = due is not None and timezone.localdate(at) > due


def _on_closed(
    obstacle: Obstacle, *, actor: Actor, at: datetime, reason: str, outcome: str = ""
) -> None:
    if outcome not in Outcome.values:
        raise Refusal("Chọn kết quả: đã tháo gỡ, một phần hay chưa tháo gỡ được.")
    obstacle.outcome = outcome
    obstacle.outcome_words = clean(reason)[:500]


def _on_reopened(obstacle: Obstacle, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    obstacle.outcome = obstacle.outcome_words = ""
    obstacle.reopened += 1


ROUTE = Transition(
    name="route",
    label="Chuyển xử lý",
    sources=frozenset({ObstacleState.RAISED, ObstacleState.ROUTED}),
    target=ObstacleState.ROUTED,
    permission=rules.may_route,
    needs=("body", "day"),
    effect=_on_routed,
    sentence="Chuyển vướng mắc đến nơi xử lý",
    icon="send",
)
ANSWER = Transition(
    name="answer",
    label="Trả lời",
    sources=frozenset({ObstacleState.ROUTED}),
    target=ObstacleState.ANSWERED,
    permission=rules.may_answer,
    needs=("reason",),
    effect=_on_answered,
    sentence="Trả lời vướng mắc",
    icon="chat-left-text",
)
CLOSE = Transition(
    name="close",
    label="Kết thúc",
    sources=frozenset({ObstacleState.RAISED, ObstacleState.ROUTED, ObstacleState.ANSWERED}),
    target=ObstacleState.CLOSED,
    permission=rules.may_settle,
    needs=("reason",),
    effect=_on_closed,
    sentence="Kết thúc vướng mắc",
    icon="check2",
)
REOPEN = Transition(
    name="reopen",
    label="Mở lại",
    sources=frozenset({ObstacleState.ANSWERED, ObstacleState.CLOSED}),
    target=ObstacleState.RAISED,
    permission=rules.may_settle,
    needs=("reason",),
    effect=_on_reopened,
    sentence="Mở lại vướng mắc",
    icon="arrow-counterclockwise",
)
WITHDRAW = Transition(
    name="withdraw",
    label="Rút vướng mắc",
    sources=frozenset({ObstacleState.RAISED}),
    target=ObstacleState.WITHDRAWN,
    permission=rules.may_withdraw,
    sentence="Rút vướng mắc",
    icon="box-arrow-left",
)
OBSTACLES: Workflow[Obstacle] = Workflow(
    name="obstacle",
    model=Obstacle,
    transitions=(ROUTE, ANSWER, CLOSE, REOPEN, WITHDRAW),
    record=record,
    labels=dict(ObstacleState.choices),
    noun="Vướng mắc",
)
