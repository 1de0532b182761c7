"""Who may do what with a case: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.honours.models import CaseRecusal, HonourCase
from thidua.organizations.queries import forebears


def own_units(actor: Actor) -> frozenset[int]:
    """The commune, and those it was made of: a file does not die with its commune."""
    return forebears(actor.unit_ids)


def may_open(actor: Actor, unit_id: int) -> str:
    """The commune keeps its own cases; the officer may enter what came in on paper."""
    if actor.is_any(Role.OFFICER) or (actor.role in UNIT_ROLES and unit_id in own_units(actor)):
        return ""
    return "Cấp xã lập hồ sơ của xã mình; chuyên viên lập thay cho mọi xã."


def may_edit(case: HonourCase, actor: Actor) -> str:
    """Facts, papers, listing, priority."""
    if case.authority_id != actor.authority_id or keeps_away(case, actor):
        return "Anh, chị không tham gia giải quyết hồ sơ này."
    return may_open(actor, case.unit_id)


def may_send(case: HonourCase, actor: Actor) -> str:
    """Hand in, hand in again, send up from the commune: its head answers for it."""
    if actor.is_any(Role.CLERK):
        return "Thủ trưởng đơn vị chuyển hồ sơ."
    return may_edit(case, actor)


def may_follow(case: HonourCase, actor: Actor) -> str:
    """Record what the levels above did."""
    if not actor.is_any(Role.OFFICER):
        return "Chuyên viên thi đua, khen thưởng ghi việc của cấp trên."
    return may_edit(case, actor)


def keeps_away(case: HonourCase, actor: Actor) -> bool:
    """Held against the account, whatever the hat."""
    held = CaseRecusal.objects.filter(case=case, withdrawn_at__isnull=True)
    return held.filter(user_id=actor.user_id or 0).exists()
