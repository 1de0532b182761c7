"""Word lists the guesses of this package lean on.

They weigh evidence; nothing is refused because a word is missing here.
"""

from __future__ import annotations

from importlib import resources
from typing import Final

from thidua.vietnamese.text import spelling_key


def _lines(name: str) -> list[str]:
    text = resources.files("thidua.vietnamese").joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(spelling_key(word) for line in _lines(name) for word in line.split())


FAMILY_NAMES: Final = _words("family_names.txt")
"""Spelling keys of family names."""

FREQUENT_SYLLABLES: Final = _words("frequent_syllables.txt") | FAMILY_NAMES
"""Spelling keys of syllables one meets on every page."""

OPENINGS: Final = tuple(spelling_key(line) + " " for line in _lines("openings.txt"))
"""Spelling keys of the first words of bodies, posts and headings, each closed by a space.

Not folded: Trường is a school and Trương a family, hộ a household and Hồ a family.
"""
