"""An award of 2023 that was revoked the summer after, and a certificate asked for again."""

from __future__ import annotations

from datetime import date

from thidua.core.actors import Role
from thidua.decisions.models import Decision, DecisionState
from thidua.demo.past import NAME
from thidua.demo.site import Site
from thidua.registry.models import Award
from thidua.revocations.domain.cases import (
    CasePlan,
    Grounds,
    Reply,
    add_paper,
    open_case,
    settle_grounds,
    step,
)
from thidua.revocations.domain.objects import mark_object
from thidua.revocations.enums import Kind, ObjectState, PaperKind, Reason
from thidua.revocations.models import ReturnedObject, UndoCase

REVOKED, LOST = "Đỗ Công Hiếu", "Nguyễn Đình Thịnh"
ON = date(2024, 6, 20)
CONCLUSION = "Kết luận số 07/KL-TTr ngày 12/6/2024 của Thanh tra huyện An Dương"


def undo(site: Site) -> None:
    """One case from its ground to its decision; one re-issue in progress."""
    decision = Decision.objects.get(
        authority=site.authority, round__name=NAME, state=DecisionState.ISSUED
    )
    case = _open(
        site,
        Kind.REVOKE,
        decision,
        REVOKED,
        "Báo cáo thành tích kê 9 xã được hướng dẫn; kiểm tra hồ sơ lưu chỉ có 4 xã.",
    )
    _revoke(site, case)
    _reissue(site, decision)


def _award(decision: Decision, name: str) -> Award:
    return Award.objects.get(decision_line__decision=decision, person__full_name=name)


def _open(
    site: Site, kind: Kind, decision: Decision, name: str, summary: str, reason: str = ""
) -> UndoCase:
    plan = CasePlan(
        kind=kind,
        awards=[_award(decision, name).code],
        summary=summary,
        law_on=ON,
        reason=reason,
    )
    return open_case(actor=site.acting("chuyenvien", Role.OFFICER), plan=plan)


def _revoke(site: Site, case: UndoCase) -> None:
    officer = site.acting("chuyenvien", Role.OFFICER)
    words = "Giải trình ngày 14/6/2024 của ông Đỗ Công Hiếu"
    add_paper(actor=officer, case=case, kind=PaperKind.EXPLANATION, words=words)
    grounds = Grounds(law_on=ON, replies={"fraud": Reply(value=True, paper=CONCLUSION)})
    case = settle_grounds(actor=officer, case=case, grounds=grounds)
    for name in ("conclude", "draft"):
        case = step(actor=officer, case=case, name=name)
    chairman = site.acting("chutich", Role.CHAIRMAN)
    case = step(actor=chairman, case=case, name="issue", issued_on=ON)
    for row in ReturnedObject.objects.filter(line__case=case):
        mark_object(actor=officer, row=row, state=ObjectState.RETURNED, on=date(2024, 6, 28))


def _reissue(site: Site, decision: Decision) -> None:
    summary = "Giấy khen bị ướt, hỏng trong đợt mưa bão; người được khen đề nghị cấp lại."
    case = _open(site, Kind.REISSUE, decision, LOST, summary, Reason.DAMAGED)
    words = f"Đơn đề nghị cấp lại ngày 18/6/2024 của ông {LOST}"
    officer = site.acting("chuyenvien", Role.OFFICER)
    add_paper(actor=officer, case=case, kind=PaperKind.REQUEST, words=words)
