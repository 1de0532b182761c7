"""A target found in a directive becomes a draft, with what the directive says and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.actors import Actor
from thidua.directives.models import Finding
from thidua.targets.domain.allocations import Share, UnitFinder, share_out
from thidua.targets.domain.targets import TargetPlan, set_target
from thidua.targets.enums import Comparison, Direction, Formula, TargetKind
from thidua.vietnamese.dates import BadDate, parse_date
from thidua.vietnamese.numbers import parse_number

_COMPARISONS = {
    "at_least": Comparison.AT_LEAST,
    "more_than": Comparison.MORE_THAN,
    "at_most": Comparison.AT_MOST,
    "less_than": Comparison.LESS_THAN,
    "exactly": Comparison.EXACTLY,
}
_YEAR = re.compile(r"(?:19|20)\d\d")


def make_target(actor: Actor, finding: Finding, data: Mapping[str, Any]) -> str:
    """The draft's code. Places named become units to be reached; unknown ones stay in the words."""
    plan, places = _plan(finding, data)
    source = {"directive": finding.directive, "finding": finding}
    target = set_target(actor=actor, plan=plan, **source)
    units = _units(actor, places, plan.due_on)
    if units:
        shares = [Share(unit_id=one, plan=Decimal(1)) for one in units]
        share_out(actor=actor, target=target, shares=shares)
    return target.code


def _plan(finding: Finding, data: Mapping[str, Any]) -> tuple[TargetPlan, list[str]]:
    places = [_place(one) for one in data.get("places_named") or ()]
    year = finding.directive.year or date.today().year  # noqa: DTZ011 (a year, no moment)
    value = parse_number(data.get("value"))
    measure = str(data.get("unit") or "")
    kind = _kind(value, measure, places)
    comparison = _COMPARISONS.get(str(data.get("comparison") or ""), Comparison.AT_LEAST)
    falls = comparison in {Comparison.AT_MOST, Comparison.LESS_THAN}
    name = str(data.get("what") or data.get("name") or "Chỉ tiêu chưa đặt tên")
    formula = {TargetKind.PLACES: Formula.COUNT, TargetKind.MILESTONE: Formula.OWN}.get(
        kind, Formula.WEIGHTED if kind == TargetKind.SHARE else Formula.SUM
    )
    return (
        TargetPlan(
            name=name,
            kind=kind,
            words=str(data.get("words") or name),
            direction=Direction.DOWN if falls else Direction.UP,
            measure=measure,
            plan=value if kind != TargetKind.MILESTONE else None,
            comparison=comparison,
            start_on=date(year, 1, 1),
            due_on=_due(str(data.get("by") or data.get("by_words") or ""), year),
            formula=formula,
        ),
        places,
    )


def _kind(value: Decimal | None, measure: str, places: list[str]) -> TargetKind:
    if places:
        return TargetKind.PLACES
    if value is None:
        return TargetKind.MILESTONE
    return TargetKind.SHARE if "%" in measure else TargetKind.NUMERIC


def _place(one: Any) -> str:
    if isinstance(one, Mapping):
        return str(one.get("suggested") or one.get("name") or "")
    return str(one)


def _due(words: str, year: int) -> date:
    """The day as written; a bare year, or nothing, is the end of the year."""
    try:
        found = parse_date(words) if words else None
    except BadDate:
        found = None
    if found is not None and found.month and found.day and found.year >= year:
        return date(found.year, found.month, found.day)
    years = [int(one) for one in _YEAR.findall(words)]
    return date(max([*years, year]), 12, 31)


def _units(actor: Actor, places: list[str], day: date) -> list[int]:
    if not places:
        return []
    finder = UnitFinder(actor.authority_id, day)
    found = [finder.find(one) for one in places]
    return list(dict.fromkeys(one[0] for one in found if one is not None))
