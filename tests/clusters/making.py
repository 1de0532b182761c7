"""A cluster of three or five communes, its table of criteria, and its scoring at every step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files

from django.utils import timezone

from tests import factories as make
from thidua.clusters.domain.import_plan import plan_import
from thidua.clusters.domain.imports import answer, apply_import, start_import
from thidua.clusters.domain.marking import Typed, assign, fill_in, ring
from thidua.clusters.domain.members import add_member, set_places
from thidua.clusters.domain.trees import TreePlan, draw_up_tree
from thidua.clusters.domain.years import (
    ClusterPlan,
    YearPlan,
    change_year,
    choose_tree,
    create_cluster,
    open_year,
    step,
)
from thidua.clusters.enums import NodeKind, Organiser, Stage
from thidua.clusters.models import (
    Cluster,
    ClusterMember,
    ClusterYear,
    CriteriaTree,
    Mark,
    MarkSheet,
    ScoreImport,
    TreeNode,
)
from thidua.core.actors import Actor, Role, system_actor
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit
from thidua.vietnamese.numbers import parse_number

SAMPLE = "bang-diem-cum-thi-dua-2024.xlsx"
COMMUNES = ("Đặng Cương", "Hồng Thái", "Quốc Tuấn", "Lê Lợi", "An Đồng")
LEAVES = (
    ("A", "1", "Thu ngân sách", NodeKind.SCORE, 60),
    ("A", "2", "Nông thôn mới", NodeKind.SCORE, 30),
    ("B", "1", "Mô hình được nhân rộng", NodeKind.BONUS, 10),
    ("C", "1", "Nộp chậm", NodeKind.MINUS, 20),
)
GROUPS = {
    "A": ("Kinh tế, xã hội", NodeKind.SCORE),
    "B": ("Điểm thưởng", NodeKind.BONUS),
    "C": ("Điểm trừ", NodeKind.MINUS),
}


def sample() -> bytes:
    return files("thidua.demo").joinpath("samples", SAMPLE).read_bytes()


def commune(house: make.House, name: str) -> Unit:
    return add_unit(
        actor=system_actor(house.authority.pk),
        name=f"Xã {name}",
        kind=UnitKind.COMMUNE,
        parent=house.district,
        since=make.FAR_PAST,
        aliases=(f"UBND xã {name}",),
    )


def cluster(house: make.House, name: str = "Cụm thi đua số 2", **changes: str) -> Cluster:
    plan = {"name": name, "organiser": Organiser.PROVINCE} | changes
    return create_cluster(actor=house.officer, plan=ClusterPlan(**plan))


def tree(house: make.House, year: int = 2024, stated: int = 100) -> CriteriaTree:
    """Two criteria of 60 and 30, a bonus of 10, a deduction of at most 20: 100 in all."""
    plan = TreePlan(year=year, name="Bảng điểm mẫu", stated_total=Decimal(stated))
    row = draw_up_tree(actor=house.officer, plan=plan)
    of = {"authority": house.authority, "tree": row}
    groups = TreeNode.objects.bulk_create(
        TreeNode(**of, number=number, name=name, is_group=True, kind=kind, order=place)
        for place, (number, (name, kind)) in enumerate(GROUPS.items(), start=1)
    )
    above = {one.number: one for one in groups}
    TreeNode.objects.bulk_create(
        TreeNode(**of, parent=above[group], number=number, name=name, kind=kind, most=most,
                 order=int(number))
        for group, number, name, kind, most in LEAVES
    )  # fmt: skip
    return row


@dataclass
class Made:
    """A year with its members, and who speaks for each."""

    house: make.House
    year: ClusterYear
    units: list[Unit]
    members: list[ClusterMember]
    heads: list[Actor] = field(default_factory=list)

    @property
    def leaves(self) -> list[TreeNode]:
        """Thu ngân sách, Nông thôn mới, Mô hình được nhân rộng, Nộp chậm."""
        rows = TreeNode.objects.filter(tree=self.year.tree, is_group=False)
        return list(rows.order_by("parent__order", "order"))

    def sheet(self, number: int, stage: Stage = Stage.SELF) -> MarkSheet:
        return MarkSheet.objects.get(member=self.members[number], stage=stage)

    def typed(self, points: Sequence[str], words: str = "") -> Mapping[int, Typed]:
        pairs = zip(self.leaves, points, strict=True)
        return {leaf.pk: Typed(text, words) for leaf, text in pairs}

    def to(self, name: str, **inputs: str) -> ClusterYear:
        self.year = step(actor=self.house.officer, year=self.year, name=name, **inputs)
        self.year = ClusterYear.objects.select_related("cluster", "tree").get(pk=self.year.pk)
        return self.year


OWN = (("60", "30", "0", "0"), ("55", "28,5", "0", "-2"), ("50", "20", "0", "0"))
PEER = (("58", "30", "0", "0"), ("55", "28,5", "0", "-2"), ("50", "25", "0", "0"))


def drafted(house: make.House, count: int = 3, units: Sequence[Unit] = (), **changes: str) -> Made:
    """School, rival and one or more communes, or `units`; a head for each of the former."""
    row = open_year(actor=house.officer, cluster=cluster(house, **changes), year=2024)
    choose_tree(actor=house.officer, year=row, tree=tree(house))
    own = list(units) or [house.school, house.rival]
    if not units:
        own += [commune(house, f"Thứ {number}") for number in range(3, count + 1)]
    own = own[:count]
    members = [add_member(actor=house.officer, year=row, unit=unit) for unit in own]
    set_places(actor=house.officer, year=row, leader=members[0], deputies=members[1:2])
    days(house, row)
    heads = [house.head, house.rival_head]
    if not units:
        heads += [
            make.actor(house, f"head{n}", Role.HEAD, unit, f"Thủ trưởng thứ {n}")
            for n, unit in enumerate(own[2:], start=3)
        ]
    return Made(house, _fresh(row), own, members, heads[:count])


def _fresh(row: ClusterYear) -> ClusterYear:
    return ClusterYear.objects.select_related("cluster", "tree").get(pk=row.pk)


def days(house: make.House, row: ClusterYear, ahead: int = 30) -> None:
    today = timezone.localdate()
    plan = YearPlan(
        self_due_on=today,
        cross_due_on=today + timedelta(days=5),
        panel_due_on=today + timedelta(days=10),
        objections_due_on=today + timedelta(days=ahead),
        is_public=True,
    )
    change_year(actor=house.officer, year=row, plan=plan)


def scoring(house: make.House, count: int = 3, units: Sequence[Unit] = (), **changes: str) -> Made:
    """Self-scoring is open; who checks whom is settled."""
    made = drafted(house, count, units, **changes)
    made.to("start")
    by_key = {one.pk: one for one in made.members}
    for checked, checker in ring(made.year).items():
        assign(actor=house.officer, member=by_key[checked], checkers=[by_key[checker]])
    return made


def handed_in(made: Made, stage: Stage, rows: Sequence[Sequence[str]]) -> None:
    """Every sheet of the stage filled and handed in, without its verbs; these have tests."""
    sheets = [made.sheet(number, stage) for number in range(len(rows))]
    Mark.objects.bulk_create(
        Mark(authority=made.house.authority, sheet=sheet, node=leaf, points=parse_number(text))
        for sheet, points in zip(sheets, rows, strict=True)
        for leaf, text in zip(made.leaves, points, strict=True)
    )
    MarkSheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(
        handed_in_at=timezone.now(), handed_in_by_name="Thủ trưởng"
    )


def cross_checking(house: make.House, **changes: str) -> Made:
    made = scoring(house, **changes)
    handed_in(made, Stage.SELF, OWN)
    made.to("open_cross")
    return made


def at_panel(house: make.House, **changes: str) -> Made:
    made = cross_checking(house, **changes)
    handed_in(made, Stage.PEER, PEER)
    made.to("to_panel")
    return made


PANEL = (("59", "30", "0", "0"), ("55", "28,5", "0", "-2"), ("50", "25", "0", "0"))
"""Totals 89, 81,5 and 75."""


def announced(house: make.House, panel: Sequence[Sequence[str]] = PANEL, **changes: str) -> Made:
    made = at_panel(house, **changes)
    for number, points in enumerate(panel):
        sheet = made.sheet(number, Stage.PANEL)
        fill_in(actor=house.officer, sheet=sheet, typed=made.typed(points, "Theo biên bản"))
    made.to("announce")
    return made


def published(house: make.House, panel: Sequence[Sequence[str]] = PANEL, **changes: str) -> Made:
    made = announced(house, panel, **changes)
    close_objections(made)
    made.to("publish")
    return made


def add_member_beside(made: Made) -> ClusterMember:
    """Somebody who came into the table of members past every verb."""
    return ClusterMember.objects.create(
        authority=made.house.authority, year=made.year, unit=made.house.office, order=99
    )


def close_objections(made: Made) -> None:
    """The last day for objections was yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    ClusterYear.objects.filter(pk=made.year.pk).update(objections_due_on=yesterday)
    made.year.refresh_from_db()


