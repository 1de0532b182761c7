"""Cluster 2 of the district: the sample table of 2024 with one objection open, the result of 2023;
and a block whose units score themselves now, one criterion by the result of a target.

The table is brought in as an office would, its doubtful cells answered; the year before is entered
from paper with the same criteria.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from thidua.clusters.board import Board
from thidua.clusters.domain.flags import send_suggestion, suggested
from thidua.clusters.domain.imports import answer, apply_import, read, start_import
from thidua.clusters.domain.marking import (
    Typed,
    assign,
    fill_in,
    hand_in,
    ring,
    take_figures,
)
from thidua.clusters.domain.members import add_member, proposed_places, set_places
from thidua.clusters.domain.panel import object_to, take_over
from thidua.clusters.domain.trees import NodePlan, TreePlan, add_node, copy_tree, draw_up_tree
from thidua.clusters.domain.years import (
    ClusterPlan,
    YearPlan,
    add_panelist,
    change_year,
    choose_tree,
    create_cluster,
    open_year,
    step,
)
from thidua.clusters.enums import ClusterKind, Method, NodeKind, Organiser, Stage, TargetRule
from thidua.clusters.models import (
    Cluster,
    ClusterMember,
    ClusterYear,
    CriteriaTree,
    MarkSheet,
    ScoreImport,
)
from thidua.clusters.points import ZERO
from thidua.clusters.queries import leaders
from thidua.clusters.typing_in import plain
from thidua.core.actors import Actor, Role
from thidua.demo.site import Site, sample
from thidua.targets.models import Target

SAMPLE = "bang-diem-cum-thi-dua-2024.xlsx"
MINUTES = "Theo biên bản chấm chéo ngày 05/12/2024"
ANSWERS = {
    "cell:J8": "=100",
    "cell:G11": "=62,5",
    "cell:P13": "?",
    "cell:N22": "?",
    "cell:N28": "=0",
    "cell:D27": "keep",
    "cell:P26": "keep",
    "rank:J30": "rank",
}
PANEL = (
    ("Nguyễn Quốc Khánh", "Chuyên viên Phòng Nội vụ", ""),
    ("Bùi Thị Minh Thoa", "Chủ tịch UBND xã Đặng Cương", "xa-dang-cuong"),
)
VILLAGES = ("xa-dang-cuong", "xa-an-dong", "xa-bac-son")
TREES = "Trồng cây xanh, cây phân tán"
LESS = {Stage.SELF: Decimal(2), Stage.PEER: Decimal(3), Stage.PANEL: Decimal(3)}
"""How far the points of 2023 stay below the highest, a little more for each next unit."""


def score(site: Site) -> None:
    """Both years, by the officer; the head of one commune raises the objection."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    cluster = create_cluster(
        actor=officer,
        plan=ClusterPlan(
            name="Cụm thi đua số 2",
            kind=ClusterKind.CLUSTER,
            organiser=Organiser.DISTRICT,
            organiser_name="UBND huyện An Dương",
            basis="Quyết định chia cụm, khối thi đua của huyện",
            flag_name="Giấy khen của Chủ tịch UBND huyện cho đơn vị dẫn đầu",
            flag_basis="Quy chế thi đua của huyện An Dương",
        ),
    )
    current = _this_year(site, officer, cluster)
    _last_year(site, officer, cluster, current)
    _block(site, officer)


def _this_year(site: Site, officer: Actor, cluster: Cluster) -> ClusterYear:
    row = open_year(actor=officer, cluster=cluster, year=2024)
    held = start_import(actor=officer, year=row, name=SAMPLE, data=sample(SAMPLE))
    read(held)
    held = answer(actor=officer, held=ScoreImport.objects.get(pk=held.pk), answers=ANSWERS)
    row = apply_import(actor=officer, held=held)
    row = _planned(officer, row, site.today + timedelta(days=10))
    units = site.units()
    for name, post, unit in PANEL:
        add_panelist(
            actor=officer, year=row, full_name=name, post=post, unit=units[unit] if unit else None
        )
    for name in ("start", "open_cross", "to_panel"):
        row = step(actor=officer, year=row, name=name)
    _judge(officer, row)
    row = step(actor=officer, year=row, name="announce")
    _object(site, row)
    return row


