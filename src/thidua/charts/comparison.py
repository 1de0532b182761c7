"""Units side by side as horizontal bars, in the order given, each with its own target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.charts.axis import Axis, ticks, with_zero
from thidua.charts.bands import draw_legend
from thidua.charts.drawing import FRAMES, Frame, Sheet, framed
from thidua.charts.figures import (
    MISSING,
    NBSP,
    Number,
    Scale,
    exact,
    exact_or_none,
    known,
    percent,
    percent_words,
    scale_of,
    written,
)
from thidua.charts.lettering import LINE, cut, plain, width_of, wrap
from thidua.charts.model import UNREPORTED, Band, Chart, Table, empty

_PART: Final = 24
"""Bars in one picture: longer ones would be cut in two at the end of a printed page."""
_NAMES: Final = 190.0
_SIGN_ROOM: Final = 20.0
_GAP: Final = 12.0
_THICK: Final = 14.0
_ROW_GAP: Final = 11.0
_ALL: Final = 100
_STROKES: Final = {Band.BEHIND.value: 9.0, Band.FAR_BEHIND.value: 5.0}


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit. ``value`` is ``None`` when it has not reported.

    ``share`` is what it reached of its target in per cent; left out it is value of target, which
    is right only where more is better and the beginning was nothing.
    """

    name: str
    value: Number | None
    target: Number | None = None
    band: Band | None = None
    share: Number | None = None
    unknown: str = UNREPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Units compared in one measure; ``falling`` means less is better, so no share is reckoned."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    falling: bool = False
    notes: tuple[str, ...] = ()

    @property
    def common_target(self) -> Decimal | None:
        """The target when all units have the same."""
        targets = {exact_or_none(bar.target) for bar in self.bars}
        return targets.pop() if len(targets) == 1 else None

    @property
    def everything(self) -> list[Decimal]:
        return known(number for bar in self.bars for number in (bar.value, bar.target))

    def share(self, bar: Bar) -> Decimal | None:
        if bar.share is not None:
            return exact(bar.share)
        if bar.value is None or bar.target is None or self.falling:
            return None
        return percent(exact(bar.value), exact(bar.target))

    @property
    def has_shares(self) -> bool:
        return any(self.share(bar) is not None for bar in self.bars)

    @property
    def bands(self) -> list[Band]:
        return [_band(bar) for bar in self.bars] if any(b.band for b in self.bars) else []


def _band(bar: Bar) -> Band:
    return Band.UNKNOWN if bar.value is None else bar.band or Band.UNKNOWN


def comparison(units: Comparison) -> Chart:
    """Draw units as bars; who has not reported gets a hatched track and words, never a zero."""
    if not any(bar.value is not None for bar in units.bars):
        return empty(units.title, f"Chưa có đơn vị nào báo cáo trong {len(units.bars)} đơn vị.")
    summary = _summary(units)
    parts = [part for frame in FRAMES for part in _pictures(units, frame, summary)]
    return Chart(units.title, framed(parts), _table(units), summary)


# -- drawing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where names, bars, figures and shares stand; on a phone all above the bar."""

    frame: Frame
    axis: Axis
    scale: Scale
    names: float
    indent: float
    shares: float
    target: Decimal | None


def _columns(units: Comparison, frame: Frame) -> _Columns:
    scale = scale_of(units.everything)
    indent = _SIGN_ROOM if units.bands else 0.0
    shares = _widest(percent_words(units.share(bar)) for bar in units.bars)
    shares = shares if units.has_shares else 0.0
    figures = _widest(scale.short(bar.value) for bar in units.bars if bar.value is not None)
    unknown = _widest(_unknown(bar, frame) for bar in units.bars if bar.value is None)
    beside = max(figures + (shares + _GAP if shares else 0), unknown)
    ends = (0.0, frame.width) if frame.is_narrow else (_NAMES + _GAP, frame.width - beside - _GAP)
    axis = Axis(ticks(*with_zero(units.everything), 4), *ends)
    names = frame.width - indent - beside - _GAP if frame.is_narrow else _NAMES - indent
    return _Columns(frame, axis, scale, names, indent, shares, units.common_target)


def _widest(words: Iterator[str]) -> float:
    return max((width_of(each, is_bold=True) for each in words), default=0.0)


def _unknown(bar: Bar, frame: Frame) -> str:
    return cut(plain(bar.unknown), frame.width / 3, is_bold=True)


