"""Roles held in a unit, from a day to a day; who acts as whom on a day."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.accounts.domain.manage import give_role
from thidua.accounts.models import RoleAssignment, User
from thidua.accounts.queries import actor_for, roles_of
from thidua.core.actors import Role, system_actor
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind

SPRING, SUMMER, AUTUMN = date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1)


@pytest.fixture
def newcomer(house):
    return User.objects.create_user("moi@example.vn", "mat-khau-thu-1", full_name="Tạ Văn Mới")


def give(house, user, role=Role.OFFICER, since=SPRING, until=None, unit=None):
    return give_role(
        actor=house.administrator, user=user, unit=unit or house.office, role=role,
        since=since, until=until,
    )  # fmt: skip


def test_a_role_is_held_from_its_first_day_to_the_day_before_its_last(house, newcomer):
    given = give(house, newcomer, until=AUTUMN)

    assert list(roles_of(newcomer, date(2024, 3, 31))) == []
    assert list(roles_of(newcomer, SPRING)) == [given]
    assert list(roles_of(newcomer, date(2024, 9, 30))) == [given]
    assert list(roles_of(newcomer, AUTUMN)) == []


def test_a_role_without_an_end_is_held_on(house, newcomer):
    give(house, newcomer)

    assert roles_of(newcomer, date(2099, 1, 1)).count() == 1


def test_several_roles_come_oldest_first(house, newcomer):
    later = give(house, newcomer, Role.SECRETARY, SUMMER)
    earlier = give(house, newcomer, Role.OFFICER, SPRING)

    assert list(roles_of(newcomer, AUTUMN)) == [earlier, later]


def test_a_clerk_acts_for_the_unit_and_what_stands_under_it_on_that_day(house):
    system = system_actor(house.authority.pk)
    branch = add_unit(
        actor=system, name="Điểm trường", kind=UnitKind.SCHOOL, parent=house.school, since=SUMMER
    )
    held = RoleAssignment.objects.get(user_id=house.clerk.user_id)

    before, after = actor_for(held, SPRING), actor_for(held, SUMMER)

    assert before.unit_ids == {house.school.pk}
    assert after.unit_ids == {house.school.pk, branch.pk}
    assert not after.acts_for(house.rival.pk)


def test_an_officer_acts_for_no_unit(house):
    assert house.officer.unit_ids == frozenset()
    assert house.officer.hat == "Chuyên viên thi đua, khen thưởng, Phòng Nội vụ"


def test_the_actor_goes_by_the_name_the_unit_has_that_day(house):
    from thidua.organizations.domain.units import change_unit

    held = RoleAssignment.objects.get(user_id=house.rival_clerk.user_id)
    change_unit(
        actor=system_actor(house.authority.pk), unit=house.rival, on=SUMMER,
        name="Phường Hồng Thái", kind=UnitKind.WARD, parent=house.district,
    )  # fmt: skip

    assert actor_for(held, SPRING).unit_name == "Xã Hồng Thái"
    assert actor_for(held, SUMMER).unit_name == "Phường Hồng Thái"
