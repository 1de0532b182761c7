"""The desk's lines about long-standing honours: alarms for officers, the commune's own share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.honours.case_alerts import ALERTS, standing
from thidua.honours.case_enums import WAITING, CaseState
from thidua.honours.case_queries import limits_of, settings_of, visible_to
from thidua.web.shared.waiting import waiting

SERIOUS = ("uu-tien", "qua-han", "cap-da-het", "dung-lau")


def honour_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Officers: how many cases raise each alarm. Communes: drafts and files given back."""
    if actor.is_any(Role.OFFICER):
        return _alarms(actor)
    return _own(actor) if actor.role in UNIT_ROLES else []


def _alarms(actor: Actor) -> list[dict[str, Any]]:
    rows = list(visible_to(actor).filter(state__in=WAITING))
    if not rows:
        return []
    today = timezone.localdate()
    settings, limits = settings_of(actor.authority_id), limits_of(actor.authority_id)
    counts = dict.fromkeys(SERIOUS, 0)
    for row in rows:
        for code in {alert.code for alert in standing(row, today, settings, limits).alerts}:
            if code in counts:
                counts[code] += 1
    url = reverse("office:honour_cases")
    return [
        _task(count, f"{count} hồ sơ tồn đọng: {ALERTS[code].lower()}", f"{url}?canh_bao={code}")
        for code, count in counts.items()
        if count
    ]


def _own(actor: Actor) -> list[dict[str, Any]]:
    mine, url = visible_to(actor), reverse("unit:honour_cases")
    words = {
        CaseState.GIVEN_BACK: "hồ sơ tồn đọng bị trả lại, chờ bổ sung",
        CaseState.DRAFT: "hồ sơ tồn đọng đang lập",
    }
    tasks = []
    for state, said in words.items():
        if count := mine.filter(state=state).count():
            tasks.append(_task(count, f"{count} {said}", f"{url}?buoc={state.value}"))
    return tasks


def _task(count: int, title: str, url: str) -> dict[str, Any]:
    return waiting(
        count,
        title,
        "Bà mẹ Việt Nam anh hùng, gia đình liệt sĩ, kháng chiến, thanh niên xung phong",
        url,
        "Tồn đọng",
    )
