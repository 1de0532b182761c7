"""Reading targets: who sees which, where they stand, what waits for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.organizations.queries import forebears
from thidua.targets.enums import Formula, ResultState, TargetState
from thidua.targets.models import Allocation, PeriodTotal, Result, Target, TargetImport
from thidua.targets.pace import Standing
from thidua.targets.periods import Period, ended, report_due
from thidua.targets.progress import Progress, progress_from, unit_standing
from thidua.targets.settings import settings_of

OFFICE = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR, Role.MEMBER)
FOLLOWED = (TargetState.ACTIVE, TargetState.CLOSED)


def visible_to(actor: Actor) -> QuerySet[Target]:
    """The office every target; a unit those it answers for, once they are given out."""
    mine = Target.objects.filter(authority_id=actor.authority_id)
    if actor.is_any(*OFFICE):
        return mine
    if actor.role in UNIT_ROLES:
        given = Allocation.objects.filter(unit_id__in=actor.unit_ids)
        own = Q(owner_id__in=actor.unit_ids) | Q(pk__in=given.values("target"))
        return mine.filter(own, state__in=FOLLOWED)
    return mine.none()


def allocations_visible_to(actor: Actor) -> QuerySet[Allocation]:
    """The office every share; a unit its own, and all of a target it watches over."""
    mine = Allocation.objects.filter(authority_id=actor.authority_id)
    if actor.is_any(*OFFICE):
        return mine
    if actor.role in UNIT_ROLES:
        own = Q(unit_id__in=actor.unit_ids) | Q(target__owner_id__in=actor.unit_ids)
        return mine.filter(own, target__state__in=FOLLOWED)
    return mine.none()


def results_visible_to(actor: Actor) -> QuerySet[Result]:
    """Results on those shares, and figures of the whole of visible targets."""
    return Result.objects.filter(
        Q(allocation__in=allocations_visible_to(actor))
        | Q(allocation__isnull=True, target__in=visible_to(actor))
    )


def imports_visible_to(actor: Actor) -> QuerySet[TargetImport]:
    mine = TargetImport.objects.filter(authority_id=actor.authority_id)
    return mine if actor.is_any(Role.OFFICER) else mine.none()


def files_for(actor: Actor) -> Q:
    """Workbooks brought in; the filter is on `StoredFile`."""
    return Q(pk__in=imports_visible_to(actor).values("file"))


def searched(found: QuerySet[Target], words: str) -> QuerySet[Target]:
    return matching(found, words)


def in_year(found: QuerySet[Target], year: int) -> QuerySet[Target]:
    """Targets that run in the year."""
    return found.filter(start_on__lte=date(year, 12, 31), due_on__gte=date(year, 1, 1))


def progresses(targets: Sequence[Target], on: date) -> dict[int, Progress]:
    """Where each stands, from its totals: two queries for any number of targets of an authority."""
    if not targets:
        return {}
    slow = settings_of(targets[0].authority_id).slow_points
    by_target: dict[int, list[PeriodTotal]] = defaultdict(list)
    for total in PeriodTotal.objects.filter(target__in=[one.pk for one in targets]):
        by_target[total.target_id].append(total)
    return {one.pk: progress_from(one, by_target[one.pk], on, slow) for one in targets}


def progress(target: Target, on: date) -> Progress:
    """Where one target stands on a day."""
    return progresses([target], on)[target.pk]


class ShareLine(NamedTuple):
    """The columns of a unit's share that pages show; 3,300 of them are read at once."""

    unit_name: str
    sort_key: str
    plan: Decimal | None
    baseline: Decimal | None
    weight: Decimal | None
    reached: Decimal | None
    carried: Decimal | None
    carried_known: bool
    reports: int
    latest_on: date | None
    since_on: date | None


def share_lines(found: QuerySet[Allocation]) -> list[ShareLine]:
    return [ShareLine(*row) for row in found.values_list(*ShareLine.__annotations__)]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One target of a unit for a dossier: figures with the period they are of.

    `share`: percent of the way to the plan; `words`: how sure this is.
    """

    code: str
    name: str
    unit_name: str
    measure: str
    plan: Decimal | None
    actual: Decimal | None
    share: Decimal | None
    period: str
    standing: Standing
    words: str


def results_of(unit_ids: Iterable[int], year: int) -> list[UnitResult]:
    """What these units (and those they came from) reached of the year's targets."""
    ids = forebears(unit_ids)
    rows = list(
        Allocation.objects.filter(unit_id__in=ids, target__state__in=FOLLOWED)
        .filter(target__due_on__gte=date(year, 1, 1), target__start_on__lte=date(year, 12, 31))
        .select_related("target")
        .order_by("target__sort_key", "sort_key", "pk")
    )
    waiting = _not_taken_in(rows)
    settings = settings_of(rows[0].authority_id) if rows else None
    return [_unit_result(row, settings.slow_points, waiting) for row in rows if settings]


