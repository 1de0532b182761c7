"""What stands in the way of a step, as sentences with what to do."""

from __future__ import annotations

from django.utils import timezone

from thidua.clusters.board import Board, Standing, scheme_of_tree
from thidua.clusters.enums import Place
from thidua.clusters.models import ClusterYear, CriteriaTree, ScoreObjection
from thidua.clusters.points import Scheme, difference
from thidua.clusters.typing_in import plain
from thidua.vietnamese.dates import format_day

MOST_NAMED = 6


def named(labels: list[str]) -> str:
    """The first few, and how many more."""
    shown = "; ".join(labels[:MOST_NAMED])
    more = len(labels) - MOST_NAMED
    return f"{shown} và {more} chỗ nữa" if more > 0 else shown


def tree_faults(tree: CriteriaTree | None, scheme: Scheme | None = None) -> list[str]:
    """Why a table cannot be scored by yet: nothing in it, or a total that does not agree."""
    if tree is None:
        return ["Chưa chọn bảng điểm cho cụm, khối."]
    whole = scheme or scheme_of_tree(tree)
    if not whole.leaves:
        return ["Bảng điểm chưa có tiêu chí nào."]
    reasons = [f"Nhóm “{group.label}” chưa có tiêu chí nào." for group in whole.empty_groups()]
    reasons += [
        f"Tiêu chí “{leaf.label}” tính điểm từ chỉ tiêu mà chưa chọn chỉ tiêu của năm {tree.year}."
        for leaf in whole.leaves
        if leaf.rule and leaf.target is None
    ]
    off = difference(whole, tree.stated_total, bonus_in_total=tree.bonus_in_total)
    if off and not tree.difference_note:
        reasons.append(total_words(tree, whole))
    return reasons


def total_words(tree: CriteriaTree, scheme: Scheme) -> str:
    """Whether the leaves sum to the stated total, or by how much they do not."""
    off = difference(scheme, tree.stated_total, bonus_in_total=tree.bonus_in_total)
    summed, stated = plain(tree.stated_total + off), plain(tree.stated_total)
    if not off:
        return f"Các tiêu chí cộng đúng {stated} điểm."
    side = "thừa" if off > 0 else "thiếu"
    return (
        f"Các tiêu chí cộng được {summed} điểm, tổng công bố là {stated}: {side} "
        f"{plain(abs(off))} điểm. Sửa điểm tối đa, sửa tổng, hoặc ghi vì sao không khớp."
    )


def tree_is_ready(row: ClusterYear) -> list[str]:
    return tree_faults(row.tree)


def members_are_named(row: ClusterYear) -> list[str]:
    members = list(row.members.filter(left_on__isnull=True))
    reasons = []
    if len([one for one in members if not one.unranked_reason]) < 2:  # noqa: PLR2004
        reasons.append("Cần ít nhất hai đơn vị được xếp hạng.")
    if not any(one.place == Place.LEADER for one in members):
        reasons.append("Chưa có trưởng cụm, khối. Chọn trưởng ở phần thành viên.")
    return reasons


def timetable_is_set(row: ClusterYear) -> list[str]:
    days = (row.self_due_on, row.cross_due_on, row.panel_due_on)
    if None in days:
        return ["Chưa đặt đủ hạn tự chấm, chấm chéo và thẩm định."]
    return []


def _ranked(row: ClusterYear) -> tuple[Board, tuple[Standing, ...]]:
    board = Board.load(row)
    return board, board.ranked_members


def own_sheets_are_in(row: ClusterYear) -> list[str]:
    late = [one.name for one in _ranked(row)[1] if not (one.own and one.own.row.handed_in_at)]
    if not late:
        return []
    return [f"Chưa nộp phiếu tự chấm: {named(late)}. Chờ nộp, hoặc ghi lý do không xếp hạng."]


def everyone_is_checked(row: ClusterYear) -> list[str]:
    alone = [one.name for one in _ranked(row)[1] if not one.peers]
    if not alone:
        return []
    return [f"Chưa phân công đơn vị chấm chéo cho: {named(alone)}."]


def peer_sheets_are_in(row: ClusterYear) -> list[str]:
    board, ranked = _ranked(row)
    late = [
        f"{board.by_member[sheet.row.checker_id].name} chấm {one.name}"
        for one in ranked
        for sheet in one.peers
        if not sheet.row.handed_in_at and sheet.row.checker_id is not None
    ]
    if not late:
        return []
    return [f"Chưa nộp phiếu chấm chéo: {named(late)}. Chờ nộp, hoặc đổi đơn vị chấm."]


def panel_is_done(row: ClusterYear) -> list[str]:
    board, ranked = _ranked(row)
    reasons = []
    missing = [
        f"{one.name}, {leaf.label}"
        for one in ranked
        for leaf in board.scheme.leaves
        if leaf.key in board.outcomes[one.member.pk].missing
    ]
    if missing:
        reasons.append(f"Còn {len(missing)} chỗ tổ thẩm định chưa cho điểm: {named(missing)}.")
    silent = [
        f"{one.name}, {leaf.label}"
        for one in ranked
        for leaf in board.scheme.leaves
        if one.lacks_reason(leaf.key)
    ]
    if silent:
        reasons.append(
            f"Còn {len(silent)} chỗ điểm thẩm định khác điểm tự chấm hoặc chấm chéo mà chưa ghi "
            f"lý do: {named(silent)}."
        )
    return reasons


def objection_day_is_ahead(row: ClusterYear) -> list[str]:
    today = timezone.localdate()
    if row.objections_due_on is None:
        return ["Chưa đặt hạn kiến nghị. Đặt ở phần lịch của cụm, khối."]
    if row.objections_due_on < today:
        day = format_day(row.objections_due_on)
        return [f"Hạn kiến nghị {day} đã qua. Đặt lại hạn để các đơn vị kịp đọc và kiến nghị."]
    return []


def objections_are_answered(row: ClusterYear) -> list[str]:
    waiting = ScoreObjection.objects.filter(member__year=row, outcome="").count()
    return [f"Còn {waiting} kiến nghị chưa trả lời."] if waiting else []


def objection_time_is_over(row: ClusterYear) -> list[str]:
    due = row.objections_due_on
    if due is not None and due >= timezone.localdate():
        return [f"Các đơn vị còn được kiến nghị đến hết ngày {format_day(due)}."]
    return []
