"""The journal: append-only, gapless under concurrency, and altered entries are named."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from thidua.core.actors import system_actor
from thidua.journal.domain.record import GENESIS, Act, digest, record, record_many
from thidua.journal.domain.verify import verify
from thidua.journal.models import AuditEvent
from thidua.journal.queries import events_of
from thidua.organizations.models import Authority, Unit

UPDATE = 'UPDATE journal_auditevent SET "%s" = %%s WHERE id = %%s'


def write(house, count: int) -> None:
    actor = system_actor(house.authority.pk)
    for number in range(count):
        record(actor=actor, verb="unit.note", obj=house.school, sentence=f"Ghi chú {number}")


def alter(sql: str, *values) -> None:
    """As an intruder with the owner's rights over the tables would."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def last() -> AuditEvent:
    return AuditEvent.objects.order_by("-sequence").first()


def test_an_untouched_journal_is_whole(house):
    write(house, 3)

    found = verify(house.authority.pk)

    assert found.broken is None
    assert found.entries == AuditEvent.objects.count()
    assert found.head == last().hash


def test_the_first_entry_hangs_on_nothing_and_each_other_on_the_one_before(house):
    write(house, 2)

    events = list(AuditEvent.objects.order_by("sequence"))
    assert events[0].previous_hash == GENESIS
    assert [e.previous_hash for e in events[1:]] == [e.hash for e in events[:-1]]
    assert [e.sequence for e in events] == list(range(1, len(events) + 1))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sentence", "Chưa từng có chuyện này"),
        ("actor_name", "Người khác"),
        ("role", "Vai khác"),
        ("verb", "unit.other"),
        ("object_code", "XXXX"),
        ("data", '{"n": 1}'),
        ("at", "2020-01-01 00:00+07"),
        ("request_id", "khac"),
        ("hash", "f" * 64),
    ],
)
def test_the_first_altered_entry_is_named_whatever_was_altered(house, column, value):
    write(house, 4)
    second, third = AuditEvent.objects.order_by("-sequence")[1:3]
    for event in (second, third):
        alter(UPDATE % column, value, event.pk)

    found = verify(house.authority.pk)

    assert found.broken == third.sequence
    assert f"Mục số {third.sequence}" in found.sentence


def test_an_entry_rewritten_with_a_fitting_hash_breaks_the_next_one(house):
    write(house, 3)
    victim = AuditEvent.objects.order_by("-sequence")[1]
    victim.sentence = "Viết lại cho khéo"
    alter(
        "UPDATE journal_auditevent SET sentence = %s, hash = %s WHERE id = %s",
        victim.sentence, digest(victim), victim.pk,
    )  # fmt: skip

    assert verify(house.authority.pk).broken == victim.sequence + 1


def test_a_missing_entry_is_named(house):
    write(house, 3)
    victim = AuditEvent.objects.order_by("-sequence")[1]
    alter("DELETE FROM journal_auditevent WHERE id = %s", victim.pk)

    found = verify(house.authority.pk)

    assert found.broken == victim.sequence
    assert found.sentence == f"Thiếu mục số {victim.sequence} của nhật ký."


def test_an_inserted_entry_is_named(house):
    write(house, 2)
    event = last()
    event.pk, event.sequence, event.sentence = None, event.sequence + 1, "Thêm lén"
    event.save(force_insert=True)

    assert verify(house.authority.pk).broken == event.sequence


@pytest.mark.parametrize(
    "act",
    [
        lambda event: AuditEvent.objects.filter(pk=event.pk).update(sentence="Khác"),
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: AuditEvent.objects.all().delete(),
    ],
    ids=["update", "save", "delete", "clear"],
)
def test_the_database_refuses_to_change_or_erase(house, act):
    write(house, 1)
    event = last()
    event.sentence = "Khác"

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        act(event)

    event.refresh_from_db()
    assert event.sentence == "Ghi chú 0"


def test_a_rolled_back_act_leaves_no_gap(house):
    write(house, 1)
    before = last().sequence

    with transaction.atomic():
        write(house, 1)
        transaction.set_rollback(True)
    write(house, 1)

    assert last().sequence == before + 1
    assert verify(house.authority.pk).broken is None


def test_two_authorities_have_chains_of_their_own(house):
    other = Authority.objects.create(code="khac", name="UBND khác", place="Khác")
    write(house, 1)

    record(actor=system_actor(other.pk), verb="x.y", obj=other, sentence="Mục đầu")

    assert AuditEvent.objects.get(authority=other).sequence == 1
    assert verify(other.pk).broken is None
    assert verify(house.authority.pk).broken is None


def test_acts_on_one_thing_are_found_newest_first(house):
    write(house, 2)

    sentences = [event.sentence for event in events_of(house.school)][:2]

    assert sentences == ["Ghi chú 1", "Ghi chú 0"]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
            st.dictionaries(st.sampled_from("abc"), st.integers() | st.none() | st.booleans()),
        ),
        max_size=5,
    )
)
def test_whatever_is_written_verifies(house, acts):
    record_many(
        system_actor(house.authority.pk),
        [Act("unit.note", house.school, sentence, data) for sentence, data in acts],
    )

    assert verify(house.authority.pk).broken is None


@pytest.mark.django_db(transaction=True)
class TestConcurrentWriters:
    def test_never_share_a_number_nor_leave_a_gap(self):
        house = make.house()
        start = AuditEvent.objects.count()
        barrier = threading.Barrier(4)
        failures: list[BaseException] = []

        def writer(number: int) -> None:
            try:
                unit = Unit.objects.get(pk=house.school.pk)
                actor = system_actor(house.authority.pk)
                barrier.wait(timeout=20)
                for turn in range(5):
                    with transaction.atomic():
                        record(actor=actor, verb="x.y", obj=unit, sentence=f"{number}.{turn}")
                        record(actor=actor, verb="x.y", obj=unit, sentence=f"{number}.{turn}b")
            except BaseException as error:  # noqa: BLE001 (shown by the assertion below)
                failures.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=writer, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert failures == []
        assert AuditEvent.objects.count() == start + 40
        numbers = AuditEvent.objects.order_by("sequence").values_list("sequence", flat=True)
        assert list(numbers) == list(range(1, start + 41))
        assert verify(house.authority.pk).broken is None