# -- the sample sheet -----------------------------------------------------------------------------

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
"""What the officer answers to the questions of the sample."""


def five_communes(house: make.House) -> dict[str, Unit]:
    """The communes of the sample; Hồng Thái is the rival unit of the house."""
    made = {name: commune(house, name) for name in COMMUNES if name != "Hồng Thái"}
    return made | {"Hồng Thái": house.rival}


def sample_year(house: make.House) -> ClusterYear:
    five_communes(house)
    row = open_year(actor=house.officer, cluster=cluster(house, "Cụm các xã"), year=2024)
    days(house, row)
    return _fresh(row)


def brought_in(house: make.House, data: bytes | None = None) -> ScoreImport:
    """The sample read, not yet answered. The reading runs when the transaction commits."""
    row = sample_year(house)
    held = start_import(
        actor=house.officer, year=row, name=SAMPLE, data=sample() if data is None else data
    )
    from thidua.clusters.domain.imports import read

    read(held)
    held.refresh_from_db()
    return held


def applied(house: make.House) -> ClusterYear:
    held = brought_in(house)
    answer(actor=house.officer, held=held, answers=ANSWERS)
    assert plan_import(ScoreImport.objects.get(pk=held.pk)).obstacles() == []
    return apply_import(actor=house.officer, held=held)
