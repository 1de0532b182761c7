"""Report periods and places in a text: pure rules, on any input."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.directives.domain.reminding import step_on
from thidua.directives.enums import Rhythm
from thidua.directives.periods import periods, spans
from thidua.directives.text import Mark, moved, paragraphs, place_of, replaced, shown
from thidua.vietnamese.workdays import WorkingCalendar

DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))
RHYTHMS = st.sampled_from(Rhythm.values)
WORDS = st.text(alphabet="ab c\nđ", max_size=60)


@given(first=DAYS, length=st.integers(0, 800), rhythm=RHYTHMS, within=st.integers(0, 10))
def test_periods_cover_every_day_once_and_are_due_on_working_days(first, length, rhythm, within):
    last = first + timedelta(days=length)
    found = periods(first, last, rhythm, within)
    calendar = WorkingCalendar.load()

    assert (found[0].begins_on, found[-1].ends_on) == (first, last)
    for before, after in pairwise(found):
        assert after.begins_on == before.ends_on + timedelta(days=1)
        assert after.due_on >= before.due_on
    for one in found:
        assert one.begins_on <= one.ends_on <= one.due_on
        if one.sure:
            assert calendar.is_working_day(one.due_on)
        assert one.sure == ({one.ends_on.year, one.due_on.year} <= calendar.years)


@pytest.mark.parametrize(
    ("rhythm", "lasts"),
    [
        ("once", ["31/12"]),
        ("year", ["31/12"]),
        ("half", ["30/06", "31/12"]),
        ("quarter", ["31/03", "30/06", "30/09", "31/12"]),
    ],
)
def test_periods_follow_the_calendar(rhythm, lasts):
    found = periods(date(2024, 1, 15), date(2024, 12, 31), rhythm, 5)

    assert [f"{one.ends_on:%d/%m}" for one in found] == lasts


def test_due_day_moves_off_days_off():
    """31/08/2024 is a Saturday, 2 and 3 September 2024 are the national holiday."""
    once = periods(date(2024, 8, 1), date(2024, 8, 31), Rhythm.ONCE, 5)
    month = periods(date(2024, 8, 1), date(2024, 8, 31), Rhythm.MONTH, 0)

    assert once[0].due_on == month[0].due_on == date(2024, 9, 4)
    assert periods(date(2024, 8, 1), date(2024, 8, 31), Rhythm.MONTH, 2)[0].due_on == date(
        2024, 9, 5
    )


def test_a_year_without_calendar_counts_weekdays_and_says_so():
    found = periods(date(2040, 4, 1), date(2040, 4, 28), Rhythm.ONCE, 5)

    assert (found[0].due_on, found[0].sure) == (date(2040, 4, 30), False)
    assert list(spans(date(2024, 2, 1), date(2024, 1, 1), Rhythm.WEEK)) == []


@given(days=st.lists(st.integers(-30, 60), min_size=1, unique=True), late=st.integers(-40, 90))
def test_a_reminder_is_of_the_last_step_passed(days, late):
    due = date(2024, 5, 15)
    steps = sorted(days)
    found = step_on(due, due + timedelta(days=late), steps)

    assert found == max((step for step in steps if step <= late), default=None)


@given(
    text=WORDS.filter(bool),
    spots=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_a_marked_text_is_the_same_text(text, spots):
    marks = [
        Mark(str(number), ((min(pair), max(pair)),), block=number % 3 == 0)
        for number, pair in enumerate(spots)
    ]
    found = shown(text, marks)

    lines = paragraphs(text)
    assert ["".join(piece.text for piece in one.pieces) for one in found] == [
        text[one.start : one.end] for one in lines
    ]
    begun = [key for one in found for piece in one.pieces for key in piece.begins]
    assert len(begun) == len(set(begun))


@given(
    text=st.text(alphabet="abc ", min_size=8, max_size=30),
    cut=st.tuples(st.integers(0, 8), st.integers(0, 8)),
    other=st.tuples(st.integers(0, 8), st.integers(0, 8)),
    words=st.text(alphabet="XY", max_size=5),
)
def test_places_follow_a_repair_and_come_back(text, cut, other, words):
    start, end = sorted(cut)
    a, b = sorted(other)
    after = replaced(text, (start, end), words)
    [[c, d]] = moved([[a, b]], (start, end), len(words))

    assert 0 <= c <= d <= len(after)
    apart = (b <= start or a >= end) and start < end
    if apart:
        assert after[c:d] == text[a:b]
        back = replaced(after, (start, start + len(words)), text[start:end])
        assert back == text
        if words:
            assert moved([[c, d]], (start, start + len(words)), end - start) == [[a, b]]
    elif a <= start and end <= b and start < end:
        assert after[c:d] == text[a:start] + words + text[end:b]


def test_paragraph_numbers_are_checked():
    text = "một\n\nhai\nba"

    assert text[slice(*place_of(text, 2, 3))] == "hai\nba"
    for first, last in ((0, 1), (2, 1), (1, 4)):
        with pytest.raises(ValueError, match="3"):
            place_of(text, first, last)
