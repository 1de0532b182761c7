"""One unit's scores side by side: its own, its peers', the panel's; the panel decides here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.clusters.board import Board, Standing
from thidua.clusters.domain.marking import fill_in
from thidua.clusters.domain.panel import take_over
from thidua.clusters.enums import Stage, State
from thidua.clusters.models import ClusterMember
from thidua.clusters.points import Node
from thidua.clusters.queries import KEEPERS, READERS
from thidua.clusters.typing_in import plain, read
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.core.screens import screen
from thidua.web.council.plain import revision_of
from thidua.web.shared import clusters as shared
from thidua.web.shared.cluster_sheets import shown, typed_in


@screen(*READERS, writes=True)
def cluster_unit(request: HttpRequest, code: str, member: int) -> HttpResponse:
    """The unit's points with where they differ; the panel types what counts, and why."""
    row = shared.year_of(request, code)
    board = Board.load(row)
    standing = board.by_member.get(member)
    get_object_or_404(ClusterMember.objects.filter(year=row), pk=member)
    assert standing is not None
    if request.method == "POST":
        if not request.actor.is_any(*KEEPERS):
            raise NotAllowed("Điểm thẩm định do chuyên viên hoặc thư ký Hội đồng ghi.")
        if standing.panel is None:
            raise Refusal("Cụm, khối chưa chuyển sang bước thẩm định.")
        try:
            fill_in(
                actor=request.actor,
                sheet=standing.panel.row,
                typed=typed_in(request, board),
                revision=revision_of(request),
            )
        except StaleEdit as stale:
            return _page(request, row, board, standing, list(stale.reasons))
        messages.success(request, f"Đã lưu điểm thẩm định của {standing.name}.")
        return redirect(request.get_full_path())
    return _page(request, row, board, standing, [])


def _page(
    request: HttpRequest, row: Any, board: Board, standing: Standing, errors: list[str]
) -> HttpResponse:
    only = "lech" in request.GET
    typed = typed_in(request, board) if errors else {}
    lines = [_line(board, standing, node, typed) for node in board.scheme.nodes]
    left = [line for line in lines if line["is_open"] or line["lacks_reason"]]
    others = [one for one in board.standings if one.member.pk != standing.member.pk]
    panel = standing.panel.row if standing.panel else None
    context = shared.common(request, row) | {
        "standing": standing,
        "lines": [line for line in lines if not only or line["differs"] or line["is_open"]],
        "only": only,
        "differing": sum(1 for line in lines if line["differs"]),
        "left": left,
        "peers": [board.by_member[one.row.checker_id].name for one in standing.peers],
        "totals": next(
            one for one in shared.totals(board) if one["member"].pk == standing.member.pk
        ),
        "can_judge": row.state == State.PANEL and request.actor.is_any(*KEEPERS),
        "own_panelists": row.panelists.filter(unit=standing.member.unit_id),
        "others": others,
        "panel": panel,
        "revision": request.POST.get("revision") if errors else (panel.revision if panel else ""),
        "faults": [line["fault"] for line in lines if line["fault"]],
        "errors": errors,
    }
    return render(request, "clusters/unit.html", context, status=422 if errors else 200)


def _line(board: Board, one: Standing, node: Node, typed: dict[int, Any]) -> dict[str, Any]:
    mark = one.panel.marks.get(node.key) if one.panel else None
    own = _sheet_words(one.own, node.key)
    papers = one.evidence.get(node.key, [])
    words = given.words if (given := typed.get(node.key)) else (mark.words if mark else "")
    lacks_paper = node.kind == "bonus" and _has_points(one, node) and not papers
    text = given.text if given else shown(node, mark)
    fault = "" if node.is_group else read(node, text).fault
    return {
        "node": node,
        "depth": board.scheme.depth(node),
        "most": plain(node.most),
        "own": own,
        "peers": [_sheet_words(peer, node.key) for peer in one.peers],
        "text": text,
        "words": words,
        "has_words": bool(words or own["basis"] or papers or lacks_paper),
        "points": plain(mark.points) if mark else "",
        "differs": not node.is_group and bool(one.peers) and one.differs(node.key),
        "is_open": not node.is_group and one.panel is not None and one.panel.get(node.key) is None,
        "lacks_reason": not node.is_group and one.lacks_reason(node.key),
        "papers": papers,
        "lacks_paper": lacks_paper,
        "fault": {"text": f"{node.label}: {fault}", "url": f"#d-{node.key}"} if fault else None,
    }


def _has_points(one: Standing, node: Node) -> bool:
    return bool(not node.is_group and one.own and one.own.get(node.key))


def _sheet_words(sheet: Any, key: int) -> dict[str, Any]:
    mark = sheet.marks.get(key) if sheet else None
    return {
        "points": plain(mark.points) if mark and mark.points is not None else "",
        "typed": mark.typed if mark else "",
        "words": mark.words if mark else "",
        "basis": mark.basis if mark else "",
    }


@screen(*KEEPERS, reads=False, writes=True)
def cluster_take_over(request: HttpRequest, code: str, member: int) -> HttpResponse:
    """Fill the empty criteria from one of the sheets, with one reason."""
    row = shared.year_of(request, code)
    one = get_object_or_404(ClusterMember, year=row, pk=member)
    source = Stage.SELF if request.POST.get("theo") == Stage.SELF else Stage.PEER
    reason = request.POST.get("ly_do", "")[:500]
    count = take_over(actor=request.actor, member=one, source=source, reason=reason)
    messages.success(request, f"Đã lấy {source.label.lower()} cho {count} tiêu chí còn trống.")
    return redirect("office:cluster_unit", row.code, one.pk)
