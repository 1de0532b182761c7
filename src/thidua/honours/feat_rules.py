"""Who may do what with a feat: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.commendation.models import Recusal
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.honours.models import FeatReport


def may_report(actor: Actor, unit_id: int) -> str:
    """A unit reports for itself; the officer for any: a head may have found it (Điều 85)."""
    if actor.is_any(Role.OFFICER) or (actor.role in UNIT_ROLES and actor.acts_for(unit_id)):
        return ""
    return "Đơn vị báo việc của đơn vị mình; chuyên viên báo cho mọi đơn vị."


def may_check(feat: FeatReport, actor: Actor) -> str:
    if not actor.is_any(Role.OFFICER) or feat.authority_id != actor.authority_id:
        return "Chuyên viên thi đua, khen thưởng kiểm tra việc đã báo."
    if keeps_away(feat, actor):
        return "Anh, chị không tham gia xét việc này."
    return ""


def may_propose(feat: FeatReport, actor: Actor) -> str:
    """Only the unit draws up dossiers of its own."""
    if actor.role not in UNIT_ROLES or not actor.acts_for(feat.unit_id):
        return "Đơn vị đề nghị lập hồ sơ: cán bộ thi đua hoặc thủ trưởng đơn vị."
    return ""


def keeps_away(feat: FeatReport, actor: Actor) -> bool:
    """Whether the actor must keep away from a dossier that came of the feat."""
    held = Recusal.objects.filter(user_id=actor.user_id or 0, withdrawn_at__isnull=True)
    return held.filter(nomination__feat_subject__feat=feat).exists()
