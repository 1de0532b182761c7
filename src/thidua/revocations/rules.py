"""Who may do what with a case: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.errors import NotAllowed
from thidua.decisions.domain.issuance import may_issue
from thidua.revocations.models import UndoCase
from thidua.revocations.queries import kept_case

OFFICE = "Chuyên viên thi đua, khen thưởng là người lập và xử lý hồ sơ thu hồi, phục hồi, cấp lại."
RECUSED = (
    "Hồ sơ này có người mà anh, chị không tham gia xét vì có liên quan. Chuyên viên khác xử lý."
)


def may_handle(case: UndoCase, actor: Actor) -> str:
    """Examine, settle, draft, forward: an officer who keeps away from none of its subjects."""
    if not actor.is_any(Role.OFFICER) or case.authority_id != actor.authority_id:
        return OFFICE
    return RECUSED if is_kept(case, actor) else ""


def is_kept(case: UndoCase, actor: Actor) -> bool:
    return UndoCase.objects.filter(kept_case(actor), pk=case.pk).exists()


def may_withdraw(case: UndoCase, actor: Actor) -> str:
    """The unit that proposed it, while the office has not taken it up."""
    if actor.role not in UNIT_ROLES or case.unit_id not in actor.unit_ids:
        return "Chỉ đơn vị đã đề xuất mới rút được đề xuất."
    return ""


def may_decide(case: UndoCase, actor: Actor) -> str:
    """Issue the decision: the chairman, two pairs of eyes, nobody who must keep away."""
    if not actor.is_any(Role.CHAIRMAN) or case.authority_id != actor.authority_id:
        return "Chủ tịch UBND ban hành quyết định."
    if case.decision is None:
        return "Hồ sơ chưa có dự thảo quyết định."
    return may_issue(case.decision, actor)


def may_add_papers(case: UndoCase, actor: Actor) -> str:
    """The office; the unit to its own proposal: the person's explanation comes through it."""
    if actor.role in UNIT_ROLES:
        return "" if case.unit_id in actor.unit_ids else "Hồ sơ này không do đơn vị đề xuất."
    return may_handle(case, actor)


def refuse(reason: str) -> None:
    """Raise NotAllowed with the reason, if there is one."""
    if reason:
        raise NotAllowed(reason)
