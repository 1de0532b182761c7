"""Reminders (đôn đốc): written before and after the due day of a report, once for each step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from thidua.core.actors import Actor, Role, system_actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.directives.models import FollowSettings, Reminder, ReportPeriod
from thidua.directives.queries import owed
from thidua.directives.settings import settings_of
from thidua.journal.domain.record import Act, record, record_many
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean

FARTHEST: Final = 365
MOST_STEPS: Final = 8
SHORT: Final = 160


def remind(*, authority_id: int, today: date) -> int:
    """Write the reminder of today's step for everything still owed; how many.

    Of several steps passed since the last run only the latest is written, and no period is
    reminded of twice in a day, however often this runs. A step that was written is never written
    again, unless the due day itself was changed. What was reported is not owed and not reminded of.
    """
    steps = steps_of(settings_of(authority_id))
    if not steps:
        return 0
    window = (today - timedelta(days=FARTHEST + steps[-1]), today - timedelta(days=steps[0]))
    rows = owed(ReportPeriod.objects.filter(authority_id=authority_id, due_on__range=window))
    with transaction.atomic():
        before = Reminder.objects.filter(period__in=rows)
        written = set(before.values_list("period_id", "due_on", "step"))
        reminded = before.filter(written_on=today).values("period")
        new = [
            _reminder(row, step, today)
            for row in rows.exclude(pk__in=reminded).select_related("task")
            if (step := step_on(row.due_on, today, steps)) is not None
            and (row.pk, row.due_on, step) not in written
        ]
        Reminder.objects.bulk_create(new)
        record_many(
            system_actor(authority_id),
            [Act("task.remind", one.period.task, one.words, {"step": one.step}) for one in new],
        )
    return len(new)


def steps_of(settings: FollowSettings) -> list[int]:
    """Days from the due day, in order: negative before it."""
    return sorted({-day for day in settings.before} | set(settings.after))


def step_on(due_on: date, today: date, steps: Sequence[int]) -> int | None:
    """The last step reached by today; None while the first is still to come."""
    passed = [step for step in steps if due_on + timedelta(days=step) <= today]
    return passed[-1] if passed else None


def _reminder(row: ReportPeriod, step: int, today: date) -> Reminder:
    days = (row.due_on - today).days
    when = (
        f"còn {days} ngày đến hạn" if days > 0
        else "hôm nay đến hạn" if days == 0
        else f"đã quá hạn {-days} ngày"
    )  # fmt: skip
    title = row.task.title if len(row.task.title) <= SHORT else f"{row.task.title[:SHORT]}…"
    words = f"Đôn đốc {row.unit_name}: báo cáo {when} ({format_day(row.due_on)}). Nhiệm vụ: {title}"
    return Reminder(
        authority_id=row.authority_id,
        period=row,
        step=step,
        due_on=row.due_on,
        words=words[:500],
        written_on=today,
    )


def set_following(
    *,
    actor: Actor,
    before: Sequence[int],
    after: Sequence[int],
    report_within: int,
    basis: str,
    revision: int | None = None,
) -> FollowSettings:
    """The authority's own days. They hold for reminders from now on, and for periods laid from
    now on; what is laid already keeps its due day."""
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng đặt mức đôn đốc.")
    if any(not 1 <= day <= FARTHEST for day in (*before, *after)):
        raise Refusal(f"Số ngày nhắc từ 1 đến {FARTHEST}.")
    if len(before) > MOST_STEPS or len(after) > MOST_STEPS:
        raise Refusal(f"Mỗi phía không quá {MOST_STEPS} lần nhắc.")
    usual = settings_of(actor.authority_id)
    with transaction.atomic(), sentence_for(FollowSettings):
        held, _ = FollowSettings.objects.get_or_create(
            authority_id=actor.authority_id,
            defaults={
                "before": usual.before,
                "after": usual.after,
                "report_within": usual.report_within,
            },
        )
        row = lock(FollowSettings, held.pk, revision=revision)
        row.before, row.after = sorted(set(before), reverse=True), sorted(set(after))
        row.report_within, row.basis = report_within, clean(basis)[:300]
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="directive.following",
            obj=row,
            sentence="Đặt mức đôn đốc, thời hạn báo cáo",
            data={"before": row.before, "after": row.after, "within": report_within},
        )
    return row
