"""Who may do what to a nomination: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor, Role


def may_nominate(round_: Round, actor: Actor) -> str:
    """Open a new dossier in the round for the actor's unit."""
    if not actor.is_any(Role.CLERK, Role.HEAD):
        return "Lập hồ sơ đề nghị là việc của cán bộ thi đua hoặc thủ trưởng đơn vị."
    return ""


def may_edit(nomination: Nomination, actor: Actor) -> str:
    """Change what the unit claims."""
    if not actor.is_any(Role.CLERK, Role.HEAD) or not actor.acts_for(nomination.unit_id):
        return "Chỉ cán bộ thi đua hoặc thủ trưởng của đơn vị đề nghị được sửa hồ sơ."
    return ""


def may_submit(nomination: Nomination, actor: Actor) -> str:
    """Hand the dossier in: the head of the proposing unit answers for it (Điều 83 khoản 1)."""
    if not actor.is_any(Role.HEAD) or not actor.acts_for(nomination.unit_id):
        return "Thủ trưởng đơn vị đề nghị là người nộp hồ sơ."
    return ""


def may_discard(nomination: Nomination, actor: Actor) -> str:
    """Throw away a draft: whoever may draw it up may throw it away."""
    if not actor.is_any(Role.CLERK, Role.HEAD) or not actor.acts_for(nomination.unit_id):
        return "Chỉ cán bộ thi đua hoặc thủ trưởng của đơn vị lập hồ sơ được bỏ bản nháp."
    return ""


def may_withdraw(nomination: Nomination, actor: Actor) -> str:
    if not actor.is_any(Role.HEAD) or not actor.acts_for(nomination.unit_id):
        return "Thủ trưởng đơn vị đề nghị là người rút hồ sơ."
    return ""


def may_examine(nomination: Nomination, actor: Actor) -> str:
    """Examine, give back, confirm, turn down."""
    if not actor.is_any(Role.OFFICER):
        return "Chuyên viên thi đua, khen thưởng thẩm định hồ sơ."
    return ""


def may_send_to_council(nomination: Nomination, actor: Actor) -> str:
    if not actor.is_any(Role.OFFICER, Role.SECRETARY):
        return "Chuyên viên hoặc thư ký Hội đồng trình hồ sơ ra Hội đồng."
    return ""


def may_record_result(nomination: Nomination, actor: Actor) -> str:
    """The secretary by hand; the system where two persons have closed a secret ballot."""
    if not actor.is_any(Role.SECRETARY, Role.SYSTEM):
        return "Thư ký Hội đồng ghi kết quả của Hội đồng."
    return ""


def may_enter_lowered(nomination: Nomination, actor: Actor) -> str:
    """Without the officer's examination only what the council itself has lowered to."""
    if getattr(nomination, "lowered_from_id", None) is None:
        return "Hồ sơ phải qua thẩm định rồi mới trình Hội đồng."
    return may_record_result(nomination, actor)


def may_award(nomination: Nomination, actor: Actor) -> str:
    """Issue the decision that gives the award."""
    if not actor.is_any(Role.CHAIRMAN):
        return "Chủ tịch UBND ban hành quyết định khen thưởng."
    return ""


def may_record_from_above(nomination: Nomination, actor: Actor) -> str:
    """Write down what a higher level decided: the officer, from the paper that came down."""
    if not actor.is_any(Role.OFFICER):
        return "Chuyên viên thi đua, khen thưởng ghi kết quả của cấp trên."
    return ""
