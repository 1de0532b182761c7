"""The path of a nomination. This table is the policy: buttons, permission matrix and
`docs/workflow.md` are made from it, and a change here shows in their diff."""

from __future__ import annotations

from thidua.commendation import guards, rules
from thidua.commendation.domain import effects
from thidua.commendation.enums import State
from thidua.commendation.models import Nomination
from thidua.core.actors import Role
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record

SUBMIT = Transition(
    name="submit",
    label="Nộp hồ sơ",
    sources=frozenset({State.DRAFT}),
    target=State.SUBMITTED,
    permission=rules.may_submit,
    guards=(guards.round_takes_submissions, guards.dossier_is_complete),
    effect=effects.on_submitted,
    sentence="Nộp hồ sơ",
    icon="send",
    explained_to=frozenset({Role.CLERK}),
)
RESUBMIT = Transition(
    name="resubmit",
    label="Nộp lại",
    sources=frozenset({State.GIVEN_BACK}),
    target=State.SUBMITTED,
    permission=rules.may_submit,
    guards=(guards.dossier_is_complete,),
    effect=effects.on_resubmitted,
    sentence="Nộp lại sau khi bổ sung",
    icon="send",
    explained_to=frozenset({Role.CLERK}),
)
DISCARD = Transition(
    name="discard",
    label="Bỏ bản nháp",
    sources=frozenset({State.DRAFT}),
    target=State.WITHDRAWN,
    permission=rules.may_discard,
    sentence="Bỏ bản nháp",
    icon="trash",
)
WITHDRAW = Transition(
    name="withdraw",
    label="Rút hồ sơ",
    sources=frozenset({State.DRAFT, State.SUBMITTED, State.GIVEN_BACK, State.EXAMINED}),
    target=State.WITHDRAWN,
    permission=rules.may_withdraw,
    needs=("reason",),
    effect=effects.keep_reason,
    sentence="Rút hồ sơ",
    icon="box-arrow-left",
    explained_to=frozenset({Role.CLERK}),
)
GIVE_BACK = Transition(
    name="give_back",
    label="Yêu cầu bổ sung",
    sources=frozenset({State.SUBMITTED, State.EXAMINED}),
    target=State.GIVEN_BACK,
    permission=rules.may_examine,
    needs=("parts",),
    effect=effects.on_given_back,
    sentence="Yêu cầu bổ sung",
    icon="reply",
)
EXAMINE = Transition(
    name="examine",
    label="Xác nhận đã thẩm định",
    sources=frozenset({State.SUBMITTED}),
    target=State.EXAMINED,
    permission=rules.may_examine,
    guards=(guards.every_condition_is_settled,),
    effect=effects.on_examined,
    sentence="Thẩm định xong",
    icon="check2-square",
)
TURN_DOWN = Transition(
    name="turn_down",
    label="Kết luận không đủ điều kiện",
    sources=frozenset({State.SUBMITTED, State.EXAMINED}),
    target=State.NOT_APPROVED,
    permission=rules.may_examine,
    needs=("reason",),
    guards=(guards.some_condition_is_not_met,),
    effect=effects.keep_reason,
    sentence="Kết luận không đủ điều kiện",
    icon="x-octagon",
)
SEND_TO_COUNCIL = Transition(
    name="send_to_council",
    label="Trình Hội đồng",
    sources=frozenset({State.EXAMINED}),
    target=State.AT_COUNCIL,
    permission=rules.may_send_to_council,
    guards=(
        guards.every_condition_is_settled,
        guards.within_local_cap,
        guards.nothing_holds,
        guards.nothing_else_waits,
    ),
    effect=effects.on_at_council,
    sentence="Trình Hội đồng",
    icon="people",
)
APPROVE = Transition(
    name="approve",
    label="Ghi Hội đồng thông qua",
    sources=frozenset({State.AT_COUNCIL}),
    target=State.DECIDED,
    permission=rules.may_record_result,
    needs=("counts",),
    guards=(guards.nothing_holds,),
    sentence="Hội đồng thông qua",
    icon="hand-thumbs-up",
)
DISAPPROVE = Transition(
    name="disapprove",
    label="Ghi Hội đồng không thông qua",
    sources=frozenset({State.AT_COUNCIL}),
    target=State.NOT_APPROVED,
    permission=rules.may_record_result,
    needs=("counts", "reason"),
    effect=effects.keep_reason,
    sentence="Hội đồng không thông qua",
    icon="hand-thumbs-down",
)
TAKE_BACK = Transition(
    name="take_back_result",
    label="Ghi lại kết quả",
    sources=frozenset({State.DECIDED, State.NOT_APPROVED}),
    target=State.AT_COUNCIL,
    permission=rules.may_record_result,
    needs=("reason",),
    guards=(
        guards.council_gave_a_result,
        guards.no_decision_holds_it,
        guards.no_package_holds_it,
    ),
    effect=effects.on_taken_back,
    sentence="Rút kết quả đã ghi để ghi lại",
    icon="arrow-counterclockwise",
)
LOWER = Transition(
    name="lower",
    label="Xét danh hiệu thấp hơn",
    sources=frozenset({State.AT_COUNCIL}),
    target=State.NOT_APPROVED,
    permission=rules.may_record_result,
    needs=("reason",),
    guards=(guards.nothing_holds,),
    effect=effects.keep_reason,
    sentence="Hội đồng xét danh hiệu, hình thức thấp hơn",
    icon="arrow-down-circle",
)
ENTER_LOWERED = Transition(
    name="enter_lowered",
    label="Đưa danh hiệu thấp hơn ra Hội đồng",
    sources=frozenset({State.DRAFT}),
    target=State.AT_COUNCIL,
    permission=rules.may_enter_lowered,
    guards=(guards.no_condition_is_unmet,),
    effect=effects.on_lowered_entered,
    sentence="Hội đồng xét theo danh hiệu, hình thức này",
    icon="people",
)
AWARD = Transition(
    name="award",
    label="Ban hành quyết định",
    sources=frozenset({State.DECIDED}),
    target=State.AWARDED,
    permission=rules.may_award,
    guards=(guards.nothing_holds,),
    sentence="Được khen thưởng",
    icon="award",
)
AWARD_ABOVE = Transition(
    name="award_above",
    label="Ghi cấp trên khen thưởng",
    sources=frozenset({State.DECIDED}),
    target=State.AWARDED,
    permission=rules.may_record_from_above,
    needs=("decision",),
    guards=(guards.higher_level_has_it,),
    sentence="Được cấp trên khen thưởng",
    icon="award",
)
REFUSE_ABOVE = Transition(
    name="refuse_above",
    label="Ghi cấp trên không khen thưởng",
    sources=frozenset({State.DECIDED}),
    target=State.NOT_APPROVED,
    permission=rules.may_record_from_above,
    needs=("reason",),
    guards=(guards.higher_level_has_it,),
    effect=effects.keep_reason,
    sentence="Cấp trên không khen thưởng",
    icon="x-octagon",
)

NOMINATIONS: Workflow[Nomination] = Workflow(
    name="nomination",
    model=Nomination,
    transitions=(
        SUBMIT,
        RESUBMIT,
        DISCARD,
        WITHDRAW,
        GIVE_BACK,
        EXAMINE,
        TURN_DOWN,
        SEND_TO_COUNCIL,
        APPROVE,
        DISAPPROVE,
        TAKE_BACK,
        LOWER,
        ENTER_LOWERED,
        AWARD,
        AWARD_ABOVE,
        REFUSE_ABOVE,
    ),
    record=record,
    labels=dict(State.choices),
)
