"""Sums by period and by unit, made again from the rows in the transaction that changed them.

Whoever writes results first takes the target's row (`hold`), so that two writers never sum past
each other. Figures given back are not counted: they are not known until corrected.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Count, Q, Sum

from thidua.targets.enums import Counting, ResultState
from thidua.targets.models import Allocation, PeriodTotal, Result, Target


def hold(target_id: int) -> Target:
    """Lock the target for this transaction; readers are not kept waiting."""
    return Target.objects.select_for_update(of=("self",), no_key=True).get(pk=target_id)


def answering(day: date, prefix: str = "") -> Q:
    """Shares whose units answer for the period that ends on `day`."""
    since, until = f"{prefix}since_on", f"{prefix}until_on"
    return (Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": day})) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day})
    )


def retotal(target: Target, days: Iterable[date]) -> None:
    """Make the totals of these periods again."""
    for day in sorted(set(days)):
        PeriodTotal.objects.update_or_create(
            authority_id=target.authority_id,
            target=target,
            period_on=day,
            defaults=_sums(target, day) | _own(target, day),
        )


def _sums(target: Target, day: date) -> dict[str, object]:
    rows = Result.objects.filter(
        answering(day, "allocation__"),
        target=target,
        period_on=day,
        allocation__isnull=False,
        value__isnull=False,
    ).exclude(state=ResultState.GIVEN_BACK)
    found = rows.aggregate(
        known=Count("pk"),
        late=Count("pk", filter=Q(is_late=True)),
        total=Sum("value"),
        numerators=Sum("numerator"),
        denominators=Sum("denominator"),
        plan=Sum("allocation__plan"),
        base=Sum("allocation__baseline"),
        based=Count("allocation__baseline"),
    )
    expected = Allocation.objects.filter(answering(day), target=target).count()
    renamed = {"total": "value", "numerators": "numerator", "denominators": "denominator"}
    return {renamed.get(key, key): value for key, value in found.items()} | {"expected": expected}


def _own(target: Target, day: date) -> dict[str, object]:
    rows = Result.objects.filter(target=target, period_on=day, allocation__isnull=True)
    row = rows.exclude(state=ResultState.GIVEN_BACK).first()
    return {"own": row.value if row else None, "own_words": row.words if row else ""}


def retotal_all(target: Target) -> None:
    """After shares changed: every period of which there is a total."""
    retotal(target, target.totals.values_list("period_on", flat=True))


_RESTAND = """
UPDATE targets_allocation a
   SET latest_on = s.latest_on, reports = s.reports,
       reached = CASE WHEN s.reports = 0 THEN CASE WHEN %(summed)s THEN a.carried END
                      WHEN %(summed)s THEN COALESCE(a.carried, 0) + s.total
                      ELSE s.newest END
  FROM (SELECT al.id, MAX(r.period_on) AS latest_on, COUNT(r.id) AS reports,
               SUM(r.value) AS total,
               (ARRAY_AGG(r.value ORDER BY r.period_on DESC))[1] AS newest
          FROM targets_allocation al
          LEFT JOIN targets_result r ON r.allocation_id = al.id AND r.target_id = al.target_id
                                    AND r.value IS NOT NULL AND r.state <> %(given_back)s
         WHERE al.target_id = %(target)s AND (%(all)s OR al.id = ANY(%(ids)s))
         GROUP BY al.id) s
 WHERE a.id = s.id AND a.target_id = %(target)s
"""


def restand(target: Target, allocation_ids: Iterable[int] | None = None) -> None:
    """Say again where the units stand: all of the target, or only those given."""
    ids = None if allocation_ids is None else sorted(set(allocation_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            _RESTAND,
            {
                "summed": target.counting == Counting.PER_PERIOD,
                "given_back": ResultState.GIVEN_BACK.value,
                "target": target.pk,
                "all": ids is None,
                "ids": ids or [],
            },
        )


def after_change(target: Target, days: Iterable[date], allocation_ids: Iterable[int]) -> None:
    """What follows from changed results."""
    retotal(target, days)
    restand(target, allocation_ids)
