from __future__ import annotations

from functools import cache

import pytest

from tests.lists.building import RATINGS, REGISTER, sample
from thidua.lists.proposal import ListReading
from thidua.lists.ratings import read_ratings
from thidua.lists.reading import read_list
from thidua.lists.register import read_register


@cache
def _read(name: str) -> ListReading:
    return read_list(sample(name), name, year=2024)


@pytest.fixture
def read_sample():
    """Read a sample list, each only once for the whole run."""
    return _read


@pytest.fixture(scope="session")
def register():
    return read_register(sample(REGISTER), REGISTER)


@pytest.fixture(scope="session")
def ratings():
    return read_ratings(sample(RATINGS), RATINGS)
