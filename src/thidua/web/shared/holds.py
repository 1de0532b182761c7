"""What stops a dossier, as its page tells it: the words to everybody, the source to the office."""

from __future__ import annotations

from typing import Any

from thidua.commendation.enums import ENDED, LEGAL_GROUNDS
from thidua.commendation.models import Nomination
from thidua.consultation.queries import pending_about
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.law import Assessment

CLEARS = {
    "discipline_pending": "kết luận không kỷ luật, hoặc quyết định kỷ luật đã chấp hành xong",
    "inspection": "kết luận thanh tra, kiểm tra, điều tra không có sai phạm",
    "complaint": "kết luận giải quyết khiếu nại, tố cáo không có sai phạm",
    "consultation": "văn bản của cơ quan đã cho ý kiến, xác nhận việc đã xong",
    "comment": "văn bản trả lời, kết luận về ý kiến đã nêu",
    "other": "văn bản của cơ quan có thẩm quyền làm rõ nội dung này",
}
"""The paper that lifts a hold of each ground, as an officer would ask for it."""
SEES_SOURCE = frozenset({Role.OFFICER, Role.INSPECTOR})


def holds_shown(row: Nomination, actor: Actor, assessment: Assessment) -> list[dict[str, Any]]:
    """Standing holds, oldest first, with the law's article where the ground is the law's."""
    found = []
    for hold in row.holds.filter(lifted_at__isnull=True).order_by("pk"):
        finding = assessment.find(f"clear.{hold.ground}") if hold.ground in LEGAL_GROUNDS else None
        found.append(
            {
                "code": hold.code,
                "label": hold.get_ground_display(),
                "words": hold.words,
                "since": hold.since,
                "source": hold.source if actor.role in SEES_SOURCE else "",
                "clears": CLEARS[hold.ground],
                "citation": finding.citation if finding else None,
                "may_lift": actor.is_any(Role.OFFICER),
            }
        )
    return found


def consulting(row: Nomination, actor: Actor) -> list[dict[str, Any]]:
    """Bodies still being asked about the subject: whom and until when, nothing they said."""
    if row.submitted_at is None or row.state in ENDED:
        return []
    if not actor.is_any(*UNIT_ROLES, Role.OFFICER, Role.SECRETARY, Role.INSPECTOR):
        return []
    return [{"body": one.body.name, "due_on": one.due_on} for one in pending_about(row)]


def may_hold(row: Nomination, actor: Actor) -> bool:
    return actor.is_any(Role.OFFICER) and row.state not in ENDED
