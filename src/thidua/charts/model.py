"""What every chart hands back, and the bands a unit's progress falls into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Drawing(str):
    """SVG whose every word is escaped already; templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart, as exact as they were given.

    ``figures`` holds the numbers of the columns that are set flush right. ``notes`` say what the
    signs of the drawing mean, what is missing and where the figures come from.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, the same figures as a table, and the sentence that says what they show.

    Nothing to draw gives an empty ``svg``; ``summary`` then says what is missing.
    """

    title: str
    svg: Drawing
    table: Table
    summary: str


class Band(Enum):
    """How far a unit is; a sign of its own goes with each colour."""

    MET = "met"
    ON_PACE = "on-pace"
    BEHIND = "behind"
    FAR_BEHIND = "far-behind"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return _BAND_WORDS[self]


_BAND_WORDS = {
    Band.MET: "Đạt chỉ tiêu",
    Band.ON_PACE: "Đúng tiến độ",
    Band.BEHIND: "Chậm",
    Band.FAR_BEHIND: "Chậm nhiều",
    Band.UNKNOWN: "Chưa báo cáo",
}

UNREPORTED = "chưa báo cáo"


def empty(title: str, sentence: str) -> Chart:
    """A chart of which nothing is known: no axes without figures, one sentence instead."""
    return Chart(title, Drawing(), Table(title, (), ()), sentence)
