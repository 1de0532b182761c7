"""A unit's name, kind and parent by date: changed, ended, never two at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.actors import system_actor
from thidua.core.errors import Refusal
from thidua.journal.models import AuditEvent
from thidua.organizations.domain.units import add_unit, change_unit, end_unit, succeed
from thidua.organizations.enums import SuccessionKind, UnitKind
from thidua.organizations.models import UnitVersion
from thidua.organizations.queries import names_on, version_of, versions_on

CHANGE, END = date(2025, 1, 1), date(2025, 7, 1)


@pytest.fixture
def system(house):
    return system_actor(house.authority.pk)


def rename(system, unit, on, name):
    return change_unit(actor=system, unit=unit, on=on, name=name, kind=UnitKind.WARD, parent=None)


def test_from_the_day_of_change_the_new_name_stands_and_before_it_the_old(house, system):
    rename(system, house.rival, CHANGE, "Phường Hồng Thái")

    assert version_of(house.rival.pk, date(2024, 12, 31)).name == "Xã Hồng Thái"
    assert version_of(house.rival.pk, CHANGE).name == "Phường Hồng Thái"


def test_two_changes_on_one_day_are_refused(house, system):
    rename(system, house.rival, CHANGE, "Phường Hồng Thái")

    with pytest.raises(Refusal, match="đã có một lần đổi"):
        rename(system, house.rival, CHANGE, "Phường Khác")

    assert house.rival.versions.count() == 2


def test_a_unit_that_has_ended_cannot_be_changed(house, system):
    end_unit(actor=system, unit=house.rival, on=END)

    with pytest.raises(Refusal, match="không tồn tại"):
        rename(system, house.rival, date(2025, 8, 1), "Phường Hồng Thái")


def test_an_ended_unit_goes_by_its_last_name(house, system):
    end_unit(actor=system, unit=house.rival, on=END)

    assert version_of(house.rival.pk, END) is None
    assert names_on([house.rival.pk], date(2026, 1, 1)) == {house.rival.pk: "Xã Hồng Thái"}
    assert not versions_on(house.authority.pk, END).filter(unit=house.rival).exists()


def test_a_unit_cannot_end_before_it_began(house, system):
    young = add_unit(
        actor=system, name="Phường An Phong", kind=UnitKind.WARD, parent=None, since=END
    )

    with pytest.raises(Refusal):
        end_unit(actor=system, unit=young, on=CHANGE)

    young.refresh_from_db()
    assert young.ended_on is None


def test_the_database_itself_refuses_two_names_on_one_day(house):
    version = house.rival.versions.get()

    with (
        pytest.raises(IntegrityError, match="organizations_version_no_overlap"),
        transaction.atomic(),
    ):
        UnitVersion.objects.create(
            authority=house.authority, unit=house.rival, valid=DateRange(CHANGE, None),
            kind=version.kind, name="Tên khác", search_key="ten khac", sort_key="x",
        )  # fmt: skip


def test_a_unit_does_not_succeed_itself_nor_twice_on_a_day(house, system):
    def step(predecessor, successor):
        return succeed(
            actor=system, predecessor=predecessor, successor=successor, on=CHANGE,
            kind=SuccessionKind.WHOLE, instrument="Nghị quyết",
        )  # fmt: skip

    step(house.rival, house.school)
    with pytest.raises(Refusal, match="chính nó"):
        step(house.rival, house.rival)
    with pytest.raises(Refusal):
        step(house.rival, house.school)

    assert house.rival.successions.count() == 1


def test_each_change_is_on_record(house, system):
    before = AuditEvent.objects.count()

    rename(system, house.rival, CHANGE, "Phường Hồng Thái")
    end_unit(actor=system, unit=house.rival, on=END)

    sentences = AuditEvent.objects.order_by("sequence").values_list("sentence", flat=True)[before:]
    assert list(sentences) == ["Từ 01/01/2025: Phường Hồng Thái", "Kết thúc từ 01/07/2025"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=st.lists(st.dates(date(2020, 1, 2), date(2030, 1, 1)), max_size=6))
def test_whatever_the_changes_a_unit_has_one_name_on_every_day(house, system, days):
    with transaction.atomic():
        unit = add_unit(
            actor=system, name="Đơn vị", kind=UnitKind.OFFICE, parent=None, since=date(2020, 1, 1)
        )
        for number, day in enumerate(days):
            try:
                rename(system, unit, day, f"Tên {number}")
            except Refusal:
                continue

        for day in (date(2020, 1, 1), *days, date(2031, 1, 1)):
            assert unit.versions.filter(valid__contains=day).count() == 1
