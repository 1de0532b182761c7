"""Totals and ranks: monotone, free of order, clipped as stated, ties as stated."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.clusters.enums import Method, NodeKind
from thidua.clusters.points import Node, Scheme, contender, difference, ranked, shared
from thidua.clusters.rotation import Served, propose
from thidua.clusters.typing_in import Read, doubts, read, scale

ONE, TWO, THREE, BONUS, MINUS = range(1, 6)


def leaf(key: int, most: int | None, parent: int | None = None, **changes) -> Node:
    limit = None if most is None else Decimal(most)
    return Node(key=key, parent=parent, label=f"T{key}", most=limit, **changes)


SCHEME = Scheme(
    (
        Node(key=10, parent=None, label="A", is_group=True, tie_order=1),
        leaf(ONE, 60, 10),
        leaf(TWO, 30, 10),
        leaf(THREE, 50, 10),
        Node(key=20, parent=None, label="B", is_group=True, kind=NodeKind.BONUS, most=Decimal(15)),
        leaf(BONUS, 20, 20, kind=NodeKind.BONUS, tie_order=2),
        leaf(MINUS, 25, kind=NodeKind.MINUS),
    )
)
LEAVES = (ONE, TWO, THREE, BONUS, MINUS)
cents = st.integers(-4000, 8000).map(lambda cents: Decimal(cents) / 100)
sheets = st.fixed_dictionaries(dict.fromkeys(LEAVES, cents | st.none()))
known = st.fixed_dictionaries(dict.fromkeys(LEAVES, cents))


PROPERTY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ranks(units):
    return ranked(contender(key, SCHEME, SCHEME.outcome(one)) for key, one in units.items())


@PROPERTY
@given(sheets, st.sampled_from(LEAVES), st.integers(0, 50))
def test_raising_a_leaf_never_lowers_the_total(sheet, key, more):
    raised = sheet | {key: (sheet[key] or Decimal(0)) + more}

    assert SCHEME.outcome(raised).total >= SCHEME.outcome(sheet | {key: sheet[key] or 0}).total


@PROPERTY
@given(st.lists(known, min_size=2, max_size=6), st.sampled_from(LEAVES), st.data())
def test_raising_a_leaf_never_lowers_the_rank(rows, key, data):
    units = dict(enumerate(rows))
    who = data.draw(st.sampled_from(sorted(units)))
    raised = units | {who: units[who] | {key: units[who][key] + 7}}

    assert ranks(raised)[who] <= ranks(units)[who]


@PROPERTY
@given(st.lists(known, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_of_units_marks_and_criteria_changes_nothing(rows, random):
    units = list(enumerate(rows))
    nodes = list(SCHEME.nodes)
    random.shuffle(nodes)
    shuffled = Scheme(tuple(nodes))
    turned = []
    for key, one in random.sample(units, len(units)):
        marks = list(one.items())
        random.shuffle(marks)
        turned.append(contender(key, shuffled, shuffled.outcome(dict(marks))))

    assert ranked(turned) == ranks(dict(units))


@PROPERTY
@given(sheets)
def test_total_is_the_sum_of_leaves_held_within_their_bounds(sheet):
    def held(key, low, high):
        value = sheet[key]
        return Decimal(0) if value is None else min(max(value, Decimal(low)), Decimal(high))

    expected = held(ONE, 0, 60) + held(TWO, 0, 30) + held(THREE, 0, 50)
    expected += min(held(BONUS, 0, 20), Decimal(15)) + held(MINUS, -25, 0)
    outcome = SCHEME.outcome(sheet)
    assert outcome.total == expected
    assert outcome.missing == {key for key, value in sheet.items() if value is None}


@PROPERTY
@given(st.lists(known, min_size=2, max_size=6))
def test_equal_units_share_a_rank_and_leave_a_gap(rows):
    units = dict(enumerate([*rows, rows[0]]))

    found = ranks(units)

    assert found[0] == found[len(rows)]
    assert found[0] in shared(found)
    assert sorted(found.values()) == sorted(
        1 + sum(other < rank for other in found.values()) for rank in found.values()
    )


def test_ties_are_settled_by_the_named_criteria_then_shared():
    base = {ONE: Decimal(50), TWO: Decimal(20), THREE: Decimal(0), BONUS: Decimal(0)}
    units = {
        1: base | {MINUS: Decimal(0)},
        2: base | {ONE: Decimal(40), BONUS: Decimal(10), MINUS: Decimal(0)},
        3: base | {MINUS: Decimal(0)},
        4: base | {ONE: Decimal(10), MINUS: Decimal(0)},
    }

    assert ranks(units) == {1: 1, 3: 1, 2: 3, 4: 4}


def test_sum_of_the_table_is_told_apart_from_its_stated_total():
    assert difference(SCHEME, Decimal(155), bonus_in_total=True) == 0
    assert difference(SCHEME, Decimal(155), bonus_in_total=False) == -15


JUDGED = leaf(ONE, 70)
LOSS = leaf(MINUS, 20, kind=NodeKind.MINUS)
COUNTED = leaf(TWO, 50, method=Method.RATE, rate=Decimal("2.5"), unit_word="mô hình")
ASKED = leaf(THREE, 10, method=Method.YES_NO)


@pytest.mark.parametrize(
    ("node", "typed", "expected"),
    [
        (JUDGED, "62,5", Decimal("62.5")),
        (JUDGED, " 70 ", Decimal(70)),
        (JUDGED, "", None),
        (LOSS, "-5", Decimal(-5)),
        (LOSS, "0", Decimal(0)),
        (COUNTED, "3", Decimal("7.50")),
        (COUNTED, "100", Decimal(50)),
        (ASKED, "đạt", Decimal(10)),
        (ASKED, "0", Decimal(0)),
    ],
)
def test_what_is_typed_is_read(node, typed, expected):
    assert read(node, typed).points == expected
    assert read(node, typed).fault == ""


@pytest.mark.parametrize(
    ("node", "typed", "said"),
    [
        (JUDGED, "105", "vượt mức tối đa 70"),
        (JUDGED, "x", "không phải một số"),
        (JUDGED, "-3", "Điểm trừ ghi ở mục điểm trừ"),
        (JUDGED, "9" * 200, "quá lớn"),
        (JUDGED, "1,234", "hai chữ số thập phân"),
        (LOSS, "5", "có phải trừ 5 điểm"),
        (LOSS, "-25", "quá mức trừ nhiều nhất là 20"),
        (COUNTED, "-1", "không thể âm"),
        (ASKED, "có lẽ", "chọn đạt hoặc không đạt"),
    ],
)
def test_what_cannot_be_right_is_kept_and_asked(node, typed, said):
    found = read(node, typed)

    assert found.points is None
    assert found.typed
    assert said in found.fault


@PROPERTY
@given(st.text(max_size=30))
def test_reading_never_fails(text):
    for node in (JUDGED, LOSS, COUNTED, ASKED):
        found = read(node, text)
        assert bool(found.fault) == bool(found.typed)


def test_sheet_is_asked_about_scale_bonus_and_gaps():
    small = {ONE: Decimal(6), TWO: Decimal(3), THREE: Decimal(5)}
    marks = {key: Read(value) for key, value in small.items()} | {BONUS: Read(Decimal(4))}

    said = [one.sentence for one in doubts(SCHEME, marks, proven=())]

    assert any("10 lần" in one for one in said)
    assert any("4 điểm thưởng mà chưa có minh chứng" in one for one in said)
    assert any("Để trống là chưa biết" in one for one in said)
    assert scale(SCHEME, {ONE: Decimal(60), TWO: Decimal(1), THREE: Decimal(1)}) == ""


def test_deputy_rises_and_whoever_waited_longest_stands_in():
    names = {1: "Một", 2: "Hai", 3: "Ba"}

    first = propose([1, 2, 3], [], names)
    later = propose([1, 2, 3], [Served(2022, 1), Served(2023, 2, (1,))], names)

    assert (first.leader, first.deputy) == (1, 2)
    assert (later.leader, later.deputy) == (1, 3)
    assert later.why_leader == "Một là phó năm 2023"
    assert later.why_deputy == "Ba chưa làm trưởng lần nào"
