"""A sheet being filled in: by the unit on a phone, by the office from paper. Saved as one types."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.clusters import rules
from thidua.clusters.board import Board, Sheet, Standing
from thidua.clusters.domain.marking import (
    FILLED_AT,
    StillInDoubt,
    Typed,
    add_paper,
    doubts_of,
    fill_in,
    hand_in,
    proposals_of,
    take_figures,
    withdraw_paper,
)
from thidua.clusters.enums import Method, Stage
from thidua.clusters.models import ClusterYear, MarkEvidence, MarkSheet, TreeNode
from thidua.clusters.points import Node
from thidua.clusters.queries import evidence_visible_to, sheets_visible_to
from thidua.clusters.target_points import Proposal
from thidua.clusters.typing_in import plain, read
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.documents.domain.store import store
from thidua.web.council.plain import number_of, revision_of
from thidua.web.shared import clusters as shared

LONGEST = 300


def sheet_of(request: HttpRequest, row: ClusterYear, pk: int) -> MarkSheet:
    """A sheet of a unit or a peer in this year; the panel's has a page of its own."""
    found = sheets_visible_to(request.actor).filter(member__year=row).exclude(stage=Stage.PANEL)
    sheet: MarkSheet = get_object_or_404(
        found.select_related("member__year__tree", "checker"), pk=pk
    )
    return sheet


def typed_in(request: HttpRequest, board: Board) -> dict[int, Typed]:
    """What the page sent, line by line; lines it did not send are left alone."""
    return {
        leaf.key: Typed(
            request.POST.get(f"d_{leaf.key}", "")[:LONGEST],
            request.POST.get(f"w_{leaf.key}", "")[:500],
        )
        for leaf in board.scheme.leaves
        if f"d_{leaf.key}" in request.POST
    }


def is_open(sheet: MarkSheet, row: ClusterYear, request: HttpRequest) -> bool:
    return (
        sheet.handed_in_at is None
        and row.state in FILLED_AT[Stage(sheet.stage)]
        and not rules.may_fill(sheet, request.actor)
    )


def sheet_page(request: HttpRequest, code: str, sheet: int) -> HttpResponse:
    """The lines with what was typed; sent, everything is kept, and what is odd is said."""
    row = shared.year_of(request, code)
    held = sheet_of(request, row, sheet)
    board = shared.board_of(request, row)
    if request.method == "POST":
        try:
            fill_in(
                actor=request.actor,
                sheet=held,
                typed=typed_in(request, board),
                revision=revision_of(request),
            )
        except StaleEdit as stale:
            return _page(request, row, held, board, errors=list(stale.reasons), keep=True)
        messages.success(request, "Đã lưu phiếu.")
        return redirect(f"{shared.namespace(request)}:cluster_sheet", row.code, held.pk)
    return _page(request, row, held, board)


def _page(
    request: HttpRequest,
    row: ClusterYear,
    held: MarkSheet,
    board: Board,
    *,
    errors: list[str] | None = None,
    keep: bool = False,
) -> HttpResponse:
    standing = board.by_member[held.member_id]
    mine = next(
        (one for one in (standing.own, *standing.peers) if one and one.row.pk == held.pk),
        Sheet(held),
    )
    typed = typed_in(request, board) if keep else {}
    can_fill = is_open(held, row, request)
    offered = proposals_of(held, board.scheme) if can_fill else {}
    lines = [_line(board, standing, mine, node, typed) | _offer(node, mine, offered)
             for node in board.scheme.nodes]  # fmt: skip
    outcome = board.scheme.outcome(mine.points())
    context = shared.common(request, row) | {
        "sheet": held,
        "is_own": held.stage == Stage.SELF,
        "name": standing.name,
        "checker": board.by_member[held.checker_id].name if held.checker_id else "",
        "lines": lines,
        "papers": _papers(board, standing),
        "leaves": board.scheme.leaves,
        "asked_leaf": number_of(request.GET.get("muc", "")),
        "outcome": outcome,
        "total": plain(outcome.total),
        "highest": plain(row.tree.stated_total) if row.tree else "",
        "can_fill": can_fill,
        "to_take": sum(1 for line in lines if line["can_take"]),
        "refusals": [denied] if (denied := rules.may_hand_in(held, request.actor)) else [],
        "faults": [line["fault"] for line in lines if line["fault"]],
        "errors": errors or [],
        "revision": held.revision if not keep else request.POST.get("revision", ""),
    }
    return render(request, "clusters/sheet.html", context, status=422 if errors else 200)


def _line(
    board: Board, standing: Standing, mine: Sheet, node: Node, typed: dict[int, Typed]
) -> dict[str, Any]:
    mark = mine.marks.get(node.key)
    given = typed.get(node.key)
    text = given.text if given else shown(node, mark)
    own = standing.own.marks.get(node.key) if standing.own else None
    return {
        "node": node,
        "depth": board.scheme.depth(node),
        "most": plain(node.most),
        "text": text,
        "words": given.words if given else (mark.words if mark else ""),
        "points": plain(mark.points) if mark else "",
        "fault": _fault(node, text),
        "own": plain(own.points) if own else "",
        "own_words": own.words if own else "",
        "basis": own.basis if own else "",
        "papers": standing.evidence.get(node.key, []),
    }


def _offer(node: Node, mine: Sheet, offered: dict[int, Proposal]) -> dict[str, Any]:
    """What the target of the criterion gives, and how what stands there compares."""
    found = offered.get(node.key)
    if found is None:
        return {"offer": None, "can_take": False}
    mark = mine.marks.get(node.key)
    points = mark.points if mark else None
    is_empty = points is None and not (mark and mark.typed)
    other = points is not None and found.points is not None and points != found.points
    return {
        "offer": found,
        "offered": plain(found.points),
        "can_take": found.points is not None and is_empty,
        "lacks_reason": other and not mine.words(node.key),
    }


