"""What waits on the desk because of directives: to confirm, to report, to receive, to conclude."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.directives.enums import DirectiveState, ReportState, TaskState
from thidua.directives.models import ReportPeriod
from thidua.directives.queries import (
    overdue,
    owed,
    periods_visible_to,
    recent_reminders,
    reports_visible_to,
    tasks_visible_to,
    visible_to,
    waiting_reports,
)
from thidua.directives.settings import settings_of
from thidua.web.shared.waiting import waiting

SOON = 7
"""Days before a report is due that it comes on the desk, where nobody set reminders."""


def tasks(actor: Actor) -> list[dict[str, Any]]:
    """Lines for a unit that owes reports, and for the officer who follows."""
    if actor.role in UNIT_ROLES:
        return [*_owed(actor), *_given_back(actor)]
    return _office(actor) if actor.is_any(Role.OFFICER) else []


def _owed(actor: Actor) -> list[dict[str, Any]]:
    """Reports overdue and soon due, with the newest reminder."""
    today = timezone.localdate()
    soon = max(settings_of(actor.authority_id).before, default=SOON)
    mine = owed(periods_visible_to(actor))
    late = _sum(overdue(mine, today))
    coming = _sum(mine.filter(due_on__range=(today, today + timedelta(days=soon))))
    found = []
    url = reverse("unit:tasks_owing")
    if late["n"]:
        text = _nudge(actor, today) or "Gửi báo cáo, hoặc đề nghị lùi hạn có lý do"
        title = f"{late['n']} báo cáo nhiệm vụ quá hạn"
        found.append(waiting(late["n"], title, text, url, "Quá hạn", day=late["day"], state="bad"))
    if coming["n"]:
        text = "" if late["n"] else _nudge(actor, today)
        title = f"{coming['n']} báo cáo nhiệm vụ sắp đến hạn"
        found.append(
            waiting(
                coming["n"],
                title,
                text or "Báo cáo nhiệm vụ",
                url,
                "Sắp đến hạn",
                day=coming["day"],
            )
        )
    return found


def _sum(rows: QuerySet[ReportPeriod]) -> dict[str, Any]:
    return rows.order_by().aggregate(n=Count("pk"), day=Min("due_on"))


def _nudge(actor: Actor, today: date) -> str:
    newest = recent_reminders(actor, today - timedelta(days=30)).first()
    return newest.words if newest else ""


def _given_back(actor: Actor) -> list[dict[str, Any]]:
    rows = reports_visible_to(actor).filter(state=ReportState.GIVEN_BACK)
    return [
        waiting(1, f"Báo cáo bị trả lại: {row.period.task.title}", row.reason,
              reverse("unit:task", args=[row.period.task.code]), "Trả lại", day=row.period.due_on)
        for row in rows.select_related("period__task")[:5]
    ]  # fmt: skip


def _office(actor: Actor) -> list[dict[str, Any]]:
    found = [
        waiting(1, "Tệp chỉ thị không đọc được" if row.fault else "Chỉ thị chờ xác nhận", row.name,
              _page(row.code, row.state), "Cần xử lý" if row.fault else "Chờ xác nhận")
        for row in visible_to(actor).filter(
            state__in=(DirectiveState.PROPOSED, DirectiveState.READING)
        ).order_by("-pk")[:5]
        if row.fault or row.state == DirectiveState.PROPOSED
    ]  # fmt: skip
    reports = waiting_reports(actor).count()
    if reports:
        title = f"{reports} báo cáo nhiệm vụ chờ nhận"
        first = waiting_reports(actor)[0]
        url = reverse("office:task", args=[first.period.task.code])
        found.append(waiting(reports, title, str(first.period), url, "Chờ nhận", state="info"))
    done = tasks_visible_to(actor).filter(state=TaskState.REPORTED).count()
    if done:
        url = f"{reverse('office:tasks')}?buoc={TaskState.REPORTED}"
        title = f"{done} nhiệm vụ đơn vị báo đã xong"
        words = "Công nhận, hoặc trả lại để làm tiếp"
        found.append(waiting(done, title, words, url, "Chờ kết luận", state="info"))
    late = overdue(periods_visible_to(actor), timezone.localdate()).count()
    if late:
        title = f"{late} báo cáo nhiệm vụ quá hạn"
        url = reverse("office:overdue")
        found.append(waiting(late, title, "Xem đơn vị nào chậm nhất", url, "Quá hạn", state="bad"))
    return found


def _page(code: str, state: str) -> str:
    name = "directive_confirm" if state == DirectiveState.PROPOSED else "directive"
    return reverse(f"office:{name}", args=[code])
