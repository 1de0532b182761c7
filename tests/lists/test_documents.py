"""Word tables: merged cells, headings between tables, letterheads that are tables too."""

from __future__ import annotations

import io

import pytest
from docx import Document

from thidua.law import SubjectKind
from thidua.lists.reading import read_list
from thidua.lists.refusals import Refused
from thidua.lists.sandbox import read_workbook

PERSON, COLLECTIVE, _ = SubjectKind


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def fill(table, rows):
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text


@pytest.fixture
def nomination():
    document = Document()
    fill(
        document.add_table(2, 2), [("UBND HUYỆN AN DƯƠNG", "CỘNG HÒA"), ("PHÒNG NỘI VỤ", "Độc lập")]
    )
    document.add_paragraph("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024")
    document.add_paragraph("I. TẬP THỂ")
    fill(
        document.add_table(2, 3),
        [("TT", "Tên tập thể", "Đề nghị"), ("1", "Phòng Nội vụ", "Tập thể LĐTT")],
    )
    document.add_paragraph("II. CÁ NHÂN")
    people = document.add_table(5, 6)
    fill(
        people,
        [
            ("TT", "Họ và tên", "Năm sinh", "", "Xếp loại 2024", "Đề nghị"),
            ("", "", "Nam", "Nữ", "", ""),
            ("1", "Vũ Văn Nam", "1980", "", "XS", "CSTĐCS"),
            ("2", "Lê Thị Hoa", "", "1985", "nt", "LĐTT"),
            ("", "Cộng: 02 người", "", "", "", ""),
        ],
    )
    people.cell(0, 2).merge(people.cell(0, 3))
    for column in (0, 1, 4, 5):
        people.cell(0, column).merge(people.cell(1, column))
    return saved(document)


def test_document_is_read_with_its_headings(nomination):
    reading = read_list(nomination, "de-nghi.docx", year=2024)

    assert [(one.kind, one.name, one.title.code) for one in reading.proposals] == [
        (COLLECTIVE, "Phòng Nội vụ", "TTLDTT"),
        (PERSON, "Vũ Văn Nam", "CSTDCS"),
        (PERSON, "Lê Thị Hoa", "LDTT"),
    ]


def test_rows_are_those_of_each_table(nomination):
    reading = read_list(nomination, "de-nghi.docx", year=2024)

    assert [(one.sheet, one.row) for one in reading.proposals] == [
        ("Bảng 2", 2),
        ("Bảng 3", 3),
        ("Bảng 3", 4),
    ]


def test_merged_header_of_a_document(nomination):
    first, second = read_list(nomination, "x", year=2024).proposals[1:]

    assert (first.sex, first.birth.text()) == ("male", "1980")
    assert (second.sex, second.birth.text()) == ("female", "1985")
    assert second.rating(2024).words == "XS"


def test_merges_of_a_document_are_known(nomination):
    table = read_workbook(nomination, "x").sheets[2]

    assert {(one.top, one.left, one.bottom, one.right) for one in table.merges} == {
        (0, 0, 1, 0),
        (0, 1, 1, 1),
        (0, 2, 0, 3),
        (0, 4, 1, 4),
        (0, 5, 1, 5),
    }


def test_cell_of_several_paragraphs_keeps_its_lines():
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "CSTĐCS"
    cell.add_paragraph("GK huyện")

    assert read_workbook(saved(document), "x").sheets[0].cell(0, 0) == "CSTĐCS\nGK huyện"


def test_document_without_tables_is_refused():
    document = Document()
    document.add_paragraph("Kính gửi")

    with pytest.raises(Refused) as refused:
        read_workbook(saved(document), "x.docx")

    assert refused.value.code == "no-table"
