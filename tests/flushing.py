"""Quick emptying of the database after a test with real transactions.

Django's own way truncates every table, whether anything is in it or not, and writes the content
types and permissions again: about a second each time. Here only rows that are there are deleted.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.test import TransactionTestCase

KEPT = {"django_content_type", "auth_permission"}
"""Written by `migrate` for the models there are; no test changes them."""

_plain = TransactionTestCase._fixture_teardown


def install() -> None:
    TransactionTestCase._fixture_teardown = _fixture_teardown


def _fixture_teardown(self: TransactionTestCase) -> None:
    for name in self._databases_names(include_mirrors=False):
        with connections[name].cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if not cursor.fetchone()[0]:  # only a superuser can put triggers and keys aside
                _plain(self)
                return
            _delete(cursor, connections[name])


def _delete(cursor: Any, connection: Any) -> None:
    found = set(connection.introspection.django_table_names(only_existing=True)) - KEPT
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})"  # noqa: S608
        for table in sorted(found)
    )
    cursor.execute(asked)
    filled = [connection.ops.quote_name(table) for (table,) in cursor.fetchall()]
    cursor.execute("SET session_replication_role = replica")
    try:
        for table in filled:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (names of our own tables)
    finally:
        cursor.execute("SET session_replication_role = DEFAULT")