def _fault(node: Node, text: str) -> dict[str, str] | None:
    found = "" if node.is_group else read(node, text).fault
    return {"text": f"{node.label}: {found}", "url": f"#d-{node.key}"} if found else None


def shown(node: Node, mark: Any) -> str:
    """What stands in the box: the number points come from, a yes or no, or the points."""
    if mark is None:
        return ""
    if mark.typed:
        return str(mark.typed)
    if node.method == Method.YES_NO and mark.points is not None:
        return "1" if mark.points else "0"
    return plain(mark.value if node.method == Method.RATE else mark.points)


def _papers(board: Board, standing: Standing) -> list[tuple[Node, list[MarkEvidence]]]:
    return [
        (leaf, standing.evidence[leaf.key])
        for leaf in board.scheme.leaves
        if leaf.key in standing.evidence
    ]


def autosave_page(request: HttpRequest, code: str, sheet: int) -> HttpResponse:
    """Keep what is being typed, also what is no number yet; 409 when somebody else saved."""
    row = shared.year_of(request, code)
    held = sheet_of(request, row, sheet)
    board = shared.board_of(request, row)
    try:
        saved = fill_in(
            actor=request.actor,
            sheet=held,
            typed=typed_in(request, board),
            revision=revision_of(request),
        )
    except NotAllowed:
        raise
    except Refusal:
        return HttpResponse(status=409)
    return JsonResponse({"fields": {"revision": str(saved.revision)}})


def hand_in_page(request: HttpRequest, code: str, sheet: int) -> HttpResponse:
    """What is handed in, what is odd about it, and the button."""
    row = shared.year_of(request, code)
    held = sheet_of(request, row, sheet)
    if denied := rules.may_hand_in(held, request.actor):
        raise NotAllowed(denied)
    errors: list[str] = []
    if request.method == "POST":
        try:
            hand_in(
                actor=request.actor,
                sheet=held,
                confirmed=request.POST.get("xac_nhan") == "1",
                revision=revision_of(request),
            )
        except StillInDoubt:
            errors = ["Còn chỗ phải sửa, hoặc chưa đánh dấu đã xem các chỗ dưới đây."]
        except StaleEdit as stale:
            errors = list(stale.reasons)
        else:
            messages.success(request, "Đã nộp phiếu.")
            return redirect(f"{shared.namespace(request)}:cluster", row.code)
    board = shared.board_of(request, row)
    standing = board.by_member[held.member_id]
    found = doubts_of(held, board.scheme)
    mine = Sheet(held, {mark.node_id: mark for mark in held.marks.all()})
    outcome = board.scheme.outcome(mine.points())
    context = shared.common(request, row) | {
        "sheet": held,
        "is_own": held.stage == Stage.SELF,
        "name": standing.name,
        "stops": [doubt for doubt in found if doubt.stops],
        "odd": [doubt for doubt in found if not doubt.stops],
        "total": plain(outcome.total),
        "missing": len(outcome.missing),
        "highest": plain(row.tree.stated_total) if row.tree else "",
        "can_fill": is_open(held, row, request),
        "errors": errors,
    }
    return render(request, "clusters/hand_in.html", context, status=422 if errors else 200)


def figures_page(request: HttpRequest, code: str, sheet: int) -> HttpResponse:
    """Fill the empty criteria that follow a target."""
    row = shared.year_of(request, code)
    held = sheet_of(request, row, sheet)
    count = take_figures(actor=request.actor, sheet=held, revision=revision_of(request))
    messages.success(request, f"Đã lấy điểm tính từ chỉ tiêu cho {count} tiêu chí.")
    return redirect(f"{shared.namespace(request)}:cluster_sheet", row.code, held.pk)


def paper_page(request: HttpRequest, code: str, sheet: int) -> HttpResponse:
    """Add a paper to one criterion."""
    row = shared.year_of(request, code)
    held = sheet_of(request, row, sheet)
    key = number_of(request.POST.get("tieu_chi", ""))
    node = TreeNode.objects.filter(pk=key, tree=row.tree).first() if key else None
    if node is None:
        raise Refusal("Chọn tiêu chí mà tài liệu này chứng minh.")
    if not is_open(held, row, request):
        raise Refusal("Phiếu này không còn sửa được.")
    given = request.FILES.get("file")
    file = store(actor=request.actor, name=given.name or "", data=given.read()) if given else None
    words = request.POST.get("ten", "")[:LONGEST]
    add_paper(actor=request.actor, sheet=held, node=node, words=words, file=file)
    messages.success(request, "Đã thêm tài liệu kiểm chứng.")
    return redirect(f"{shared.namespace(request)}:cluster_sheet", row.code, held.pk)


def paper_withdraw_page(request: HttpRequest, code: str, paper: int) -> HttpResponse:
    row = shared.year_of(request, code)
    found = evidence_visible_to(request.actor).filter(member__year=row)
    one: MarkEvidence = get_object_or_404(found.select_related("node"), pk=paper)
    withdraw_paper(actor=request.actor, paper=one)
    messages.success(request, "Đã bỏ tài liệu khỏi phiếu; tệp vẫn được giữ.")
    sheet = MarkSheet.objects.get(member=one.member_id, stage=Stage.SELF)
    return redirect(f"{shared.namespace(request)}:cluster_sheet", row.code, sheet.pk)
