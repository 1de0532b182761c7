"""Reading the permanent record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.law import known_title
from thidua.organizations.models import Person, Post, UnitSuccession
from thidua.registry.enums import AskedAbout, BatchState, RowState
from thidua.registry.models import (
    Award,
    Coverage,
    Discipline,
    ImportBatch,
    ImportRow,
    Initiative,
    Rating,
)
from thidua.vietnamese.dates import PartialDate

SEES_EVERY_AWARD = frozenset(
    {Role.OFFICER, Role.SECRETARY, Role.INSPECTOR, Role.CHAIRMAN, Role.MEMBER}
)


def files_for(actor: Actor) -> Q:
    """Stored files of registers brought in, for whoever brings them in and who inspects that."""
    if not actor.is_any(Role.OFFICER, Role.INSPECTOR):
        return Q(pk__in=())
    batches = ImportBatch.objects.filter(authority_id=actor.authority_id)
    return Q(pk__in=batches.values("file"))


ASKED_FIRST = (AskedAbout.UNIT, AskedAbout.TITLE, AskedAbout.PERSON)

Subject = tuple[str, int]
"""("person" | "collective" | "household", primary key)."""


@dataclass(slots=True)
class Record:
    """Everything on file about one subject, withdrawn rows left out.

    `undone`: awards taken back, which no longer count.
    """

    ratings: list[Rating] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    undone: list[Award] = field(default_factory=list)
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
    for award in Award.objects.filter(condition, withdrawn_at__isnull=True).order_by("year"):
        record = found[subject_of(award)]
        (record.awards if award.revoked_on is None else record.undone).append(award)
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


# -- the register ---------------------------------------------------------------------------------


def visible_to(actor: Actor, day: date) -> QuerySet[Award]:
    """Awards the actor may see: the office all; a unit those of its own members and its own.

    `day` decides who is a member. What a unit continues counts as the unit: a ward sees the awards
    of the communes it was made of.
    """
    mine = Award.objects.filter(authority_id=actor.authority_id, withdrawn_at__isnull=True)
    if actor.role in SEES_EVERY_AWARD:
        return mine
    if actor.role not in UNIT_ROLES:
        return mine.none()
    units = with_origins(actor.unit_ids)
    members = Post.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        person=OuterRef("person"),
        unit__in=units,
        withdrawn_at__isnull=True,
    )
    return mine.filter(
        Q(unit__in=units) | Q(collective__in=units) | Q(household__unit__in=units) | Exists(members)
    )


def with_origins(unit_ids: Iterable[int]) -> set[int]:
    """The units and all they came from."""
    found = set(unit_ids)
    while True:
        before = UnitSuccession.objects.filter(successor__in=found).values_list(
            "predecessor_id", flat=True
        )
        reached = found | set(before)
        if reached == found:
            return found
        found = reached


# -- imports --------------------------------------------------------------------------------------


def batches(authority_id: int) -> QuerySet[ImportBatch]:
    """Files brought in, newest first."""
    return (
        ImportBatch.objects.filter(authority_id=authority_id)
        .select_related("file")
        .order_by("-created_at", "-pk")
    )


def with_row_counts(found: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
    """Each batch with `lines`, and how many of them wait, are on record, or are faulty."""

    def count(state: RowState) -> Count:
        return Count("rows", filter=Q(rows__state=state))

    return found.annotate(
        lines=Count("rows"),
        ready=count(RowState.READY),
        waiting=count(RowState.ASKED),
        applied=count(RowState.APPLIED),
        faulty=count(RowState.FAULTY),
    )


def state_counts(batch: ImportBatch) -> Mapping[tuple[str, str], int]:
    """How many rows stand where, by state and by kind of subject."""
    rows = (
        batch.rows.order_by()
        .values("state", "content__who__kind")
        .annotate(n=Count("pk"))
        .values_list("state", "content__who__kind", "n")
    )
    return Counter({(state, kind or ""): count for state, kind, count in rows})


@dataclass(frozen=True, slots=True)
class Question:
    """What several rows ask alike, and the rows."""

    asked: str
    key: str
    rows: list[ImportRow]

    @property
    def first(self) -> ImportRow:
        return self.rows[0]

    @property
    def waits(self) -> bool:
        """Every candidate but "another person" hangs on a question that stands before this one."""
        return any(offer.get("waits") for offer in self.first.candidates)


def questions(batch: ImportBatch) -> list[Question]:
    """Open questions: units first, then titles, then people; what hangs on another comes last."""
    groups: dict[tuple[str, str], list[ImportRow]] = defaultdict(list)
    for row in batch.rows.filter(state=RowState.ASKED).order_by("sheet", "row"):
        groups[row.asked, row.asked_key].append(row)
    found = [Question(asked, key, rows) for (asked, key), rows in groups.items()]
    order = {asked: place for place, asked in enumerate(ASKED_FIRST)}
    return sorted(found, key=lambda one: (order[AskedAbout(one.asked)], one.waits, one.first.row))


def open_questions(batch: ImportBatch) -> int:
    """How many questions wait, lines that ask alike counted once."""
    asked = batch.rows.filter(state=RowState.ASKED).order_by()
    return asked.values("asked", "asked_key").distinct().count()


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying would write, counted before it does."""

    lines: int
    people: int
    by_kind: Mapping[str, int]
    years: list[tuple[int, int]]


