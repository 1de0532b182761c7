"""Writing what a workbook holds: targets, shares, figures, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit
from thidua.targets.building import Draft, Given
from thidua.targets.domain.allocations import Share, accept_gap, share_out
from thidua.targets.domain.results import Figure, checked, new_result
from thidua.targets.domain.targets import TargetPlan, set_target
from thidua.targets.domain.totals import hold, restand, retotal
from thidua.targets.enums import Comparison, Direction, ResultState, TargetState
from thidua.targets.guards import lacking
from thidua.targets.models import Allocation, Result, Target
from thidua.targets.questions import NEW
from thidua.targets.workflow import FIGURES, RESULTS, TARGETS

WORTH_TELLING = 20
"""Targets in a file from which its writing takes long enough to be followed."""
MOST_FAULTS = 30


@dataclass(slots=True)
class Made:
    """What was written. `drafts`: targets left in draft, each with the reason."""

    targets: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    shares: int = 0
    results: int = 0
    corrected: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def write(
    *, actor: Actor, drafts: Sequence[Draft], source: str, tell: Callable[[int], None]
) -> Made:
    """Everything or nothing; the refusal names every figure at fault. `tell` hears after each
    target how many are written."""
    made, faults = Made(), []
    with transaction.atomic():
        units = _units(actor, drafts, made)
        for number, draft in enumerate(drafts, start=1):
            try:
                _write(actor, draft, units, source, made)
            except Refusal as refusal:
                faults += [f"{draft.goal.name}: {reason}" for reason in refusal.reasons]
            if len(drafts) >= WORTH_TELLING:
                tell(number)
        if faults:
            more = [f"… và {len(faults) - MOST_FAULTS} lỗi khác."] if faults[MOST_FAULTS:] else []
            raise Refusal(*faults[:MOST_FAULTS], *more)
    return made


def _units(actor: Actor, drafts: Sequence[Draft], made: Made) -> dict[str, int]:
    """Ids by the reference that parts and figures use; named new ones are added once."""
    refs = {part.unit for draft in drafts for part in draft.parts}
    refs |= {one.unit for draft in drafts for one in draft.figures if one.unit}
    found = {ref: int(ref) for ref in refs if not ref.startswith(NEW)}
    for ref in sorted(ref for ref in refs if ref.startswith(NEW)):
        name = ref.removeprefix(NEW)
        unit = add_unit(actor=actor, name=name, kind=UnitKind.COLLECTIVE, parent=None)
        found[ref] = unit.pk
        made.units.append(name)
    return found


def _write(actor: Actor, draft: Draft, units: Mapping[str, int], source: str, made: Made) -> None:
    target = _target(actor, draft)
    reason = f"Theo tệp “{source}”"[:290]
    shares = [
        Share(
            unit_id=units[part.unit],
            plan=part.plan,
            baseline=part.baseline,
            weight=part.weight,
            last_actual=part.last,
        )
        for part in draft.parts
    ]
    if shares:
        share_out(actor=actor, target=target, shares=shares, reason=reason)
        made.shares += len(shares)
    if not draft.code:
        target = _given_out(actor, draft, target, reason, made)
        made.targets.append(target.code)
    _figures(actor, target, draft.figures, units, reason, made)


def _target(actor: Actor, draft: Draft) -> Target:
    if draft.code:
        return Target.objects.get(code=draft.code, authority_id=actor.authority_id)
    goal, falls = draft.goal, draft.direction == Direction.DOWN
    owner = Unit.objects.filter(pk=draft.owner).first() if draft.owner else None
    baseline = draft.baseline
    start = date(draft.year, 1, 1)
    plan = TargetPlan(
        name=goal.name,
        kind=goal.kind,
        words=goal.words,
        direction=draft.direction,
        measure=goal.measure,
        baseline=baseline,
        baseline_on=start if baseline is not None else None,
        plan=goal.plan,
        comparison=Comparison.AT_MOST if falls else Comparison.AT_LEAST,
        start_on=start,
        due_on=draft.due_on or date(draft.year, 12, 31),
        rhythm=draft.rhythm,
        counting=draft.counting,
        formula=draft.formula,
        owner=owner,
    )
    return set_target(actor=actor, plan=plan)


def _given_out(actor: Actor, draft: Draft, target: Target, reason: str, made: Made) -> Target:
    """Followed at once where nothing stands in the way, else left in draft with the reason."""
    fresh = Target.objects.get(pk=target.pk)
    if draft.accepts_gap and lacking(fresh):
        fresh = accept_gap(actor=actor, target=fresh, reason=f"Do làm tròn. {reason}")
    try:
        with transaction.atomic():
            return TARGETS.perform(fresh, "activate", actor=actor)
    except Refusal as refusal:
        made.drafts.append(f"{fresh.name}: {' '.join(refusal.reasons)}")
        return fresh


def _figures(
    actor: Actor,
    target: Target,
    given: Sequence[Given],
    units: Mapping[str, int],
    reason: str,
    made: Made,
) -> None:
    if not given:
        return
    target = hold(target.pk)
    shares = {one.unit_id: one for one in target.allocations.all()}
    rows = target.results.filter(period_on__in={one.day for one in given})
    told = {(row.allocation_id, row.period_on): row for row in rows}
    days = {period.last for period in target.periods}
    new, old, faults = [], [], []
    moment = timezone.now()
    for one in given:
        try:
            allocation = _allocation(shares, units, one)
            _check_day(one, days)
            figure = checked(target, allocation, Figure(one.value, words=one.words))
        except Refusal as refusal:
            faults += [f"{_who(shares, units, one)}: {why}" for why in refusal.reasons]
            continue
        have = told.get((allocation.pk if allocation else None, one.day))
        if have is None:
            new.append(_result(actor, target, allocation, one.day, figure, moment))
        elif any(getattr(have, name) != getattr(figure, name) for name in ("value", "words")):
            old.append((have, figure))
    if faults:
        raise Refusal(*faults)
    _save(actor, target, new, old, reason)
    made.results += len(new)
    made.corrected += len(old)


def _check_day(one: Given, days: Collection[date]) -> None:
    if one.day not in days:
        raise Refusal(f"kỳ {one.day:%d/%m/%Y} không thuộc chỉ tiêu.")


def _allocation(
    shares: Mapping[int, Allocation], units: Mapping[str, int], one: Given
) -> Allocation | None:
    if not one.unit:
        return None
    found = shares.get(units[one.unit])
    if found is None:
        raise Refusal("chưa được giao chỉ tiêu này nên không nhập được kết quả.")
    return found


def _who(shares: Mapping[int, Allocation], units: Mapping[str, int], one: Given) -> str:
    found = shares.get(units.get(one.unit, 0))
    return found.unit_name if found else one.unit.removeprefix(NEW) or "Số chung"


def _result(
    actor: Actor,
    target: Target,
    allocation: Allocation | None,
    day: date,
    figure: Figure,
    moment: datetime,
) -> Result:
    return new_result(actor, target, allocation, day, figure, moment, state=ResultState.ACCEPTED)


def copied(rows: Sequence[Result]) -> None:
    """Into the table as a stream: a province brings in 200,000 figures at once."""
    fields = [field for field in Result._meta.concrete_fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(Result._meta.db_table)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream,
    ):
        for row in rows:
            stream.write_row([field.pre_save(row, add=True) for field in fields])


def _save(
    actor: Actor,
    target: Target,
    new: Sequence[Result],
    old: Sequence[tuple[Result, Figure]],
    reason: str,
) -> None:
    """First figures at once; those already there one by one, as new versions."""
    with sentence_for(Result):
        copied(new)
    if old and target.state != TargetState.ACTIVE:
        raise Refusal("chỉ tiêu không ở bước đang thực hiện nên không sửa được số đã báo.")
    for have, figure in old:
        now = {name: getattr(figure, name) for name in FIGURES}
        RESULTS.perform(have, "correct", actor=actor, figures=now, reason=reason)
    days = {row.period_on for row in new} | {row.period_on for row, _ in old}
    retotal(target, days)
    restand(target)
    record(
        actor=actor,
        verb="target_result.import",
        obj=target,
        sentence=f"Nhập {len(new)} kết quả, sửa {len(old)} kết quả",
        data={"reason": reason},
    )
