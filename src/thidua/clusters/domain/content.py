"""Everything a result rests on, in plain values: what the hash is over and the papers are drawn
from. Points are text, so none is rounded; units and criteria stand in the order of the cluster."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from thidua.clusters.board import Board, Sheet, Standing
from thidua.clusters.enums import Place
from thidua.clusters.models import ClusterYear, ScoreObjection
from thidua.clusters.points import Scheme

NO_TIE_RULE = "Bằng tổng điểm thì cùng hạng, hạng kế tiếp bỏ trống."


def canonical(content: Mapping[str, Any]) -> bytes:
    """The content as bytes: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def content_hash(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def tie_words(scheme: Scheme) -> str:
    """The rule between equal totals, as papers and screens say it."""
    if not scheme.ties:
        return NO_TIE_RULE
    named = ", rồi ".join(f"“{scheme.by_key[key].label}”" for key in scheme.ties)
    return (
        f"Bằng tổng điểm thì xét lần lượt {named}; vẫn bằng thì cùng hạng, hạng kế tiếp bỏ trống."
    )


def content_of(row: ClusterYear, board: Board | None = None) -> dict[str, Any]:
    """The result as it stands now."""
    whole = board or Board.load(row)
    return {
        "cluster": row.cluster.name,
        "kind": row.cluster.get_kind_display(),
        "organiser": row.cluster.organised_by,
        "code": row.code,
        "year": row.year,
        "tree": _tree(row, whole.scheme),
        "tie_rule": tie_words(whole.scheme),
        "panel": [
            {"name": one.full_name, "post": one.post}
            for one in row.panelists.order_by("full_name", "post")
        ],
        "units": [_unit(one, whole) for one in whole.standings],
        "objections": [_objection(one, whole) for one in _answered(row)],
    }


def _tree(row: ClusterYear, scheme: Scheme) -> dict[str, Any]:
    tree = row.tree
    assert tree is not None
    return {
        "code": tree.code,
        "name": str(tree),
        "basis": tree.basis,
        "stated_total": str(tree.stated_total),
        "difference_note": tree.difference_note,
        "nodes": [
            {
                "key": node.key,
                "parent": node.parent,
                "label": node.label,
                "kind": node.kind.value,
                "method": node.method.value,
                "group": node.is_group,
                "most": _text(node.most),
                "rate": _text(node.rate),
                "rule": node.rule_words,
            }
            for node in scheme.nodes
        ],
    }


def _text(points: Decimal | None) -> str | None:
    """Two decimals always: 5 and 5,00 are the same points and give the same hash."""
    return None if points is None else f"{points:.2f}"


def _unit(one: Standing, board: Board) -> dict[str, Any]:
    outcome = board.outcomes[one.member.pk]
    rank = board.ranks.get(one.member.pk)
    return {
        "key": one.member.pk,
        "name": one.name,
        "place": Place(one.member.place).value,
        "rank": rank,
        "unranked": "" if rank else one.unranked or "Còn tiêu chí chưa có điểm",
        "total": _text(outcome.total) if outcome.is_whole else None,
        "parts": {str(key): _text(points) for key, points in sorted(outcome.parts.items())},
        "self": _sheet(one.own),
        "peers": [
            _sheet(peer) | {"by": board.by_member[peer.row.checker_id].name}
            for peer in sorted(one.peers, key=lambda peer: peer.row.checker_id or 0)
            if peer.row.checker_id is not None
        ],
        "panel": _sheet(one.panel),
        "papers": {
            str(key): [paper.words or (paper.file.name if paper.file else "") for paper in papers]
            for key, papers in sorted(one.evidence.items())
        },
    }


def _sheet(sheet: Sheet | None) -> dict[str, Any]:
    if sheet is None:
        return {"points": {}, "words": {}, "bases": {}}
    marks = sorted(sheet.marks.items())
    return {
        "points": {str(key): _text(mark.points) for key, mark in marks if mark.points is not None},
        "words": {str(key): mark.words for key, mark in marks if mark.words},
        "bases": {str(key): mark.basis for key, mark in marks if mark.basis},
    }


def _answered(row: ClusterYear) -> Iterable[ScoreObjection]:
    found = ScoreObjection.objects.filter(member__year=row).exclude(outcome="")
    return found.select_related("node").order_by("pk")


def _objection(one: ScoreObjection, board: Board) -> dict[str, Any]:
    return {
        "by": board.by_member[one.member_id].name,
        "about": board.by_member[one.about_id].name,
        "criterion": board.scheme.by_key[one.node_id].label if one.node_id else "",
        "text": one.text,
        "outcome": one.outcome,
        "answer": one.answer,
        "before": _text(one.points_before),
        "after": _text(one.points_after),
    }
