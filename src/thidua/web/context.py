"""What every page needs: navigation by role, the person, the authority, the working year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thidua.commendation.queries import rounds, waiting_for
from thidua.core.actors import EVERY_ROLE, Actor, Role
from thidua.organizations.models import Authority

OFFICE = frozenset({Role.OFFICER, Role.SECRETARY, Role.INSPECTOR, Role.CHAIRMAN, Role.MEMBER})
UNIT = frozenset({Role.CLERK, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation. `match` is the start of the addresses that belong to it."""

    label: str
    icon: str
    name: str
    roles: frozenset[Role]
    group: str
    counts: bool = False
    tab: str = ""


PLACES = (
    Place("Bàn làm việc", "inbox", "web:desk", EVERY_ROLE, "Công việc", True, "Việc"),
    Place(
        "Hồ sơ đề nghị",
        "folder2-open",
        "web:nominations",
        OFFICE | UNIT,
        "Công việc",
        False,
        "Hồ sơ",
    ),
    Place("Đợt xét", "collection", "web:rounds", OFFICE | UNIT, "Công việc", False, "Đợt xét"),
    Place("Danh sách đã nộp", "file-earmark-spreadsheet", "unit:lists", UNIT, "Công việc"),
    Place(
        "Hội đồng",
        "people",
        "council:sessions",
        frozenset({Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN}),
        "Công việc",
        False,
        "Hội đồng",
    ),
    Place(
        "Quyết định",
        "file-earmark-check",
        "office:decisions",
        frozenset({Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN}),
        "Công việc",
    ),
    Place(
        "Sắp đủ điều kiện",
        "hourglass-split",
        "office:prospects",
        frozenset({Role.OFFICER, Role.INSPECTOR}),
        "Tra cứu",
    ),
    Place("Sắp đủ điều kiện", "hourglass-split", "unit:prospects", UNIT, "Tra cứu"),
    Place(
        "Sổ vàng",
        "book",
        "office:golden_book",
        frozenset({Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR}),
        "Tra cứu",
    ),
    Place(
        "Mẫu in giấy",
        "layout-text-window",
        "office:layouts",
        frozenset({Role.OFFICER}),
        "Tra cứu",
    ),
    Place("Sổ khen thưởng", "award", "office:awards", OFFICE | UNIT, "Tra cứu"),
    Place(
        "Con người",
        "person-lines-fill",
        "office:people",
        frozenset({Role.OFFICER, Role.INSPECTOR}),
        "Tra cứu",
    ),
    Place("Đơn vị qua các thời kỳ", "diagram-3", "office:units", EVERY_ROLE, "Tra cứu"),
    Place(
        "Quy định địa phương",
        "geo-alt",
        "office:regulations",
        frozenset({Role.OFFICER}),
        "Tra cứu",
    ),
    Place("Nhập sổ", "box-arrow-in-down", "office:imports", frozenset({Role.OFFICER}), "Tra cứu"),
    Place("Căn cứ pháp luật", "bank", "web:law", EVERY_ROLE, "Tra cứu"),
    Place(
        "Nhật ký",
        "journal-text",
        "ops:journal",
        frozenset({Role.ADMINISTRATOR, Role.INSPECTOR, Role.OFFICER}),
        "Vận hành",
    ),
    Place(
        "Tài khoản, vai trò",
        "person-gear",
        "ops:accounts",
        frozenset({Role.ADMINISTRATOR}),
        "Vận hành",
    ),
    Place(
        "Sức khỏe hệ thống",
        "heart-pulse",
        "ops:health",
        frozenset({Role.ADMINISTRATOR}),
        "Vận hành",
    ),
    Place("Khóa ký giấy", "key", "ops:keys", frozenset({Role.ADMINISTRATOR}), "Vận hành"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context; computed only when a page uses it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict[str, Any]:
    actor: Actor | None = getattr(request, "actor", None)
    authority = Authority.objects.first()
    name = authority.name if authority else "Thi Đua"
    base: dict[str, Any] = {"authority": name, "user": None, "nav": [], "tabs": [], "year": None}
    if actor is None:
        return base
    waiting = waiting_for(actor).count()
    items = [_item(place, request, waiting) for place in PLACES if actor.role in place.roles]
    newest = rounds(actor).first()
    return base | {
        "user": _person(request, actor),
        "nav": _grouped(items),
        "tabs": [item for item in items if item["tab"]][:4],
        "year": newest.year if newest else None,
    }


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
        "group": place.group,
        "tab": place.tab,
    }


def _grouped(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        groups.setdefault(item["group"], []).append(item)
    return [{"label": label, "items": found} for label, found in groups.items()]


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
