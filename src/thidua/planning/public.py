"""What anybody may read: nothing but what a `Showing` that stands names.

Every page, list and search for the public takes its targets and movements from here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import F, QuerySet

from thidua.movements.models import Movement
from thidua.movements.queries import announced
from thidua.planning.enums import Shown
from thidua.planning.models import Showing
from thidua.targets.models import Target
from thidua.targets.queries import FOLLOWED


def standing(authority_id: int) -> QuerySet[Showing]:
    return Showing.objects.filter(authority_id=authority_id, hidden_at__isnull=True)


def shown_codes(authority_id: int, kind: Shown) -> QuerySet[Showing, str]:
    return standing(authority_id).filter(kind=kind).values_list("code", flat=True)


def public_targets(authority_id: int) -> QuerySet[Target]:
    """Targets before the public that are still followed or were, by name."""
    codes = shown_codes(authority_id, Shown.TARGET)
    found = Target.objects.filter(authority_id=authority_id, state__in=FOLLOWED, code__in=codes)
    return found.order_by("sort_key", "pk")


def public_movements(authority_id: int) -> QuerySet[Movement]:
    """Movements before the public, those that end last first."""
    codes = shown_codes(authority_id, Shown.MOVEMENT)
    return announced(authority_id).filter(code__in=codes).order_by("-ends_on", "name", "pk")


def _movements(authority_id: int) -> Mapping[str, str]:
    return dict(
        announced(authority_id)
        .order_by(F("starts_on").desc(nulls_last=True), "pk")
        .values_list("code", "name")
    )


def _targets(authority_id: int) -> Mapping[str, str]:
    found = Target.objects.filter(authority_id=authority_id, state__in=FOLLOWED)
    return dict(found.order_by("sort_key", "pk").values_list("code", "name"))


SHOWABLE: dict[str, Callable[[int], Mapping[str, str]]] = {
    Shown.TARGET: _targets,
    Shown.MOVEMENT: _movements,
}


def showable(authority_id: int, kind: str) -> Mapping[str, str]:
    """Names by code of what could be shown."""
    return SHOWABLE[kind](authority_id) if kind in SHOWABLE else {}
