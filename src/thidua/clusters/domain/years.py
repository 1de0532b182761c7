"""Clusters, their years, and the steps a year takes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction

from thidua.clusters.domain.guarded import keepers_only, locked_year, must_be_at
from thidua.clusters.enums import ClusterKind, State
from thidua.clusters.models import (
    Cluster,
    ClusterMember,
    ClusterYear,
    CriteriaTree,
    PanelMember,
)
from thidua.clusters.workflow import YEARS
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.organizations.models import Unit
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean, clean_lines, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPlan:
    """What a cluster is; see `Cluster`."""

    name: str
    organiser: str
    organiser_name: str = ""
    kind: str = ClusterKind.CLUSTER
    basis: str = ""
    flag_name: str = ""
    flag_basis: str = ""


def create_cluster(*, actor: Actor, plan: ClusterPlan) -> Cluster:
    """A new cluster; its years are opened one by one."""
    keepers_only(actor)
    with transaction.atomic(), sentence_for(Cluster):
        row = Cluster.objects.create(
            authority_id=actor.authority_id, changed_by_name=actor.name, **_values(plan)
        )
        record(actor=actor, verb="cluster.add", obj=row, sentence=f"Lập {row}")
    return row


def change_cluster(
    *, actor: Actor, cluster: Cluster, plan: ClusterPlan, revision: int | None = None
) -> Cluster:
    keepers_only(actor, cluster.authority_id)
    with transaction.atomic(), sentence_for(Cluster):
        row = lock(Cluster, cluster.pk, revision=revision)
        for name, value in _values(plan).items():
            setattr(row, name, value)
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="cluster.edit", obj=row, sentence=f"Sửa {row}")
    return row


def _values(plan: ClusterPlan) -> dict[str, str]:
    values = {name: clean(value) for name, value in asdict(plan).items()}
    if not values["name"]:
        raise Refusal("Ghi tên cụm, khối.")
    return values | {"search_key": fold(f"{values['name']} {values['organiser_name']}")[:500]}


def open_year(
    *,
    actor: Actor,
    cluster: Cluster,
    year: int,
    tree: CriteriaTree | None = None,
    members_of: ClusterYear | None = None,
) -> ClusterYear:
    """A new year of a cluster, with the members of an earlier one if wished; who leads is
    proposed, never carried over."""
    keepers_only(actor, cluster.authority_id)
    with transaction.atomic(), sentence_for(ClusterYear):
        row = ClusterYear.objects.create(
            authority_id=actor.authority_id,
            cluster=cluster,
            year=year,
            tree=tree,
            changed_by_name=actor.name,
        )
        if members_of is not None:
            _carry_over(members_of, row)
        record(actor=actor, verb="cluster.open_year", obj=row, sentence=f"Mở {row}")
    return row


def _carry_over(source: ClusterYear, target: ClusterYear) -> None:
    before = source.members.filter(left_on__isnull=True).order_by("order", "pk")
    ClusterMember.objects.bulk_create(
        ClusterMember(
            authority_id=target.authority_id, year=target, unit_id=one.unit_id, order=place
        )
        for place, one in enumerate(before, start=1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    """Timetable, pact and what the public sees; see `ClusterYear`."""

    self_due_on: date | None = None
    cross_due_on: date | None = None
    panel_due_on: date | None = None
    objections_due_on: date | None = None
    pact_signed_on: date | None = None
    pact_words: str = ""
    is_public: bool = False


def change_year(
    *,
    actor: Actor,
    year: ClusterYear,
    plan: YearPlan,
    pact_file: StoredFile | None = None,
    revision: int | None = None,
) -> ClusterYear:
    """Timetable and pact; the days may be put off while the scoring runs."""
    with transaction.atomic(), sentence_for(ClusterYear):
        row = locked_year(actor, year, revision)
        _keeps_the_day(actor, row, plan)
        for one in fields(plan):
            setattr(row, one.name, getattr(plan, one.name))
        row.pact_words = clean_lines(plan.pact_words)
        row.pact_file = pact_file or row.pact_file
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="cluster.plan", obj=row, sentence=f"Sửa lịch, giao ước của {row}")
    return row


def _keeps_the_day(actor: Actor, row: ClusterYear, plan: YearPlan) -> None:
    """While members read the draft, the last day for objections is only ever put off."""
    if row.state != State.ANNOUNCED or actor.is_any(Role.SYSTEM) or not row.objections_due_on:
        return
    if plan.objections_due_on is None or plan.objections_due_on < row.objections_due_on:
        raise Refusal(
            f"Dự thảo đã công bố với hạn kiến nghị {format_day(row.objections_due_on)}: chỉ lùi "
            "lại được, không rút ngắn."
        )


def choose_tree(
    *, actor: Actor, year: ClusterYear, tree: CriteriaTree, revision: int | None = None
) -> ClusterYear:
    """The table the year is scored by; not changed once scoring has begun."""
    with transaction.atomic():
        row = locked_year(actor, year, revision)
        must_be_at(row, (State.DRAFT,), "Chỉ chọn bảng điểm")
        if tree.authority_id != row.authority_id or tree.year != row.year:
            raise Refusal(f"Bảng điểm phải là bảng của năm {row.year}. Chép sang năm này rồi chọn.")
        row.tree = tree
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="cluster.tree", obj=row, sentence=f"Chọn bảng điểm {tree}")
    return row


def add_panelist(
    *, actor: Actor, year: ClusterYear, full_name: str, post: str = "", unit: Unit | None = None
) -> PanelMember:
    """Somebody on the panel. Whose own unit is scored stays on it, and that is shown."""
    with transaction.atomic(), sentence_for(PanelMember):
        row = locked_year(actor, year)
        must_be_at(row, [one for one in State if one != State.PUBLISHED], "Chỉ lập tổ thẩm định")
        if not clean(full_name):
            raise Refusal("Ghi họ tên thành viên tổ thẩm định.")
        made = PanelMember.objects.create(
            authority_id=row.authority_id,
            year=row,
            full_name=clean(full_name),
            post=clean(post),
            unit=unit,
        )
        words = f"Thêm {made.full_name} vào tổ thẩm định"
        record(actor=actor, verb="cluster.panelist", obj=row, sentence=words)
    return made


def remove_panelist(*, actor: Actor, panelist: PanelMember) -> None:
    with transaction.atomic():
        row = locked_year(actor, panelist.year)
        must_be_at(row, [one for one in State if one != State.PUBLISHED], "Chỉ đổi tổ thẩm định")
        PanelMember.objects.filter(pk=panelist.pk).delete()
        words = f"Bỏ {panelist.full_name} khỏi tổ thẩm định"
        record(actor=actor, verb="cluster.panelist", obj=row, sentence=words)


def step(
    *, actor: Actor, year: ClusterYear, name: str, revision: int | None = None, **inputs: Any
) -> ClusterYear:
    """Take a step of the path."""
    return YEARS.perform(year, name, actor=actor, revision=revision, **inputs)
