"""A council of seven with its secretary."""

from __future__ import annotations

import pytest

from tests.voting.council import Bench, voters


@pytest.fixture
def bench(house) -> Bench:
    return Bench(house, voters(house, 7))
