"""The path of one version of a report on a task."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.workflow import Transition, Workflow
from thidua.directives.enums import LIVE_TASKS, ReportState
from thidua.directives.models import TaskReport
from thidua.directives.rules import may_judge, may_send
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean_lines


def is_whole(report: TaskReport) -> list[str]:
    found = []
    if not report.words.strip():
        found.append("Ghi kết quả đã làm trong kỳ trước khi gửi.")
    if report.share is None:
        found.append("Ghi phần đã làm, từ 0 đến 100 %.")
    return found


def is_owed(report: TaskReport) -> list[str]:
    """A report goes to a task that somebody still follows."""
    task = report.period.task
    if task.state not in LIVE_TASKS:
        return [f"Nhiệm vụ đang ở bước “{task.get_state_display()}” nên không nhận báo cáo nữa."]
    if report.period.dropped_at is not None:
        return ["Kỳ báo cáo này không còn: hạn hoặc nhịp báo cáo đã đổi. Mở kỳ mới để báo cáo."]
    return []


def on_sent(report: TaskReport, *, actor: Actor, at: datetime) -> None:
    report.sent_on, report.sent_by_name = timezone.localdate(at), actor.name


def on_judged(report: TaskReport, *, actor: Actor, at: datetime, reason: str = "") -> None:
    report.reason, report.judged_by_name = clean_lines(reason)[:1000], actor.name


def record_on_task(
    *, actor: Actor, verb: str, obj: TaskReport, sentence: str, data: Mapping[str, Any]
) -> None:
    """The history of a task holds what became of its reports."""
    about = {"unit": obj.period.unit_name, "version": obj.version, "period": str(obj.period)}
    words = f"{sentence}: {obj.period.unit_name}, kỳ đến {obj.period.ends_on:%d/%m/%Y}"
    record(actor=actor, verb=verb, obj=obj.period.task, sentence=words, data={**data, **about})


REPORTS: Workflow[TaskReport] = Workflow(
    name="task_report",
    model=TaskReport,
    transitions=(
        Transition(
            name="send",
            label="Gửi báo cáo",
            sources=frozenset({ReportState.DRAFT}),
            target=ReportState.SENT,
            permission=may_send,
            guards=(is_owed, is_whole),
            effect=on_sent,
            sentence="Gửi báo cáo nhiệm vụ",
            icon="send",
        ),
        Transition(
            name="accept",
            label="Nhận báo cáo",
            sources=frozenset({ReportState.SENT}),
            target=ReportState.ACCEPTED,
            permission=may_judge,
            effect=on_judged,
            sentence="Nhận báo cáo nhiệm vụ",
            icon="check-circle",
            explained_to=frozenset({Role.OFFICER}),
        ),
        Transition(
            name="give_back",
            label="Trả lại báo cáo",
            sources=frozenset({ReportState.SENT, ReportState.ACCEPTED}),
            target=ReportState.GIVEN_BACK,
            permission=may_judge,
            needs=("reason",),
            effect=on_judged,
            sentence="Trả lại báo cáo nhiệm vụ",
            icon="reply",
            explained_to=frozenset({Role.OFFICER}),
        ),
        Transition(
            name="replace",
            label="Thay bằng bản sau",
            sources=frozenset({ReportState.SENT, ReportState.GIVEN_BACK, ReportState.ACCEPTED}),
            target=ReportState.REPLACED,
            permission=may_send,
            sentence="Thay báo cáo bằng bản sửa",
            icon="arrow-repeat",
            explained_to=frozenset(UNIT_ROLES),
        ),
    ),
    record=record_on_task,
    labels=dict(ReportState.choices),
    noun="Báo cáo",
)
