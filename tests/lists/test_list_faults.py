"""Footers, faults and skipped sheets: nothing is lost, everything amiss is named."""

from __future__ import annotations

import pytest

from tests.lists.building import (
    HEADER,
    by_row,
    fault_codes,
    one,
    people,
    read,
    read_rows,
    sheet,
)
from thidua.law import SubjectKind

PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind


def test_row_with_number_and_no_name_is_an_error():
    reading = people(
        ("Vũ Văn Nam", 1980, "Giáo viên", "HTT", "LĐTT"), ("", 1981, "Giáo viên", "HTT", "LĐTT")
    )
    (fault,) = reading.faults

    assert (fault.code, fault.severity, fault.row) == ("no-name", "error", 4)


def test_words_outside_the_columns_are_noted():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Danh hiệu"),
            (1, "Vũ Văn Nam", "LĐTT"),
            ("", "", "", "", "xem thêm báo cáo"),
        ]
    )

    assert fault_codes(reading) == ["stray-text"]


def test_nothing_above_to_repeat_is_asked():
    reading = people(("Vũ Văn Nam", 1980, "nt", "HTT", "LĐTT"))
    (fault,) = reading.faults

    assert (fault.code, fault.column) == ("ditto-nothing-above", "D")
    assert one(reading).position == ""


def test_nt_as_a_name_is_an_error():
    reading = people(
        ("Vũ Văn Nam", 1980, "Giáo viên", "HTT", "LĐTT"),
        ("như trên", 1980, "Giáo viên", "HTT", "CSTĐCS"),
    )

    assert "name-ditto" in fault_codes(reading)


def test_nt_does_not_reach_over_a_change_of_subjects():
    reading = read_rows(
        [
            ("STT", "Họ và tên, tập thể", "Ghi chú", "Danh hiệu"),
            ("I. CÁ NHÂN",),
            (1, "Vũ Văn Nam", "", "LĐTT"),
            ("II. TẬP THỂ",),
            (1, "Phòng Nội vụ", "", "nt"),
        ]
    )

    assert "ditto-nothing-above" in fault_codes(reading)
    assert reading.proposals[1].title.code is None


@pytest.mark.parametrize(
    "footer",
    [
        [("Tổng cộng", "", 2)],
        [("", "Cộng:", "")],
        [("Tổng số: 02 người, trong đó nữ 01 người.",)],
        [("(Ấn định danh sách có 02 người./.)",)],
        [("Danh sách này có 02 người",)],
        [(), ("", "NGƯỜI LẬP BIỂU", "", "", "", "HIỆU TRƯỞNG")],
        [("", "", "", "", "TM. ỦY BAN NHÂN DÂN"), ("", "", "", "", "CHỦ TỊCH")],
    ],
)
def test_footers_end_the_table(footer):
    reading = read_rows(
        [
            HEADER,
            (1, "Vũ Văn Nam", 1980, "Giáo viên", "HTT", "LĐTT"),
            (2, "Lê Thị Hoa", 1981, "Giáo viên", "HTT", "LĐTT"),
            *footer,
            (),
            ("", "Nguyễn Thị Kim Liên", "", "", "Phạm Văn Luân"),
        ]
    )

    assert [one.name for one in reading.proposals] == ["Vũ Văn Nam", "Lê Thị Hoa"]
    assert reading.faults == ()


def test_numbered_rows_after_a_subtotal_are_read():
    reading = read_rows(
        [
            HEADER,
            (1, "Vũ Văn Nam", 1980, "Giáo viên", "HTT", "LĐTT"),
            ("Cộng tổ 1", "", 1),
            ("Cộng", "", 1),
            (2, "Lê Thị Hoa", 1981, "Giáo viên", "HTT", "LĐTT"),
        ]
    )

    assert [one.name for one in reading.proposals] == ["Vũ Văn Nam", "Lê Thị Hoa"]


def test_stated_count_that_differs_is_asked():
    reading = read_rows(
        [
            HEADER,
            (1, "Vũ Văn Nam", 1980, "Giáo viên", "HTT", "LĐTT"),
            ("Tổng số: 03 người",),
        ]
    )
    (fault,) = reading.faults

    assert (fault.code, fault.row) == ("count-differs", 3)
    assert fault.message == "Dòng 3: danh sách ghi 3 người, đọc được 1."


def test_family_name_that_looks_like_a_total_is_a_person():
    reading = people(("Công Văn Minh", 1980, "Giáo viên", "HTT", "LĐTT"))

    assert one(reading).name == "Công Văn Minh"


def test_missing_title_is_asked_not_dropped():
    reading = people(("Vũ Văn Nam", 1980, "Giáo viên", "HTT", ""))

    assert one(reading).title.code is None
    assert "title-ask" in fault_codes(reading)


def test_title_that_cannot_go_to_the_subject_is_an_error_with_remedy():
    reading = people(("Vũ Văn Nam", 1980, "Giáo viên", "HTT", "TTLĐTT"))
    (fault,) = reading.faults

    assert (fault.code, fault.severity, fault.column) == ("title-misfit", "error", "F")
    assert "chỉ tặng tập thể" in fault.message
    assert fault.remedy


