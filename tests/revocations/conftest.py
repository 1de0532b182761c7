"""One house and one issued decision for a whole module; every test rolls back to it."""

from __future__ import annotations

from copy import copy

import pytest
from django.db import transaction
from django.test import override_settings

from tests import factories as make
from tests.rewards import making as money
from thidua.decisions.models import Decision


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """Where the key that signed the certificates stands: a re-issue signs with it again."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, keys):
    """Made once: a decision of 27/12/2024 with CSTĐCS and LĐTT, their payments, their codes."""
    folder = override_settings(KEYS_FOLDER=keys)
    with folder, django_db_blocker.unblock(), transaction.atomic():
        house = make.house()
        yield house, money.issued(house)
        transaction.set_rollback(True)


@pytest.fixture
def house(built, db, settings, keys) -> make.House:
    settings.KEYS_FOLDER = keys
    return copy(built[0])


@pytest.fixture
def decision(built, db) -> Decision:
    return Decision.objects.get(pk=built[1].pk)
