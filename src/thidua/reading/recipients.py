"""Nơi nhận: in lines or in one run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from thidua.reading.bodies import normal_name
from thidua.reading.headings import Level, marker_of
from thidua.reading.model import Recipient
from thidua.reading.passages import Passage

_HEADING: Final = re.compile(r"noi\s*nhan\s*:?\s*")
_ARCHIVE: Final = re.compile(r"luu\b")
_STARTS: Final = re.compile(r"(?:^|(?<=;)|(?<=\s))\s*[-–—•+]\s+|;\s*")


def read_recipients(
    foot: Sequence[Passage], taken: Sequence[Passage], issuer: str = ""
) -> tuple[tuple[Recipient, ...], list[Passage]]:
    """The recipients and the lines they took; lines of the signature are not looked at.

    ``issuer``: in a province's paper TU is Tỉnh ủy, in a city's Thành ủy.
    """
    lines = [line for line in foot if all(line is not other for other in taken)]
    at = next((n for n, line in enumerate(lines) if _HEADING.match(line.bare)), None)
    if at is None:
        return (), []
    used = [lines[at]]
    pieces = _pieces(lines[at].cut(_end_of_heading(lines[at])))
    for line in lines[at + 1 :]:
        if pieces and _ARCHIVE.match(_plain(pieces[-1]).bare) and not _goes_on(pieces[-1], line):
            break
        used.append(line)
        if pieces and not _begins(line) and not pieces[-1].text.endswith((";", ".")):
            pieces[-1] = _with(pieces[-1], line)
        else:
            pieces.extend(_pieces(line))
    is_province = "tỉnh" in issuer.lower()
    return tuple(_recipient(piece, is_province=is_province) for piece in pieces), used


def _end_of_heading(line: Passage) -> int:
    found = _HEADING.match(line.bare)
    return found.end() if found else 0


def _begins(line: Passage) -> bool:
    found = marker_of(line)
    return (found is not None and found.level is Level.BULLET) or line.text[:1].isupper()


def _goes_on(piece: Passage, line: Passage) -> bool:
    return not piece.text.endswith(".") and not _begins(line)


def _with(piece: Passage, line: Passage) -> Passage:
    offsets = (*piece.offsets, piece.offsets[-1] + 1, *line.offsets)
    return Passage(f"{piece.text} {line.text}", offsets)


def _pieces(line: Passage) -> list[Passage]:
    """One line may hold several recipients, parted by semicolons or dashes."""
    bounds = [0, *(found.end() for found in _STARTS.finditer(line.text)), len(line.text)]
    cut = (line.cut(a, b) for a, b in pairwise(bounds))
    return [piece for piece in cut if piece.text.strip(" -–—•+;")]


def _plain(piece: Passage) -> Passage:
    marker = marker_of(piece)
    start = marker.end if marker and marker.level is Level.BULLET else 0
    text = piece.text[start:].rstrip(" ;.,-–")
    return piece.cut(start, start + len(text))


def _recipient(piece: Passage, *, is_province: bool) -> Recipient:
    plain = _plain(piece)
    archive = _ARCHIVE.match(plain.bare) is not None
    full = plain.text if archive else normal_name(plain.text)
    if is_province and "Thành ủy" not in plain.text:
        full = full.replace("Thành ủy", "Tỉnh ủy")
    return Recipient(plain.text, full, archive, plain.place())
