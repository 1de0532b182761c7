"""Every kind of chart with invented figures, unknown ones among them, for the catalogue."""

from __future__ import annotations

from decimal import Decimal

from thidua.charts import (
    Band,
    Bar,
    Chart,
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

REVENUE = (
    "512.4", "742.1", "1063", "1488.9", "1820.55", None,
    "2677.3", "3070", "3369.8", "3784.2", "4412.06", None,
)  # fmt: skip
UNITS = (
    ("Xã An Hồng", "96.2", "95", Band.MET),
    ("Xã Hồng Thái", "95", "95", Band.MET),
    ("Phường An Đồng", "93.4", "95", Band.ON_PACE),
    ("Xã Nam Sơn", "91.75", "95", Band.ON_PACE),
    ("Xã Bắc Sơn", "84.1", "95", Band.BEHIND),
    ("Đặc khu Cát Hải và các xã đảo lân cận thuộc vùng ven biển phía Đông", "71.3", "95",
     Band.FAR_BEHIND),
    ("Xã Lê Lợi", None, "95", None),
)  # fmt: skip
PLACES = {
    (1, 0): "Nam Sơn", (2, 0): "Bắc Sơn", (0, 1): "Lê Thiện", (1, 1): "Đại Bản",
    (2, 1): "An Hòa", (3, 1): "Hồng Phong", (0, 2): "An Hưng", (1, 2): "An Hồng",
    (2, 2): "Lê Lợi", (3, 2): "Đặng Cương", (4, 2): "Quốc Tuấn", (1, 3): "An Đồng",
    (2, 3): "Đồng Thái", (3, 3): "Hồng Thái", (4, 3): "An Dương",
}  # fmt: skip
BANDS = (
    Band.MET, Band.ON_PACE, Band.BEHIND, Band.MET, Band.UNKNOWN, Band.ON_PACE, Band.FAR_BEHIND,
    Band.MET, Band.ON_PACE, Band.BEHIND, Band.ON_PACE, Band.MET, Band.UNKNOWN, Band.ON_PACE,
    Band.MET,
)  # fmt: skip
WARDS = 70
SILENT = range(5, WARDS, 17)


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def _revenue() -> Chart:
    periods = [Period(f"T{n}", _number(value)) for n, value in enumerate(REVENUE, start=1)]
    return progress(
        Progress(
            title="Thu ngân sách lũy kế",
            unit="tỷ đồng",
            periods=tuple(periods),
            baseline=0,
            target=Decimal("4841.73"),
            today=11.3,
            expectation=Expectation(
                Decimal("4813.16"), "11 tháng qua thu trung bình 401,1 tỷ đồng mỗi tháng."
            ),
            notes=("Nguồn: Thuế thành phố, 25/11/2024.",),
        )
    )


def _poverty() -> Chart:
    values = ("4.2", "3.9", "3.55", None)
    quarters = [
        Period(f"Quý {n}", _number(v))
        for n, v in zip(("I", "II", "III", "IV"), values, strict=True)
    ]
    return progress(
        Progress(
            title="Tỷ lệ hộ nghèo",
            unit="%",
            periods=tuple(quarters),
            baseline=Decimal("4.4"),
            target=Decimal("2.8"),
            direction="falling",
            today=3.4,
        )
    )


def _insured() -> Chart:
    bars = [Bar(name, _number(v), _number(t), band) for name, v, t, band in UNITS]
    return comparison(Comparison(title="Người dân có bảo hiểm y tế", unit="%", bars=tuple(bars)))


def _spending() -> Chart:
    figures = (
        ("Ban Quản lý dự án", 812_400_000_000, 900_000_000_000),
        ("Phòng Kinh tế", 61_250_000_000, 140_000_000_000),
        ("Phòng Giáo dục và Đào tạo", -4_100_000_000, 25_000_000_000),
        ("Trung tâm Văn hóa", None, 18_000_000_000),
    )  # fmt: skip
    bars = tuple(Bar(name, value, target) for name, value, target in figures)
    return comparison(Comparison(title="Giải ngân đầu tư công", unit="đồng", bars=bars))


def _wards() -> Chart:
    values = [None if n in SILENT else 40 + (n * 37) % 79 for n in range(WARDS)]
    bars = tuple(Bar(f"Phường mẫu số {n}", v, 90) for n, v in enumerate(values, start=1))
    return comparison(Comparison(title="Sáng kiến của 70 xã, phường", unit="sáng kiến", bars=bars))


def _map() -> Chart:
    placed = [
        Tile(name, band, None if band is Band.UNKNOWN else 60 + n * 2, at)
        for n, ((at, name), band) in enumerate(zip(PLACES.items(), BANDS, strict=True))
    ]
    return tiles(Tiles(title="Nông thôn mới theo xã", unit="%", tiles=tuple(placed), noun="xã"))


def _flowed() -> Chart:
    named = zip(PLACES.values(), BANDS, strict=True)
    flowed = tuple(Tile(name, band) for name, band in named)
    return tiles(Tiles(title="Báo cáo quý III", unit="", tiles=flowed[:8], noun="xã"))


def _awards(*, stacked: bool) -> Chart:
    return columns(
        Columns(
            title="Khen thưởng theo đối tượng" + (", cộng dồn" if stacked else ""),
            unit="quyết định",
            labels=("2020", "2021", "2022", "2023", "2024"),
            series=(
                Series("Trực tiếp lao động", (148, 171, 190, 236, 262)),
                Series("Lãnh đạo, quản lý", (96, 88, 91, None, 74)),
                Series("Ngoài nhà nước", (12, 9, 21, 34, 41)),
            ),
            stacked=stacked,
        )
    )


def _initiatives() -> Chart:
    return columns(
        Columns(
            title="Sáng kiến được công nhận",
            unit="sáng kiến",
            labels=tuple(str(year) for year in range(2016, 2026)),
            series=(Series("Sáng kiến", (31, 38, None, 44, 52, 47, 61, 66, 83, 79)),),
        )
    )


def _rates() -> Chart:
    groups = (
        Estimate("Trực tiếp lao động", Decimal("18.2"), Decimal("15.9"), Decimal("20.7")),
        Estimate("Lãnh đạo, quản lý", Decimal("41.5"), Decimal("34.8"), Decimal("48.6")),
        Estimate("Nữ", Decimal("21.9"), Decimal("18.8"), Decimal("25.3")),
        Estimate("Nam", Decimal("23.4"), Decimal("20.1"), Decimal("27.1")),
        Estimate("Người dân tộc thiểu số", None, unknown="ít hơn 5 người"),
    )
    return interval(
        Interval(
            title="Tỷ lệ được tặng danh hiệu theo nhóm",
            unit="%",
            groups=groups,
            meaning="khoảng tin cậy 95 %",
            reference=Decimal("22.7"),
        )
    )


def sparks() -> list[Chart]:
    courses = {
        "Xã An Hồng": (61, 64, 70, 74, 83, 91),
        "Xã Nam Sơn": (60, None, 66, 63, None, 68),
        "Xã Lê Lợi": (None, None, None, None, None, None),
    }
    labels = tuple(f"T{n}" for n in range(1, 7))
    return [
        spark(Spark(title=name, unit="%", labels=labels, values=values, target=90))
        for name, values in courses.items()
    ]


def sample_charts() -> list[Chart]:
    return [
        _revenue(), _poverty(), _insured(), _map(), _spending(), _flowed(), _initiatives(),
        _awards(stacked=False), _awards(stacked=True), _rates(), _wards(),
        progress(Progress(title="Hộ dùng nước sạch", unit="%", periods=(Period("T1"),))),
    ]  # fmt: skip
