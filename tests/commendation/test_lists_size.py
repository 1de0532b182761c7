"""A long list costs a bounded number of statements: a few for every five hundred lines."""

from __future__ import annotations

import pytest

from tests.commendation.lists_at_hand import answers_to, hand_in, round_for_all, table
from thidua.commendation.domain.list_plan import plan_list
from thidua.commendation.domain.lists import (
    MOST_AT_ONCE,
    answer_many,
    apply_list,
    judge_again,
    questions_of,
    queue_list,
    read,
    start_list,
)
from thidua.commendation.enums import ListState, ListWork
from thidua.commendation.models import ListImport, Nomination
from thidua.commendation.tasks import (
    actor_json,
    actor_of,
    apply_list_import,
    read_list_import,
    undo_list_import,
)
from thidua.core.errors import Refusal

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Hải", "Khánh", "Lan", "Linh", "Long")


def many(count: int) -> bytes:
    """A list of so many different people."""
    rows = []
    for number in range(count):
        family, given = FAMILIES[number % 8], GIVEN[number % 11]
        middle = GIVEN[(number // 8) % 11]
        born = str(1960 + 3 * (number % 12))
        rows.append((f"{family} Thị {middle} {given}", born, "Giáo viên", "HTTNV", "LĐTT"))
    return table(*rows)


def start(house, count):
    return start_list(
        actor=house.clerk, round_=round_for_all(house), unit=house.school, name="to.csv",
        data=many(count),
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_reading_takes_the_same_queries_for_any_number(house, django_assert_num_queries, count):
    list_ = ListImport.objects.select_related("file", "round", "unit").get(
        pk=start(house, count).pk
    )

    with django_assert_num_queries(20):
        read(list_)


@pytest.mark.parametrize("count", [1, 3])
def test_applying_takes_the_same_queries_for_any_number(house, django_assert_num_queries, count):
    list_ = hand_in(house, "to.csv", many(count), unit=house.school, actor=house.clerk)

    with django_assert_num_queries(34):
        apply_list(actor=house.clerk, list_=list_)

    assert Nomination.objects.count() == count


@pytest.mark.parametrize("count", [1, 3])
def test_planning_takes_the_same_queries_for_any_number(house, django_assert_num_queries, count):
    hand_in(house, "to.csv", many(count), unit=house.school, actor=house.clerk)
    list_ = ListImport.objects.select_related("round", "unit").get()

    with django_assert_num_queries(7):
        plan_list(list_)


def test_answers_to_a_long_list_are_judged_in_the_background(house):
    count = MOST_AT_ONCE + 1
    data = many(count) + "\r\nLê Thị An;31/02/1985;Giáo viên;HTTNV;LĐTT".encode()
    list_ = hand_in(house, "to.csv", data, unit=house.school, actor=house.clerk)
    assert questions_of(list_)

    list_ = answer_many(actor=house.clerk, list_=list_, answers=answers_to(list_))
    assert list_.working == ListWork.JUDGE
    with pytest.raises(Refusal, match="Đang xét lại"):
        apply_list(actor=house.clerk, list_=list_)
    judge_again(list_)

    list_.refresh_from_db()
    assert (list_.working, list_.summary["questions"]) == ("", 0)


def test_jobs_read_apply_and_undo_a_list(house):
    list_ = start(house, 2)
    actor = actor_json(house.clerk)

    read_list_import.func(list_id=list_.pk)
    queue_list(actor=house.clerk, list_=list_, work=ListWork.APPLY)
    apply_list_import.func(list_id=list_.pk, actor=actor)
    assert ListImport.objects.get().state == ListState.APPLIED
    queue_list(actor=house.clerk, list_=list_, work=ListWork.UNDO)
    undo_list_import.func(list_id=list_.pk, actor=actor)

    list_.refresh_from_db()
    assert (list_.state, list_.working, list_.trouble) == (ListState.UNDONE, "", "")


def test_second_press_while_the_worker_applies_is_refused(house):
    list_ = hand_in(house, "to.csv", many(2), unit=house.school, actor=house.clerk)
    queue_list(actor=house.clerk, list_=list_, work=ListWork.APPLY)

    with pytest.raises(Refusal, match="Đang nhập"):
        queue_list(actor=house.clerk, list_=list_, work=ListWork.APPLY)


def test_what_stops_the_worker_is_kept_for_the_page(house):
    data = table(("Lê Thị An", "31/02/1985", "Giáo viên", "HTTNV", "LĐTT"))
    list_ = hand_in(house, "ds.csv", data, unit=house.school, actor=house.clerk)
    queue_list(actor=house.clerk, list_=list_, work=ListWork.APPLY)

    apply_list_import.func(list_id=list_.pk, actor=actor_json(house.clerk))

    list_.refresh_from_db()
    assert (list_.state, list_.working) == (ListState.READ, "")
    assert "Ngày sinh không đọc được" in list_.trouble


def test_jobs_leave_when_the_list_is_gone(house):
    read_list_import.func(list_id=0)
    apply_list_import.func(list_id=0, actor=actor_json(house.clerk))

    assert not ListImport.objects.exists()


def test_actor_survives_the_queue(house):
    assert actor_of(actor_json(house.clerk)) == house.clerk
