"""What a step of the scoring brings about, in its transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from thidua.clusters.board import Board, Standing
from thidua.clusters.domain.publishing import freeze
from thidua.clusters.enums import Stage
from thidua.clusters.models import ClusterYear, CriteriaTree, Mark, MarkSheet
from thidua.clusters.points import Scheme
from thidua.core.actors import Actor


def on_started(row: ClusterYear, *, actor: Actor, at: datetime, **inputs: Any) -> None:
    """The table is frozen; every member gets a sheet of its own."""
    assert row.tree_id is not None
    tree = CriteriaTree.objects.filter(pk=row.tree_id, frozen_at__isnull=True)
    tree.update(frozen_at=timezone.now())
    for member in row.members.filter(left_on__isnull=True):
        open_sheet(member.pk, row.authority_id, Stage.SELF)


def open_sheet(member: int, authority: int, stage: Stage) -> MarkSheet:
    found, _ = MarkSheet.objects.get_or_create(
        authority_id=authority, member_id=member, stage=stage, checker=None
    )
    return found


def on_panel(row: ClusterYear, *, actor: Actor, at: datetime, **inputs: Any) -> None:
    """The panel begins with what all sheets agree on; the rest is empty, to be decided."""
    board = Board.load(row)
    for standing in board.standings:
        sheet = open_sheet(standing.member.pk, row.authority_id, Stage.PANEL)
        if not standing.unranked:
            _prefill(sheet, standing, board.scheme)


def _prefill(sheet: MarkSheet, standing: Standing, scheme: Scheme) -> None:
    known = set(sheet.marks.values_list("node", flat=True))
    agreed = {leaf.key: standing.agreed(leaf.key) for leaf in scheme.leaves}
    Mark.objects.bulk_create(
        Mark(authority_id=sheet.authority_id, sheet=sheet, node_id=key, points=points)
        for key, points in agreed.items()
        if points is not None and key not in known
    )


def on_published(row: ClusterYear, *, actor: Actor, at: datetime, **inputs: Any) -> None:
    freeze(actor=actor, row=row)
    row.correction_reason = ""


def on_correcting(
    row: ClusterYear, *, actor: Actor, at: datetime, reason: str, **inputs: Any
) -> None:
    row.correction_reason = reason[:500]
