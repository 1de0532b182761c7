"""Ratings and discipline brought in by a file: what is on record stays, news are added."""

from __future__ import annotations

from datetime import date

from tests import factories as make
from tests.registry.workbooks import ratings
from thidua.registry.domain import imports
from thidua.registry.domain.undo import undo_batch
from thidua.registry.enums import BatchKind, RowState
from thidua.registry.models import Discipline, Rating


def apply(house, batch) -> None:
    imports.apply_batch(actor=house.officer, batch=batch)


def bring_ratings(bring, house, years, *lines):
    return bring(house, ratings(years, *lines), kind=BatchKind.RATINGS)


def test_rating_on_record_is_kept_and_the_difference_told(house, bring):
    known = make.person(house, "Lê Thị Nga", 1985)
    make.rating(known, 2022, 2)
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng", "HTXSNV", "HTTNV")
    batch = bring_ratings(bring, house, (2022, 2023), line)

    row = batch.rows.get()
    assert row.why == "Giữ kết quả đang có: năm 2022 sổ ghi HTTNV, tệp ghi HTXSNV."

    apply(house, batch)
    assert list(known.ratings.order_by("year").values_list("year", "level")) == [
        (2022, 2),
        (2023, 2),
    ]


def test_rating_replaces_not_yet_and_undo_puts_it_back(house, bring):
    known = make.person(house, "Lê Thị Nga", 1985)
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng")
    apply(house, bring_ratings(bring, house, (2023,), (*line, "chưa ĐG")))
    later = bring_ratings(bring, house, (2023,), (*line, "HTTNV"))
    apply(house, later)
    now = known.ratings.filter(withdrawn_at__isnull=True)
    assert [one.level for one in now] == [2]

    undo_batch(actor=house.officer, batch=later)

    assert [one.why_none for one in now.all()] == ["not_yet"]


def test_ratings_all_on_record_are_a_repeat(house, bring):
    known = make.person(house, "Lê Thị Nga", 1985)
    make.rating(known, 2023, 2)
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng", "T")
    batch = bring_ratings(bring, house, (2023,), line)

    assert (batch.rows.get().state, batch.rows.get().why) == (
        RowState.DUPLICATE,
        "Các năm của dòng này đã có trong sổ.",
    )


def test_reason_on_record_and_another_in_the_file_are_both_told(house, bring):
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng")
    apply(house, bring_ratings(bring, house, (2023,), (*line, "Không ĐG (thai sản)")))

    batch = bring_ratings(bring, house, (2023,), (*line, "chưa công tác"))

    assert batch.rows.get().why == (
        "Giữ kết quả đang có: năm 2023 sổ ghi nghỉ thai sản, tệp ghi chưa công tác."
    )


def test_discipline_written_in_two_files_is_recorded_once(house, bring):
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng")
    paper = "Khiển trách, QĐ 233/QĐ-UBND ngày 05/7/2021"
    apply(house, bring_ratings(bring, house, (2021,), (*line, "HTNV", paper)))

    apply(house, bring_ratings(bring, house, (2022,), (*line, "HTTNV", paper)))

    case = Discipline.objects.get()
    assert (case.measure, case.since) == ("Khiển trách", date(2021, 7, 5))
    assert Rating.objects.count() == 2


def test_rating_of_a_collective_is_the_collectives(house, bring):
    name = "Trường THCS An Đồng"
    data = ratings((2023,), (name, "", name, "HTXSNV"), who="Tên tập thể")
    apply(house, bring(house, data, kind=BatchKind.RATINGS))

    assert Rating.objects.get().collective == house.school
    again = bring(house, data, kind=BatchKind.RATINGS)
    assert again.rows.get().state == RowState.DUPLICATE


def test_unreadable_rating_is_named_and_the_other_years_are_written(house, bring):
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng", "khá", "HTTNV")
    batch = bring_ratings(bring, house, (2022, 2023), line)
    apply(house, batch)

    assert [fault["code"] for fault in batch.rows.get().faults] == ["rating-ask"]
    assert list(Rating.objects.values_list("year", flat=True)) == [2023]
