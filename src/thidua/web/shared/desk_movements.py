"""What a movement asks of whom, on the desk."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.movements.enums import MovementState, ResultState
from thidua.movements.models import Movement, MovementResult
from thidua.movements.queries import (
    amendments_unread,
    open_to_register,
    reports_wanted,
    results,
    reviews_due,
    visible_to,
)
from thidua.web.shared.waiting import waiting

SOON = timedelta(days=14)
MOST = 5


def tasks(actor: Actor) -> list[dict[str, Any]]:
    """Registering and reporting for units; launching for the chair; reviews for the officer."""
    if actor.role in UNIT_ROLES:
        return [*_to_report(actor), *_to_read(actor), *_to_register(actor)]
    if actor.is_any(Role.CHAIRMAN):
        return _to_launch(actor)
    if actor.is_any(Role.OFFICER):
        return [*_to_accept(actor), *_to_review(actor)]
    return []


def _task(
    title: str,
    text: str,
    url: str,
    day: date | None = None,
    *,
    count: int = 1,
    starts: bool = False,
) -> dict[str, Any]:
    """`starts`: the day is when something begins, not until when it may be done."""
    late = day is not None and not starts and day < timezone.localdate()
    state = "warn" if late else "info"
    return waiting(
        count, title, text, url, "Phong trào", day=day, counts_down=not starts, state=state
    )


def _to_register(actor: Actor) -> list[dict[str, Any]]:
    """Movements not yet answered whose time limit is near or gone by, or that set none."""
    return [
        _task(
            "Chưa đăng ký phong trào thi đua",
            row.name,
            reverse("unit:movement", args=[row.code]),
            row.registration_until,
        )
        for row in open_to_register(actor).order_by("registration_until", "pk")[:MOST]
    ]


def _to_read(actor: Actor) -> list[dict[str, Any]]:
    return [
        _task(
            "Kế hoạch phong trào đã điều chỉnh, xem lại giao ước",
            row.movement.name,
            reverse("unit:movement", args=[row.movement.code]),
        )
        for row in amendments_unread(actor)[:MOST]
    ]


def _to_report(actor: Actor) -> list[dict[str, Any]]:
    return [
        _task(
            f"Báo cáo {review.get_kind_display().lower()} phong trào",
            review.movement.name,
            reverse("unit:movement_report", args=[review.movement.code, review.code]),
            review.results_until or review.due_on,
        )
        for review in reports_wanted(actor)[:MOST]
    ]


def _to_launch(actor: Actor) -> list[dict[str, Any]]:
    rows = visible_to(actor).filter(state=MovementState.CHECKED)
    return [
        _task(
            "Kế hoạch phong trào chờ phát động",
            row.name,
            reverse("office:movement", args=[row.code]),
            row.starts_on,
            starts=True,
        )
        for row in rows.order_by("pk")[:MOST]
    ]


def _to_accept(actor: Actor) -> list[dict[str, Any]]:
    handed_in = results(actor).filter(state=ResultState.HANDED_IN, review__frozen_at=None)
    found: dict[str, list[MovementResult]] = {}
    for row in handed_in.select_related("review__movement").order_by("pk"):
        found.setdefault(row.review.code, []).append(row)
    tasks_ = []
    for rows in found.values():
        review = rows[0].review
        movement: Movement = review.movement
        url = reverse("office:movement_review", args=[movement.code, review.code])
        words = f"{len(rows)} báo cáo {review.get_kind_display().lower()} chờ tiếp nhận"
        tasks_.append(_task(words, movement.name, url, count=len(rows)))
    return tasks_


def _to_review(actor: Actor) -> list[dict[str, Any]]:
    return [
        _task(
            f"{review.get_kind_display()} phong trào tới hạn",
            review.movement.name,
            reverse("office:movement_review", args=[review.movement.code, review.code]),
            review.due_on,
        )
        for review in reviews_due(actor, timezone.localdate() + SOON)[:MOST]
    ]
