"""Days of packages on their way up, for the calendar."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch

from thidua.core.actors import UNIT_ROLES, Actor
from thidua.core.deadlines import Deadline
from thidua.forwarding.enums import State
from thidua.forwarding.queries import items, requests, visible_to
from thidua.forwarding.steps import steps


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Steps with a known last day, and answers owed to the level above."""
    return [*_steps(actor, since, until), *_requests(actor, since, until)]


def _steps(actor: Actor, since: date, until: date) -> list[Deadline]:
    lines = items(actor).order_by("order")
    rows = visible_to(actor).exclude(state=State.WITHDRAWN)
    found = []
    for row in rows.prefetch_related(Prefetch("items", lines)):
        titles = tuple(dict.fromkeys(one.nomination.title_code for one in row.items.all()))
        found += [
            Deadline(
                step.due,
                f"{step.sentence}: {row.name}",
                "package",
                row.name,
                not step.is_open,
                ("office:package", row.code),
            )
            for step in steps(row, titles)
            if step.runs and step.due and since <= step.due <= until
        ]
    return found


def _requests(actor: Actor, since: date, until: date) -> list[Deadline]:
    unit = actor.role in UNIT_ROLES
    return [
        Deadline(
            row.due_on,
            f"Hạn bổ sung hồ sơ: {row.package.name}",
            "package",
            row.package.name,
            row.answered_at is not None,
            ("unit:forwarded",) if unit else ("office:package", row.package.code),
        )
        for row in requests(actor).filter(due_on__range=(since, until))
        if row.due_on is not None
    ]
