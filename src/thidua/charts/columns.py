"""Counts by year or kind as columns, side by side or one upon the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.charts.axis import with_zero
from thidua.charts.drawing import FRAMES, Box, Frame, Sheet, framed
from thidua.charts.figures import (
    MISSING,
    Number,
    Scale,
    exact,
    exact_or_none,
    known,
    scale_of,
    written,
)
from thidua.charts.lettering import LINE, cut, plain, width_of
from thidua.charts.model import UNREPORTED, Chart, Table, empty
from thidua.charts.upright import Field, draw_grid, draw_periods, field, right_of

_TOP: Final = 34.0
_HEIGHT: Final = 200.0
_MOST_SERIES: Final = 3
_THICKEST: Final = 44.0
_FILLED: Final = 0.68
_BETWEEN: Final = 22.0
_SAMPLE: Final = 22.0


@dataclass(frozen=True, slots=True)
class Series:
    """One kind counted under every label; ``None`` where the count is not known."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Up to three series over the same labels; stacked ones are parts of a whole, none negative.

    ``in_time`` says that the labels follow each other, so that first and last can be compared.
    """

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    in_time: bool = True
    label_head: str = "Năm"
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.series) > _MOST_SERIES:
            raise ValueError(
                "Một biểu đồ cột so sánh nhiều nhất 3 loại; hơn nữa thì không phân biệt được."
            )
        if any(len(each.values) != len(self.labels) for each in self.series):
            raise ValueError("Mỗi loại phải có một số liệu cho mỗi nhãn, chưa biết thì để trống.")
        if self.stacked and any(value < 0 for value in self.everything):
            raise ValueError("Cột chồng là các phần của một tổng nên không nhận số âm.")

    @property
    def everything(self) -> list[Decimal]:
        return known(value for each in self.series for value in each.values)

    def at(self, number: int) -> list[Decimal | None]:
        """The counts under one label, in the order of the series."""
        return [exact_or_none(each.values[number]) for each in self.series]

    def total(self, number: int) -> Decimal | None:
        """Unknown as soon as one of its parts is."""
        values = self.at(number)
        return sum(known(values), Decimal(0)) if None not in values else None

    @property
    def heights(self) -> list[Decimal]:
        if not self.stacked:
            return self.everything
        return [sum(known(self.at(n)), Decimal(0)) for n in range(len(self.labels))]


def columns(counts: Columns) -> Chart:
    """Draw counts as columns; an unknown one is a hatched field, not a missing column."""
    if not counts.everything:
        return empty(counts.title, "Chưa có số liệu để vẽ biểu đồ.")
    summary = _summary(counts)
    pictures = [_picture(counts, frame, summary) for frame in FRAMES]
    return Chart(counts.title, framed(pictures), _table(counts), summary)


# -- drawing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plot:
    place: Field
    scale: Scale
    slot: float
    thick: float
    with_figures: bool


def _plot(counts: Columns, frame: Frame, top: float) -> _Plot:
    scale = scale_of(counts.heights)
    right = right_of(frame, 12)
    place = field(with_zero(counts.heights), scale, top=top, bottom=top + _HEIGHT, right=right)
    slot = place.width / len(counts.labels)
    beside = 1 if counts.stacked else len(counts.series)
    thick = min(slot * _FILLED / beside, _THICKEST)
    room = slot if beside == 1 else thick
    return _Plot(place, scale, slot, thick, _widest_figure(counts, scale) + 2 <= room)


def _widest_figure(counts: Columns, scale: Scale) -> float:
    """Figures stand on all columns or on none: a few of them would look singled out."""
    return max(width_of(scale.short(value), is_bold=True) for value in counts.heights)


def _picture(counts: Columns, frame: Frame, summary: str) -> str:
    sheet = Sheet(frame.width)
    plot = _plot(counts, frame, _TOP + _draw_key(sheet, counts))
    place = plot.place
    draw_grid(sheet, place, plot.scale, plot.scale.unit(counts.unit))
    for number in range(len(counts.labels)):
        inside = Sheet(sheet.width)
        draw = _draw_stack if counts.stacked else _draw_group
        draw(inside, counts, number, plot)
        sheet.group(inside, _spoken(counts, number))
    middles = [_middle(plot, number) for number in range(len(counts.labels))]
    draw_periods(sheet, middles, counts.labels, place.bottom + LINE + 3)
    sheet.height = place.bottom + 2 * LINE
    return sheet.picture(frame, counts.title, summary)


def _middle(plot: _Plot, number: int) -> float:
    return plot.place.left + plot.slot * (number + 0.5)


def _draw_key(sheet: Sheet, counts: Columns) -> float:
    """What each filling means, above the columns; one series needs no key."""
    if len(counts.series) == 1:
        return 0
    x, y = 0.0, 0.0
    for number, each in enumerate(counts.series):
        room = _SAMPLE + width_of(plain(each.name))
        if x and x + room > sheet.width:
            x, y = 0.0, y + LINE + 3
        _fill(sheet, number, (x, y + 2, 14, 12))
        sheet.words(x + _SAMPLE, y + 12, cut(plain(each.name), sheet.width - _SAMPLE))
        x += room + _BETWEEN
    return y + LINE + 5


def _fill(sheet: Sheet, number: int, box: Box) -> None:
    """Solid, hatched, outlined: told apart without colours."""
    sheet.rectangle(*box, f"is-bar is-series-{number + 1}")
    if number == 1:
        sheet.hatch(box, "is-strokes", 4.5)


def _draw_group(sheet: Sheet, counts: Columns, number: int, plot: _Plot) -> None:
    values = counts.at(number)
    left = _middle(plot, number) - plot.thick * len(values) / 2
    for index, value in enumerate(values):
        x = left + index * plot.thick
        _draw_column(sheet, index, value, x, plot)
        if value is not None:
            _draw_figure(sheet, value, x + plot.thick / 2, plot)


def _draw_column(sheet: Sheet, index: int, value: Decimal | None, x: float, plot: _Plot) -> None:
    place = plot.place
    if value is None:
        sheet.hatch((x, place.top, plot.thick - 1, place.height))
        return
    zero, y = place.axis.zero, place.y(value)
    _fill(sheet, index, (x, min(zero, y), plot.thick - 1, abs(zero - y)))


def _draw_figure(sheet: Sheet, value: Decimal, x: float, plot: _Plot) -> None:
    if plot.with_figures:
        y = plot.place.y(value) + (LINE - 2 if value < 0 else -5)
        sheet.words(x, y, plot.scale.short(value), "is-figure is-strong", "middle")


def _draw_stack(sheet: Sheet, counts: Columns, number: int, plot: _Plot) -> None:
    place, x = plot.place, _middle(plot, number) - plot.thick / 2
    reached = Decimal(0)
    for index, value in enumerate(counts.at(number)):
        bottom, reached = place.y(reached), reached + (value or 0)
        if value:
            _fill(sheet, index, (x, place.y(reached), plot.thick, bottom - place.y(reached)))
    total = counts.total(number)
    if total is None:
        sheet.hatch((x, place.top, plot.thick, place.y(reached) - place.top))
    else:
        _draw_figure(sheet, total, _middle(plot, number), plot)


# -- words and table -----------------------------------------------------------------------------


def _spoken(counts: Columns, number: int) -> str:
    said = zip(counts.series, counts.at(number), strict=True)
    words = "; ".join(f"{each.name} {written(value, UNREPORTED)}" for each, value in said)
    return f"{counts.labels[number]}: {words}"


def _summary(counts: Columns) -> str:
    scale = scale_of(counts.everything)
    said = [_of_series(each, counts, scale) for each in counts.series]
    return f"{'; '.join(said)}."


def _of_series(each: Series, counts: Columns, scale: Scale) -> str:
    """Two figures that tell the course: the first and the last, or the most and the least."""
    pairs = zip(counts.labels, each.values, strict=True)
    found = [(plain(label), exact(value)) for label, value in pairs if value is not None]
    name = plain(each.name)
    if not found:
        return f"{name}: chưa có số liệu"
    if not counts.in_time:
        found.sort(key=lambda pair: pair[1], reverse=True)
    (begin, first), (end, last) = found[0], found[-1]
    if len(found) == 1:
        return f"{name}: {scale.named(last, counts.unit)} ({end})"
    words = ("từ", " đến") if counts.in_time else ("nhiều nhất", ", ít nhất")
    return (
        f"{name}: {words[0]} {scale.short(first)} ({begin})"
        f"{words[1]} {scale.named(last, counts.unit)} ({end})"
    )


def _table(counts: Columns) -> Table:
    unit = f" ({counts.unit})" if counts.unit else ""
    head = [counts.label_head, *(f"{plain(each.name)}{unit}" for each in counts.series)]
    head += ["Tổng"] if _has_total(counts) else []
    rows = tuple(tuple(_row(counts, number)) for number in range(len(counts.labels)))
    flush = frozenset(range(1, len(head)))
    return Table(counts.title, tuple(head), rows, tuple(_notes(counts)), flush)


def _has_total(counts: Columns) -> bool:
    return counts.stacked and len(counts.series) > 1


def _row(counts: Columns, number: int) -> Iterator[str]:
    yield plain(counts.labels[number])
    for value in counts.at(number):
        yield written(value, UNREPORTED)
    if _has_total(counts):
        yield written(counts.total(number), MISSING)


def _notes(counts: Columns) -> Sequence[str]:
    unknown = any(value is None for each in counts.series for value in each.values)
    told = ("Gạch chéo nhạt: không có số liệu, không phải bằng 0.",) if unknown else ()
    return (*told, *counts.notes)
