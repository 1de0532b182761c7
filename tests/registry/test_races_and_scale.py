"""Two officers at once, and ten thousand lines."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from tests.registry.workbooks import award, register
from thidua.core.errors import Refusal
from thidua.organizations.models import Person
from thidua.registry.domain import imports
from thidua.registry.domain.undo import undo_batch
from thidua.registry.enums import RowState
from thidua.registry.models import Award, ImportRow


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_applying_at_once_one_wins_and_the_other_is_told(house, bring):
    batch = bring(house, register(award("Lê Thị Nga"), award("Lê Thị Lan")))
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def press() -> None:
        start.wait()
        try:
            imports.apply_batch(actor=house.officer, batch=batch)
            outcomes.append("đã nhập")
        except Refusal as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    officers = [threading.Thread(target=press) for _ in range(2)]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()

    told, done = sorted(outcomes)
    assert done == "đã nhập"
    assert "đã nhập tệp này lúc" in told
    assert (Award.objects.count(), Person.objects.count()) == (2, 2)


def many(count: int) -> bytes:
    """A register of `count` lines about a third as many people."""
    families = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
    middles = ("Văn", "Thị", "Minh", "Thanh", "Quang", "Ngọc", "Hồng", "Đức", "Xuân", "Kim")
    givens = ("Quỳnh", "Bình", "Châu", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh")
    lines = []
    for number in range(count):
        person, year = divmod(number, 3)
        name = f"{families[person % 10]} {middles[person // 10 % 10]} {givens[person // 100 % 11]}"
        lines.append(
            award(
                name,
                birth=str(1960 + person // 1100 * 3),
                year=2020 + year,
                number=f"{100 + year}/QĐ-UBND",
                day=f"20/12/{2020 + year}",
            )
        )
    return register(*lines)


def test_three_thousand_lines_take_a_bounded_number_of_queries(
    house, bring, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60):
        batch = bring(house, many(3_000))
    assert ImportRow.objects.filter(batch=batch, state=RowState.READY).count() == 3_000

    with django_assert_max_num_queries(80):
        counts = imports.apply_batch(actor=house.officer, batch=batch)
    assert (counts["awards"], counts["people"]) == (3_000, 1_000)

    with django_assert_max_num_queries(80):
        undo_batch(actor=house.officer, batch=batch)
    assert Person.objects.filter(withdrawn_at__isnull=True).count() == 0
