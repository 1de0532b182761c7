"""The path of a movement and the path of a unit's report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.errors import Refusal
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.movements import guards, rules
from thidua.movements.domain.plan_papers import PaperOf
from thidua.movements.domain.versions import keep_version
from thidua.movements.enums import (
    DISTRICT_ENDED,
    MovementLevel,
    MovementState,
    ResultState,
)
from thidua.movements.models import Movement, MovementResult, MovementReview
from thidua.vietnamese.text import clean

PLAN_GUARDS = (
    guards.every_part_is_written,
    guards.every_subject_has_criteria,
    guards.has_its_time,
    guards.level_still_stands,
    guards.final_review_is_planned,
)


def _number_the_plan(
    movement: Movement, *, actor: Actor, at: datetime, number: str, day: date, **more: Any
) -> None:
    """The plan's number and day; its words, DOCX and PDF are kept from here on."""
    if day > timezone.localdate():
        raise Refusal("Ngày kế hoạch chưa đến. Ghi ngày đã ký trên văn bản.")
    if movement.level == MovementLevel.DISTRICT and day >= DISTRICT_ENDED:
        raise Refusal("Từ 01/7/2025 không còn cấp huyện. Đổi cấp phát động rồi phát động lại.")
    movement.number, movement.paper_on = clean(number)[:60], day
    movement.signer_post = clean(str(more.get("signer_post", "")))[:150]
    movement.signer_name = clean(str(more.get("signer_name", "")))[:120]
    keep_version(movement, actor=actor, paper=PaperOf(movement.number, day))


