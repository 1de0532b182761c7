"""The working-day calendar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.vietnamese import workdays
from thidua.vietnamese.workdays import BadCalendar, Confidence, UnknownYear, WorkingCalendar

CALENDAR = WorkingCalendar.load()
known_days = st.dates(dt.date(2024, 3, 1), dt.date(2026, 9, 30))
counts = st.integers(-40, 40)


@pytest.mark.parametrize(
    "day",
    [
        dt.date(2024, 1, 1), dt.date(2024, 2, 8), dt.date(2024, 2, 14), dt.date(2024, 4, 18),
        dt.date(2024, 4, 29), dt.date(2024, 9, 3), dt.date(2025, 1, 27), dt.date(2025, 1, 31),
        dt.date(2025, 4, 7), dt.date(2025, 5, 2), dt.date(2025, 9, 1), dt.date(2026, 1, 2),
        dt.date(2026, 2, 16), dt.date(2026, 2, 20), dt.date(2026, 4, 27), dt.date(2026, 8, 31),
        dt.date(2026, 11, 24),
        dt.date(2026, 11, 21), dt.date(2026, 11, 22),  # an ordinary weekend
    ],
)  # fmt: skip
def test_days_off_are_not_worked(day):
    assert not CALENDAR.is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        dt.date(2024, 5, 4), dt.date(2025, 4, 26), dt.date(2026, 1, 10), dt.date(2026, 8, 22),
        dt.date(2024, 2, 7), dt.date(2024, 2, 15), dt.date(2025, 1, 24), dt.date(2026, 2, 13),
        dt.date(2026, 2, 23), dt.date(2026, 11, 25),
    ],
)  # fmt: skip
def test_makeup_saturdays_and_ordinary_weekdays_are_worked(day):
    assert CALENDAR.is_working_day(day)


@pytest.mark.parametrize(("year", "expected"), [(2024, 251), (2025, 250), (2026, 249)])
def test_a_year_has_its_number_of_working_days(year, expected):
    # Weekdays after 1 January, less weekdays off, plus Saturdays: 261-11+1, 260-11+1, 260-13+2.
    counted = CALENDAR.working_days_between(dt.date(year, 1, 1), dt.date(year, 12, 31))

    assert counted == expected


def test_an_unsure_day_counts_as_ordinary_and_is_reported():
    monday = dt.date(2026, 11, 23)

    assert CALENDAR.is_working_day(monday)
    (doubt,) = CALENDAR.doubts(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert doubt.day == monday
    assert doubt.confidence is Confidence.UNSURE
    assert doubt.note() == (
        "Chưa chắc 23/11/2026 là ngày nghỉ (Nghỉ hoán đổi dịp Ngày Văn hóa Việt Nam). "
        "Căn cứ: Nghị quyết 28/2026/QH16, Ngày Văn hóa Việt Nam."
    )


def test_doubts_are_those_of_the_period_only():
    assert CALENDAR.doubts(dt.date(2026, 11, 24), dt.date(2026, 12, 31)) == ()


@pytest.mark.parametrize("day", [dt.date(2023, 6, 1), dt.date(2027, 1, 4), dt.date(2027, 1, 3)])
def test_a_year_without_data_is_unknown_even_on_a_sunday(day):
    with pytest.raises(UnknownYear, match=f"Chưa có lịch nghỉ lễ, Tết năm {day.year}") as caught:
        CALENDAR.is_working_day(day)

    assert caught.value.year == day.year


def test_a_deadline_that_runs_into_an_unknown_year_is_unknown():
    with pytest.raises(UnknownYear):
        CALENDAR.add_working_days(dt.date(2026, 12, 25), 10)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (dt.date(2026, 11, 2), 10, dt.date(2026, 11, 16)),
        (dt.date(2024, 2, 7), 1, dt.date(2024, 2, 15)),
        (dt.date(2026, 8, 21), 1, dt.date(2026, 8, 22)),
        (dt.date(2024, 2, 15), -1, dt.date(2024, 2, 7)),
        (dt.date(2024, 2, 10), 0, dt.date(2024, 2, 10)),
    ],
)
def test_add_working_days_leaves_the_trigger_day_out(start, n, end):
    assert CALENDAR.add_working_days(start, n) == end


@given(known_days, counts)
def test_working_days_between_undoes_add_working_days(start, n):
    assert CALENDAR.working_days_between(start, CALENDAR.add_working_days(start, n)) == n


@given(known_days, st.integers(1, 40), st.integers(1, 10))
def test_add_working_days_lands_on_a_working_day_and_grows(start, n, more):
    end = CALENDAR.add_working_days(start, n)

    assert CALENDAR.is_working_day(end)
    assert end > start
    assert CALENDAR.add_working_days(start, n + more) > end
    assert CALENDAR.add_working_days(end, more) == CALENDAR.add_working_days(start, n + more)


@given(known_days, known_days, st.integers(0, 30))
def test_add_working_days_keeps_the_order_of_starts(a, b, n):
    early, late = sorted((a, b))

    assert CALENDAR.add_working_days(early, n) <= CALENDAR.add_working_days(late, n)


@given(known_days, known_days, known_days)
def test_working_days_add_up_over_adjacent_periods(a, b, c):
    a, b, c = sorted((a, b, c))
    whole = CALENDAR.working_days_between(a, c)

    assert whole == CALENDAR.working_days_between(a, b) + CALENDAR.working_days_between(b, c)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (dt.date(2026, 2, 4), 10, dt.date(2026, 2, 23)),  # ends on Saturday 14/2, before Tết
        (dt.date(2026, 3, 2), 10, dt.date(2026, 3, 12)),
        (dt.date(2026, 8, 12), 10, dt.date(2026, 8, 22)),  # a Saturday that is worked
    ],
)
def test_period_end_on_a_day_off_moves_to_the_next_working_day(start, days, end):
    assert CALENDAR.period_end(start, days) == end


@given(known_days, st.integers(0, 60))
def test_period_end_never_shortens_a_period(start, days):
    end = CALENDAR.period_end(start, days)

    assert end >= start + dt.timedelta(days)
    assert CALENDAR.is_working_day(end)


def test_every_entry_names_its_source():
    assert all(entry.source and entry.name for entry in CALENDAR.special.values())
    assert CALENDAR.years == {2024, 2025, 2026}


NEXT_YEAR = """
[sources]
TB = "Thông báo lịch nghỉ"
[[year]]
year = 2027
off = [{ days = [2027-01-01], name = "Tết Dương lịch", source = "TB", confidence = "verified" }]
"""


def test_a_calendar_can_be_extended_by_a_year():
    longer = CALENDAR.extended(WorkingCalendar.from_toml(NEXT_YEAR))

    assert not longer.is_working_day(dt.date(2027, 1, 1))
    assert longer.is_working_day(dt.date(2027, 1, 4))
    assert longer.add_working_days(dt.date(2026, 12, 31), 1) == dt.date(2027, 1, 4)


def test_an_extension_replaces_a_year_whole():
    shipped = Path(workdays.__file__).parent.joinpath("data/workdays.toml").read_text("utf-8")
    decided = WorkingCalendar.from_toml(shipped.replace('"unsure" }', '"verified" }'))

    assert not CALENDAR.extended(decided).is_working_day(dt.date(2026, 11, 23))
    assert CALENDAR.extended(decided).doubts(dt.date(2026, 1, 1), dt.date(2026, 12, 31)) == ()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("2027-01-01]", "2027-01-01, 2027-01-01]", "Ngày 01/01/2027 được khai hai lần."),
        ("2027-01-01]", "2027-01-02]", "Ngày 02/01/2027 phải rơi vào thứ Hai đến thứ Sáu."),
        ("2027-01-01]", "2026-01-01]", "Ngày 01/01/2026 nằm trong bảng của năm 2027."),
        ("off =", "makeup =", "Ngày 01/01/2027 phải rơi vào thứ Bảy hoặc Chủ nhật."),
        ('"verified"', '"certain"', "Không đọc được lịch ngày làm việc, chỗ sai:"),
        ('source = "TB"', 'source = "?"', "Không đọc được lịch ngày làm việc, chỗ sai:"),
        ("[[year]]", "[[year", "Không đọc được lịch ngày làm việc, chỗ sai:"),
        ("2027-01-01]", '"01/01/2027"]', "Không đọc được lịch ngày làm việc, chỗ sai:"),
    ],
)
def test_calendar_data_that_contradict_themselves_are_refused(before, after, sentence):
    with pytest.raises(BadCalendar) as caught:
        WorkingCalendar.from_toml(NEXT_YEAR.replace(before, after))

    assert str(caught.value).startswith(sentence)
