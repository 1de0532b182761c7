"""What the shipped faces can draw, and how wide.

Two things need the font's own tables: a rule has to be drawn under a text in a DOCX, where
nobody measures for us; and a character without a glyph has to be refused with a sentence
before PDF/A, which forbids it, refuses it with a compiler's message.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONT_FOLDER = Path(__file__).parent / "fonts"

_FORMAT_SEGMENTS = 4


@dataclass(frozen=True, slots=True)
class Face:
    """One TrueType face: which characters it has and how far each one advances.

    Widths are advance widths without kerning, which is what Word uses by default.
    """

    glyphs: Mapping[int, int]
    advances: tuple[int, ...]
    units_per_em: int

    def width(self, text: str, size: float) -> float:
        """Return the width of ``text`` in points at ``size`` points."""
        units = sum(self._advance(self.glyphs.get(ord(letter), 0)) for letter in text)
        return units * size / self.units_per_em

    def missing(self, text: str) -> frozenset[str]:
        """Return the characters of ``text`` that this face has no glyph for."""
        return frozenset(letter for letter in set(text) if ord(letter) not in self.glyphs)

    def _advance(self, glyph: int) -> int:
        return self.advances[min(glyph, len(self.advances) - 1)]


@cache
def regular() -> Face:
    """Return Tinos Regular."""
    return _read(FONT_FOLDER / "Tinos_400Regular.ttf")


@cache
def bold() -> Face:
    """Return Tinos Bold."""
    return _read(FONT_FOLDER / "Tinos_700Bold.ttf")


def _read(path: Path) -> Face:
    data = path.read_bytes()
    tables = _tables(data)
    (units_per_em,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (metric_count,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    metrics = struct.iter_unpack(">Hh", _slice(data, tables["hmtx"], 4 * metric_count))
    return Face(
        glyphs=dict(_characters(data, tables["cmap"])),
        advances=tuple(advance for advance, _ in metrics),
        units_per_em=units_per_em,
    )


def _tables(data: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    records = struct.iter_unpack(">4sIII", _slice(data, 12, 16 * count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in records}


def _characters(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    table = cmap + _segment_table(data, cmap)
    (doubled,) = struct.unpack_from(">H", data, table + 6)
    ends, starts = table + 14, table + 16 + doubled
    for index in range(0, doubled, 2):
        (end,) = struct.unpack_from(">H", data, ends + index)
        (start,) = struct.unpack_from(">H", data, starts + index)
        (delta,) = struct.unpack_from(">h", data, starts + doubled + index)
        offset_at = starts + 2 * doubled + index
        (offset,) = struct.unpack_from(">H", data, offset_at)
        for code in range(start, end + 1):
            # A segment either shifts its codes or looks each one up in the array behind it.
            at = offset_at + offset + 2 * (code - start)
            glyph = struct.unpack_from(">H", data, at)[0] if offset else code
            mapped = (glyph + delta) & 0xFFFF if glyph else 0
            if mapped:
                yield code, mapped


def _segment_table(data: bytes, cmap: int) -> int:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for _, _, offset in struct.iter_unpack(">HHI", _slice(data, cmap + 4, 8 * count)):
        (format_,) = struct.unpack_from(">H", data, cmap + offset)
        if format_ == _FORMAT_SEGMENTS:
            return int(offset)
    raise ValueError("The shipped font has no cmap of format 4")


def _slice(data: bytes, start: int, length: int) -> bytes:
    return data[start : start + length]
