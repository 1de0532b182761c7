"""What waits for the officer: answers overdue, likenesses to be answered."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from thidua.consultation.queries import overdue, waiting_matches
from thidua.core.actors import Actor, Role
from thidua.web.shared.waiting import waiting


def consultation_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Two lines at most, for the officer alone."""
    if not actor.is_any(Role.OFFICER):
        return []
    today = timezone.localdate()
    late = overdue(actor, today).count()
    asked = waiting_matches(actor, today).count()
    letters = f"{reverse('office:consultations')}?buoc=qua-han"
    lines = (
        (late, "văn bản lấy ý kiến quá hạn trả lời", "Nhắc, hoặc xử lý theo quy định", letters),
        (
            asked,
            "chỗ khớp với danh sách vi phạm chờ trả lời",
            "Có phải người, đơn vị được đề nghị không",
            reverse("office:stop_matches"),
        ),
    )
    return [
        waiting(count, f"{count} {title}", text, url, "Chờ xử lý")
        for count, title, text, url in lines
        if count
    ]
