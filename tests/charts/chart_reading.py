"""Reads a drawing back: its pictures, its words with their extent, its points."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from thidua.charts.lettering import width_of

NUMBERS = st.decimals(min_value=-(10**18), max_value=10**18, places=9) | st.integers(-1000, 1000)
MAYBE = NUMBERS | st.none()
NAMES = st.text(max_size=60)
HOSTILE = "<script>alert(\"1\")</script> & 'Xã' ]]> \x00\x0b\uffff{{ 7*7 }}"


def pictures(chart):
    """The pictures of a chart; reading them fails unless they are well-formed."""
    root = ET.fromstring(str(chart.svg))  # noqa: S314 (our own drawing)
    return [root] if root.tag == "svg" else root.findall("svg")


def wide(chart):
    return [each for each in pictures(chart) if "is-wide" in each.get("class")]


def with_class(picture, word, tag="*"):
    return [each for each in picture.iter() if _fits(each, word, tag)]


def _fits(element, word, tag):
    return word in element.get("class", "").split() and tag in {"*", element.tag}


def size(picture):
    _, _, width, height = map(float, picture.get("viewBox").split())
    return width, height


def extent(text):
    """Left, right and baseline of words on a picture."""
    x, y, words = float(text.get("x")), float(text.get("y")), text.text or ""
    width = width_of(words, is_bold="is-strong" in text.get("class", ""))
    before = {"end": width, "middle": width / 2}.get(text.get("text-anchor"), 0)
    return x - before, x - before + width, y


def points(picture):
    """The coordinates of all lines, dots and rectangles but the signs, which are moved."""
    for each in picture.iter():
        if each.tag == "path" and each.get("transform") is None:
            found = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", each.get("d"))]
            yield from zip(found[::2], found[1::2], strict=True)
        elif each.tag == "circle":
            yield float(each.get("cx")), float(each.get("cy"))
        elif each.tag == "rect":
            x, y = float(each.get("x")), float(each.get("y"))
            yield x, y
            yield x + float(each.get("width")), y + float(each.get("height"))


def check_sound(chart):
    """What must hold of every chart, whatever it was given."""
    assert chart.summary
    assert all(len(row) == len(chart.table.head) for row in chart.table.rows)
    if not chart.svg:
        assert chart.table.rows == ()
        return
    for picture in pictures(chart):
        width, height = size(picture)
        assert picture.get("role") == "img"
        assert picture.find("title") is not None
        for text in picture.iter("text"):
            left, right, baseline = extent(text)
            assert left >= -0.2
            assert right <= width + 0.2
            assert 8 <= baseline <= height - 2
        for x, y in points(picture):
            assert -0.2 <= x <= width + 0.2
            assert -0.2 <= y <= height + 0.2


def lengths(chart):
    """The lengths of the bars of a comparison, in the order drawn."""
    bars = [bar for picture in wide(chart) for bar in with_class(picture, "is-bar")]
    return [Decimal(bar.get("width")) for bar in bars]
