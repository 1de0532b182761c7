"""The one place that touches the tally."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import psycopg
from django.db import connection
from django.db.models import Sum

from thidua.voting.models import Motion, Tally

# One statement for all rows of all motions: each gets exactly one new version, and rows are found
# by their motion alone, so that the order of the versions is the same whichever was chosen. Adding
# to one row first and touching the others after would leave the chosen row one dead version more
# and could move it to the end of the page.
_ADD = """
    UPDATE voting_tally
    SET count = count + CASE WHEN voting_tally.option = cast_now.option THEN 1 ELSE 0 END
    FROM unnest(%s::bigint[], %s::text[]) AS cast_now (motion_id, option)
    WHERE voting_tally.motion_id = cast_now.motion_id
"""


class TallyBroken(RuntimeError):
    """A vote could not be counted: the tally is not as it was opened, or the server refused."""


def start_tallies(motions: Iterable[Motion]) -> None:
    """Lay out one row for each option of each motion, at 0."""
    Tally.objects.bulk_create(
        Tally(authority_id=motion.authority_id, motion=motion, option=option)
        for motion in motions
        for option in motion.options
    )


def add_votes(votes: Sequence[tuple[Motion, str]]) -> None:
    """Count one vote on each motion, inside the caller's transaction that holds their locks.

    Goes past Django's cursor on purpose: its debug log and whatever watches it would keep the
    choice. Bound on the server, the choice is not in the text that `pg_stat_activity` shows.
    """
    connection.ensure_connection()
    try:
        with psycopg.Cursor(connection.connection) as cursor:
            cursor.execute(_ADD, ([row.pk for row, _ in votes], [option for _, option in votes]))
            moved = cursor.rowcount
    except psycopg.Error as error:
        # The driver's own trace would carry the choice into error reports.
        raise TallyBroken(f"SQLSTATE {error.sqlstate}") from None
    if moved != sum(len(row.options) for row, _ in votes):
        raise TallyBroken(f"{moved} rows")


def votes_counted(motion: Motion) -> int:
    """All votes together; before closing nothing finer is ever read."""
    total = Tally.objects.filter(motion=motion).aggregate(total=Sum("count"))["total"]
    return int(total or 0)


def counts_of(motion: Motion) -> dict[str, int]:
    """Votes by option, in the motion's order of options. For closing and for checking only."""
    return counts_of_many([motion])[motion.pk]


def counts_of_many(motions: Iterable[Motion]) -> dict[int, dict[str, int]]:
    """Votes by option for each motion, by its key. For closing and for checking only: the caller
    shows nothing finer than a sum of a motion that is not closed."""
    rows = list(motions)
    found = {
        (motion, option): count
        for motion, option, count in Tally.objects.filter(motion__in=rows).values_list(
            "motion_id", "option", "count"
        )
    }
    return {
        row.pk: {o: found[row.pk, o] for o in row.options if (row.pk, o) in found} for row in rows
    }


def sweep_tally(*, rewrite: bool) -> None:
    """Remove the old versions of tally rows, whose differences are the single votes.

    `rewrite` makes the file anew, so that nothing is left in the free space of its pages either;
    it needs the table alone for a moment. Not inside a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL) voting_tally" if rewrite else "VACUUM voting_tally")
