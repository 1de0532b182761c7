"""The pages of units: the tree of a day, and one unit with its lineage both ways."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from thidua.core.actors import system_actor
from thidua.organizations.domain.units import add_unit, change_unit, end_unit, succeed
from thidua.organizations.enums import SuccessionKind, UnitKind

REFORM = date(2025, 1, 1)
PROVINCE = "Thành phố Hải Phòng"


@pytest.fixture
def merged(house):
    """Xã Hồng Thái ends with the year 2024; phường An Hải continues it, by an uncertain source."""
    system = system_actor(house.authority.pk)
    city = add_unit(actor=system, name=PROVINCE, kind=UnitKind.PROVINCE, parent=None)
    ward = add_unit(
        actor=system, name="Phường An Hải", kind=UnitKind.WARD, parent=city, since=REFORM
    )
    change_unit(
        actor=system, unit=house.school, on=REFORM, name="Trường THCS An Đồng",
        kind=UnitKind.SCHOOL, parent=None,
    )  # fmt: skip
    end_unit(actor=system, unit=house.rival, on=REFORM)
    succeed(
        actor=system, predecessor=house.rival, successor=ward, on=REFORM,
        kind=SuccessionKind.WHOLE, instrument="Nghị quyết 1232/NQ-UBTVQH15",
        confidence="recalled",
    )  # fmt: skip
    house.city, house.ward = city, ward
    return house


def tree(client: Client, day: str, **query):
    return client.get(reverse("office:units"), {"ngay": day, **query})


def page(client: Client, unit, day: str):
    return client.get(reverse("office:unit", args=[unit.code]), {"ngay": day})


def test_the_tree_is_that_of_the_chosen_day(merged, sign_in):
    client = sign_in(merged.clerk)

    before, after = tree(client, "2024-12-31"), tree(client, "01/01/2025")

    assert "Xã Hồng Thái" in before.content.decode()
    assert "Phường An Hải" not in before.content.decode()
    assert "Phường An Hải" in after.content.decode()
    assert "Xã Hồng Thái" not in after.content.decode()


def test_days_of_change_are_one_click_away(merged, sign_in):
    answer = tree(sign_in(merged.officer), "2025-01-01")

    points = answer.context["turning_points"]
    assert [point["day"] for point in points] == [date(2024, 12, 31), REFORM]
    assert [point["current"] for point in points] == [False, True]


def test_a_unit_whose_parent_is_not_known_stands_apart(merged, sign_in):
    answer = tree(sign_in(merged.officer), "2025-01-01")

    loose = [version.name for _, versions in answer.context["loose"] for version in versions]
    assert "Trường THCS An Đồng" in loose
    assert PROVINCE not in loose


@pytest.mark.parametrize("typed", ["31/02/2025", "2025", "hôm qua"])
def test_a_day_that_is_none_is_told_and_today_is_shown(merged, sign_in, typed):
    answer = tree(sign_in(merged.officer), typed)

    assert typed in answer.context["as_of"].fault
    assert answer.status_code == 200


def test_a_name_is_found_without_marks_and_says_whether_it_stands(merged, sign_in):
    answer = tree(sign_in(merged.officer), "2025-01-01", q="hong thai")

    (row,) = answer.context["found"]
    assert (row["version"].name, row["stands"]) == ("Xã Hồng Thái", False)


def test_no_match_says_how_to_look(merged, sign_in):
    answer = tree(sign_in(merged.officer), "2025-01-01", q="khong co")

    assert "Không thấy đơn vị nào" in answer.content.decode()


def test_lineage_is_shown_both_ways_with_instrument_and_doubt(merged, sign_in):
    client = sign_in(merged.clerk)

    old = page(client, merged.rival, "2024-12-31").content.decode()
    new = page(client, merged.ward, "2025-01-01").content.decode()

    for shown, other in ((old, "Phường An Hải"), (new, "Xã Hồng Thái")):
        assert other in shown
        assert "Nhập toàn bộ từ 01/01/2025, Nghị quyết 1232/NQ-UBTVQH15" in shown
        assert "Chưa đối chiếu văn bản gốc" in shown


def test_a_unit_that_is_no_more_says_so_under_its_last_name(merged, sign_in):
    shown = page(sign_in(merged.clerk), merged.rival, "2025-06-01").content.decode()

    assert "<h1>Xã Hồng Thái</h1>" in shown
    assert "Ngày 01/06/2025 đơn vị này không còn" in shown


def test_a_unit_before_its_time_says_so(merged, sign_in):
    shown = page(sign_in(merged.clerk), merged.ward, "2024-12-31").content.decode()

    assert "Ngày 31/12/2024 đơn vị này chưa có" in shown


def test_people_are_those_of_the_day(merged, sign_in):
    stayed = make.person(merged, "Phạm Thị Thanh Huyền")
    left = make.person(merged, "Vũ Văn Toàn", 1970)
    left.posts.update(until=date(2024, 7, 1))

    shown = page(sign_in(merged.officer), merged.school, "2024-12-31").content.decode()

    assert stayed.full_name in shown
    assert left.full_name not in shown
    assert "1970" not in shown


def test_names_over_time_are_all_there(merged, sign_in):
    answer = page(sign_in(merged.clerk), merged.school, "2024-12-31")

    assert [(v["when"], v["text"]) for v in answer.context["versions"]] == [
        ("Từ 01/01/2025", "Chưa có dữ liệu về đơn vị cấp trên"),
        ("01/01/2020 đến 31/12/2024", "Thuộc Huyện An Dương"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_costs_the_same_for_any_number_of_units(
    merged, sign_in, django_assert_num_queries, count
):
    for number in range(count):
        add_unit(
            actor=system_actor(merged.authority.pk), name=f"Thôn {number}", kind=UnitKind.HAMLET,
            parent=merged.rival, since=make.FAR_PAST,
        )  # fmt: skip
    client = sign_in(merged.officer)
    tree(client, "2024-12-31")

    with django_assert_num_queries(TREE_QUERIES):
        tree(client, "2024-12-31")


@pytest.mark.parametrize("count", [1, 3])
def test_a_unit_costs_the_same_for_any_number_of_people(
    merged, sign_in, django_assert_num_queries, count
):
    for number in range(count):
        make.person(merged, f"Phạm Thị Hoa {number}")
    client = sign_in(merged.officer)
    page(client, merged.school, "2024-12-31")

    with django_assert_num_queries(UNIT_QUERIES):
        page(client, merged.school, "2024-12-31")


TREE_QUERIES, UNIT_QUERIES = 9, 17


def test_every_role_may_look(merged, sign_in):
    for actor in merged.actors.values():
        assert tree(sign_in(actor), "2025-01-01").status_code == 200
        assert page(sign_in(actor), merged.ward, "2025-01-01").status_code == 200


def test_nobody_looks_without_an_account(merged, client):
    assert tree(client, "2025-01-01").status_code == 302
    assert page(client, merged.ward, "2025-01-01").status_code == 302


def test_a_code_of_nothing_is_not_found(merged, sign_in):
    assert sign_in(merged.officer).get(reverse("office:unit", args=["XXXXXXX"])).status_code == 404
