"""The sample lists judged: alone and against the official records."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lists.building import COMMUNE, FARMING, FINANCE, LABOUR, SCHOOL, read_rows
from thidua.law import Verdict
from thidua.lists.checking import check_list
from thidua.lists.linking import link_records

ON = date(2024, 12, 31)


def checked(reading, register=None, ratings=None):
    links = link_records(reading, register, ratings)
    return {
        (one.proposal.row, one.proposal.title.code): one
        for one in check_list(reading, links, on=ON)
    }


def kinds(found):
    return {(remark.kind, remark.code) for remark in found.remarks}


MET, NOT_MET, NOT_KNOWN, ASK = "met", "not_met", "not_known", "ask"


@pytest.mark.parametrize(
    ("row", "code", "outcome"),
    [
        (12, "CSTD-BO-TINH", NOT_KNOWN),
        (13, "CSTDCS", MET),
        (14, "CSTDCS", MET),
        (16, "CSTDCS", MET),
        (29, "LDTT", NOT_MET),
        (31, "LDTT", NOT_MET),
        (33, "LDTT", MET),
        (35, "LDTT", NOT_MET),
        (41, "LDTT", MET),
        (44, "LDTT", NOT_KNOWN),
    ],
)
def test_school_list_by_itself(read_sample, row, code, outcome):
    assert checked(read_sample(SCHOOL))[row, code].outcome == outcome


@pytest.mark.parametrize(
    ("row", "code", "outcome", "remark"),
    [
        (14, "CSTDCS", NOT_MET, "rating-differs"),
        (16, "CSTDCS", MET, "award-differs"),
        (15, "CSTDCS", NOT_KNOWN, "rating-differs"),
        (40, "LDTT", NOT_KNOWN, "rating-missing"),
    ],
)
def test_school_list_against_the_records(
    read_sample, register, ratings, row, code, outcome, remark
):
    found = checked(read_sample(SCHOOL), register, ratings)[row, code]

    assert found.outcome == outcome
    assert ("contradiction", remark) in kinds(found)


def test_three_years_in_a_row_are_found_under_another_spelling(read_sample, register, ratings):
    found = checked(read_sample(SCHOOL), register, ratings)[12, "CSTD-BO-TINH"]
    streak = found.assessment.find("22.1.a")

    assert streak.verdict is Verdict.MET


def test_gap_in_the_years_is_found(read_sample, register, ratings):
    found = checked(read_sample(FARMING), register, ratings)[8, "CSTD-BO-TINH"]

    assert found.outcome == NOT_MET
    assert "không có năm 2020, 2023" in found.assessment.find("22.1.a").detail


def test_two_years_in_a_row_are_enough_for_the_provinces_certificate(read_sample):
    assert checked(read_sample(COMMUNE))[22, "BKT"].outcome == MET


def test_share_below_the_threshold_is_not_met(read_sample):
    assert checked(read_sample(COMMUNE))[13, "TTLDTT"].outcome == NOT_MET


def test_undecided_titles_are_asked_not_judged(read_sample):
    found = checked(read_sample(COMMUNE))[45, None]

    assert (found.outcome, found.assessment) == (ASK, None)
    assert found.question


def test_title_for_another_kind_of_subject_is_not_met():
    reading = read_rows([("STT", "Họ và tên", "Đề nghị"), (1, "Vũ Văn Nam", "TTLĐTT")])

    (found,) = checked(reading).values()

    assert found.outcome == NOT_MET
    assert "chỉ tặng tập thể" in found.question


def test_nine_months_of_service_are_enough(read_sample):
    assert checked(read_sample(FINANCE))[16, "LDTT"].outcome == MET


def test_undated_decision_is_not_taken_for_this_year(read_sample):
    assert checked(read_sample(LABOUR))[3, "CSTDCS"].outcome == NOT_KNOWN


def test_collectives_are_linked_by_name(read_sample, register):
    links = link_records(read_sample(FINANCE), register)
    collective = read_sample(FINANCE).proposals[-1]

    assert {row.year for row in links.of(collective).awards} == {2022, 2023}
