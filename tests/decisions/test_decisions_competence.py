"""Who may decide what, on which day; and how papers name the authority."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from thidua.core.actors import system_actor
from thidua.decisions.domain.issuing import (
    chairman_name,
    competence,
    deciding_post,
    issuing_level,
)
from thidua.law import Level
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Authority

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("level", "title", "on", "allowed", "higher"),
    [
        (Level.DISTRICT, "CSTDCS", BEFORE, True, False),
        (Level.DISTRICT, "CSTDCS", AFTER, False, False),
        (Level.COMMUNE, "CSTDCS", BEFORE, False, True),
        (Level.COMMUNE, "CSTDCS", AFTER, True, False),
        (Level.COMMUNE, "LDTT", BEFORE, True, False),
        (Level.DISTRICT, "LDTT", BEFORE, True, False),
        (Level.DISTRICT, "TTLDXS", BEFORE, False, True),
        (Level.COMMUNE, "CSTD-BO-TINH", AFTER, False, True),
        (Level.COMMUNE, "BKT", AFTER, False, True),
        (Level.COMMUNE, "CTD-TINH", AFTER, False, True),
        (Level.PROVINCE, "TTLDXS", AFTER, True, False),
        (Level.DISTRICT, "GDVH", BEFORE, False, False),
        (Level.COMMUNE, "GDVH", BEFORE, True, False),
        (Level.PROVINCE, "BKTTG", AFTER, False, True),
    ],
)
def test_competence_follows_the_law_of_the_day(level, title, on, allowed, higher):
    found = competence(level, title, on)

    assert (found.allowed, found.higher) == (allowed, higher)


def test_competence_says_who_decides_and_where_it_stands():
    found = competence(Level.DISTRICT, "TTLDXS", BEFORE)

    assert found.decider == "Chủ tịch Ủy ban nhân dân tỉnh, thành phố"
    assert "Điều 79" in found.citation
    assert found.confidence == "derived"


def test_competence_unknown_to_the_book_is_nobodys():
    found = competence(Level.DISTRICT, "GK-HUYEN", AFTER)

    assert (found.allowed, found.higher, found.confidence) == (False, False, "unsure")


def test_issuing_level_follows_the_unit_the_authority_is_named_after(house):
    assert issuing_level(house.authority) is Level.DISTRICT


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("UBND phường An Dương", Level.COMMUNE),
        ("UBND xã An Khánh", Level.COMMUNE),
        ("UBND thị trấn An Dương", Level.COMMUNE),
        ("UBND thành phố Hải Phòng", Level.PROVINCE),
        ("UBND thị xã Kinh Môn", Level.DISTRICT),
        ("Sở Nội vụ", Level.UNIT),
    ],
)
def test_issuing_level_without_a_unit_follows_the_name(db, name, level):
    authority = Authority.objects.create(code="mot-noi", name=name, place="An Dương")

    assert issuing_level(authority) is level


def test_issuing_level_of_a_city_under_a_province_follows_its_unit(db):
    authority = Authority.objects.create(
        code="thuy-nguyen", name="UBND thành phố Thủy Nguyên", place="Thủy Nguyên"
    )
    add_unit(
        actor=system_actor(authority.pk),
        name="Thành phố Thủy Nguyên",
        kind=UnitKind.DISTRICT,
        parent=None,
        since=date(2025, 1, 1),
    )

    assert issuing_level(authority) is Level.DISTRICT


def test_deciding_post_is_written_in_full(house):
    assert deciding_post(house.authority) == "Chủ tịch Ủy ban nhân dân huyện An Dương"


def test_chairman_name_is_left_open_when_several_hold_the_chair(house):
    before = chairman_name(house.authority.pk, make.TODAY)
    from thidua.core.actors import Role

    make.actor(house, "second", Role.CHAIRMAN, house.district, "Lê Văn Thành")

    assert before == "Phạm Hùng Việt"
    assert chairman_name(house.authority.pk, make.TODAY) == ""