def plan(batch: ImportBatch) -> Plan:
    """Counts of what is ready: lines, people not yet on record, lines a year."""
    ready = batch.rows.filter(state=RowState.READY)
    kinds = Counter(ready.values_list("content__who__kind", flat=True))
    subjects = set(ready.filter(content__who__kind="person").values_list("subject", flat=True))
    known = Person.objects.filter(
        authority_id=batch.authority_id, withdrawn_at__isnull=True, code__in=subjects
    )
    lines = Counter(ready.values_list("content__who__year", flat=True))
    return Plan(
        lines=sum(kinds.values()),
        people=len(subjects) - known.count(),
        by_kind=kinds,
        years=[(year, lines.get(year, 0)) for year in batch.years],
    )


# -- people ---------------------------------------------------------------------------------------


def look_alikes(people: QuerySet[Person]) -> list[tuple[Person, Person]]:
    """People who may be one and the same: one folded name, births that can be one day."""
    keys = (
        people.order_by()
        .values("search_key")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .values("search_key")
    )
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people.filter(search_key__in=keys).order_by("sort_key", "pk"):
        groups[person.search_key].append(person)
    return [
        (one, other)
        for group in groups.values()
        for one, other in combinations(group, 2)
        if _can_be_one(one, other)
    ]


def merge_obstacles(one: Person, other: Person) -> list[str]:
    """What the two records both hold, so that they cannot become one before a person chooses."""
    both = (one.pk, other.pk)
    years = (
        Rating.objects.filter(person__in=both, withdrawn_at__isnull=True)
        .order_by("year")
        .values("year")
        .annotate(n=Count("person", distinct=True))
        .filter(n=2)
        .values_list("year", flat=True)
    )
    awards = (
        Award.objects.filter(person__in=both, withdrawn_at__isnull=True)
        .order_by("year")
        .values("title_code", "year", "decision_number")
        .annotate(n=Count("person", distinct=True))
        .filter(n=2)
        .values_list("title_code", "year")
    )
    reasons = []
    if told := ", ".join(str(year) for year in years):
        reasons.append(f"Cả hai đều có kết quả đánh giá năm {told}. Rút kết quả sai trước.")
    if held := ", ".join(f"{known_title(code).short} năm {year}" for code, year in awards):
        reasons.append(f"Cả hai cùng ghi {held}. Rút dòng ghi hai lần trước.")
    return reasons


def birth_of(person: Person) -> PartialDate | None:
    """The birth as far as it is known."""
    if person.birth_on:
        return PartialDate.of(person.birth_on)
    return PartialDate(person.birth_year) if person.birth_year else None


def _can_be_one(one: Person, other: Person) -> bool:
    first, second = birth_of(one), birth_of(other)
    return first is None or second is None or first.compatible(second)
