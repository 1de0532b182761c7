"""What every page needs: navigation by role, the person, the authority, the working year."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thidua.commendation.queries import rounds, waiting_for
from thidua.core.actors import Actor, Role
from thidua.movements.models import MovementSettings
from thidua.organizations.models import Authority
from thidua.web.places import GROUPS, Place

FEW = 12
"""So many places need no folding away."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context; computed only when a page uses it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict[str, Any]:
    actor: Actor | None = getattr(request, "actor", None)
    authority = Authority.objects.annotate(takes_titles=_TAKES_TITLES).first()
    name = authority.name if authority else "Thi Đua"
    base: dict[str, Any] = {"authority": name, "user": None, "nav": [], "tabs": [], "year": None}
    if actor is None:
        return base
    waiting = waiting_for(actor).count()
    groups = {
        label: [_item(place, request, waiting) for place in _places(places, actor, authority)]
        for label, places in GROUPS.items()
    }
    items = [item for found in groups.values() for item in found]
    _only_the_nearest(items)
    newest = rounds(actor).first()
    return base | {
        "user": _person(request, actor),
        "nav": _folded(groups, unfolded=len(items) <= FEW),
        "tabs": [item for item in items if item["tab"]][:4],
        "year": newest.year if newest else None,
    }


_TAKES_TITLES = Exists(MovementSettings.objects.filter(authority=OuterRef("pk"), takes_titles=True))


def _places(places: tuple[Place, ...], actor: Actor, authority: Any) -> list[Place]:
    """Places of the role; registering for titles only where the authority takes it."""
    titles = authority is not None and authority.takes_titles
    return [
        place
        for place in places
        if actor.role in place.roles and (titles or not place.name.endswith(":title_registrations"))
    ]


def _only_the_nearest(items: list[dict[str, Any]]) -> None:
    """Of two places whose addresses begin alike, one is here: the longer."""
    here = max((item["url"] for item in items if item["current"]), key=len, default="")
    for item in items:
        item["current"] = item["url"] == here


def _item(place: Place, request: HttpRequest, waiting: int) -> dict[str, Any]:
    url = reverse(place.name)
    return {
        "label": place.label,
        "icon": place.icon,
        "url": url,
        "count": waiting if place.counts and waiting else None,
        # The desk is the root of every working address: only itself is "here".
        "current": request.path == url
        if place.name == "web:desk"
        else request.path.startswith(url),
        "tab": place.tab,
    }


def _folded(groups: dict[str, list[dict[str, Any]]], *, unfolded: bool) -> list[dict[str, Any]]:
    """Groups with something in them: the first open, of the others where the reader is."""
    shown = [(label, found) for label, found in groups.items() if found]
    return [
        {
            "label": label,
            "items": found,
            "folds": number > 0 and not unfolded,
            "open": any(item["current"] for item in found),
        }
        for number, (label, found) in enumerate(shown)
    ]


def _person(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    words = actor.name.split()
    others = [
        {"label": Role(held.role).label, "url": reverse("web:switch_role", args=[held.pk])}
        for held in getattr(request, "assignments", [])
        if not (held.role == actor.role and held.unit_id == actor.unit_id)
    ]
    return {
        "name": actor.name,
        "initials": "".join(word[0] for word in words[-2:]).upper(),
        "hat": actor.hat,
        "other_hats": others,
    }
