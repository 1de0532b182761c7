"""What the sample lists become once their questions are answered."""

from __future__ import annotations

import pytest

from tests.commendation.lists_at_hand import (
    COMMUNE,
    FARMING,
    FINANCE,
    JUSTICE,
    LABOUR,
    SCHOOL,
    applied,
)
from thidua.commendation.enums import State
from thidua.organizations.models import UnitVersion


def test_school_list_becomes_36_dossiers_of_34_people(house):
    list_, _ = applied(house, SCHOOL)

    rows = list_.nominations.all()
    by_title = {code: rows.filter(title_code=code).count() for code in house_titles(rows)}
    assert by_title == {"CSTD-BO-TINH": 1, "CSTDCS": 6, "LDTT": 27, "GK-HUYEN": 2}
    assert rows.values("person").distinct().count() == 34
    assert set(rows.values_list("state", flat=True)) == {State.DRAFT}


def house_titles(rows):
    return sorted(set(rows.values_list("title_code", flat=True)))


def test_two_people_of_one_name_stay_two(house):
    list_, _ = applied(house, SCHOOL)

    births = list_.nominations.filter(name="Nguyễn Thị Hương").values_list(
        "person__birth_year", flat=True
    )

    assert sorted(births) == [1985, 1991]


def test_one_person_with_two_titles_is_one_person_with_two_dossiers(house):
    list_, _ = applied(house, SCHOOL)

    rows = list_.nominations.filter(source_row=15)

    assert rows.count() == 2
    assert rows.values("person").distinct().count() == 1


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (29, "not_met"),  # only HTNV
        (31, "not_met"),  # discipline pending
        (35, "not_met"),  # under six months
        (44, "not_known"),  # not yet rated
        (33, "met"),  # maternity leave counts as work
        (41, "met"),  # transferred, service goes on
    ],
)
def test_lines_that_the_school_must_look_at_are_judged(house, row, verdict):
    list_, _ = applied(house, SCHOOL)

    assert list_.nominations.get(source_row=row).verdict == verdict


def test_notes_of_the_list_stand_in_the_dossier(house):
    list_, _ = applied(house, SCHOOL)

    pending = list_.nominations.get(source_row=31)
    contract = list_.nominations.get(source_row=35)

    assert "kỷ luật" in pending.pending_discipline
    assert contract.service_months == 4
    assert contract.group == "direct"


def test_commune_list_becomes_collectives_persons_and_households(house):
    list_, _ = applied(house, COMMUNE)

    rows = list_.nominations.all()
    # Ban CHQS (ĐVTT) and one person (BK TTg) are not on offer and were left out.
    assert rows.filter(subject_kind="collective").count() == 5
    assert rows.filter(subject_kind="person").values("person").distinct().count() == 19
    assert rows.filter(subject_kind="household").count() == 5


def test_commune_itself_is_found_and_its_bodies_are_made_under_it(house):
    list_, _ = applied(house, COMMUNE)

    commune = list_.nominations.get(source_row=11)
    women = list_.nominations.get(source_row=12)

    assert commune.collective == list_.unit
    made = UnitVersion.objects.get(unit=women.collective)
    assert (made.name, made.parent) == ("Hội LHPN xã Đặng Cương", list_.unit)
    assert (made.kind, made.aliases) == ("association", ["Hội LHPN xã"])


@pytest.mark.parametrize(
    ("name", "dossiers", "people"),
    [(FINANCE, 11, 10), (FARMING, 9, 9), (LABOUR, 6, 6), (JUSTICE, 5, 4)],
)
def test_office_lists_become_their_dossiers(house, name, dossiers, people):
    list_, _ = applied(house, name)

    assert list_.nominations.count() == dossiers
    assert list_.nominations.exclude(person=None).values("person").distinct().count() == people


def test_office_proposed_as_a_collective_is_the_office_itself(house):
    list_, _ = applied(house, FINANCE)

    assert list_.nominations.get(subject_kind="collective").collective == list_.unit
