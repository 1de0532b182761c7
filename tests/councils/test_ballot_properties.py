"""Any votes in any order: each line counts what was chosen on it, by as many as voted."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.councils.making import Table, table
from thidua.councils.ballot_queries import own_lines
from thidua.voting.domain.checking import verify
from thidua.voting.domain.counting import counts_of
from thidua.voting.enums import OBLIGATORY

VOTERS, LINES = 4, 3
CHOICE = st.tuples(*[st.sampled_from(OBLIGATORY)] * LINES)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(papers=st.permutations(range(VOTERS)), choices=st.tuples(*[CHOICE] * VOTERS))
def test_each_line_counts_what_was_chosen_whatever_the_order(house, papers, choices):
    council: Table = getattr(house, "council", None) or table(
        house, count=VOTERS, titles=("CSTDCS",) * LINES
    )
    house.council = council
    with transaction.atomic():
        sheet = council.opened()
        for number in papers:
            council.vote(council.voters[number], sheet, *choices[number])
        found = [counts_of(line.motion) for line in own_lines(council.voters[0], sheet)]
        transaction.set_rollback(True)

    for line, counts in enumerate(found):
        expected = Counter(chosen[line] for chosen in choices)
        assert counts == {option: expected[option] for option in OBLIGATORY}
        assert sum(counts.values()) == VOTERS
    assert verify(council.session.authority_id).faults == ()
