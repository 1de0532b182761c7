"""Rows for the measurements, written in bulk: real shapes, invented names."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from bench.lists import FAMILY, GIVEN, MIDDLE
from tests import factories as make
from thidua.accounts.models import User
from thidua.commendation.enums import State
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import system_actor
from thidua.organizations.domain.people import new_person
from thidua.organizations.models import Authority, Person, Unit
from thidua.registry.models import Award
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.text import fold

CHUNK = 5000
STATES = (State.SUBMITTED, State.EXAMINED, State.AT_COUNCIL, State.GIVEN_BACK)


@dataclass
class World:
    """What the pages are opened with."""

    officer: User
    round: Round
    code: str


def fill(dossiers: int) -> World:
    """The cast and, when asked, a round with that many dossiers; kept between runs."""
    if not Authority.objects.exists():
        make.round_(make.house())
    round_ = Round.objects.order_by("pk").first()
    missing = dossiers - Nomination.objects.filter(round=round_).count()
    if missing > 0:
        _add(round_, missing)
    first = Nomination.objects.filter(round=round_).first()
    return World(User.objects.get(email="officer@example.vn"), round_, first.code if first else "")


def _add(round_: Round, count: int) -> None:
    chance = random.Random(5)
    actor = system_actor(round_.authority_id)
    units = list(Unit.objects.order_by("pk")[:3])
    done = Nomination.objects.count()
    for start in range(0, count, CHUNK):
        size = min(CHUNK, count - start)
        people = Person.objects.bulk_create(
            new_person(
                actor=actor, full_name=_name(chance), birth=PartialDate(chance.randint(1965, 1999))
            )
            for _ in range(size)
        )
        Nomination.objects.bulk_create(
            _dossier(chance, round_, chance.choice(units), person, done + start + number)
            for number, person in enumerate(people, start=1)
        )
        Award.objects.bulk_create(_award(chance, person) for person in people)


def _name(chance: random.Random) -> str:
    return " ".join(chance.choice(part) for part in (FAMILY, MIDDLE, MIDDLE, GIVEN))


def _dossier(
    chance: random.Random, round_: Round, unit: Unit, person: Person, number: int
) -> Nomination:
    # Later than `draft_at`, which is set while writing: the dates of a dossier are in order.
    now = timezone.now() + timedelta(hours=1)
    state, code = chance.choice(STATES), f"HS-2024-{number:06d}"
    met = chance.randint(2, 4)
    return Nomination(
        authority_id=round_.authority_id,
        code=code,
        round=round_,
        unit=unit,
        unit_name=f"Đơn vị {unit.pk}",
        title_code=chance.choice(("LDTT", "LDTT", "CSTDCS", "GK-HUYEN")),
        subject_kind="person",
        person=person,
        name=person.full_name,
        birth_words=str(person.birth_year),
        position="Giáo viên",
        group=chance.choice(("direct", "direct", "leader")),
        search_key=fold(f"{person.full_name} {code}"),
        sort_key=person.sort_key,
        rating_level=chance.randint(1, 3),
        rating_words="HTTNV",
        verdict=("met", "not_met", "not_known")[4 - met],
        met_count=met,
        condition_count=4,
        state=state,
        submitted_at=now,
        examined_at=now,
        at_council_at=now,
        given_back_at=now,
    )


def _award(chance: random.Random, person: Person) -> Award:
    return Award(
        authority_id=person.authority_id,
        person=person,
        title_code="LDTT",
        year=2023,
        decision_number=f"{chance.randint(1, 99)}/QĐ-UBND",
        decided_on=date(2023, 12, 25),
        unit_words="Trường THCS An Đồng",
        search_key=fold(f"{person.full_name} Trường THCS An Đồng"),
        sort_key=person.sort_key,
    )
