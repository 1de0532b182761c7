"""Who may do what with directives, tasks and reports: each gives the reason against, or nothing."""

from __future__ import annotations

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.errors import NotAllowed
from thidua.directives.models import Directive, Finding, ReportPeriod, Task, TaskReport
from thidua.organizations.queries import forebears

KEEPER = "Chuyên viên thi đua, khen thưởng đưa chỉ thị vào sổ, xác nhận và giao nhiệm vụ."
FOLLOWER = "Chuyên viên thi đua, khen thưởng theo dõi nhiệm vụ, nhận và trả báo cáo."
READER = "Hệ thống đọc văn bản; chuyên viên xác nhận."


def own_units(actor: Actor) -> frozenset[int]:
    """The actor's units and those they were made of: a task does not die with its unit."""
    return forebears(actor.unit_ids) if actor.unit_ids else frozenset()


def may_keep(row: Directive, actor: Actor) -> str:
    if not actor.is_any(Role.OFFICER) or row.authority_id != actor.authority_id:
        return KEEPER
    return ""


def may_read_in(row: Directive, actor: Actor) -> str:
    """Put what was read on the table: the job that reads."""
    same = row.authority_id == actor.authority_id
    return "" if actor.is_any(Role.SYSTEM) and same else READER


def may_decide(row: Finding, actor: Actor) -> str:
    """Confirm, correct, reject what was read."""
    if not actor.is_any(Role.OFFICER) or row.authority_id != actor.authority_id:
        return KEEPER
    return ""


def may_follow(row: Task, actor: Actor) -> str:
    if not actor.is_any(Role.OFFICER) or row.authority_id != actor.authority_id:
        return FOLLOWER
    return ""


def may_lead(row: Task, actor: Actor) -> str:
    """Say that a task is done: the unit that leads it."""
    if actor.role not in UNIT_ROLES or row.owner_id not in own_units(actor):
        return "Đơn vị chủ trì báo đã hoàn thành nhiệm vụ."
    return ""


def may_report(period: ReportPeriod, actor: Actor) -> str:
    if actor.role not in UNIT_ROLES or period.unit_id not in own_units(actor):
        return "Đơn vị được giao mới báo cáo kỳ này."
    return ""


def may_send(row: TaskReport, actor: Actor) -> str:
    return may_report(row.period, actor)


def may_judge(row: TaskReport, actor: Actor) -> str:
    """Accept a report, or give it back."""
    if not actor.is_any(Role.OFFICER) or row.authority_id != actor.authority_id:
        return FOLLOWER
    return ""


def refuse(reason: str) -> None:
    """Raise NotAllowed with the reason, if there is one."""
    if reason:
        raise NotAllowed(reason)
