"""The standards of the book, one file per group of articles, the article above its tree."""

from __future__ import annotations

from thidua.law.standards import (
    collectives,
    culture,
    flags,
    forms,
    gaps,
    honours,
    medals,
    merit,
    national,
    orders,
    orders_labour,
    orders_others,
    persons,
    professions,
)
from thidua.law.standards.standard import Standard

STANDARDS: tuple[Standard, ...] = (
    *persons.STANDARDS,
    *collectives.STANDARDS,
    *flags.STANDARDS,
    *national.STANDARDS,
    *merit.STANDARDS,
    *forms.STANDARDS,
    *culture.STANDARDS,
    *gaps.STANDARDS,
    *orders.STANDARDS,
    *orders_labour.STANDARDS,
    *orders_others.STANDARDS,
    *medals.STANDARDS,
    *honours.STANDARDS,
    *professions.STANDARDS,
)

__all__ = ["STANDARDS", "Standard"]
