"""`thidua worker`: background work until stopped; what it has in hand it finishes first."""

from __future__ import annotations

import argparse
import os

from thidua.cli.setup import begin


def run(args: argparse.Namespace) -> int:
    begin()
    from procrastinate.contrib.django import app  # noqa: PLC0415 (after setup)

    # As many jobs at once as the machine has processors: each may parse a file in a child process.
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        working.run_worker(concurrency=os.cpu_count() or 1)
    return 0
