"""The migrations end where the models are, and a database of another version is told apart."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder

from thidua.cli.upgrade import upgrade
from thidua.cli.words import Fault

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_a_database_of_another_version_is_refused_with_a_sentence():
    MigrationRecorder.Migration.objects.create(app="registry", name="0009_of_another_version")

    with pytest.raises(Fault, match=r"bước registry\.0009_of_another_version"):
        upgrade(print)
