"""Tables of criteria: the list, the tree with its running total, one group or leaf at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from thidua.clusters.board import scheme_of_tree
from thidua.clusters.domain.content import tie_words
from thidua.clusters.domain.trees import (
    add_node,
    change_node,
    change_tree,
    copy_tree,
    draw_up_tree,
    move_node,
    place_node,
    remove_node,
)
from thidua.clusters.guards import total_words, tree_faults
from thidua.clusters.models import CriteriaTree, TreeNode
from thidua.clusters.points import Scheme, difference
from thidua.clusters.queries import KEEPERS, READERS, trees
from thidua.clusters.typing_in import plain
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.web.council.plain import revision_of
from thidua.web.office.clusters.forms import CopyForm, NodeForm, TreeForm
from thidua.web.shared import workbook

PAGE_SIZE = 30
SORTS = {"nam": "year", "ten": "name"}


@screen(*READERS)
def tree_list(request: HttpRequest) -> HttpResponse:
    """Every table, the newest year first."""
    words, sort = request.GET.get("q", "").strip()[:100], request.GET.get("sap_xep", "-nam")
    sort = sort if sort.lstrip("-") in SORTS else "-nam"
    column = SORTS[sort.lstrip("-")]
    rows = matching(trees(request.actor), words)
    rows = rows.annotate(
        leaves=Count("nodes", filter=Q(nodes__is_group=False), distinct=True),
        used=Count("uses", distinct=True),
    ).order_by(f"-{column}" if sort.startswith("-") else column, "name", "-version", "pk")
    if request.GET.get("xuat") == "xlsx":
        return _list_book(rows)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "words": words,
        "sort": sort,
        "may_keep": request.actor.is_any(*KEEPERS),
    }
    return render(request, "clusters/trees.html", context)


def _list_book(rows: Any) -> HttpResponse:
    head = (
        "Năm",
        "Bảng điểm",
        "Bản",
        "Văn bản quy định",
        "Tổng điểm",
        "Tiêu chí",
        "Cụm, khối dùng",
    )
    lines = (
        (
            row.year, row.name, row.version, row.basis, float(row.stated_total), row.leaves,
            row.used,
        )
        for row in rows
    )  # fmt: skip
    return workbook.response("bang-diem-thi-dua", "Bảng điểm thi đua", head, lines)


def _tree(request: HttpRequest, code: str) -> CriteriaTree:
    row: CriteriaTree = get_object_or_404(trees(request.actor), code=code)
    return row


@screen(*READERS)
def tree_page(request: HttpRequest, tree: str) -> HttpResponse:
    """The tree with what its leaves sum to, against the total that is stated."""
    row = _tree(request, tree)
    scheme = scheme_of_tree(row)
    if request.GET.get("xuat") == "xlsx":
        return _book(row, scheme)
    context = {
        "tree": row,
        "lines": _lines(row, scheme),
        "total_words": total_words(row, scheme) if scheme.leaves else "",
        "is_even": not difference(scheme, row.stated_total, bonus_in_total=row.bonus_in_total),
        "faults": tree_faults(row, scheme),
        "ties": tie_words(scheme),
        "uses": list(row.uses.select_related("cluster")),
        "may_keep": request.actor.is_any(*KEEPERS),
        "can_change": request.actor.is_any(*KEEPERS) and row.frozen_at is None,
    }
    return render(request, "clusters/tree.html", context)


def _lines(row: CriteriaTree, scheme: Scheme) -> list[dict[str, Any]]:
    """Nodes in the order of the tree, with the sums of groups and who stands beside whom."""
    best = scheme.outcome({leaf.key: leaf.most for leaf in scheme.leaves if leaf.kind != "minus"})
    rows = {node.pk: node for node in row.nodes.select_related("target")}
    found = []
    for node in scheme.nodes:
        beside = scheme.under[node.parent]
        found.append(
            {
                "node": node,
                "row": rows[node.key],
                "depth": scheme.depth(node),
                "most": _most(node, best.parts[node.key]),
                "is_first": beside[0].key == node.key,
                "is_last": beside[-1].key == node.key,
                "method": rows[node.key].get_method_display(),
            }
        )
    return found


def _most(node: Any, summed: Any) -> str:
    if node.kind == "minus":
        return f"−{plain(node.most)}" if node.most else "không nêu"
    return plain(summed) if node.is_group else plain(node.most)


def _book(row: CriteriaTree, scheme: Scheme) -> HttpResponse:
    head = (
        "Tiêu chí", "Loại điểm", "Cách chấm", "Điểm tối đa", "Mức điểm", "Tài liệu kiểm chứng",
        "Chỉ tiêu", "Cách tính từ chỉ tiêu", "Nguyên văn quy định",
    )  # fmt: skip
    lines = (
        (
            line["node"].label,
            line["node"].kind.label,
            "" if line["node"].is_group else line["method"],
            line["most"],
            plain(line["node"].rate),
            "bắt buộc" if line["node"].evidence_required else "",
            str(line["row"].target or ""),
            line["row"].get_rule_display(),
            line["row"].rule_words,
        )
        for line in _lines(row, scheme)
    )
    return workbook.response(f"bang-diem-{row.code}", str(row), head, lines)


@screen(*KEEPERS, writes=True)
def tree_new(request: HttpRequest) -> HttpResponse:
    form = TreeForm(
        request.POST or None,
        initial={"year": timezone.localdate().year, "stated_total": "1.000"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = draw_up_tree(actor=request.actor, plan=form.plan())
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lập {row}. Thêm nhóm và tiêu chí.")
            return redirect("office:cluster_tree", row.code)
    return _form(request, form, None, "Lập bảng điểm thi đua", "Lập bảng điểm")


@screen(*KEEPERS, writes=True)
def tree_edit(request: HttpRequest, tree: str) -> HttpResponse:
    row = _tree(request, tree)
    form = TreeForm(request.POST or None, initial=TreeForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            change_tree(
                actor=request.actor, tree=row, plan=form.plan(), revision=revision_of(request)
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu bảng điểm.")
            return redirect("office:cluster_tree", row.code)
    return _form(request, form, row, f"Sửa {row}", "Lưu")


@screen(*KEEPERS, writes=True)
def tree_copy(request: HttpRequest, tree: str) -> HttpResponse:
    """For another year, or as a next version of the same: then it may be changed."""
    row = _tree(request, tree)
    form = CopyForm(request.POST or None, initial={"year": row.year + 1, "name": row.name})
    if request.method == "POST" and form.is_valid():
        try:
            made = copy_tree(actor=request.actor, tree=row, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã chép thành {made}.")
            return redirect("office:cluster_tree", made.code)
    return _form(request, form, row, f"Chép {row}", "Chép bảng điểm")


@screen(*KEEPERS, writes=True)
def node_new(request: HttpRequest, tree: str) -> HttpResponse:
    """A group or a leaf; which group it goes to may stand in the address."""
    row = _tree(request, tree)
    form = NodeForm(
        request.POST or None, tree=row, initial={"parent": request.GET.get("nhom", "")[:12]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = add_node(actor=request.actor, tree=row, plan=form.plan(), parent=form.group)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã thêm “{made}”.")
            return redirect("office:cluster_tree", row.code)
    return _form(request, form, row, "Thêm nhóm hoặc tiêu chí", "Thêm")


def _node(row: CriteriaTree, pk: int) -> TreeNode:
    node: TreeNode = get_object_or_404(row.nodes.select_related("tree", "parent"), pk=pk)
    return node


@screen(*KEEPERS, writes=True)
def node_edit(request: HttpRequest, tree: str, node: int) -> HttpResponse:
    row = _tree(request, tree)
    held = _node(row, node)
    form = NodeForm(request.POST or None, tree=row, initial=NodeForm.initial_of(held))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                change_node(actor=request.actor, node=held, plan=form.plan())
                parent = form.group
                if (parent.pk if parent else None) != held.parent_id:
                    place_node(actor=request.actor, node=held, parent=parent)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu.")
            return redirect("office:cluster_tree", row.code)
    return _form(request, form, row, f"Sửa “{held}”", "Lưu")


def _form(
    request: HttpRequest, form: Any, row: CriteriaTree | None, title: str, save: str
) -> HttpResponse:
    revision = request.POST.get("revision", row.revision if row else "")
    context = {"form": form, "tree": row, "title": title, "save": save, "revision": revision}
    status = 422 if form.is_bound else 200
    return render(request, "clusters/tree_form.html", context, status=status)


@screen(*KEEPERS, reads=False, writes=True)
def node_move(request: HttpRequest, tree: str, node: int, way: str) -> HttpResponse:
    """Up or down among its neighbours."""
    row = _tree(request, tree)
    if way not in {"len", "xuong"}:
        raise Http404
    move_node(actor=request.actor, node=_node(row, node), up=way == "len")
    return redirect(f"{reverse('office:cluster_tree', args=[row.code])}#muc-{node}")


@screen(*KEEPERS, writes=True)
def node_remove(request: HttpRequest, tree: str, node: int) -> HttpResponse:
    """Say what goes with it, then take it out."""
    row = _tree(request, tree)
    held = _node(row, node)
    if request.method == "POST":
        remove_node(actor=request.actor, node=held)
        messages.success(request, f"Đã bỏ “{held}”.")
        return redirect("office:cluster_tree", row.code)
    scheme = scheme_of_tree(row)
    group = scheme.by_key[held.pk]
    below = [one for one in scheme.nodes if group in scheme.above(one)]
    context = {"tree": row, "node": held, "below": below}
    return render(request, "clusters/node_remove.html", context)
