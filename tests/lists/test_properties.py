"""Rules that hold for every list: order of columns and blank rows change nothing."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lists.building import read_rows, sheet
from thidua.lists.proposal import Proposal
from thidua.lists.ratings import ratings_from_workbook
from thidua.lists.reading import list_from_workbook, stated_year
from thidua.lists.register import register_from_workbook
from thidua.lists.workbook import Workbook

HEADER = (
    "STT",
    "Họ và tên",
    "Năm sinh",
    "Chức vụ",
    "Đơn vị",
    "Xếp loại 2024",
    "Đề nghị",
    "Ghi chú",
)
ROWS = (
    (1, "Vũ Văn Nam", 1980, "Hiệu trưởng", "THCS A", "XS", "CSTĐCS; GK huyện", ""),
    (2, "Lê Thị Hoa", "15/8/1985", "nt", "nt", "T", "CSTĐCS", "Tuyển dụng 01/4/2024"),
    (3, "Lê Thị Mai", 1990, "Giáo viên", "nt", "nt", "nt", ""),
    (4, "TRẦN VĂN BA", "1991", '"', "THCS B", "HT", "LĐTT", "nghỉ sinh"),
    (5, "Đỗ Thị Tư", 1992, "-nt-", "nt", "", "GK", ""),
)


def essence(proposal: Proposal) -> tuple:
    """What a proposal says, without where it stands."""
    return (
        proposal.subject,
        proposal.kind,
        proposal.name,
        proposal.birth,
        proposal.position,
        proposal.unit,
        proposal.title,
        [(rating.year, rating.words, rating.level) for rating in proposal.ratings],
        [(note.kind, note.words) for note in proposal.notes],
    )


EXPECTED = [essence(proposal) for proposal in read_rows([HEADER, *ROWS]).proposals]


@settings(deadline=None)
@given(st.permutations(range(len(HEADER))))
def test_order_of_columns_changes_nothing(order):
    rows = [[row[column] for column in order] for row in (HEADER, *ROWS)]

    assert [essence(proposal) for proposal in read_rows(rows).proposals] == EXPECTED


@settings(deadline=None)
@given(st.lists(st.integers(0, len(ROWS)), max_size=8), st.integers(0, 5))
def test_blank_rows_change_nothing(places, before):
    rows: list = [() for _ in range(before)]
    for number, row in enumerate((HEADER, *ROWS)):
        rows += [row, *[() for _ in range(places.count(number))]]

    assert [essence(proposal) for proposal in read_rows(rows).proposals] == EXPECTED


@settings(deadline=None)
@given(st.permutations(ROWS[:1] + ROWS[3:4]), st.integers(0, 4))
def test_columns_added_beside_the_table_change_nothing(rows, shift):
    pad = ("",) * shift
    found = read_rows([pad + HEADER, *[pad + tuple(row) for row in rows]])

    assert {proposal.name for proposal in found.proposals} == {"Vũ Văn Nam", "Trần Văn Ba"}
    assert len(found.proposals) == 3


words = st.sampled_from(
    [
        "STT", "Họ và tên", "Năm sinh", "Nam", "Nữ", "Chức vụ", "Đề nghị", "Xếp loại", "2023",
        "2024", "I. TẬP THỂ", "II. CÁ NHÂN", "NĂM 2019", "nt", '"', "-", "Cộng", "(1)", "x", "3/0",
        "Vũ Văn Nam", "LĐTT", "Phòng Nội vụ", "GK", "LĐTT/CSTT", "31/02/1985", "Ghi chú", "Năm",
        "QĐ 1/QĐ-UBND ngày 30/02/2024", "Danh hiệu đã đạt", "Tên sáng kiến", "Số người đạt LĐTT",
        "Số quyết định",
    ]
)  # fmt: skip
cells = st.one_of(
    words,
    st.none(),
    st.text(string.printable, max_size=12),
    st.integers(-5, 3000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(),
)
grids = st.lists(st.lists(cells, max_size=8), max_size=14)
merges = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(0, 3), st.integers(0, 3)).map(
        lambda one: (one[0], one[1], one[0] + one[2], one[1] + one[3])
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=300)
@given(grids, merges)
def test_any_sheet_is_read_without_harm(rows, regions):
    book = Workbook("xlsx", (sheet(rows, merges=regions),))

    reading = list_from_workbook(book, "x", year=2024)
    register_from_workbook(book, "x")
    ratings_from_workbook(book, "x")
    stated_year(book)

    assert all(1 <= proposal.row <= len(rows) for proposal in reading.proposals)
    assert all(fault.message.endswith(".") and fault.remedy for fault in reading.faults)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(cells, min_size=8, max_size=8), max_size=6))
def test_no_numbered_row_with_a_name_is_lost(rows):
    numbered = [
        (number, f"Vũ Văn {string.ascii_uppercase[number]}nh", *row[2:])
        for number, row in enumerate(rows, start=1)
    ]

    reading = read_rows([HEADER, *numbered])

    assert {proposal.row for proposal in reading.proposals} == set(range(2, len(rows) + 2))
