"""The award register: 380 awards of persons, 17 of collectives, 12 written twice."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.lists.building import sheet
from thidua.law import Level, SubjectKind
from thidua.lists.register import read_level, register_from_workbook
from thidua.lists.workbook import Workbook

PERSON, COLLECTIVE, _ = SubjectKind

HEADER = (
    "STT",
    "Họ và tên / Tập thể",
    "Năm sinh",
    "Đơn vị",
    "Danh hiệu, hình thức",
    "Số quyết định",
    "Ngày QĐ",
    "Năm",
    "Cấp khen",
    "Ghi chú",
)


def register_of(*rows):
    return register_from_workbook(Workbook("xlsx", (sheet([HEADER, *rows]),)), "so.xlsx")


def by_row(register, row):
    return next(one for one in register.rows if one.row == row)


def test_every_row_is_read(register):
    assert len(register.rows) == 409
    assert Counter((row.kind, row.duplicate_of is not None) for row in register.rows) == {
        (PERSON, False): 380,
        (COLLECTIVE, False): 17,
        (PERSON, True): 12,
    }


def test_titles_in_all_spellings(register):
    assert Counter(row.title.code for row in register.rows) == {
        "LDTT": 324,
        "CSTDCS": 41,
        "GK-HUYEN": 25,
        "TTLDTT": 16,
        "BKT": 2,
        "TTLDXS": 1,
    }


def test_one_duplicate_is_doubtful_and_asked(register):
    (doubtful,) = [row for row in register.rows if row.is_duplicate_doubtful]
    (fault,) = [fault for fault in register.faults if fault.code == "duplicate-doubt"]

    assert (doubtful.row, doubtful.duplicate_of) == (154, 89)
    assert fault.severity == "question"
    assert "năm sinh ghi 1980, dòng kia ghi 1979" in fault.message


def test_years_are_those_of_the_sections_and_the_column(register):
    assert (register.first_year, register.last_year) == (2019, 2023)
    assert all(row.year in range(2019, 2024) for row in register.rows)


def test_year_is_that_of_merit_not_of_the_decision(register):
    city = [row for row in register.rows if row.level is Level.PROVINCE]

    assert [(row.year, row.signed.year) for row in city] == [
        (2022, 2023),
        (2022, 2023),
        (2023, 2024),
    ]


@pytest.mark.parametrize(
    ("row", "number", "written"),
    [
        (6, "4520/QĐ-UBND", "4520/QĐ-UBND"),
        (7, "4520/QĐ-UBND", "Số 4520/QĐ-UBND"),
        (34, "", ""),
    ],
)
def test_decision_numbers_are_normalised_and_kept_raw(register, row, number, written):
    found = by_row(register, row)

    assert (found.number, found.number_as_written) == (number, written)


def test_decision_numbers_that_lack_something_are_noted(register):
    numbers = Counter(row.number for row in register.rows)
    faults = [fault for fault in register.faults if fault.code == "decision-incomplete"]

    assert len(faults) == 22
    assert numbers[""] + sum(numbers[bare] for bare in numbers if bare.isdigit()) == 22


def test_dates_in_all_forms(register):
    assert by_row(register, 10).signed.text() == "27/12/2019"
    assert by_row(register, 27).signed.text() == "27/12/2019"
    assert by_row(register, 37).signed.text() == "27/12/2019"
    assert by_row(register, 35).signed is None
    assert sum(row.signed is None for row in register.rows) == 15


def test_revocation_is_read_with_its_decision(register):
    (revoked,) = [row for row in register.rows if row.is_revoked]

    assert (revoked.row, revoked.name) == (285, "Lưu Thị Duyên")
    assert revoked.revocation.text() == "118/QĐ-UBND ngày 14/3/2023"


def test_names_are_mended_and_kept_as_written(register):
    found = by_row(register, 11)

    assert (found.name, found.name_as_written) == ("Vũ Hữu Long", "VŨ HỮU LONG")


def test_certificate_is_told_by_the_level_column(register):
    assert by_row(register, 35).title.code == "GK-HUYEN"


def test_certificate_without_level_is_asked():
    register = register_of((1, "Vũ Văn Nam", 1980, "THCS A", "GK", "1/QĐ-UBND", "", 2023, "", ""))

    assert register.rows[0].title.code is None
    assert "title-ask" in {fault.code for fault in register.faults}


def test_row_without_year_is_asked():
    register = register_of((1, "Vũ Văn Nam", 1980, "THCS A", "LĐTT", "1/QĐ-UBND", "", "", "", ""))

    assert register.rows[0].year is None
    assert "no-year" in {fault.code for fault in register.faults}


def test_year_against_its_section_is_asked():
    register = register_of(
        ("NĂM 2022",),
        (1, "Vũ Văn Nam", 1980, "THCS A", "LĐTT", "1/QĐ-UBND", "", 2023, "", ""),
    )

    assert register.rows[0].year == 2023
    assert "year-differs" in {fault.code for fault in register.faults}


def test_impossible_decision_date_is_asked():
    register = register_of(
        (1, "Vũ Văn Nam", 1980, "THCS A", "LĐTT", "1/QĐ-UBND", "30/02/2023", 2023, "", "")
    )

    assert "bad-decision-date" in {fault.code for fault in register.faults}


def test_two_people_of_one_name_are_no_duplicate():
    register = register_of(
        (1, "Nguyễn Thị Hương", 1985, "THCS A", "LĐTT", "1/QĐ-UBND", "", 2023, "Huyện", ""),
        (2, "Nguyễn Thị Hương", 1991, "THCS A", "LĐTT", "1/QĐ-UBND", "", 2023, "Huyện", ""),
    )

    assert [row.duplicate_of for row in register.rows] == [None, None]


def test_sheet_without_awards_is_skipped():
    register = register_from_workbook(Workbook("xlsx", (sheet([("a",)]),)), "so.xlsx")

    assert register.rows == ()
    assert register.skipped[0].code == "not-a-register"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Huyện", Level.DISTRICT),
        ("UBND huyện", Level.DISTRICT),
        ("Thành phố", Level.PROVINCE),
        ("Cấp tỉnh", Level.PROVINCE),
        ("UBND xã", Level.COMMUNE),
        ("Thủ tướng", Level.CENTRAL),
        ("Đơn vị", Level.UNIT),
        ("", None),
        ("khác", None),
    ],
)
def test_levels(words, level):
    assert read_level(words) is level
