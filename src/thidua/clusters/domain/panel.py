"""The panel's points, and objections against the draft."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from thidua.clusters import rules
from thidua.clusters.board import Board, Standing, scheme_of_tree
from thidua.clusters.domain.guarded import locked_sheet, locked_year, must_be_at
from thidua.clusters.domain.marking import Typed, write_marks
from thidua.clusters.enums import Outcome, Stage, State
from thidua.clusters.models import (
    ClusterMember,
    ClusterYear,
    Mark,
    MarkSheet,
    ScoreObjection,
    TreeNode,
)
from thidua.core.actors import Actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean, clean_lines


def take_over(*, actor: Actor, member: ClusterMember, source: Stage, reason: str) -> int:
    """Give the member's empty criteria the points of its own sheet, or of its peers where these
    agree, with one reason for all. Returns how many; what the source does not know stays empty."""
    if not clean(reason):
        raise Refusal("Ghi lý do lấy theo điểm này; các đơn vị đọc được lý do.")
    with transaction.atomic():
        year = locked_year(actor, member.year)
        must_be_at(year, (State.PANEL,), "Chỉ thẩm định")
        board = Board.load(year)
        standing = board.by_member[member.pk]
        if standing.panel is None:
            raise Refusal("Đơn vị này chưa có phiếu thẩm định.")
        sheet, known = standing.panel.row, standing.panel
        points = {
            leaf.key: found
            for leaf in board.scheme.leaves
            if known.get(leaf.key) is None
            and (found := _source(standing, leaf.key, source)) is not None
        }
        if not points:
            raise Refusal("Không còn chỗ trống nào mà phiếu đó có điểm để lấy.")
        _write_points(sheet, points, clean(reason)[:500])
        stamp(sheet, actor)
        sheet.save()
        said = (
            f"Thẩm định lấy {source.label.lower()} cho {len(points)} tiêu chí của {standing.name}"
        )
        record(actor=actor, verb="cluster.judge", obj=year, sentence=said)
    return len(points)


def _source(standing: Standing, key: int, source: Stage) -> Decimal | None:
    if source == Stage.SELF:
        return standing.own.get(key) if standing.own else None
    given = {peer.get(key) for peer in standing.peers}
    return given.pop() if len(given) == 1 else None


def _write_points(sheet: MarkSheet, points: dict[int, Decimal], words: str) -> None:
    sheet.marks.filter(node__in=points).delete()
    Mark.objects.bulk_create(
        Mark(authority_id=sheet.authority_id, sheet=sheet, node_id=key, points=one, words=words)
        for key, one in points.items()
    )


# -- objections -----------------------------------------------------------------------------------


def object_to(
    *,
    actor: Actor,
    member: ClusterMember,
    about: ClusterMember,
    text: str,
    node: TreeNode | None = None,
) -> ScoreObjection:
    """A member holds something against the draft, by the last day for it."""
    if denied := rules.may_object(member, actor):
        raise NotAllowed(denied)
    words = clean_lines(text)[:2000]
    with transaction.atomic():
        year = ClusterYear.objects.select_for_update(of=("self",)).get(pk=member.year_id)
        must_be_at(year, (State.ANNOUNCED,), "Chỉ kiến nghị")
        due = year.objections_due_on
        if due is not None and timezone.localdate() > due:
            raise Refusal(
                f"Đã hết hạn kiến nghị ({format_day(due)}). Có tình tiết mới, báo thường trực."
            )
        if not words:
            raise Refusal("Ghi nội dung kiến nghị.")
        if about.year_id != year.pk or (node is not None and node.tree_id != year.tree_id):
            raise Refusal("Chọn đơn vị và tiêu chí của chính cụm, khối này.")
        row = ScoreObjection.objects.create(
            authority_id=year.authority_id,
            member=member,
            about=about,
            node=node,
            text=words,
            raised_by_name=actor.name,
            changed_by_name=actor.name,
        )
        where = f" về “{scheme_of_tree(year.tree).by_key[node.pk].label}”" if node else ""
        record(actor=actor, verb="cluster.object", obj=year, sentence=f"Kiến nghị{where}")
    return row


def withdraw_objection(*, actor: Actor, objection: ScoreObjection) -> ScoreObjection:
    """The unit takes its own objection back."""
    if denied := rules.may_object(objection.member, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        row = _waiting(objection, None)
        row.outcome, row.answered_at, row.answered_by_name = (
            Outcome.WITHDRAWN,
            timezone.now(),
            actor.name,
        )
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="cluster.object", obj=row.member.year, sentence="Rút kiến nghị")
    return row


def _waiting(objection: ScoreObjection, revision: int | None) -> ScoreObjection:
    row = lock(ScoreObjection, objection.pk, revision=revision)
    if row.outcome:
        raise Refusal("Kiến nghị này đã có kết luận.")
    return row


def answer_objection(
    *,
    actor: Actor,
    objection: ScoreObjection,
    answer: str,
    points: str = "",
    revision: int | None = None,
) -> ScoreObjection:
    """Answer in words; `points` (as typed) are the panel's new points where it is accepted.

    An objection to the whole is answered in words alone: points are changed criterion by criterion.
    """
    with transaction.atomic():
        year = locked_year(actor, objection.member.year)
        must_be_at(year, (State.ANNOUNCED,), "Chỉ trả lời kiến nghị")
        row = _waiting(objection, revision)
        row.answer = clean_lines(answer)[:2000]
        if not row.answer:
            raise Refusal("Ghi nội dung trả lời; đơn vị đọc đúng câu này.")
        row.outcome = Outcome.REJECTED
        if clean(points):
            _change_points(row, points)
        row.answered_at, row.answered_by_name = timezone.now(), actor.name
        stamp(row, actor)
        row.save()
        said = f"Trả lời kiến nghị: {row.get_outcome_display().lower()}"
        record(actor=actor, verb="cluster.answer", obj=year, sentence=said)
    return row


def _change_points(row: ScoreObjection, typed: str) -> None:
    """The panel's points of that one criterion, with the answer as their reason."""
    if row.node is None:
        raise Refusal("Kiến nghị về cả bảng điểm: nêu rõ tiêu chí thì mới sửa điểm được.")
    found = MarkSheet.objects.get(member=row.about_id, stage=Stage.PANEL)
    sheet = locked_sheet(found)
    before = sheet.marks.filter(node=row.node).first()
    scheme = scheme_of_tree(sheet.member.year.tree)
    given = {row.node.pk: Typed(typed, row.answer[:500])}
    read = write_marks(sheet, scheme, given)[row.node.pk]
    if read.fault:
        raise Refusal(read.fault)
    if before is not None and before.points == read.points:
        raise Refusal("Điểm vừa ghi bằng điểm đang có. Giữ nguyên thì để trống ô điểm.")
    row.outcome = Outcome.ACCEPTED
    row.points_before = before.points if before else None
    row.points_after = read.points
