"""Who may do what with an obstacle: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.obstacles.models import Obstacle


def may_raise(actor: Actor, unit_id: int) -> str:
    """A unit for itself; the officer for any, when it was said by telephone or in a meeting."""
    if actor.is_any(Role.OFFICER) or (actor.role in UNIT_ROLES and actor.acts_for(unit_id)):
        return ""
    return "Đơn vị nêu vướng mắc của đơn vị mình; chuyên viên ghi thay khi đơn vị nêu trực tiếp."


def may_route(obstacle: Obstacle, actor: Actor) -> str:
    if actor.is_any(Role.OFFICER) and actor.authority_id == obstacle.authority_id:
        return ""
    return "Chuyên viên thi đua, khen thưởng chuyển vướng mắc đến nơi xử lý."


def is_raiser(obstacle: Obstacle, actor: Actor) -> bool:
    return actor.role in UNIT_ROLES and actor.acts_for(obstacle.unit_id)


def may_answer(obstacle: Obstacle, actor: Actor) -> str:
    """The body it was sent to; the officer writes down what came on paper."""
    answers = obstacle.routed_to_id is not None and actor.acts_for(obstacle.routed_to_id)
    if not may_route(obstacle, actor) or (actor.role in UNIT_ROLES and answers):
        return ""
    return "Nơi được chuyển xử lý trả lời."


def may_settle(obstacle: Obstacle, actor: Actor) -> str:
    """Whoever raised it says whether it is settled; so may the officer."""
    if not may_route(obstacle, actor) or is_raiser(obstacle, actor):
        return ""
    return "Đơn vị nêu vướng mắc hoặc chuyên viên kết thúc, mở lại."


def may_withdraw(obstacle: Obstacle, actor: Actor) -> str:
    return "" if is_raiser(obstacle, actor) else "Đơn vị nêu vướng mắc mới rút được."


def may_add(obstacle: Obstacle, actor: Actor) -> str:
    """Files come from whoever raised it, whoever answers, and the officer."""
    if not may_settle(obstacle, actor) or not may_answer(obstacle, actor):
        return ""
    return "Đơn vị nêu, nơi xử lý hoặc chuyên viên đính tệp."
