"""Whatever finite figures and whatever names: a sound drawing with all its figures in the table."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.chart_reading import MAYBE, NAMES, NUMBERS, check_sound, lengths
from thidua.charts import (
    Band,
    Bar,
    Columns,
    Comparison,
    Estimate,
    Expectation,
    Interval,
    Period,
    Progress,
    Series,
    Spark,
    Tile,
    Tiles,
    columns,
    comparison,
    interval,
    progress,
    spark,
    tiles,
)
from thidua.charts.axis import Axis, ticks
from thidua.charts.figures import exact, known, scale_of, written
from thidua.charts.lettering import width_of, wrap

UNITS = st.sampled_from(["", "%", "đồng", "tỷ đồng", "sáng kiến được công nhận trong năm học"])
few = settings(max_examples=25, deadline=None)


def column(chart, number):
    return [row[number] for row in chart.table.rows]


@few
@given(
    st.lists(MAYBE, max_size=14), NAMES, UNITS, MAYBE, MAYBE, MAYBE, st.floats(0, 1), st.booleans()
)
def test_progress_is_sound(values, label, unit, target, baseline, expected, today, falling):
    measure = Progress(
        title=label,
        unit=unit,
        periods=tuple(Period(f"{label}{n}", value) for n, value in enumerate(values)),
        target=target,
        baseline=baseline,
        today=today * len(values),
        direction="falling" if falling else "rising",
        expectation=None if expected is None else Expectation(expected, "như 3 tháng qua."),
    )

    chart = progress(measure)

    check_sound(chart)
    assert chart == progress(measure)
    if chart.svg:
        reported = [cell for cell in column(chart, 1) if cell not in {"–", "chưa báo cáo"}]
        assert reported == [written(value) for value in known(values)]


@few
@given(
    st.lists(st.tuples(NAMES, MAYBE, MAYBE, st.sampled_from([None, *Band])), max_size=10),
    UNITS,
    st.booleans(),
)
def test_comparison_is_sound(rows, unit, falling):
    bars = tuple(Bar(name, value, target, band) for name, value, target, band in rows)

    chart = comparison(Comparison(title="Thi đua", unit=unit, bars=bars, falling=falling))

    check_sound(chart)
    if chart.svg:
        values = [bar.value for bar in bars]
        assert column(chart, 1) == [written(value, "chưa báo cáo") for value in values]
        assert column(chart, 2) == [written(bar.target) for bar in bars]


@few
@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12))
def test_bars_are_as_long_as_their_figures(values):
    bars = tuple(Bar(f"Xã {n}", value) for n, value in enumerate(values))

    drawn = lengths(comparison(Comparison(title="Thu", unit="đồng", bars=bars)))

    longest, most = max(drawn), max(abs(value) for value in values)
    for length, value in zip(drawn, values, strict=True):
        expected = longest * abs(value) / most if most else 0
        assert abs(length - expected) <= Decimal("0.2")


@few
@given(st.lists(st.tuples(NAMES, st.sampled_from(Band), MAYBE), max_size=10), st.booleans(), NAMES)
def test_tiles_are_sound(rows, placed, noun):
    given_tiles = tuple(
        Tile(name, band, value, (n % 9, n // 9 + 2) if placed else None)
        for n, (name, band, value) in enumerate(rows)
    )

    chart = tiles(Tiles(title="Bản đồ", unit="%", tiles=given_tiles, noun=noun))

    check_sound(chart)
    assert column(chart, 1) == [band.words for _, band, _ in rows]


@few
@given(st.data(), st.integers(1, 3), st.lists(NAMES, max_size=14), UNITS, st.booleans())
def test_columns_are_sound(data, count, labels, unit, stacked):
    numbers = st.one_of(st.none(), st.integers(0, 10**17)) if stacked else MAYBE
    lists = st.lists(numbers, min_size=len(labels), max_size=len(labels))
    series = tuple(Series(f"Loại {n}", tuple(data.draw(lists))) for n in range(count))

    chart = columns(
        Columns(title="Số", unit=unit, labels=tuple(labels), series=series, stacked=stacked)
    )

    check_sound(chart)
    if chart.svg:
        for number, each in enumerate(series, start=1):
            assert column(chart, number) == [written(v, "chưa báo cáo") for v in each.values]


@few
@given(
    st.lists(st.tuples(NAMES, st.lists(NUMBERS, min_size=3, max_size=3) | st.none()), max_size=9),
    UNITS,
    MAYBE,
    NAMES,
)
def test_intervals_are_sound(rows, unit, reference, words):
    groups = []
    for name, limits in rows:
        low, value, high = sorted(map(exact, limits)) if limits else (None, None, None)
        groups.append(Estimate(name, value, low, high))

    chart = interval(
        Interval(
            title="Tỷ lệ",
            unit=unit,
            groups=tuple(groups),
            meaning="khoảng tin cậy 95 %",
            reference=reference,
            reference_words=words,
        )
    )

    check_sound(chart)
    if chart.svg:
        assert column(chart, 2) == [written(each.low) for each in groups]


@few
@given(st.lists(MAYBE, max_size=14), UNITS, MAYBE)
def test_sparks_are_sound(values, unit, target):
    labels = tuple(f"T{n}" for n in range(len(values)))

    chart = spark(Spark(title="Thu", unit=unit, labels=labels, values=tuple(values), target=target))

    check_sound(chart)


@few
@given(NUMBERS, NUMBERS)
def test_ticks_are_round_and_hold_what_is_drawn(one, other):
    low, high = sorted((exact(one), exact(other)))

    found = ticks(low, high)
    axis = Axis(found, 0, 100)

    assert 2 <= len(found) <= 8
    assert found[0] <= low <= high <= found[-1]
    step = found[1] - found[0]
    assert step.normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert axis.at(found[0]) == 0
    assert axis.at(found[-1]) == 100


@few
@given(st.lists(NUMBERS, min_size=1))
def test_short_figures_have_few_digits(numbers):
    scale = scale_of(known(numbers))

    for number in known(numbers):
        assert len(scale.short(number).lstrip("-").partition(",")[0]) <= len("10.000.000")


@few
@given(st.text(max_size=80), st.floats(30, 300), st.integers(1, 3))
def test_wrapped_names_keep_to_their_room(name, room, lines):
    found = wrap(" ".join(name.split()), room, lines)

    assert len(found) <= lines
    assert all(width_of(line) <= room for line in found)
