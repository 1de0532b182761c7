"""Results of targets that criteria name, as a member's sheet wants them.

As many queries for one criterion as for many, and none for a table that names no target.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.clusters.models import ClusterMember
from thidua.clusters.points import Scheme
from thidua.clusters.target_points import Figure, Proposal, propose
from thidua.organizations.queries import forebears
from thidua.targets.enums import Band, ResultState, TargetState
from thidua.targets.models import Allocation, Result, Target
from thidua.targets.progress import unit_standing
from thidua.targets.queries import FOLLOWED
from thidua.targets.settings import settings_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, of which year, and what reading them needs beside the shares."""

    member: ClusterMember
    year: int
    slow: Decimal
    waiting: Collection[int]


def proposals(member: ClusterMember, year: int, scheme: Scheme) -> dict[int, Proposal]:
    """What the member's results give for each criterion that names a target."""
    nodes = {leaf.key: leaf for leaf in scheme.leaves if leaf.target is not None and leaf.rule}
    named = {key: leaf.target for key, leaf in nodes.items() if leaf.target is not None}
    if not named:
        return {}
    targets = Target.objects.in_bulk(named.values())
    shares = _shares(member, named.values())
    asked = Asked(
        member,
        year,
        settings_of(member.authority_id).slow_points,
        _not_taken_in([row for rows in shares.values() for row in rows]),
    )
    return {
        key: propose(nodes[key], _figure(targets[target], shares[target], asked))
        for key, target in named.items()
    }


def _shares(member: ClusterMember, targets: Collection[int]) -> dict[int, list[Allocation]]:
    """The member's own share of each; where it has none, those of the units it came from."""
    rows = Allocation.objects.filter(
        target__in=targets, unit_id__in=forebears([member.unit_id]), target__state__in=FOLLOWED
    )
    found: dict[int, list[Allocation]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.target_id].append(row)
    for key, held in found.items():
        found[key] = [row for row in held if row.unit_id == member.unit_id] or held
    return found


def _not_taken_in(rows: Sequence[Allocation]) -> set[int]:
    """Shares with a figure that nobody of the office has looked at."""
    waiting = Result.objects.filter(allocation__in=rows, state=ResultState.REPORTED)
    return {key for key in waiting.values_list("allocation", flat=True) if key is not None}


def _figure(target: Target, shares: Sequence[Allocation], asked: Asked) -> Figure:
    if missing := _missing(target, shares, asked.year):
        return Figure(target.code, target.name, missing=missing)
    row = shares[0]
    assert row.latest_on is not None
    periods = {period.last: period for period in target.periods}
    band = unit_standing(target, row, periods, asked.slow).band
    sureness = "có số chưa duyệt" if row.pk in asked.waiting else "số đã duyệt"
    if row.unit_id != asked.member.unit_id:
        sureness += f", của {row.unit_name} trước khi sắp xếp"
    return Figure(
        target.code,
        target.name,
        target.measure,
        row.plan,
        row.reached,
        None if band == Band.UNKNOWN else band == Band.REACHED,
        target.label(row.latest_on),
        sureness,
    )


def _missing(target: Target, shares: Sequence[Allocation], year: int) -> str:
    """Why there is no figure to reckon with; a missing figure is never zero."""
    if target.state == TargetState.WITHDRAWN:
        return "Chỉ tiêu đã rút."
    if not shares:
        return "Đơn vị không được giao phần của chỉ tiêu này."
    if len(shares) > 1:
        return f"{len(shares)} đơn vị trước khi sắp xếp có số riêng; hệ thống không tự cộng."
    row = shares[0]
    if row.latest_on is None or row.reached is None:
        return "Đơn vị chưa báo cáo chỉ tiêu này."
    if not date(year, 1, 1) <= row.latest_on <= date(year, 12, 31):
        return f"Số mới nhất là {target.label(row.latest_on)}, không thuộc năm {year}."
    return ""
