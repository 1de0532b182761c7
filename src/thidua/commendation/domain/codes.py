"""Dossier codes: HS-2024-0391, in order within a year."""

from __future__ import annotations

from django.db import connection

from thidua.commendation.models import Nomination, Round

LOCK = 7413


def next_codes(round_: Round, count: int) -> list[str]:
    """The next `count` codes of the round's year. Serialised until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, round_.year])
    prefix = f"HS-{round_.year}-"
    last = (
        Nomination.objects.filter(authority_id=round_.authority_id, code__startswith=prefix)
        .order_by("-pk")
        .values_list("code", flat=True)
        .first()
    )
    start = int(last.removeprefix(prefix)) if last else 0
    return [f"{prefix}{start + n:04d}" for n in range(1, count + 1)]
