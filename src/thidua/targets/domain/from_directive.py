"""A target found in a directive becomes a draft, with what the directive says and no more."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from thidua.core.actors import Actor
from thidua.directives.models import Finding
from thidua.targets.domain.allocations import Share, UnitFinder, share_out
from thidua.targets.domain.targets import TargetPlan, move_target, set_target
from thidua.targets.enums import Comparison, Direction, Formula, TargetKind, TargetState
from thidua.targets.models import Target
from thidua.vietnamese.numbers import parse_number
from thidua.vietnamese.text import clean, fold

_COMPARISONS = {
    "exact": Comparison.EXACTLY,
    "at_most": Comparison.AT_MOST,
    "decrease": Comparison.AT_MOST,
}
"""The others (at least, all, increase) ask for no less; none and complete have no figure."""
_LAST_MONTH = 12
LONGEST: Final = 140
"""Letters of a name that a table can show."""


def make_target(actor: Actor, finding: Finding, data: Mapping[str, Any]) -> str:
    """The draft's code, or that of the target which the year already has under this name.

    Places named become units to be reached; unknown ones stay in the words.
    """
    plan, places = _plan(finding, data)
    if known := _known(actor.authority_id, plan):
        return known.code
    source = {"directive": finding.directive, "finding": finding}
    target = set_target(actor=actor, plan=plan, **source)
    units = _units(actor, places, plan.due_on)
    if units:
        shares = [Share(unit_id=one, plan=Decimal(1)) for one in units]
        share_out(actor=actor, target=target, shares=shares)
    return target.code


def _known(authority_id: int, plan: TargetPlan) -> Target | None:
    wanted = fold(plan.name)
    found = Target.objects.filter(authority_id=authority_id, due_on__year=plan.due_on.year)
    alive = found.exclude(state=TargetState.WITHDRAWN).order_by("pk")
    return next((one for one in alive if fold(one.name) == wanted), None)


def _name(said: str) -> str:
    """The sentence of the directive as a name; a long one is cut at a word, its words stay whole
    beside it."""
    name = clean(said).strip(" ;,.")
    name = f"{name[:1].upper()}{name[1:]}"
    return name if len(name) <= LONGEST else f"{name[:LONGEST].rpartition(' ')[0]} …"


def _plan(finding: Finding, data: Mapping[str, Any]) -> tuple[TargetPlan, list[str]]:
    places = [_place(one) for one in data.get("places_named") or ()]
    year = finding.directive.year
    value = _figure(data.get("value"))
    measure = str(data.get("unit") or "")
    kind = _kind(value, measure, places)
    comparison = _COMPARISONS.get(str(data.get("comparison")), Comparison.AT_LEAST)
    said = str(data.get("what") or "Chỉ tiêu chưa đặt tên")
    formulas = {
        TargetKind.PLACES: Formula.COUNT,
        TargetKind.MILESTONE: Formula.OWN,
        TargetKind.SHARE: Formula.WEIGHTED,
    }
    named = f"\nĐịa phương nêu trong chỉ thị: {', '.join(places)}." if places else ""
    plan = TargetPlan(
        name=_name(said),
        kind=kind,
        words=f"{said}{named}",
        direction=Direction.DOWN if comparison == Comparison.AT_MOST else Direction.UP,
        measure=measure,
        plan=value,
        comparison=comparison,
        start_on=date(year, 1, 1),
        due_on=_due(data.get("by"), year),
        formula=formulas.get(kind, Formula.SUM),
    )
    return plan, places


def _figure(value: Any) -> Decimal | None:
    """A number as the reading keeps it, else as people write it."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return parse_number(value)
    return found if found.is_finite() else None


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


def _due(by: Any, year: int) -> date:
    """The day as read; where the paper names a month or a year only, its last day."""
    if not isinstance(by, Mapping) or not by.get("year"):
        return date(year, _LAST_MONTH, 31)
    last_year, month = max(int(by["year"]), year), int(by.get("month") or _LAST_MONTH)
    last = monthrange(last_year, month)[1]
    day = min(int(by.get("day") or last), last)
    return max(date(last_year, month, day), date(year, 1, 2))


def unmake_target(actor: Actor, finding: Finding, reason: str) -> None:
    """Withdraw what confirming made; what was there before stays. Refused by the target's own table
    where it cannot be."""
    target = Target.objects.filter(finding=finding).exclude(state=TargetState.WITHDRAWN).first()
    if target is None:
        return
    why = reason or "Bỏ xác nhận ở chỉ thị"
    move_target(actor=actor, target=target, name="withdraw", reason=why)
    Target.objects.filter(pk=target.pk).update(finding=None)


def _units(actor: Actor, places: list[str], day: date) -> list[int]:
    if not places:
        return []
    finder = UnitFinder(actor.authority_id, day)
    found = [finder.find(one) for one in places]
    return list(dict.fromkeys(one[0] for one in found if one is not None))
