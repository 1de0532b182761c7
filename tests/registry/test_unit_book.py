"""Which unit the words of a file mean."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.core.actors import system_actor
from thidua.organizations.domain.units import add_unit, change_unit, succeed
from thidua.organizations.enums import UnitKind
from thidua.registry.domain.unit_book import UnitBook, guessed_kind


def add(house, name: str, kind=UnitKind.COMMUNE, **changes):
    system = system_actor(house.authority.pk)
    return add_unit(actor=system, name=name, kind=kind, parent=house.district, **changes)


def continues(house, before, after, year: int) -> None:
    succeed(
        actor=system_actor(house.authority.pk),
        predecessor=before,
        successor=after,
        on=date(year, 7, 1),
        kind="whole",
        instrument="NQ",
    )


@pytest.mark.parametrize(
    "words", ["Trường THCS An Đồng", "THCS AN ĐỒNG", "trường  PTCS An Đồng", "THCS An Đồng"]
)
def test_unit_is_found_under_its_usual_names(house, words):
    assert UnitBook(house.authority.pk).find(words, 2021).unit_id == house.school.pk


def test_unit_is_found_under_an_alias(house):
    office = add(house, "Phòng Lao động", UnitKind.OFFICE, aliases=["Phòng Nội vụ - LĐTBXH"])

    found = UnitBook(house.authority.pk).find("Phòng Nội vụ - LĐTBXH", 2021)

    assert found.unit_id == office.pk


def test_marks_count(house):
    book = UnitBook(house.authority.pk)

    assert book.find("THCS An Đông", 2021) is None
    assert [unit.name for unit in book.similar("THCS An Đông", 2021)] == ["Trường THCS An Đồng"]


def test_name_borne_by_two_units_means_the_one_of_that_year(house):
    old = add(house, "Phường An Dương", UnitKind.WARD, since=date(2000, 1, 1))
    old.versions.update(valid=(date(2000, 1, 1), date(2018, 1, 1)))
    new = add(house, "Phường An Dương", UnitKind.WARD, since=date(2019, 1, 1))
    book = UnitBook(house.authority.pk)

    assert book.find("Phường An Dương", 2010).unit_id == old.pk
    assert book.find("Phường An Dương", 2020).unit_id == new.pk
    assert book.find("Phường An Dương", 1990) is None
    assert book.find("Phường An Dương", None) is None


def test_name_is_understood_outside_its_years_when_only_one_unit_bore_it(house):
    add(house, "Phường Hồng Thái", UnitKind.WARD, since=date(2025, 7, 1))

    assert UnitBook(house.authority.pk).find("Phường Hồng Thái", 2019) is not None


def test_each_unit_is_offered_once_under_its_nearest_name(house):
    system = system_actor(house.authority.pk)
    change_unit(
        actor=system,
        unit=house.school,
        on=date(2021, 9, 1),
        name="Trường Tiểu học và THCS An Đồng",
        kind=UnitKind.SCHOOL,
        parent=house.district,
    )

    book = UnitBook(house.authority.pk)

    newer = book.similar("Trường Tiểu học THCS An Đồng B", 2020)
    older = book.similar("Trường THCS An Đồng B", 2020)

    assert [offer.unit_id for offer in (*newer, *older)] == [house.school.pk] * 2
    assert newer[0].name == "Trường Tiểu học và THCS An Đồng"
    assert older[0].name == "Trường THCS An Đồng"


def test_line_of_descent_goes_up_and_down_but_not_across(house):
    a, b, ward, city = (add(house, name) for name in ("Xã A", "Xã B", "Phường C", "Phường D"))
    for before, after, year in (
        (a, ward, 2020),
        (b, ward, 2020),
        (ward, city, 2025),
        (a, city, 2025),
    ):
        continues(house, before, after, year)
    book = UnitBook(house.authority.pk)

    assert book.same_body(a.code, city.code)
    assert book.same_body(city.code, b.code)
    assert not book.same_body(a.code, b.code)
    assert book.same_body(house.school.code, house.school.code)
    assert set(book.names_of(ward.code)) == {"Phường C", "Xã A", "Xã B", "Phường D"}


def test_expected_unit_is_known_once(house):
    book = UnitBook(house.authority.pk)

    assert book.expect("new:x", "Đài Phát thanh") is book.expect("new:x", "Đài Phát thanh")
    assert book.names_of("new:x") == ["Đài Phát thanh"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Trường Mầm non Hồng Thái", UnitKind.SCHOOL),
        ("UBND xã Lê Lợi", UnitKind.COMMUNE),
        ("Phòng Y tế", UnitKind.OFFICE),
        ("Phường An Dương", UnitKind.WARD),
        ("Đài Phát thanh huyện", UnitKind.STATION),
        ("Thôn Trí Yếu", UnitKind.HAMLET),
        ("Đội an ninh", UnitKind.COLLECTIVE),
    ],
)
def test_kind_of_a_new_unit_follows_its_name(words, kind):
    assert guessed_kind(words) == kind