def _planned(actor: Actor, row: ClusterYear, objections: date) -> ClusterYear:
    year = row.year
    plan = YearPlan(
        self_due_on=date(year, 11, 30),
        cross_due_on=date(year, 12, 5),
        panel_due_on=date(year, 12, 10),
        objections_due_on=objections,
        pact_signed_on=date(year, 2, 20),
        pact_words="Năm xã cùng phấn đấu hoàn thành, vượt các chỉ tiêu kinh tế, xã hội được giao; "
        "thu ngân sách vượt dự toán; 100 % hộ dùng nước sạch.",
        is_public=True,
    )
    return change_year(actor=actor, year=row, plan=plan)


def _judge(officer: Actor, row: ClusterYear) -> None:
    """The panel follows the cross-check, and the unit where nobody checked."""
    for member in row.members.all():
        take_over(actor=officer, member=member, source=Stage.PEER, reason=MINUTES)
        if Board.load(row).outcomes[member.pk].missing:
            reason = "Chưa có điểm chấm chéo; tổ thẩm định xem tài liệu, giữ điểm tự chấm"
            take_over(actor=officer, member=member, source=Stage.SELF, reason=reason)


def _object(site: Site, row: ClusterYear) -> None:
    head = site.acting("thutruong.dangcuong", Role.HEAD)
    member = row.members.get(unit_id=head.unit_id or 0)
    assert row.tree is not None
    node = row.tree.nodes.get(parent__number="C", number="3")
    object_to(
        actor=head,
        member=member,
        about=member,
        node=node,
        text="Xã có 20 trong 32 người được khen là người lao động trực tiếp (62,5 %), đạt mức quy "
        "định. Đề nghị xem lại điểm, xã gửi kèm danh sách đã duyệt.",
    )


def _last_year(site: Site, officer: Actor, cluster: Cluster, after: ClusterYear) -> None:
    """From paper: the same criteria, points a little lower, published."""
    row = open_year(actor=officer, cluster=cluster, year=2023)
    assert after.tree is not None
    tree = copy_tree(actor=officer, tree=after.tree, year=2023)
    choose_tree(actor=officer, year=row, tree=tree)
    members = [
        add_member(actor=officer, year=row, unit=one.unit)
        for one in after.members.select_related("unit").order_by("order")
    ]
    proposal = proposed_places(row)
    by_key = {one.pk: one for one in members}
    assert proposal.leader is not None
    deputies = [by_key[proposal.deputy]] if proposal.deputy else []
    set_places(actor=officer, year=row, leader=by_key[proposal.leader], deputies=deputies)
    row = _planned(officer, row, site.today)
    row = step(actor=officer, year=row, name="start")
    for checked, checker in ring(row).items():
        assign(actor=officer, member=by_key[checked], checkers=[by_key[checker]])
    for stage, name in (
        (Stage.SELF, "open_cross"),
        (Stage.PEER, "to_panel"),
        (Stage.PANEL, "announce"),
    ):
        _enter(officer, row, members, stage)
        row = step(actor=officer, year=row, name=name)
    # The days of 2023 are over: only the set-up itself may put the day back.
    row = _planned(site.system, row, date(2023, 12, 20))
    step(actor=officer, year=row, name="publish")
    line = leaders(site.authority.pk, 2023).get()
    send_suggestion(actor=officer, line=line, name=suggested(line)[0].name)


