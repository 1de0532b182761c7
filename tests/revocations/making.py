"""Cases about awards given before, made through the domain functions."""

from __future__ import annotations

from datetime import date

from tests import factories as make
from thidua.decisions.models import Decision
from thidua.organizations.models import Person
from thidua.registry.domain.awards import fill_keys
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
from thidua.revocations.models import UndoCase

ON = date(2024, 12, 30)
PAPER = "Kết luận thanh tra số 15/KL-TTr ngày 28/12/2024 của Thanh tra huyện"


def award_of(decision: Decision, title: str = "CSTDCS") -> Award:
    return Award.objects.get(decision_line__decision=decision, title_code=title)


def honour(house: make.House, who: Person, title: str = "AHLD", **columns) -> Award:
    """An award of the State, from before the system."""
    values = {
        "year": 2020,
        "level": "state",
        "decision_number": "512/QĐ-CTN",
        "decided_on": date(2020, 5, 12),
    } | columns
    award = Award(authority=house.authority, person=who, title_code=title, **values)
    fill_keys(award, who.full_name).save()
    return award


def opened(actor, *awards: Award, kind: str = "revoke", **changes) -> UndoCase:
    plan = CasePlan(
        **{
            "kind": kind,
            "awards": [award.code for award in awards],
            "summary": "Thành tích kê khai không có thật.",
            "law_on": ON,
        }
        | changes
    )
    return open_case(actor=actor, plan=plan)


def answered(actor, case: UndoCase, *grounds: str, **changes) -> UndoCase:
    """Each of the grounds answered yes, with a paper."""
    replies = {ground: Reply(value=True, paper=PAPER) for ground in grounds}
    values = {"law_on": case.law_on, "replies": replies} | changes
    return settle_grounds(actor=actor, case=case, grounds=Grounds(**values))


def settled(house: make.House, *awards: Award, ground: str = "fraud", **changes) -> UndoCase:
    case = answered(house.officer, opened(house.officer, *awards, **changes), ground)
    return step(actor=house.officer, case=case, name="conclude")


def drafted(house: make.House, *awards: Award, **changes) -> UndoCase:
    case = settled(house, *awards, **changes)
    return step(actor=house.officer, case=case, name="draft")


def issued(house: make.House, *awards: Award, on: date = ON, **changes) -> UndoCase:
    case = drafted(house, *awards, **changes)
    return step(actor=house.chairman, case=case, name="issue", issued_on=on)


def restored(house: make.House, *awards: Award, on: date = ON) -> UndoCase:
    return issued(house, *awards, kind="restore", ground="overturned", on=on)


def reissue_asked(house: make.House, award: Award, reason: str = "lost", **changes) -> UndoCase:
    case = opened(house.officer, award, kind="reissue", reason=reason, **changes)
    words = "Đơn ngày 27/12/2024 của người được khen"
    add_paper(actor=house.officer, case=case, kind="request", words=words)
    return case
