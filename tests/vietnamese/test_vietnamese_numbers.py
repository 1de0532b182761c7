"""Numbers in words and figures, percentages, shares."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.vietnamese.numbers import (
    Share,
    format_money,
    format_number,
    in_words,
    money_in_words,
    parse_number,
    parse_percent,
    parse_share,
)

DIGITS = {
    word: value
    for value, words in enumerate(
        ["không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy", "tám", "chín"]
    )
    for word in words.split()
}


def read_words(text: str) -> int:
    """Understand the words as a listener does: the inverse of spelling."""
    if text.startswith("âm "):
        return -read_words(text.removeprefix("âm "))
    words = text.split()
    if "tỷ" in words:
        last = len(words) - 1 - words[::-1].index("tỷ")
        below = read_words(" ".join(words[last + 1 :])) if words[last + 1 :] else 0
        return read_words(" ".join(words[:last])) * 10**9 + below
    total = pending = 0
    for word in words:
        if word in DIGITS:
            pending += DIGITS[word]
        elif word == "mười":
            pending += 10
        elif word in {"trăm", "mươi"}:
            pending = scaled(pending, 100 if word == "trăm" else 10)
        elif word in {"nghìn", "triệu"}:
            total, pending = total + pending * (1000 if word == "nghìn" else 10**6), 0
        else:
            assert word == "linh"
    return total + pending


def scaled(pending: int, size: int) -> int:
    """``hai trăm ba`` so far is 203: only the last digit heard takes the size."""
    return pending - pending % 10 + pending % 10 * size


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (221, "hai trăm hai mươi mốt"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (4_841_730_000, "bốn tỷ tám trăm bốn mươi mốt triệu bảy trăm ba mươi nghìn"),
        (10**12, "một nghìn tỷ"),
        (10**15 + 7, "một triệu tỷ không trăm linh bảy"),
        (-35, "âm ba mươi lăm"),
    ],
)
def test_in_words_follows_the_spoken_rules(number, words):
    assert in_words(number) == words


@given(st.integers(-(10**17), 10**17))
def test_in_words_can_be_read_back(number):
    assert read_words(in_words(number)) == number


def test_in_words_tells_every_small_number_apart():
    assert len({in_words(number) for number in range(11_000)}) == 11_000


def test_money_in_words_begins_with_a_capital():
    assert money_in_words(702_000) == "Bảy trăm linh hai nghìn đồng"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("4.841,73", "4841.73"),
        ("62,5", "62.5"),
        ("1.250", "1250"),
        ("1.250.000", "1250000"),
        ("1 250 000", "1250000"),
        ("1\xa0250,5", "1250.5"),
        ("03", "3"),
        ("87.5", "87.5"),
        ("0.125", "0.125"),
        ("1,250.75", "1250.75"),
        ("1,250,000", "1250000"),
        ("1,250", "1.250"),
        ("-5", "-5"),
        ("−5,5", "-5.5"),
        ("+2", "2"),
        (" 97,8 ", "97.8"),
        (3, "3"),
        (1985.0, "1985"),
        (0.1 + 0.2, "0.3"),
        (4841.73, "4841.73"),
        (Decimal("1.5"), "1.5"),
    ],
)
def test_parse_number_reads_figures(value, number):
    assert parse_number(value) == Decimal(number)


@pytest.mark.parametrize(
    "value",
    [
        "27.12.2019", "15/8/1985", "5.2024", "8/1985", "2019-12-27", "4521/QĐ-UBND", "nt", "", "-",
        "x", "100%", "1e5", "1.25.0", "12,5 tỷ đồng", "chưa báo cáo", "1.2345,6", "1,2,3", "٣", "½",
        True, None, float("nan"), float("inf"), Decimal("NaN"), dt.date(2024, 1, 1),
    ],
)  # fmt: skip
def test_parse_number_refuses_what_is_no_plain_number(value):
    assert parse_number(value) is None


@given(st.decimals(allow_nan=False, allow_infinity=False) | st.integers())
def test_parse_number_reads_back_what_format_number_wrote(number):
    assert parse_number(format_number(number)) == number


@given(st.integers(-(2**53) + 1, 2**53 - 1))
def test_parse_number_reads_whole_floats_exactly(number):
    assert parse_number(float(number)) == number


@given(st.text())
def test_reading_functions_take_any_text(text):
    assert parse_number(text) is None or isinstance(parse_number(text), Decimal)
    assert parse_percent(text) is None or isinstance(parse_percent(text), Decimal)
    assert parse_share(text) is None or isinstance(parse_share(text), Share)


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Decimal("4841.73"), None, "4.841,73"),
        (Decimal("4841.725"), 2, "4.841,73"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-1234.5"), None, "-1.234,5"),
        (Decimal("-0.04"), 1, "0,0"),
        (1250, None, "1.250"),
        (1250, 2, "1.250,00"),
        (0, None, "0"),
        (Decimal("1E+6"), None, "1.000.000"),
        (10**30, 1, "1.000.000.000.000.000.000.000.000.000.000,0"),
    ],
)
def test_format_number_writes_the_vietnamese_notation(number, places, text):
    assert format_number(number, places) == text


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity")])
def test_format_number_refuses_what_is_no_number(number):
    with pytest.raises(ValueError, match="không phải một số"):
        format_number(number)


def test_format_money_groups_and_names_the_currency():
    assert format_money(2_340_000) == "2.340.000 đồng"


@pytest.mark.parametrize(
    ("value", "fraction", "points"),
    [
        ("86,4%", False, "86.4"),
        ("100 %", False, "100"),
        ("97,8", True, "97.8"),
        (0.864, True, "86.4"),
        (1, True, "100"),
        (86.4, False, "86.4"),
    ],
)
def test_parse_percent_gives_points(value, fraction, points):
    assert parse_percent(value, fraction=fraction) == Decimal(points)


@pytest.mark.parametrize("value", ["", "nt", "tăng 5%", "%", None, "19/22 (86,4%)"])
def test_parse_percent_refuses_prose(value):
    assert parse_percent(value) is None


@pytest.mark.parametrize(
    ("value", "part", "whole", "percent"),
    [
        ("19/22 (86,4%)", 19, 22, "86.4"),
        ("16 (88,9%)", 16, None, "88.9"),
        ("3/3", 3, 3, None),
        ("86,4%", None, None, "86.4"),
        ("9/10 LĐTT", 9, 10, None),
        ("4/4 CSTT", 4, 4, None),
        ("4/7 (57,1%)", 4, 7, "57.1"),
        ("9/10 LĐTT; có 02 CSTĐCS", 9, 10, None),
        ("19/22 người, đạt 86,4%", 19, 22, "86.4"),
        ("57,1% (4/7)", 4, 7, "57.1"),
        ("08 / 10", 8, 10, None),
        ("16 người", 16, None, None),
        ("1.250 người (12,5%)", 1250, None, "12.5"),
        (16.0, 16, None, None),
    ],
)
def test_parse_share_reads_lists_as_they_are_written(value, part, whole, percent):
    share = parse_share(value)

    assert share == Share(part, whole, percent and Decimal(percent))
    assert share.problem is None


@pytest.mark.parametrize(
    "value",
    [
        "", "nt", "5/2024", "19/5/2024", "1204/QĐ-UBND", "5 không 3 sạch", "Thu ngân sách vượt 12%",
        "62,5", 0.5, -1, None, "Giao quân 100%", "12/05/24",
    ],
)  # fmt: skip
def test_parse_share_refuses_dates_numbers_of_papers_and_prose(value):
    assert parse_share(value) is None


@pytest.mark.parametrize(
    "cell", ["1" * 50_000, "1/" * 20_000, "19/22" + "x" * 50_000, "8 " * 9_000]
)
def test_reading_functions_take_cells_of_any_length(cell):
    share = parse_share(cell)

    assert share is None or share == Share(19, 22)


def test_share_reports_a_contradiction_and_chooses_neither():
    share = parse_share("19/22 (90%)")

    assert share.problem == (
        "19/22 là 86,4%, nhưng tỷ lệ ghi 90%. Kiểm tra lại số người hoặc tỷ lệ."
    )
    assert (share.part, share.whole, share.percent) == (19, 22, Decimal(90))
    assert share.best_percent() is None


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("5/4", "Số đạt 5 lớn hơn tổng số 4."),
        ("0/0", "Tổng số là 0 nên không tính được tỷ lệ."),
        ("120%", "Tỷ lệ 120% lớn hơn 100%."),
    ],
)
def test_share_reports_what_cannot_be(value, problem):
    assert parse_share(value).problem == problem


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 4))
def test_share_accepts_any_rounding_of_its_own_fraction(part, whole, places):
    part = min(part, whole)
    written = format_number(Decimal(part) * 100 / whole, places)

    share = parse_share(f"{part}/{whole} ({written}%)")

    assert share.problem is None
    assert share.best_percent() == Decimal(part) * 100 / whole


def test_share_takes_the_whole_from_another_cell():
    share = parse_share("16 (88,9%)")

    assert share.of(18).problem is None
    assert share.of(20).problem is not None
    assert parse_share("3/3").of(5).whole == 3


def test_share_without_a_fraction_is_judged_by_the_written_percentage():
    assert parse_share("86,4%").best_percent() == Decimal("86.4")
    assert parse_share("16").best_percent() is None
