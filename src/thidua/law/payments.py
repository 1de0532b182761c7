"""Which of several bonuses one subject is paid: Decree 152/2025, Art. 49.

Several titles of one period: only the highest. Titles of different periods: all. Several forms for
different achievements: all. A title and a form: both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.law.algebra import Tri, tri_and, tri_not
from thidua.law.conditions import law
from thidua.law.enums import SubjectKind, Verdict
from thidua.law.instruments import Citation, Confidence
from thidua.law.money import Bonus, Rounding, bonus, why_no_bonus
from thidua.law.standards.common import TWO_TIER
from thidua.law.titles import known_title, known_titles


@dataclass(frozen=True, slots=True)
class Granted:
    """One award of the subject. ``period``: the year or span of merit in the words of the file.

    ``achievement``: what it was given for. Either is ``None`` while it is not known.
    """

    code: str
    kind: SubjectKind
    period: str | int | None
    achievement: str | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """``verdict``: met = paid, not met = not paid beside the others, not known = to be settled.

    ``bonus`` is the sum the award would bring by itself, ``None`` where it is not established.
    """

    granted: Granted
    verdict: Verdict
    bonus: Bonus | None
    reason: str
    citation: Citation

    @property
    def amount(self) -> int | None:
        """Đồng to pay; 0 for what is not paid, ``None`` for what is not known."""
        if self.verdict is Verdict.MET:
            return self.bonus.payable if self.bonus else None
        return 0 if self.verdict is Verdict.NOT_MET else None


def payable(
    awards: Sequence[Granted], decided_on: date, *, rounding: Rounding = Rounding.ONCE
) -> tuple[Payment, ...]:
    """What each award of one subject brings, in the order given; the answer does not hang on it.

    ``awards``: all of one subject that are decided together or were before. The base salary is that
    of ``decided_on``. ``UnknownTitle`` for a code the law does not have.
    """
    held = [_Held(one, place, decided_on, rounding) for place, one in enumerate(awards)]
    return tuple(_judge(one, held, decided_on) for one in held)


_ORDER = {code: place for place, code in enumerate(known_titles())}


class _Held:
    """An award with its money and its rank among titles."""

    def __init__(self, granted: Granted, place: int, on: date, rounding: Rounding) -> None:
        title = known_title(granted.code)
        self.granted = granted
        self.place = place
        self.is_title = title.kind == "title"
        self.bonus = bonus(title.code, granted.kind, on, rounding=rounding)
        self.reason = why_no_bonus(title.code, granted.kind, on) or ""
        multiple = Fraction(-1) if self.bonus is None else self.bonus.multiple
        # Of two equal ones, for instance the same award twice, one is paid: the first in the law.
        self.rank = (multiple, -_ORDER[title.code], repr(granted), -place)


def _judge(one: _Held, others: Sequence[_Held], on: date) -> Payment:
    if one.bonus is None:
        return Payment(one.granted, Verdict.NOT_KNOWN, None, one.reason, _place(on))
    rivals = [other for other in others if other is not one and other.is_title == one.is_title]
    return _title(one, rivals, on) if one.is_title else _form(one, rivals, on)


def _same(left: str | int | None, right: str | int | None) -> Tri:
    return None if left is None or right is None else left == right


def _title(one: _Held, rivals: Sequence[_Held], on: date) -> Payment:
    """Paid unless a higher title stands in the same period."""
    beaten: Tri = False
    by = ""
    for other in rivals:
        same = _same(one.granted.period, other.granted.period)
        value = tri_and(same, _higher(other, one))
        if value is True or (value is None and beaten is False):
            beaten, by = value, known_title(other.granted.code).name
        if beaten is True:
            break
    reasons: dict[Tri, str] = {
        True: f"Cùng kỳ thành tích chỉ nhận tiền thưởng của danh hiệu cao nhất: {by}.",
        None: f"Chưa rõ có cùng kỳ thành tích với danh hiệu cao hơn hay không: {by}.",
        False: _title_paid(one, rivals),
    }
    return Payment(one.granted, Verdict.of(tri_not(beaten)), one.bonus, reasons[beaten], _place(on))


def _higher(other: _Held, one: _Held) -> Tri:
    """Whether the other title ranks above; unknown while its money is."""
    return None if other.bonus is None else other.rank > one.rank


def _title_paid(one: _Held, rivals: Sequence[_Held]) -> str:
    if any(_same(one.granted.period, other.granted.period) is not False for other in rivals):
        return "Danh hiệu cao nhất trong kỳ thành tích."
    return "Danh hiệu của kỳ thành tích riêng."


def _form(one: _Held, rivals: Sequence[_Held], on: date) -> Payment:
    """Paid when every other form is for another period or achievement.

    One achievement is not rewarded in several forms (Law, Art. 5(2)(c)): two for the same one are a
    question for whoever decides, not for the cashier.
    """
    told = [_apart(one, other) for other in rivals]
    if False in told:
        name = known_title(rivals[told.index(False)].granted.code).name
        reason = f"Một thành tích không khen nhiều lần, nhiều hình thức; xem lại cùng {name}."
        return Payment(one.granted, Verdict.NOT_KNOWN, one.bonus, reason, law(5, 2, "c"))
    if None in told:
        name = known_title(rivals[told.index(None)].granted.code).name
        reason = f"Chưa rõ có khác thành tích với {name} hay không."
        return Payment(one.granted, Verdict.NOT_KNOWN, one.bonus, reason, _place(on))
    reason = "Hình thức khen thưởng cho thành tích riêng."
    return Payment(one.granted, Verdict.MET, one.bonus, reason, _place(on))


def _apart(one: _Held, other: _Held) -> Tri:
    """Another period or another achievement."""
    period = _same(one.granted.period, other.granted.period)
    achievement = _same(one.granted.achievement, other.granted.achievement)
    return tri_not(tri_and(period, achievement))


def _place(on: date) -> Citation:
    if on < TWO_TIER:
        return Citation("98/2023/NĐ-CP", confidence=Confidence.DERIVED)
    return Citation("152/2025/NĐ-CP", 49)
