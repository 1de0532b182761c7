"""Who may do what to a request: each predicate gives the reason against, or nothing.

Whoever keeps away is refused in every role but that of the unit that drew it up.
"""

from __future__ import annotations

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.initiatives.models import InitiativeRequest
from thidua.initiatives.queries import is_kept_from

KEPT = "Anh, chị có liên quan tới đề nghị này nên không tham gia xét."


def may_request(actor: Actor) -> str:
    """Draw up a new request for the actor's unit."""
    if actor.role not in UNIT_ROLES:
        return "Lập đề nghị công nhận sáng kiến là việc của cán bộ thi đua hoặc thủ trưởng đơn vị."
    return ""


def may_edit(case: InitiativeRequest, actor: Actor) -> str:
    """Change what the unit says; throw away a draft."""
    if actor.role not in UNIT_ROLES or not actor.acts_for(case.unit_id):
        return "Chỉ cán bộ thi đua hoặc thủ trưởng của đơn vị đề nghị được sửa."
    return ""


def may_submit(case: InitiativeRequest, actor: Actor) -> str:
    """Hand in and take back: the head of the unit answers for it."""
    if not actor.is_any(Role.HEAD) or not actor.acts_for(case.unit_id):
        return "Thủ trưởng đơn vị đề nghị là người nộp, rút đề nghị."
    return ""


def may_receive(case: InitiativeRequest, actor: Actor) -> str:
    """Accept as valid, give back, refuse, record the decision."""
    if not actor.is_any(Role.OFFICER):
        return "Chuyên viên thi đua, khen thưởng tiếp nhận và ghi kết quả đề nghị sáng kiến."
    return KEPT if is_kept_from(actor, case) else ""


def may_bring(case: InitiativeRequest, actor: Actor) -> str:
    """Bring before the council."""
    if not actor.is_any(Role.OFFICER, Role.SECRETARY):
        return "Chuyên viên hoặc thư ký Hội đồng đưa đề nghị ra Hội đồng sáng kiến."
    return KEPT if is_kept_from(actor, case) else ""


def may_judge(case: InitiativeRequest, actor: Actor) -> str:
    """Answer on novelty and conditions."""
    if not actor.is_any(Role.OFFICER, Role.SECRETARY):
        return "Chuyên viên hoặc thư ký Hội đồng ghi kết luận về tính mới và điều kiện."
    return KEPT if is_kept_from(actor, case) else ""


def may_keep_sittings(actor: Actor) -> str:
    """Criteria, sittings, sheets typed from paper, closing."""
    if not actor.is_any(Role.SECRETARY):
        return "Thư ký Hội đồng lập bộ tiêu chí, mở phiên chấm và kết thúc chấm."
    return ""
