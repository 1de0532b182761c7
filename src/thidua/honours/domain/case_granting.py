"""The decision has come: its number and day, and the award in the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.commendation.domain.one_by_one import NewSubject, put_on_record
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.honours.case_enums import CaseKind, subject_kind
from thidua.honours.case_rules import may_follow
from thidua.honours.case_workflow import CASES
from thidua.honours.domain.cases import perform
from thidua.honours.models import HonourCase
from thidua.law import Bonus, SubjectKind, bonus, decider, why_no_bonus
from thidua.registry.domain.awards import fill_keys
from thidua.registry.enums import AwardLevel
from thidua.registry.models import Award
from thidua.vietnamese.dates import parse_date
from thidua.vietnamese.text import clean


def grant_case(
    *,
    actor: Actor,
    case: HonourCase,
    number: str,
    decided_on: date,
    decided_by: str = "",
    answer: str = "",
    revision: int | None = None,
) -> HonourCase:
    """Record the decision; the person or household and the award go into the register.

    `answer` is the code chosen after a WhoIsMeant. A form of the resistance wars has no code in the
    rule book yet: the decision stays with the case and the register gains nothing.
    """
    if denied := may_follow(case, actor):
        raise NotAllowed(denied)
    if not clean(number):
        raise Refusal("Ghi số quyết định.")
    if decided_on > timezone.localdate():
        raise Refusal("Ngày quyết định chưa tới.")
    with transaction.atomic(), sentence_for(Award), sentence_for(HonourCase):
        _not_yet(case)
        inputs: dict[str, Any] = {"number": clean(number)[:60]}
        inputs |= {"decided_on": decided_on, "decided_by": _decider(case, decided_by, decided_on)}
        if case.title_code:
            inputs["award"] = _award(actor, case, inputs["number"], decided_on, answer)
        return perform(actor, case, "grant", on=decided_on, revision=revision, **inputs)


def _not_yet(case: HonourCase) -> None:
    if case.state not in CASES.by_name["grant"].sources:
        raise Refusal(
            f"Hồ sơ đang ở bước “{case.get_state_display()}”. Ghi đã trình Thủ tướng Chính phủ "
            "hoặc Chủ tịch nước trước."
        )


def _decider(case: HonourCase, typed: str, on: date) -> str:
    """As the decision says; else who the rule book says decides."""
    if clean(typed) or not case.title_code:
        return clean(typed)[:200]
    who = decider(case.title_code, on)
    return who.text[:200] if who else ""


def _award(actor: Actor, case: HonourCase, number: str, decided_on: date, answer: str) -> Award:
    kind = subject_kind(case.kind)
    pk = put_on_record(
        actor=actor,
        unit=case.unit,
        subject=_subject(case, kind, answer),
        title_code=case.title_code,
        on=decided_on,
    )
    award = Award(
        authority_id=case.authority_id,
        title_code=case.title_code,
        year=decided_on.year,
        level=AwardLevel.STATE,
        decision_number=number,
        decided_on=decided_on,
        unit=case.unit,
        unit_words=case.unit_name,
        source=f"Quyết định số {number}, hồ sơ tồn đọng {case.code}",
        **{f"{kind.value}_id": pk},
    )
    fill_keys(award, case.name).save()
    return award


def _subject(case: HonourCase, kind: SubjectKind, answer: str) -> NewSubject:
    """What the register may know: name, birth, where they live; nothing of the family."""
    return NewSubject(
        kind=kind,
        name=case.name,
        birth=parse_date(case.birth_words) if case.birth_words else None,
        sex="female" if case.kind == CaseKind.MOTHER else "",
        position=case.address[:150],
        address=case.address,
        answer=answer,
    )


def expected_bonus(case: HonourCase, today: date) -> Bonus | None:
    """The sum on the day of the decision, or if it were decided today; None: not established."""
    if not case.title_code:
        return None
    return bonus(case.title_code, subject_kind(case.kind), case.decided_on or today)


def no_bonus_words(case: HonourCase, today: date) -> str:
    """Why there is no sum."""
    if not case.title_code:
        return "Hình thức này chưa có trong bộ quy tắc nên chưa tính được tiền thưởng."
    on = case.decided_on or today
    return why_no_bonus(case.title_code, subject_kind(case.kind), on) or ""
