"""Locks and checks that every verb begins with."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.clusters import rules
from thidua.clusters.enums import State
from thidua.clusters.models import ClusterYear, CriteriaTree, MarkSheet
from thidua.core.actors import Actor
from thidua.core.editing import lock
from thidua.core.errors import NotAllowed, Refusal

PUBLISHED = (
    "Kết quả đã công bố không sửa được. Sai sót thì mở “Sửa bằng một kết quả mới”: bản cũ vẫn giữ, "
    "bản mới thay thế."
)


def keepers_only(actor: Actor, authority_id: int | None = None) -> None:
    if denied := rules.may_keep(actor):
        raise NotAllowed(denied)
    if authority_id is not None and authority_id != actor.authority_id:
        raise NotAllowed(rules.ELSEWHERE)


def locked_year(actor: Actor, year: ClusterYear, revision: int | None = None) -> ClusterYear:
    """The year for this transaction, for those who keep it."""
    keepers_only(actor, year.authority_id)
    return lock(ClusterYear, year.pk, revision=revision)


def must_be_at(row: ClusterYear, states: Iterable[str], what: str) -> None:
    """Refuse unless the scoring stands at one of the steps; `what` begins the sentence."""
    if row.state == State.PUBLISHED and State.PUBLISHED not in states:
        raise Refusal(PUBLISHED)
    if row.state not in states:
        words = ", ".join(f"“{State(state).label}”" for state in states)
        raise Refusal(f"{what} ở bước {words}. Cụm, khối đang ở bước “{row.get_state_display()}”.")


def locked_tree(actor: Actor, tree: CriteriaTree, revision: int | None = None) -> CriteriaTree:
    """A table that may still be changed."""
    keepers_only(actor, tree.authority_id)
    row = lock(CriteriaTree, tree.pk, revision=revision)
    if row.frozen_at is not None:
        raise Refusal(
            f"Bảng điểm “{row}” đã dùng để chấm nên giữ nguyên. Lập bản mới bằng “Chép bảng điểm”."
        )
    return row


def locked_sheet(sheet: MarkSheet, revision: int | None = None) -> MarkSheet:
    """The sheet and its year, held to the end of the transaction; the year first, always."""
    year = ClusterYear.objects.select_for_update(of=("self",)).get(members__sheets=sheet)
    row = lock(MarkSheet, sheet.pk, revision=revision)
    row.member.year = year
    return row
