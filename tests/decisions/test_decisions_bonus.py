"""Bonus money: the base of the day, the highest title of a period, a title and a form both."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Nomination
from thidua.decisions.domain.bonus import amounts


@pytest.fixture
def round_(house):
    return make.round_(house)


def both(house, round_, first: str, second: str) -> list[Nomination]:
    """One person's two passed dossiers."""
    who = make.person(house)
    return [
        Nomination.objects.get(pk=stages.at_council(house, round_, title, person=who).pk)
        for title in (first, second)
    ]


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        (date(2024, 6, 30), 540_000),
        (date(2024, 7, 1), 710_000),
        (date(2026, 7, 1), 760_000),
    ],
)
def test_amount_takes_the_base_salary_of_the_day_rounded_up(house, round_, on, amount):
    row = stages.at_council(house, round_, "LDTT")

    assert amounts([row], on, decision_id=0)[0].payable == amount


def test_amount_shows_how_it_is_reckoned(house, round_):
    row = stages.at_council(house, round_, "LDTT")

    basis = amounts([row], stages.ISSUED_ON, decision_id=0)[0].basis

    assert basis == (
        "0,3 × 2.340.000 đồng = 702.000 đồng, làm tròn lên 710.000 đồng "
        "(NĐ 98/2023, lương cơ sở ngày 27/12/2024)"
    )


def test_two_titles_of_one_year_are_paid_once_at_the_highest(house, round_):
    lower, higher = both(house, round_, "LDTT", "CSTDCS")

    found = amounts([higher, lower], stages.ISSUED_ON, decision_id=0)

    assert [one.payable for one in found] == [2_340_000, None]
    assert found[1].basis == (
        "Cùng kỳ thành tích chỉ nhận tiền thưởng của danh hiệu cao nhất: Chiến sĩ thi đua cơ sở"
    )


def test_a_title_and_a_form_are_both_paid(house, round_):
    title, form = both(house, round_, "CSTDCS", "GK-HUYEN")

    found = amounts([title, form], stages.ISSUED_ON, decision_id=0)

    assert [one.payable for one in found] == [2_340_000, 710_000]


def test_titles_of_different_years_are_both_paid(house, round_):
    earlier = make.round_(house, year=2023, name="Tổng kết năm 2023")
    who = make.person(house)
    rows = [
        stages.at_council(house, one, title, person=who)
        for one, title in ((earlier, "LDTT"), (round_, "CSTDCS"))
    ]

    found = amounts(rows, stages.ISSUED_ON, decision_id=0)

    assert [one.payable for one in found] == [710_000, 2_340_000]


def test_two_people_of_one_name_are_two(house, round_):
    rows = [
        stages.at_council(house, round_, title, "Nguyễn Thị Hương") for title in ("LDTT", "CSTDCS")
    ]

    found = amounts(rows, stages.ISSUED_ON, decision_id=0)

    assert [one.payable for one in found] == [710_000, 2_340_000]


def test_a_higher_title_in_an_issued_decision_leaves_the_lower_unpaid(house, round_):
    who = make.person(house)
    stages.passed(house, round_, ("CSTDCS", who.full_name), person=who)
    stages.issued(house, round_, "CSTDCS")
    lower = stages.at_council(house, round_, "LDTT", person=who)

    found = amounts([lower], stages.ISSUED_ON, decision_id=0)[0]

    assert found.payable is None
    assert found.basis.endswith("Chiến sĩ thi đua cơ sở (Quyết định 01/QĐ-UBND)")


def test_a_higher_title_in_a_mere_draft_does_not(house, round_):
    who = make.person(house)
    stages.passed(house, round_, ("CSTDCS", who.full_name), person=who)
    stages.draft(house, round_, "CSTDCS")
    lower = stages.at_council(house, round_, "LDTT", person=who)

    assert amounts([lower], stages.ISSUED_ON, decision_id=0)[0].payable == 710_000


def test_a_lower_title_paid_before_is_said_beside_the_higher(house, round_):
    who = make.person(house)
    stages.passed(house, round_, ("LDTT", who.full_name), person=who)
    stages.issued(house, round_, "LDTT")
    higher = stages.at_council(house, round_, "CSTDCS", person=who)

    found = amounts([higher], stages.ISSUED_ON, decision_id=0)[0]

    assert found.payable == 2_340_000
    assert "đã ghi 710.000 đồng cho Lao động tiên tiến tại Quyết định 01/QĐ-UBND" in found.basis


def test_an_amount_the_law_does_not_name_is_left_open_with_the_reason(house, round_):
    row = stages.at_council(house, round_, "LDTT")
    row.title_code, row.subject_kind = "GDVH", "household"

    found = amounts([row], stages.ISSUED_ON, decision_id=0)[0]

    assert found.payable is None
    assert found.basis.startswith("Không ghi mức thưởng: Mức tiền thưởng của Gia đình văn hóa")
