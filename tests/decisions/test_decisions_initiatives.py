"""What a decision uses up: an initiative serves one award only."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.decisions import stages
from thidua.core.errors import Refusal
from thidua.decisions.domain.issue import issue_decision
from thidua.registry.models import Award, Initiative, InitiativeUse
from thidua.vietnamese.text import fold


@pytest.fixture
def round_(house):
    return make.round_(house)


def initiative(house, who, name: str = "Dạy học theo dự án", number: str = "12/QĐ-SK"):
    made = Initiative.objects.create(
        authority=house.authority,
        name=name,
        year=2024,
        recognition_number=number,
        scope=1,
        search_key=fold(name),
    )
    made.authors.add(who)
    return made


def test_issue_marks_the_initiative_as_used(house, round_):
    who = make.person(house)
    made = initiative(house, who)
    stages.passed(
        house,
        round_,
        ("CSTDCS", who.full_name),
        person=who,
        initiative_name="Dạy học theo dự án",
        initiative_decision="QĐ 12/QĐ-SK ngày 01/10/2024",
    )

    stages.issued(house, round_, "CSTDCS")

    use = InitiativeUse.objects.get()
    assert (use.initiative, use.person, use.title_code, use.year, use.decision_number) == (
        made,
        who,
        "CSTDCS",
        2024,
        "01/QĐ-UBND",
    )


def test_issue_uses_up_no_initiative_for_lao_dong_tien_tien(house, round_):
    who = make.person(house)
    initiative(house, who)
    stages.passed(
        house,
        round_,
        ("LDTT", who.full_name),
        person=who,
        initiative_name="Dạy học theo dự án",
    )

    stages.issued(house, round_, "LDTT")

    assert not InitiativeUse.objects.exists()


@pytest.mark.parametrize(
    ("name", "decision", "used"),
    [
        ("Tên khác hẳn", "theo QĐ 12/QĐ-SK", True),
        ("DẠY HỌC THEO DỰ ÁN", "", True),
        ("Tên khác hẳn", "QĐ 112/QĐ-SK", False),
        ("Tên khác hẳn", "", False),
    ],
)
def test_initiative_is_known_by_its_number_or_its_name(house, round_, name, decision, used):
    who = make.person(house)
    initiative(house, who)
    stages.passed(
        house,
        round_,
        ("CSTDCS", who.full_name),
        person=who,
        initiative_name=name,
        initiative_decision=decision,
    )

    stages.issued(house, round_, "CSTDCS")

    assert InitiativeUse.objects.exists() == used


def test_issue_with_an_initiative_already_used_writes_nothing(house, round_):
    who = make.person(house)
    made = initiative(house, who)
    stages.passed(
        house,
        round_,
        ("CSTDCS", who.full_name),
        person=who,
        initiative_name="Dạy học theo dự án",
    )
    draft = stages.draft(house, round_, "CSTDCS")
    InitiativeUse.objects.create(
        authority=house.authority, initiative=made, person=who, title_code="CSTDCS", year=2023
    )

    with pytest.raises(Refusal) as refused:
        issue_decision(actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON)

    assert refused.value.reasons[0].startswith(
        f"{who.full_name}: sáng kiến “Dạy học theo dự án” đã dùng cho Chiến sĩ thi đua cơ sở "
        "năm 2023"
    )
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("draft", None)
    assert not Award.objects.exists()
