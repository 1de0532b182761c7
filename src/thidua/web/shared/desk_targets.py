"""What waits on the desk because of targets and obstacles."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.obstacles.enums import ObstacleState
from thidua.obstacles.queries import waiting_for
from thidua.targets.queries import (
    active_shares,
    owed_by,
    owed_wholes,
    owned_wholes,
    waiting_results,
)
from thidua.web.shared.waiting import waiting


def target_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Units: periods to report, the nearest day named. The officer: figures to look at."""
    if actor.is_any(Role.OFFICER):
        count = waiting_results(actor).count()
        url = reverse("office:target_results")
        words = f"{count} kết quả chỉ tiêu chờ duyệt"
        line = waiting(count, words, "Đơn vị đã gửi", url, "Chờ duyệt", state="info")
        return [line] if count else []
    if actor.role not in UNIT_ROLES:
        return []
    today = timezone.localdate()
    found = owed_by(list(active_shares(actor)), today)
    found += owed_wholes(list(owned_wholes(actor)), today)
    owed = sorted((one for one in found if one.is_owed), key=lambda one: one.due_on)
    if not owed:
        return []
    late = sum(1 for one in owed if one.due_on < today)
    first = owed[0]
    return [
        waiting(
            len(owed),
            f"{len(owed)} kỳ chỉ tiêu chưa báo cáo",
            f"{first.target.name}, {first.label}",
            reverse("unit:targets"),
            "Quá hạn" if late else "Chưa báo cáo",
            day=first.due_on,
            state="warn" if late else "info",
            late=late,
        )
    ]


def obstacle_tasks(actor: Actor) -> list[dict[str, Any]]:
    """The officer: obstacles to send on. A unit: to answer, or to say whether it is settled."""
    rows = list(waiting_for(actor).order_by("raised_at")[:100])
    if not rows:
        return []
    if actor.is_any(Role.OFFICER):
        url = f"{reverse('office:obstacles')}?buoc={ObstacleState.RAISED}"
        words = f"{len(rows)} vướng mắc chờ chuyển xử lý"
        return [
            waiting(len(rows), words, f"Lâu nhất: {rows[0].name}", url, "Chờ chuyển", state="info")
        ]
    return [
        waiting(
            1,
            f"Trả lời vướng mắc: {row.name}"
            if row.state == ObstacleState.ROUTED
            else f"Vướng mắc đã được trả lời: {row.name}",
            row.unit_name,
            reverse("unit:obstacle", args=[row.code]),
            row.get_state_display(),
            day=row.answer_due_on if row.state == ObstacleState.ROUTED else None,
            state="info",
        )
        for row in rows
    ]
