"""Units and titles that the file leaves in doubt are asked once for every line alike."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.registry.workbooks import award, register
from thidua.core.actors import system_actor
from thidua.core.errors import Refusal
from thidua.organizations.domain.units import add_unit, change_unit, succeed
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit, UnitVersion
from thidua.registry.domain import answers, imports
from thidua.registry.enums import AskedAbout, RowState
from thidua.registry.models import Award

# -- units ----------------------------------------------------------------------------------------


def test_unknown_unit_is_asked_and_not_made_in_silence(house, bring):
    before = Unit.objects.count()
    batch = bring(house, register(award("Lê Thị Nga", unit="Đài Phát thanh huyện")))

    row = batch.rows.get()
    assert (row.state, row.asked) == (RowState.ASKED, AskedAbout.UNIT)
    assert Unit.objects.count() == before


def test_unit_answered_once_serves_every_line_that_writes_it_so(house, bring):
    batch = bring(
        house,
        register(
            award("Lê Thị Nga", unit="THCS An Đông"),
            award("Lê Thị Lan", unit="Trường THCS An Đông"),
        ),
    )
    row = batch.rows.first()
    assert [offer["name"] for offer in row.candidates] == ["Trường THCS An Đồng"]

    answers.answer_row(actor=house.officer, row=row, answer=house.school.code)
    imports.apply_batch(actor=house.officer, batch=batch)

    assert set(Award.objects.values_list("unit", flat=True)) == {house.school.pk}
    assert set(Award.objects.values_list("unit_words", flat=True)) == {
        "THCS An Đông",
        "Trường THCS An Đông",
    }


def test_new_unit_is_made_when_the_file_is_applied(house, bring):
    before = Unit.objects.count()
    batch = bring(house, register(award("Lê Thị Nga", unit="Đài Phát thanh huyện")))
    answers.answer_row(actor=house.officer, row=batch.rows.get(), answer="new")
    assert Unit.objects.count() == before

    imports.apply_batch(actor=house.officer, batch=batch)

    made = UnitVersion.objects.get(name="Đài Phát thanh huyện")
    assert (made.kind, made.parent) == (UnitKind.STATION, house.district)
    assert Award.objects.get().unit == made.unit


def test_collective_without_a_unit_on_record_is_asked_then_made(house, bring):
    batch = bring(
        house,
        register(
            award("Trạm Y tế xã Hồng Thái", birth="", unit="Trạm Y tế xã Hồng Thái", title="TTLĐTT")
        ),
    )
    row = batch.rows.get()
    assert row.asked == AskedAbout.UNIT

    answers.answer_row(actor=house.officer, row=row, answer="new")
    imports.apply_batch(actor=house.officer, batch=batch)

    award_ = Award.objects.get()
    assert award_.collective == UnitVersion.objects.get(name="Trạm Y tế xã Hồng Thái").unit
    assert batch.rows.get().subject == award_.collective.code


def test_unit_answer_must_be_a_unit(house, bring):
    batch = bring(house, register(award("Lê Thị Nga", unit="Đài Phát thanh huyện")))

    with pytest.raises(Refusal, match="Chọn một đơn vị trong danh mục"):
        answers.answer_row(actor=house.officer, row=batch.rows.get(), answer="KHONG-CO")


def test_former_name_is_understood_as_of_the_year(house, bring):
    system = system_actor(house.authority.pk)
    change_unit(
        actor=system,
        unit=house.school,
        on=date(2021, 9, 1),
        name="Trường THCS Nguyễn Trãi",
        kind=UnitKind.SCHOOL,
        parent=house.district,
    )

    batch = bring(
        house,
        register(
            award("Lê Thị Nga", unit="Trường THCS An Đồng", year=2020, number="1/QĐ-UBND"),
            award("Lê Thị Nga", unit="THCS Nguyễn Trãi", year=2022, number="2/QĐ-UBND"),
        ),
    )

    first, second = batch.rows.all()
    assert first.state == second.state == RowState.READY
    assert first.subject == second.subject


def test_merged_unit_is_one_body_for_the_person_but_its_neighbours_are_not(house, bring):
    system = system_actor(house.authority.pk)
    ward = add_unit(actor=system, name="Phường An Dương", kind=UnitKind.WARD, parent=house.district)
    communes = [
        add_unit(actor=system, name=name, kind=UnitKind.COMMUNE, parent=house.district)
        for name in ("Xã Lê Lợi", "Xã Tân Tiến")
    ]
    for commune in communes:
        succeed(
            actor=system,
            predecessor=commune,
            successor=ward,
            on=date(2025, 7, 1),
            kind="whole",
            instrument="NQ 1669/NQ-UBTVQH15",
        )
    known = make.person(house, "Lê Thị Nga", 1980, unit=ward)
    other = make.person(house, "Trần Thị Lan", 1980, unit=communes[0])

    batch = bring(
        house,
        register(
            award("Lê Thị Nga", birth="1980", unit="Xã Lê Lợi"),
            award("Trần Thị Lan", birth="1980", unit="Xã Tân Tiến"),
        ),
    )

    first, second = batch.rows.all()
    assert (first.state, first.subject) == (RowState.READY, known.code)
    assert (second.state, second.candidates[0]["code"]) == (RowState.ASKED, other.code)
    assert "đơn vị khác nhau" in second.candidates[0]["reasons"][0]


def test_two_units_of_one_name_are_two_units(house, bring):
    system = system_actor(house.authority.pk)
    old = add_unit(
        actor=system,
        name="Phường An Dương",
        kind=UnitKind.WARD,
        parent=house.district,
        since=date(2000, 1, 1),
    )
    old.versions.update(valid=(date(2000, 1, 1), date(2018, 1, 1)))
    add_unit(
        actor=system,
        name="Phường An Dương",
        kind=UnitKind.WARD,
        parent=house.district,
        since=date(2019, 1, 1),
    )
    make.person(house, "Lê Thị Nga", 1980, unit=old)

    batch = bring(house, register(award("Lê Thị Nga", birth="1980", unit="Phường An Dương")))

    row = batch.rows.get()
    assert row.state == RowState.ASKED
    assert row.candidates[0]["reasons"] == ["hai đơn vị khác nhau cùng tên"]


def test_meaning_of_a_units_words_can_be_asked_again_until_applied(house, bring):
    batch = bring(house, register(award("Lê Thị Nga", unit="Đài Phát thanh huyện")))
    row = batch.rows.get()
    answers.answer_row(actor=house.officer, row=row, answer=house.rival.code)
    again = {"actor": house.officer, "batch": batch, "asked": "unit", "key": row.asked_key}

    answers.take_back_alike(**again)

    row.refresh_from_db()
    assert row.state == RowState.ASKED
    with pytest.raises(Refusal, match="chưa có trả lời"):
        answers.take_back_alike(**again)

    answers.answer_row(actor=house.officer, row=row, answer=house.rival.code)
    imports.apply_batch(actor=house.officer, batch=batch)
    with pytest.raises(Refusal, match="Hoàn tác cả tệp trước"):
        answers.take_back_alike(**again)


# -- titles ---------------------------------------------------------------------------------------


def test_title_that_does_not_say_enough_is_asked(house, bring):
    batch = bring(
        house,
        register(
            award("Lê Thị Nga", title="GK", level=""), award("Lê Thị Lan", title="GK", level="")
        ),
    )
    row = batch.rows.first()
    assert (row.state, row.asked) == (RowState.ASKED, AskedAbout.TITLE)
    assert "GK-HUYEN" in [offer["code"] for offer in row.candidates]

    answers.answer_row(actor=house.officer, row=row, answer="GK-HUYEN")
    imports.apply_batch(actor=house.officer, batch=batch)

    assert set(Award.objects.values_list("title_code", flat=True)) == {"GK-HUYEN"}


def test_title_answer_must_be_a_title_of_the_law(house, bring):
    batch = bring(house, register(award("Lê Thị Nga", title="GK", level="")))

    with pytest.raises(Refusal, match="có trong Luật"):
        answers.answer_row(actor=house.officer, row=batch.rows.get(), answer="HUY-HIEU")
