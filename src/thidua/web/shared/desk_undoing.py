"""What waits on the desk because of awards given before: cases, objects to come back."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse

from thidua.core.actors import Actor, Role
from thidua.revocations.enums import State
from thidua.revocations.queries import objects_awaited, waiting_for
from thidua.web.shared.waiting import waiting

WORK = {
    State.PROPOSED: ("đề xuất thu hồi, cấp lại của đơn vị chờ nhận", "warn"),
    State.OPEN: ("hồ sơ thu hồi, cấp lại đang xem xét", "info"),
    State.SETTLED: ("hồ sơ thu hồi, cấp lại đủ căn cứ, chờ dự thảo hoặc trình", "info"),
    State.FORWARDED: ("hồ sơ đã trình, chờ quyết định của cấp trên", "plain"),
    State.DRAFTED: ("quyết định thu hồi, cấp lại chờ ban hành", "info"),
}


def undo_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Lines for the officer and the chairman, by step; nothing for anyone else."""
    counts = waiting_for(actor).order_by().values_list("state").annotate(n=Count("pk"))
    found = dict(counts)
    url = reverse("office:undo_cases")
    tasks = [
        _task(found[state], words, f"{url}?buoc={state}", look, state.label)
        for state, (words, look) in WORK.items()
        if state in found
    ]
    if actor.is_any(Role.OFFICER) and (waiting := objects_awaited(actor).count()):
        words = "hiện vật của khen thưởng đã thu hồi chưa nộp lại"
        tasks.append(_task(waiting, words, f"{url}?buoc={State.DONE}", "warn", "Chờ nộp lại"))
    return tasks


def _task(count: int, words: str, url: str, look: str, label: str) -> dict[str, Any]:
    return waiting(count, f"{count} {words}", "Thu hồi, phục hồi, cấp lại", url, label, state=look)
