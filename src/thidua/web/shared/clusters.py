"""What the pages of clusters share: the year asked for, the matrix, results, the way between pages.

The office and the units read the same pages under addresses of their own; `ns` says whose.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thidua.clusters.board import Board, Standing, mean_of_peers
from thidua.clusters.enums import SEEN_BY_MEMBERS, Place, State
from thidua.clusters.models import ClusterYear
from thidua.clusters.points import ZERO, Node
from thidua.clusters.queries import own_units, results, sheets_visible_to, visible_to
from thidua.clusters.typing_in import plain
from thidua.core.actors import UNIT_ROLES, Role

CLERKS = (Role.CLERK, Role.HEAD)
LOOKS = {
    State.DRAFT: ("plain", "pencil"),
    State.SELF_SCORING: ("info", "pencil-square"),
    State.CROSS_CHECKING: ("info", "arrow-left-right"),
    State.PANEL: ("info", "clipboard-check"),
    State.ANNOUNCED: ("warn", "megaphone"),
    State.PUBLISHED: ("ok", "patch-check-fill"),
}
PLACE_WORDS = {Place.LEADER: "Trưởng", Place.DEPUTY: "Phó", Place.MEMBER: "Thành viên"}


def namespace(request: HttpRequest) -> str:
    return "unit" if request.actor.role in UNIT_ROLES else "office"


def year_of(request: HttpRequest, code: str) -> ClusterYear:
    """The year the actor may open, with its look."""
    row: ClusterYear = get_object_or_404(visible_to(request.actor), code=code)
    row.look, row.icon = LOOKS[State(row.state)]
    return row


def board_of(request: HttpRequest, row: ClusterYear) -> Board:
    """The board with what the actor may see of it."""
    return Board.load(row, sheets_visible_to(request.actor))


def sees_all(request: HttpRequest, row: ClusterYear) -> bool:
    return request.actor.role not in UNIT_ROLES or row.state in SEEN_BY_MEMBERS


def common(request: HttpRequest, row: ClusterYear) -> dict[str, Any]:
    """Context of every page about one year."""
    ns = namespace(request)
    return {
        "row": row,
        "ns": ns,
        "is_unit": ns == "unit",
        "may_keep": request.actor.is_any(Role.OFFICER, Role.SECRETARY),
        "sees_all": sees_all(request, row),
    }


def own_standings(request: HttpRequest, board: Board) -> list[Standing]:
    units = own_units(request.actor)
    return [one for one in board.standings if one.member.unit_id in units]


# -- the timetable --------------------------------------------------------------------------------


def steps_of(row: ClusterYear) -> list[dict[str, str]]:
    """The path with the last day of each step."""
    order = list(State)
    now = order.index(State(row.state))
    due = {
        State.SELF_SCORING: row.self_due_on,
        State.CROSS_CHECKING: row.cross_due_on,
        State.PANEL: row.panel_due_on,
        State.ANNOUNCED: row.objections_due_on,
    }
    last = State.PUBLISHED
    return [
        {
            "label": state.label,
            "note": f"đến {day:%d/%m/%Y}" if (day := due.get(state)) else "",
            "state": "done"
            if place < now or (row.state == last and state == last)
            else ("current" if place == now else ""),
        }
        for place, state in enumerate(order)
    ]


# -- the matrix -----------------------------------------------------------------------------------


def matrix(board: Board) -> list[dict[str, Any]]:
    """Rows of criteria with a cell for each unit; groups carry sums of what is known."""
    columns = [(one, _sums(board, one)) for one in board.standings]
    return [
        {
            "node": node,
            "depth": board.scheme.depth(node),
            "most": _most(board, node),
            "cells": [_cell(node, one, sums) for one, sums in columns],
        }
        for node in board.scheme.nodes
    ]


def _most(board: Board, node: Node) -> str:
    if node.kind == "minus":
        return f"−{plain(node.most)}" if node.most else "không nêu"
    if not node.is_group:
        return plain(node.most)
    below = [leaf for leaf in board.scheme.leaves if node in board.scheme.above(leaf)]
    total = sum((leaf.most or ZERO for leaf in below), ZERO)
    return plain(total if node.most is None else min(total, node.most))


def _sums(board: Board, one: Standing) -> dict[str, Any]:
    scheme = board.scheme
    return {
        "own": scheme.outcome(one.own.points() if one.own else {}),
        "peer": scheme.outcome(mean_of_peers(one, scheme)),
        "panel": board.outcomes[one.member.pk],
        "shown": [
            (name, words)
            for name, words, given in (
                ("panel", "thẩm định", one.panel and one.panel.marks),
                ("peer", "chéo", any(peer.marks for peer in one.peers)),
                ("own", "tự", one.own),
            )
            if given
        ],
        "peer_points": mean_of_peers(one, scheme),
    }


def _cell(node: Node, one: Standing, sums: dict[str, Any]) -> dict[str, Any]:
    """Points by stage as words; None where they are not known."""
    points: dict[str, Any] = {}
    for name, _ in sums["shown"]:
        if node.is_group:
            points[name] = plain(sums[name].parts[node.key])
        elif name == "peer":
            points[name] = _plain(sums["peer_points"].get(node.key))
        else:
            sheet = one.panel if name == "panel" else one.own
            points[name] = _plain(sheet.get(node.key) if sheet else None)
    first = sums["shown"][0][0] if sums["shown"] else ""
    return {
        "name": one.name,
        "main": points.get(first),
        "others": [(words, points[name]) for name, words in sums["shown"][1:] if name in points],
        "is_open": bool(first) and not node.is_group and points.get(first) is None,
        "differs": not node.is_group and bool(one.peers) and one.differs(node.key),
        "typed": _typed(one, node.key),
    }


def _plain(points: Any) -> str | None:
    return None if points is None else plain(points)


def _typed(one: Standing, key: int) -> str:
    """What is written there and is no number."""
    for sheet in (one.panel, *one.peers, one.own):
        mark = sheet.marks.get(key) if sheet else None
        if mark is not None and mark.typed:
            return mark.typed
    return ""


def totals(board: Board) -> list[dict[str, Any]]:
    """A foot for the matrix: totals by stage, open criteria, rank or why there is none."""
    found = []
    for one in board.standings:
        sums = _sums(board, one)
        first = sums["shown"][0][0] if sums["shown"] else ""
        outcome = sums[first] if first else None
        found.append(
            {
                "member": one.member,
                "name": one.name,
                "place": PLACE_WORDS[Place(one.member.place)],
                "total": plain(outcome.total) if outcome else None,
                "missing": len(outcome.missing) if outcome else 0,
                "stage": sums["shown"][0][1] if sums["shown"] else "",
                "others": [
                    (words, plain(sums[name].total), len(sums[name].missing))
                    for name, words in sums["shown"][1:]
                ],
                "rank": board.ranks.get(one.member.pk),
                "peer_rank": board.peer_ranks.get(one.member.pk),
                "unranked": one.unranked,
            }
        )
    return found


def table(board: Board) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The matrix as rows of a workbook: three columns a unit, what is not known left empty."""
    heads = ["Tiêu chí", "Điểm tối đa"]
    for one in board.standings:
        heads += [f"{one.name}: {words}" for words in ("tự chấm", "chấm chéo", "thẩm định")]
    rows: list[tuple[Any, ...]] = []
    sums = [(one, _sums(board, one)) for one in board.standings]
    for node in board.scheme.nodes:
        line: list[Any] = [node.label, _most(board, node)]
        for one, held in sums:
            line += [_figure(node, one, held, stage) for stage in ("own", "peer", "panel")]
        rows.append(tuple(line))
    end: list[Any] = ["Tổng điểm", ""]
    for _, held in sums:
        end += [_total(held, stage) for stage in ("own", "peer", "panel")]
    rows.append(tuple(end))
    ranks: list[Any] = ["Hạng", ""]
    for one in board.standings:
        ranks += ["", "", board.ranks.get(one.member.pk) or one.unranked or "chưa đủ điểm"]
    rows.append(tuple(ranks))
    return tuple(heads), rows


def _figure(node: Node, one: Standing, sums: dict[str, Any], stage: str) -> Any:
    if stage not in dict(sums["shown"]):
        return ""
    if node.is_group:
        return float(sums[stage].parts[node.key])
    if stage == "peer":
        points = sums["peer_points"].get(node.key)
    else:
        sheet = one.panel if stage == "panel" else one.own
        points = sheet.get(node.key) if sheet else None
    return "" if points is None else float(points)


def _total(sums: dict[str, Any], stage: str) -> Any:
    return float(sums[stage].total) if stage in dict(sums["shown"]) else ""


# -- results --------------------------------------------------------------------------------------


def results_of(request: HttpRequest, row: ClusterYear) -> list[Any]:
    """Every version, the newest first; `in_force` is the one that counts."""
    found = list(results(request.actor).filter(year=row).select_related("superseded_by"))
    for one in found:
        one.in_force = not hasattr(one, "superseded_by")
    return found
