"""Units as of a day: the tree, and one unit with its names, its lineage and its people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.organizations.enums import SuccessionKind, UnitKind
from thidua.organizations.models import Post, Unit, UnitSuccession, UnitVersion
from thidua.organizations.queries import Step, names_on, predecessors, successors, versions_on
from thidua.vietnamese.dates import BadDate, parse_date
from thidua.web.templatetags.td import changed_query

PEOPLE_A_PAGE = 50
TOPS = {UnitKind.PROVINCE, UnitKind.DISTRICT}
KINDS = {kind.value: place for place, kind in enumerate(UnitKind)}


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day that the page is asked for; `fault` says what was wrong with what was typed."""

    day: date
    fault: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> AsOf:
        today = timezone.localdate()
        typed = query.get("ngay", "")
        if not typed:
            return cls(today)
        try:
            found = parse_date(typed)
        except BadDate as error:
            return cls(today, f"{error}. Đang xem theo ngày hôm nay.")
        whole = found.as_date() if found else None
        if whole is None:
            return cls(today, f"“{typed}” chưa đủ ngày, tháng, năm. Đang xem theo ngày hôm nay.")
        return cls(whole)


@screen()
def units(request: HttpRequest) -> HttpResponse:
    """The tree as of a day, or the units whose name, present or past, holds the words."""
    as_of = AsOf.read(request.GET)
    authority = request.actor.authority_id  # type: ignore[attr-defined]
    words = request.GET.get("q", "").strip()[:100]
    on_day = list(versions_on(authority, as_of.day))
    return render(
        request,
        "office/units.html",
        {
            "as_of": as_of,
            "words": words,
            "turning_points": _turning_points(request, authority, as_of.day),
            "branches": [] if words else _branches(on_day),
            "loose": [] if words else _loose(on_day),
            "found": _found(authority, words, as_of.day) if words else None,
            "total": len(on_day),
        },
    )


def _turning_points(request: HttpRequest, authority: int, day: date) -> list[dict[str, Any]]:
    """The day before the first change on record, and the days of the changes."""
    changes = list(
        UnitSuccession.objects.filter(authority_id=authority)
        .order_by("on")
        .values_list("on", flat=True)
        .distinct()
    )
    days = [changes[0] - timedelta(days=1), *changes] if changes else []
    return [
        {
            "day": one,
            "url": changed_query(request.GET, {"ngay": one.isoformat()}),
            "current": one == day,
        }
        for one in days
    ]


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit that has others under it, and these by kind."""

    version: UnitVersion
    groups: list[tuple[str, list[UnitVersion]]]


def _branches(on_day: list[UnitVersion]) -> list[Branch]:
    """Every unit with something under it, from the top down."""
    under: dict[int | None, list[UnitVersion]] = defaultdict(list)
    for version in on_day:
        under[version.parent_id].append(version)
    found: list[Branch] = []
    waiting = list(under[None])
    while waiting:
        version = waiting.pop(0)
        if children := under[version.unit_id]:
            found.append(Branch(version, _groups(children)))
            waiting.extend(children)
    return found


def _loose(on_day: list[UnitVersion]) -> list[tuple[str, list[UnitVersion]]]:
    """Under nothing, with nothing under them: the record does not say where they went."""
    parents = {version.parent_id for version in on_day}
    return _groups(
        version
        for version in on_day
        if version.parent_id is None and version.unit_id not in parents and version.kind not in TOPS
    )


def _groups(versions: Any) -> list[tuple[str, list[UnitVersion]]]:
    kinds: dict[str, list[UnitVersion]] = defaultdict(list)
    for version in versions:
        kinds[version.kind].append(version)
    return [
        (UnitKind(kind).label, kinds[kind]) for kind in sorted(kinds, key=lambda one: KINDS[one])
    ]


def _found(authority: int, words: str, day: date) -> list[dict[str, Any]]:
    """Units with such a name at any time; what they are on `day`, or that they are no more."""
    rows = (
        matching(UnitVersion.objects.filter(authority_id=authority), words)
        .select_related("unit")
        .order_by("sort_key", "valid")
    )
    by_unit: dict[int, list[UnitVersion]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_id].append(row)
    return [
        {
            "version": versions[-1],
            "stands": any(day in version.valid for version in versions),
            "first": versions[0].valid.lower,
            "last": versions[-1].valid.upper,
        }
        for versions in by_unit.values()
    ]


@screen()
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: what it was called and when, where it came from, what became of it, its people."""
    as_of = AsOf.read(request.GET)
    authority = request.actor.authority_id  # type: ignore[attr-defined]
    found = get_object_or_404(Unit, authority_id=authority, withdrawn_at=None, code=code)
    versions = list(found.versions.select_related("parent").order_by("-valid"))
    present = next((version for version in versions if as_of.day in version.valid), None)
    people = Paginator(_posts(found, as_of.day), PEOPLE_A_PAGE)
    return render(
        request,
        "office/unit.html",
        {
            "unit": found,
            "as_of": as_of,
            "present": present,
            "name": (present or versions[0]).name if versions else found.code,
            "parent": _parent(present, as_of.day),
            "versions": _timeline(versions),
            "origins": [_lineage(step, days_before=1) for step in predecessors(found)],
            "continued_by": [_lineage(step) for step in successors(found)],
            "groups": _groups(v for v in versions_on(authority, as_of.day).filter(parent=found)),
            "sees_people": request.actor.is_any(Role.OFFICER, Role.INSPECTOR),  # type: ignore[attr-defined]
            "people": people.get_page(request.GET.get("trang")),
        },
    )


