"""Emptying a PostgreSQL that somebody pointed us to: only when all it holds is a demo of ours."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from thidua.demo.fill import MARK

_RELATIONS = """
SELECT n.nspname, c.relname, c.relkind::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT EXISTS (
    SELECT 1 FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
"""
_ROUTINES = """
SELECT p.oid::regprocedure::text
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public'
  AND (p.proname LIKE 'procrastinate\\_%%' OR p.proname LIKE 'pgtrigger\\_%%')
"""
_TYPES = """
SELECT t.oid::regtype::text
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE n.nspname = 'public' AND t.typtype IN ('e', 'd', 'c') AND t.typname LIKE 'procrastinate\\_%%'
"""


class NotOurs(Exception):
    """The database holds more than a demo; the words say what."""


def empty() -> int:
    """Drop every table of ours; how many. Raises NotOurs before anything is touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_RELATIONS)
        found = cursor.fetchall()
        strange = [f"{schema}.{name}" for schema, name, _ in found if not _ours(schema, name)]
        if strange:
            shown = ", ".join(sorted(strange)[:3])
            raise NotOurs(f"có {len(strange)} bảng không phải của Thi Đua ({shown})")
        names = {name for _, name, _ in found}
        if "organizations_authority" in names and not _is_demo(cursor, names):
            raise NotOurs("có dữ liệu thật, không do bản dùng thử dựng")
        for _, name, _ in found:
            cursor.execute(f'DROP TABLE IF EXISTS public."{name}" CASCADE')
        _drop(cursor, _ROUTINES, "ROUTINE")
        _drop(cursor, _TYPES, "TYPE")
    return len(found)


def _ours(schema: str, name: str) -> bool:
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models}
    cache = settings.CACHES["default"]["LOCATION"]
    ours = tables | {"django_migrations", cache}
    return schema == "public" and (name in ours or name.startswith("procrastinate_"))


def _is_demo(cursor: object, names: set[str]) -> bool:
    """No authority at all, or one that the demo filled."""
    execute, one = cursor.execute, cursor.fetchone  # type: ignore[attr-defined]
    execute("SELECT count(*) FROM organizations_authority")
    if one()[0] == 0:
        return True
    execute("SELECT count(*) FROM journal_auditevent WHERE verb = %s", [MARK])
    return bool(one()[0])


def _drop(cursor: object, query: str, kind: str) -> None:
    cursor.execute(query)  # type: ignore[attr-defined]
    for (name,) in cursor.fetchall():  # type: ignore[attr-defined]
        cursor.execute(f"DROP {kind} IF EXISTS {name} CASCADE")  # type: ignore[attr-defined]
