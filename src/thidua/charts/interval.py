"""Rates with the interval in which the true rate lies, one line a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.charts.axis import Axis, ticks, with_zero_if_near
from thidua.charts.drawing import FRAMES, Frame, Sheet, framed
from thidua.charts.figures import NBSP, Number, Scale, exact, known, scale_of, written
from thidua.charts.lettering import LINE, cut, plain, width_of, wrap
from thidua.charts.model import UNREPORTED, Chart, Table, empty

_NAMES: Final = 190.0
_GAP: Final = 14.0
_ROW_GAP: Final = 12.0
_TRACK: Final = 16.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A rate of one group between its lower and upper limit.

    All three are ``None`` when the rate is not known or must not be told (a group too small);
    ``unknown`` says which.
    """

    name: str
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    unknown: str = UNREPORTED

    def __post_init__(self) -> None:
        limits = (self.low, self.value, self.high)
        if len({each is None for each in limits}) > 1:
            raise ValueError("Tỷ lệ và hai giới hạn của nó phải cùng có hoặc cùng không có.")
        if None not in limits and known(limits) != sorted(known(limits)):
            raise ValueError("Tỷ lệ phải nằm giữa giới hạn dưới và giới hạn trên.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Groups compared; ``reference`` is the rate of all together, told by ``reference_words``.

    ``meaning`` says what the interval is ("khoảng tin cậy 95 %"): never to be guessed.
    """

    title: str
    unit: str
    groups: tuple[Estimate, ...]
    meaning: str
    reference: Number | None = None
    reference_words: str = "Chung"
    notes: tuple[str, ...] = ()

    @property
    def everything(self) -> list[Decimal]:
        limits = (number for g in self.groups for number in (g.low, g.value, g.high))
        return known([*limits, self.reference])


def interval(rates: Interval) -> Chart:
    """Draw each group's rate as a dot on the line of its interval."""
    told = [group for group in rates.groups if group.value is not None]
    if not told:
        return empty(rates.title, "Chưa có nhóm nào có số liệu.")
    summary = _summary(rates, told)
    pictures = [_picture(rates, frame, summary) for frame in FRAMES]
    return Chart(rates.title, framed(pictures), _table(rates), summary)


# -- drawing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Places:
    frame: Frame
    axis: Axis
    scale: Scale
    names: float


def _places(rates: Interval, frame: Frame) -> _Places:
    scale = scale_of(rates.everything)
    widest = max(width_of(_figures(group, scale, frame), is_bold=True) for group in rates.groups)
    ends = (8.0, frame.width - 8.0)
    names = frame.width - widest - _GAP
    if not frame.is_narrow:
        ends, names = (_NAMES + _GAP, frame.width - widest - _GAP), _NAMES
    axis = Axis(ticks(*with_zero_if_near(rates.everything), 4), *ends)
    return _Places(frame, axis, scale, names)


def _figures(group: Estimate, scale: Scale, frame: Frame) -> str:
    if group.value is None or group.low is None or group.high is None:
        return cut(plain(group.unknown), frame.width / 2, is_bold=True)
    low, high = scale.short(group.low), scale.short(group.high)
    return f"{scale.short(group.value)} ({low} – {high})"


def _picture(rates: Interval, frame: Frame, summary: str) -> str:
    places = _places(rates, frame)
    sheet, rows = Sheet(frame.width), Sheet(frame.width)
    top = _draw_head(sheet, rates, places)
    y = top + _ROW_GAP / 2
    for group in rates.groups:
        y = _draw_group(rows, group, y, places, rates.unit)
    for span in _grid_spans(rates, top, y, places):
        _draw_uprights(sheet, rates, span, places.axis)
    sheet.add(*rows.parts)
    sheet.height = y + 4
    return sheet.picture(frame, rates.title, summary)


def _grid_spans(
    rates: Interval, top: float, bottom: float, places: _Places
) -> list[tuple[float, float]]:
    """Lines from top to bottom; on a phone piecewise, so that they do not strike out names."""
    if not places.frame.is_narrow:
        return [(top, bottom)]
    spans, y = [(top - 2, top + 3)], top + _ROW_GAP / 2
    for group in rates.groups:
        y += len(wrap(plain(group.name), places.names)) * LINE
        spans.append((y, y + _TRACK))
        y += _ROW_GAP + _TRACK
    return spans


def _draw_uprights(sheet: Sheet, rates: Interval, span: tuple[float, float], axis: Axis) -> None:
    for tick in axis.ticks:
        x = axis.at(tick)
        sheet.line((x, span[0]), (x, span[1]), "is-grid")
    if rates.reference is not None:
        x = axis.at(exact(rates.reference))
        sheet.line((x, span[0]), (x, span[1]), "is-limit")


def _draw_head(sheet: Sheet, rates: Interval, places: _Places) -> float:
    y = LINE - 3
    sheet.words(0, y, cut(plain(places.scale.unit(rates.unit)), places.names), "is-tick")
    if rates.reference is not None:
        y += LINE if places.frame.is_narrow else 0
        words = f"{rates.reference_words} {places.scale.short(rates.reference)}"
        sheet.words(places.axis.at(exact(rates.reference)), y, words, "is-target", "middle")
    y += LINE
    for x, words in places.axis.labels(places.scale):
        sheet.words(x, y, words, "is-tick", "middle")
    return y + 7


def _draw_group(sheet: Sheet, group: Estimate, y: float, places: _Places, unit: str) -> float:
    inside = Sheet(sheet.width)
    lines = wrap(plain(group.name), places.names)
    for number, line in enumerate(lines):
        inside.words(0, y + 12 + number * LINE, line, "is-name")
    high = len(lines) * LINE
    is_narrow = places.frame.is_narrow
    kind = "is-quiet" if group.value is None else "is-figure is-strong"
    words = _figures(group, places.scale, places.frame)
    inside.words(sheet.width, y + 12 if is_narrow else y + high / 2 + 4, words, kind, "end")
    _draw_range(inside, group, y + (high + _TRACK / 2 if is_narrow else high / 2), places.axis)
    sheet.group(inside, _spoken(group, unit))
    return y + high + _ROW_GAP + (_TRACK if is_narrow else 0)


def _draw_range(sheet: Sheet, group: Estimate, y: float, axis: Axis) -> None:
    if group.value is None or group.low is None or group.high is None:
        sheet.hatch((axis.start, y - 5, axis.end - axis.start, 10))
        return
    left, right = axis.at(exact(group.low)), axis.at(exact(group.high))
    sheet.line((left, y), (right, y), "is-range")
    for x in (left, right):
        sheet.line((x, y - 5), (x, y + 5), "is-range")
    sheet.dot((axis.at(exact(group.value)), y), "is-point", 5)


# -- words and table -----------------------------------------------------------------------------


def _spoken(group: Estimate, unit: str) -> str:
    if group.value is None:
        return f"{group.name}: {group.unknown}"
    figure = f"{written(group.value)} {unit}".strip()
    return f"{group.name}: {figure}, từ {written(group.low)} đến {written(group.high)}"


def _summary(rates: Interval, told: list[Estimate]) -> str:
    scale = scale_of(rates.everything)
    said = [f"{plain(each.name)} {scale.named(each.value or 0, rates.unit)}" for each in told]
    text = "; ".join(said)
    if rates.reference is not None:
        common = f"{plain(rates.reference_words)} {scale.named(rates.reference, rates.unit)}"
        text += f". {common}: {_apart_words(rates, told)}"
    silent = len(rates.groups) - len(told)
    return f"{text}.{f' {silent} nhóm không có số liệu.' if silent else ''}"


def _apart_words(rates: Interval, told: list[Estimate]) -> str:
    apart = _apart(rates, told)
    if not apart:
        return "mọi khoảng đều chứa mức này"
    return f"khoảng của {len(apart)} nhóm không chứa mức này ({'; '.join(apart)})"


def _apart(rates: Interval, told: list[Estimate]) -> list[str]:
    """Groups whose interval does not hold the common rate."""
    if rates.reference is None:
        return []
    common = exact(rates.reference)
    limits = [(each, known((each.low, each.high))) for each in told]
    return [plain(each.name) for each, (low, high) in limits if not low <= common <= high]


def _table(rates: Interval) -> Table:
    unit = f" ({rates.unit})" if rates.unit else ""
    head = ("Nhóm", f"Tỷ lệ{unit}", f"Từ{unit}", f"Đến{unit}")
    rows = tuple(
        (
            plain(each.name),
            written(each.value, plain(each.unknown)),
            written(each.low),
            written(each.high),
        )
        for each in rates.groups
    )
    return Table(rates.title, head, rows, tuple(_notes(rates)), frozenset({1, 2, 3}))


def _notes(rates: Interval) -> Iterator[str]:
    yield f"Đoạn thẳng: {rates.meaning.replace(' %', NBSP + '%')}."
    if rates.reference is not None:
        words, unit = plain(rates.reference_words), rates.unit
        yield f"Vạch đứng: {words} {written(rates.reference)} {unit}".strip() + "."
    yield from rates.notes
