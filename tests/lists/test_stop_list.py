"""Lists of violations as offices send them: found headers, dropped numbers, named columns."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from tests.lists.building import SCHOOL, rezipped, sample, sheet, xlsx
from tests.lists.test_hostile_files import far_cell, with_entities
from tests.vietnamese.legacy_encoders import to_tcvn3
from thidua.law import SubjectKind
from thidua.lists.refusals import Refused
from thidua.lists.stop_columns import Meaning, Named
from thidua.lists.stop_list import HIDDEN, read_stop_list, stop_list_from_workbook
from thidua.lists.workbook import Workbook
from thidua.vietnamese.dates import PartialDate

HEAD = ("STT", "Họ và tên", "Năm sinh", "Đơn vị", "Nội dung vi phạm", "Số quyết định", "Từ ngày")


def read(*sheets, named=None):
    return stop_list_from_workbook(Workbook("xlsx", tuple(sheets)), named)


def of(*lines, head=HEAD, **options):
    return read(sheet([("DANH SÁCH VI PHẠM",), (), head, *lines], **options))


def test_messy_list_gives_its_rows_and_nothing_else():
    reading = read(
        sheet(
            [
                ("CHI CỤC THUẾ", "", "", "", "", "", ""),
                ("DANH SÁCH CÒN NỢ THUẾ NĂM 2024",),
                (),
                ("STT", "Mã số thuế", "Tên người nộp thuế", "Địa chỉ", "Số nợ", "", "Quyết định"),
                ("", "", "", "", "Tiền thuế nợ", "Tiền phạt", ""),
                (1, "0200912345", "Công ty Hoa Sim", "Xã An Đồng", 1_250_000_000, "", "77/QĐ-CCT"),
                (),
                (2, "0200912346", "Phạm Thị Lan", "nt", 4_000_000, 90_000, "nt"),
                ("", "", "Tổng cộng", "", 1_254_000_000, "", ""),
                ("Người lập biểu",),
            ],
            merges=((3, 4, 3, 5),),
        )
    )  # fmt: skip

    firm, person = reading.rows
    assert (firm.kind, person.kind) == (SubjectKind.COLLECTIVE, SubjectKind.PERSON)
    assert firm.words == "Tiền thuế nợ: 1.250.000.000"
    assert person.words == "Tiền thuế nợ: 4.000.000; Tiền phạt: 90.000"
    assert (person.place, person.decision, person.row) == ("Xã An Đồng", "77/QĐ-CCT", 8)
    assert dict(reading.columns)["Mã số thuế"] is Meaning.IDENTITY
    assert "02009" not in str(reading.rows)
    assert HIDDEN in str(reading.previews)


@pytest.mark.parametrize(
    ("cell", "birth"),
    [("12/5/1985", PartialDate(1985, 5, 12)), (1985, PartialDate(1985)),
     (31179, PartialDate(1985, 5, 12)), (date(1985, 5, 12), PartialDate(1985, 5, 12)),
     ("31/2/1985", None), ("", None)],
)  # fmt: skip
def test_births_are_read_in_whatever_way(cell, birth):
    (row,) = of((1, "Phạm Thị Lan", cell, "Trường THCS An Đồng", "Trễ hạn", "", 45292)).rows

    assert row.birth == birth
    assert row.since == "01/01/2024"


def test_decomposed_and_old_fonts_are_the_same_person():
    line = (1, "Phạm Thị Lan", 1985, "Trường THCS An Đồng", "Nộp chậm, đã nhắc nhiều lần", "", "")
    decomposed = [
        unicodedata.normalize("NFD", one) if isinstance(one, str) else one for one in line
    ]
    old = [[to_tcvn3(one) if isinstance(one, str) else one for one in row] for row in (HEAD, line)]

    plain = of(line).rows
    assert of(decomposed).rows == plain
    assert [row.name for row in read(sheet(old)).rows] == ["Phạm Thị Lan"]


def test_every_sheet_is_read_repeats_are_told_and_numbers_of_persons_hidden():
    line = (1, "Phạm Thị Lan", 1985, "Xã A", "CCCD 031085001234 nộp chậm", "", "")
    reading = read(sheet([HEAD, line, line], name="Một"), sheet([HEAD, (2, *line[1:])], name="Hai"))

    assert [(row.sheet, row.row) for row in reading.rows] == [("Một", 2)]
    assert "2 dòng ghi lặp lại" in reading.notes[0]
    assert reading.rows[0].words == f"CCCD {HIDDEN} nộp chậm"


def test_unknown_columns_give_a_preview_and_can_be_named():
    strange = sheet([("Ai", "Làm gì"), ("Phạm Thị Lan", "Chậm đóng")])
    assert not read(strange).rows

    (row,) = read(strange, named=Named(0, 0, {0: Meaning.NAME, 1: Meaning.VIOLATION})).rows
    assert (row.name, row.words) == ("Phạm Thị Lan", "Chậm đóng")
    far = Named(0, 500, {9: Meaning.NAME})
    assert not read(strange, named=far).rows


@pytest.mark.parametrize(
    "data",
    [
        far_cell("XFD1048576"),
        rezipped(sample(SCHOOL), with_entities),
        b"",
        b"%PDF-1.7",
        b"\x00" * 99,
    ],
    ids=["far", "entities", "empty", "pdf", "zeros"],
)
def test_hostile_file_is_refused_with_a_sentence(data):
    with pytest.raises(Refused) as refused:
        read_stop_list(data, "no-thue.xlsx")

    assert refused.value.sentence.endswith(".")


def test_whole_file_is_read_through_the_child():
    assert (
        len(read_stop_list(xlsx([HEAD, (1, "Phạm Thị Lan", 1985, "Xã A", "x")]), "a.xlsx").rows)
        == 1
    )
