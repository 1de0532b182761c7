"""Tables of criteria: drawn up, changed while nothing uses them, copied."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from thidua.clusters.domain.guarded import keepers_only, locked_tree
from thidua.clusters.enums import Method, NodeKind, TargetRule
from thidua.clusters.models import CriteriaTree, TreeNode
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.targets.models import Target
from thidua.targets.queries import FOLLOWED, in_year
from thidua.vietnamese.text import clean, fold

MOST_NODES = 300
DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TreePlan:
    """What a table says of itself."""

    year: int
    name: str
    stated_total: Decimal
    basis: str = ""
    bonus_in_total: bool = True
    difference_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodePlan:
    """One group or leaf; see `TreeNode`."""

    name: str
    number: str = ""
    is_group: bool = False
    kind: str = NodeKind.SCORE
    method: str = Method.JUDGED
    most: Decimal | None = None
    rate: Decimal | None = None
    unit_word: str = ""
    evidence_required: bool = False
    tie_order: int | None = None
    target_id: int | None = None
    rule: str = ""
    rule_words: str = ""


def draw_up_tree(*, actor: Actor, plan: TreePlan) -> CriteriaTree:
    """A new, empty table."""
    keepers_only(actor)
    with transaction.atomic(), sentence_for(CriteriaTree):
        row = CriteriaTree.objects.create(
            authority_id=actor.authority_id, changed_by_name=actor.name, **_values(plan)
        )
        record(actor=actor, verb="cluster_tree.add", obj=row, sentence=f"Lập bảng điểm {row}")
    return row


def _values(plan: TreePlan) -> dict[str, object]:
    name, basis = clean(plan.name), clean(plan.basis)
    return asdict(plan) | {
        "name": name,
        "basis": basis,
        "difference_note": clean(plan.difference_note),
        "search_key": fold(f"{name} {basis}")[:600],
    }


def change_tree(
    *, actor: Actor, tree: CriteriaTree, plan: TreePlan, revision: int | None = None
) -> CriteriaTree:
    """Name, basis, stated total."""
    with transaction.atomic(), sentence_for(CriteriaTree):
        row = locked_tree(actor, tree, revision)
        for name, value in _values(plan).items():
            setattr(row, name, value)
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="cluster_tree.change", obj=row, sentence=f"Sửa bảng điểm {row}")
    return row


def add_node(
    *, actor: Actor, tree: CriteriaTree, plan: NodePlan, parent: TreeNode | None = None
) -> TreeNode:
    """A group or a leaf at the end of `parent` (none: of the table)."""
    with transaction.atomic(), sentence_for(TreeNode):
        row = locked_tree(actor, tree)
        _check_place(row, parent)
        if row.nodes.count() >= MOST_NODES:
            raise Refusal(f"Bảng điểm nhận nhiều nhất {MOST_NODES} mục.")
        _check_target(row, plan)
        beside = row.nodes.filter(parent=parent).aggregate(last=Max("order"))["last"] or 0
        node = TreeNode.objects.create(
            authority_id=row.authority_id,
            tree=row,
            parent=parent,
            order=beside + 1,
            **_node_values(plan),
        )
        _touched(actor, row, f"Thêm mục “{node}” vào bảng điểm {row}")
    return node


def _check_place(tree: CriteriaTree, parent: TreeNode | None) -> None:
    if parent is None:
        return
    if parent.tree_id != tree.pk or not parent.is_group:
        raise Refusal("Chỉ thêm được vào một nhóm của chính bảng điểm này.")
    depth, above = 1, parent
    while above.parent is not None:
        depth, above = depth + 1, above.parent
    if depth >= DEEPEST:
        raise Refusal(f"Bảng điểm nhận nhiều nhất {DEEPEST} cấp mục.")


def _check_target(tree: CriteriaTree, plan: NodePlan) -> None:
    if plan.target_id is not None and not targets_for(tree).filter(pk=plan.target_id).exists():
        raise Refusal(f"Chọn một chỉ tiêu đang theo dõi có kỳ thực hiện trong năm {tree.year}.")


def targets_for(tree: CriteriaTree) -> QuerySet[Target]:
    """Targets that a criterion of the table may follow: given out, and running in its year."""
    mine = Target.objects.filter(authority_id=tree.authority_id, state__in=FOLLOWED)
    return in_year(mine, tree.year).order_by("sort_key", "pk")


def _node_values(plan: NodePlan) -> dict[str, object]:
    """What does not belong to a group or a way of scoring is left out, so that it says nothing."""
    values = asdict(plan) | {
        "name": clean(plan.name),
        "number": clean(plan.number),
        "rule_words": clean(plan.rule_words),
    }
    if not values["name"]:
        raise Refusal("Ghi tên mục.")
    if plan.is_group:
        values |= {"method": Method.JUDGED, "rate": None, "evidence_required": False}
    if plan.is_group or plan.method != Method.TARGET:
        values |= {"target_id": None, "rule": "", "rule_words": ""}
    if plan.is_group or plan.method != Method.RATE:
        values |= {"unit_word": ""}
        if values["rule"] != TargetRule.SHORT:
            values |= {"rate": None}
    return values


def change_node(*, actor: Actor, node: TreeNode, plan: NodePlan) -> TreeNode:
    """What a group or leaf says; a group that holds something stays a group."""
    with transaction.atomic(), sentence_for(TreeNode):
        tree = locked_tree(actor, node.tree)
        _check_target(tree, plan)
        row = TreeNode.objects.get(pk=node.pk)
        if row.is_group and not plan.is_group and row.children.exists():
            raise Refusal("Nhóm này đang có mục bên trong. Chuyển hoặc bỏ các mục đó trước.")
        for name, value in _node_values(plan).items():
            setattr(row, name, value)
        row.save()
        _touched(actor, tree, f"Sửa mục “{row}” của bảng điểm {tree}")
    return row


def move_node(*, actor: Actor, node: TreeNode, up: bool) -> None:
    """Change places with the neighbour above or below."""
    with transaction.atomic():
        tree = locked_tree(actor, node.tree)
        beside = list(tree.nodes.filter(parent=node.parent_id).order_by("order", "pk"))
        at = next(n for n, one in enumerate(beside) if one.pk == node.pk)
        to = at - 1 if up else at + 1
        if not 0 <= to < len(beside):
            raise Refusal("Mục này đã ở đầu hoặc cuối nhóm.")
        beside[at], beside[to] = beside[to], beside[at]
        for place, one in enumerate(beside, start=1):
            one.order = place
        TreeNode.objects.bulk_update(beside, ("order",))
        _touched(actor, tree, f"Chuyển chỗ mục “{node}” của bảng điểm {tree}")


def place_node(*, actor: Actor, node: TreeNode, parent: TreeNode | None) -> TreeNode:
    """Put the node, with all under it, at the end of another group."""
    with transaction.atomic(), sentence_for(TreeNode):
        tree = locked_tree(actor, node.tree)
        _check_place(tree, parent)
        above = parent
        while above is not None:
            if above.pk == node.pk:
                raise Refusal("Một nhóm không thể nằm trong chính nó.")
            above = above.parent
        row = TreeNode.objects.get(pk=node.pk)
        last = tree.nodes.filter(parent=parent).aggregate(last=Max("order"))["last"] or 0
        row.parent, row.order = parent, last + 1
        row.save()
        _touched(actor, tree, f"Chuyển nhóm cho mục “{row}” của bảng điểm {tree}")
    return row


def remove_node(*, actor: Actor, node: TreeNode) -> None:
    """Take a node out, with everything under it; nothing was ever scored by it."""
    with transaction.atomic():
        tree = locked_tree(actor, node.tree)
        words = str(node)
        TreeNode.objects.filter(pk=node.pk).delete()
        _touched(actor, tree, f"Bỏ mục “{words}” khỏi bảng điểm {tree}")


def _touched(actor: Actor, tree: CriteriaTree, sentence: str) -> None:
    stamp(tree, actor)
    tree.save()
    record(actor=actor, verb="cluster_tree.change", obj=tree, sentence=sentence)


def copy_tree(*, actor: Actor, tree: CriteriaTree, year: int, name: str = "") -> CriteriaTree:
    """The same table for another year, or a next version in the same: free to change. In another
    year every criterion keeps its rule and waits for that year's target."""
    keepers_only(actor, tree.authority_id)
    shown = clean(name) or tree.name
    with transaction.atomic(), sentence_for(CriteriaTree):
        same = CriteriaTree.objects.filter(authority_id=actor.authority_id, year=year, name=shown)
        last = same.aggregate(last=Max("version"))["last"] or 0
        row = CriteriaTree.objects.create(
            authority_id=actor.authority_id,
            year=year,
            name=shown,
            version=last + 1,
            basis=tree.basis,
            stated_total=tree.stated_total,
            bonus_in_total=tree.bonus_in_total,
            difference_note=tree.difference_note,
            copied_from=tree,
            search_key=fold(f"{shown} {tree.basis}")[:600],
            changed_by_name=actor.name,
            changed_at=timezone.now(),
        )
        _copy_nodes(tree, row)
        record(
            actor=actor,
            verb="cluster_tree.copy",
            obj=row,
            sentence=f"Chép bảng điểm {tree} thành {row}",
        )
    return row


_COPIED = tuple(one.name for one in fields(NodePlan))


def _copy_nodes(source: CriteriaTree, target: CriteriaTree) -> None:
    made: dict[int | None, TreeNode | None] = {None: None}
    waiting = list(source.nodes.order_by("order", "pk"))
    while waiting:
        ready = [node for node in waiting if node.parent_id in made]
        for node in ready:
            values = {name: getattr(node, name) for name in _COPIED}
            if target.year != source.year:
                values["target_id"] = None
            made[node.pk] = TreeNode.objects.create(
                authority_id=target.authority_id,
                tree=target,
                parent=made[node.parent_id],
                order=node.order,
                **values,
            )
        waiting = [node for node in waiting if node not in ready]
