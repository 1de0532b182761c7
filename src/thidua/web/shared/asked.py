"""What the address of a list asks for: words, one choice among several, an order, a standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.http import QueryDict

from thidua.web.templatetags.td import changed_query


def words_of(query: QueryDict) -> str:
    return query.get("q", "").strip()[:100]


def one_of(query: QueryDict, name: str, allowed: Any) -> str:
    """The value asked for, or "" where it is none of `allowed`."""
    value = query.get(name, "")
    return value if value in allowed else ""


def sort_of(query: QueryDict, sorts: Any, usual: str) -> str:
    sort = query.get("sap_xep", usual)
    return sort if sort.lstrip("-") in sorts else usual


def order_by(sort: str, sorts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The columns of a sort; a leading "-" turns each of them round."""
    columns = sorts[sort.lstrip("-")]
    if not sort.startswith("-"):
        return columns
    return tuple(one.removeprefix("-") if one.startswith("-") else f"-{one}" for one in columns)


def chips(
    query: QueryDict, name: str, current: str, found: Iterable[tuple[str, str, int]]
) -> list[dict[str, Any]]:
    """One link for each (value, label, count) of `found`; exactly one is current."""
    return [
        {
            "label": label,
            "count": count,
            "url": changed_query(query, {name: value}),
            "current": value == current,
        }
        for value, label, count in found
    ]


def state_chips(
    query: QueryDict,
    name: str,
    current: str,
    states: type[TextChoices],
    counts: Mapping[str, int],
    *,
    first: tuple[str, int] | None = None,
) -> list[dict[str, Any]]:
    """`first` (label and count; all of them if not said), then each state that has something.

    The state one stands on keeps its link when its last case leaves it.
    """
    label, total = first or ("Tất cả", sum(counts.values()))
    shown = [one for one in states if counts.get(one) or one == current]
    rows = [("", label, total), *((one.value, one.label, counts.get(one, 0)) for one in shown)]
    return chips(query, name, current, rows)
