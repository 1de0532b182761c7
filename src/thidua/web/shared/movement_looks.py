"""How movements and their reports look on every screen: colour, icon, what is due next."""

from __future__ import annotations

from datetime import date
from typing import Any

from thidua.movements.enums import UNDER_WAY, MovementState, ResultState

LOOK = {
    MovementState.DRAFT: ("plain", "pencil"),
    MovementState.CHECKED: ("info", "check2-square"),
    MovementState.LAUNCHED: ("info", "megaphone"),
    MovementState.RUNNING: ("info", "play"),
    MovementState.PRELIMINARY: ("warn", "clipboard-data"),
    MovementState.FINAL: ("warn", "clipboard-check"),
    MovementState.CLOSED: ("ok", "flag"),
    MovementState.CANCELLED: ("plain", "x-octagon"),
}
RESULT_LOOK = {
    ResultState.DRAFT: ("plain", "pencil"),
    ResultState.HANDED_IN: ("warn", "inbox"),
    ResultState.GIVEN_BACK: ("warn", "arrow-return-left"),
    ResultState.ACCEPTED: ("ok", "check2"),
}


def look(row: Any) -> Any:
    """The row with `look` and `icon` of its state."""
    row.look, row.icon = LOOK[MovementState(row.state)]
    return row


def result_look(row: Any) -> Any:
    row.look, row.icon = RESULT_LOOK[ResultState(row.state)]
    return row


def next_due(row: Any, today: date) -> dict[str, Any] | None:
    """The nearest thing that is due: the end of registration or the first review to come.

    Reads `row.coming` as `queries.listed` prefetches it.
    """
    if row.state not in UNDER_WAY or not row.is_ours:
        return None
    days = [(review.due_on, review.get_kind_display()) for review in row.coming]
    if row.registration_until and row.registration_until >= today:
        days.append((row.registration_until, "Hết hạn đăng ký"))
    if not days:
        return None
    day, label = min(days)
    late = (today - day).days
    words = f"{label} {day:%d/%m/%Y}" + (f", quá hạn {late} ngày" if late > 0 else "")
    return {"on": day, "label": label, "late": max(late, 0), "words": words}
