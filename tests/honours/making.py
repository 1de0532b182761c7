"""Cases of long-standing honours for tests."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.honours.case_alerts import Standing, standing
from thidua.honours.case_enums import CaseKind, Relation
from thidua.honours.case_queries import limits_of, settings_of
from thidua.honours.domain.case_family import CaseFacts, MemberData, add_member, note_facts
from thidua.honours.domain.cases import CaseData, move_case, open_case
from thidua.honours.models import HonourCase

RECEIVED = date(2024, 3, 4)
SERVED = CaseFacts(volunteer=True, volunteer_months=24, tasks_done=True, loyal=True)
OLD_WAY = (
    ("to_commune", date(2024, 3, 5)),
    ("to_district", date(2024, 4, 10)),
    ("to_province", date(2024, 6, 3)),
    ("to_ministry", date(2024, 8, 1)),
    ("to_prime_minister", date(2024, 10, 1)),
    ("to_president", date(2024, 11, 4)),
)


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def case(
    house, kind: str = CaseKind.MOTHER, *, actor: Actor | None = None, unit=None, **data
) -> HonourCase:
    """A draft of the rival commune, declared by the person."""
    values = {"name": "Ngô Thị Bền", "by_relative": False, "received_on": RECEIVED} | data
    if kind == CaseKind.FAMILY:
        values.setdefault("title_code", "HCDL3")
    return open_case(
        actor=actor or house.officer,
        unit=unit or house.rival,
        kind=kind,
        data=CaseData(**values),
    )


def member(house, row: HonourCase, relation: str = Relation.CHILD, name: str = "A", **data):
    return add_member(
        actor=house.officer, case=row, data=MemberData(relation=relation, name=name, **data)
    )


def martyrs(house, row: HonourCase, number: int) -> None:
    for one in range(number):
        member(house, row, name=f"Con {one}", certificate=f"TQ-{row.pk}-{one}")


def facts(house, row: HonourCase, **values) -> HonourCase:
    return note_facts(actor=house.officer, case=row, facts=CaseFacts(**values))


def walked(house, row: HonourCase, steps: int, way=OLD_WAY) -> HonourCase:
    for name, day in way[:steps]:
        row = move_case(actor=house.officer, case=row, name=name, on=day)
    return row


def reckoned(row: HonourCase, today: date) -> Standing:
    held = settings_of(row.authority_id), limits_of(row.authority_id)
    return standing(row, today, *held)
