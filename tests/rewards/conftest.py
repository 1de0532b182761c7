"""One house and one issued decision for a whole module; every test rolls back to it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

import pytest
from django.db import transaction

from tests import factories as make
from tests.rewards import making
from thidua.decisions.models import Decision
from thidua.rewards.domain import lists


@dataclass
class Built:
    house: make.House
    decision: Decision


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Made once; the walk of two dossiers to a decision costs more than most tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        house = make.house()
        yield Built(house, making.issued(house))
        transaction.set_rollback(True)


@pytest.fixture
def house(built, db) -> make.House:
    return copy(built.house)


@pytest.fixture
def decision(built, db) -> Decision:
    """Issued on 27/12/2024: CSTĐCS 2.340.000 đồng, LĐTT 710.000 đồng, with their payments."""
    return Decision.objects.get(pk=built.decision.pk)


@pytest.fixture
def scene(house, decision):
    """A decision with two payments on a list, a fund, an item of stock, a ceremony."""
    fund = making.fund(house)
    item = making.item(house)
    rows = making.payments(decision)
    row = lists.draw_up(actor=house.officer, payments=rows)
    return {
        "decision": decision,
        "fund": fund,
        "item": item,
        "list": row,
        "ceremony": making.ceremony(house, decision),
        "payments": making.payments(decision),
    }
