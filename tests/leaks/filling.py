"""Values for the arguments of addresses, taken from the database when they are asked for."""

from __future__ import annotations

from typing import Any

from django.apps import apps

NEVER = "khong-co"
"""Stands for things the world has none of: the address answers, with nothing."""


MOST = 12


def every(label: str, column: str = "code", most: int = MOST) -> Any:
    found = apps.get_model(label).objects
    return lambda: list(found.order_by("-pk").values_list(column, flat=True)[:most])


def either(*fills: Any) -> Any:
    return lambda: [value for fill in fills for value in fill()]


def rows(label: str, *columns: str) -> Any:
    """What belongs together, as tuples."""
    found = apps.get_model(label).objects
    return lambda: list(found.order_by("-pk").values_list(*columns)[:MOST])


def some(*values: object) -> Any:
    return lambda: list(values)
