"""Kleene's logic, in both of its forms."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.strategies import bare_facts
from thidua.law.algebra import Atom, Tri, at_least, every, some, tri_and, tri_not, tri_or
from thidua.law.scalar import MustMay

TRI = (True, False, None)
tri = st.sampled_from(TRI)


class Plain:
    """``Algebra[Tri]`` whose atoms are given by signal."""

    def __init__(self, **values: Tri) -> None:
        self.values = values

    def read(self, atom: Atom) -> Tri:
        return self.values[atom.signal]

    and_ = staticmethod(tri_and)
    or_ = staticmethod(tri_or)
    not_ = staticmethod(tri_not)


def as_pair(value: Tri) -> tuple[bool, bool]:
    return value is True, value is not False


@pytest.mark.parametrize(
    ("left", "right", "conjunction", "disjunction"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_tables_are_kleenes(left: Tri, right: Tri, conjunction: Tri, disjunction: Tri) -> None:
    assert tri_and(left, right) is tri_and(right, left) is conjunction
    assert tri_or(left, right) is tri_or(right, left) is disjunction


def test_not_keeps_unknown() -> None:
    assert [tri_not(value) for value in TRI] == [False, True, None]


@given(tri, tri)
def test_de_morgan_holds(left: Tri, right: Tri) -> None:
    assert tri_not(tri_and(left, right)) is tri_or(tri_not(left), tri_not(right))


@given(tri, tri, tri)
def test_and_distributes_over_or(one: Tri, two: Tri, three: Tri) -> None:
    assert tri_and(one, tri_or(two, three)) is tri_or(tri_and(one, two), tri_and(one, three))


@given(bare_facts)
def test_must_may_says_the_same_as_the_tables(facts) -> None:
    pairs = MustMay(facts)

    for left, right in product(TRI, repeat=2):
        assert pairs.and_(as_pair(left), as_pair(right)) == as_pair(tri_and(left, right))
        assert pairs.or_(as_pair(left), as_pair(right)) == as_pair(tri_or(left, right))
        assert pairs.not_(as_pair(left)) == as_pair(tri_not(left))


@given(st.lists(tri, min_size=1, max_size=7), st.data())
def test_at_least_counts_what_is_certain_and_what_is_possible(values, data) -> None:
    n = data.draw(st.integers(1, len(values)))

    counted = at_least(Plain(), n, values)

    certain = sum(value is True for value in values)
    possible = sum(value is not False for value in values)
    assert counted is (True if certain >= n else None if possible >= n else False)


@pytest.mark.parametrize("n", [0, 3])
def test_at_least_of_an_impossible_number_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match=f"at least {n} of 2"):
        at_least(Plain(), n, [True, False])


@given(st.lists(tri, min_size=1))
def test_every_and_some_are_duals(values) -> None:
    denied = [tri_not(value) for value in values]

    assert every(Plain(), values) is tri_not(some(Plain(), denied))