def _pictures(units: Comparison, frame: Frame, summary: str) -> Iterator[str]:
    """As many pictures as there are pages' worth of bars, all on the same axis."""
    columns = _columns(units, frame)
    count = -(-len(units.bars) // _PART)
    size = -(-len(units.bars) // count)
    for start in range(0, len(units.bars), size):
        bars = units.bars[start : start + size]
        is_first, is_last = start == 0, start + size >= len(units.bars)
        sheet = _sheet(units, bars, columns, with_legend=is_last)
        title = units.title if is_first else f"{units.title} (tiếp theo, từ {plain(bars[0].name)})"
        yield sheet.picture(frame, title, summary if is_first else "")


def _sheet(
    units: Comparison, bars: Sequence[Bar], columns: _Columns, *, with_legend: bool
) -> Sheet:
    sheet, rows = Sheet(columns.frame.width), Sheet(columns.frame.width)
    top = _draw_head(sheet, units, columns)
    y = top + _ROW_GAP / 2
    for bar in bars:
        y = _draw_bar(rows, units, bar, y, columns)
    if not columns.frame.is_narrow:
        _draw_grid(sheet, columns, top, y)
    sheet.add(*rows.parts)
    if not columns.frame.is_narrow:
        _draw_common_target(sheet, units, columns, (top, y))
    bands = units.bands if with_legend else []
    sheet.height = draw_legend(sheet, y + 10, bands, noun="đơn vị") if bands else y + 4
    return sheet


def _draw_head(sheet: Sheet, units: Comparison, columns: _Columns) -> float:
    """The unit, the ticks and, when it is everybody's, the target's figure on its line.

    On a phone names stand above the bars: lines through all would strike them out.
    """
    y = LINE - 3
    sheet.words(0, y, cut(plain(columns.scale.unit(units.unit)), columns.names), "is-tick")
    if units.has_shares:
        sheet.words(sheet.width, y, "so chỉ tiêu", "is-tick", "end")
    if columns.target is not None:
        y += LINE if columns.frame.is_narrow else 0
        words = f"Chỉ tiêu {columns.scale.short(columns.target)}"
        sheet.words(columns.axis.at(columns.target), y, words, "is-target", "middle")
    if columns.frame.is_narrow:
        return y + 7
    y += LINE
    for x, words in _spaced(columns.axis.labels(columns.scale)):
        sheet.words(x, y, words, "is-tick", "middle")
    return y + 7


def _spaced(labels: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Leave out every other label where they would touch."""
    widest = max(width_of(words) for _, words in labels)
    step = labels[1][0] - labels[0][0]
    every = max(1, int(-(-(widest + 8) // step)))
    return labels[::every]


def _draw_grid(sheet: Sheet, columns: _Columns, top: float, bottom: float) -> None:
    for tick in columns.axis.ticks:
        x = columns.axis.at(tick)
        sheet.line((x, top), (x, bottom), "is-grid" if tick else "is-base")


def _draw_common_target(
    sheet: Sheet, units: Comparison, columns: _Columns, span: tuple[float, float]
) -> None:
    if columns.target is not None:
        x = columns.axis.at(columns.target)
        sheet.line((x, span[0] - 2), (x, span[1]), "is-limit")


def _draw_bar(sheet: Sheet, units: Comparison, bar: Bar, y: float, columns: _Columns) -> float:
    """Draw one unit from ``y`` down; return where the next begins."""
    inside = Sheet(sheet.width)
    lines = wrap(plain(bar.name), columns.names)
    for number, line in enumerate(lines):
        inside.words(columns.indent, y + 12 + number * LINE, line, "is-name")
    high = len(lines) * LINE
    if columns.indent:
        inside.sign(6, y + 8, _band(bar))
    at = y + high + 1 if columns.frame.is_narrow else y + (high - _THICK) / 2
    words_at = y + 12 if columns.frame.is_narrow else y + high / 2 + 4
    _draw_length(inside, units, bar, at, columns)
    _draw_figures(inside, units, bar, words_at, columns)
    sheet.group(inside, _spoken(units, bar))
    return y + high + _ROW_GAP + (_THICK if columns.frame.is_narrow else 0)


def _draw_length(sheet: Sheet, units: Comparison, bar: Bar, y: float, columns: _Columns) -> None:
    axis, is_narrow = columns.axis, columns.frame.is_narrow
    if is_narrow and bar.value is not None:
        sheet.rectangle(axis.start, y, axis.end - axis.start, _THICK, "is-track")
    if bar.value is None:
        sheet.hatch((axis.start, y, axis.end - axis.start, _THICK))
    else:
        _draw_filled(sheet, _kind(bar), (axis.zero, axis.at(exact(bar.value))), y)
    if is_narrow and axis.ticks[0] < 0:
        sheet.line((axis.zero, y - 3), (axis.zero, y + _THICK + 3), "is-base")
    if bar.target is not None and (is_narrow or columns.target is None):
        x = axis.at(exact(bar.target))
        sheet.line((x, y - 3), (x, y + _THICK + 3), "is-limit")


def _kind(bar: Bar) -> str:
    return bar.band.value if bar.band else "plain"


def _draw_filled(sheet: Sheet, kind: str, ends: tuple[float, float], y: float) -> None:
    """A bar; what is behind has strokes over it that show where there are no colours."""
    left, right = min(ends), max(ends)
    sheet.rectangle(left, y, right - left, _THICK, f"is-bar is-{kind}")
    if kind in _STROKES:
        sheet.hatch((left, y, right - left, _THICK), "is-pattern", _STROKES[kind])


def _draw_figures(sheet: Sheet, units: Comparison, bar: Bar, y: float, columns: _Columns) -> None:
    if bar.value is None:
        sheet.words(sheet.width, y, _unknown(bar, columns.frame), "is-quiet", "end")
        return
    beside = columns.shares + _GAP if columns.shares else 0
    words = columns.scale.short(bar.value)
    sheet.words(sheet.width - beside, y, words, "is-figure is-strong", "end")
    if columns.shares:
        sheet.words(sheet.width, y, percent_words(units.share(bar)), "is-figure", "end")


# -- words and table -----------------------------------------------------------------------------


def _spoken(units: Comparison, bar: Bar) -> str:
    """The full name and the exact figures, for the pointer."""
    if bar.value is None:
        return f"{bar.name}: {bar.unknown}"
    said = f"{bar.name}: {written(bar.value)} {units.unit}".rstrip()
    said += f", chỉ tiêu {written(bar.target)}" if bar.target is not None else ""
    share = units.share(bar)
    return said + (f", bằng {percent_words(share)}" if share is not None else "")


def _summary(units: Comparison) -> str:
    reported = [bar for bar in units.bars if bar.value is not None]
    scale = scale_of(units.everything)
    ordered = sorted(reported, key=lambda bar: exact(bar.value or 0))
    low, high = ordered[0], ordered[-1]
    text = f"{len(reported)} đơn vị có số liệu"
    if low.value != high.value:
        text += f"; cao nhất {_named(high, units, scale)}, thấp nhất {_named(low, units, scale)}"
    full = sum(1 for bar in reported if (units.share(bar) or 0) >= _ALL)
    count = f"{full} đơn vị" if full else "chưa đơn vị nào"
    text += f"; {count} đạt từ 100{NBSP}% chỉ tiêu" if units.has_shares else ""
    silent = len(units.bars) - len(reported)
    return f"{text}; {silent} đơn vị {UNREPORTED}." if silent else f"{text}."


def _named(bar: Bar, units: Comparison, scale: Scale) -> str:
    return f"{plain(bar.name)} ({scale.named(bar.value or 0, units.unit)})"


def _table(units: Comparison) -> Table:
    unit = f" ({units.unit})" if units.unit else ""
    head = ["Đơn vị", f"Thực hiện{unit}", f"Chỉ tiêu{unit}", "So chỉ tiêu"]
    head += ["Mức"] if units.bands else []
    rows = tuple(tuple(_row(units, bar)) for bar in units.bars)
    return Table(units.title, tuple(head), rows, tuple(_notes(units)), frozenset({1, 2, 3}))


def _row(units: Comparison, bar: Bar) -> Iterator[str]:
    yield plain(bar.name)
    yield written(bar.value, plain(bar.unknown))
    yield written(bar.target)
    yield percent_words(units.share(bar))
    if units.bands:
        yield _band(bar).words if bar.value is None or bar.band else MISSING


def _notes(units: Comparison) -> Iterator[str]:
    if units.common_target is None and any(bar.target is not None for bar in units.bars):
        yield "Vạch đứng: chỉ tiêu của từng đơn vị."
    if any(bar.value is None for bar in units.bars):
        yield "Gạch chéo: không có số liệu, không phải bằng 0."
    yield from units.notes
