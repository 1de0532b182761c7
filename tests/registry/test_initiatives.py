"""Initiatives: recorded once, certified, used once."""

from __future__ import annotations

import pytest

from tests import factories as make
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.law import InitiativeScope
from thidua.registry.domain.initiatives import (
    NearlySame,
    add_initiative,
    certify_scope,
    use_initiative,
    withdraw_initiative,
)
from thidua.registry.models import Initiative, InitiativeUse

NAME = "Phương pháp dạy học tích cực môn Ngữ văn"


@pytest.fixture
def author(house):
    return make.person(house, "Nguyễn Thị Thúy Hằng", 1972)


def add(house, *authors, name=NAME, **changes) -> Initiative:
    values = {"year": 2023, "recognition_number": "12/QĐ-THCS"} | changes
    return add_initiative(actor=house.officer, name=name, authors=authors, **values)


def test_initiative_is_recorded_with_its_authors(house, author):
    row = add(house, author, name=f"  {NAME} ")

    assert (row.name, list(row.authors.all())) == (NAME, [author])
    assert AuditEvent.objects.filter(verb="initiative.add", object_code=row.code).exists()


def test_same_name_but_for_marks_and_case_is_asked(house, author):
    known = add(house, author)

    with pytest.raises(NearlySame, match="Nguyễn Thị Thúy Hằng, QĐ 12/QĐ-THCS") as refusal:
        add(house, author, name="PHUONG PHAP DAY HOC TICH CUC MON NGU VAN")

    assert refusal.value.known == (known,)
    assert Initiative.objects.count() == 1


def test_same_name_is_recorded_once_a_person_says_that_it_is_another(house, author):
    add(house, author)

    add(house, author, is_another=True, year=2024)

    assert Initiative.objects.count() == 2


def test_withdrawn_initiative_does_not_stand_in_the_way(house, author):
    row = add(house, author)
    withdraw_initiative(actor=house.officer, initiative=row, reason="ghi nhầm người")

    assert add(house, author).pk != row.pk


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "Chưa ghi tên sáng kiến"),
        ({"scope": InitiativeScope.TINH}, "Phạm vi tỉnh phải có văn bản xác nhận"),
    ],
)
def test_what_is_missing_is_said(house, author, change, sentence):
    with pytest.raises(Refusal, match=sentence):
        add(house, author, **change)


def test_initiative_without_author_is_refused(house):
    with pytest.raises(Refusal, match="ít nhất một tác giả"):
        add(house)


def test_scope_is_certified_by_a_paper(house, author):
    row = add(house, author)
    assert row.scope is None

    certify_scope(
        actor=house.officer,
        initiative=row,
        scope=InitiativeScope.TINH,
        certificate="QĐ 77/QĐ-UBND ngày 02/3/2024",
    )

    row.refresh_from_db()
    assert (row.scope, row.scope_certificate) == (2, "QĐ 77/QĐ-UBND ngày 02/3/2024")


def test_scope_without_a_paper_is_refused(house, author):
    row = add(house, author)

    with pytest.raises(Refusal, match="Ghi văn bản xác nhận phạm vi"):
        certify_scope(
            actor=house.officer, initiative=row, scope=InitiativeScope.CO_SO, certificate=" "
        )


def use(house, row, person, title="CSTDCS", year=2023) -> InitiativeUse:
    return use_initiative(
        actor=house.officer,
        initiative=row,
        person=person,
        title_code=title,
        year=year,
        decision_number="05/QĐ-UBND",
    )


def test_initiative_serves_one_award_of_each_author(house, author):
    other = make.person(house, "Phạm Văn Luân", 1976)
    row = add(house, author, other)
    use(house, row, author)

    with pytest.raises(Refusal, match="đã dùng cho Chiến sĩ thi đua cơ sở năm 2023 theo QĐ 05"):
        use(house, row, author, "BKT", 2024)
    use(house, row, other)

    assert InitiativeUse.objects.count() == 2


def test_only_an_author_uses_it(house, author):
    row = add(house, author)
    stranger = make.person(house, "Trần Văn Nam", 1970)

    with pytest.raises(Refusal, match="Trần Văn Nam không phải tác giả"):
        use(house, row, stranger)


def test_used_initiative_cannot_be_withdrawn(house, author):
    row = add(house, author)
    use(house, row, author)

    with pytest.raises(Refusal, match="đã dùng cho"):
        withdraw_initiative(actor=house.officer, initiative=row, reason="ghi nhầm")


def test_withdrawn_initiative_cannot_be_used(house, author):
    row = add(house, author)
    withdraw_initiative(actor=house.officer, initiative=row, reason="ghi nhầm")

    with pytest.raises(Refusal, match="đã rút khỏi sổ"):
        use(house, row, author)


def test_withdrawing_needs_a_reason(house, author):
    row = add(house, author)

    with pytest.raises(Refusal, match="Ghi lý do"):
        withdraw_initiative(actor=house.officer, initiative=row, reason="")


def test_only_the_officer_records_initiatives(house, author):
    row = add(house, author)

    with pytest.raises(NotAllowed):
        add_initiative(actor=house.clerk, name="Khác", year=2023, authors=[author])
    with pytest.raises(NotAllowed):
        certify_scope(
            actor=house.clerk, initiative=row, scope=InitiativeScope.CO_SO, certificate="x"
        )
    with pytest.raises(NotAllowed):
        withdraw_initiative(actor=house.clerk, initiative=row, reason="x")
