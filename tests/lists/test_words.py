"""Ratings, notes, decisions, earlier awards, initiatives: words to values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import InitiativeScope, RatingLevel, SubjectKind
from thidua.lists.award_words import read_awards, read_note_awards
from thidua.lists.cells import is_dash, is_ditto, is_mark, shown
from thidua.lists.decisions import find_decision
from thidua.lists.initiative_words import read_initiative, read_mixed, read_note_initiative
from thidua.lists.notes import NoteKind, months_in_year, read_notes
from thidua.lists.proposal import Place
from thidua.lists.rating_words import Unrated, find_legend, read_rating
from thidua.vietnamese.dates import BadDate

HERE = Place("Trang 1", 7, "G")
PERSON = SubjectKind.PERSON


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("XS", RatingLevel.HTXS),
        ("HTXS", RatingLevel.HTXS),
        ("HTXSNV", RatingLevel.HTXS),
        ("Hoàn thành xuất sắc", RatingLevel.HTXS),
        ("Hoàn thành xuất sắc nhiệm vụ", RatingLevel.HTXS),
        ("HOÀN THÀNH XUẤT SẮC NHIỆM VỤ", RatingLevel.HTXS),
        ("T", RatingLevel.HTT),
        ("HTT", RatingLevel.HTT),
        ("HTTNV", RatingLevel.HTT),
        ("Hoàn thành tốt nhiệm vụ", RatingLevel.HTT),
        ("HT", RatingLevel.HT),
        ("HTNV", RatingLevel.HT),
        ("Hoàn thành nhiệm vụ", RatingLevel.HT),
        ("KHT", RatingLevel.KHT),
        ("KHTNV", RatingLevel.KHT),
        ("Không hoàn thành nhiệm vụ", RatingLevel.KHT),
    ],
)
def test_rating_words_are_levels(words, level):
    found = read_rating(words)

    assert (found.level, found.reason) == (level, None)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", Unrated.BLANK),
        ("-", Unrated.DASH),
        ("…", Unrated.DASH),
        ("chưa công tác", Unrated.NOT_EMPLOYED),
        ("chưa ĐG", Unrated.NOT_YET),
        ("chưa đánh giá", Unrated.NOT_YET),
        ("Chờ kết quả đánh giá", Unrated.NOT_YET),
        ("Không ĐG (thai sản)", Unrated.LEAVE),
        ("Không thuộc diện đánh giá", Unrated.NOT_SUBJECT),
        ("K", Unrated.AMBIGUOUS),
        ("Khá", Unrated.AMBIGUOUS),
        ("A", Unrated.AMBIGUOUS),
        ("Giỏi nhất xã", Unrated.UNREADABLE),
    ],
)
def test_kinds_of_not_known_are_told_apart(words, reason):
    found = read_rating(words)

    assert (found.level, found.reason) == (None, reason)


def test_legend_of_the_document_settles_k():
    legend = find_legend(
        ["XS: hoàn thành xuất sắc; T: hoàn thành tốt; HT: hoàn thành; K: không hoàn thành. (…)"]
    )

    assert read_rating("K", legend).level is RatingLevel.KHT
    assert read_rating("T", legend).level is RatingLevel.HTT


def test_ordinary_lines_are_no_legend():
    assert find_legend(["Kèm theo Tờ trình số: 47", "Nơi nhận: lưu"]) is None


@given(st.text(max_size=60))
def test_any_rating_words_have_a_level_or_a_reason(words):
    found = read_rating(words)

    assert (found.level is None) != (found.reason is None)


def notes(text):
    return read_notes(text, sheet="Trang 1", row=7, column="G")


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Đang xem xét xử lý kỷ luật (đơn phản ánh tháng 11/2024)", [NoteKind.DISCIPLINE_PENDING]),
        ("Đang xem xét kỷ luật (11/2024)", [NoteKind.DISCIPLINE_PENDING]),
        ("Khiển trách, QĐ 233/QĐ-UBND ngày 05/7/2021", [NoteKind.DISCIPLINED]),
        ("Không bị kỷ luật, không đang bị xem xét kỷ luật", []),
        ("Chưa bị khiển trách", []),
        ("Đảng viên, gương mẫu, không vi phạm", []),
        ("Đang xem xét công nhận danh hiệu", []),
        ("Tuyển dụng 01/4/2024", [NoteKind.SERVICE_SINCE]),
        ("HĐLĐ 111", []),
        ("Chuyển đến từ THCS Đồng Thái 01/9/2024", [NoteKind.TRANSFER]),
        ("nghỉ sinh", [NoteKind.MATERNITY]),
        ("Nghỉ ốm dài ngày quý II", [NoteKind.SICK_LEAVE]),
        ("HĐ 111; nghỉ hưu 01/7/2025", [NoteKind.RETIREMENT]),
        ("Không thuộc diện đánh giá", [NoteKind.OUTSIDE_RATING]),
        ("Nông dân", [NoteKind.FARMER]),
        ("Chủ tịch Hội Nông dân xã", []),
        ("Lực lượng DQTT", [NoteKind.ARMED]),
        ("Trùng tên", []),
        ("trùng?", [NoteKind.DUPLICATE, NoteKind.DOUBT]),
        ("QĐ thu hồi số 118/QĐ-UBND ngày 14/3/2023", [NoteKind.REVOKED]),
        ("Dẫn đầu Cụm số 2", []),
    ],
)
def test_notes_say_what_they_say(words, kinds):
    assert [note.kind for note in notes(words)] == kinds


def test_note_keeps_day_share_and_count():
    share, fighters = notes("9/10 LĐTT; có 02 CSTĐCS")
    (service,) = notes("Tuyển dụng 01/4/2024")

    assert (share.part, share.whole) == (9, 10)
    assert fighters.number == 2
    assert service.day.text() == "1/4/2024"


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (date(2024, 4, 1), 9),
        (date(2024, 8, 15), 4),
        (date(2024, 7, 1), 6),
        (date(2024, 7, 2), 5),
        (date(2019, 9, 1), 12),
        (date(2024, 12, 31), 0),
        (date(2025, 1, 1), 0),
    ],
)
def test_months_of_service_within_the_year(since, months):
    assert months_in_year(since, 2024) == months


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_months_of_service_stay_within_a_year(since):
    assert 0 <= months_in_year(since, 2024) <= 12


@pytest.mark.parametrize(
    ("words", "number", "day"),
    [
        ("QĐ số 1204/QĐ-UBND ngày 20/5/2024", "1204/QĐ-UBND", "20/5/2024"),
        ("QĐ số 1204/QĐ-UBND\nngày 20/5/2024", "1204/QĐ-UBND", "20/5/2024"),
        ("1204/QĐ-UBND, 20/5/2024", "1204/QĐ-UBND", "20/5/2024"),
        ("Số 4520/QĐ-UBND", "4520/QĐ-UBND", None),
        ("4520/QD-UBND", "4520/QĐ-UBND", None),
        ("04520/qđ-ubnd", "4520/QĐ-UBND", None),
        ("QĐ 1204", "1204", None),
        ("Quyết định số 12/2024/QĐ-UBND", "12/2024/QĐ-UBND", None),
        ("47/TTr-THCS", "47/TTR-THCS", None),
    ],
)
def test_decision_numbers_have_one_form(words, number, day):
    found = find_decision(words)

    assert found.number == number
    assert (found.date.text() if found.date else None) == day


@pytest.mark.parametrize("words", ["", "đang chờ QĐ", "9/10 LĐTT", "ngày 22/12/2023", "HĐ 111"])
def test_no_decision_is_none(words):
    assert find_decision(words) is None


def test_bare_number_is_a_decision_only_in_its_own_column():
    assert find_decision("4876", in_own_column=True).number == "4876"
    assert find_decision("4876") is None


def test_impossible_decision_date_is_told():
    with pytest.raises(BadDate):
        find_decision("1204/QĐ-UBND ngày 31/02/2024")


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("CSTĐCS 2022, 2023", [("CSTDCS", 2022), ("CSTDCS", 2023)]),
        ("CSTĐCS 3 năm liên tục 2021-2023", [("CSTDCS", y) for y in (2021, 2022, 2023)]),
        ("GK huyện 2021; BK TP 2022", [("GK-HUYEN", 2021), ("BKT", 2022)]),
        (
            "LĐTT 2021, CSTĐCS năm 2022 và 2023",
            [("LDTT", 2021), ("CSTDCS", 2022), ("CSTDCS", 2023)],
        ),
        ("CSTĐCS (2022, 2023)", [("CSTDCS", 2022), ("CSTDCS", 2023)]),
        ("LĐTT", [("LDTT", None)]),
        ("GK 2021", [(None, 2021)]),
        ("-", []),
        ("không", []),
        ("", []),
    ],
)
def test_earlier_awards(words, claims):
    found = read_awards(words, PERSON, HERE)

    assert [(claim.code, claim.year) for claim in found] == claims


def test_year_of_the_header_counts_where_the_cell_names_none():
    (claim,) = read_awards("LĐTT", PERSON, HERE, year=2023)

    assert (claim.code, claim.year) == ("LDTT", 2023)


def test_notes_give_awards_only_with_years_already_past():
    assert read_note_awards("GK xây dựng NTM", PERSON, HERE, until=2023) == ()
    assert read_note_awards("CSTĐCS 2024", PERSON, HERE, until=2023) == ()
    assert len(read_note_awards("CSTĐCS 2021-2023", PERSON, HERE, until=2023)) == 3


def test_initiative_with_its_decision_is_recognised():
    found = read_initiative("Đổi mới sinh hoạt tổ", "QĐ số 1204/QĐ-UBND ngày 20/5/2024", HERE)

    assert (found.recognised, found.year, found.scope) == (True, 2024, None)


@pytest.mark.parametrize("decision", ["", "đang chờ QĐ", "chưa có QĐ", "-"])
def test_initiative_without_decision_is_open(decision):
    found = read_initiative("Đổi mới sinh hoạt tổ", decision, HERE)

    assert found.recognised is None


def test_scope_counts_only_when_certified():
    certified = "QĐ 88/QĐ-UBND ngày 05/4/2024; đã xác nhận phạm vi ảnh hưởng thành phố"
    open_ = "QĐ 88/QĐ-UBND ngày 05/4/2024; phạm vi ảnh hưởng TP: chưa xác nhận"

    assert read_initiative("", certified, HERE).scope is InitiativeScope.TINH
    assert read_initiative("", open_, HERE).scope is None


def test_mixed_column_gives_only_what_says_it_is_an_initiative():
    assert read_mixed("Chỉ đạo GPMB tuyến đường trục xã", HERE) is None
    assert read_mixed("Số hóa hồ sơ một cửa (QĐ 96/QĐ-UBND)", HERE).name == "Số hóa hồ sơ một cửa"
    assert read_mixed("Phần mềm tra cứu (chưa có QĐ)", HERE).recognised is None


def test_note_names_an_initiative_with_its_decision():
    found = read_note_initiative('Sáng kiến "Một cửa lưu động"; QĐ 1204/QĐ-UBND', HERE)

    assert found.name == "Một cửa lưu động"
    assert read_note_initiative("HTXSNV 2 năm, 02 sáng kiến", HERE) is None


@pytest.mark.parametrize(
    "text",
    ["nt", "NT", "-nt-", "- nt -", "n.t", "n/t", "nt.", '"', "”", "''", "như trên", "//", "〃"],
)
def test_signs_of_repetition(text):
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["", "-", "NTM", "ntt", "Nguyễn", "n"])
def test_other_words_do_not_repeat(text):
    assert not is_ditto(text)


def test_dashes_and_ticks():
    assert is_dash("-")
    assert is_dash("...")
    assert not is_dash("-1")
    assert is_mark("x")
    assert is_mark("✓")
    assert not is_mark("xs")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1972.0, "1972"),
        (87.5, "87,5"),
        (date(2024, 4, 1), "01/04/2024"),
        (True, "x"),
        (None, ""),
        ("  Tổ\u00a0phó \n x ", "Tổ phó\nx"),
    ],
)
def test_cells_are_shown_as_on_the_sheet(cell, text):
    assert shown(cell) == text
