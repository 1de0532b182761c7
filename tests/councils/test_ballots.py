"""Ballot papers: drawn up, opened, voted on, closed; what each step does and refuses."""

from __future__ import annotations

import pytest

from tests.councils.making import Table, table
from thidua.commendation.models import Nomination
from thidua.councils.ballot_queries import (
    all_lines,
)
from thidua.councils.models import Result
from thidua.voting.domain.checking import verify


@pytest.fixture
def council(house) -> Table:
    return table(house)


def states(council: Table) -> list[str]:
    keys = [row.pk for row in council.rows]
    found = Nomination.objects.in_bulk(keys)
    return [found[key].state for key in keys]


def test_whole_way_from_paper_to_results(council):
    sheet = council.opened()
    for number, voter in enumerate(council.voters):
        first = "agree" if number else "disagree"
        council.vote(voter, sheet, "agree", first)
    done = council.closed(sheet)

    lines = list(all_lines(done))
    results = {one.nomination_id: one for one in Result.objects.all()}
    counts = [(r.in_favour, r.against, r.abstained, r.invalid, r.passed)
              for r in (results[line.nomination_id] for line in lines)]  # fmt: skip
    assert done.state == "closed"
    assert counts == [(5, 0, 0, 0, True), (4, 1, 0, 0, True)]
    assert states(council) == ["decided", "decided"]
    assert {r.recorded_by_name for r in results.values()} == {
        "Trần Thu Hà, Phạm Hùng Việt (phiếu kín)"
    }
    assert verify(council.session.authority_id).faults == ()
