"""Bodies that a directive names, matched to units: proposed where there is no doubt, else told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils import timezone

from thidua.directives.models import Directive
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import UnitVersion
from thidua.organizations.queries import versions_on
from thidua.registry.domain.unit_book import UnitBook
from thidua.vietnamese.text import fold

Named = tuple[int, str]
"""A unit's key and its name."""
LEADS: Final = ("lead", "carry_out")
HELPS: Final = "coordinate"
NO_DUTY: Final = frozenset({UnitKind.HAMLET, UnitKind.COLLECTIVE, UnitKind.PROVINCE})
GROUPS: Final[Mapping[str, tuple[str, frozenset[str], tuple[str, ...]]]] = {
    "offices": (
        "Các phòng, ban, cơ quan",
        frozenset({UnitKind.OFFICE}),
        ("phong", "nganh", "co quan"),
    ),
    "communes": (
        "Các xã, phường, thị trấn",
        frozenset({UnitKind.COMMUNE, UnitKind.TOWNSHIP, UnitKind.WARD}),
        ("xa", "phuong", "thi tran", "dia phuong"),
    ),
    "schools": (
        "Các trường, đơn vị sự nghiệp",
        frozenset({UnitKind.SCHOOL, UnitKind.STATION}),
        ("truong", "su nghiep", "don vi"),
    ),
    "associations": ("Các hội, đoàn thể", frozenset({UnitKind.ASSOCIATION}), ("doan the", "hoi")),
}
"""Groups that papers speak to: label, kinds of units, words that name them."""


@dataclass(slots=True)
class Owners:
    """Units named beyond doubt, and bodies that are no unit here."""

    owner: Named | None = None
    together: list[Named] = field(default_factory=list)
    helping: list[Named] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hint:
    """What the paper says of who does a task, where it could not be matched alone."""

    body: str
    similar: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


def owners_named(directive: Directive, duties: Iterable[Mapping[str, Any]]) -> Owners:
    """Who does a task: the first responsible body leads, the others take part.

    A body counts only when exactly one unit of that year bears its name.
    """
    book, found = UnitBook(directive.authority_id), Owners()
    seen: set[int] = set()
    for duty in duties:
        if duty["inherited"] or _is_group(duty["body"]):
            continue
        unit = book.find(duty["body"], directive.year)
        if unit is None:
            found.outside.append(duty["body"])
        elif unit.unit_id not in seen:
            seen.add(unit.unit_id)
            _place(found, duty["role"], (unit.unit_id, unit.name))
    return found


def _place(found: Owners, role: str, unit: Named) -> None:
    if role == HELPS:
        found.helping.append(unit)
    elif found.owner is None and role in LEADS:
        found.owner = unit
    else:
        found.together.append(unit)


def _is_group(body: str) -> bool:
    words = fold(body)
    return words.startswith(("cac ", "tung ", "moi ", "thu truong cac ", "chinh quyen")) or any(
        f" cac {one}" in words for one in ("phong", "xa", "co quan", "don vi", "truong")
    )


def hints(directive: Directive, duties: Iterable[Mapping[str, Any]], book: UnitBook) -> list[Hint]:
    """Bodies the officer has to look at: groups, and names that no single unit bears."""
    found = []
    for duty in duties:
        body = duty["body"]
        if duty["inherited"] or _is_group(body):
            found.append(Hint(body, groups=groups_named(body)))
        elif book.find(body, directive.year) is None:
            near = tuple(one.name for one in book.similar(body, directive.year)[:2])
            found.append(Hint(body, near))
    return found


def groups_named(body: str) -> tuple[str, ...]:
    """Keys of the groups that the words speak to."""
    words = f" {fold(body)} ,"
    return tuple(
        key for key, (_, _, signs) in GROUPS.items() if any(f" {one}" in words for one in signs)
    )


def units_for(directive: Directive | None, authority_id: int) -> list[UnitVersion]:
    """Units that can be given a task: those that stood on the day of the paper."""
    today = timezone.localdate()
    return list(standing(authority_id, directive.day(today) if directive else today))


def standing(authority_id: int, day: date) -> Iterable[UnitVersion]:
    return versions_on(authority_id, day).exclude(kind__in=NO_DUTY)


def groups_of(units: Iterable[UnitVersion]) -> dict[str, list[UnitVersion]]:
    """Units by group, empty groups left out."""
    rows = list(units)
    found = {
        key: [one for one in rows if one.kind in kinds] for key, (_, kinds, _) in GROUPS.items()
    }
    return {key: members for key, members in found.items() if members}
