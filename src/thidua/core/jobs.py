"""Background work: a job row shown as a progress bar, run by the worker or at commit.

A job function takes plain ids, fetches, leaves when the thing is gone, and calls the domain.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction


def defer(task: Any, **arguments: Any) -> None:
    """Queue a procrastinate task once the surrounding transaction has committed.

    With `JOBS = "inline"` it runs at once at commit: tests and one-off commands need no worker.
    """
    run = task.defer if settings.JOBS == "worker" else task.func
    transaction.on_commit(lambda: run(**arguments))
