"""The fund and the store: any sequence of entries and movements keeps the sums true."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.decisions import stages
from tests.rewards import making
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.rewards.domain import fund as book
from thidua.rewards.domain import stock as store
from thidua.rewards.enums import ADDS, BY_HAND, INCOME, Category, MovementKind
from thidua.rewards.models import FundEntry, StockMovement
from thidua.rewards.queries import balance, entries, left_of, stock
from thidua.rewards.reports import fund_report, needs

YEARS = count(1990)
NAMES = count(1)
PROPERTY = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SUMS = st.lists(st.tuples(st.sampled_from(BY_HAND), st.integers(1, 10**9)), max_size=7)
MOVES = st.lists(
    st.tuples(st.sampled_from((MovementKind.RECEIVED, MovementKind.SPOILED)), st.integers(1, 50)),
    max_size=8,
)


def entered(house, fund, category, amount) -> FundEntry | None:
    sum_ = book.Sum(
        category=category, on=date(fund.year, 5, 5), words="Bút toán thử", amount=amount
    )
    try:
        return book.enter(actor=house.officer, fund=fund, given=sum_)
    except Refusal:
        return None


@PROPERTY
@given(sums=SUMS)
def test_balance_is_the_sum_never_below_zero_and_reversal_restores(house, sums):
    fund = making.fund(house, next(YEARS), opening=5 * 10**8)
    expected = fund.opening
    for category, amount in sums:
        sign = 1 if category in INCOME else -1
        made = entered(house, fund, category, amount)
        assert (made is None) == (expected + sign * amount < 0)
        expected += sign * amount if made else 0
        assert balance(fund) == expected
    for entry in list(entries(fund)):
        before = balance(fund)
        try:
            book.reverse(actor=house.officer, entry=entry, words="Nhầm")
        except Refusal:
            assert before - entry.signed < 0
            assert balance(fund) == before
        else:
            assert balance(fund) == before - entry.signed
    report = fund_report(fund, date(fund.year, 12, 31))
    assert report.balance == balance(fund) == fund.opening + sum(e.signed for e in entries(fund))


@PROPERTY
@given(sums=SUMS, data=st.data())
def test_the_order_of_entries_does_not_matter(house, sums, data):
    other = data.draw(st.permutations(sums))
    found = []
    for order in (sums, other):
        fund = making.fund(house, next(YEARS), opening=10**10)
        for category, amount in order:
            assert entered(house, fund, category, amount)
        report = fund_report(fund, date(2000, 1, 1))
        found.append((balance(fund), report.income, report.spending, report.organising))
    assert found[0] == found[1]


@PROPERTY
@given(moves=MOVES, counted=st.integers(0, 300))
def test_the_store_is_never_below_nothing_and_a_count_settles_it(house, moves, counted):
    item = making.item(house, f"Phôi số {next(NAMES)}")
    left = 0
    for kind, quantity in moves:
        after = left + quantity if kind in ADDS else left - quantity
        given = store.Move(kind=kind, quantity=quantity, on=making.PAID_ON)
        if after < 0:
            with pytest.raises(Refusal, match="kho còn"):
                store.move_stock(actor=house.officer, item=item, given=given)
        else:
            store.move_stock(actor=house.officer, item=item, given=given)
            left = after
        assert left_of(item) == left
    made = store.count_stock(actor=house.officer, item=item, counted=counted, on=making.PAID_ON)
    assert (made is None) == (counted == left)
    assert left_of(item) == counted
    assert stock(house.inspector).get(pk=item.pk).left == counted


def test_entries_and_movements_are_never_changed_or_erased(house):
    fund = making.fund(house)
    making.income(house, fund, 10)
    item = making.item(house)
    move = store.Move(kind=MovementKind.RECEIVED, quantity=3, on=making.PAID_ON)
    store.move_stock(actor=house.officer, item=item, given=move)

    for act in (
        lambda: FundEntry.objects.update(amount=1),
        lambda: StockMovement.objects.update(quantity=1),
        lambda: StockMovement.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            act()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"amount": 0}, "lớn hơn 0"),
        ({"amount": 10**30}, "không quá"),
        ({"words": "   "}, "Ghi nội dung"),
        ({"on": date(2024, 12, 31)}, "không thuộc năm 2025"),
        ({"category": Category.BONUS}, "tự vào sổ"),
        ({"category": "khac"}, "tự vào sổ"),
        ({"category": Category.REVIEWS, "amount": 200_000_000}, "không đủ để chi"),
    ],
)
def test_a_bad_entry_is_refused_with_the_reason(house, changes, why):
    fund = making.fund(house)
    values = {
        "category": Category.ALLOCATION,
        "on": date(2025, 3, 3),
        "words": "Giao dự toán",
        "amount": 1000,
    }

    with pytest.raises(Refusal, match=why):
        book.enter(actor=house.officer, fund=fund, given=book.Sum(**(values | changes)))

    assert balance(fund) == fund.opening


def test_a_year_opens_once_closes_for_good_and_covers_what_was_spent(house):
    fund = making.fund(house, opening=1_000_000)
    with pytest.raises(Refusal, match="đã mở"):
        making.fund(house)
    entry = entered(house, fund, Category.OBJECTS, 900_000)
    with pytest.raises(Refusal, match=r"ít nhất phải là 900\.000"):
        book.edit_fund_year(
            actor=house.officer, fund=fund, plan=book.FundPlan(opening=1), revision=None
        )
    mirror = book.reverse(actor=house.officer, entry=entry, words="Nhầm")
    for one in (entry, mirror):
        with pytest.raises(Refusal, match="đã"):
            book.reverse(actor=house.officer, entry=one, words="Nhầm")
    with pytest.raises(StaleEdit):
        book.close_fund_year(actor=house.officer, fund=fund, revision=99)
    for name, actor in house.actors.items():
        if name != "officer":
            with pytest.raises(NotAllowed):
                book.close_fund_year(actor=actor, fund=fund, revision=None)

    book.close_fund_year(actor=house.officer, fund=fund, revision=None)

    with pytest.raises(Refusal, match="đã khóa"):
        making.income(house, fund, 5)


def test_the_shares_of_the_law_warn_with_their_confidence(house):
    plan = book.FundPlan(opening=0, base=10_000_000_000)
    fund = book.open_fund_year(actor=house.officer, year=2025, plan=plan)
    making.income(house, fund, 150_000_000)
    entered(house, fund, Category.MEETINGS, 31_000_000)

    report = fund_report(fund, date(2025, 12, 31))

    assert report.limit.most == 100_000_000
    assert report.over_limit == 50_000_000
    assert report.organising_limit.most == 30_000_000
    assert report.over_organising == 1_000_000
    assert report.organising_limit.citation is not None


def test_what_a_decision_needs_is_counted_beside_the_store(house):
    decision = making.issued(
        house, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]), ("CSTDCS", stages.NAMES[2])
    )
    item = making.item(house, "Phôi Chiến sĩ thi đua cơ sở", "CSTDCS")
    making.item(house, "Phôi cờ", "TTLDXS")
    buy = store.Move(kind=MovementKind.RECEIVED, quantity=1, on=making.PAID_ON)
    store.move_stock(actor=house.officer, item=item, given=buy)

    (short,) = needs(house.officer, decision)
    use = store.Move(kind=MovementKind.USED, quantity=1, on=making.PAID_ON, decision=decision)
    store.move_stock(actor=house.officer, item=item, given=use)
    (after,) = needs(house.officer, decision)

    assert (short.wanted, short.used, short.left, short.missing) == (2, 0, 1, 1)
    assert (after.wanted, after.used, after.left, after.missing) == (2, 1, 0, 1)
    with pytest.raises(Refusal, match="Chọn quyết định"):
        store.move_stock(
            actor=house.officer,
            item=item,
            given=store.Move(kind=MovementKind.USED, quantity=1, on=making.PAID_ON),
        )
    with pytest.raises(Refusal, match="bằng, giấy kèm theo"):
        making.item(house, "Phôi lạ", "LDTT")
