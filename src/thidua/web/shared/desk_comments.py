"""The desk's lines about lists put before the people, for officers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.publicity.queries import (
    SOON,
    open_lists,
    reckonings,
    unpublished_for,
    waiting_comments,
)
from thidua.web.shared.waiting import waiting


def comment_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Comments without an answer, lists about to end or over, dossiers not yet published."""
    if not actor.is_any(Role.OFFICER):
        return []
    tasks = _ending(actor)
    if count := waiting_comments(actor).count():
        url = reverse("office:comments")
        tasks.append(waiting(count, f"{count} ý kiến của Nhân dân chờ trả lời", "", url, "Chờ"))
    if count := unpublished_for(actor).count():
        words = f"{count} hồ sơ phải công khai trước khi Hội đồng họp"
        text = "Khoản 5 Điều 84 Luật Thi đua, khen thưởng; chưa có danh sách nào hết hạn"
        tasks.append(waiting(count, words, text, reverse("office:unpublished"), "Chưa công khai"))
    return tasks


def _ending(actor: Actor) -> list[dict[str, Any]]:
    today = timezone.localdate()
    rows = list(open_lists(actor))
    tasks = []
    for pk, clock in reckonings(rows, today).items():
        row = next(one for one in rows if one.pk == pk)
        if clock.left is not None and clock.left > SOON:
            continue
        url = reverse("office:candidate_list", args=[row.code])
        words = "đã hết thời hạn, chờ kết thúc" if clock.is_over else "sắp hết thời hạn"
        title, day = f"Danh sách lấy ý kiến {words}", clock.last_day
        tasks.append(waiting(1, title, row.name, url, "Lấy ý kiến", day=day))
    return tasks
