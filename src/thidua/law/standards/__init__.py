"""The standards of the book, one file per group of articles, the article above its tree."""

from __future__ import annotations

from thidua.law.standards import collectives, culture, forms, persons
from thidua.law.standards.standard import Standard

STANDARDS: tuple[Standard, ...] = (
    *persons.STANDARDS,
    *collectives.STANDARDS,
    *forms.STANDARDS,
    *culture.STANDARDS,
)

__all__ = ["STANDARDS", "Standard"]
