"""Parts of the council's pages in words, as one reader may see them."""

from __future__ import annotations

from typing import Any

from thidua.core.actors import Actor, Role
from thidua.councils.domain.conflicts import WHO_DECLARES
from thidua.councils.domain.planning import obstacles_to_convene
from thidua.councils.domain.quorum import Quorum, quorum_of_session
from thidua.councils.enums import ItemState, Presence, Seat, SheetState
from thidua.councils.models import Session
from thidua.councils.queries import (
    agenda_of,
    may_read_minutes,
    members_on,
    my_seat,
    papers_of,
    sheets_of,
)
from thidua.law import quorum as law_on_quorum

ITEM_LOOK = {
    ItemState.WAITING: "plain",
    ItemState.NOW: "info",
    ItemState.DONE: "ok",
    ItemState.DEFERRED: "warn",
}
PRESENCE_LOOK = {
    Presence.PRESENT: ("ok", "check-lg"),
    Presence.WRITTEN: ("plain", "envelope-paper"),
    Presence.ABSENT: ("warn", "dash-lg"),
}
SHEET_LOOK = {
    SheetState.OPEN: "info",
    SheetState.CLOSING: "warn",
    SheetState.CLOSED: "ok",
    SheetState.LAPSED: "bad",
    SheetState.DROPPING: "warn",
    SheetState.DROPPED: "bad",
}


def seats(session: Session) -> list[dict[str, Any]]:
    """Members of the day with how each was marked; none for a session held on counts alone."""
    marks = {one.member_id: one for one in session.attendances.all()}
    if session.convened_at is not None and not marks:
        return []
    rows = []
    for member in members_on(session.council, session.held_on):
        mark = marks.get(member.pk)
        look, icon = PRESENCE_LOOK[Presence(mark.presence)] if mark else ("plain", "question-lg")
        rows.append(
            {
                "member": member,
                "seat": Seat(member.seat).label,
                "presence": mark.presence if mark else "",
                "label": Presence(mark.presence).label if mark else "Chưa điểm danh",
                "note": mark.note if mark else "",
                "look": look,
                "icon": icon,
            }
        )
    return rows


def quorum_words(quorum: Quorum, session: Session) -> dict[str, Any]:
    """The bar of those who are there, with its rule or with what is not known."""
    there = quorum.there(session.present, session.written_opinions)
    law = law_on_quorum(session.held_on)
    return {
        "needed": quorum.needed,
        "basis": quorum.basis,
        "there": there,
        "is_met": quorum.needed is not None and there >= quorum.needed,
        "unknown": "" if quorum.needed is not None else f"{law.detail} {law.missing or ''}",
    }


def programme(session: Session, actor: Actor) -> list[Any]:
    """The points the actor may see, each with its papers."""
    papers: dict[int | None, list[Any]] = {}
    for paper in papers_of(session, actor):
        papers.setdefault(paper.item_id, []).append(paper)
    points: list[Any] = list(agenda_of(session, actor))
    for point in points:
        point.look = ITEM_LOOK[ItemState(point.state)]
        point.shown_papers = papers.get(point.pk, [])
    return points


def parts(session: Session, actor: Actor) -> dict[str, Any]:
    """Everything of a session page that is not its results."""
    seated = seats(session)
    seat = my_seat(actor, session)
    sheets: list[Any] = list(sheets_of(session, actor))
    for sheet in sheets:
        sheet.look = SHEET_LOOK.get(SheetState(sheet.state), "plain")
        sheet.label = SheetState(sheet.state).label
    is_secretary = actor.is_any(Role.SECRETARY)
    held = session.convened_at is not None
    planned = not held and session.cancelled_at is None
    return {
        "seats": seated,
        "my_seat": seat,
        "has_answered": seat is not None and session.answers.filter(member=seat).exists(),
        "may_declare": actor.role in WHO_DECLARES and session.is_open,
        "quorum": quorum_words(quorum_of_session(session), session),
        "agenda": programme(session, actor),
        "papers": papers_of(session, actor),
        "sheets": sheets,
        "is_planned": planned,
        "is_held": held,
        "is_marked": held or any(one["presence"] for one in seated),
        "convene_reasons": obstacles_to_convene(session) if planned and is_secretary else [],
        "reads_minutes": may_read_minutes(session, actor),
    }
