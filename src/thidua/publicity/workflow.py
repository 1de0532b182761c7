"""The paths of a list and of a comment. These tables are the policy."""

from __future__ import annotations

from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.publicity import effects, guards, rules
from thidua.publicity.enums import CommentState, ListState
from thidua.publicity.models import CandidateList, Comment

OPEN = Transition(
    name="open",
    label="Đăng lấy ý kiến",
    sources=frozenset({ListState.DRAFT}),
    target=ListState.OPEN,
    permission=rules.may_publish,
    guards=(guards.has_candidates, guards.holds_nothing_personal, guards.lasts_as_the_law_says),
    effect=effects.on_opened,
    sentence="Đăng danh sách lấy ý kiến Nhân dân",
    icon="megaphone",
)
PAUSE = Transition(
    name="pause",
    label="Tạm dừng",
    sources=frozenset({ListState.OPEN}),
    target=ListState.PAUSED,
    permission=rules.may_publish,
    needs=("reason",),
    effect=effects.on_paused,
    sentence="Tạm dừng lấy ý kiến",
    icon="pause-circle",
)
RESUME = Transition(
    name="resume",
    label="Lấy ý kiến tiếp",
    sources=frozenset({ListState.PAUSED}),
    target=ListState.OPEN,
    permission=rules.may_publish,
    effect=effects.on_resumed,
    sentence="Lấy ý kiến tiếp",
    icon="play-circle",
)
CLOSE = Transition(
    name="close",
    label="Kết thúc lấy ý kiến",
    sources=frozenset({ListState.OPEN}),
    target=ListState.CLOSED,
    permission=rules.may_publish,
    guards=(guards.period_is_over,),
    effect=effects.on_closed,
    sentence="Kết thúc lấy ý kiến",
    icon="check2-all",
)
WITHDRAW = Transition(
    name="withdraw",
    label="Rút danh sách",
    sources=frozenset({ListState.DRAFT, ListState.OPEN, ListState.PAUSED}),
    target=ListState.WITHDRAWN,
    permission=rules.may_publish,
    needs=("reason",),
    effect=effects.on_withdrawn,
    sentence="Rút danh sách lấy ý kiến",
    icon="box-arrow-left",
)
LISTS: Workflow[CandidateList] = Workflow(
    name="publicity",
    model=CandidateList,
    transitions=(OPEN, PAUSE, RESUME, CLOSE, WITHDRAW),
    record=record,
    labels=dict(ListState.choices),
    noun="Danh sách",
)

IN_HAND = frozenset({CommentState.IN_REVIEW, CommentState.SERIOUS, CommentState.PASSED_ON})
TAKE = Transition(
    name="take",
    label="Nhận xử lý",
    sources=frozenset({CommentState.NEW}),
    target=CommentState.IN_REVIEW,
    permission=rules.may_triage,
    effect=effects.on_taken,
    sentence="Nhận xử lý ý kiến",
    icon="person-check",
)
ANSWER = Transition(
    name="answer",
    label="Trả lời",
    sources=IN_HAND,
    target=CommentState.ANSWERED,
    permission=rules.may_triage,
    effect=effects.on_settled,
    sentence="Trả lời ý kiến",
    icon="chat-left-text",
)
UNFOUNDED = Transition(
    name="unfounded",
    label="Kết luận không có căn cứ",
    sources=IN_HAND,
    target=CommentState.UNFOUNDED,
    permission=rules.may_triage,
    effect=effects.on_settled,
    sentence="Kết luận ý kiến không có căn cứ",
    icon="x-circle",
)
PASS_ON = Transition(
    name="pass_on",
    label="Chuyển cơ quan khác",
    sources=frozenset({CommentState.IN_REVIEW, CommentState.SERIOUS}),
    target=CommentState.PASSED_ON,
    permission=rules.may_triage,
    effect=effects.on_passed_on,
    sentence="Chuyển ý kiến cho cơ quan khác",
    icon="forward",
)
SERIOUS = Transition(
    name="serious",
    label="Nghiêm trọng, tạm dừng hồ sơ",
    sources=frozenset({CommentState.IN_REVIEW}),
    target=CommentState.SERIOUS,
    permission=rules.may_triage,
    effect=effects.on_serious,
    sentence="Ý kiến nghiêm trọng, tạm dừng hồ sơ để làm rõ",
    icon="exclamation-octagon",
)
REOPEN = Transition(
    name="reopen",
    label="Xem xét lại",
    sources=frozenset({CommentState.ANSWERED, CommentState.UNFOUNDED}),
    target=CommentState.IN_REVIEW,
    permission=rules.may_triage,
    needs=("reason",),
    effect=effects.on_reopened,
    sentence="Xem xét lại ý kiến",
    icon="arrow-counterclockwise",
)
COMMENTS: Workflow[Comment] = Workflow(
    name="comment",
    model=Comment,
    transitions=(TAKE, ANSWER, UNFOUNDED, PASS_ON, SERIOUS, REOPEN),
    record=record,
    labels=dict(CommentState.choices),
    noun="Ý kiến",
)
