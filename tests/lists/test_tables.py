"""Tables in the layouts that offices use: nothing about them is assumed."""

from __future__ import annotations

from tests.lists.building import (
    codes,
    fault_codes,
    one,
    read_rows,
)
from thidua.law import RatingLevel, SubjectKind

PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind


def test_header_anywhere_after_title_lines():
    reading = read_rows(
        [
            (),
            ("PHÒNG NỘI VỤ",),
            ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024",),
            (),
            ("", "", "STT", "Họ tên", "Danh hiệu đề nghị"),
            ("", "", 1, "Vũ Văn Nam", "LĐTT"),
        ]
    )

    assert (one(reading).name, one(reading).row) == ("Vũ Văn Nam", 6)


def test_columns_in_any_order():
    reading = read_rows(
        [("Danh hiệu", "Ghi chú", "Họ và tên", "TT"), ("LĐTT", "", "Vũ Văn Nam", 1)]
    )

    assert (one(reading).name, one(reading).title.code) == ("Vũ Văn Nam", "LDTT")


def test_table_without_numbers():
    reading = read_rows(
        [("Họ và tên", "Chức vụ", "Danh hiệu"), ("Vũ Văn Nam", "Giáo viên", "LĐTT")]
    )

    assert one(reading).position == "Giáo viên"


def test_two_line_header_without_merges():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Mức xếp loại", "", "Danh hiệu đề nghị"),
            ("", "", "2023", "2024", ""),
            (1, "Vũ Văn Nam", "HTT", "XS", "CSTĐCS"),
        ]
    )

    assert [rating.year for rating in one(reading).ratings] == [2023, 2024]
    assert one(reading).rating(2024).level is RatingLevel.HTXS


def test_group_labels_may_stand_above_the_line_with_the_name():
    reading = read_rows(
        [
            ("", "", "Năm sinh", "", "Danh hiệu đã đạt", "", ""),
            ("STT", "Họ và tên", "Nam", "Nữ", "2022", "2023", "Danh hiệu đề nghị"),
            (1, "Vũ Thị Nga", "", 1980, "LĐTT", "CSTĐCS", "CSTĐCS"),
        ]
    )
    proposal = one(reading)

    assert (proposal.birth.text(), proposal.sex) == ("1980", "female")
    assert [(claim.code, claim.year) for claim in proposal.awards] == [
        ("LDTT", 2022),
        ("CSTDCS", 2023),
    ]


def test_numbering_line_is_no_nominee():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Chức vụ", "Danh hiệu"),
            ("(1)", "(2)", "(3)", "(4)"),
            (1, "Vũ Văn Nam", "Giáo viên", "LĐTT"),
        ]
    )

    assert one(reading).row == 3


def test_numbering_line_with_letters_is_no_nominee():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Chức vụ", "Danh hiệu"),
            ("A", "B", 1, 2),
            (1, "Vũ Văn Nam", "Giáo viên", "LĐTT"),
        ]
    )

    assert one(reading).row == 3


def test_sections_with_the_number_in_a_cell_of_its_own():
    reading = read_rows(
        [
            ("STT", "Họ và tên, tên tập thể", "Danh hiệu"),
            ("I", "Tập thể", ""),
            (1, "Phòng Nội vụ", "TTLĐTT"),
            ("II", "Cá nhân", ""),
            (1, "Vũ Văn Nam", "LĐTT"),
        ]
    )

    assert [one.kind for one in reading.proposals] == [COLLECTIVE, PERSON]


def test_sections_by_title_give_the_title_of_their_rows():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Chức vụ", "Đơn vị"),
            ("I. Chiến sĩ thi đua cơ sở",),
            (1, "Vũ Văn Nam", "Giáo viên", "THCS A"),
            ("II. Lao động tiên tiến (02 người)",),
            (1, "Lê Thị Hoa", "Giáo viên", "THCS A"),
            (2, "Lê Thị Mai", "Giáo viên", "THCS A"),
        ]
    )

    assert codes(reading) == ["CSTDCS", "LDTT", "LDTT"]


def test_title_section_of_collectives_tells_the_kind():
    reading = read_rows(
        [
            ("STT", "Tên tập thể, cá nhân", "Ghi chú"),
            ("A. Tập thể lao động tiên tiến",),
            (1, "Phòng Nội vụ", ""),
            ("B. Lao động tiên tiến",),
            (1, "Vũ Văn Nam", ""),
        ]
    )

    assert [(one.kind, one.title.code) for one in reading.proposals] == [
        (COLLECTIVE, "TTLDTT"),
        (PERSON, "LDTT"),
    ]


def test_sections_by_unit_give_the_unit_of_their_rows():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Chức vụ", "Danh hiệu"),
            ("I. Trường THCS An Đồng",),
            (1, "Vũ Văn Nam", "Giáo viên", "LĐTT"),
            ("Cộng: 01 người",),
            ("II. Trường THCS An Hưng",),
            (1, "Lê Thị Hoa", "Giáo viên", "LĐTT"),
        ]
    )

    assert [one.unit for one in reading.proposals] == [
        "Trường THCS An Đồng",
        "Trường THCS An Hưng",
    ]


def test_header_repeated_for_each_section():
    reading = read_rows(
        [
            ("I. TẬP THỂ",),
            ("TT", "Tên tập thể", "Đề nghị"),
            (1, "Phòng Nội vụ", "TTLĐTT"),
            ("II. CÁ NHÂN",),
            ("TT", "Họ và tên", "Đề nghị"),
            (1, "Vũ Văn Nam", "LĐTT"),
        ]
    )

    assert [one.kind for one in reading.proposals] == [COLLECTIVE, PERSON]
    assert reading.faults == ()


