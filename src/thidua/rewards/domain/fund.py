"""The fund's book: opening a year, entries, their reversal, closing.

Every verb that moves money locks the year first, so that two at once never pass the balance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.rewards.enums import BY_HAND, INCOME, Category, Direction, FundArea
from thidua.rewards.models import FundEntry, FundYear
from thidua.rewards.queries import balance, fund_of
from thidua.rewards.rules import refuse_foreign, refuse_others
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_money
from thidua.vietnamese.text import clean

MOST = 10**15
"""No sum of a local fund is larger; a longer number is a slip of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundPlan:
    """What a year starts with; amounts in đồng."""

    opening: int
    base: int | None = None
    area: str = FundArea.DELTA
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One sum to enter, in đồng."""

    category: str
    on: date
    words: str
    amount: int
    paper: str = ""


def open_fund_year(*, actor: Actor, year: int, plan: FundPlan) -> FundYear:
    """Open the book of a year."""
    refuse_others(actor)
    _check_plan(plan)
    with transaction.atomic(), sentence_for(FundYear):
        row = FundYear(authority_id=actor.authority_id, year=year, changed_by_name=actor.name)
        _fill(row, plan)
        row.save()
        record(
            actor=actor,
            verb="fund.open",
            obj=row,
            sentence=f"Mở sổ quỹ thi đua, khen thưởng năm {year}",
            data={"opening": plan.opening, "base": plan.base, "area": plan.area},
        )
    return row


def edit_fund_year(
    *, actor: Actor, fund: FundYear, plan: FundPlan, revision: int | None
) -> FundYear:
    """Change what the year started with; refused when what was spent would no longer be covered."""
    refuse_others(actor)
    refuse_foreign(fund, actor)
    _check_plan(plan)
    with transaction.atomic():
        row = _open_year(fund, revision=revision)
        if plan.opening - row.opening + balance(row) < 0:
            raise Refusal(
                f"Đã chi nhiều hơn số dư này cho phép. Số dư đầu năm ít nhất phải là "
                f"{format_money(row.opening - balance(row))}."
            )
        _fill(row, plan)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="fund.edit",
            obj=row,
            sentence=f"Sửa số đầu năm của sổ quỹ năm {row.year}",
            data={"opening": plan.opening, "base": plan.base, "area": plan.area},
        )
    return row


def _check_plan(plan: FundPlan) -> None:
    for value, name in ((plan.opening, "Số dư đầu năm"), (plan.base or 0, "Chi thường xuyên")):
        if not 0 <= value <= MOST:
            raise Refusal(f"{name} phải từ 0 đến {format_money(MOST)}.")


def _fill(row: FundYear, plan: FundPlan) -> None:
    row.opening, row.base, row.area = plan.opening, plan.base, FundArea(plan.area)
    row.basis = clean(plan.basis)[:300]


def enter(*, actor: Actor, fund: FundYear, given: Sum, revision: int | None = None) -> FundEntry:
    """Enter a sum by hand: money received, things bought, costs of organising."""
    refuse_others(actor)
    refuse_foreign(fund, actor)
    if given.category not in BY_HAND:
        raise Refusal(
            "Tiền thưởng và tiền thu hồi tự vào sổ khi ghi chi, ghi thu hồi ở mục Tiền thưởng."
        )
    with transaction.atomic():
        return post(actor=actor, fund=_open_year(fund, revision=revision), given=given)


def post(*, actor: Actor, fund: FundYear, given: Sum) -> FundEntry:
    """Write a sum into a locked year and the journal; never below zero."""
    _check_sum(fund, given)
    direction = Direction.IN if given.category in INCOME else Direction.OUT
    _refuse_overdraft(fund, given.amount if direction == Direction.OUT else 0)
    with sentence_for(FundEntry):
        entry = FundEntry.objects.create(
            authority_id=fund.authority_id,
            fund=fund,
            direction=direction,
            category=given.category,
            on=given.on,
            paper=clean(given.paper)[:60],
            words=clean(given.words)[:300],
            amount=given.amount,
            recorded_by_name=actor.name,
        )
    _note(actor, entry, "fund.enter", f"{direction.label} quỹ năm {fund.year}: {entry.words}")
    return entry


def _check_sum(fund: FundYear, given: Sum) -> None:
    reasons = []
    if not 0 < given.amount <= MOST:
        reasons.append(f"Số tiền phải lớn hơn 0 và không quá {format_money(MOST)}.")
    if given.on.year != fund.year:
        reasons.append(f"Ngày {format_day(given.on)} không thuộc năm {fund.year} của sổ quỹ.")
    if given.on > timezone.localdate():
        reasons.append(f"Ngày {format_day(given.on)} chưa tới.")
    if not clean(given.words):
        reasons.append("Ghi nội dung thu, chi.")
    if reasons:
        raise Refusal.of(reasons)


def _refuse_overdraft(fund: FundYear, amount: int) -> None:
    left = balance(fund)
    if amount > left:
        raise Refusal(
            f"Quỹ năm {fund.year} còn {format_money(left)}, không đủ để chi "
            f"{format_money(amount)}. Ghi khoản thu trước, hoặc giảm số chi."
        )


def reverse(*, actor: Actor, entry: FundEntry, words: str) -> FundEntry:
    """Undo an entry by its mirror; once, and never one that payments or recoveries stand on."""
    refuse_others(actor)
    refuse_foreign(entry, actor)
    if not clean(words):
        raise Refusal("Ghi lý do đảo bút toán.")
    with transaction.atomic():
        fund = _open_year(entry.fund, revision=None)
        _refuse_reversal(entry)
        back = Direction.OUT if entry.direction == Direction.IN else Direction.IN
        _refuse_overdraft(fund, entry.amount if back == Direction.OUT else 0)
        mirror = FundEntry.objects.create(
            authority_id=fund.authority_id,
            fund=fund,
            direction=back,
            category=entry.category,
            on=entry.on,
            paper=entry.paper,
            words=f"Đảo bút toán “{entry.words}”: {clean(words)}"[:300],
            amount=entry.amount,
            reverses=entry,
            recorded_by_name=actor.name,
        )
        _note(actor, mirror, "fund.reverse", f"Đảo một bút toán của quỹ năm {fund.year}")
    return mirror


def _refuse_reversal(entry: FundEntry) -> None:
    if entry.reverses_id is not None:
        raise Refusal("Bút toán này đã là bút toán đảo. Nhập lại bút toán đúng thay vì đảo tiếp.")
    if FundEntry.objects.filter(reverses=entry).exists():
        raise Refusal("Bút toán này đã được đảo.")
    if entry.category not in BY_HAND:
        raise Refusal(
            "Bút toán này sinh từ tiền thưởng. Ghi nộp lại quỹ ở từng khoản tại mục Tiền thưởng."
        )


def close_fund_year(*, actor: Actor, fund: FundYear, revision: int | None) -> FundYear:
    """Close the book of a year; nothing more is entered."""
    refuse_others(actor)
    refuse_foreign(fund, actor)
    with transaction.atomic():
        row = _open_year(fund, revision=revision)
        row.closed_at = timezone.now()
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="fund.close",
            obj=row,
            sentence=f"Khóa sổ quỹ năm {row.year}",
            data={"balance": balance(row)},
        )
    return row


def _open_year(fund: FundYear, *, revision: int | None) -> FundYear:
    row = lock(FundYear, fund.pk, revision=revision)
    if row.closed_at is not None:
        raise Refusal(f"Sổ quỹ năm {row.year} đã khóa, không ghi thêm được.")
    return row


def year_for(authority_id: int, on: date) -> FundYear:
    """The open book of that day's year, locked. Raises Refusal when there is none."""
    found = fund_of(authority_id, on.year)
    if found is None:
        raise Refusal(
            f"Chưa mở sổ quỹ năm {on.year}. Mở sổ tại mục Quỹ thi đua, khen thưởng rồi ghi lại."
        )
    return _open_year(found, revision=None)


def _note(actor: Actor, entry: FundEntry, verb: str, sentence: str) -> None:
    record(
        actor=actor,
        verb=verb,
        obj=entry.fund,
        sentence=sentence,
        data={
            "entry": entry.code,
            "direction": str(entry.direction),
            "category": str(Category(entry.category)),
            "amount": entry.amount,
        },
    )