def _parent(present: UnitVersion | None, day: date) -> dict[str, str] | None:
    if present is None or present.parent is None:
        return None
    name = names_on([present.parent.pk], day).get(present.parent.pk, "")
    return {"name": name, "code": present.parent.code}


def _timeline(versions: list[UnitVersion]) -> list[dict[str, Any]]:
    """Names, newest first, with what stood above in words."""
    parents = {version.parent_id for version in versions if version.parent_id}
    shown = []
    for version in versions:
        since, until = version.valid.lower, version.valid.upper
        above = names_on(parents, since or (until - timedelta(days=1) if until else date.max))
        text = above.get(version.parent_id or 0, "")
        unknown = "" if version.kind == UnitKind.PROVINCE else "chưa có dữ liệu về đơn vị cấp trên"
        shown.append(
            {
                "when": _period(since, until),
                "title": version.name,
                "text": f"Thuộc {text}" if text else unknown.capitalize(),
            }
        )
    return shown


def _period(since: date | None, until: date | None) -> str:
    """`until` is the first day after; people read the last day."""
    last = f"{until - timedelta(days=1):%d/%m/%Y}" if until else ""
    if since and last:
        return f"{since:%d/%m/%Y} đến {last}"
    if since:
        return f"Từ {since:%d/%m/%Y}"
    return f"Đến {last}" if last else "Từ trước đến nay"


def _lineage(step: Step, days_before: int = 0) -> dict[str, Any]:
    """The step, and a day on which the unit at its other end stood."""
    return {
        "step": step,
        "kind": SuccessionKind(step.kind).label,
        "day": step.on - timedelta(days=days_before),
    }


def _posts(found: Unit, day: date) -> QuerySet[Post]:
    """Posts held on the day; an open end is not known and does not exclude."""
    return (
        Post.objects.filter(
            Q(since__isnull=True) | Q(since__lte=day),
            Q(until__isnull=True) | Q(until__gt=day),
            unit=found,
            withdrawn_at__isnull=True,
            person__merged_into__isnull=True,
            person__withdrawn_at__isnull=True,
        )
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )


urlpatterns = [
    path("don-vi/", units, name="units"),
    path("don-vi/<str:code>/", unit, name="unit"),
]
