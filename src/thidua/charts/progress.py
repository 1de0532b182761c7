"""One measure against time: what was reached, the pace that was needed, the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from thidua.charts.axis import with_zero_if_near
from thidua.charts.drawing import FRAMES, Frame, Point, Sheet, framed, runs
from thidua.charts.figures import (
    MISSING,
    Number,
    Scale,
    difference_unit,
    exact,
    exact_or_none,
    known,
    percent,
    percent_words,
    scale_of,
    signed,
    written,
)
from thidua.charts.lettering import LINE, cut, plain
from thidua.charts.model import UNREPORTED, Chart, Table, empty
from thidua.charts.upright import Field, draw_grid, draw_periods, field, right_of

Direction = Literal["rising", "falling"]

_TOP: Final = 34.0
_HEIGHT: Final = 220.0
_WORDS_ROOM: Final = 158.0
_WORDS_GAP: Final = 14.0
_KEY_ROOM: Final = 26.0
_MISSING_ROOM: Final = 12.0
"""Half of a hatched field; the last period's must not leave the drawing."""
_PLACES: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Period:
    """A month or quarter; ``value`` is the figure at its end, ``None`` when nobody reported."""

    label: str
    value: Number | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """A figure for the end of the last period and the arithmetic that gave it, in words.

    ``until`` names that end; without it the drawing says no more than that it is the end.
    """

    value: Number
    reckoning: str
    until: str = "cuối kỳ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A measure over one year or another stretch of periods of equal length.

    ``baseline`` is the figure at the beginning, ``target`` the one wanted at the end of the last
    period; the pace is the straight line between them. ``today`` counts elapsed periods: 10.5 is
    the middle of the eleventh. Direction ``falling`` means that less is better.
    """

    title: str
    unit: str
    periods: tuple[Period, ...]
    target: Number | None = None
    baseline: Number | None = None
    direction: Direction = "rising"
    today: float | None = None
    expectation: Expectation | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.today is not None and not 0 <= self.today <= len(self.periods):
            raise ValueError("Ngày hôm nay phải nằm trong các kỳ của biểu đồ.")

    @property
    def values(self) -> list[Decimal | None]:
        return [exact_or_none(period.value) for period in self.periods]

    @property
    def last(self) -> int | None:
        """Number of the last period somebody reported, counted from zero."""
        reported = [number for number, value in enumerate(self.values) if value is not None]
        return reported[-1] if reported else None

    @property
    def missing(self) -> list[int]:
        """Periods before today, or before the last report, of which nothing is known."""
        ended = int(self.today) if self.today is not None else (self.last or 0)
        return [n for n, value in enumerate(self.values) if value is None and n < ended]

    @property
    def everything(self) -> list[Decimal]:
        expected = self.expectation.value if self.expectation else None
        return known([*self.values, self.target, self.baseline, expected])

    def pace(self, number: int) -> Decimal | None:
        """The figure needed at the end of a period to be on the straight line."""
        if self.target is None or self.baseline is None:
            return None
        begin, end = exact(self.baseline), exact(self.target)
        return begin + (end - begin) * (number + 1) / len(self.periods)


def progress(measure: Progress) -> Chart:
    """Draw a measure against its pace; periods without a report are gaps, never zero."""
    if measure.last is None:
        return empty(measure.title, "Chưa có kỳ nào báo cáo số liệu.")
    summary = _summary(measure, measure.last)
    pictures = [_picture(measure, frame, summary) for frame in FRAMES]
    return Chart(measure.title, framed(pictures), _table(measure), summary)


# -- drawing -------------------------------------------------------------------------------------


def _picture(measure: Progress, frame: Frame, summary: str) -> str:
    scale = scale_of(measure.everything)
    sheet = Sheet(frame.width)
    lines = _words_beside(measure, scale)
    top = _TOP + (len(lines) * LINE + _KEY_ROOM - LINE if frame.is_narrow else 0)
    span = with_zero_if_near(measure.everything)
    right = right_of(frame, _WORDS_ROOM)
    place = field(span, scale, top=top, bottom=top + _HEIGHT, right=right)
    _draw_missing(sheet, measure, place)
    draw_grid(sheet, place, scale, _unit_words(measure, scale))
    _draw_today(sheet, measure, place)
    _draw_wanted(sheet, measure, place)
    _draw_reached(sheet, measure, place)
    ends = [_x(measure, place, number + 1) for number in range(len(measure.periods))]
    draw_periods(sheet, ends, [p.label for p in measure.periods], place.bottom + LINE + 3)
    (_draw_key if frame.is_narrow else _draw_beside)(sheet, lines, place)
    sheet.height = place.bottom + 2 * LINE
    return sheet.picture(frame, measure.title, summary)


def _unit_words(measure: Progress, scale: Scale) -> str:
    hint = " (càng thấp càng tốt)" if measure.direction == "falling" else ""
    return scale.unit(measure.unit) + hint


def _x(measure: Progress, place: Field, elapsed: float) -> float:
    return place.left + place.width * elapsed / len(measure.periods)


def _draw_missing(sheet: Sheet, measure: Progress, place: Field) -> None:
    half = min(place.width / len(measure.periods) * 0.32, _MISSING_ROOM)
    for number in measure.missing:
        x = _x(measure, place, number + 1)
        sheet.hatch((x - half, place.top, 2 * half, place.height))


def _draw_today(sheet: Sheet, measure: Progress, place: Field) -> None:
    if measure.today is None:
        return
    x = _x(measure, place, measure.today)
    sheet.line((x, place.top - 8), (x, place.bottom), "is-today")
    sheet.words(x, place.top - 16, "Hôm nay", "is-tick", "middle")


def _draw_wanted(sheet: Sheet, measure: Progress, place: Field) -> None:
    if measure.target is None:
        return
    y = place.y(exact(measure.target))
    sheet.line((place.left, y), (place.right, y), "is-target")
    if measure.baseline is not None:
        sheet.line((place.left, place.y(exact(measure.baseline))), (place.right, y), "is-pace")


def _draw_reached(sheet: Sheet, measure: Progress, place: Field) -> None:
    points = _points(measure, place)
    for run in runs(points):
        if len(run) > 1:
            sheet.path(run, "is-actual")
        for point in run:
            sheet.dot(point, "is-point", 3)
    end = next(point for point in reversed(points) if point is not None)
    if measure.expectation:
        far = (place.right, place.y(exact(measure.expectation.value)))
        sheet.line(end, far, "is-expected")
        sheet.dot(far, "is-hollow", 4)
    sheet.dot(end, "is-point", 5)


def _points(measure: Progress, place: Field) -> list[Point | None]:
    return [
        None if value is None else (_x(measure, place, number + 1), place.y(value))
        for number, value in enumerate(measure.values)
    ]


# -- words beside the lines ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    words: str
    figure: str
    value: Decimal


def _words_beside(measure: Progress, scale: Scale) -> list[_Line]:
    assert measure.last is not None
    reached = measure.values[measure.last]
    assert reached is not None
    label = f"Thực hiện {measure.periods[measure.last].label}"
    lines = [_Line("actual", label, scale.short(reached), reached)]
    if measure.target is not None:
        target = exact(measure.target)
        lines.append(_Line("target", "Chỉ tiêu", scale.short(target), target))
    if measure.expectation:
        value = exact(measure.expectation.value)
        label = f"Tính tiếp {measure.expectation.until}"
        lines.append(_Line("expected", label, scale.short(value), value))
    return lines


def _draw_beside(sheet: Sheet, lines: list[_Line], place: Field) -> None:
    """Words at the height of what they name, pushed apart where they would overlap."""
    x = place.right + _WORDS_GAP
    floor = place.top - LINE
    ordered = sorted(lines, key=lambda line: (place.y(line.value), line.kind != "target"))
    rest = len(ordered)
    for line in ordered:
        ceiling = place.bottom - rest * 2.1 * LINE + LINE
        y = max(min(place.y(line.value) - 3, ceiling), floor)
        words = cut(plain(line.words), sheet.width - x)
        sheet.words(x, y, words, f"is-{line.kind}")
        sheet.words(x, y + LINE, line.figure, f"is-strong is-{line.kind}")
        floor, rest = y + 2.2 * LINE, rest - 1


def _draw_key(sheet: Sheet, lines: list[_Line], place: Field) -> None:
    """On a phone the words stand above, each with a piece of its line."""
    for number, line in enumerate(lines):
        y = LINE * (number + 0.8)
        sheet.line((0, y - 4.5), (22, y - 4.5), f"is-{line.kind}")
        sheet.words(30, y, f"{line.words}: {line.figure}", f"is-{line.kind}")


# -- words and table -----------------------------------------------------------------------------


def _summary(measure: Progress, last: int) -> str:
    value = measure.values[last]
    assert value is not None
    scale = scale_of(measure.everything)
    label = plain(measure.periods[last].label)
    said = [f"Đến {label}: {scale.named(value, measure.unit)}{_of_target(measure, value, scale)}"]
    said += _against_pace(measure, value, last, scale)
    text = "; ".join(said) + "."
    if measure.missing:
        text += f" {len(measure.missing)} kỳ {UNREPORTED}: {_labels(measure)}."
    return text


def _of_target(measure: Progress, value: Decimal, scale: Scale) -> str:
    if measure.target is None:
        return ", chưa giao chỉ tiêu"
    target = exact(measure.target)
    named = scale.named(target, measure.unit)
    if measure.direction == "falling":
        return f", chỉ tiêu giảm còn {named}"
    share = percent(value, target)
    return (
        f", chỉ tiêu {named}"
        if share is None
        else f", bằng {percent_words(share)} chỉ tiêu {named}"
    )


def _against_pace(measure: Progress, value: Decimal, last: int, scale: Scale) -> list[str]:
    pace = measure.pace(last)
    if pace is None:
        return []
    difference = value - pace
    if not difference:
        return ["đúng tiến độ đều"]
    side = "cao hơn" if difference > 0 else "thấp hơn"
    return [f"{side} tiến độ đều {scale.named(abs(difference), difference_unit(measure.unit))}"]


def _labels(measure: Progress) -> str:
    return ", ".join(plain(measure.periods[number].label) for number in measure.missing)


def _table(measure: Progress) -> Table:
    unit = f" ({measure.unit})" if measure.unit else ""
    head = ("Kỳ", f"Thực hiện{unit}", f"Tiến độ đều{unit}", "Chênh lệch")
    rows = tuple(_row(measure, number) for number in range(len(measure.periods)))
    return Table(measure.title, head, rows, tuple(_notes(measure)), frozenset({1, 2, 3}))


def _row(measure: Progress, number: int) -> tuple[str, ...]:
    value, pace = measure.values[number], measure.pace(number)
    unknown = UNREPORTED if number in measure.missing else MISSING
    apart = MISSING if value is None or pace is None else signed((value - pace).quantize(_PLACES))
    shown = None if pace is None else pace.quantize(_PLACES)
    return plain(measure.periods[number].label), written(value, unknown), written(shown), apart


def _notes(measure: Progress) -> Iterator[str]:
    unit = measure.unit
    if measure.target is not None and measure.baseline is not None:
        begin, end = written(measure.baseline), written(measure.target)
        yield f"Nét chấm: tiến độ đều, từ {begin} đến chỉ tiêu {end} {unit}".strip() + "."
    elif measure.target is not None:
        yield f"Chỉ tiêu: {written(measure.target)} {unit}".strip() + "."
    if measure.missing:
        yield f"Gạch chéo: kỳ {UNREPORTED}."
    if measure.expectation:
        expected = measure.expectation
        value = f"{written(expected.value)} {unit}".strip()
        yield f"Nét đứt: tính tiếp {expected.until} được {value}, {expected.reckoning}"
    low, _ = with_zero_if_near(measure.everything)
    if low > 0:
        yield "Trục đứng không bắt đầu từ 0."
    yield from measure.notes