def _block(site: Site, officer: Actor) -> None:
    """Three communes at self-scoring; one has handed in what its targets give."""
    cluster = create_cluster(
        actor=officer,
        plan=ClusterPlan(
            name="Khối thi đua các xã ven đô",
            kind=ClusterKind.BLOCK,
            organiser=Organiser.PROVINCE,
            organiser_name="UBND thành phố Hải Phòng",
            basis="Quyết định chia cụm, khối thi đua của thành phố",
        ),
    )
    row = open_year(actor=officer, cluster=cluster, year=2024)
    choose_tree(actor=officer, year=row, tree=_table(officer))
    units = site.units()
    members = [add_member(actor=officer, year=row, unit=units[key]) for key in VILLAGES]
    set_places(actor=officer, year=row, leader=members[0], deputies=members[1:2])
    days = [site.today + timedelta(days=ahead) for ahead in (14, 21, 28, 35)]
    plan = YearPlan(
        self_due_on=days[0], cross_due_on=days[1], panel_due_on=days[2], objections_due_on=days[3]
    )
    row = step(actor=officer, year=change_year(actor=officer, year=row, plan=plan), name="start")
    by_key = {one.pk: one for one in members}
    for checked, checker in ring(row).items():
        assign(actor=officer, member=by_key[checked], checkers=[by_key[checker]])
    sheet = MarkSheet.objects.get(member=members[2], stage=Stage.SELF)
    take_figures(actor=officer, sheet=sheet)
    rest = {leaf.key: Typed("0") for leaf in Board.load(row).scheme.leaves if leaf.rule is None}
    fill_in(actor=officer, sheet=sheet, typed=rest)
    hand_in(actor=officer, sheet=sheet, confirmed=True)


def _table(officer: Actor) -> CriteriaTree:
    """A hundred points, of which fifty by trees planted."""
    plan = TreePlan(
        year=2024,
        name="Bảng điểm khối các xã ven đô",
        stated_total=Decimal(100),
        basis="Quy chế chấm điểm của khối",
    )
    tree = draw_up_tree(actor=officer, plan=plan)
    group = add_node(
        actor=officer, tree=tree, plan=NodePlan(name="Kinh tế, xã hội", number="A", is_group=True)
    )
    trees = Target.objects.get(authority_id=tree.authority_id, name=TREES)
    for node in (
        NodePlan(
            name="Trồng cây xanh, cây phân tán",
            number="1",
            method=Method.TARGET,
            most=Decimal(50),
            target_id=trees.pk,
            rule=TargetRule.ACTUAL,
            rule_words="Điểm bằng tỷ lệ thực hiện so với số cây được giao nhân điểm tối đa, vượt "
            "vẫn tính mức tối đa (mục A.1 Quy chế của khối).",
            tie_order=1,
        ),
        NodePlan(name="Thu ngân sách trên địa bàn", number="2", most=Decimal(40)),
        NodePlan(
            name="Mô hình mới được nhân rộng",
            number="3",
            kind=NodeKind.BONUS,
            method=Method.RATE,
            most=Decimal(10),
            rate=Decimal(5),
            unit_word="mô hình",
            evidence_required=True,
        ),
    ):
        add_node(actor=officer, tree=tree, plan=node, parent=group)
    return tree


def _enter(officer: Actor, row: ClusterYear, members: list[ClusterMember], stage: Stage) -> None:
    scheme = Board.load(row).scheme
    for place, member in enumerate(members):
        sheet = MarkSheet.objects.get(member=member, stage=stage)
        words = "Theo biên bản năm 2023" if stage == Stage.PANEL else ""
        typed = {
            leaf.key: Typed(plain(_points(leaf.most, stage, place)), words)
            for leaf in scheme.leaves
        }
        fill_in(actor=officer, sheet=sheet, typed=typed)
        if stage != Stage.PANEL:
            hand_in(actor=officer, sheet=sheet, confirmed=True)


def _points(most: Decimal | None, stage: Stage, place: int) -> Decimal:
    """Nothing is taken off; every unit a point lower than the one before."""
    if most is None:
        return ZERO
    return max(most - LESS[stage] - place, ZERO)
