"""The units of An Dương on the three dates that matter, and the ways between them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from thidua.core.actors import system_actor
from thidua.demo import organizations as demo
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Authority, UnitSuccession
from thidua.organizations.queries import (
    lineage,
    names_on,
    predecessors,
    successors,
    under,
    version_of,
    versions_on,
)

BEFORE, REFORM, TODAY = date(2024, 12, 31), date(2025, 1, 1), date(2025, 7, 1)
COMMUNE_LEVEL = {UnitKind.COMMUNE, UnitKind.TOWNSHIP, UnitKind.WARD}


@pytest.fixture
def units(db):
    authority = Authority.objects.create(**demo.authority_data())
    return demo.build(system_actor(authority.pk), demo.plan())


def children(units, parent: str, day: date) -> list[str]:
    found = versions_on(units[parent].authority_id, day).filter(parent=units[parent])
    return [v.name for v in found if v.kind in COMMUNE_LEVEL]


def steps(found) -> set[tuple[str, str]]:
    return {(step.name, step.kind) for step in found}


def test_in_2024_the_district_has_a_township_and_15_communes(units):
    kinds = Counter(
        v.kind
        for v in versions_on(units["hai-phong"].authority_id, BEFORE)
        if v.parent_id == units["huyen-an-duong"].pk and v.kind in COMMUNE_LEVEL
    )

    assert kinds == {UnitKind.COMMUNE: 15, UnitKind.TOWNSHIP: 1}


def test_from_2025_01_01_the_urban_district_has_ten_wards_and_three_left(units):
    assert children(units, "huyen-an-duong", REFORM) == []
    assert children(units, "quan-an-duong", REFORM) == [
        "Phường An Đồng", "Phường An Hải", "Phường An Hòa", "Phường Đồng Thái",
        "Phường Hồng Phong", "Phường Hồng Thái", "Phường Lê Lợi", "Phường Lê Thiện",
        "Phường Nam Sơn", "Phường Tân Tiến",
    ]  # fmt: skip
    assert children(units, "quan-hong-bang", REFORM) == [
        "Phường An Hồng",
        "Phường An Hưng",
        "Phường Đại Bản",
    ]


def test_from_2025_07_01_wards_stand_under_the_city_and_no_district_is_left(units):
    on_day = versions_on(units["hai-phong"].authority_id, TODAY)

    assert {"Phường An Dương", "Phường An Hải", "Phường An Phong", "Phường Hồng An"} <= set(
        children(units, "hai-phong", TODAY)
    )
    assert not on_day.filter(kind=UnitKind.DISTRICT).exists()


@pytest.mark.parametrize("key", ["tt-an-duong", "xa-an-hong", "xa-dang-cuong", "xa-le-loi"])
def test_every_commune_of_2024_leads_to_a_ward_of_today(units, key):
    reached, waiting = set(), [units[key]]
    while waiting:
        unit = waiting.pop()
        reached.add(unit.pk)
        waiting += [s.unit for s in successors(unit) if s.unit.pk not in reached]

    standing = [pk for pk in reached if version_of(pk, TODAY)]
    assert standing


def test_merged_communes_are_both_origins_of_the_ward(units):
    assert steps(predecessors(units["phuong-an-hai-2025"])) == {
        ("Xã Đặng Cương", "whole"),
        ("Xã Quốc Tuấn", "whole"),
    }


def test_a_ward_that_was_divided_has_several_successors_and_they_have_several_origins(units):
    assert steps(successors(units["phuong-le-loi-2025"])) == {
        ("Phường An Dương", "part"),
        ("Phường An Hải", "part"),
        ("Phường An Phong", "part"),
    }
    assert steps(predecessors(units["phuong-an-hai-nay"])) == {
        ("Phường An Đồng", "whole"),
        ("Phường Hồng Thái", "whole"),
        ("Phường Lê Lợi", "part"),
        ("Phường An Hải", "part"),
        ("Phường Đồng Thái", "part"),
        ("Quận An Dương", "part"),
    }


def test_the_file_of_the_abolished_district_leads_to_all_its_wards(units):
    assert {name for name, _ in steps(successors(units["quan-an-duong"]))} == {
        "Phường An Dương",
        "Phường An Hải",
        "Phường An Phong",
        "Phường Hồng An",
    }


def test_each_step_has_its_instrument_and_says_how_well_it_is_known(units):
    rows = UnitSuccession.objects.filter(authority=units["hai-phong"].authority)

    assert set(rows.filter(on=REFORM).values_list("instrument", flat=True)) == {
        "Nghị quyết 1232/NQ-UBTVQH15"
    }
    assert set(rows.filter(on=TODAY).values_list("instrument", flat=True)) == {
        "Nghị quyết 1669/NQ-UBTVQH15"
    }
    assert set(rows.values_list("confidence", flat=True)) == {
        "verified",
        "recalled",
        "inferred",
        "unsure",
    }
    merged = rows.get(successor=units["phuong-nam-son-2025"], predecessor=units["xa-bac-son"])
    assert merged.confidence == "recalled"


def test_each_step_joins_units_that_stood_on_its_two_sides(units):
    for row in UnitSuccession.objects.all():
        assert version_of(row.predecessor_id, row.on - timedelta(days=1)), row
        assert version_of(row.successor_id, row.on), row


def test_two_wards_of_one_name_are_two_units(units):
    old, new = units["phuong-an-duong-le-chan"], units["phuong-an-duong-nay"]

    assert version_of(old.pk, BEFORE).name == version_of(new.pk, TODAY).name == "Phường An Dương"
    assert old.pk not in lineage([new.pk])


def test_an_office_ends_with_the_district_and_names_no_successor(units):
    office = units["phong-noi-vu"]

    assert version_of(office.pk, REFORM).parent == units["quan-an-duong"]
    assert version_of(office.pk, TODAY) is None
    assert successors(office) == []
    assert names_on([office.pk], TODAY)[office.pk] == "Phòng Nội vụ"


def test_where_a_school_went_is_left_unknown(units):
    school = version_of(units["thcs-an-dong"].pk, TODAY)

    assert (school.name, school.parent) == ("Trường THCS An Đồng", None)
    assert units["thcs-an-dong"].pk not in under(
        units["hai-phong"].authority_id, units["hai-phong"].pk, TODAY
    )


def test_a_head_of_the_commune_acts_for_its_hamlets_in_2024(units):
    below = under(units["hai-phong"].authority_id, units["xa-dang-cuong"].pk, BEFORE)

    assert units["thon-hoa-nhat"].pk in below
    assert units["xa-quoc-tuan"].pk not in below


def test_former_and_short_names_are_kept_for_looking_up(units):
    culture = version_of(units["trung-tam-van-hoa-thong-tin-va-the-thao"].pk, BEFORE)
    labour = version_of(units["phong-ldtbxh"].pk, BEFORE)

    assert "Đài Phát thanh huyện" in culture.aliases
    assert {"Phòng LĐ-TB&XH", "Phòng LĐTBXH"} <= set(labour.aliases)