def _not_taken_in(rows: Sequence[Allocation]) -> set[int]:
    found = Result.objects.filter(allocation__in=rows, state=ResultState.REPORTED)
    return set(found.values_list("allocation_id", flat=True)) if rows else set()


def _unit_result(row: Allocation, slow: Decimal, waiting: Collection[int]) -> UnitResult:
    target = row.target
    periods = {period.last: period for period in target.periods}
    standing = unit_standing(target, row, periods, slow)
    if row.latest_on is None:
        words = "chưa báo cáo"
    else:
        words = "có số chưa duyệt" if row.pk in waiting else "số đã duyệt"
    if row.until_on is not None:
        words += ", phần giao đã chuyển sang đơn vị kế tiếp"
    return UnitResult(
        target.code,
        target.name,
        row.unit_name,
        target.measure,
        row.plan,
        row.reached,
        standing.share,
        target.label(row.latest_on) if row.latest_on else "",
        standing,
        words,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """A period that somebody answers for (no `allocation`: the whole), and the result or none."""

    target: Target
    allocation: Allocation | None
    period: Period
    label: str
    due_on: date
    result: Result | None

    @property
    def is_owed(self) -> bool:
        """Nothing is there, or what was there came back."""
        return self.result is None or self.result.state == ResultState.GIVEN_BACK


def owed_by(allocations: Sequence[Allocation], on: date) -> list[Owed]:
    """Every ended period of these shares, oldest first within a target."""
    if not allocations:
        return []
    days = settings_of(allocations[0].authority_id).report_days
    rows = Result.objects.filter(allocation__in=allocations)
    told = {(row.allocation_id, row.period_on): row for row in rows}
    return [
        Owed(
            one.target,
            one,
            period,
            one.target.label(period.last),
            report_due(period.last, days),
            told.get((one.pk, period.last)),
        )
        for one in allocations
        for period in ended(one.target.periods, on)
        if answers(one, period)
    ]


def owed_wholes(targets: Sequence[Target], on: date) -> list[Owed]:
    """Every ended period of which these targets' watching bodies report the whole."""
    if not targets:
        return []
    days = settings_of(targets[0].authority_id).report_days
    rows = Result.objects.filter(target__in=targets, allocation__isnull=True)
    told = {(row.target_id, row.period_on): row for row in rows}
    return [
        Owed(
            one,
            None,
            period,
            one.label(period.last),
            report_due(period.last, days),
            told.get((one.pk, period.last)),
        )
        for one in targets
        for period in ended(one.periods, on)
    ]


def owned_wholes(actor: Actor) -> QuerySet[Target]:
    """Targets being followed whose whole the actor's units report."""
    rows = Target.objects.filter(
        authority_id=actor.authority_id,
        owner_id__in=actor.unit_ids,
        state=TargetState.ACTIVE,
        formula=Formula.OWN,
    )
    return rows.order_by("sort_key", "pk")


def answers(allocation: Allocation, period: Period) -> bool:
    """Whether the unit answers for the period."""
    begun = allocation.since_on is None or allocation.since_on <= period.last
    return begun and (allocation.until_on is None or allocation.until_on > period.last)


def active_shares(actor: Actor) -> QuerySet[Allocation]:
    """Shares of targets being followed that the actor's units answer for."""
    rows = Allocation.objects.filter(
        authority_id=actor.authority_id,
        unit_id__in=actor.unit_ids,
        target__state=TargetState.ACTIVE,
        until_on__isnull=True,
    )
    return rows.select_related("target").order_by("target__sort_key", "sort_key", "pk")


def waiting_results(actor: Actor) -> QuerySet[Result]:
    """Reported figures that the officer has not looked at."""
    if not actor.is_any(Role.OFFICER):
        return Result.objects.none()
    return Result.objects.filter(
        authority_id=actor.authority_id,
        state=ResultState.REPORTED,
        target__state=TargetState.ACTIVE,
    )


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Days on which figures are due and targets end, from what the actor sees."""
    days = settings_of(actor.authority_id).report_days
    rows = visible_to(actor).filter(state=TargetState.ACTIVE, start_on__lte=until)
    return [one for target in rows for one in _dates(actor, target, days, since, until)]


def _dates(actor: Actor, target: Target, days: int, since: date, until: date) -> list[Deadline]:
    url = "unit:target" if actor.role in UNIT_ROLES else "office:target"
    address = (url, target.code)
    found = []
    if since <= target.due_on <= until:
        found.append(
            Deadline(target.due_on, f"Hạn chỉ tiêu: {target.name}", "target", target.code,
                     address=address)
        )  # fmt: skip
    for period in target.periods:
        day = report_due(period.last, days)
        if since <= day <= until:
            title = f"Báo cáo {target.label(period.last)}: {target.name}"
            found.append(Deadline(day, title, "target_report", target.code, address=address))
    return found
