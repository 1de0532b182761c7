"""Numbers that Word writes before paragraphs and keeps apart from their text."""

from __future__ import annotations

from collections import defaultdict
from typing import Final
from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_HIGHEST: Final = 200


class Numbering:
    """Counts as Word does: a level goes up by one, the levels below it begin again."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, Element] = {}
        self._of_number: dict[str, str] = {}
        self._of_style: dict[str, Element] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        for one in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
            self._abstract[one.get(f"{W}abstractNumId", "")] = one
        for one in numbering.iter(f"{W}num") if numbering is not None else ():
            self._of_number[one.get(f"{W}numId", "")] = _value(one.find(f"{W}abstractNumId"))
        for style in styles.iter(f"{W}style") if styles is not None else ():
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                self._of_style[style.get(f"{W}styleId", "")] = found

    def label(self, paragraph: Element) -> str:
        """What Word shows before the paragraph, with a blank after it; often nothing."""
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        if numbered is None:
            numbered = self._of_style.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")))
        if numbered is None:
            return ""
        number = _value(numbered.find(f"{W}numId"))
        depth = min(_whole(_value(numbered.find(f"{W}ilvl")), 0), _LEVELS - 1)
        levels = self._levels(number)
        if depth not in levels:
            return ""
        counts = self._counts[self._of_number[number]]
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        return _label(levels, counts, depth)

    def _levels(self, number: str) -> dict[int, Element]:
        abstract = self._abstract.get(self._of_number.get(number, ""))
        if abstract is None:
            return {}
        return {_whole(one.get(f"{W}ilvl", ""), 0): one for one in abstract.iter(f"{W}lvl")}


def _label(levels: dict[int, Element], counts: list[int], depth: int) -> str:
    form = _value(levels[depth].find(f"{W}numFmt"))
    if form == "bullet":
        return "- "
    text = _value(levels[depth].find(f"{W}lvlText"))
    for at, level in levels.items():
        if at < _LEVELS and f"%{at + 1}" in text:
            start = _whole(_value(level.find(f"{W}start")), 1)
            shown = _number(_value(level.find(f"{W}numFmt")), max(counts[at], 1) + start - 1)
            text = text.replace(f"%{at + 1}", shown)
    return f"{text} " if text else ""


def _number(form: str, count: int) -> str:
    if form in ("upperRoman", "lowerRoman") and count < _HIGHEST:
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _value(element: Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("9999") else default
