"""Two records of one person become one, and become two again."""

from __future__ import annotations

import pytest

from tests import factories as make
from thidua.core.errors import NotAllowed, Refusal
from thidua.organizations.domain.people import merge_people, undo_merge
from thidua.organizations.models import Post
from thidua.organizations.queries import people, search_people
from thidua.registry.models import Award, Initiative


@pytest.fixture
def pair(house):
    """The same person under two spellings, each with a year of the record."""
    kept = make.person(house, "Nguyễn Thị Thúy Hằng", 1972)
    absorbed = make.person(house, "Nguyễn Thị Thuý Hằng", 1972)
    make.rating(kept, 2022)
    make.rating(absorbed, 2021)
    return kept, absorbed


def initiative(house, *authors, name="Thư viện xanh"):
    made = Initiative.objects.create(
        authority=house.authority, name=name, year=2024, search_key="thu vien xanh"
    )
    made.authors.set(authors)
    return made


def test_everything_on_record_moves_to_the_one_that_is_kept(house, pair):
    kept, absorbed = pair
    award = Award.objects.create(
        authority=house.authority, person=absorbed, title_code="LDTT", year=2021
    )

    merge_people(actor=house.officer, kept=kept, absorbed=absorbed)

    award.refresh_from_db()
    assert award.person == kept
    assert sorted(kept.ratings.values_list("year", flat=True)) == [2021, 2022]
    assert Post.objects.filter(person=kept).count() == 2


def test_the_absorbed_record_is_found_no_more(house, pair):
    kept, absorbed = pair

    merge_people(actor=house.officer, kept=kept, absorbed=absorbed)

    assert list(search_people(house.authority.pk, "thuy hang")) == [kept]
    assert absorbed not in people(house.authority.pk)


def test_undoing_puts_every_row_back(house, pair):
    kept, absorbed = pair
    work = initiative(house, absorbed)
    merge = merge_people(actor=house.officer, kept=kept, absorbed=absorbed)

    undo_merge(actor=house.officer, merge=merge)

    absorbed.refresh_from_db()
    assert absorbed.merged_into is None
    assert list(absorbed.ratings.values_list("year", flat=True)) == [2021]
    assert list(kept.ratings.values_list("year", flat=True)) == [2022]
    assert list(work.authors.all()) == [absorbed]


def test_undoing_leaves_what_came_after_the_merge_with_the_one_kept(house, pair):
    kept, absorbed = pair
    merge = merge_people(actor=house.officer, kept=kept, absorbed=absorbed)
    make.rating(kept, 2023)

    undo_merge(actor=house.officer, merge=merge)

    assert sorted(kept.ratings.values_list("year", flat=True)) == [2022, 2023]


def test_records_that_contradict_each_other_are_not_merged(house, pair):
    kept, absorbed = pair
    make.rating(absorbed, 2022)

    with pytest.raises(Refusal, match="mục trùng nhau"):
        merge_people(actor=house.officer, kept=kept, absorbed=absorbed)

    absorbed.refresh_from_db()
    assert absorbed.merged_into is None
    assert sorted(absorbed.ratings.values_list("year", flat=True)) == [2021, 2022]


def test_nobody_is_merged_into_themselves_or_twice(house, pair):
    kept, absorbed = pair

    with pytest.raises(Refusal):
        merge_people(actor=house.officer, kept=kept, absorbed=kept)
    merge_people(actor=house.officer, kept=kept, absorbed=absorbed)
    absorbed.refresh_from_db()
    with pytest.raises(Refusal, match="đã là một người"):
        merge_people(actor=house.officer, kept=kept, absorbed=absorbed)


def test_a_merge_is_undone_once(house, pair):
    kept, absorbed = pair
    merge = merge_people(actor=house.officer, kept=kept, absorbed=absorbed)
    undo_merge(actor=house.officer, merge=merge)

    with pytest.raises(Refusal, match="đã được hoàn tác"):
        undo_merge(actor=house.officer, merge=merge)


def test_undo_leaves_an_initiative_that_both_had_to_both(house):
    kept, absorbed = make.person(house, "Lê Thị Lan"), make.person(house, "Lê Thị Lân")
    shared = Initiative.objects.create(authority=house.authority, name="Sổ tay", year=2024)
    shared.authors.set([kept, absorbed])

    merge = merge_people(actor=house.officer, kept=kept, absorbed=absorbed)
    undo_merge(actor=house.officer, merge=merge)

    assert set(shared.authors.all()) == {kept, absorbed}


def test_clerk_cannot_merge_people(house):
    kept, absorbed = make.person(house, "Lê Thị Lan"), make.person(house, "Lê Thị Lân")

    with pytest.raises(NotAllowed):
        merge_people(actor=house.clerk, kept=kept, absorbed=absorbed)
