"""Who may do what with targets: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.targets.models import Allocation, Result, Target


def may_manage(authority_id: int, actor: Actor) -> str:
    """Setting targets, dividing them, bringing files in, taking figures in or giving them back."""
    if actor.is_any(Role.OFFICER, Role.SYSTEM) and actor.authority_id == authority_id:
        return ""
    return "Chuyên viên thi đua, khen thưởng giao chỉ tiêu và duyệt kết quả."


def may_change(target: Target, actor: Actor) -> str:
    return may_manage(target.authority_id, actor)


def may_judge(result: Result, actor: Actor) -> str:
    return may_manage(result.authority_id, actor)


def may_report(target: Target, allocation: Allocation | None, actor: Actor) -> str:
    """A unit its own share; the body that watches over the target the whole; the officer any."""
    if not may_change(target, actor):
        return ""
    unit_id = allocation.unit_id if allocation else target.owner_id
    if actor.role in UNIT_ROLES and unit_id is not None and actor.acts_for(unit_id):
        return ""
    return "Đơn vị được giao báo cáo số của mình; cơ quan theo dõi báo cáo số chung."


def may_correct(result: Result, actor: Actor) -> str:
    return may_report(result.target, result.allocation, actor)
