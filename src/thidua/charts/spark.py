"""A line as small as a word, for a row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.charts.drawing import Point, Sheet, described, runs, tag
from thidua.charts.figures import Number, exact, exact_or_none, known, scale_of, written
from thidua.charts.lettering import plain
from thidua.charts.model import UNREPORTED, Chart, Drawing, Table, empty

_WIDTH: Final = 96.0
_HEIGHT: Final = 24.0
_EDGE: Final = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """Figures in the order of time; ``None`` leaves a gap. The target is a dotted line."""

    title: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[Number | None, ...]
    target: Number | None = None

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.values):
            raise ValueError("Mỗi kỳ phải có một số liệu, chưa biết thì để trống.")

    @property
    def everything(self) -> list[Decimal]:
        return known([*self.values, self.target])


def spark(series: Spark) -> Chart:
    """Draw the course of a measure without axes; the last known figure has a dot."""
    found = [number for number, value in enumerate(series.values) if value is not None]
    if not found:
        return empty(series.title, "Chưa có số liệu.")
    summary = _summary(series, found)
    sheet = Sheet(_WIDTH, _HEIGHT)
    if series.target is not None:
        y = _y(series, exact(series.target))
        sheet.line((_EDGE, y), (_WIDTH - _EDGE, y), "is-pace")
    points = _points(series)
    for run in runs(points):
        _draw_run(sheet, run)
    sheet.dot(next(point for point in reversed(points) if point is not None), "is-point", 3)
    return Chart(series.title, _svg(sheet, series.title, summary), _table(series), summary)


def _svg(sheet: Sheet, title: str, summary: str) -> Drawing:
    told = described(f"{title}: {summary}")
    size = f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}"
    kept = {"class_": "td-chart td-spark", "viewBox": size, "role": "img", "focusable": "false"}
    return Drawing(tag("svg", told, *sheet.parts, **kept))


def _draw_run(sheet: Sheet, points: list[Point]) -> None:
    if len(points) > 1:
        sheet.path(points, "is-actual")
    else:
        sheet.dot(points[0], "is-point", 1.5)


def _x(series: Spark, number: int) -> float:
    steps = max(len(series.values) - 1, 1)
    return _EDGE + (_WIDTH - 2 * _EDGE) * number / steps


def _y(series: Spark, value: Decimal) -> float:
    low, high = min(series.everything), max(series.everything)
    if low == high:
        return _HEIGHT / 2
    return _HEIGHT - _EDGE - float((value - low) / (high - low)) * (_HEIGHT - 2 * _EDGE)


def _points(series: Spark) -> list[Point | None]:
    return [
        None if value is None else (_x(series, number), _y(series, exact(value)))
        for number, value in enumerate(series.values)
    ]


def _summary(series: Spark, found: list[int]) -> str:
    scale = scale_of(series.everything)
    first, last = found[0], found[-1]
    begin, end = series.values[first], series.values[last]
    assert begin is not None
    assert end is not None
    text = f"{plain(series.labels[last])} {scale.named(end, series.unit)}"
    if first != last:
        text = f"từ {plain(series.labels[first])} {scale.named(begin, series.unit)} đến {text}"
    silent = len(series.values) - len(found)
    return text + (f", {silent} kỳ {UNREPORTED}" if silent else "") + "."


def _table(series: Spark) -> Table:
    unit = f" ({series.unit})" if series.unit else ""
    pairs = zip(series.labels, series.values, strict=True)
    rows = tuple(
        (plain(label), written(exact_or_none(value), UNREPORTED)) for label, value in pairs
    )
    notes = () if series.target is None else (f"Nét chấm: chỉ tiêu {written(series.target)}.",)
    return Table(series.title, ("Kỳ", f"Số liệu{unit}"), rows, notes, frozenset({1}))
