"""A batch is taken back whole, or not at all while something rests on it."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.registry.conftest import answer_everything
from tests.registry.workbooks import RATINGS, REGISTER, award, ratings, register, sample
from thidua.core.errors import NotAllowed, Refusal
from thidua.organizations.domain.people import merge_people
from thidua.organizations.models import Household, Person, Post, Unit, UnitVersion
from thidua.registry.domain import answers, imports
from thidua.registry.domain.awards import withdraw_award
from thidua.registry.domain.undo import undo_batch, what_rests_on
from thidua.registry.enums import BatchKind, BatchState
from thidua.registry.models import Award, Coverage, Discipline, ImportBatch, Rating
from thidua.registry.queries import coverage


def live() -> dict[str, list]:
    """What counts on the record now, without the keys that differ from one writing to the next."""
    return {
        "awards": sorted(
            Award.objects.filter(withdrawn_at__isnull=True).values_list(
                "person__code", "collective__code", "title_code", "year", "decision_number"
            ),
            key=str,
        ),
        "ratings": sorted(
            Rating.objects.filter(withdrawn_at__isnull=True).values_list(
                "person__code", "year", "level", "why_none", "words"
            ),
            key=str,
        ),
        "discipline": sorted(
            Discipline.objects.filter(withdrawn_at__isnull=True).values_list(
                "person__code", "words"
            )
        ),
        "people": sorted(
            Person.objects.filter(withdrawn_at__isnull=True).values_list(
                "code", "full_name", "birth_on", "birth_year"
            ),
            key=str,
        ),
        "posts": sorted(
            Post.objects.filter(withdrawn_at__isnull=True).values_list("person__code", "unit_id")
        ),
        "units": sorted(
            UnitVersion.objects.filter(unit__withdrawn_at__isnull=True).values_list("name")
        ),
        "households": sorted(
            Household.objects.filter(withdrawn_at__isnull=True).values_list("code", "name")
        ),
        "coverage": sorted(Coverage.objects.values_list("source", "first_year", "last_year")),
    }


def apply(house, batch) -> None:
    imports.apply_batch(actor=house.officer, batch=batch)


@pytest.mark.parametrize(
    ("name", "kind"), [(REGISTER, BatchKind.AWARDS), (RATINGS, BatchKind.RATINGS)]
)
def test_undo_restores_what_was_and_applying_again_restores_what_it_wrote(
    district, bring, name, kind
):
    before = live()
    batch = bring(district, sample(name), kind=kind, name=name)
    answer_everything(district, batch)
    apply(district, batch)
    applied = live()

    undo_batch(actor=district.officer, batch=batch)
    undone = live()
    apply(district, batch)

    assert undone == before
    assert live() == applied
    assert applied != before


def test_second_file_rests_on_people_of_the_first(house, bring):
    first = bring(house, register(award("Lê Thị Nga"), award("Lê Thị Lan")))
    apply(house, first)
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng", "HTTNV")
    apply(house, bring(house, ratings((2023,), line), kind=BatchKind.RATINGS))

    undo_batch(actor=house.officer, batch=first)

    stays = Person.objects.filter(withdrawn_at__isnull=True)
    assert [one.full_name for one in stays] == ["Lê Thị Nga"]
    assert Award.objects.filter(withdrawn_at__isnull=True).count() == 0


def test_unit_made_by_the_file_goes_with_it_and_comes_back(house, bring):
    batch = bring(house, register(award("Lê Thị Nga", unit="Đài Phát thanh huyện")))
    answers.answer_row(actor=house.officer, row=batch.rows.get(), answer="new")
    apply(house, batch)
    applied = live()

    undo_batch(actor=house.officer, batch=batch)
    assert not Unit.objects.filter(
        versions__name="Đài Phát thanh huyện", withdrawn_at__isnull=True
    ).exists()

    apply(house, batch)
    assert live()["units"] == applied["units"]


def test_undone_batch_covers_no_year(house, bring):
    batch = bring(house, register(award("Lê Thị Nga")))
    apply(house, batch)
    undo_batch(actor=house.officer, batch=batch)

    assert coverage(house.authority.pk, "awards") == []


def test_people_merged_since_keep_what_rests_on_them(house, bring):
    older = make.person(house, "Bùi Thị Hạnh", 1985)
    batch = bring(house, register(award("Bùi T. Hạnh"), award("Lê Thị Nga")))
    answers.answer_row(actor=house.officer, row=batch.rows.get(row=4), answer="new")
    apply(house, batch)
    made = Person.objects.get(code=batch.rows.get(row=4).subject)
    merge_people(actor=house.officer, kept=older, absorbed=made)

    undo_batch(actor=house.officer, batch=batch)

    older.refresh_from_db()
    assert older.withdrawn_at is None
    assert older.awards.filter(withdrawn_at__isnull=True).count() == 0


def test_undo_is_refused_while_an_issued_decision_rests_on_it(house, bring):
    known = make.person(house, "Lê Thị Nga", 1985)
    batch = bring(house, register(award("Lê Thị Nga")))
    apply(house, batch)
    Award.objects.create(
        authority=house.authority,
        person=known,
        title_code="CSTDCS",
        year=2024,
        decision_number="05/QĐ-UBND",
        decided_on=date(2024, 12, 30),
    )

    with pytest.raises(Refusal, match="Lê Thị Nga đã được tặng Chiến sĩ thi đua cơ sở năm 2024"):
        undo_batch(actor=house.officer, batch=batch)

    batch.refresh_from_db()
    assert batch.state == BatchState.APPLIED
    assert Award.objects.filter(withdrawn_at__isnull=False).count() == 0


def test_undo_names_three_of_many_and_says_that_there_are_more(house, bring):
    people = [make.person(house, f"Lê Thị {name}", 1985) for name in ("Nga", "Lan", "Mai", "Hoa")]
    batch = bring(house, register(*(award(one.full_name) for one in people)))
    apply(house, batch)
    for one in people:
        Award.objects.create(authority=house.authority, person=one, title_code="CSTDCS", year=2024)

    reasons = what_rests_on(ImportBatch.objects.get(pk=batch.pk))

    assert len(reasons) == 4
    assert reasons[-1].startswith("Còn khen thưởng khác")


def test_award_taken_out_by_hand_stays_out_until_applied_again(house, bring):
    batch = bring(house, register(award("Lê Thị Nga")))
    apply(house, batch)
    row = Award.objects.get()
    withdraw_award(actor=house.officer, award=row, reason="ghi nhầm")

    with pytest.raises(Refusal, match="đã rút khỏi sổ"):
        withdraw_award(actor=house.officer, award=row, reason="lần nữa")
    with pytest.raises(Refusal, match="Ghi lý do"):
        withdraw_award(actor=house.officer, award=row, reason=" ")
    with pytest.raises(NotAllowed):
        withdraw_award(actor=house.clerk, award=row, reason="x")
    assert live()["awards"] == []


def test_award_by_decision_before_the_import_does_not_rest_on_it(house, bring):
    known = make.person(house, "Lê Thị Nga", 1985)
    Award.objects.create(authority=house.authority, person=known, title_code="CSTDCS", year=2018)
    batch = bring(house, register(award("Lê Thị Nga")))
    apply(house, batch)

    assert what_rests_on(ImportBatch.objects.get(pk=batch.pk)) == []


def test_undo_needs_something_to_undo(house, bring):
    batch = bring(house, register(award("Lê Thị Nga")))

    with pytest.raises(Refusal, match="Chỉ hoàn tác được lần nhập đã vào sổ"):
        undo_batch(actor=house.officer, batch=batch)


@pytest.mark.parametrize("role", ["clerk", "secretary", "inspector", "chairman"])
def test_only_the_officer_applies_and_undoes(house, bring, role):
    batch = bring(house, register(award("Lê Thị Nga")))
    actor = getattr(house, role)

    with pytest.raises(NotAllowed):
        imports.apply_batch(actor=actor, batch=batch)
    apply(house, batch)
    with pytest.raises(NotAllowed):
        undo_batch(actor=actor, batch=batch)
