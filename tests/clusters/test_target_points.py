"""Points from results of targets: the arithmetic, what is proposed, what a changed point owes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clusters import making
from thidua.clusters.board import Board, scheme_of_tree
from thidua.clusters.domain.marking import (
    StillInDoubt,
    Typed,
    fill_in,
    hand_in,
    proposals_of,
    take_figures,
)
from thidua.clusters.domain.trees import NodePlan, change_node, copy_tree, targets_for
from thidua.clusters.enums import Method, Stage, TargetRule
from thidua.clusters.guards import tree_faults
from thidua.clusters.models import CriteriaTree, TreeNode
from thidua.clusters.points import Node
from thidua.clusters.target_points import Figure, propose
from thidua.core.errors import NotAllowed, Refusal
from thidua.targets.enums import Counting, ResultState, Rhythm, TargetKind, TargetState
from thidua.targets.models import Allocation, Result, Target

MOST = Decimal(60)


def node(rule: TargetRule, rate: str = "2") -> Node:
    return Node(
        key=1, parent=None, label="A.1", method=Method.TARGET, most=MOST, rate=Decimal(rate),
        target=1, rule=rule, rule_words="Điều 5 Quy chế",
    )  # fmt: skip


def figure(actual: str, plan: str | None = "950", **more) -> Figure:
    return Figure(
        "CT1", "Thu ngân sách", "tỷ đồng", Decimal(plan) if plan else None, Decimal(actual),
        period="Năm 2024", sureness="số đã duyệt", **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "actual", "points", "said"),
    [
        (TargetRule.ACTUAL, "912", "57.60", "912 : 950 × 60 = 57,6 điểm."),
        (TargetRule.ACTUAL, "1000", "60", "mức tối đa"),
        (TargetRule.ACTUAL, "0", "0", "0 : 950 × 60 = 0 điểm."),
        (TargetRule.PLAN, "1000", "57.00", "950 : 1.000 × 60 = 57 điểm."),
        (TargetRule.PLAN, "0", "60", "Thực hiện bằng 0"),
        (TargetRule.SHORT, "912", "52.00", "Thiếu 4 % chỉ tiêu: 60 − 4 × 2 = 52 điểm."),
        (TargetRule.SHORT, "100", "0.00", "không còn điểm"),
        (TargetRule.SHORT, "951", "60", "Đủ chỉ tiêu: 60 điểm."),
    ],
)
def test_points_follow_from_the_rule_and_say_how(rule, actual, points, said):
    found = propose(node(rule), figure(actual))

    assert found.points == Decimal(points)
    assert said in found.reckoning
    assert "trên 950 tỷ đồng, số đã duyệt" in found.words


def test_what_is_not_known_is_not_proposed():
    reached = node(TargetRule.REACHED)
    unknown = [
        propose(node(TargetRule.ACTUAL), Figure("CT1", "Thu", missing="Đơn vị chưa báo cáo.")),
        propose(node(TargetRule.ACTUAL), figure("5", plan=None)),
        propose(node(TargetRule.SHORT), figure("5", plan="0")),
        propose(node(TargetRule.PLAN), figure("-5")),
        propose(reached, figure("5")),
    ]

    assert {one.points for one in unknown} == {None}
    assert propose(reached, figure("5", is_reached=True)).points == MOST
    assert propose(reached, figure("5", is_reached=False)).points == 0


cents = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)


@settings(max_examples=80, deadline=None)
@given(cents, cents, cents.filter(bool), st.sampled_from(TargetRule))
def test_proposal_is_monotone_within_bounds_and_the_same_each_time(low, high, plan, rule):
    low, high = sorted((low, high))
    made = [
        propose(node(rule), figure(str(one), str(plan), is_reached=one >= plan))
        for one in (low, high)
    ]
    worse, better = made if rule != TargetRule.PLAN else reversed(made)

    assert 0 <= worse.points <= better.points <= MOST
    assert made[0] == propose(node(rule), figure(str(low), str(plan), is_reached=low >= plan))


# -- with the database ----------------------------------------------------------------------------


def target(house, **shares: str | None) -> Target:
    """A yearly target of 2024; `school` and others: what each unit reached of a plan of 100."""
    row = Target.objects.create(
        authority=house.authority, name="Thu ngân sách", kind=TargetKind.NUMERIC,
        measure="tỷ đồng", plan=300, start_on=date(2024, 1, 1), due_on=date(2024, 12, 31),
        rhythm=Rhythm.YEAR, counting=Counting.CUMULATIVE, state=TargetState.ACTIVE,
        active_at="2024-01-02T00:00Z", search_key="thu", sort_key="thu",
    )  # fmt: skip
    for name, reached in shares.items():
        unit = getattr(house, name)
        Allocation.objects.create(
            authority=house.authority, target=row, unit=unit, unit_name=name, sort_key=name,
            plan=100, reached=reached and Decimal(reached),
            latest_on=date(2024, 12, 31) if reached else None, reports=1 if reached else 0,
        )  # fmt: skip
    return row


def plan_of(leaf: TreeNode, row: Target | None, **changes) -> NodePlan:
    values = {
        "name": leaf.name, "number": leaf.number, "most": leaf.most, "method": Method.TARGET,
        "target_id": row.pk if row else None, "rule": TargetRule.ACTUAL,
        "rule_words": "Tỷ lệ thực hiện nhân điểm chuẩn (Điều 5 Quy chế)",
    }  # fmt: skip
    return NodePlan(**values | changes)


@pytest.fixture
def wired(house):
    """Three units; the first criterion follows a target of which the school reached 90."""
    made = making.drafted(house)
    row = target(house, school="90", rival=None)
    change_node(actor=house.officer, node=made.leaves[0], plan=plan_of(made.leaves[0], row))
    made.to("start")
    return made, row


@pytest.mark.django_db
def test_sheet_takes_proposed_points_and_owes_a_reason_for_others(house, wired, sign_in):
    made, row = wired
    sheet, first = made.sheet(0), made.leaves[0]
    url, clerk = f"/don-vi/cum-thi-dua/{made.year.code}/phieu/{sheet.pk}/", sign_in(house.clerk)
    Result.objects.create(
        authority=house.authority, target=row, allocation=row.allocations.get(unit=house.school),
        period_on=date(2024, 12, 31), value=90, reported_by_name="x",
        written_at="2025-01-02T00:00Z", reported_at="2025-01-02T00:00Z",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        take_figures(actor=house.rival_head, sheet=sheet)
    page = clerk.get(url).content.decode()
    assert 'Tính từ chỉ tiêu: <b class="td-num">54</b> điểm' in page
    assert "90 trên 100 tỷ đồng, có số chưa duyệt" in page
    assert "Tỷ lệ thực hiện nhân điểm chuẩn (Điều 5 Quy chế)" in page
    assert sign_in(house.rival_head).post(f"{url}lay-so-chi-tieu/").status_code == 404
    assert clerk.post(f"{url}lay-so-chi-tieu/").status_code == 302
    assert sheet.marks.get().points == 54
    with pytest.raises(Refusal, match="Không có tiêu chí trống"):
        take_figures(actor=house.clerk, sheet=sheet)

    fill_in(actor=house.clerk, sheet=sheet, typed=made.typed(("60", "30", "0", "0")))
    assert "Khác 54 điểm tính từ chỉ tiêu" in clerk.get(url).content.decode()
    with pytest.raises(StillInDoubt, match="theo kết quả chỉ tiêu là 54"):
        hand_in(actor=house.head, sheet=sheet, confirmed=True)
    fill_in(actor=house.clerk, sheet=sheet, typed={first.pk: Typed("60", "Có khoản thu sau kỳ")})
    hand_in(actor=house.head, sheet=sheet, confirmed=True)

    kept = (
        "Chỉ tiêu “Thu ngân sách”, Năm 2024: 90 trên 100 tỷ đồng, có số chưa duyệt. "
        "90 : 100 × 60 = 54 điểm."
    )
    Allocation.objects.update(reached=95)
    Result.objects.update(state=ResultState.ACCEPTED, accepted_at="2025-01-03T00:00Z")
    assert Board.load(made.year).standings[0].own.marks[first.pk].basis == kept


@pytest.mark.django_db
def test_units_without_a_figure_are_proposed_nothing_and_peers_are_not_asked(house, wired):
    made, row = wired
    scheme, key = scheme_of_tree(made.year.tree), made.leaves[0].pk

    def said(number: int) -> str:
        return proposals_of(made.sheet(number), scheme)[key].figure.missing

    assert said(1) == "Đơn vị chưa báo cáo chỉ tiêu này."
    assert said(2) == "Đơn vị không được giao phần của chỉ tiêu này."
    Allocation.objects.filter(unit=house.school).update(latest_on=date(2025, 12, 31))
    assert said(0) == "Số mới nhất là Năm 2025, không thuộc năm 2024."
    Target.objects.filter(pk=row.pk).update(state=TargetState.WITHDRAWN,
                                            withdrawn_at="2025-01-01T00:00Z")  # fmt: skip
    assert said(0) == "Chỉ tiêu đã rút."
    assert hand_in(actor=house.officer, sheet=made.sheet(1), confirmed=True).handed_in_at
    making.assign(actor=house.officer, member=made.members[0], checkers=[made.members[1]])
    assert proposals_of(made.sheet(0, Stage.PEER), scheme) == {}


@pytest.mark.django_db
def test_rule_keeps_and_the_target_waits_when_a_table_goes_to_another_year(house):
    tree = making.tree(house)
    leaf = tree.nodes.get(number="1", parent__number="A")
    row = target(house)
    Target.objects.filter(pk=row.pk).update(start_on=date(2025, 1, 1), due_on=date(2025, 2, 1))
    with pytest.raises(Refusal, match="trong năm 2024"):
        change_node(actor=house.officer, node=leaf, plan=plan_of(leaf, row))
    Target.objects.filter(pk=row.pk).update(start_on=date(2024, 1, 1), due_on=date(2024, 12, 31))
    assert list(targets_for(tree)) == [row]
    with pytest.raises(Refusal, match="nguyên văn quy định"):
        change_node(actor=house.officer, node=leaf, plan=plan_of(leaf, row, rule_words=" "))
    change_node(actor=house.officer, node=leaf, plan=plan_of(leaf, row))

    copy = copy_tree(actor=house.officer, tree=tree, year=2025)

    kept = copy.nodes.get(rule=TargetRule.ACTUAL)
    assert (kept.target, kept.rule_words[:6]) == (None, "Tỷ lệ ")
    assert any("chưa chọn chỉ tiêu của năm 2025" in fault for fault in tree_faults(copy))
    same = copy_tree(actor=house.officer, tree=tree, year=2024)
    assert same.nodes.get(rule=TargetRule.ACTUAL).target == row


@pytest.mark.django_db
def test_table_in_use_cannot_be_changed_even_by_raw_sql(house):
    made = making.drafted(house)
    other = copy_tree(actor=house.officer, tree=made.year.tree, year=2024)
    made.to("start")
    tree, leaf = made.year.tree_id, made.leaves[0].pk
    attempts = (
        ("UPDATE clusters_criteriatree SET stated_total = 1 WHERE id = %s", [tree]),
        ("DELETE FROM clusters_criteriatree WHERE id = %s", [tree]),
        ("UPDATE clusters_treenode SET most = 1 WHERE id = %s", [leaf]),
        ("UPDATE clusters_treenode SET tree_id = %s WHERE id = %s", [other.pk, leaf]),
        ("UPDATE clusters_treenode SET tree_id = %s WHERE tree_id = %s", [tree, other.pk]),
        ("DELETE FROM clusters_treenode WHERE id = %s", [leaf]),
        ("UPDATE clusters_clusteryear SET tree_id = %s WHERE id = %s", [other.pk, made.year.pk]),
    )
    for statement, values in attempts:
        with (
            pytest.raises(DatabaseError, match=r"Cannot|không sửa được"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, values)
    with pytest.raises(DatabaseError, match="không sửa được"), transaction.atomic():
        TreeNode.objects.create(
            authority=house.authority, tree_id=tree, name="Thêm", order=9, kind="score", most=5
        )
    other.nodes.filter(is_group=False).first().delete()
    assert CriteriaTree.objects.get(pk=tree).nodes.count() == 7
