"""Units and people as of a day. Every question about a unit names the day it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thidua.core.search import matching
from thidua.organizations.models import Household, Person, Unit, UnitSuccession, UnitVersion


def versions_on(authority_id: int, day: date) -> QuerySet[UnitVersion]:
    """Names, kinds and parents that stand on `day`, in Vietnamese order."""
    return (
        UnitVersion.objects.filter(
            authority_id=authority_id, valid__contains=day, unit__withdrawn_at__isnull=True
        )
        .select_related("unit")
        .order_by("sort_key")
    )


def version_of(unit_id: int, day: date) -> UnitVersion | None:
    """What the unit is on `day`; None before it began or after it ended."""
    return UnitVersion.objects.filter(unit_id=unit_id, valid__contains=day).first()


def names_on(unit_ids: Iterable[int], day: date) -> Mapping[int, str]:
    """Names on `day`; a unit that does not stand that day goes by its last name."""
    ids = set(unit_ids)
    found: dict[int, str] = {}
    for version in UnitVersion.objects.filter(unit_id__in=ids).order_by("valid"):
        if version.unit_id not in found or day in version.valid or day >= version.valid.lower:
            found[version.unit_id] = version.name
    return found


def under(authority_id: int, unit_id: int, day: date) -> frozenset[int]:
    """The unit and everything below it on `day`."""
    children: dict[int | None, list[int]] = defaultdict(list)
    rows = UnitVersion.objects.filter(authority_id=authority_id, valid__contains=day)
    for child, parent in rows.values_list("unit_id", "parent_id"):
        children[parent].append(child)
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        new = [child for child in children[waiting.pop()] if child not in found]
        found.update(new)
        waiting.extend(new)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a unit's lineage."""

    unit: Unit
    name: str
    on: date
    kind: str
    instrument: str
    confidence: str


def successors(unit: Unit) -> list[Step]:
    """Units that continue this one, whole or in part, in order of time."""
    return _steps(UnitSuccession.objects.filter(predecessor=unit), "successor")


def predecessors(unit: Unit) -> list[Step]:
    """Units that this one continues."""
    return _steps(UnitSuccession.objects.filter(successor=unit), "predecessor")


def _steps(rows: QuerySet[UnitSuccession], side: str) -> list[Step]:
    found = list(rows.select_related(side).order_by("on"))
    units = [getattr(row, side) for row in found]
    names = names_on([unit.pk for unit in units], max((r.on for r in found), default=date.min))
    return [
        Step(unit, names.get(unit.pk, unit.code), row.on, row.kind, row.instrument, row.confidence)
        for row, unit in zip(found, units, strict=True)
    ]


def forebears(unit_ids: Iterable[int]) -> frozenset[int]:
    """The units and all they came from, but nothing else that came from those."""
    found = set(unit_ids)
    while True:
        rows = UnitSuccession.objects.filter(successor_id__in=found)
        reached = found.union(rows.values_list("predecessor_id", flat=True))
        if reached == found:
            return frozenset(found)
        found = reached


def lineage(unit_ids: Iterable[int]) -> frozenset[int]:
    """The units, all they came from and all that continue them: one body for the record."""
    found = set(unit_ids)
    while True:
        rows = UnitSuccession.objects.filter(
            Q(predecessor_id__in=found) | Q(successor_id__in=found)
        ).values_list("predecessor_id", "successor_id")
        reached = found.union(*rows) if rows else found
        if reached == found:
            return frozenset(found)
        found = reached


def people(authority_id: int) -> QuerySet[Person]:
    """People who count: not merged into another, not withdrawn."""
    return Person.objects.filter(
        authority_id=authority_id, merged_into__isnull=True, withdrawn_at__isnull=True
    )


def households(authority_id: int) -> QuerySet[Household]:
    return Household.objects.filter(authority_id=authority_id, withdrawn_at__isnull=True)


def search_people(authority_id: int, words: str) -> QuerySet[Person]:
    """People whose folded name holds every folded word, with or without diacritics."""
    return matching(people(authority_id), words).order_by("sort_key")
