"""The fixed cast and the guards every test runs under."""

from __future__ import annotations

import os

import pytest
from django.test import Client

from tests import factories as make
from tests import flushing
from thidua.accounts.models import User

flushing.install()
# A test database need not outlive a power cut: commits do not wait for the disk.
os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.KEYS_FOLDER = tmp_path / "keys"


@pytest.fixture
def house(db) -> make.House:
    """An authority with two rival units, an office, and one person in every role."""
    return make.house()


@pytest.fixture
def sign_in():
    """`sign_in(actor)` gives a client signed in as that member of the cast."""

    def as_actor(actor) -> Client:
        fresh = Client()
        fresh.force_login(User.objects.get(pk=actor.user_id))
        return fresh

    return as_actor
