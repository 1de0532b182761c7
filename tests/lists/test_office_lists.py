"""The traps of the four office lists: .xls, .ods and two kinds of .csv."""

from __future__ import annotations

import unicodedata

from tests.lists.building import FARMING, FINANCE, JUSTICE, LABOUR, by_row
from thidua.law import RatingLevel, SubjectKind
from thidua.lists.notes import NoteKind
from thidua.lists.rating_words import Unrated


def test_xls_years_under_the_merged_header(read_sample):
    rows = by_row(read_sample(FINANCE))

    assert [rating.year for rating in rows[10][0].ratings] == [2023, 2024]
    assert rows[11][0].rating(2023).level is RatingLevel.HTT
    assert rows[16][0].rating(2023).reason is Unrated.BLANK


def test_xls_births_as_date_and_as_text(read_sample):
    rows = by_row(read_sample(FINANCE))

    assert rows[10][0].birth.text() == "8/8/1975"
    assert rows[11][0].birth.text() == "16/3/1982"


def test_xls_tick_under_sex_means_the_sex_of_the_ticked_names(read_sample):
    rows = by_row(read_sample(FINANCE))

    assert rows[10][0].sex == "female"
    assert rows[11][0].sex == "male"


def test_xls_collective_under_the_persons_header(read_sample):
    (proposal,) = by_row(read_sample(FINANCE))[21]

    assert proposal.kind is SubjectKind.COLLECTIVE
    assert (proposal.share.part, proposal.share.whole) == (9, 10)
    assert proposal.fighters.number == 2


def test_xls_start_of_service_is_read_with_its_day(read_sample):
    (note,) = by_row(read_sample(FINANCE))[16][0].notes

    assert (note.kind, note.day.text()) == (NoteKind.SERVICE_SINCE, "1/4/2024")


def test_ods_title_column_may_stand_before_the_name(read_sample):
    (proposal,) = by_row(read_sample(FARMING))[8]

    assert (proposal.title.code, proposal.title_column) == ("CSTD-BO-TINH", "B")
    assert proposal.name == "Trần Quang Vinh"


def test_ods_scope_that_nobody_certified_stays_open(read_sample):
    (proposal,) = by_row(read_sample(FARMING))[8]
    (initiative,) = proposal.initiatives

    assert initiative.decision.text() == "88/QĐ-UBND ngày 5/4/2024"
    assert initiative.scope is None
    assert NoteKind.SCOPE_UNCERTIFIED in {note.kind for note in proposal.notes}


def test_ods_tick_under_women_only(read_sample):
    rows = by_row(read_sample(FARMING))

    assert (rows[8][0].sex, rows[9][0].sex) == ("male", "female")


def test_windows_1258_text_is_composed(read_sample):
    for proposal in read_sample(LABOUR).proposals:
        assert unicodedata.is_normalized("NFC", proposal.name)


def test_csv_initiative_named_in_the_note(read_sample):
    (initiative,) = by_row(read_sample(LABOUR))[3][0].initiatives

    assert initiative.name == "Một cửa lưu động"
    assert initiative.decision.number == "1204/QĐ-UBND"
    assert initiative.year is None
    assert initiative.recognised is None


def test_csv_decision_without_date_is_asked(read_sample):
    (fault,) = [one for one in read_sample(LABOUR).faults if one.code == "decision-incomplete"]

    assert (fault.row, fault.column, fault.severity) == (3, "I", "question")


def test_csv_line_break_inside_a_cell_keeps_the_row(read_sample):
    (proposal,) = by_row(read_sample(JUSTICE))[8]

    assert proposal.note == "Tuyên truyền PBGDPL; hòa giải cơ sở"


def test_csv_comma_joins_two_titles(read_sample):
    titles = [one.title.code for one in by_row(read_sample(JUSTICE))[5]]

    assert titles == ["CSTDCS", "LDTT"]
