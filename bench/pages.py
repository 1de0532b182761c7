"""Pages at 100,000 dossiers: queries and p95, as an officer reads them."""

from __future__ import annotations

import statistics
import time
from datetime import date

import django
from django.core.management import call_command

READS = 30


def prepare(*, dossiers: int):
    """A round with that many dossiers, made once and kept in the bench's own data folder."""
    from django.apps import apps  # noqa: PLC0415 (settings come first)

    if not apps.ready:
        django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from bench.fill import fill  # noqa: PLC0415 (needs Django set up)

    return fill(dossiers)


def timed(client, url: str) -> tuple[int, float, float, int]:
    """Queries, median ms, p95 ms and KB of one page."""
    from django.db import connection, reset_queries  # noqa: PLC0415 (needs Django set up)

    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    connection.force_debug_cursor = True
    reset_queries()
    client.get(url)
    queries = len(connection.queries)
    connection.force_debug_cursor = False
    took = []
    for _ in range(READS):
        began = time.perf_counter()
        client.get(url)
        took.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(took, n=20)[18]
    return queries, statistics.median(took), p95, len(answer.content) // 1024


def run(dossiers: int = 100_000) -> None:
    """Print one line per page."""
    began = time.perf_counter()
    world = prepare(dossiers=dossiers)
    print(f"{dossiers:,} dossiers in one round, ready after {time.perf_counter() - began:.0f} s")
    from django.conf import settings  # noqa: PLC0415 (needs Django set up)
    from django.test import Client  # noqa: PLC0415 (needs Django set up)

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(world.officer)
    base = f"/lam-viec/dot-xet/{world.round.code}/"
    pages = {
        "round page": base,
        "filtered by step": f"{base}?buoc=submitted",
        "searched, no diacritics": f"{base}?q=nguyen+thi+lan",
        "page 900": f"{base}?trang=900",
        "dossier": f"/lam-viec/ho-so/{world.code}/",
        "desk": "/lam-viec/",
        "public search": f"/tra-cuu/?q=nguyen+thi+lan&nam={date(2023, 1, 1):%Y}",
    }
    print(f"{'page':26} {'queries':>8} {'median':>9} {'p95':>9} {'size':>8}")
    for name, url in pages.items():
        queries, median, p95, size = timed(client, url)
        print(f"{name:26} {queries:8d} {median:6.0f} ms {p95:6.0f} ms {size:5d} KB")
