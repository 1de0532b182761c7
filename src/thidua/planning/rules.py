"""Who may do what with plans and with what the public sees: the reason against, or nothing."""

from __future__ import annotations

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed
from thidua.planning.models import WorkPlan

KEEPERS = (Role.OFFICER, Role.SECRETARY)
KEEPER = "Chuyên viên thi đua, khen thưởng hoặc Thư ký Hội đồng soạn chương trình công tác."
APPROVER = "Chủ tịch UBND duyệt chương trình công tác."
SHOWER = "Chuyên viên thi đua, khen thưởng quyết định nội dung công khai."


def may_keep(row: WorkPlan, actor: Actor) -> str:
    same = row.authority_id == actor.authority_id
    return "" if actor.is_any(*KEEPERS) and same else KEEPER


def may_approve(row: WorkPlan, actor: Actor) -> str:
    same = row.authority_id == actor.authority_id
    return "" if actor.is_any(Role.CHAIRMAN) and same else APPROVER


def may_start(actor: Actor) -> str:
    return "" if actor.is_any(*KEEPERS) else KEEPER


def may_show(actor: Actor) -> str:
    return "" if actor.is_any(Role.OFFICER) else SHOWER


def refuse(reason: str) -> None:
    """Raise NotAllowed with the reason, if there is one."""
    if reason:
        raise NotAllowed(reason)
