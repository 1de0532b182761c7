"""A changed number, operator or date is seen: every mutant of the rule book is killed or listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.law.mutation import trees
from tests.law.mutation.cases import unexpected
from tests.law.mutation.run import (
    GROUPS,
    equivalents,
    label,
    mutants,
    ready,
    survivors,
    table,
)

pytestmark = pytest.mark.xdist_group("mutation")


@pytest.fixture(autouse=True)
def _ready() -> None:
    ready()


NAMES = {group.__name__: group for group in GROUPS}


def test_the_unchanged_book_answers_as_every_dossier_expects() -> None:
    assert unexpected() == []


@pytest.mark.parametrize("name", NAMES)
def test_no_mutant_survives_unlisted(name: str) -> None:
    made = list(NAMES[name]())
    alive = {label(mutant) for mutant in made if not mutant.killed()}
    listed = {label(mutant) for mutant in made} & set(equivalents())

    assert made
    assert sorted(alive - listed) == []
    assert sorted(listed - alive) == [], "killed after all"


def test_what_is_listed_as_equivalent_is_made_and_has_a_reason() -> None:
    assert set(equivalents()) <= {label(mutant) for mutant in mutants()}
    assert all(equivalents().values())


def test_no_two_mutants_share_a_name() -> None:
    names = [label(mutant) for mutant in mutants()]

    assert len(names) == len(set(names))


def test_a_change_that_changes_nothing_survives() -> None:
    for target in trees.targets()[::10]:
        assert not trees._killed(target, replace(target.node, proof=f"{target.node.proof} "))


def test_every_condition_of_the_book_is_changed() -> None:
    kinds = {type(target.node).__name__ for target in trees.targets()}

    assert {"AllOf", "AnyOf", "Not", "Has", "AtLeast", "ShareAtLeast", "Declared", "Open"} <= kinds
    assert {"InARow", "CountOfLast", "WithinYears", "RunContaining", "Following"} <= kinds


def test_the_table_counts_every_mutant_once() -> None:
    places = range(0, len(mutants()), 500)

    alive = survivors(places)

    lines = list(table(places, alive))
    assert sum(line.made for line in lines) == len(places)
    for line in lines:
        assert line.made == line.killed + line.equivalent + line.alive
