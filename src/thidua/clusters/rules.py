"""Who may do what: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.clusters.models import ClusterMember, ClusterYear, MarkSheet
from thidua.clusters.queries import KEEPERS, own_units
from thidua.core.actors import UNIT_ROLES, Actor, Role

KEEPER_WORDS = "Chuyên viên hoặc thư ký Hội đồng lập, điều hành việc chấm điểm cụm, khối."
ELSEWHERE = "Cụm, khối này thuộc cơ quan khác."


def may_keep(actor: Actor) -> str:
    """Set clusters up, edit tables, assign, take steps, sit in for the panel."""
    return "" if actor.is_any(*KEEPERS, Role.SYSTEM) else KEEPER_WORDS


def may_step(row: ClusterYear, actor: Actor) -> str:
    if row.authority_id != actor.authority_id:
        return ELSEWHERE
    return may_keep(actor)


def may_speak_for(member: ClusterMember, actor: Actor) -> str:
    """Act as that member: its own clerk and head, or those of the unit that continues it."""
    if member.authority_id != actor.authority_id:
        return ELSEWHERE
    if actor.role in UNIT_ROLES and member.unit_id in own_units(actor):
        return ""
    return "Chỉ cán bộ thi đua hoặc thủ trưởng của chính đơn vị làm được việc này."


def filler(sheet: MarkSheet) -> ClusterMember:
    """Whose work the sheet is: the checker's, else the member's own."""
    return sheet.checker or sheet.member


def may_fill(sheet: MarkSheet, actor: Actor) -> str:
    """Write points: the unit whose sheet it is; the office in its stead, from paper."""
    if not may_keep(actor) and sheet.authority_id == actor.authority_id:
        return ""
    return may_speak_for(filler(sheet), actor)


def may_hand_in(sheet: MarkSheet, actor: Actor) -> str:
    """The head of the unit answers for it; the office hands in what came on paper."""
    if not may_keep(actor) and sheet.authority_id == actor.authority_id:
        return ""
    if not actor.is_any(Role.HEAD):
        return "Thủ trưởng đơn vị là người nộp phiếu. Phiếu đã lưu, chờ thủ trưởng nộp."
    return may_speak_for(filler(sheet), actor)


def may_object(member: ClusterMember, actor: Actor) -> str:
    if not actor.is_any(Role.HEAD):
        return "Thủ trưởng đơn vị là người gửi kiến nghị."
    return may_speak_for(member, actor)
