"""Merging two records of one person moves what they hold, and undoing brings it all back."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from thidua.core.errors import Refusal
from thidua.organizations.domain.people import merge_people, undo_merge
from thidua.registry.domain.initiatives import add_initiative, use_initiative
from thidua.registry.models import Award, Discipline, Rating

YEARS = st.integers(2015, 2024)
HOLDINGS = st.fixed_dictionaries(
    {
        "awards": st.sets(st.tuples(st.sampled_from(["LDTT", "CSTDCS", "BKT"]), YEARS), max_size=5),
        "ratings": st.sets(YEARS, max_size=5),
        "discipline": st.integers(0, 2),
    }
)


def fill(person, holdings, mark: str) -> None:
    for title, year in holdings["awards"]:
        Award.objects.create(
            authority_id=person.authority_id,
            person=person,
            title_code=title,
            year=year,
            decision_number=f"{mark}/{title}/{year}",
        )
    for year in holdings["ratings"]:
        make.rating(person, year)
    for number in range(holdings["discipline"]):
        Discipline.objects.create(
            authority_id=person.authority_id,
            person=person,
            state="pending",
            words=f"{mark}{number}",
        )


def held(person) -> Counter:
    """Everything on file about a person, by primary key."""
    return Counter(
        (model.__name__, pk)
        for model in (Award, Rating, Discipline)
        for pk in model.objects.filter(person=person).values_list("pk", flat=True)
    )


@given(first=HOLDINGS, second=HOLDINGS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_everything_moves_and_comes_back(house, first, second):
    with transaction.atomic():
        kept, absorbed = (make.person(house, "Lê Thị Nga", 1985) for _ in range(2))
        fill(kept, first, "a")
        fill(absorbed, second, "b")
        before = held(kept), held(absorbed)
        clash = bool(first["ratings"] & second["ratings"])

        try:
            merge = merge_people(actor=house.officer, kept=kept, absorbed=absorbed)
        except Refusal:
            assert clash
            assert (held(kept), held(absorbed)) == before
        else:
            assert not clash
            assert (held(kept), held(absorbed)) == (before[0] + before[1], Counter())
            undo_merge(actor=house.officer, merge=merge)
            assert (held(kept), held(absorbed)) == before
            absorbed.refresh_from_db()
            assert absorbed.merged_into is None
        transaction.set_rollback(True)


def test_use_of_an_initiative_moves_with_the_person(house):
    """Else the merged person could use one initiative for a second award."""
    kept, absorbed = (make.person(house, "Lê Thị Nga", 1985) for _ in range(2))
    row = add_initiative(
        actor=house.officer, name="Sổ tay ôn tập", year=2022, authors=[kept, absorbed]
    )
    use_initiative(
        actor=house.officer, initiative=row, person=absorbed, title_code="CSTDCS", year=2022
    )

    merge = merge_people(actor=house.officer, kept=kept, absorbed=absorbed)

    with pytest.raises(Refusal, match="đã dùng cho"):
        use_initiative(
            actor=house.officer, initiative=row, person=kept, title_code="BKT", year=2023
        )
    undo_merge(actor=house.officer, merge=merge)
    assert row.uses.get().person == absorbed
