"""Reporting figures, correcting them as new versions, taking them in or giving them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.targets.domain.totals import after_change, hold
from thidua.targets.enums import Counting, Formula, ResultState, TargetKind, TargetState
from thidua.targets.measures import doubt_words, off_by_a_thousand, usual
from thidua.targets.models import Allocation, Result, Target
from thidua.targets.pace import HUNDRED
from thidua.targets.periods import Period, report_due
from thidua.targets.rules import may_judge, may_report
from thidua.targets.settings import settings_of
from thidua.targets.sharing import trimmed
from thidua.targets.workflow import RESULTS
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean

LARGEST = Decimal(10) ** 18


class OffByThousand(Refusal):
    """The figure looks a thousand times too large or too small; said yes, it is taken."""

    def __init__(self, words: str, suggested: Decimal) -> None:
        self.suggested = suggested
        super().__init__(
            f"{words} Nếu đúng là số ghi nhầm đơn vị, ghi {format_number(trimmed(suggested))}; "
            "nếu số này đúng, đánh dấu “Số đúng như đã ghi” rồi gửi lại."
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """What is reported. A part and a whole make a percentage; `value` is then reckoned."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    words: str = ""


def report(
    *,
    actor: Actor,
    target: Target,
    allocation: Allocation | None,
    period: Period,
    figure: Figure,
    reason: str = "",
    confirmed: bool = False,
    revision: int | None = None,
) -> Result:
    """Report a period, or correct what was reported; `allocation` None reports the whole.

    Raises OffByThousand for a figure that looks off by a thousand until `confirmed`.
    """
    if denied := may_report(target, allocation, actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(Result):
        row = hold(target.pk)
        _check_period(row, allocation, period)
        tidy = checked(row, allocation, figure)
        if not confirmed:
            ask_about_thousands(row, allocation, tidy.value)
        moment = timezone.now()
        old = _reported(row, allocation, period)
        is_late = timezone.localdate() > report_due(
            period.last, settings_of(row.authority_id).report_days
        )
        if old is None:
            made = _first(actor, row, allocation, period, tidy, moment, is_late=is_late)
        else:
            made = _corrected(actor, old, tidy, reason, revision, is_late=is_late)
        after_change(row, [period.last], [allocation.pk] if allocation else [])
    return made


def _check_period(target: Target, allocation: Allocation | None, period: Period) -> None:
    if target.state != TargetState.ACTIVE:
        raise Refusal("Chỉ tiêu chưa giao thực hiện hoặc đã kết thúc nên không báo cáo được.")
    if period not in target.periods:
        raise Refusal("Kỳ này không thuộc chỉ tiêu. Tải lại trang rồi chọn kỳ.")
    if period.first > timezone.localdate():
        raise Refusal(f"Kỳ {target.label(period.last)} chưa bắt đầu nên chưa báo cáo được.")
    if allocation is None:
        return
    if allocation.target_id != target.pk:
        raise Refusal("Đơn vị này không được giao chỉ tiêu này.")
    begun = allocation.since_on is None or allocation.since_on <= period.last
    if not begun or (allocation.until_on is not None and allocation.until_on <= period.last):
        raise Refusal(f"{allocation.unit_name} không nhận chỉ tiêu này trong kỳ đó.")


def checked(target: Target, allocation: Allocation | None, figure: Figure) -> Figure:
    """Tidied, with the percentage that a part and a whole make. Raises Refusal."""
    tidy = replace(figure, words=clean(figure.words)[:500])
    for number in (tidy.value, tidy.numerator, tidy.denominator):
        if number is not None and abs(number) >= LARGEST:
            raise Refusal("Con số quá lớn. Kiểm tra lại đơn vị tính.")
    tidy = _of_parts(target, allocation, tidy)
    if tidy.value is None and not tidy.words:
        raise Refusal("Ghi con số hoặc diễn giải. Chưa có số thì để trống cả dòng, không ghi 0.")
    if target.kind in {TargetKind.MILESTONE, TargetKind.PLACES}:
        _check_reached(target, allocation, tidy.value)
    if target.kind == TargetKind.SHARE and tidy.value is not None and tidy.value < 0:
        raise Refusal("Tỷ lệ không âm.")
    return tidy


def _of_parts(target: Target, allocation: Allocation | None, figure: Figure) -> Figure:
    if target.kind != TargetKind.SHARE:
        return figure
    top, bottom = figure.numerator, figure.denominator
    if bottom is not None and bottom <= 0:
        raise Refusal("Mẫu số phải lớn hơn 0.")
    if top is not None and bottom is not None:
        return replace(figure, value=top * HUNDRED / bottom)
    if target.formula != Formula.WEIGHTED or allocation is None or figure.value is None:
        return replace(figure, numerator=None, denominator=None)
    bottom = bottom or allocation.weight
    if bottom is None:
        raise Refusal(
            f"Tỷ lệ chung tính từ tử số và mẫu số. Ghi tử số, mẫu số của {allocation.unit_name}, "
            "hoặc ghi quy mô của đơn vị ở phần giao."
        )
    return replace(figure, numerator=figure.value * bottom / HUNDRED, denominator=bottom)


def _check_reached(target: Target, allocation: Allocation | None, value: Decimal | None) -> None:
    plan = allocation.plan if allocation else target.plan
    most = plan or Decimal(1)
    if value is not None and (value != value.to_integral_value() or not 0 <= value <= most):
        raise Refusal(f"Ghi 1 khi đã đạt, 0 khi chưa đạt (nhiều nhất {format_number(most, 0)}).")


def ask_about_thousands(
    target: Target, allocation: Allocation | None, value: Decimal | None
) -> None:
    """Raises OffByThousand when the figure is far from what this unit reports or was given."""
    if value is None or target.kind != TargetKind.NUMERIC:
        return
    told = target.results.filter(allocation=allocation, value__isnull=False)
    known: list[Decimal | None] = list(told.values_list("value", flat=True)[:24])
    normal = usual(known) or _expected(target, allocation)
    if sign := off_by_a_thousand(value, normal):
        assert normal is not None
        suggested = value / 1000 if sign > 0 else value * 1000
        raise OffByThousand(doubt_words(value, normal, target.measure, sign), suggested)


def _expected(target: Target, allocation: Allocation | None) -> Decimal | None:
    plan = allocation.plan if allocation else target.plan
    if plan is None or target.counting != Counting.PER_PERIOD:
        return plan
    return plan / len(target.periods)


def _reported(target: Target, allocation: Allocation | None, period: Period) -> Result | None:
    rows = Result.objects.filter(target=target, allocation=allocation, period_on=period.last)
    return rows.select_related("target", "allocation").first()


def _first(
    actor: Actor,
    target: Target,
    allocation: Allocation | None,
    period: Period,
    figure: Figure,
    moment: datetime,
    *,
    is_late: bool,
) -> Result:
    made = new_result(actor, target, allocation, period.last, figure, moment, is_late=is_late)
    made.save()
    who = allocation.unit_name if allocation else target.owner_name or "số chung"
    record(
        actor=actor,
        verb="target_result.report",
        obj=made,
        sentence=f"{who} báo cáo {target.label(period.last)}: {shown(figure, target.measure)}",
        data={"target": target.code, "late": is_late},
    )
    return made


def new_result(
    actor: Actor,
    target: Target,
    allocation: Allocation | None,
    day: date,
    figure: Figure,
    moment: datetime,
    *,
    is_late: bool = False,
    state: str = ResultState.REPORTED,
) -> Result:
    """A first version, not yet saved."""
    return Result(
        authority_id=target.authority_id,
        target=target,
        allocation=allocation,
        period_on=day,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        words=figure.words,
        is_late=is_late,
        reported_by_name=actor.name,
        written_at=moment,
        reported_at=moment,
        state=state,
        accepted_at=moment if state == ResultState.ACCEPTED else None,
        changed_by_name=actor.name,
    )


def _corrected(
    actor: Actor, old: Result, figure: Figure, reason: str, revision: int | None, *, is_late: bool
) -> Result:
    now = {name: getattr(figure, name) for name in ("value", "numerator", "denominator", "words")}
    if old.state != ResultState.GIVEN_BACK and not clean(reason):
        raise Refusal("Kỳ này đã báo cáo. Ghi lý do sửa; số cũ được giữ làm bản trước.")
    return RESULTS.perform(
        old,
        "correct",
        actor=actor,
        revision=revision,
        figures=now,
        reason=clean(reason),
        is_late=is_late,
    )


def shown(figure: Figure, measure: str) -> str:
    """The figure in words for a sentence."""
    if figure.value is None:
        return figure.words[:200]
    return f"{format_number(trimmed(figure.value.quantize(Decimal('0.000001'))))} {measure}".strip()


def judge(
    *, actor: Actor, result: Result, name: str, reason: str = "", revision: int | None = None
) -> Result:
    """Take a result in (`accept`) or give it back with a reason (`give_back`)."""
    if denied := may_judge(result, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        target = hold(result.target_id)
        made = RESULTS.perform(result, name, actor=actor, revision=revision, reason=clean(reason))
        ids = [result.allocation_id] if result.allocation_id else []
        after_change(target, [result.period_on], ids)
    return made


def accept_many(*, actor: Actor, results: Sequence[Result]) -> int:
    """Take in every one that waits; how many were."""
    waiting = [row for row in results if row.state == ResultState.REPORTED]
    with transaction.atomic():
        for row in waiting:
            judge(actor=actor, result=row, name="accept")
    return len(waiting)


@dataclass(frozen=True, slots=True)
class Line:
    """One target's figure among several reported at once; no `allocation`: the whole."""

    target: Target
    allocation: Allocation | None
    period: Period
    figure: Figure
    reason: str = ""
    confirmed: bool = False
    revision: int | None = None


def report_many(*, actor: Actor, lines: Iterable[Line]) -> list[Result]:
    """Several targets of a unit at once: all or none. The refusal names each target at fault."""
    faults: list[str] = []
    made: list[Result] = []
    with transaction.atomic():
        for line in lines:
            target = line.target
            try:
                with transaction.atomic():
                    made.append(
                        report(
                            actor=actor,
                            target=target,
                            allocation=line.allocation,
                            period=line.period,
                            figure=line.figure,
                            reason=line.reason,
                            confirmed=line.confirmed,
                            revision=line.revision,
                        )
                    )
            except NotAllowed:
                raise
            except Refusal as refusal:
                faults += [f"{target.name}: {reason}" for reason in refusal.reasons]
        if faults:
            raise Refusal(*faults)
    return made
