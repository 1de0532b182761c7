"""Who may do what to a package: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.commendation.queries import kept_from
from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed
from thidua.core.models import Owned
from thidua.forwarding.models import Package
from thidua.journal.queries import events_of

PREPARING_VERBS = ("package.draft", "package.edit", "package.check")
"""Whoever did one of these does not sign."""


def _of_another(row: Owned, actor: Actor) -> str:
    return "" if row.authority_id == actor.authority_id else "Dữ liệu thuộc cơ quan khác."


def may_prepare(package: Package, actor: Actor) -> str:
    """Draw up, check, send, track, withdraw."""
    if not actor.is_any(Role.OFFICER):
        return "Chuyên viên thi đua, khen thưởng lập và gửi hồ sơ trình cấp trên."
    if hidden := keeps_something(package, actor):
        return hidden
    return _of_another(package, actor)


def keeps_something(package: Package, actor: Actor) -> str:
    """Whoever keeps away from one of its dossiers does nothing with the package as a whole."""
    if package.lines().filter(kept_from(actor, "nomination_id")).exists():
        return (
            "Gói này có hồ sơ mà anh, chị không tham gia xét vì có liên quan. Người khác xử lý gói."
        )
    return ""


def may_sign(package: Package, actor: Actor) -> str:
    """The chairman, unless they had a hand in drawing it up: two pairs of eyes."""
    if not actor.is_any(Role.CHAIRMAN):
        return "Chủ tịch UBND ký tờ trình."
    if events_of(package).filter(verb__in=PREPARING_VERBS, actor_id=actor.user_id).exists():
        return "Người lập hồ sơ trình không tự ký. Cần một người khác ký."
    return keeps_something(package, actor) or _of_another(package, actor)


def refuse_others(package: Package, actor: Actor) -> None:
    """Raise NotAllowed for anyone but an officer free of every dossier of the package."""
    if reason := may_prepare(package, actor):
        raise NotAllowed(reason)


def officers_only(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Việc này của chuyên viên thi đua, khen thưởng.")
