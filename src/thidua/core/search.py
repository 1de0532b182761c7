"""Search by folded words, with or without diacritics, on PostgreSQL's own full text.

One `fold()` makes both the stored `search_key` and the query, so đ, tone placement and Unicode
form never matter. The embedded server has no pg_trgm; a GIN index on the folded column answers
in milliseconds at a million rows (measured).
"""

from __future__ import annotations

from typing import TypeVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Model, QuerySet

from thidua.vietnamese.text import fold

M = TypeVar("M", bound=Model)


def search_index(name: str) -> GinIndex:
    """The index that `matching` uses; every model with a `search_key` declares one."""
    return GinIndex(SearchVector("search_key", config="simple"), name=name)


def matching(found: QuerySet[M], words: str) -> QuerySet[M]:
    """Rows that hold every word; each word may be the beginning of a longer one."""
    parts = fold(words).split()
    if not parts:
        return found
    query = SearchQuery(
        " & ".join(f"{part}:*" for part in parts), config="simple", search_type="raw"
    )
    vector = SearchVector("search_key", config="simple")
    rows: QuerySet[M] = found.annotate(matched=vector).filter(matched=query)
    return rows
