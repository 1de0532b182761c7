"""Who may do what: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.consultation.models import Consultation
from thidua.consultation.queries import hides_something
from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed

OFFICE = "Chuyên viên thi đua, khen thưởng là người lấy ý kiến và giữ danh sách vi phạm."
RECUSED = (
    "Văn bản này có trường hợp mà anh, chị không tham gia xét. Chuyên viên khác xử lý văn bản."
)


def may_handle(case: Consultation, actor: Actor) -> str:
    """Send a letter, record what came back: an officer who keeps away from none of its subjects."""
    if not actor.is_any(Role.OFFICER) or case.authority_id != actor.authority_id:
        return OFFICE
    return RECUSED if hides_something(actor, case) else ""


def officers_only(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed(OFFICE)


def must_handle(case: Consultation, actor: Actor) -> None:
    if denied := may_handle(case, actor):
        raise NotAllowed(denied)
