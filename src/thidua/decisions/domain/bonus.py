"""Bonus money for each line of a decision, with the words that justify it.

Nghị định 152/2025/NĐ-CP, Điều 49 (Nghị định 98/2023/NĐ-CP before 2025-07-01): the base is the
salary of the day of the decision; of several titles for the same period only the highest is paid;
a title and a form are both paid, and so are forms for different achievements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from thidua.commendation.models import Nomination
from thidua.decisions.models import DecisionLine, DecisionState
from thidua.law import (
    Bonus,
    Granted,
    SubjectKind,
    Verdict,
    bonus,
    known_title,
    payable,
    why_no_bonus,
)
from thidua.registry.queries import Subject, subject_of
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_money, format_number

Period = tuple[Subject, int]
"""A subject and the year of its achievement."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole đồng, or None with the reason in `basis`."""

    payable: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class Held:
    """A title given, or about to be, to the same subject for the same period."""

    title_code: str
    decision: str
    paid: int | None


def amounts(nominations: Sequence[Nomination], on: date, *, decision_id: int) -> list[Amount]:
    """The money for each nomination of one decision, decided on that day.

    Looks at the other titles of the same subjects and year, in this decision and in those already
    issued. A draft elsewhere does not count: it may yet be discarded, and the money with it.
    """
    others = _held_elsewhere(nominations, decision_id)
    for row in nominations:
        if known_title(row.title_code).kind == "title":
            others.setdefault(_period(row), []).append(Held(row.title_code, "", None))
    return [_amount(row, on, others.get(_period(row), [])) for row in nominations]


def _period(row: Nomination) -> Period:
    return subject_of(row), row.round.year


def _held_elsewhere(
    nominations: Sequence[Nomination], decision_id: int
) -> dict[Period, list[Held]]:
    """Titles in decisions already issued, by subject and year."""
    wanted = {_period(row) for row in nominations}
    years = {year for _, year in wanted}
    lines = (
        DecisionLine.objects.filter(
            decision__state=DecisionState.ISSUED, nomination__round__year__in=years
        )
        .exclude(decision_id=decision_id)
        .filter(_of(nominations))
        .select_related("decision", "nomination__round")
    )
    found: dict[Period, list[Held]] = {}
    for line in lines:
        key = _period(line.nomination)
        if key in wanted and known_title(line.nomination.title_code).kind == "title":
            words = str(line.decision.full_number)
            found.setdefault(key, []).append(Held(line.nomination.title_code, words, line.amount))
    return found


def _of(nominations: Iterable[Nomination]) -> Q:
    condition = Q(pk__in=())
    keys: dict[str, set[int]] = {}
    for row in nominations:
        kind, pk = subject_of(row)
        keys.setdefault(kind, set()).add(pk)
    for kind, pks in keys.items():
        condition |= Q(**{f"nomination__{kind}_id__in": pks})
    return condition


def _amount(row: Nomination, on: date, held: Sequence[Held]) -> Amount:
    kind = SubjectKind(row.subject_kind)
    found = bonus(row.title_code, kind, on)
    if found is None:
        reason = why_no_bonus(row.title_code, kind, on) or ""
        return Amount(None, f"Không ghi mức thưởng: {reason}"[:300])
    if known_title(row.title_code).kind != "title":
        return Amount(found.payable, formula(found, on))
    others = [one for one in held if one.title_code != row.title_code]
    codes = (row.title_code, *(one.title_code for one in others))
    mine, *rivals = payable([Granted(code, kind, row.round.year) for code in codes], on)
    if mine.verdict is Verdict.NOT_KNOWN:
        return Amount(None, f"Không ghi mức thưởng: {mine.reason}"[:300])
    if mine.verdict is Verdict.NOT_MET:
        paid = (one for one, rival in zip(others, rivals, strict=True) if rival.amount)
        return Amount(None, _not_paid(next(paid)))
    return Amount(found.payable, (formula(found, on) + _paid_before(others))[:300])


def _not_paid(highest: Held) -> str:
    where = f" (Quyết định {highest.decision})" if highest.decision else ""
    return (
        "Cùng kỳ thành tích chỉ nhận tiền thưởng của danh hiệu cao nhất: "
        f"{known_title(highest.title_code).name}{where}"
    )


def _paid_before(lower: Sequence[Held]) -> str:
    """A lower title paid earlier for the same year: said, for the accountant to settle."""
    return "".join(
        f"; cùng kỳ đã ghi {format_money(one.paid or 0)} cho {known_title(one.title_code).name} "
        f"tại Quyết định {one.decision}, đối chiếu trước khi chi"
        for one in lower
        if one.paid
    )


def formula(found: Bonus, on: date) -> str:
    """`0,3 × 2.340.000 đồng = 702.000 đồng, làm tròn 710.000 đồng (…)`."""
    times = format_number(Decimal(found.multiple.numerator) / found.multiple.denominator)
    words = f"{times} × {format_money(found.base_salary)} = {format_money(found.exact)}"
    if found.payable != found.exact:
        words += f", làm tròn lên {format_money(found.payable)}"
    return f"{words} ({found.citation.short}, lương cơ sở ngày {format_day(on)})"
