"""A ceremony as an item of the year's plan: held once its day is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.planning.enums import Standing
from thidua.planning.places import Place, PlaceKind
from thidua.rewards.queries import ceremonies
from thidua.vietnamese.dates import format_day


def look(actor: Actor, codes: Collection[str]) -> Iterable[Place]:
    today = timezone.localdate()
    for row in ceremonies(actor).filter(code__in=codes):
        over = row.held_on < today
        words = f"{'đã tổ chức' if over else 'dự kiến'}, ngày {format_day(row.held_on)}"
        step = Standing.DONE if over else Standing.AHEAD
        yield Place(f"ceremony:{row.code}", row.name, step, words, ("office:ceremony", row.code))


def choices(actor: Actor, year: int) -> Iterable[tuple[str, str]]:
    return ceremonies(actor).filter(held_on__year=year).values_list("code", "name")


CEREMONY = PlaceKind("Lễ trao thưởng", look, choices)
