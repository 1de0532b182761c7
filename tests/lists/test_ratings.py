"""The ratings: 153 people over six years, every way of not being rated told apart."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.lists.building import sheet
from thidua.law import RatingLevel
from thidua.lists.notes import NoteKind
from thidua.lists.rating_words import Unrated
from thidua.lists.ratings import ratings_from_workbook
from thidua.lists.workbook import Workbook


def by_name(ratings, name):
    return next(row for row in ratings.rows if row.name == name)


def test_everybody_and_every_year_is_read(ratings):
    assert len(ratings.rows) == 153
    assert ratings.years == (2019, 2020, 2021, 2022, 2023, 2024)
    assert {len(row.ratings) for row in ratings.rows} == {6}
    assert ratings.faults == ()


def test_levels_and_reasons(ratings):
    found = Counter(
        rating.level if rating.level is not None else rating.reason
        for row in ratings.rows
        for rating in row.ratings
    )

    assert found == {
        RatingLevel.HTT: 673,
        RatingLevel.HTXS: 135,
        RatingLevel.HT: 35,
        RatingLevel.KHT: 12,
        Unrated.BLANK: 34,
        Unrated.DASH: 14,
        Unrated.NOT_EMPLOYED: 13,
        Unrated.LEAVE: 1,
        Unrated.NOT_YET: 1,
    }


@pytest.mark.parametrize(
    ("name", "year", "reason"),
    [
        ("Hoàng Thị Hồng Nhung", 2023, Unrated.LEAVE),
        ("Trịnh Thị Bích", 2024, Unrated.NOT_YET),
        ("Trần Thị Ngọc Quỳnh", 2019, Unrated.DASH),
        ("Trần Thị Ngọc Quỳnh", 2020, Unrated.BLANK),
        ("Trần Thị Ngọc Quỳnh", 2022, Unrated.NOT_EMPLOYED),
    ],
)
def test_kinds_of_not_known(ratings, name, year, reason):
    assert by_name(ratings, name).rating(year).reason is reason


def test_births_in_their_forms(ratings):
    assert by_name(ratings, "Nguyễn Thị Thúy Hằng").birth.text() == "12/8/1972"
    assert by_name(ratings, "Đỗ Thị Bích Thoa").birth.text() == "19/11/1979"
    assert by_name(ratings, "Phạm Văn Luân").birth.text() == "1976"


def test_discipline_in_free_text(ratings):
    pending = by_name(ratings, "Đinh Hữu Nghĩa")
    punished = by_name(ratings, "Lê Mạnh Oánh")

    assert [note.kind for note in pending.notes] == [NoteKind.DISCIPLINE_PENDING]
    assert [note.kind for note in punished.notes] == [NoteKind.DISCIPLINED]
    assert punished.notes[0].day.text() == "5/7/2021"
    assert punished.discipline_column == "K"


def test_k_means_what_the_legend_says():
    rows = [
        ("XS: hoàn thành xuất sắc; T: hoàn thành tốt; K: không hoàn thành.",),
        ("STT", "Họ và tên", "Đơn vị", "Mức xếp loại năm", ""),
        ("", "", "", 2023, 2024),
        (1, "Vũ Văn Nam", "THCS A", "K", "T"),
    ]

    (row,) = ratings_from_workbook(Workbook("xlsx", (sheet(rows),)), "x").rows

    assert row.rating(2023).level is RatingLevel.KHT


def test_unclear_rating_is_asked():
    rows = [("STT", "Họ và tên", "Đơn vị", "Xếp loại 2024"), (1, "Vũ Văn Nam", "THCS A", "K")]

    reading = ratings_from_workbook(Workbook("xlsx", (sheet(rows),)), "x")

    assert [fault.code for fault in reading.faults] == ["rating-ask"]


def test_file_without_years_is_skipped():
    reading = ratings_from_workbook(Workbook("xlsx", (sheet([("a",)]),)), "x")

    assert (reading.rows, reading.skipped[0].code) == ((), "no-ratings")
