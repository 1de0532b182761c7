"""A table of scores brought in: kept first, read in the background, asked about, applied once."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from thidua.clusters.board import scheme_of_tree
from thidua.clusters.domain import trees
from thidua.clusters.domain.effects import open_sheet
from thidua.clusters.domain.guarded import keepers_only, locked_year
from thidua.clusters.domain.import_plan import ImportPlan, UnitPlan, plan_import, to_json
from thidua.clusters.domain.import_undo import Snapshot
from thidua.clusters.domain.marking import assign
from thidua.clusters.domain.members import add_member, set_places, set_unranked
from thidua.clusters.domain.years import choose_tree
from thidua.clusters.enums import ImportState, NodeKind, Place, Stage
from thidua.clusters.models import (
    ClusterMember,
    ClusterYear,
    CriteriaTree,
    Mark,
    MarkEvidence,
    MarkSheet,
    ScoreImport,
    TreeNode,
)
from thidua.core.actors import Actor, system_actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.lists.refusals import Refused
from thidua.lists.score_table import read_score_table, unit_key
from thidua.vietnamese.numbers import parse_number
from thidua.vietnamese.text import clean, fold


def start_import(*, actor: Actor, year: ClusterYear, name: str, data: bytes) -> ScoreImport:
    """Keep the file and have it read in the background; it is safe before anything looks in."""
    from thidua.clusters.tasks import read_scores  # noqa: PLC0415 (app ready)

    keepers_only(actor, year.authority_id)
    with transaction.atomic():
        stored = store(actor=actor, name=name, data=data)
        row = ScoreImport.objects.create(
            authority_id=year.authority_id,
            year=year,
            file=stored,
            created_by_name=actor.name,
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="cluster.import",
            obj=year,
            sentence=f"Đưa bảng chấm điểm “{stored.name}” vào {year}",
            data={"sha256": stored.sha256},
        )
        defer(read_scores, import_id=row.pk)
    return row


def read_again(*, actor: Actor, held: ScoreImport) -> None:
    """Queue the reading once more, for a file whose job was lost."""
    from thidua.clusters.tasks import read_scores  # noqa: PLC0415 (app ready)

    keepers_only(actor, held.authority_id)
    with transaction.atomic():
        if lock(ScoreImport, held.pk, revision=None).state != ImportState.READING:
            raise Refusal("Tệp đã đọc xong. Tải lại trang để xem.")
        defer(read_scores, import_id=held.pk)


def read(held: ScoreImport) -> None:
    """Read the kept file; once, however often the job runs."""
    with held.file.content.open("rb") as kept:
        data = kept.read()
    try:
        table = read_score_table(data, held.file.name)
    except Refused as refused:
        _read_as(held, ImportState.REFUSED, refusal=refused.sentence[:500])
        return
    _read_as(held, ImportState.READ, reading=to_json(table))


def _read_as(held: ScoreImport, state: ImportState, **values: object) -> None:
    with transaction.atomic():
        row = lock(ScoreImport, held.pk, revision=None)
        if row.state != ImportState.READING:
            return
        row.state = state
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        said = "Đọc xong" if state == ImportState.READ else "Không đọc được"
        record(
            actor=system_actor(row.authority_id),
            verb="cluster.import",
            obj=row.year,
            sentence=f"{said} bảng chấm điểm “{row.file.name}”",
        )


def answer(
    *, actor: Actor, held: ScoreImport, answers: Mapping[str, str], revision: int | None = None
) -> ScoreImport:
    """Answer questions, all on one screen; an empty answer takes one back."""
    with transaction.atomic():
        row = _open(actor, held, revision)
        known = {one.key: one for one in plan_import(row).questions}
        row.answers = row.answers | {
            key: clean(value)[:300] for key, value in answers.items() if key in known
        }
        row.answers = {key: value for key, value in row.answers.items() if value}
        after = plan_import(row)
        faults = [f"{known[k].where}: {after.fault(known[k])}" for k in answers if k in known
                  and row.answers.get(k) and after.fault(known[k])]  # fmt: skip
        if faults:
            raise Refusal(*faults)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="cluster.import",
            obj=row.year,
            sentence=f"Trả lời câu hỏi về bảng chấm điểm “{row.file.name}”",
            data=dict(answers),
        )
    return row


def _open(actor: Actor, held: ScoreImport, revision: int | None) -> ScoreImport:
    keepers_only(actor, held.authority_id)
    row = lock(ScoreImport, held.pk, revision=revision)
    if not row.is_open:
        raise Refusal(f"Tệp đang ở bước “{row.get_state_display()}” nên không làm việc này được.")
    return row


def discard(*, actor: Actor, held: ScoreImport) -> ScoreImport:
    """Set the file aside; it is kept, nothing of it was taken in."""
    keepers_only(actor, held.authority_id)
    with transaction.atomic():
        row = lock(ScoreImport, held.pk, revision=None)
        if row.state == ImportState.APPLIED:
            raise Refusal("Bảng đã nhập nên không bỏ được. Bấm “Hoàn tác lần nhập này” trước.")
        row.state = ImportState.DISCARDED
        stamp(row, actor)
        row.save()
        words = f"Bỏ, không nhập bảng chấm điểm “{row.file.name}”"
        record(actor=actor, verb="cluster.import", obj=row.year, sentence=words)
    return row


# -- applying -------------------------------------------------------------------------------------


def apply_import(*, actor: Actor, held: ScoreImport, revision: int | None = None) -> ClusterYear:
    """Take everything in, or nothing: table, members, who leads, who checked whom, marks, papers.

    The year stays at its step; the sheets count as handed in. Raises Refusal with what is open.
    """
    with transaction.atomic():
        row = _open(actor, held, revision)
        year = locked_year(actor, row.year)
        plan = plan_import(row)
        if reasons := plan.obstacles():
            raise Refusal.of(reasons)
        before = Snapshot.of(year)
        nodes = _nodes(actor, year, plan)
        members = _members(actor, year, plan)
        for one in plan.taken:
            _sheets(actor, plan, one, members, nodes)
        row.state, row.applied_at, row.applied_by_name = (
            ImportState.APPLIED,
            timezone.now(),
            actor.name,
        )
        row.made = Snapshot.of(year).since(before)
        row.undone_at, row.undone_by_name = None, ""
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="cluster.import",
            obj=year,
            sentence=f"Nhập bảng chấm điểm “{row.file.name}”: {len(plan.taken)} đơn vị",
        )
    return ClusterYear.objects.select_related("cluster", "tree").get(pk=year.pk)


def _nodes(actor: Actor, year: ClusterYear, plan: ImportPlan) -> dict[int, TreeNode]:
    """The criterion of each line: those of the chosen table, else a table made from the file."""
    if year.tree is not None and year.tree.nodes.filter(is_group=False).exists():
        return _matched(year.tree, plan)
    tree = year.tree or _new_tree(actor, year, plan)
    made: dict[int, TreeNode] = {}
    for place, line in enumerate(plan.table.lines):
        made[place] = trees.add_node(
            actor=actor,
            tree=tree,
            parent=made[line.parent] if line.parent is not None else None,
            plan=trees.NodePlan(
                name=line.name,
                number=line.number,
                is_group=line.is_group,
                kind=line.kind,
                most=None if line.is_group else parse_number(line.most),
            ),
        )
    return made


def _new_tree(actor: Actor, year: ClusterYear, plan: ImportPlan) -> CriteriaTree:
    stated = parse_number(plan.table.stated_total)
    tree = trees.draw_up_tree(
        actor=actor,
        plan=trees.TreePlan(
            year=year.year,
            name=f"Bảng điểm {year.cluster.name}",
            stated_total=stated or plan.scheme.highest(NodeKind.SCORE, NodeKind.BONUS),
        ),
    )
    choose_tree(actor=actor, year=year, tree=tree)
    return tree


def _matched(tree: CriteriaTree, plan: ImportPlan) -> dict[int, TreeNode]:
    keys = {fold(leaf.label): leaf.key for leaf in scheme_of_tree(tree).leaves}
    nodes = {node.pk: node for node in tree.nodes.all()}
    return {leaf.key: nodes[keys[fold(leaf.label)]] for leaf in plan.scheme.leaves}


def _members(actor: Actor, year: ClusterYear, plan: ImportPlan) -> dict[str, ClusterMember]:
    """Members by the column of their unit; the leader only where none is named yet."""
    held = {one.unit_id: one for one in year.members.all()}
    found: dict[str, ClusterMember] = {}
    for one in plan.taken:
        assert one.unit is not None
        member = held.get(one.unit.pk) or add_member(actor=actor, year=year, unit=one.unit)
        if one.unranked:
            member = set_unranked(actor=actor, member=member, reason=one.unranked)
        found[one.column.place] = member
    if plan.table.leader and not year.members.filter(place=Place.LEADER).exists():
        _places(actor, year, plan, found)
    return found


def _places(
    actor: Actor, year: ClusterYear, plan: ImportPlan, members: dict[str, ClusterMember]
) -> None:
    by_key = {unit_key(one.column.name): members[one.column.place] for one in plan.taken}
    leader = by_key.get(unit_key(plan.table.leader))
    deputies = [by_key[key] for name in plan.table.deputies if (key := unit_key(name)) in by_key]
    if leader is not None:
        set_places(actor=actor, year=year, leader=leader, deputies=deputies)


def _sheets(
    actor: Actor,
    plan: ImportPlan,
    one: UnitPlan,
    members: dict[str, ClusterMember],
    nodes: dict[int, TreeNode],
) -> None:
    member = members[one.column.place]
    own = open_sheet(member.pk, member.authority_id, Stage.SELF)
    _fill(actor, own, one, Stage.SELF, nodes)
    MarkEvidence.objects.bulk_create(
        MarkEvidence(
            authority_id=member.authority_id,
            member=member,
            node=nodes[place],
            words=words[:300],
            added_by_name=actor.name,
        )
        for place, words in one.column.papers.items()
        if not nodes[place].is_group
    )
    if one.peer.is_given and one.checker in members:
        (peer,) = assign(actor=actor, member=member, checkers=[members[one.checker]])
        _fill(actor, peer, one, Stage.PEER, nodes)


def _fill(
    actor: Actor, sheet: MarkSheet, one: UnitPlan, stage: Stage, nodes: dict[int, TreeNode]
) -> None:
    """Write a column, and count the sheet as handed in."""
    column = one.points(stage)
    if not column.is_given:
        return
    Mark.objects.bulk_create(
        Mark(
            authority_id=sheet.authority_id,
            sheet=sheet,
            node=nodes[place],
            points=points,
            words=column.origins.get(place, ""),
        )
        for place, points in column.points.items()
    )
    sheet.handed_in_at, sheet.handed_in_by_name = timezone.now(), actor.name
    stamp(sheet, actor)
    sheet.save()
