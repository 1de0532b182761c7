from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _jobs_at_commit(settings):
    settings.JOBS = "inline"
