"""The traps of the commune's list: three sections, three headers, titles in all spellings."""

from __future__ import annotations

import pytest

from tests.lists.building import COMMUNE, by_row
from thidua.law import RatingLevel, SubjectKind
from thidua.lists.notes import NoteKind
from thidua.lists.rating_words import Unrated


@pytest.fixture
def rows(read_sample):
    return by_row(read_sample(COMMUNE))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (10, "TTLDXS"),
        (11, "CTD-TINH"),
        (12, "TTLDTT"),
        (13, "TTLDTT"),
        (14, "TDPVH"),
        (15, "DVTT"),
        (20, "CSTDCS"),
        (21, "CSTDCS"),
        (22, "BKT"),
        (23, "CSTDCS"),
        (25, "LDTT"),
        (27, "LDTT"),
        (29, "CSTT"),
        (32, "GK-HUYEN"),
        (33, "GK-HUYEN"),
        (36, "GK-XA"),
        (37, "BKT"),
        (39, "BKTTG"),
        (43, "GK-HUYEN"),
        (44, "GK-XA"),
        (46, "GDVH"),
        (47, "BKT"),
    ],
)
def test_title_is_understood(rows, row, code):
    (proposal,) = rows[row]

    assert proposal.title.code == code


def test_ldtt_and_gk_are_two_and_the_second_is_asked(rows):
    first, second = rows[28]

    assert first.title.code == "LDTT"
    assert second.title.code is None
    assert second.title.choices == ("GK-XA", "GK-HUYEN", "GK-DV")
    assert second.title.question == "Giấy khen này do ai tặng?"


def test_slash_between_titles_is_asked(rows):
    (proposal,) = rows[38]

    assert proposal.title.code is None
    assert proposal.title.choices == ("LDTT", "CSTT")


def test_title_unknown_to_the_law_is_asked_with_an_offer(rows):
    (proposal,) = rows[45]

    assert proposal.title.choices == ("GDVH",)


def test_k_is_not_guessed(rows, read_sample):
    rating = rows[31][0].rating(2024)
    (fault,) = [one for one in read_sample(COMMUNE).faults if one.code == "rating-ask"]

    assert (rating.level, rating.reason) == (None, Unrated.AMBIGUOUS)
    assert (fault.row, fault.column, fault.severity) == (31, "F", "question")


def test_xs_and_t_are_read(rows):
    assert rows[20][0].rating(2024).level is RatingLevel.HTXS
    assert rows[22][0].rating(2024).level is RatingLevel.HTT


def test_not_subject_to_rating_is_told_from_blank(rows):
    assert rows[36][0].rating(2024).reason is Unrated.NOT_SUBJECT
    assert rows[37][0].rating(2024).reason is Unrated.BLANK


def test_births_in_their_forms(rows):
    assert rows[20][0].birth.text() == "11/11/1974"
    assert rows[21][0].birth.text() == "1980"
    assert rows[30][0].birth.text() == "1981"


def test_couple_has_two_births_and_two_heads(rows):
    (household,) = rows[45]

    assert (household.birth.text(), household.birth_second.text()) == ("1970", "1973")
    assert household.heads == ("Trần Văn Khoát", "Lê Thị Nhạn")


@pytest.mark.parametrize(
    ("row", "head"),
    [
        (43, "Nguyễn Văn Duyến"),
        (44, "Phạm Thị Xoan"),
        (46, "Vũ Đình Rạng"),
        (47, "Hoàng Thị Lợi"),
    ],
)
def test_head_of_household_is_found_in_its_name(rows, row, head):
    assert rows[row][0].heads == (head,)


@pytest.mark.parametrize(
    ("row", "share"), [(10, (19, 22)), (11, (16, 18)), (12, (3, 3)), (13, (4, 7)), (15, (4, 4))]
)
def test_share_is_part_of_whole(rows, row, share):
    found = rows[row][0].share

    assert (found.part, found.whole) == share


def test_counts_of_fighters_blank_is_not_zero(rows):
    assert rows[10][0].fighters.number == 3
    assert rows[12][0].fighters is None


def test_village_is_a_collective_without_rating_or_numbers(rows):
    (village,) = rows[14]

    assert village.kind is SubjectKind.COLLECTIVE
    assert village.rating(2024).level is None
    assert (village.headcount, village.share) == (None, None)


def test_household_columns(rows):
    (household,) = rows[45]

    assert household.members == 6
    assert household.address == "Thôn Hòa Nhất"
    assert {(claim.code, claim.year) for claim in household.awards} == {
        ("GDVH", year) for year in range(2019, 2025)
    }


def test_nt_in_household_years_repeats_them(rows):
    assert [claim.year for claim in rows[46][0].awards] == list(range(2019, 2025))


def test_initiative_with_decision_in_brackets(rows):
    (initiative,) = rows[21][0].initiatives

    assert initiative.name == "Quản lý thu quỹ đất công ích bằng bảng tính dùng chung"
    assert initiative.decision.text() == "96/QĐ-UBND ngày 12/4/2024"


def test_achievement_in_the_initiative_column_is_no_initiative(rows):
    assert rows[22][0].initiatives == ()
    assert rows[39][0].initiatives == ()


def test_initiative_without_decision_waits(rows):
    (initiative,) = rows[35][0].initiatives

    assert (initiative.recognised, initiative.decision) == (None, None)


def test_awards_in_text_keep_their_years(rows):
    assert [(one.code, one.year) for one in rows[20][0].awards] == [
        ("CSTDCS", 2022),
        ("CSTDCS", 2023),
    ]
    assert [(one.code, one.year) for one in rows[39][0].awards] == [("BKT", 2022)]
    assert [(one.code, one.year) for one in rows[27][0].awards] == [("LDTT", None)]


def test_prior_award_without_giver_stays_open(rows):
    assert [(one.code, one.year) for one in rows[37][0].awards] == [(None, 2021)]


def test_units_question_in_the_notes_is_passed_on(rows):
    assert NoteKind.DOUBT in {note.kind for note in rows[12][0].notes}
