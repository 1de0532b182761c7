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
MONEY = frozenset({Role.OFFICER, Role.CHAIRMAN, Role.INSPECTOR})


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
    Place(
        "Khen đột xuất",
        "lightning-charge",
        "web:feats",
        (OFFICE | UNIT) - {Role.MEMBER},
        "Công việc",
    ),
    Place(
        "Hồ sơ tồn đọng",
        "hourglass-bottom",
        "office:honour_cases",
        frozenset({Role.OFFICER, Role.INSPECTOR}),
        "Công việc",
    ),
    Place("Hồ sơ tồn đọng", "hourglass-bottom", "unit:honour_cases", UNIT, "Công việc"),
    Place("Danh sách đã nộp", "file-earmark-spreadsheet", "unit:lists", UNIT, "Công việc"),
    Place(
        "Lấy ý kiến",
        "envelope-paper",
        "office:consultations",
        frozenset({Role.OFFICER, Role.INSPECTOR}),
        "Công việc",
    ),
    Place(
        "Danh sách vi phạm",
        "shield-exclamation",
        "office:stop_lists",
        frozenset({Role.OFFICER, Role.INSPECTOR}),
        "Công việc",
    ),
    Place(
        "Hồ sơ tạm dừng",
        "pause-circle",
        "office:holds",
        frozenset({Role.OFFICER, Role.INSPECTOR, Role.SECRETARY}),
        "Công việc",
    ),
    Place(
        "Hội đồng",
        "people",
        "council:sessions",
        frozenset({Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN}),
        "Công việc",
        False,
        "Hội đồng",
    ),
    Place("Sáng kiến", "lightbulb", "unit:initiatives", UNIT, "Công việc"),
    Place(
        "Sáng kiến",
        "lightbulb",
        "office:initiatives",
        frozenset({Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR}),
        "Công việc",
    ),
    Place(
        "Chấm sáng kiến",
        "clipboard-check",
        "council:initiative_sittings",
        frozenset({Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN, Role.INSPECTOR}),
        "Công việc",
    ),
    Place(
        "Lấy ý kiến Nhân dân",
        "megaphone",
        "office:candidate_lists",
        OFFICE,
        "Công việc",
    ),
    Place(
        "Ý kiến của Nhân dân",
        "chat-left-text",
        "office:comments",
        frozenset({Role.OFFICER, Role.INSPECTOR}),
        "Công việc",
    ),
    Place(
        "Quyết định",
        "file-earmark-check",
        "office:decisions",
        frozenset({Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN}),
        "Công việc",
    ),
    Place(
        "Thu hồi, cấp lại",
        "arrow-counterclockwise",
        "office:undo_cases",
        MONEY | UNIT,
        "Công việc",
    ),
    Place(
        "Trình cấp trên",
        "box-arrow-up",
        "office:packages",
        frozenset({Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR}),
        "Công việc",
    ),
    Place("Trình cấp trên", "box-arrow-up", "unit:forwarded", UNIT, "Công việc"),
    Place("Cụm, khối thi đua", "bar-chart-steps", "office:clusters", OFFICE, "Thi đua"),
    Place("Cụm, khối thi đua", "bar-chart-steps", "unit:clusters", UNIT, "Thi đua"),
    Place("Tiền thưởng", "cash-coin", "office:payments", MONEY, "Trao thưởng"),
    Place("Tiền thưởng", "cash-coin", "unit:payments", UNIT, "Tra cứu"),
    Place("Quỹ thi đua, khen thưởng", "piggy-bank", "office:funds", MONEY, "Trao thưởng"),
    Place("Phôi bằng, khung", "box-seam", "office:stock", MONEY, "Trao thưởng"),
    Place("Lễ trao", "gift", "office:ceremonies", MONEY, "Trao thưởng"),
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
    Place("Kiểm tra chữ ký số", "shield-check", "web:signature_check", OFFICE | UNIT, "Tra cứu"),
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
    _only_the_nearest(items)
    newest = rounds(actor).first()
    return base | {
        "user": _person(request, actor),
        "nav": _grouped(items),
        "tabs": [item for item in items if item["tab"]][:4],
        "year": newest.year if newest else None,
    }


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
