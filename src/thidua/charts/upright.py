"""What charts with an upright axis share: gridlines, ticks, labels under the periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.charts.axis import Axis, ticks
from thidua.charts.drawing import Frame, Sheet
from thidua.charts.figures import Scale
from thidua.charts.lettering import cut, plain, width_of

_GAP: Final = 8.0
_BASELINE: Final = 4.5
"""From the middle of a line of letters down to the line they stand on."""
_ROOM_BETWEEN: Final = 8.0


@dataclass(frozen=True, slots=True)
class Field:
    """The area that is drawn on, between its axes."""

    left: float
    right: float
    top: float
    bottom: float
    axis: Axis

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def y(self, value: Decimal) -> float:
        return self.axis.at(value)


def field(
    span: tuple[Decimal, Decimal],
    scale: Scale,
    *,
    top: float,
    bottom: float,
    right: float,
    about: int = 5,
) -> Field:
    """The area right of the widest tick label."""
    axis = Axis(ticks(*span, about), bottom, top)
    left = max(width_of(words) for _, words in axis.labels(scale)) + _GAP
    return Field(left, right, top, bottom, axis)


def draw_grid(sheet: Sheet, place: Field, scale: Scale, unit: str) -> None:
    """Hairlines with their figures; the unit stands above the highest."""
    for y, words in place.axis.labels(scale):
        is_base = abs(y - (place.axis.zero if _holds_zero(place.axis) else place.bottom)) < 1
        sheet.line((place.left, y), (place.right, y), "is-base" if is_base else "is-grid")
        sheet.words(place.left - _GAP, y + _BASELINE, words, "is-tick", "end")
    sheet.words(0, place.top - 2 * _GAP, unit, "is-tick")


def _holds_zero(axis: Axis) -> bool:
    return axis.ticks[0] <= 0 <= axis.ticks[-1]


def draw_periods(sheet: Sheet, places: Sequence[float], labels: Sequence[str], y: float) -> None:
    """Labels under their places; where they would touch only every second, third… is written.

    The last one always is: it is the one that is looked for.
    """
    if not places:
        return
    room = places[1] - places[0] if len(places) > 1 else sheet.width
    every = _every(labels, room)
    most = room * every - _ROOM_BETWEEN if len(places) > 1 else room
    last = len(places) - 1
    for number, (x, words) in enumerate(zip(places, labels, strict=True)):
        if (last - number) % every == 0:
            sheet.words(x, y, cut(plain(words), max(most, room)), "is-tick", "middle")


def _every(labels: Sequence[str], room: float) -> int:
    widest = max(width_of(plain(words)) for words in labels)
    needed = (widest + _ROOM_BETWEEN) / room
    return min(max(1, int(-(-needed // 1))), len(labels))


def right_of(frame: Frame, wide: float) -> float:
    """Where the drawn area ends: a wide chart has room for words at its right."""
    return frame.width - (12 if frame.is_narrow else wide)
