"""Reading the permanent record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from thidua.registry.enums import BatchState
from thidua.registry.models import (
    Award,
    Coverage,
    Discipline,
    ImportBatch,
    Initiative,
    Rating,
)

Subject = tuple[str, int]
"""("person" | "collective" | "household", primary key)."""


@dataclass(slots=True)
class Record:
    """Everything on file about one subject, withdrawn rows left out."""

    ratings: list[Rating] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    discipline: list[Discipline] = field(default_factory=list)


def subject_of(row: object) -> Subject:
    """The subject of any row with person / collective / household."""
    for kind in ("person", "collective", "household"):
        if (pk := getattr(row, f"{kind}_id")) is not None:
            return kind, pk
    raise ValueError("row without a subject")


def _of(subjects: Iterable[Subject]) -> Q:
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, pk in subjects:
        keys[kind].add(pk)
    condition = Q(pk__in=())
    for kind, pks in keys.items():
        condition |= Q(**{f"{kind}_id__in": pks})
    return condition


def awards_in_force() -> QuerySet[Award]:
    """Awards held: not withdrawn with an undone import, not revoked."""
    return Award.objects.filter(withdrawn_at__isnull=True, revoked_on__isnull=True)


def records(subjects: Iterable[Subject]) -> Mapping[Subject, Record]:
    """The record of many subjects in five queries, whatever their number."""
    wanted = set(subjects)
    found: dict[Subject, Record] = {subject: Record() for subject in wanted}
    condition = _of(wanted)
    for rating in Rating.objects.filter(condition, withdrawn_at__isnull=True):
        found[subject_of(rating)].ratings.append(rating)
    for award in awards_in_force().filter(condition).order_by("year"):
        found[subject_of(award)].awards.append(award)
    for case in Discipline.objects.filter(condition, withdrawn_at__isnull=True):
        found[subject_of(case)].discipline.append(case)
    people = {pk for kind, pk in wanted if kind == "person"}
    initiatives = Initiative.objects.filter(
        authors__in=people, withdrawn_at__isnull=True
    ).prefetch_related("authors", "uses")
    for initiative in initiatives.distinct():
        for author in initiative.authors.all():
            if author.pk in people:
                found["person", author.pk].initiatives.append(initiative)
    return found


def coverage(authority_id: int, source: str) -> list[tuple[int, int]]:
    """Year spans for which the source is complete; undone imports cover nothing."""
    rows = (
        Coverage.objects.filter(authority_id=authority_id, source=source)
        .filter(Q(batch__isnull=True) | Q(batch__state=BatchState.APPLIED))
        .values_list("first_year", "last_year")
    )
    return sorted(set(rows))


def batches(authority_id: int) -> QuerySet[ImportBatch]:
    return (
        ImportBatch.objects.filter(authority_id=authority_id)
        .select_related("file")
        .order_by("-created_at")
    )
