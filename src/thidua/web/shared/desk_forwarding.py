"""What waits on the desk because of packages: papers missing, days coming, requests to meet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from thidua.commendation.models import Nomination
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.forwarding.enums import UP_THERE, State
from thidua.forwarding.models import Package
from thidua.forwarding.queries import (
    READERS,
    items,
    on_dossier,
    requests,
    rounds_going_up,
    visible_to,
)
from thidua.forwarding.steps import steps
from thidua.web.shared.waiting import waiting

LOOK = {
    State.DRAFT: ("plain", "pencil"),
    State.CHECKED: ("info", "check2-square"),
    State.SIGNED: ("info", "pen"),
    State.SENT: ("info", "send"),
    State.RECEIVED: ("info", "inbox"),
    State.ASKED: ("warn", "reply-fill"),
    State.GRANTED: ("award", "award-fill"),
    State.REFUSED: ("bad", "x-octagon-fill"),
    State.PARTLY: ("award", "award"),
    State.WITHDRAWN: ("plain", "box-arrow-left"),
}
SOON = timedelta(days=10)
"""How long before a day it is put on the desk."""


def tasks(actor: Actor) -> list[dict[str, Any]]:
    """Lines for the officer, the chairman who signs, and a unit that has to add something."""
    if actor.role in UNIT_ROLES:
        return _requests(actor, reverse("unit:forwarded"))
    if actor.is_any(Role.CHAIRMAN):
        return _to_sign(actor)
    if not actor.is_any(Role.OFFICER):
        return []
    return [*_requests(actor, reverse("office:packages")), *_days(actor), *_drafts(actor)]


def _requests(actor: Actor, url: str) -> list[dict[str, Any]]:
    found = list(
        requests(actor)
        .filter(answered_at__isnull=True, package__state=State.ASKED)
        .order_by("due_on")
    )
    if not found:
        return []
    day = min((one.due_on for one in found if one.due_on), default=None)
    title = f"{len(found)} nội dung cấp trên yêu cầu bổ sung"
    return [waiting(len(found), title, "Trình cấp trên", url, "Yêu cầu bổ sung", day=day)]


def _to_sign(actor: Actor) -> list[dict[str, Any]]:
    return [
        waiting(1, "Tờ trình chờ anh, chị ký", row.name, _at(row), "Chờ ký")
        for row in visible_to(actor).filter(state=State.CHECKED)
    ]


def _drafts(actor: Actor) -> list[dict[str, Any]]:
    count = visible_to(actor).filter(state__in=(State.DRAFT, State.SIGNED)).count()
    url = reverse("office:packages")
    found = []
    if count:
        words = "Soạn, soát giấy tờ còn thiếu; gói đã ký thì gửi"
        found.append(waiting(count, f"{count} gói trình cấp trên chưa gửi", words, url, "Chưa gửi"))
    ready = [one.name for one in rounds_going_up(actor)]
    if ready:
        url = reverse("office:package_new")
        title = "Có hồ sơ đã thông qua, cấp trên quyết định, chưa lập gói"
        found.append(waiting(len(ready), title, "; ".join(ready), url, "Chưa lập gói"))
    return found


def _days(actor: Actor) -> list[dict[str, Any]]:
    """Days that are near or past: ours to file or to tell, and theirs to decide."""
    today = timezone.localdate()
    lines = items(actor).order_by("order")
    rows = visible_to(actor).filter(state__in=(State.DRAFT, State.CHECKED, State.SIGNED, *UP_THERE))
    found: list[dict[str, Any]] = []
    for row in rows.prefetch_related(Prefetch("items", lines)):
        titles = tuple(dict.fromkeys(one.nomination.title_code for one in row.items.all()))
        found += [
            waiting(1, step.sentence, row.name, _at(row), "Đến hạn", day=step.due)
            for step in steps(row, titles)
            if step.is_open and step.due and step.due <= today + SOON
        ]
    return found


def _at(row: Package) -> str:
    return reverse("office:package", args=[row.code])


# -- on a dossier's page -------------------------------------------------------------------------


def forwarded(row: Nomination, actor: Actor) -> dict[str, Any]:
    """Where a dossier stands on its way up, for its own page; nothing while it is in no package."""
    item = on_dossier(row, actor)
    if item is None:
        return {}
    package = item.package
    item.look, item.icon = LOOK[State(package.state)]  # type: ignore[attr-defined]
    open_ = [one for one in steps(package, (row.title_code,)) if one.is_open]
    url = reverse("office:package", args=[package.code]) if actor.role in READERS else ""
    return {"forwarded": item, "forwarded_url": url, "forwarded_steps": open_}
