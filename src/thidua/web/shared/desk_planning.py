"""What waits on the desk because of the year's plan: to approve, to mend, items past their day."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.planning.enums import PlanState
from thidua.planning.models import WorkPlan
from thidua.planning.queries import late_items, waiting_for
from thidua.web.shared.waiting import waiting


def plan_tasks(actor: Actor) -> list[dict[str, Any]]:
    """The chairman approves; whoever keeps the plan mends it and sees what is late."""
    if not actor.is_any(Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN):
        return []
    return [*(_waiting(row) for row in waiting_for(actor)), *_late(actor)]


def _waiting(row: WorkPlan) -> dict[str, Any]:
    proposed = row.state == PlanState.PROPOSED
    title = f"{row} {'chờ anh, chị duyệt' if proposed else 'cần sửa'}"
    url = reverse("office:work_plan", args=[row.year])
    return waiting(1, title, row.remark, url, "Chờ duyệt" if proposed else "Cần sửa")


def _late(actor: Actor) -> list[dict[str, Any]]:
    if not actor.is_any(Role.OFFICER, Role.SECRETARY):
        return []
    today = timezone.localdate()
    late = late_items(actor, today.year, today)
    if not late:
        return []
    title = f"{len(late)} việc trong chương trình công tác quá hạn"
    names = "; ".join(item.title for item, _ in late[:3])
    url = f"{reverse('office:work_plan', args=[today.year])}?tinh_trang=late"
    return [waiting(len(late), title, names, url, "Quá hạn")]
