"""Many processes that take a number and write a row with it: AUTHORITY HOW-MANY KILLED-EVERY.

One process sets everything up and forks the others, so that each has a connection of its own.
"""

from __future__ import annotations

import os
import signal
import sys

import django
from django.db import connections, transaction
from django.utils import timezone

SYMBOL = "QĐ-UBND"


def issue(authority: int, *, dies: bool) -> None:
    """Take a number, write the decision; or die between the two and the commit."""
    from thidua.decisions.domain.numbering import next_number
    from thidua.decisions.models import Decision

    today = timezone.localdate()
    with transaction.atomic():
        number = next_number(authority_id=authority, year=today.year, kind=SYMBOL)
        Decision.objects.create(
            authority_id=authority,
            kind="revoke",
            state="issued",
            symbol=SYMBOL,
            year=today.year,
            number=number,
            issued_on=today,
            issued_at=timezone.now(),
            subject=f"Quyết định thứ {number}",
            signer_post="CHỦ TỊCH",
        )
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)


def main(authority: int, many: int, every: int) -> None:
    """Fork them all at once, wait, and say how many were killed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    connections.close_all()
    children = []
    for place in range(many):
        child = os.fork()
        if not child:
            issue(authority, dies=place % every == 0)
            os._exit(0)
        children.append(child)
    ends = [os.waitpid(child, 0)[1] for child in children]
    sys.stdout.write(f"killed {sum(os.WIFSIGNALED(one) for one in ends)}\n")
    sys.exit(any(one and not os.WIFSIGNALED(one) for one in ends))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
