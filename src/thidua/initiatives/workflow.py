"""The path of a request for recognition. This table is the policy: buttons and the permission
matrix are made from it."""

from __future__ import annotations

from thidua.core.actors import Role
from thidua.core.workflow import Transition, Workflow
from thidua.initiatives import guards, rules
from thidua.initiatives.domain import effects
from thidua.initiatives.enums import State
from thidua.initiatives.models import InitiativeRequest
from thidua.journal.domain.record import record

SUBMIT = Transition(
    name="submit",
    label="Nộp đề nghị",
    sources=frozenset({State.DRAFT}),
    target=State.SUBMITTED,
    permission=rules.may_submit,
    guards=(guards.request_is_complete,),
    effect=effects.on_submitted,
    sentence="Nộp đề nghị công nhận sáng kiến",
    icon="send",
    explained_to=frozenset({Role.CLERK}),
)
RESUBMIT = Transition(
    name="resubmit",
    label="Nộp lại",
    sources=frozenset({State.GIVEN_BACK}),
    target=State.SUBMITTED,
    permission=rules.may_submit,
    guards=(guards.request_is_complete,),
    effect=effects.on_submitted,
    sentence="Nộp lại sau khi bổ sung",
    icon="send",
    explained_to=frozenset({Role.CLERK}),
)
DISCARD = Transition(
    name="discard",
    label="Bỏ bản nháp",
    sources=frozenset({State.DRAFT}),
    target=State.WITHDRAWN,
    permission=rules.may_edit,
    sentence="Bỏ bản nháp đề nghị sáng kiến",
    icon="trash",
)
WITHDRAW = Transition(
    name="withdraw",
    label="Rút đề nghị",
    sources=frozenset({State.SUBMITTED, State.GIVEN_BACK, State.ACCEPTED}),
    target=State.WITHDRAWN,
    permission=rules.may_submit,
    needs=("reason",),
    effect=effects.keep_reason,
    sentence="Rút đề nghị công nhận sáng kiến",
    icon="box-arrow-left",
    explained_to=frozenset({Role.CLERK}),
)
ACCEPT = Transition(
    name="accept",
    label="Tiếp nhận, hợp lệ",
    sources=frozenset({State.SUBMITTED}),
    target=State.ACCEPTED,
    permission=rules.may_receive,
    guards=(guards.request_is_complete,),
    effect=effects.on_accepted,
    sentence="Tiếp nhận đề nghị hợp lệ",
    icon="check2-square",
)
GIVE_BACK = Transition(
    name="give_back",
    label="Yêu cầu bổ sung",
    sources=frozenset({State.SUBMITTED, State.ACCEPTED}),
    target=State.GIVEN_BACK,
    permission=rules.may_receive,
    needs=("reason",),
    effect=effects.on_given_back,
    sentence="Yêu cầu bổ sung đề nghị sáng kiến",
    icon="reply",
)
BRING = Transition(
    name="bring",
    label="Đưa ra Hội đồng",
    sources=frozenset({State.ACCEPTED}),
    target=State.AT_COUNCIL,
    permission=rules.may_bring,
    guards=(guards.likeness_is_answered,),
    effect=effects.on_brought,
    sentence="Đưa đề nghị ra Hội đồng sáng kiến",
    icon="people",
)
RECOGNISE = Transition(
    name="recognise",
    label="Ghi quyết định công nhận",
    sources=frozenset({State.AT_COUNCIL}),
    target=State.RECOGNISED,
    permission=rules.may_receive,
    guards=(
        guards.scoring_passed,
        guards.conditions_are_met,
        guards.nothing_is_the_same,
        guards.authors_are_known,
    ),
    effect=effects.on_recognised,
    sentence="Công nhận sáng kiến",
    icon="patch-check",
)
REFUSE = Transition(
    name="refuse",
    label="Không công nhận",
    sources=frozenset({State.ACCEPTED, State.AT_COUNCIL}),
    target=State.REFUSED,
    permission=rules.may_receive,
    needs=("reason",),
    guards=(guards.has_ground_to_refuse,),
    effect=effects.keep_reason,
    sentence="Không công nhận sáng kiến",
    icon="x-octagon",
)

REQUESTS: Workflow[InitiativeRequest] = Workflow(
    name="initiative_request",
    model=InitiativeRequest,
    transitions=(
        SUBMIT,
        RESUBMIT,
        DISCARD,
        WITHDRAW,
        ACCEPT,
        GIVE_BACK,
        BRING,
        RECOGNISE,
        REFUSE,
    ),
    record=record,
    labels=dict(State.choices),
    noun="Đề nghị",
)
