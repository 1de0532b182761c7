"""Who may do what with lists and comments: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.commendation.models import Recusal
from thidua.core.actors import Actor, Role
from thidua.publicity.enums import Naming
from thidua.publicity.models import CandidateList, Comment


def may_publish(case: CandidateList, actor: Actor) -> str:
    """Draw up, post, pause, close, withdraw a list."""
    if not actor.is_any(Role.OFFICER) or case.authority_id != actor.authority_id:
        return "Chuyên viên thi đua, khen thưởng lập và đăng danh sách lấy ý kiến."
    return ""


def may_triage(case: Comment, actor: Actor) -> str:
    """Handle a comment: an officer who does not have to keep away from the dossier it is about."""
    if not actor.is_any(Role.OFFICER) or case.authority_id != actor.authority_id:
        return "Chuyên viên thi đua, khen thưởng xử lý ý kiến của Nhân dân."
    if _is_kept_away(case, actor):
        return "Anh, chị không tham gia xét hồ sơ này nên không xử lý ý kiến về hồ sơ."
    return ""


def may_read_identity(case: Comment, actor: Actor) -> str:
    """Who wrote it. Kept confidential: the officer who handles it and the inspector, nobody else.

    The file goes by the same rule: a photograph can name its maker.
    """
    if not actor.is_any(Role.OFFICER, Role.INSPECTOR) or case.authority_id != actor.authority_id:
        return "Danh tính người góp ý chỉ chuyên viên xử lý và thanh tra được xem."
    if _is_kept_away(case, actor):
        return "Anh, chị không tham gia xét hồ sơ này nên không xem được người góp ý."
    if case.naming == Naming.NAMED or actor.is_any(Role.INSPECTOR):
        return ""
    if case.handler_id is None or case.handler_id != actor.user_id:
        return "Người góp ý xin giữ kín danh tính: chỉ chuyên viên đang xử lý và thanh tra xem."
    return ""


def _is_kept_away(case: Comment, actor: Actor) -> bool:
    """From the dossier it is about; from any of the list where it is about the list."""
    held = Recusal.objects.filter(user_id=actor.user_id or 0, withdrawn_at__isnull=True)
    if case.candidate_id is not None:
        return held.filter(nomination__candidacies=case.candidate_id).exists()
    return held.filter(nomination__candidacies__list=case.list_id).exists()
