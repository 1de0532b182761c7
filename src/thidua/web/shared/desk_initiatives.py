"""Requests for initiatives that wait for somebody, as a line of the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from thidua.core.actors import Actor
from thidua.initiatives import queries as initiatives
from thidua.web.shared.waiting import waiting

WORK: dict[str, tuple[str, str, str]] = {
    "clerk": ("đề nghị sáng kiến cần bổ sung", "unit:initiatives", "warn"),
    "head": ("đề nghị sáng kiến chờ anh, chị nộp", "unit:initiatives", "info"),
    "officer": ("đề nghị sáng kiến chờ tiếp nhận, đưa ra Hội đồng", "office:initiatives", "info"),
    "secretary": ("đề nghị sáng kiến ở Hội đồng", "council:initiative_sittings", "info"),
    "member": ("đề nghị sáng kiến chờ phiếu chấm", "council:initiative_sittings", "info"),
}


def tasks(actor: Actor) -> list[dict[str, Any]]:
    """Requests for initiatives whose next step is the actor's, nearest deadline first."""
    if actor.role.value not in WORK:
        return []
    found = initiatives.waiting_for(actor).aggregate(n=Count("pk"), due=Min("due_on"))
    if not found["n"]:
        return []
    words, name, look = WORK[actor.role.value]
    return [
        waiting(
            found["n"],
            f"{found['n']} {words}",
            "Công nhận sáng kiến",
            reverse(name),
            "Sáng kiến",
            day=found["due"],
            counts_down=False,
            state=look,
        )
    ]
