"""The path of a case: up level by level, back with a reason, to the decision in hand.

Every step carries the day on which it really happened; much of the backlog is entered years later.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.core.workflow import Transition, Workflow
from thidua.honours import case_rules
from thidua.honours.case_enums import AT_LEVEL, CaseKind, CaseState, Level, Outcome
from thidua.honours.case_route import DISTRICT_ENDED, DISTRICT_STOOD, POSTING, TWO_TIER, national
from thidua.honours.models import HonourCase, Stay
from thidua.journal.domain.record import record
from thidua.registry.models import Award
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


def _says_who(case: HonourCase) -> list[str]:
    if case.by_relative is None:
        return ["Chưa ghi người kê khai là chính người được đề nghị hay thân nhân."]
    if case.by_relative and not case.declarant:
        return ["Chưa ghi họ tên thân nhân đứng ra kê khai."]
    return []


def _was_listed(case: HonourCase) -> list[str]:
    """Decision 637/QĐ-BNV, since 2025-07-01: the commune posts the list of volunteers first."""
    if case.kind != CaseKind.VOLUNTEER:
        return []
    if case.posted_on is None:
        known = national(POSTING, timezone.localdate())
        return [f"Chưa ghi việc niêm yết danh sách ({known.words}, {known.source})."] * bool(
            known.source
        )
    if case.posted_until is None:
        return ["Chưa ghi kết thúc niêm yết và kết quả."]
    least = national(POSTING, case.posted_on).on
    if least is not None and case.posted_until < least:
        return [f"Niêm yết chưa đủ ngày: phải hết ngày {format_day(least)}."]
    return []


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _arrive(level: Level) -> Any:
    def effect(case: HonourCase, *, actor: Actor, at: datetime, reason: str = "", **_: Any) -> None:
        _check_levels(case, level, _day(at))
        _close(case, Outcome.SENT, _day(at))
        Stay.objects.create(
            authority_id=case.authority_id, case=case, level=level, entered_on=_day(at)
        )
        case.level_since, case.outcome_reason = _day(at), ""

    return effect


def _check_levels(case: HonourCase, level: Level, on: date) -> None:
    if level is Level.DISTRICT and on >= TWO_TIER:
        raise Refusal(DISTRICT_ENDED)
    if level is Level.PROVINCE and case.state == CaseState.COMMUNE and on < TWO_TIER:
        raise Refusal(DISTRICT_STOOD)


def _close(case: HonourCase, outcome: Outcome, on: date, reason: str = "") -> None:
    case.stays.filter(left_on__isnull=True).update(
        left_on=on, outcome=outcome, reason=clean(reason)[:500]
    )


def _leave(outcome: Outcome) -> Any:
    def effect(case: HonourCase, *, actor: Actor, at: datetime, reason: str = "", **_: Any) -> None:
        _close(case, outcome, _day(at), reason)
        case.level_since = _day(at)
        case.outcome_reason = clean(reason)[:500]

    return effect


def _grant(
    case: HonourCase,
    *,
    actor: Actor,
    at: datetime,
    number: str,
    decided_on: date,
    decided_by: str = "",
    award: Award | None = None,
) -> None:
    _close(case, Outcome.GRANTED, _day(at))
    case.level_since, case.outcome_reason = _day(at), ""
    case.decision_number, case.decided_on, case.decider = number, decided_on, decided_by
    if award is not None:
        case.award, case.person, case.household = award, award.person, award.household


def _hand_over(
    case: HonourCase, *, actor: Actor, at: datetime, handed_to: str = "", **_: Any
) -> None:
    if not clean(handed_to):
        raise Refusal("Ghi người nhận.")
    case.handed_to = clean(handed_to)[:200]
    case.level_since = _day(at)


def _up(
    level: Level, label: str, sources: tuple[CaseState, ...], icon: str, **more: Any
) -> Transition[HonourCase]:
    values: dict[str, Any] = {"permission": case_rules.may_follow} | more
    return Transition(
        name=f"to_{level.value}",
        label=label,
        sources=frozenset(sources),
        target=CaseState(level.value),
        effect=_arrive(level),
        sentence=f"Hồ sơ tồn đọng: {label[0].lower()}{label[1:]}",
        icon=icon,
        **values,
    )


BEGIN = _up(
    Level.COMMUNE,
    "Nhận hồ sơ ở cấp xã",
    (CaseState.DRAFT, CaseState.GIVEN_BACK),
    "inbox",
    permission=case_rules.may_send,
    guards=(_says_who,),
)
TO_DISTRICT = _up(
    Level.DISTRICT,
    "Chuyển lên cấp huyện (trước 01/7/2025)",
    (CaseState.COMMUNE,),
    "arrow-up",
    permission=case_rules.may_send,
)
TO_PROVINCE = _up(
    Level.PROVINCE,
    "Chuyển lên cấp tỉnh",
    (CaseState.COMMUNE, CaseState.DISTRICT),
    "arrow-up",
    permission=case_rules.may_send,
    guards=(_was_listed,),
)
TO_MINISTRY = _up(Level.MINISTRY, "Ghi tỉnh đã trình Bộ Nội vụ", (CaseState.PROVINCE,), "arrow-up")
TO_PRIME_MINISTER = _up(
    Level.PRIME_MINISTER,
    "Ghi Bộ Nội vụ đã trình Thủ tướng",
    (CaseState.MINISTRY,),
    "arrow-up",
)
TO_PRESIDENT = _up(
    Level.PRESIDENT,
    "Ghi Thủ tướng đã trình Chủ tịch nước",
    (CaseState.PRIME_MINISTER,),
    "arrow-up",
)
GIVE_BACK = Transition(
    name="give_back",
    label="Ghi trả lại để bổ sung",
    sources=frozenset(AT_LEVEL),
    target=CaseState.GIVEN_BACK,
    permission=case_rules.may_follow,
    needs=("reason",),
    effect=_leave(Outcome.GIVEN_BACK),
    sentence="Hồ sơ tồn đọng bị trả lại để bổ sung",
    icon="reply",
)
GRANT = Transition(
    name="grant",
    label="Ghi đã có quyết định",
    sources=frozenset({CaseState.PRIME_MINISTER, CaseState.PRESIDENT}),
    target=CaseState.GRANTED,
    permission=case_rules.may_follow,
    effect=_grant,
    sentence="Hồ sơ tồn đọng đã có quyết định khen thưởng",
    icon="award",
)
HAND_OVER = Transition(
    name="hand_over",
    label="Ghi đã trao",
    sources=frozenset({CaseState.GRANTED}),
    target=CaseState.HANDED_OVER,
    permission=case_rules.may_follow,
    effect=_hand_over,
    sentence="Đã trao khen thưởng của hồ sơ tồn đọng",
    icon="gift",
)
REFUSE = Transition(
    name="refuse",
    label="Ghi không được khen thưởng",
    sources=frozenset((*AT_LEVEL, CaseState.GIVEN_BACK)),
    target=CaseState.REFUSED,
    permission=case_rules.may_follow,
    needs=("reason",),
    effect=_leave(Outcome.REFUSED),
    sentence="Hồ sơ tồn đọng không được khen thưởng",
    icon="x-octagon",
)
WITHDRAW = Transition(
    name="withdraw",
    label="Rút hồ sơ",
    sources=frozenset({CaseState.DRAFT, CaseState.COMMUNE, CaseState.GIVEN_BACK}),
    target=CaseState.WITHDRAWN,
    permission=case_rules.may_send,
    needs=("reason",),
    effect=_leave(Outcome.WITHDRAWN),
    sentence="Rút hồ sơ tồn đọng",
    icon="box-arrow-left",
)
CASES: Workflow[HonourCase] = Workflow(
    name="honour",
    model=HonourCase,
    transitions=(
        BEGIN,
        TO_DISTRICT,
        TO_PROVINCE,
        TO_MINISTRY,
        TO_PRIME_MINISTER,
        TO_PRESIDENT,
        GRANT,
        HAND_OVER,
        GIVE_BACK,
        REFUSE,
        WITHDRAW,
    ),
    record=record,
    labels=dict(CaseState.choices),
    noun="Hồ sơ",
)
