"""The path of a year's scoring."""

from __future__ import annotations

from thidua.clusters import guards, rules
from thidua.clusters.domain import effects
from thidua.clusters.enums import State
from thidua.clusters.models import ClusterYear
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record

START = Transition(
    name="start",
    label="Mở tự chấm",
    sources=frozenset({State.DRAFT}),
    target=State.SELF_SCORING,
    permission=rules.may_step,
    guards=(guards.tree_is_ready, guards.members_are_named, guards.timetable_is_set),
    effect=effects.on_started,
    sentence="Mở tự chấm điểm thi đua",
    icon="pencil-square",
)
OPEN_CROSS = Transition(
    name="open_cross",
    label="Mở chấm chéo",
    sources=frozenset({State.SELF_SCORING}),
    target=State.CROSS_CHECKING,
    permission=rules.may_step,
    guards=(guards.own_sheets_are_in, guards.everyone_is_checked),
    sentence="Mở chấm chéo",
    icon="arrow-left-right",
)
TO_PANEL = Transition(
    name="to_panel",
    label="Chuyển thẩm định",
    sources=frozenset({State.CROSS_CHECKING}),
    target=State.PANEL,
    permission=rules.may_step,
    guards=(guards.peer_sheets_are_in,),
    effect=effects.on_panel,
    sentence="Chuyển điểm sang tổ thẩm định",
    icon="clipboard-check",
)
ANNOUNCE = Transition(
    name="announce",
    label="Công bố dự thảo cho các đơn vị",
    sources=frozenset({State.PANEL}),
    target=State.ANNOUNCED,
    permission=rules.may_step,
    guards=(guards.panel_is_done, guards.objection_day_is_ahead),
    sentence="Công bố dự thảo kết quả cho các đơn vị thành viên",
    icon="megaphone",
)
TAKE_BACK = Transition(
    name="take_back",
    label="Thẩm định lại",
    sources=frozenset({State.ANNOUNCED}),
    target=State.PANEL,
    permission=rules.may_step,
    needs=("reason",),
    sentence="Rút dự thảo kết quả để thẩm định lại",
    icon="arrow-counterclockwise",
)
PUBLISH = Transition(
    name="publish",
    label="Công bố kết quả",
    sources=frozenset({State.ANNOUNCED}),
    target=State.PUBLISHED,
    permission=rules.may_step,
    guards=(
        guards.panel_is_done,
        guards.objections_are_answered,
        guards.objection_time_is_over,
    ),
    effect=effects.on_published,
    sentence="Công bố kết quả thi đua của cụm, khối",
    icon="patch-check",
)
CORRECT = Transition(
    name="correct",
    label="Sửa bằng một kết quả mới",
    sources=frozenset({State.PUBLISHED}),
    target=State.PANEL,
    permission=rules.may_step,
    needs=("reason",),
    effect=effects.on_correcting,
    sentence="Mở lại thẩm định để lập kết quả thay bản đã công bố",
    icon="pencil",
)

YEARS: Workflow[ClusterYear] = Workflow(
    name="cluster",
    model=ClusterYear,
    transitions=(START, OPEN_CROSS, TO_PANEL, ANNOUNCE, PUBLISH, TAKE_BACK, CORRECT),
    record=record,
    labels=dict(State.choices),
    noun="Việc chấm điểm",
)
