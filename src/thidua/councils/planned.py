"""A session as an item of the year's plan: held or not is what the session itself says."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from thidua.core.actors import Actor
from thidua.councils.models import Session
from thidua.councils.queries import visible_to
from thidua.planning.enums import Standing
from thidua.planning.places import Place, PlaceKind
from thidua.vietnamese.dates import format_day


def look(actor: Actor, codes: Collection[str]) -> Iterable[Place]:
    for row in visible_to(actor).filter(code__in=codes):
        step, words = _step(row)
        words = f"{words}, ngày {format_day(row.held_on)}"
        yield Place(f"session:{row.code}", _name(row), step, words, ("council:session", row.code))


def _step(row: Session) -> tuple[Standing, str]:
    if row.cancelled_at is not None:
        return Standing.OFF, "đã hủy"
    if row.closed_at is not None:
        return Standing.DONE, "đã họp"
    if row.convened_at is not None:
        return Standing.GOING, "đang họp"
    return Standing.AHEAD, "dự kiến"


def _name(row: Session) -> str:
    return f"Họp {row.council.name}"


def choices(actor: Actor, year: int) -> Iterable[tuple[str, str]]:
    for row in visible_to(actor).filter(held_on__year=year, cancelled_at__isnull=True):
        yield row.code, f"{format_day(row.held_on)}: {row.topic}"


SESSION = PlaceKind("Phiên họp Hội đồng", look, choices)
