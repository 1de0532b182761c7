"""Criteria and quantities no register of titles holds: somebody declares them, and the verdict says
who.

Ids are article.clause.point where those are known, article.word where they are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from thidua.law.criteria import culture, flags, forms, honours, medals, orders, professions, titles
from thidua.law.criteria.model import Criterion, Nature, Quantity
from thidua.law.errors import BadBook

LOCAL = "local."
"""Ids of conduct criteria a local rule adds begin so; the proposer vouches for them too."""

ARMED_SUBJECTS = ("24.2.subject", "27.2.subject", "28.2.subject")
"""Ids that ask whether the subject is of the armed forces: Art. 24(2), 27(2), 28(2)."""

_CRITERIA: tuple[tuple[Criterion, ...], ...] = (
    titles.PERSONS,
    titles.COLLECTIVES,
    flags.FLAGS,
    forms.MERIT,
    forms.CERTIFICATES,
    forms.NATIONAL,
    culture.CULTURE,
    orders.ORDERS,
    medals.MEDALS,
    honours.HONOURS,
    professions.PROFESSIONS,
)
_QUANTITIES: tuple[tuple[Quantity, ...], ...] = (
    orders.ORDER_QUANTITIES,
    medals.QUANTITIES,
    honours.QUANTITIES,
    professions.QUANTITIES,
)


@cache
def criteria() -> Mapping[str, Criterion]:
    """Every criterion of the book by id."""
    return MappingProxyType(by_id([one for group in _CRITERIA for one in group]))


@cache
def quantities() -> Mapping[str, Quantity]:
    """Every quantity of the book by id."""
    known = {one.id: one for group in _QUANTITIES for one in group}
    if len(known) != sum(map(len, _QUANTITIES)):
        raise BadBook("a quantity stands twice")
    return MappingProxyType(known)


def by_id(every: Sequence[Criterion]) -> dict[str, Criterion]:
    """``BadBook`` when two criteria have one id."""
    known = {one.id: one for one in every}
    if len(known) != len(every):
        raise BadBook("a criterion stands twice")
    return known


@cache
def vouchable() -> tuple[str, ...]:
    """Ids the proposing unit answers for by proposing."""
    return tuple(one.id for one in criteria().values() if one.vouchable)


@cache
def closable(nature: str) -> tuple[str, ...]:
    """Ids that "no other" of that nature answers with no."""
    return tuple(one.id for one in criteria().values() if one.nature is Nature(nature))


__all__ = [
    "ARMED_SUBJECTS",
    "LOCAL",
    "Criterion",
    "Nature",
    "Quantity",
    "by_id",
    "closable",
    "criteria",
    "quantities",
    "vouchable",
]
