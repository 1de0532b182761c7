"""A unit's reports on its tasks: drafted, sent, accepted or given back, corrected as versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.directives.enums import ReportState
from thidua.directives.models import ReportFile, ReportPeriod, Task, TaskReport
from thidua.directives.report_workflow import REPORTS, is_owed
from thidua.directives.rules import may_report, refuse
from thidua.directives.task_workflow import TASKS
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean, clean_lines


@dataclass(frozen=True, slots=True)
class Content:
    """What a unit says; `share` in per cent of the task, None while it has not said."""

    words: str
    share: Decimal | None
    difficulties: str = ""


def start_report(*, actor: Actor, period: ReportPeriod) -> TaskReport:
    """The draft of the period: the one begun, else a new version that starts from the last."""
    with transaction.atomic(), sentence_for(TaskReport):
        held = ReportPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
        refuse(may_report(held, actor))
        last = held.reports.order_by("-version").first()
        if last is not None and last.state == ReportState.DRAFT:
            return last
        draft = TaskReport(
            authority_id=held.authority_id,
            period=held,
            version=last.version + 1 if last else 1,
            draft_at=timezone.now(),
            changed_by_name=actor.name,
        )
        if reasons := is_owed(draft):
            raise Refusal.of(reasons)
        if last is not None:
            draft.words, draft.share = last.words, last.share
            draft.difficulties = last.difficulties
        draft.save()
        if last is not None:
            _carry_files(last, draft)
    return draft


def _carry_files(last: TaskReport, draft: TaskReport) -> None:
    """Evidence of the version before stays with the new one until it is taken out of it."""
    ReportFile.objects.bulk_create(
        ReportFile(
            authority_id=draft.authority_id,
            report=draft,
            file_id=one.file_id,
            note=one.note,
            added_by_name=one.added_by_name,
        )
        for one in last.files.filter(withdrawn_at__isnull=True)
    )


def save_report(
    *, actor: Actor, report: TaskReport, content: Content, revision: int | None = None
) -> TaskReport:
    """Keep the draft as typed; nothing has to be whole yet."""
    with transaction.atomic(), sentence_for(TaskReport):
        row = _draft(actor, report, revision)
        row.words = clean_lines(content.words)[:8000]
        row.difficulties = clean_lines(content.difficulties)[:4000]
        row.share = content.share
        stamp(row, actor)
        row.save()
    return row


def _draft(actor: Actor, report: TaskReport, revision: int | None) -> TaskReport:
    row = lock(TaskReport, report.pk, revision=revision)
    refuse(may_report(row.period, actor))
    if row.state != ReportState.DRAFT:
        raise Refusal("Báo cáo đã gửi. Bấm Sửa báo cáo để lập bản sau.")
    return row


def add_file(*, actor: Actor, report: TaskReport, file: StoredFile, note: str = "") -> ReportFile:
    with transaction.atomic():
        row = _draft(actor, report, None)
        made = ReportFile.objects.create(
            authority_id=row.authority_id,
            report=row,
            file=file,
            note=clean(note)[:200],
            added_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="task_report.file",
            obj=row.period.task,
            sentence=f"Thêm minh chứng “{file.name}” cho báo cáo"[:500],
            data={"sha256": file.sha256, "version": row.version},
        )
    return made


def withdraw_file(*, actor: Actor, file: ReportFile) -> None:
    """Take evidence out of a draft; in versions sent before it stays."""
    with transaction.atomic():
        _draft(actor, file.report, None)
        file.withdrawn_at = timezone.now()
        file.save(update_fields=["withdrawn_at"])


def send_report(
    *,
    actor: Actor,
    report: TaskReport,
    revision: int | None = None,
    at: datetime | None = None,
) -> TaskReport:
    """Send the draft; the version before it is kept and stands no longer."""
    with transaction.atomic(), sentence_for(TaskReport):
        earlier = report.period.reports.filter(
            version__lt=report.version,
            state__in=(ReportState.SENT, ReportState.GIVEN_BACK, ReportState.ACCEPTED),
        )
        for one in earlier:
            REPORTS.perform(one, "replace", actor=actor, at=at)
        return REPORTS.perform(report, "send", actor=actor, revision=revision, at=at)


def judge_report(
    *,
    actor: Actor,
    report: TaskReport,
    name: str,
    reason: str = "",
    revision: int | None = None,
    at: datetime | None = None,
) -> TaskReport:
    """Accept a report, or give it back with a reason."""
    return REPORTS.perform(report, name, actor=actor, revision=revision, at=at, reason=reason)


def step_task(
    *, actor: Actor, task: Task, name: str, revision: int | None = None, **inputs: Any
) -> Task:
    """Walk one step of a task's path."""
    return TASKS.perform(task, name, actor=actor, revision=revision, **inputs)
