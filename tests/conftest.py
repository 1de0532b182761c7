"""The fixed cast and the guards every test runs under."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Before Django reads its settings: tests have a data folder, an embedded server and inline jobs
# of their own, so they never touch a demo that is running.
os.environ.setdefault(
    "THIDUA_DATA", str(Path(tempfile.gettempdir()) / f"thidua-tests-{os.getuid()}")
)
os.environ.setdefault("THIDUA_JOBS", "inline")
# WhiteNoise warns about a folder that collectstatic has not made yet.
Path(os.environ["THIDUA_DATA"], "static").mkdir(parents=True, exist_ok=True)
os.environ.setdefault("THIDUA_SECRET_KEY", "only-for-tests-0123456789-abcdefghij-klmnop")

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests import factories as make


@pytest.fixture(scope="session", autouse=True)
def _plain_static_and_fast_passwords():
    django_settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def house(db) -> make.House:
    """An authority with two rival units, an office, and one person in every role."""
    return make.house()


@pytest.fixture
def sign_in(client: Client):
    """`sign_in(actor)` gives a client signed in as that member of the cast."""

    def as_actor(actor) -> Client:
        from thidua.accounts.models import User

        fresh = Client()
        fresh.force_login(User.objects.get(pk=actor.user_id))
        return fresh

    return as_actor
