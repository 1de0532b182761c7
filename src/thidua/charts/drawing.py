"""A sheet to draw on: elements with classes for colours, words kept within its borders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

from thidua.charts.figures import rounded
from thidua.charts.lettering import cut, plain, width_of
from thidua.charts.model import Band, Drawing

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""

_SPACING: Final = 5.0
_SIGNS: Final = {
    Band.MET: "M-5 0L-1.5 3.5L5 -4",
    Band.ON_PACE: "M-5 0H5M1.5 -3.5L5 0L1.5 3.5",
    Band.BEHIND: "M-4.5 -2L0 2.5L4.5 -2",
    Band.FAR_BEHIND: "M-4.5 -5L0 -0.5L4.5 -5M-4.5 1L0 5.5L4.5 1",
    Band.UNKNOWN: "M-2.8 -2.6C-2.8 -6 2.8 -6 2.8 -2.6C2.8 -0.4 0 -0.4 0 2M0 5V5.2",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The two shapes of a chart; the style sheet shows the one that fits its place."""

    width: float
    is_narrow: bool


WIDE: Final = Frame(640, is_narrow=False)
NARROW: Final = Frame(340, is_narrow=True)
FRAMES: Final = (WIDE, NARROW)


def tag(name: str, *inside: str, **attributes: str | float) -> str:
    """One element; ``class_`` and ``stroke_width`` lose and turn their underscores."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value != ""
    )
    body = "".join(inside)
    return f"<{name}{said}>{body}</{name}>" if body else f"<{name}{said}/>"


def _attribute(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else rounded(value)


def described(title: str, description: str = "") -> str:
    """What a pointer shows and a screen reader says of the element that holds it."""
    told = tag("title", escape(plain(title)))
    return told + tag("desc", escape(plain(description))) if description else told


def through(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{rounded(x)} {rounded(y)}" for x, y in points)


def runs(points: Iterable[Point | None]) -> Iterator[list[Point]]:
    """Stretches of points without a gap."""
    run: list[Point] = []
    for point in points:
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def hatching(x: float, y: float, width: float, height: float, spacing: float) -> str:
    """Parallel strokes at 45° within a rectangle, as the ``d`` of a path."""
    strokes = []
    at = spacing
    while at < width + height:
        near = (x + min(at, width), y + max(0.0, at - width))
        far = (x + max(0.0, at - height), y + min(at, height))
        strokes.append(through((near, far)))
        at += spacing
    return "".join(strokes)


@dataclass(slots=True)
class Sheet:
    """Collects the elements of one drawing; its height is known when everything is on it."""

    width: float
    height: float = 0.0
    parts: list[str] = field(default_factory=list)

    def add(self, *parts: str) -> None:
        self.parts.extend(parts)

    def line(self, start: Point, end: Point, kind: str) -> None:
        self.add(tag("path", class_=kind, d=through((start, end))))

    def path(self, points: Sequence[Point], kind: str) -> None:
        self.add(tag("path", class_=kind, d=through(points)))

    def dot(self, at: Point, kind: str, radius: float = 3.5) -> None:
        self.add(tag("circle", class_=kind, cx=at[0], cy=at[1], r=radius))

    def rectangle(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        self.add(tag("rect", class_=kind, x=x, y=y, width=width, height=height))

    def hatch(
        self,
        box: Box,
        kind: str = "is-unknown",
        spacing: float = _SPACING,
    ) -> None:
        d = hatching(*box, spacing)
        if d:
            self.add(tag("path", class_=kind, d=d))

    def words(
        self, x: float, y: float, words: str, kind: str = "", anchor: Anchor = "start"
    ) -> None:
        """Words on one line, moved inside when they would leave the sheet, cut if wider than it."""
        is_bold = "is-strong" in kind
        shown = cut(plain(words), self.width, is_bold=is_bold)
        room = width_of(shown, is_bold=is_bold)
        before = {"start": 0.0, "middle": room / 2, "end": room}[anchor]
        x = min(max(x, before), self.width - room + before)
        said = "" if anchor == "start" else anchor
        self.add(tag("text", escape(shown), class_=kind, x=x, y=y, text_anchor=said))

    def sign(self, x: float, y: float, band: Band) -> None:
        """The sign of a band, eleven units wide, drawn and not written: fonts lack some of them."""
        where = f"translate({rounded(x)} {rounded(y)})"
        self.add(tag("path", class_=f"is-sign is-{band.value}", d=_SIGNS[band], transform=where))

    def group(self, inside: Sheet, title: str) -> None:
        self.add(tag("g", described(title), *inside.parts))

    def picture(self, frame: Frame, title: str, description: str) -> str:
        return tag(
            "svg",
            described(title, description),
            *self.parts,
            class_=f"td-chart is-{'narrow' if frame.is_narrow else 'wide'}",
            viewBox=f"0 0 {rounded(frame.width)} {rounded(self.height)}",
            role="img",
            focusable="false",
        )


def framed(pictures: Iterable[str]) -> Drawing:
    """The pictures of one chart as one element."""
    return Drawing(tag("div", *pictures, class_="td-chart-frame"))
