"""The traps of the school's list, row by row."""

from __future__ import annotations

import unicodedata

import pytest

from tests.lists.building import SCHOOL, by_row
from thidua.law import RatingLevel
from thidua.lists.notes import NoteKind
from thidua.lists.rating_words import Unrated


@pytest.fixture
def rows(read_sample):
    return by_row(read_sample(SCHOOL))


@pytest.fixture
def faults(read_sample):
    return {(fault.row, fault.code): fault for fault in read_sample(SCHOOL).faults}


def test_birth_year_stands_under_the_sex(rows):
    assert (rows[12][0].birth.text(), rows[12][0].sex) == ("1972", "female")
    assert (rows[13][0].birth.text(), rows[13][0].sex) == ("1976", "male")


def test_birth_as_full_date_and_as_text(rows):
    assert rows[18][0].birth.text() == "15/8/1985"
    assert rows[16][0].birth.text() == "1983"


def test_nt_repeats_the_cell_above(rows):
    assert rows[14][0].position == "Phó Hiệu trưởng"
    assert rows[17][0].title.code == "CSTDCS"
    assert rows[19][0].rating(2024).level is RatingLevel.HTT
    assert [(claim.code, claim.year) for claim in rows[19][0].awards] == [
        ("LDTT", 2022),
        ("LDTT", 2023),
    ]


@pytest.mark.parametrize("row", [26, 39, 40, 41, 42])
def test_nt_and_its_other_signs_reach_across_blank_rows(rows, row):
    (proposal,) = rows[row]

    assert proposal.title.code == "LDTT"
    assert proposal.position == "Giáo viên"


@pytest.mark.parametrize("row", [14, 21, 31, 46])
def test_decomposed_names_are_composed_and_kept_as_written(rows, row):
    proposal = rows[row][0]

    assert unicodedata.is_normalized("NFC", proposal.name)
    assert not unicodedata.is_normalized("NFC", proposal.name_as_written)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (15, "Bùi Quang Duẩn"),
        (16, "Vũ Thị Lan Chinh"),
        (20, "Đặng Thị Ngọc Nguyệt"),
        (27, "Đoàn Thị Minh Ánh"),
        (33, "Vũ Thị Thảo"),
        (41, "Hà Thị Thu Trang"),
    ],
)
def test_capitals_and_stray_spaces_are_mended(rows, row, name):
    assert rows[row][0].name == name


def test_two_people_of_one_name_are_told_apart(rows, faults):
    fault = faults[25, "same-name"]

    assert rows[18][0].subject != rows[25][0].subject
    assert (fault.severity, fault.column) == ("note", "B")
    assert "sinh 15/8/1985 và 1991" in fault.message


def test_two_proposals_of_one_row_are_one_subject(rows):
    assert [one.title.code for one in rows[15]] == ["CSTDCS", "GK-HUYEN"]
    assert [one.title.code for one in rows[23]] == ["LDTT", "GK-HUYEN"]
    assert len({one.subject for one in rows[15]}) == 1


def test_decision_number_in_four_spellings_is_one(rows):
    numbers = {rows[row][0].initiatives[0].decision.text() for row in (12, 13, 15, 16, 23, 36)}

    assert numbers == {"1204/QĐ-UBND ngày 20/5/2024"}


def test_number_without_symbol_is_completed_aloud(faults):
    assert faults[23, "decision-completed"].severity == "note"


def test_initiative_claimed_twice_is_asked(rows, faults):
    fault = faults[18, "shared-initiative"]

    assert fault.severity == "question"
    assert fault.column == "G"
    assert "dòng 15 (Bùi Quang Duẩn)" in fault.message
    assert rows[15][0].initiatives[0].recognised is True
    assert rows[18][0].initiatives[0].recognised is None


def test_footer_names_are_no_nominees(read_sample):
    names = [proposal.row for proposal in read_sample(SCHOOL).proposals]

    assert max(names) == 47


def test_row_29_is_rated_below_good(rows):
    assert rows[29][0].rating(2024).level is RatingLevel.HT


def test_row_44_is_not_yet_rated(rows):
    rating = rows[44][0].rating(2024)

    assert (rating.level, rating.reason) == (None, Unrated.NOT_YET)


@pytest.mark.parametrize(
    ("row", "kind", "column"),
    [
        (31, NoteKind.DISCIPLINE_PENDING, "L"),
        (33, NoteKind.MATERNITY, "L"),
        (35, NoteKind.SERVICE_SINCE, "L"),
        (35, NoteKind.SHORT_SERVICE, "L"),
        (41, NoteKind.TRANSFER, "L"),
        (18, NoteKind.INITIATIVE_PENDING, "H"),
    ],
)
def test_note_that_bears_on_the_law_is_kept_with_its_place(rows, row, kind, column):
    found = [note for note in rows[row][0].notes if note.kind is kind]

    assert [(note.sheet, note.row, note.column) for note in found] == [("DS nam 2024", row, column)]


def test_transfer_is_not_taken_for_the_start_of_service(rows):
    kinds = {note.kind for note in rows[41][0].notes}

    assert NoteKind.SERVICE_SINCE not in kinds


def test_award_claims_keep_their_years(rows):
    claims = {(claim.code, claim.year) for claim in rows[12][0].awards}

    assert claims == {("CSTDCS", 2021), ("CSTDCS", 2022), ("CSTDCS", 2023)}


def test_dash_claims_nothing(rows):
    assert [(claim.code, claim.year) for claim in rows[21][0].awards] == [("LDTT", 2022)]


def test_cells_are_kept_as_written(rows):
    assert rows[14][0].cells["Chức vụ"] == "nt"
    assert rows[12][0].cells["Danh hiệu đã đạt 2023"] == "CSTĐCS"
