"""What each kind of chart shows and says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.charts.chart_reading import HOSTILE, lengths, pictures, size, wide, with_class
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

NBSP = "\u00a0"


def revenue(*values, **more):
    periods = tuple(Period(f"T{n}", value) for n, value in enumerate(values, start=1))
    return Progress(title="Thu ngân sách", unit="tỷ đồng", periods=periods, **more)


def compared(*bars, **more):
    return comparison(Comparison(title="Bảo hiểm y tế", unit="%", bars=bars, **more))


def counted(*series, **more):
    made = tuple(Series(name, values) for name, values in series)
    labels = tuple(str(2020 + n) for n in range(len(made[0].values)))
    return columns(Columns(title="Quyết định", unit="", labels=labels, series=made, **more))


def words(picture):
    return [text.text for text in picture.iter("text")]


def plain(sentence):
    return sentence.replace(NBSP, " ")


# -- progress


def test_progress_says_where_the_measure_stands():
    chart = progress(revenue(400, None, 1300, None, target=4800, baseline=0, today=3))

    assert plain(chart.summary) == (
        "Đến T3: 1.300 tỷ đồng, bằng 27,1 % chỉ tiêu 4.800 tỷ đồng; thấp hơn tiến độ đều "
        "2.300 tỷ đồng. 1 kỳ chưa báo cáo: T2."
    )
    assert chart.table.rows == (
        ("T1", "400", "1.200", "−800"),
        ("T2", "chưa báo cáo", "2.400", "–"),
        ("T3", "1.300", "3.600", "−2.300"),
        ("T4", "–", "4.800", "–"),
    )


def test_progress_falling_speaks_of_points_and_not_of_shares():
    chart = progress(
        Progress(
            title="Hộ nghèo",
            unit="%",
            periods=(Period("Quý I", Decimal("4.2")), Period("Quý II")),
            target=3,
            baseline=5,
            direction="falling",
        )
    )

    assert plain(chart.summary) == (
        "Đến Quý I: 4,2 %, chỉ tiêu giảm còn 3 %; cao hơn tiến độ đều 0,2 điểm phần trăm."
    )


def test_progress_leaves_a_gap_where_nobody_reported():
    picture = wide(progress(revenue(1, 2, None, 4, 5, None)))[0]

    lines = with_class(picture, "is-actual", "path")
    assert [line.get("d").count("L") for line in lines] == [1, 1]
    assert len(with_class(picture, "is-unknown")) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Đến T1: 5 tỷ đồng, chưa giao chỉ tiêu."),
        ({"target": 0}, "Đến T1: 5 tỷ đồng, chỉ tiêu 0 tỷ đồng."),
        ({"target": 5, "baseline": 5}, "bằng 100 % chỉ tiêu 5 tỷ đồng; đúng tiến độ đều."),
    ],
)
def test_progress_with_one_point(more, said):
    assert plain(progress(revenue(5, **more)).summary).endswith(said)


def test_progress_draws_only_the_expectation_it_was_given():
    expected = Expectation(90, "10 tỷ đồng mỗi tháng.")

    with_it = progress(revenue(10, 20, None, expectation=expected))
    without = progress(revenue(10, 20, None))

    assert with_class(wide(without)[0], "is-expected") == []
    assert with_class(wide(with_it)[0], "is-expected", "path") != []
    said = "Nét đứt: tính tiếp cuối kỳ được 90 tỷ đồng, 10 tỷ đồng mỗi tháng."
    assert with_it.table.notes[-1] == said


def test_progress_says_when_its_axis_does_not_begin_at_zero():
    assert "Trục đứng không bắt đầu từ 0." in progress(revenue(94, 95, 96)).table.notes
    assert progress(revenue(1, 95, 96)).table.notes == ()


def test_today_lies_within_the_year():
    with pytest.raises(ValueError, match="Ngày hôm nay"):
        revenue(1, 2, today=2.5)


# -- comparison


def test_an_unknown_bar_is_hatched_and_never_zero():
    chart = compared(Bar("An Hồng", 96, 95), Bar("Lê Lợi", None, 95), Bar("Nam Sơn", 0, 95))
    picture = wide(chart)[0]

    assert [float(length) > 0 for length in lengths(chart)] == [True, False]
    assert len(with_class(picture, "is-unknown")) == 1
    assert "chưa báo cáo" in words(picture)
    assert chart.table.rows[1] == ("Lê Lợi", "chưa báo cáo", "95", "–")
    assert chart.table.rows[2] == ("Nam Sơn", "0", "95", f"0{NBSP}%")


def test_comparison_says_who_leads_and_who_is_silent():
    chart = compared(Bar("An Hồng", 96, 95), Bar("Lê Lợi", None, 95), Bar("Nam Sơn", 40, 95))

    assert plain(chart.summary) == (
        "2 đơn vị có số liệu; cao nhất An Hồng (96 %), thấp nhất Nam Sơn (40 %); "
        "1 đơn vị đạt từ 100 % chỉ tiêu; 1 đơn vị chưa báo cáo."
    )


@pytest.mark.parametrize(
    ("bar", "falling", "share"),
    [
        (Bar("A", 5, 0), False, "–"),
        (Bar("A", 5, 10), True, "–"),
        (Bar("A", 5, 10, share=Decimal("62.5")), True, f"62,5{NBSP}%"),
    ],
)
def test_a_share_is_reckoned_only_where_it_means_something(bar, falling, share):
    assert compared(bar, falling=falling).table.rows[0][3] == share


def test_one_target_for_all_is_one_line_and_many_are_many():
    same = wide(compared(Bar("A", 1, 9), Bar("B", 2, 9)))[0]
    own = wide(compared(Bar("A", 1, 9), Bar("B", 2, 8)))[0]

    assert len(with_class(same, "is-limit")) == 1
    assert "Chỉ tiêu 9" in words(same)
    assert len(with_class(own, "is-limit")) == 2


def test_seventy_units_come_in_pages_on_one_axis():
    chart = compared(*(Bar(f"Phường {n}", n) for n in range(70)))

    assert len(wide(chart)) == 3
    assert all(size(picture)[1] < 950 for picture in wide(chart))
    assert len({tuple(words(picture)[1:5]) for picture in wide(chart)}) == 1
    assert sorted(lengths(chart)) == lengths(chart)


def test_a_long_name_is_cut_on_the_drawing_alone():
    name = "Đặc khu Cát Hải và các xã đảo lân cận thuộc vùng ven biển phía Đông"
    chart = compared(Bar(name, 1))

    assert name not in words(wide(chart)[0])
    assert f"{name}: 1 %" in [title.text for title in wide(chart)[0].iter("title")]
    assert chart.table.rows[0][0] == name


# -- tiles


def test_each_band_has_a_sign_and_a_word():
    given_tiles = tuple(Tile(band.name, band) for band in Band)

    picture = wide(tiles(Tiles(title="Xã", unit="", tiles=given_tiles, noun="xã")))[0]

    signs = {sign.get("d") for sign in with_class(picture, "is-sign")}
    assert len(signs) == len(Band)
    assert [w for w in words(picture) if ": 1 xã" in w] == [f"{b.words}: 1 xã" for b in Band]


def test_tiles_lie_where_the_grid_says():
    placed = (Tile("A", Band.MET, at=(2, 1)), Tile("B", Band.UNKNOWN, at=(4, 2)))

    picture = wide(tiles(Tiles(title="Xã", unit="", tiles=placed)))[0]

    first, second = with_class(picture, "is-tile")[:2]
    assert (float(first.get("x")), float(first.get("y"))) == (0, 0)
    assert float(second.get("x")) > float(first.get("width"))
    assert float(second.get("y")) > float(first.get("height"))


@pytest.mark.parametrize(
    "places", [((0, 0), None), ((0, 0), (0, 0)), ((0, 0), (99, 0)), ((0, 0), (-1, 0))]
)
def test_an_impossible_grid_is_refused(places):
    with pytest.raises(ValueError, match=r"vị trí|Lưới"):
        Tiles(title="Xã", unit="", tiles=tuple(Tile("A", Band.MET, at=at) for at in places))


# -- columns


def test_an_unknown_count_makes_the_total_unknown():
    chart = counted(("Nữ", (1, 2)), ("Nam", (3, None)), stacked=True)

    assert chart.table.rows == (("2020", "1", "3", "4"), ("2021", "2", "chưa báo cáo", "–"))
    assert len(with_class(wide(chart)[0], "is-unknown")) == 1


def test_columns_tell_the_course_or_the_extremes():
    chart = counted(("Nữ", (5, None, 9)))
    kinds = counted(("Nữ", (5, None, 9)), in_time=False)

    assert chart.summary == "Nữ: từ 5 (2020) đến 9 (2022)."
    assert kinds.summary == "Nữ: nhiều nhất 9 (2022), ít nhất 5 (2020)."


def test_negative_columns_hang_from_zero():
    up, down = with_class(wide(counted(("Tăng", (5, -5))))[0], "is-bar")

    bottom = float(up.get("y")) + float(up.get("height"))
    assert bottom == pytest.approx(float(down.get("y")), abs=0.2)


@pytest.mark.parametrize(
    ("series", "stacked"),
    [((("A", (1,)),) * 4, False), ((("A", (1, 2)), ("B", (1,))), False), ((("A", (-1,)),), True)],
)
def test_columns_that_cannot_be_told_apart_are_refused(series, stacked):
    with pytest.raises(ValueError, match=r"[Cc]ột|Mỗi loại"):
        counted(*series, stacked=stacked)


# -- interval, spark, all


def test_intervals_name_the_groups_apart_from_the_common_rate():
    groups = (
        Estimate("Nữ", 20, 15, 25),
        Estimate("Lãnh đạo", 41, 35, 48),
        Estimate("Nhóm nhỏ", None, unknown="ít hơn 5 người"),
    )
    chart = interval(
        Interval(
            title="Tỷ lệ", unit="%", groups=groups, meaning="khoảng tin cậy 95 %", reference=22
        )
    )

    assert plain(chart.summary) == (
        "Nữ 20 %; Lãnh đạo 41 %. Chung 22 %: khoảng của 1 nhóm không chứa mức này (Lãnh đạo). "
        "1 nhóm không có số liệu."
    )
    assert chart.table.rows[2] == ("Nhóm nhỏ", "ít hơn 5 người", "–", "–")
    assert len(with_class(wide(chart)[0], "is-point")) == 2


@pytest.mark.parametrize("limits", [(5, 6, 7), (5, 1, None), (None, 1, 2)])
def test_an_interval_holds_its_rate(limits):
    with pytest.raises(ValueError, match="giới hạn"):
        Estimate("Nữ", *limits)


def test_a_spark_leaves_gaps_and_marks_the_last():
    chart = spark(
        Spark(title="An Hồng", unit="%", labels=("1", "2", "3", "4"), values=(1, None, 3, 4))
    )

    assert plain(chart.summary) == "từ 1 1 % đến 4 4 %, 1 kỳ chưa báo cáo."
    assert len(with_class(pictures(chart)[0], "is-actual")) == 1
    with pytest.raises(ValueError, match="Mỗi kỳ"):
        Spark(title="", unit="", labels=("1",), values=())


@pytest.mark.parametrize("number", [Decimal("NaN"), float("nan"), float("inf"), 10**19])
def test_what_is_no_figure_is_refused(number):
    with pytest.raises(ValueError, match="Không vẽ được số"):
        compared(Bar("An Hồng", number))


def test_nothing_known_is_a_sentence_and_no_drawing():
    silent = (Bar("An Hồng", None), Bar("Lê Lợi", None))
    charts = [
        progress(revenue(None, None)),
        compared(*silent),
        compared(),
        tiles(Tiles(title="Xã", unit="", tiles=())),
        counted(("Nữ", (None, None))),
        interval(Interval(title="Tỷ lệ", unit="%", groups=(), meaning="")),
        spark(Spark(title="Thu", unit="", labels=(), values=())),
    ]

    assert [chart.svg for chart in charts] == [""] * len(charts)
    assert charts[1].summary == "Chưa có đơn vị nào báo cáo trong 2 đơn vị."
    assert all(chart.summary.endswith(".") for chart in charts)


def test_billions_are_written_short_on_the_drawing_and_in_full_in_the_table():
    chart = comparison(
        Comparison(title="Thu", unit="đồng", bars=(Bar("An Hồng", 4_412_060_000_000),))
    )

    assert {"tỷ đồng", "4.412,06"} <= set(words(wide(chart)[0]))
    assert chart.table.rows[0][1] == "4.412.060.000.000"


def test_hostile_names_are_only_names():
    charts = [
        progress(Progress(title=HOSTILE, unit=HOSTILE, periods=(Period(HOSTILE, 1),))),
        comparison(Comparison(title=HOSTILE, unit=HOSTILE, bars=(Bar(HOSTILE, 1), Bar("", None)))),
        tiles(Tiles(title=HOSTILE, unit=HOSTILE, tiles=(Tile(HOSTILE, Band.MET, 1),))),
        columns(
            Columns(
                title=HOSTILE, unit=HOSTILE, labels=(HOSTILE,), series=(Series(HOSTILE, (1,)),) * 2
            )
        ),
        interval(
            Interval(title=HOSTILE, unit="%", groups=(Estimate(HOSTILE, 1, 1, 1),), meaning="")
        ),
        spark(Spark(title=HOSTILE, unit=HOSTILE, labels=(HOSTILE,), values=(1,))),
    ]

    for chart in charts:
        tags = {each.tag for picture in pictures(chart) for each in picture.iter()}
        assert tags <= {"svg", "g", "title", "desc", "text", "path", "rect", "circle"}
        assert "<script" not in chart.svg
        assert chart.svg.__html__() == chart.svg
