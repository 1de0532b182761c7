"""The arithmetic of a comment period: working days, Tết, stops, years not on file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.publicity.clock import Stop, last_day, reckon
from thidua.vietnamese.workdays import WorkingCalendar

CALENDAR = WorkingCalendar.load()
DAYS = st.dates(date(2024, 1, 1), date(2025, 9, 1))


@st.composite
def stops(draw, opened: date):
    found = []
    for _ in range(draw(st.integers(0, 3))):
        since = opened + timedelta(days=draw(st.integers(-2, 40)))
        found.append(Stop(since, since + timedelta(days=draw(st.integers(0, 20)))))
    return found


@given(DAYS, st.integers(1, 30))
def test_without_a_stop_it_is_the_calendar_of_working_days(opened, length):
    assert last_day(opened, length, [], CALENDAR) == CALENDAR.add_working_days(opened, length)


@given(st.data(), DAYS, st.integers(1, 20))
def test_exactly_so_many_working_days_lie_outside_every_stop(data, opened, length):
    held = data.draw(stops(opened))

    ends = last_day(opened, length, held, CALENDAR)

    after = [opened + timedelta(days=n) for n in range(1, (ends - opened).days + 1)]
    counting = [
        day
        for day in after
        if CALENDAR.is_working_day(day) and not any(stop.covers(day) for stop in held)
    ]
    assert len(counting) == length
    assert counting[-1] == ends


@given(st.data(), DAYS, st.integers(1, 20))
def test_a_stop_never_shortens_the_period(data, opened, length):
    held = data.draw(stops(opened))

    assert last_day(opened, length, held, CALENDAR) >= last_day(opened, length, [], CALENDAR)


@given(st.data(), DAYS, st.integers(1, 20), st.integers(0, 80))
def test_sum_agrees_with_the_last_day(data, opened, length, later):
    held = data.draw(stops(opened))
    today = opened + timedelta(days=later)

    known = reckon(opened, length, held, today)

    assert known.is_over == (today > known.last_day)
    assert (known.left == 0) == (today >= known.last_day)


def test_ten_days_over_tet_leave_the_holidays_out():
    """Posted on Friday 2 February 2024: Tết is 8, 9 and 12 to 14 February."""
    known = reckon(date(2024, 2, 2), 10, [], date(2024, 2, 15))

    assert known.last_day == date(2024, 2, 23)
    assert (known.counted, known.left) == (4, 6)


def test_words_show_the_sum():
    """Stopped from Tuesday to Thursday, both included: three working days do not count."""
    held = [Stop(date(2024, 3, 5), date(2024, 3, 7))]

    known = reckon(date(2024, 3, 1), 10, held, date(2024, 3, 11))

    assert known.last_day == date(2024, 3, 20)
    assert known.words == (
        "Đăng ngày 01/03/2024 (không tính ngày đăng), thời hạn 10 ngày làm việc, đã tính 3 ngày, "
        "không tính 3 ngày làm việc tạm dừng, ngày cuối 20/03/2024."
    )


def test_running_stop_has_no_last_day_and_says_so():
    known = reckon(date(2024, 3, 1), 10, [Stop(date(2024, 3, 5), None)], date(2024, 3, 11))

    assert known.last_day is None
    assert known.is_stopped
    assert not known.is_over
    assert "tạm dừng" in known.why


def test_year_not_on_file_is_not_known_and_named():
    known = reckon(date(2031, 3, 3), 10, [], date(2031, 3, 4))

    assert known.last_day is None
    assert known.left is None
    assert not known.is_over
    assert "2031" in known.why


@pytest.mark.parametrize(("said", "over"), [(date(2031, 3, 10), True), (date(2031, 3, 30), False)])
def test_day_named_by_the_office_stands_where_the_calendar_cannot_tell(said, over):
    known = reckon(date(2031, 3, 3), 5, [], date(2031, 3, 20), said=said)

    assert known.last_day == said
    assert known.is_over is over
    assert known.why == ""


def test_day_named_by_the_office_never_beats_the_calendar():
    known = reckon(date(2024, 3, 1), 10, [], date(2024, 3, 4), said=date(2024, 3, 5))

    assert known.last_day == date(2024, 3, 15)
