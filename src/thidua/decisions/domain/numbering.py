"""Decision numbers: gapless from 1 in each year and series, never given twice.

Nghị định 30/2020/NĐ-CP: numbered from 01 on 1 January to 31 December.
"""

from __future__ import annotations

from thidua.decisions.models import NumberSeries


def next_number(*, authority_id: int, year: int, kind: str) -> int:
    """The next number, inside the caller's transaction.

    The series' row stays locked until that transaction ends: one that fails gives its number
    back, one that waits gets the next.
    """
    NumberSeries.objects.bulk_create(
        [NumberSeries(authority_id=authority_id, year=year, kind=kind)], ignore_conflicts=True
    )
    series = NumberSeries.objects.select_for_update().get(
        authority_id=authority_id, year=year, kind=kind
    )
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def coming_number(*, authority_id: int, year: int, kind: str) -> int:
    """The number that the next decision would get; nothing is reserved."""
    series = NumberSeries.objects.filter(authority_id=authority_id, year=year, kind=kind).first()
    return (series.last if series else 0) + 1
