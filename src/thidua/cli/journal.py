"""`thidua journal verify`: is the record what was written? Exit 0 whole, 1 altered."""

from __future__ import annotations

import argparse

from thidua.cli.setup import begin

ALTERED = 1


def run(args: argparse.Namespace) -> int:
    begin()
    from thidua.accounts.domain.audit import verify_journal  # noqa: PLC0415 (after setup)
    from thidua.core.actors import system_actor  # noqa: PLC0415 (after setup)
    from thidua.organizations.models import Authority  # noqa: PLC0415 (after setup)

    broken = False
    for authority in Authority.objects.order_by("pk"):
        found = verify_journal(actor=system_actor(authority.pk), authority=authority)
        print(f"{authority.name}: {found.sentence}")
        if found.entries:
            print(f"  Mã băm của mục cuối còn nguyên vẹn: {found.head}")
        broken = broken or found.broken is not None
    return ALTERED if broken else 0
