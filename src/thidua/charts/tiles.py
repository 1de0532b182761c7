"""Communes as tiles, placed as on a map or in a row: who is where, and how far each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from thidua.charts.bands import draw_legend, in_words
from thidua.charts.drawing import FRAMES, Box, Frame, Sheet, framed
from thidua.charts.figures import Number, Scale, known, scale_of, written
from thidua.charts.lettering import LINE, plain, wrap
from thidua.charts.model import UNREPORTED, Band, Chart, Table, empty

_GAP: Final = 5.0
_PAD: Final = 7.0
_HATCHED_FROM: Final = 26.0
"""Right of the sign."""
_ROOMY: Final = 84.0
"""Below this width a tile names its unit on three lines."""
_MOST_COLUMNS: Final = 14
_MOST_ROWS: Final = 40
_FLOWED: Final = 6
_ON_A_PHONE: Final = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit; ``at`` is its column and row on the grid, counted from zero at the upper left."""

    name: str
    band: Band
    value: Number | None = None
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Units of one authority: either all with a place of their own on the grid, or none."""

    title: str
    unit: str
    tiles: tuple[Tile, ...]
    noun: str = "đơn vị"
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        placed = [tile.at for tile in self.tiles if tile.at is not None]
        if placed and len(placed) != len(self.tiles):
            raise ValueError("Hoặc mọi ô đều có vị trí trên lưới, hoặc không ô nào có.")
        if len(set(placed)) != len(placed):
            raise ValueError("Có hai ô ở cùng một vị trí trên lưới.")
        inside = all(0 <= x < _MOST_COLUMNS and 0 <= y < _MOST_ROWS for x, y in placed)
        if not inside:
            raise ValueError(f"Lưới có nhiều nhất {_MOST_COLUMNS} cột và {_MOST_ROWS} hàng.")


def tiles(map_: Tiles) -> Chart:
    """Draw the units as tiles with the sign of their band; unknown is hatched."""
    if not map_.tiles:
        return empty(map_.title, "Chưa có đơn vị nào để hiển thị.")
    noun = map_.noun
    summary = f"Trong {len(map_.tiles)} {noun}: {in_words(_bands(map_), noun=noun)}."
    pictures = [_picture(map_, frame, summary) for frame in FRAMES]
    return Chart(map_.title, framed(pictures), _table(map_), summary)


def _bands(map_: Tiles) -> list[Band]:
    return [tile.band for tile in map_.tiles]


# -- drawing -------------------------------------------------------------------------------------


def _picture(map_: Tiles, frame: Frame, summary: str) -> str:
    sheet = Sheet(frame.width)
    placed = list(_placed(map_, frame))
    columns = max(column for _, column, _ in placed) + 1
    width = min((frame.width + _GAP) / columns, 2 * _ROOMY)
    lines = 2 if width >= _ROOMY else 3
    height = (lines + 1) * LINE + _PAD + _GAP
    scale = scale_of(known(tile.value for tile in map_.tiles))
    for tile, column, row in placed:
        box = (column * width, row * height, width - _GAP, height - _GAP)
        _draw_tile(sheet, map_, tile, box, scale)
    bottom = (max(row for _, _, row in placed) + 1) * height
    sheet.height = draw_legend(sheet, bottom + 7, _bands(map_), noun=map_.noun)
    return sheet.picture(frame, map_.title, summary)


def _placed(map_: Tiles, frame: Frame) -> Iterator[tuple[Tile, int, int]]:
    """Each tile with column and row; a phone has no room for a map, so there they flow."""
    is_map = map_.tiles[0].at is not None
    columns = _columns(map_)
    if is_map and (not frame.is_narrow or columns <= _ON_A_PHONE):
        left = min(tile.at[0] for tile in map_.tiles if tile.at)
        top = min(tile.at[1] for tile in map_.tiles if tile.at)
        yield from ((tile, tile.at[0] - left, tile.at[1] - top) for tile in map_.tiles if tile.at)
        return
    in_order = sorted(map_.tiles, key=lambda tile: (tile.at or (0, 0))[::-1])
    most = _ON_A_PHONE if frame.is_narrow else _FLOWED
    for number, tile in enumerate(in_order):
        yield tile, number % most, number // most


def _columns(map_: Tiles) -> int:
    across = [tile.at[0] for tile in map_.tiles if tile.at]
    return max(across) - min(across) + 1 if across else _FLOWED


def _draw_tile(sheet: Sheet, map_: Tiles, tile: Tile, box: Box, scale: Scale) -> None:
    x, y, width, height = box
    inside = Sheet(sheet.width)
    inside.rectangle(x, y, width, height, f"is-tile is-{tile.band.value}")
    if tile.band is Band.UNKNOWN:
        foot = LINE + 4
        inside.hatch((x + _HATCHED_FROM, y + height - foot, width - _HATCHED_FROM, foot))
    lines = wrap(plain(tile.name), width - 2 * _PAD, 2 if width + _GAP >= _ROOMY else 3)
    for number, line in enumerate(lines):
        inside.words(x + _PAD, y + 17 + number * (LINE - 2), line, "is-name")
    _draw_foot(inside, tile, box, scale)
    sheet.group(inside, _spoken(map_, tile))


def _draw_foot(sheet: Sheet, tile: Tile, box: Box, scale: Scale) -> None:
    x, y, width, height = box
    foot = y + height - _PAD
    sheet.sign(x + _PAD + 5, foot - 5, tile.band)
    if tile.value is not None:
        words = scale.short(tile.value)
        sheet.words(x + width - _PAD, foot, words, "is-figure is-strong", "end")


# -- words and table -----------------------------------------------------------------------------


def _spoken(map_: Tiles, tile: Tile) -> str:
    figure = f"{written(tile.value)} {map_.unit}".strip() if tile.value is not None else ""
    return f"{tile.name}: {', '.join(filter(None, (tile.band.words.lower(), figure)))}"


def _table(map_: Tiles) -> Table:
    unit = f" ({map_.unit})" if map_.unit else ""
    rows = tuple(
        (plain(tile.name), tile.band.words, written(tile.value, _missing(tile)))
        for tile in map_.tiles
    )
    head = (map_.noun.capitalize(), "Mức", f"Kết quả{unit}")
    return Table(map_.title, head, rows, tuple(_notes(map_)), frozenset({2}))


def _missing(tile: Tile) -> str:
    return UNREPORTED if tile.band is Band.UNKNOWN else "–"


def _notes(map_: Tiles) -> Iterator[str]:
    if map_.tiles[0].at is not None and _columns(map_) > _ON_A_PHONE:
        yield "Trên màn hình hẹp, các ô xếp lần lượt từ trái sang phải, từ trên xuống."
    if map_.unit and any(tile.value is not None for tile in map_.tiles):
        scale = scale_of(known(tile.value for tile in map_.tiles))
        yield f"Số trong ô: {scale.unit(map_.unit)}."
    yield from map_.notes
