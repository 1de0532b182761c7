"""Ballot papers that wait for somebody, as lines of the desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from thidua.core.actors import Actor, Role
from thidua.councils.ballot_queries import ballots_waiting_for, closings_waiting_for
from thidua.councils.enums import SheetState
from thidua.web.shared.waiting import waiting

CONFIRM = {SheetState.CLOSING: "Xác nhận đóng", SheetState.DROPPING: "Xác nhận hủy"}


def tasks(actor: Actor) -> list[dict[str, Any]]:
    """Papers to vote on now, and papers that wait for a second person."""
    open_ = [("Bỏ phiếu", "council:ballot", row) for row in ballots_waiting_for(actor)]
    if actor.is_any(Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN):
        closing = closings_waiting_for(actor).order_by("pk")
        open_ += [(CONFIRM[SheetState(row.state)], "council:sheet", row) for row in closing]
    return [
        waiting(
            1,
            f"{what}: Phiếu kín số {row.number}, {row.name}",
            str(row.session),
            reverse(name, args=[row.code]),
            row.get_state_display(),
        )
        for what, name, row in open_
    ]
