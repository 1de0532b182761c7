"""The migrations end where the models are: the tests' own tables are made from the models."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

# The cache's table is made beside the migrations, in tests as in earnest.
COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'cache_entries'
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'x')
"""
TRIGGERS = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
QUESTIONS = (COLUMNS, CONSTRAINTS, TRIGGERS)


@pytest.mark.django_db
def test_no_migration_is_missing(settings):
    settings.MIGRATION_MODULES = {}

    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


@pytest.mark.django_db
def test_migrations_from_nothing_make_the_tables_of_the_models():
    told = connection.get_connection_params()
    name = f"{told['dbname']}_replayed"
    address = f"postgresql://{told['user']}@/{name}?host={told['host']}"
    with psycopg.connect(host=told["host"], user=told["user"], dbname="postgres") as server:
        server.autocommit = True
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            subprocess.run(
                [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
                env=os.environ
                | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "thidua.config.settings"},
                check=True,
            )
            with psycopg.connect(address) as replayed:
                found = [set(replayed.execute(question).fetchall()) for question in QUESTIONS]
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}"')

    with connection.cursor() as cursor:
        for question, there in zip(QUESTIONS, found, strict=True):
            cursor.execute(question)
            assert there == set(cursor.fetchall())