def test_titles_as_columns_with_ticks():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Danh hiệu đề nghị", "", ""),
            ("", "", "LĐTT", "CSTĐCS", "GK huyện"),
            (1, "Vũ Văn Nam", "x", "", ""),
            (2, "Lê Thị Hoa", "x", "x", "x"),
        ]
    )

    assert codes(reading) == ["LDTT", "LDTT", "CSTDCS", "GK-HUYEN"]
    assert reading.subjects == 2


def test_two_title_columns_are_both_read():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Danh hiệu thi đua", "Hình thức khen thưởng"),
            (1, "Vũ Văn Nam", "CSTĐCS", "GK huyện"),
        ]
    )

    assert codes(reading) == ["CSTDCS", "GK-HUYEN"]
    assert [one.title_column for one in reading.proposals] == ["C", "D"]


def test_registered_title_is_not_the_proposed_one():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Danh hiệu đăng ký", "Danh hiệu đề nghị"),
            (1, "Vũ Văn Nam", "CSTĐCS", "LĐTT"),
        ]
    )

    assert codes(reading) == ["LDTT"]


def test_award_column_of_an_earlier_year_is_history():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Danh hiệu năm 2023", "Danh hiệu năm 2024"),
            (1, "Vũ Văn Nam", "CSTĐCS", "LĐTT"),
        ]
    )

    assert codes(reading) == ["LDTT"]
    assert [(claim.code, claim.year) for claim in one(reading).awards] == [("CSTDCS", 2023)]


def test_name_and_post_in_one_cell():
    reading = read_rows(
        [("STT", "Họ và tên, chức vụ", "Danh hiệu"), (1, "Vũ Văn Nam, Trưởng phòng", "LĐTT")]
    )

    assert (one(reading).name, one(reading).position) == ("Vũ Văn Nam", "Trưởng phòng")


def test_units_alone_in_the_name_column_are_collectives():
    reading = read_rows(
        [("STT", "Tên đơn vị", "Danh hiệu", "Ghi chú"), (1, "Phòng Nội vụ", "TTLĐTT")]
    )

    assert one(reading).kind is COLLECTIVE


def test_kind_shown_by_the_name_when_nothing_else_tells():
    reading = read_rows(
        [
            ("STT", "Họ và tên / Tập thể / Hộ gia đình", "Danh hiệu"),
            (1, "Vũ Văn Nam", "LĐTT"),
            (2, "Phòng Nội vụ", "TTLĐTT"),
            (3, "Hộ ông Lê Văn Hai", "GĐVH"),
        ]
    )

    assert [one.kind for one in reading.proposals] == [PERSON, COLLECTIVE, HOUSEHOLD]


def test_merged_unit_is_that_of_every_row_under_it():
    rows = [
        ("STT", "Họ và tên", "Đơn vị", "Danh hiệu"),
        (1, "Vũ Văn Nam", "THCS A", "LĐTT"),
        (2, "Lê Thị Hoa", "", "LĐTT"),
        (3, "Lê Thị Mai", "", "LĐTT"),
    ]

    reading = read_rows(rows, merges=[(1, 2, 3, 2)])

    assert [one.unit for one in reading.proposals] == ["THCS A"] * 3


def test_merged_name_is_one_subject_with_two_titles():
    rows = [
        ("STT", "Họ và tên", "Danh hiệu"),
        (1, "Vũ Văn Nam", "LĐTT"),
        ("", "", "GK huyện"),
        (2, "Lê Thị Hoa", "LĐTT"),
    ]

    reading = read_rows(rows, merges=[(1, 0, 2, 0), (1, 1, 2, 1)])

    assert [one.name for one in reading.proposals] == ["Vũ Văn Nam", "Vũ Văn Nam", "Lê Thị Hoa"]
    assert codes(reading) == ["LDTT", "GK-HUYEN", "LDTT"]
    assert reading.subjects == 2
    assert reading.faults == ()


def test_second_initiative_of_a_merged_subject_is_kept():
    rows = [
        ("STT", "Họ và tên", "Tên sáng kiến", "Số QĐ sáng kiến", "Danh hiệu"),
        (1, "Vũ Văn Nam", "Điểm danh", "QĐ 1/QĐ-UBND ngày 20/5/2024", "CSTĐCS"),
        ("", "", "Thư viện", "QĐ 2/QĐ-UBND ngày 21/5/2024", ""),
        (2, "Lê Thị Hoa", "", "", "nt"),
    ]

    reading = read_rows(rows, merges=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 4, 2, 4)])
    first, second = reading.proposals

    assert [one.name for one in first.initiatives] == ["Điểm danh", "Thư viện"]
    assert second.title.code == "CSTDCS"
    assert second.initiatives == ()
    assert reading.faults == ()


def test_second_initiative_without_merges_is_kept_and_asked():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Tên sáng kiến", "Số QĐ sáng kiến", "Danh hiệu"),
            (1, "Vũ Văn Nam", "Điểm danh", "QĐ 1/QĐ-UBND ngày 20/5/2024", "CSTĐCS"),
            ("", "", "Thư viện", "QĐ 2/QĐ-UBND ngày 21/5/2024", ""),
        ]
    )

    assert len(one(reading).initiatives) == 2
    assert fault_codes(reading) == ["continued-row"]


def test_second_line_of_a_nominee_is_asked_not_lost():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Danh hiệu"),
            (1, "Vũ Văn Nam", "LĐTT"),
            ("", "", "GK huyện"),
        ]
    )

    assert codes(reading) == ["LDTT", "GK-HUYEN"]
    assert reading.subjects == 1
    assert "continued-row" in fault_codes(reading)