def _keep_reason(row: Movement, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    row.end_reason = clean(reason)[:500]


def _open(
    movement: Movement, *, actor: Actor, at: datetime, review: MovementReview, **_: Any
) -> None:
    MovementReview.objects.filter(pk=review.pk).update(opened_at=at)


def _put_off(
    movement: Movement, *, actor: Actor, at: datetime, review: MovementReview, **_: Any
) -> None:
    MovementReview.objects.filter(pk=review.pk).update(opened_at=None)


DRAFTED = frozenset({MovementState.DRAFT})
GOING = frozenset({MovementState.LAUNCHED, MovementState.RUNNING})

MOVEMENTS: Workflow[Movement] = Workflow(
    name="movement",
    model=Movement,
    record=record,
    labels=dict(MovementState.choices),
    noun="Phong trào",
    transitions=(
        Transition(
            name="check",
            label="Xác nhận đã kiểm tra kế hoạch",
            sources=DRAFTED,
            target=MovementState.CHECKED,
            permission=rules.may_steer_ours,
            guards=PLAN_GUARDS,
            sentence="Kiểm tra kế hoạch phát động",
            icon="check2-square",
        ),
        Transition(
            name="rework",
            label="Đưa về soạn lại",
            sources=frozenset({MovementState.CHECKED}),
            target=MovementState.DRAFT,
            permission=rules.may_launch,
            needs=("reason",),
            sentence="Đưa kế hoạch về soạn lại",
            icon="pencil",
        ),
        Transition(
            name="launch",
            label="Phát động",
            sources=frozenset({MovementState.CHECKED}),
            target=MovementState.LAUNCHED,
            permission=rules.may_launch,
            guards=PLAN_GUARDS,
            needs=("number", "day"),
            effect=_number_the_plan,
            sentence="Phát động phong trào",
            icon="megaphone",
        ),
        Transition(
            name="begin",
            label="Bắt đầu thực hiện",
            sources=frozenset({MovementState.LAUNCHED}),
            target=MovementState.RUNNING,
            permission=rules.may_launch,
            guards=(guards.has_begun,),
            sentence="Phong trào bắt đầu thực hiện",
            icon="play",
        ),
        Transition(
            name="note_above",
            label="Ghi phong trào của cấp trên",
            sources=DRAFTED,
            target=MovementState.RUNNING,
            permission=rules.may_steer_above,
            guards=(guards.has_a_name_above,),
            sentence="Ghi phong trào của cấp trên",
            icon="bookmark-check",
        ),
        Transition(
            name="open_preliminary",
            label="Mở sơ kết",
            sources=GOING,
            target=MovementState.PRELIMINARY,
            permission=rules.may_steer_ours,
            guards=(guards.has_begun,),
            effect=_open,
            sentence="Mở sơ kết phong trào",
            icon="clipboard-data",
        ),
        Transition(
            name="end_preliminary",
            label="Chốt báo cáo sơ kết",
            sources=frozenset({MovementState.PRELIMINARY}),
            target=MovementState.RUNNING,
            permission=rules.may_steer_ours,
            guards=(guards.no_report_waits,),
            sentence="Chốt báo cáo sơ kết",
            icon="lock",
        ),
        Transition(
            name="open_final",
            label="Mở tổng kết",
            sources=GOING,
            target=MovementState.FINAL,
            permission=rules.may_steer_ours,
            guards=(guards.has_begun,),
            effect=_open,
            sentence="Mở tổng kết phong trào",
            icon="clipboard-check",
        ),
        Transition(
            name="close",
            label="Chốt báo cáo tổng kết",
            sources=frozenset({MovementState.FINAL}),
            target=MovementState.CLOSED,
            permission=rules.may_steer_ours,
            guards=(guards.no_report_waits,),
            sentence="Chốt báo cáo tổng kết, kết thúc phong trào",
            icon="flag",
        ),
        Transition(
            name="put_off",
            label="Hoãn kỳ này",
            sources=frozenset({MovementState.PRELIMINARY, MovementState.FINAL}),
            target=MovementState.RUNNING,
            permission=rules.may_steer_ours,
            needs=("reason",),
            effect=_put_off,
            sentence="Hoãn sơ kết, tổng kết",
            icon="skip-backward",
        ),
        Transition(
            name="close_above",
            label="Ghi đã kết thúc",
            sources=frozenset({MovementState.RUNNING}),
            target=MovementState.CLOSED,
            permission=rules.may_steer_above,
            sentence="Ghi phong trào của cấp trên đã kết thúc",
            icon="flag",
        ),
        Transition(
            name="cancel",
            label="Hủy phong trào",
            sources=frozenset(
                {
                    MovementState.DRAFT,
                    MovementState.CHECKED,
                    MovementState.LAUNCHED,
                    MovementState.RUNNING,
                }
            ),
            target=MovementState.CANCELLED,
            permission=rules.may_steer,
            needs=("reason",),
            effect=_keep_reason,
            sentence="Hủy phong trào",
            icon="x-octagon",
        ),
    ),
)
BY_REVIEW = frozenset({"open_preliminary", "end_preliminary", "open_final", "close", "put_off"})
"""Steps that `domain.reviews` takes together with the review they are about."""


def _keep_given_back(
    result: MovementResult, *, actor: Actor, at: datetime, reason: str, **_: Any
) -> None:
    result.given_back_reason = clean(reason)[:500]


def _note_lateness(result: MovementResult, *, actor: Actor, at: datetime, **_: Any) -> None:
    until = result.review.results_until or result.review.due_on
    result.is_late = timezone.localdate(at) > until
    result.given_back_reason = ""


RESULTS: Workflow[MovementResult] = Workflow(
    name="movement_result",
    model=MovementResult,
    record=record,
    labels=dict(ResultState.choices),
    noun="Báo cáo",
    transitions=(
        Transition(
            name="hand_in",
            label="Nộp báo cáo",
            sources=frozenset({ResultState.DRAFT, ResultState.GIVEN_BACK}),
            target=ResultState.HANDED_IN,
            permission=rules.may_write_result,
            guards=(guards.review_takes_reports, guards.report_says_something),
            effect=_note_lateness,
            sentence="Nộp báo cáo kết quả phong trào",
            icon="send",
        ),
        Transition(
            name="give_back",
            label="Trả lại để bổ sung",
            sources=frozenset({ResultState.HANDED_IN, ResultState.ACCEPTED}),
            target=ResultState.GIVEN_BACK,
            permission=rules.may_judge_result,
            guards=(guards.review_takes_reports,),
            needs=("reason",),
            effect=_keep_given_back,
            sentence="Trả lại báo cáo kết quả phong trào",
            icon="arrow-return-left",
            explained_to=frozenset({Role.INSPECTOR}),
        ),
        Transition(
            name="accept",
            label="Tiếp nhận báo cáo",
            sources=frozenset({ResultState.HANDED_IN}),
            target=ResultState.ACCEPTED,
            permission=rules.may_judge_result,
            guards=(guards.review_takes_reports,),
            sentence="Tiếp nhận báo cáo kết quả phong trào",
            icon="check2",
            explained_to=frozenset({Role.INSPECTOR}),
        ),
    ),
)
