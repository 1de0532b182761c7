"""A case of long-standing honours that the same account must keep away from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests import factories as make
from thidua.core.actors import Role
from thidua.honours.case_enums import CaseKind
from thidua.honours.domain.case_family import MemberData, add_member
from thidua.honours.domain.case_papers import Upload, note_paper
from thidua.honours.domain.case_recusals import keep_away
from thidua.honours.domain.case_settings import add_limit
from thidua.honours.domain.cases import CaseData, move_case, open_case
from thidua.honours.models import HonourCase


def kept_case(house: make.House, name: str, relation: str, file: tuple[str, bytes]) -> HonourCase:
    """Every word of it gives it away: the mother, a child, a paper, the tie."""
    day, officer = date(2024, 3, 4), house.officer
    case = open_case(
        actor=officer,
        unit=house.school,
        kind=CaseKind.MOTHER,
        data=CaseData(name=f"{name} Mẹ", by_relative=False, received_on=day),
    )
    child = MemberData(relation="child", name=f"{name} Con", certificate="TQ-1")
    add_member(actor=officer, case=case, data=child)
    note_paper(
        actor=officer,
        case=case,
        code="martyrs",
        state="present",
        upload=Upload(*file),
        today=day,
    )
    add_limit(
        actor=officer,
        kind=CaseKind.MOTHER,
        level="commune",
        days=9,
        working=True,
        since=day,
        basis="Quy trình nội bộ",
    )
    case = move_case(actor=officer, case=case, name="to_commune", on=day)
    keep_away(actor=replace(house.member, role=Role.OFFICER), case=case, words=relation)
    return case
