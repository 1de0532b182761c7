"""Dates and years as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.vietnamese.dates import (
    BadDate,
    PartialDate,
    excel_serial_date,
    format_day,
    long_day,
    parse_date,
    parse_years,
    year_in_date_cell,
)

days = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("15/8/1985", (1985, 8, 15)),
        ("16-03-1982", (1982, 3, 16)),
        ("27.12.2019", (2019, 12, 27)),
        ("27-12-19", (2019, 12, 27)),
        ("27/12/ 2019", (2019, 12, 27)),
        ("15/8/85", (1985, 8, 15)),
        ("1983", (1983,)),
        (" 1983 ", (1983,)),
        ("SN 1983", (1983,)),
        ("NĂM 2019", (2019,)),
        ("8/1985", (1985, 8)),
        ("tháng 8 năm 1985", (1985, 8)),
        ("ngày 20 tháng 5 năm 2024", (2024, 5, 20)),
        ("Ngày 05 tháng 01, năm 2026", (2026, 1, 5)),
        ("ngày 20/5/2024", (2024, 5, 20)),
        ("20/5/2024", (2024, 5, 20)),
        ("2024-05-20", (2024, 5, 20)),
        ("2024-05-20 00:00:00", (2024, 5, 20)),
        ("2024-05-20T07:30:00Z", (2024, 5, 20)),
        ("29/02/2024", (2024, 2, 29)),
        (1983, (1983,)),
        (1983.0, (1983,)),
        (dt.date(1975, 8, 8), (1975, 8, 8)),
        (dt.datetime(1975, 8, 8, 7, 30), (1975, 8, 8)),  # noqa: DTZ001 (as spreadsheets give it)
    ],
)
def test_parse_date_reads_what_lists_hold(value, expected):
    assert parse_date(value) == PartialDate(*expected)


@pytest.mark.parametrize(
    "value",
    [
        "", "nt", "-", "1204", "1204/QĐ-UBND", "1970 - 1973", "khoảng 1985", "1.2.3", "15/8",
        "9/10 LĐTT", "4.841,73", "27/12/2019 và 28/12/2019", 1204, 31048, 62.5, 1983.5,
        float("nan"), float("inf"), True, None, dt.time(7, 30),
    ],
)  # fmt: skip
def test_parse_date_leaves_other_values_alone(value):
    assert parse_date(value) is None


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("31/02/1985", "31/02/1985: ngày này không có trong lịch"),
        ("29-02-2023", "29-02-2023: ngày này không có trong lịch"),
        ("00/5/2024", "00/5/2024: ngày này không có trong lịch"),
        (
            "12/25/1985",
            "12/25/1985: không có tháng 25; ghi theo thứ tự ngày/tháng/năm",
        ),
        ("13/2024", "13/2024: không có tháng 13; ghi theo thứ tự ngày/tháng/năm"),
        ("20/5/2924", "20/5/2924: năm 2924 nằm ngoài khoảng 1900-2099"),
    ],
)
def test_parse_date_explains_an_impossible_date(value, sentence):
    with pytest.raises(BadDate) as caught:
        parse_date(value)

    assert str(caught.value) == sentence
    assert caught.value.written == value
    assert sentence == f"{value}: {caught.value.reason}"


def test_parse_date_lets_the_latest_day_decide_the_century():
    assert parse_date("2/9/45") == PartialDate(2045, 9, 2)
    assert parse_date("2/9/45", latest=dt.date(2026, 1, 1)) == PartialDate(1945, 9, 2)
    assert parse_date("2/9/26", latest=dt.date(2026, 1, 1)) == PartialDate(2026, 9, 2)


@given(days, st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%d / %m / %Y", "%Y-%m-%d"]))
def test_parse_date_reads_every_day_in_every_form(day, form):
    assert parse_date(day.strftime(form)) == PartialDate.of(day)


@given(days)
def test_parse_date_reads_back_what_the_package_wrote(day):
    for written in (format_day(day), long_day(day), PartialDate.of(day).text()):
        assert parse_date(written) == PartialDate.of(day)


@given(st.text(alphabet="0123456789/.- ngàythánămsinh"))
def test_parse_date_gives_a_date_or_nothing_or_a_sentence(text):
    try:
        found = parse_date(text)
    except BadDate as error:
        found, reason = None, error.reason
    else:
        reason = "not asked for"

    assert reason
    assert found is None or 1900 <= found.year <= 2099


@pytest.mark.parametrize(
    ("parts", "text"),
    [((1985, 8, 15), "15/8/1985"), ((1985, 8), "8/1985"), ((1985,), "1985")],
)
def test_partial_date_text_shows_what_is_known(parts, text):
    partial = PartialDate(*parts)

    assert partial.text() == text
    assert partial.is_full is (len(parts) == 3)
    assert partial.as_date() == (dt.date(*parts) if len(parts) == 3 else None)


@given(days, days)
def test_partial_dates_are_ordered_as_days_are(a, b):
    assert (PartialDate.of(a) < PartialDate.of(b)) == (a < b)
    assert (PartialDate.of(a) >= PartialDate.of(b)) == (a >= b)


def test_partial_date_with_less_known_comes_first():
    scattered = [
        PartialDate(1985, 3, 1),
        PartialDate(1986),
        PartialDate(1985),
        PartialDate(1985, 3),
    ]

    assert [partial.text() for partial in sorted(scattered)] == [
        "1985",
        "3/1985",
        "1/3/1985",
        "1986",
    ]


def test_partial_date_cannot_be_ordered_with_other_things():
    with pytest.raises(TypeError):
        PartialDate(1985) < dt.date(1985, 1, 1)  # noqa: B015 (the comparison itself is tested)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((1985,), (1985, 8, 15), True),
        ((1985, 8), (1985, 8, 15), True),
        ((1985, 7), (1985, 8, 15), False),
        ((1985,), (1986,), False),
        ((1985, 8, 15), (1985, 8, 15), True),
        ((1985, 8, 14), (1985, 8, 15), False),
    ],
)
def test_partial_dates_are_compatible_until_a_known_part_differs(a, b, expected):
    assert PartialDate(*a).compatible(PartialDate(*b)) is expected
    assert PartialDate(*b).compatible(PartialDate(*a)) is expected


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ((1985, None, 3), "Có ngày 3 năm 1985 nhưng thiếu tháng. Ghi thêm tháng."),
        ((1985, 2, 30), "ngày này không có trong lịch"),
        ((0,), "không có năm 0 trong lịch"),
    ],
)
def test_partial_date_refuses_what_cannot_be(parts, sentence):
    with pytest.raises(BadDate) as caught:
        PartialDate(*parts)

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021, 2022, 2023", (2021, 2022, 2023)),
        ("2022-2024", (2022, 2023, 2024)),
        ("2022 – 2024", (2022, 2023, 2024)),
        ("2019 đến 2024", (2019, 2020, 2021, 2022, 2023, 2024)),
        ("từ năm 2021 đến hết năm 2023", (2021, 2022, 2023)),
        ("CSTĐCS 2022, 2023", (2022, 2023)),
        ("CSTĐCS 3 năm liên tục 2021-2023", (2021, 2022, 2023)),
        ("2021-23", (2021, 2022, 2023)),
        ("2024-05", (2024,)),
        ("2024-2022", (2022, 2023, 2024)),
        ("năm học 2022/2023", (2022, 2023)),
        ("2023; 2021; 2023", (2021, 2023)),
        ("1901-2099", (1901, 2099)),
        ("LĐTT 2022/CSTĐCS 2023", (2022, 2023)),
        ("QĐ số 1999/QĐ-UBND ngày 20/5/2024", ()),
        ("45/2024/QĐ-UBND", ()),
        ("2024-05-20", ()),
        ("5/2024", ()),
        ("CSTĐCS", ()),
        ("20212022", ()),
        (2023, (2023,)),
        (2023.0, (2023,)),
        (1204, ()),
        (True, ()),
        (None, ()),
    ],
)
def test_parse_years_finds_the_years_of_merit(text, years):
    assert parse_years(text) == years


@given(st.lists(st.integers(1950, 2049), min_size=1))
def test_parse_years_of_a_plain_list_is_the_list(years):
    assert parse_years("CSTĐCS " + ", ".join(map(str, years))) == tuple(sorted(set(years)))


@given(st.integers(1950, 2049), st.integers(0, 50))
def test_parse_years_counts_both_ends_of_a_span(first, length):
    last = min(first + length, 2049)

    assert parse_years(f"{first}-{last}") == tuple(range(first, last + 1))


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (dt.date(2026, 1, 5), "05/01/2026", "ngày 05 tháng 01 năm 2026"),
        (dt.date(2026, 2, 28), "28/02/2026", "ngày 28 tháng 02 năm 2026"),
        (dt.date(2026, 3, 9), "09/03/2026", "ngày 09 tháng 3 năm 2026"),
        (dt.date(2026, 12, 15), "15/12/2026", "ngày 15 tháng 12 năm 2026"),
    ],
)
def test_days_are_written_as_decree_30_asks(day, short, long):
    assert format_day(day) == short
    assert long_day(day) == long


def test_excel_serial_date_is_the_day_the_cell_meant():
    assert excel_serial_date(45432) == dt.date(2024, 5, 20)
    assert excel_serial_date(45432.5) == dt.date(2024, 5, 20)


@pytest.mark.parametrize("serial", [0, -3, 1e9, float("nan"), float("inf")])
def test_excel_serial_date_refuses_other_numbers(serial):
    assert excel_serial_date(serial) is None


@given(st.integers(1900, 2099))
def test_year_in_date_cell_undoes_a_year_typed_as_a_date(year):
    assert year_in_date_cell(excel_serial_date(year)) == year


def test_year_in_date_cell_leaves_real_dates_alone():
    assert year_in_date_cell(dt.date(1985, 8, 15)) is None
