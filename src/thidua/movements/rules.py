"""Who may do what with a movement: each predicate gives the reason against, or nothing."""

from __future__ import annotations

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.movements.enums import AMENDABLE, UNDER_WAY, MovementState
from thidua.movements.models import Movement, MovementResult

_OFFICER = "Chuyên viên thi đua, khen thưởng của cơ quan làm việc này."


def may_plan(actor: Actor) -> str:
    return "" if actor.is_any(Role.OFFICER) else _OFFICER


def may_steer(movement: Movement, actor: Actor) -> str:
    """The officer, with movements of the own authority."""
    if movement.authority_id != actor.authority_id:
        return _OFFICER
    return may_plan(actor)


def may_steer_ours(movement: Movement, actor: Actor) -> str:
    if not movement.is_ours:
        return "Phong trào của cấp trên chỉ được ghi lại, không phát động, sơ kết ở đây."
    return may_steer(movement, actor)


def may_steer_above(movement: Movement, actor: Actor) -> str:
    if movement.is_ours:
        return "Phong trào của cơ quan mình đi theo các bước phát động, sơ kết, tổng kết."
    return may_steer(movement, actor)


def may_launch(movement: Movement, actor: Actor) -> str:
    """Who heads the body launches it (Điều 18); the officer writes down a plan signed on paper."""
    if movement.is_ours and movement.authority_id == actor.authority_id:
        if actor.is_any(Role.OFFICER, Role.CHAIRMAN):
            return ""
        return "Chủ tịch phát động; chuyên viên ghi số, ngày kế hoạch đã ký."
    return may_steer_ours(movement, actor)


def may_amend(movement: Movement, actor: Actor) -> str:
    """The officer writes down the amendment that was signed, as with the plan itself."""
    if denied := may_steer_ours(movement, actor):
        return denied
    if movement.state not in AMENDABLE:
        return "Chỉ điều chỉnh kế hoạch đã phát động, khi chưa mở tổng kết."
    return ""


def may_register(movement: Movement, actor: Actor, unit_id: int) -> str:
    """A unit for itself and its members; the officer enters what came on paper."""
    if movement.state not in UNDER_WAY or not movement.is_ours:
        return "Chỉ đăng ký được phong trào của cơ quan này đã phát động và chưa tổng kết xong."
    if actor.role in UNIT_ROLES and actor.acts_for(unit_id):
        return ""
    if actor.is_any(Role.OFFICER) and movement.authority_id == actor.authority_id:
        return ""
    return "Cán bộ thi đua, thủ trưởng đăng ký cho đơn vị mình; chuyên viên nhập bản giấy."


def may_write_result(result: MovementResult, actor: Actor) -> str:
    if actor.role in UNIT_ROLES and actor.acts_for(result.unit_id):
        return ""
    return "Cán bộ thi đua, thủ trưởng đơn vị viết và nộp báo cáo của đơn vị mình."


def may_judge_result(result: MovementResult, actor: Actor) -> str:
    if result.authority_id != actor.authority_id:
        return _OFFICER
    return may_plan(actor)


def may_open_round(movement: Movement, actor: Actor) -> str:
    if movement.state not in UNDER_WAY - {MovementState.LAUNCHED} | {MovementState.CLOSED}:
        return "Mở đợt khen thưởng khi phong trào đang thực hiện, sơ kết hoặc đã tổng kết."
    return may_steer(movement, actor)
