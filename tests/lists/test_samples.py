"""Every sample list reaches its truth exactly."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.lists.building import COMMUNE, FARMING, FINANCE, JUSTICE, LABOUR, LISTS, SCHOOL
from thidua.law import SubjectKind

PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind

TRUTH = {
    SCHOOL: {"LDTT": 27, "CSTDCS": 6, "GK-HUYEN": 2, "CSTD-BO-TINH": 1},
    COMMUNE: {
        "LDTT": 7,
        "CSTDCS": 4,
        "BKT": 3,
        "GK-HUYEN": 3,
        "TTLDTT": 2,
        "GK-XA": 2,
        "TTLDXS": 1,
        "CTD-TINH": 1,
        "TDPVH": 1,
        "DVTT": 1,
        "CSTT": 1,
        "BKTTG": 1,
        "GDVH": 1,
        None: 4,
    },
    FINANCE: {"LDTT": 7, "CSTDCS": 2, "BKT": 1, "TTLDXS": 1},
    FARMING: {"LDTT": 6, "CSTDCS": 2, "CSTD-BO-TINH": 1},
    LABOUR: {"LDTT": 4, "CSTDCS": 2},
    JUSTICE: {"LDTT": 3, "CSTDCS": 1, "GK-HUYEN": 1},
}
SUBJECTS = {
    SCHOOL: {PERSON: 34},
    COMMUNE: {COLLECTIVE: 6, PERSON: 20, HOUSEHOLD: 5},
    FINANCE: {PERSON: 10, COLLECTIVE: 1},
    FARMING: {PERSON: 9},
    LABOUR: {PERSON: 6},
    JUSTICE: {PERSON: 4},
}
ROWS = {
    SCHOOL: [*range(12, 24), *range(25, 38), *range(39, 48)],
    COMMUNE: [*range(10, 16), *range(20, 40), *range(43, 48)],
    FINANCE: [*range(10, 20), 21],
    FARMING: [*range(8, 17)],
    LABOUR: [*range(2, 8)],
    JUSTICE: [*range(5, 9)],
}


@pytest.mark.parametrize("name", LISTS)
def test_titles_are_all_there(read_sample, name):
    reading = read_sample(name)

    assert Counter(proposal.title.code for proposal in reading.proposals) == TRUTH[name]


@pytest.mark.parametrize("name", LISTS)
def test_subjects_are_all_there(read_sample, name):
    kinds = {proposal.subject: proposal.kind for proposal in read_sample(name).proposals}

    assert Counter(kinds.values()) == SUBJECTS[name]


@pytest.mark.parametrize("name", LISTS)
def test_rows_are_those_of_the_sheet(read_sample, name):
    rows = list(dict.fromkeys(proposal.row for proposal in read_sample(name).proposals))

    assert rows == ROWS[name]


@pytest.mark.parametrize("name", LISTS)
def test_no_row_is_left_over(read_sample, name):
    found = {fault.code for fault in read_sample(name).faults}

    assert not found & {"no-name", "stray-text", "count-differs", "ditto-nothing-above"}


@pytest.mark.parametrize("name", LISTS)
def test_reading_is_the_same_twice(read_sample, name):
    from tests.lists.building import sample
    from thidua.lists.reading import read_list

    again = read_list(sample(name), name, year=2024)

    assert again.faults == read_sample(name).faults
    assert [one.title for one in again.proposals] == [
        one.title for one in read_sample(name).proposals
    ]


@pytest.mark.parametrize(
    ("name", "issuer", "unit"),
    [
        (SCHOOL, "Trường THCS An Đồng", "Trường THCS An Đồng"),
        (COMMUNE, "UBND xã Đặng Cương", "UBND xã Đặng Cương"),
        (FINANCE, "Phòng Tài chính - Kế hoạch", "Phòng Tài chính - Kế hoạch"),
        (FARMING, "Phòng Nông nghiệp và PTNT", "Phòng NN&PTNT"),
        (LABOUR, "", "Phòng Lao động - Thương binh và Xã hội"),
        (JUSTICE, "Phòng Tư pháp huyện An Dương", "Phòng Tư pháp"),
    ],
)
def test_issuer_and_unit_are_known(read_sample, name, issuer, unit):
    reading = read_sample(name)

    assert reading.issuer == issuer
    assert {proposal.unit for proposal in reading.proposals} == {unit}


def test_encodings_of_the_text_files_are_told(read_sample):
    assert read_sample(LABOUR).encoding == "windows-1258"
    assert read_sample(JUSTICE).encoding == "utf-8-sig"


def test_sheet_that_is_no_nomination_is_skipped_with_a_sentence(read_sample):
    (legacy,) = read_sample(FINANCE).skipped
    (empty,) = read_sample(FARMING).skipped

    assert legacy.code == "already-decided"
    assert "TCVN3" in legacy.sentence
    assert empty.sentence == 'Trang "Sheet2" không có nội dung.'
