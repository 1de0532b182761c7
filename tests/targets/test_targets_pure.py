"""Rules of pace, sharing, periods, cells and measures: what must hold for any figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.targets.making import D
from thidua.targets import cells, measures, periods, sharing
from thidua.targets.enums import Band
from thidua.targets.pace import RANK, Aim, stand

FIGURES = st.decimals(-(10**6), 10**6, places=2)
SIZES = st.decimals(0, 10**6, places=2)
SLOW = D(10)


@given(st.decimals(-10**9, 10**9, places=6), st.lists(SIZES, min_size=1, max_size=40),
       st.integers(0, 4))  # fmt: skip
def test_shares_always_make_the_whole(total, weights, places):
    parts = sharing.shared(total, weights, places)

    assert sum(parts, Decimal(0)) == total
    assert len(parts) == len(weights)
    assert all(part * total >= 0 for part in parts)


@given(st.permutations([D(3), D(1), D(1)]))
def test_shares_follow_their_weights_whatever_the_order(weights):
    parts = sharing.shared(D(100), weights)

    assert sorted(parts) == [D(20), D(20), D(60)]


@given(base=SIZES, plan=SIZES, one=FIGURES, other=FIGURES, number=st.integers(1, 12))
def test_more_is_never_worse_where_up_is_good_and_better_where_down_is(
    base, plan, one, other, number
):
    low, high = sorted((one, other))
    for direction, comparison in (("up", "at_least"), ("down", "at_most")):
        if (direction == "up") == (plan < base):
            continue
        aim = Aim(direction, comparison, base, plan)
        first = stand(aim, low, number, 12, SLOW)
        second = stand(aim, high, number, 12, SLOW)
        worse, better = (first, second) if direction == "up" else (second, first)
        if Band.UNKNOWN not in {worse.band, better.band}:
            assert RANK[worse.band] <= RANK[better.band]
        if worse.share is not None and better.share is not None:
            assert worse.share <= better.share


@given(st.sampled_from(["up", "down", "keep"]), SIZES, st.integers(1, 4))
def test_nothing_reported_is_unknown_and_never_at_zero(direction, plan, number):
    aim = Aim(direction, "at_least", Decimal(0), plan)

    found = stand(aim, None, number, 4, SLOW)

    assert (found.band, found.share) == (Band.UNKNOWN, None)


def test_bands_say_where_a_figure_stands():
    rising = Aim("up", "at_least", D(0), D(100))
    assert stand(rising, D(50), 2, 4, SLOW).band == Band.ON_PACE
    assert stand(rising, D(40), 2, 4, SLOW).band == Band.SLOW
    assert stand(rising, D("39.99"), 2, 4, SLOW).band == Band.VERY_SLOW
    assert stand(rising, D(100), 2, 4, SLOW).band == Band.REACHED
    assert stand(rising, D("99.9"), 4, 4, SLOW).band == Band.SLOW
    falling = Aim("down", "at_most", D(112), D(0))
    assert stand(falling, D(56), 2, 4, SLOW).band == Band.ON_PACE
    assert stand(falling, D(96), 2, 4, SLOW).band == Band.VERY_SLOW
    ceiling = Aim("keep", "at_most", None, D(5))
    assert stand(ceiling, D(5), 2, 4, SLOW).band == Band.ON_PACE
    assert stand(ceiling, D(5), 4, 4, SLOW).band == Band.REACHED
    assert stand(ceiling, D(6), 1, 4, SLOW).band == Band.VERY_SLOW
    zero = Aim("keep", "at_most", None, D(0))
    assert stand(zero, D(1), 1, 4, SLOW).band == Band.VERY_SLOW
    groundless = Aim("up", "at_least", None, D(100))
    assert stand(groundless, D(98), 2, 4, SLOW).band == Band.UNKNOWN
    assert stand(groundless, D(98), 4, 4, SLOW).band == Band.SLOW
    exact = Aim("up", "exactly", D(0), D(10))
    assert stand(exact, D(20), 2, 4, SLOW).band == Band.VERY_SLOW
    milestone = Aim("up", "at_least", D(0), D(1), steady=True)
    assert stand(milestone, D(0), 2, 4, SLOW).band == Band.UNKNOWN
    assert stand(milestone, D(0), 4, 4, SLOW).band == Band.VERY_SLOW


@settings(max_examples=60)
@given(st.sampled_from(["month", "quarter", "half", "year"]), st.dates(date(2000, 1, 1),
       date(2080, 1, 1)), st.integers(1, 2000))  # fmt: skip
def test_periods_follow_each_other_without_gap_or_overlap(rhythm, start, days):
    due = date.fromordinal(start.toordinal() + days)

    found = periods.periods_of(rhythm, start, due)

    assert found[0].first <= start <= found[0].last
    assert found[-1].first <= due <= found[-1].last
    assert [p.number for p in found] == list(range(1, len(found) + 1))
    for before, after in pairwise(found):
        assert after.first.toordinal() == before.last.toordinal() + 1
    assert periods.report_due(found[0].last, 10) >= found[0].last


def test_periods_are_called_as_people_call_them():
    def label(rhythm, counting, month, day):
        return periods.label(rhythm, counting, date(2024, month, day))

    assert label("quarter", "per_period", 6, 30) == "Quý II/2024"
    assert label("quarter", "cumulative", 6, 30) == "6 tháng 2024"
    assert label("quarter", "cumulative", 3, 31) == "Quý I/2024"
    assert label("quarter", "cumulative", 12, 31) == "Năm 2024"
    assert label("month", "per_period", 5, 31) == "Tháng 5/2024"
    assert label("half", "per_period", 12, 31) == "6 tháng cuối năm 2024"
    assert periods.report_due(date(2024, 8, 24), 10) == date(2024, 9, 4)


def test_cells_are_read_as_what_they_say():
    assert cells.read("8,15").value == D("8.15")
    assert cells.read("8,15").text
    assert cells.read(0.978, percent=True).fraction
    assert cells.read("97,8", percent=True).value == D("97.8")
    assert cells.read("100%", percent=True).value == D(100)
    assert cells.read("chưa báo cáo").is_silent
    assert cells.read("").is_silent
    assert cells.read(None).is_silent
    assert (cells.read("12,630").value, cells.read("12,630").other) == (D("12.63"), D(12630))
    assert cells.read("98,500", percent=True).other is cells.read("0,630").other is None
    assert (cells.read("15/19").part, cells.read("15/19").whole) == (D(15), D(19))
    assert cells.said_reached(cells.read("đã đạt")) is True
    assert cells.said_reached(cells.read("chưa duyệt")) is False
    assert cells.said_reached(cells.read("trình TP")) is None


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40)))
def test_any_cell_is_read_without_harm(cell):
    found = cells.read(cell, percent=True)

    assert found.value is None or found.value.is_finite()


@given(st.decimals("0.01", 10**6, places=2))
def test_a_figure_and_its_thousandfold_are_told_apart(value):
    assert measures.off_by_a_thousand(value * 1000, value) == 1
    assert measures.off_by_a_thousand(value / 1000, value) == -1
    assert measures.off_by_a_thousand(value * 3, value) == 0
    assert measures.off_by_a_thousand(value, None) == 0
    assert (measures.smaller("tỷ đồng"), measures.larger("Triệu  đồng")) == (
        "triệu đồng",
        "tỷ đồng",
    )
    assert measures.smaller("hộ") == measures.larger("hộ") == ""


def test_pasted_lines_name_their_faults():
    found = sharing.pasted("1\tXã A\t12,5\n\nXã B\nXã C\tmười\nXã D\t1.234")

    assert [(one.name, one.value) for one in found] == [
        ("Xã A", D("12.5")), ("Xã B", None), ("Xã C", None), ("Xã D", D(1234)),
    ]  # fmt: skip
    assert [bool(one.fault) for one in found] == [False, True, True, False]
    assert sharing.difference_words(D("1.50"), "tỷ đồng") == "thiếu 1,5 tỷ đồng"
    assert sharing.difference_words(D("-0.2"), "") == "vượt 0,2"