def test_impossible_birth_is_told_in_the_tone_of_the_house():
    reading = people(("Vũ Văn Nam", "31/02/1985", "Giáo viên", "HTT", "LĐTT"))
    (fault,) = reading.faults

    assert fault.message == 'Dòng 3: "Năm sinh" là 31/02/1985, ngày này không có trong lịch.'
    assert (fault.severity, fault.column) == ("error", "C")


def test_unlikely_age_is_asked():
    reading = people(("Vũ Văn Nam", 2020, "Giáo viên", "HTT", "LĐTT"))

    assert fault_codes(reading) == ["odd-birth"]


def test_body_among_persons_is_asked():
    reading = people(("Phòng Tài chính", "", "", "HTT", "LĐTT"))

    assert "kind-doubt" in fault_codes(reading)


def test_subject_and_title_twice_is_an_error():
    row = ("Vũ Văn Nam", 1980, "Giáo viên", "HTT", "LĐTT")

    reading = people(row, row)

    assert [(fault.code, fault.severity) for fault in reading.faults] == [("duplicate", "error")]


def test_subject_twice_with_other_titles_is_asked():
    reading = people(
        ("Vũ Văn Nam", 1980, "Giáo viên", "HTT", "LĐTT"),
        ("VŨ VĂN NAM", 1980, "Giáo viên", "HTT", "GK huyện"),
    )

    assert fault_codes(reading) == ["same-subject"]


def test_share_that_contradicts_the_headcount_is_asked():
    reading = read_rows(
        [
            ("TT", "Tên tập thể", "Tổng số CB", "Số người đạt LĐTT (tỷ lệ %)", "Danh hiệu"),
            (1, "Phòng Nội vụ", 12, "9/10 (90%)", "TTLĐTT"),
            (2, "Phòng Tư pháp", 10, "8/10 (95%)", "TTLĐTT"),
        ]
    )

    assert fault_codes(reading) == ["share-differs", "percent-differs"]


def test_list_of_another_year_is_asked():
    reading = read_rows(
        [
            ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",),
            ("STT", "Họ và tên", "Danh hiệu đề nghị"),
            (1, "Vũ Văn Nam", "LĐTT"),
        ]
    )

    assert fault_codes(reading) == ["other-year"]
    assert reading.list_year == 2023


def test_older_sheet_beside_the_right_one_is_skipped():
    rows = [("STT", "Họ và tên", "Đề nghị"), (1, "Vũ Văn Nam", "LĐTT")]

    reading = read(
        sheet([("DANH SÁCH ĐỀ NGHỊ NĂM 2024",), *rows], name="2024"),
        sheet([("DANH SÁCH ĐỀ NGHỊ NĂM 2023",), *rows], name="2023"),
    )

    assert [one.sheet for one in reading.proposals] == ["2024"]
    assert [one.code for one in reading.skipped] == ["other-year"]


def test_faults_of_several_sheets_name_the_sheet():
    rows = [("STT", "Họ và tên", "Đề nghị"), (1, "Vũ Văn Nam", "GK")]

    reading = read(sheet(rows, name="Tổ 1"), sheet([], name="Tổ 2"))

    assert reading.faults[0].message.startswith('Trang "Tổ 1", dòng 2:')


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty-sheet"),
        ([("Ghi chú gì đó",)], "no-header"),
        ([("STT", "Họ và tên", "Chức vụ"), (1, "Vũ Văn Nam", "GV")], "no-title-column"),
        ([("STT", "Họ và tên", "Danh hiệu")], "no-lines"),
        (
            [("STT", "Họ và tên", "Danh hiệu", "Số quyết định"), (1, "Vũ Văn Nam", "LĐTT", "1")],
            "already-decided",
        ),
    ],
)
def test_sheet_that_is_no_list_says_why(rows, code):
    (skipped,) = read_rows(rows).skipped

    assert skipped.code == code
    assert skipped.sentence.startswith('Trang "Trang 1"')


def test_hidden_sheet_is_named_and_not_read():
    from dataclasses import replace

    rows = [("STT", "Họ và tên", "Danh hiệu"), (1, "Vũ Văn Nam", "LĐTT")]

    reading = read(replace(sheet(rows), hidden=True))

    assert reading.proposals == ()
    assert reading.skipped[0].code == "hidden-sheet"


def test_year_typed_into_a_date_cell_is_that_year():
    from datetime import date

    reading = people(("Vũ Văn Nam", date(1905, 6, 7), "Giáo viên", "HTT", "LĐTT"))

    assert one(reading).birth.text() == "1985"


def test_rows_are_numbered_as_on_the_sheet():
    reading = read_rows([(), (), HEADER, (), (1, "Vũ Văn Nam", 1980, "", "HTT", "LĐTT")])

    assert list(by_row(reading)) == [5]
