"""Who may do what with money, blanks and ceremonies: each gives the reason against, or nothing."""

from __future__ import annotations

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed
from thidua.core.models import Owned

PREPARERS = (Role.OFFICER, Role.CHAIRMAN, Role.SYSTEM)


def _of_another(row: Owned, actor: Actor) -> str:
    return "" if row.authority_id == actor.authority_id else "Dữ liệu thuộc cơ quan khác."


def may_handle(row: Owned, actor: Actor) -> str:
    """Settle, list, pay, take back: the officer. There is no role of an accountant."""
    if not actor.is_any(Role.OFFICER):
        return "Chuyên viên thi đua, khen thưởng lập và ghi chi tiền thưởng."
    return _of_another(row, actor)


def may_cancel(row: Owned, actor: Actor) -> str:
    """The officer; whoever issues a revocation, and the system on its behalf."""
    if not actor.is_any(*PREPARERS):
        return "Chuyên viên hoặc Chủ tịch UBND dừng chi tiền thưởng."
    return _of_another(row, actor)


def refuse_others(actor: Actor) -> None:
    """Raise NotAllowed for anyone but the officer."""
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Việc này của chuyên viên thi đua, khen thưởng.")


def refuse_foreign(row: Owned, actor: Actor) -> None:
    if reason := _of_another(row, actor):
        raise NotAllowed(reason)
