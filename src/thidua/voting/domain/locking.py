"""Locking the motions of a paper together."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.voting.models import Motion


def locked(keys: Iterable[int]) -> list[Motion]:
    """Lock motions in the order of their keys, before anything else of the act is locked.

    Everybody who takes several takes them in this order, and the journal after them.
    """
    return list(
        Motion.objects.select_for_update(of=("self",)).filter(pk__in=set(keys)).order_by("pk")
    )
