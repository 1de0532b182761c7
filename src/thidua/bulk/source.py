"""The facts a run reads, a piece at a time: a wide Parquet file, or a folder of long tables."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from thidua.bulk.encoding import encode
from thidua.bulk.errors import BadTable
from thidua.bulk.tables import Tables
from thidua.law.algebra import Atom
from thidua.law.enums import Group, SubjectKind

PIECE: Final = 1 << 19
"""Subjects read at once, as near as the row groups of the file allow."""
WORDS: Final[Mapping[str, tuple[str, ...]]] = {"kind": tuple(SubjectKind), "group": tuple(Group)}
"""The words of the columns that say what sort of subject it is."""


class Source(ABC):
    """The facts, a batch at a time."""

    path: Path | None = None
    """The wide file, if it is one."""
    clean: bool = False
    """Whether an unknown has value bit 0 (``engines.planes``)."""

    @property
    @abstractmethod
    def rows(self) -> int:
        """How many subjects there are."""

    @property
    @abstractmethod
    def frame(self) -> pl.LazyFrame:
        """Everybody, with the columns that are read."""

    @abstractmethod
    def batches(self) -> Iterator[pa.RecordBatch]:
        """One record batch a piece; an empty one where there is nobody. ``BadTable`` if damaged."""

    def check_words(self) -> None:
        """``BadTable`` where ``kind`` or ``group`` holds a word that is neither."""
        frame = self.frame
        for column in frame.collect_schema().names():
            known = WORDS.get(column)
            if known is None:
                continue
            strange = pl.col(column).is_not_null() & ~pl.col(column).cast(pl.String).is_in(known)
            found = frame.select(column).filter(strange).head(1).collect()
            if len(found):
                raise BadTable(f"Cột “{column}” có giá trị không nhận ra: “{found.item()}”.")


class Wide(Source):
    """A wide table. ``frame``: only what is read of it. ``pieces``: rows from and to, in order."""

    def __init__(
        self, frame: pl.LazyFrame, pieces: Sequence[range], path: Path | None = None
    ) -> None:
        self._frame, self._pieces, self.path = frame, pieces, path

    @property
    def rows(self) -> int:
        return self._pieces[-1].stop if self._pieces else 0

    @property
    def frame(self) -> pl.LazyFrame:
        return self._frame

    def batches(self) -> Iterator[pa.RecordBatch]:
        for piece in self._pieces or [range(0)]:
            try:
                part = self._frame.slice(piece.start, len(piece)).collect()
            except (OSError, pl.exceptions.PolarsError) as error:
                raise BadTable(
                    f"Dữ kiện hỏng ở khoảng dòng {piece.start + 1} đến {piece.stop}. "
                    "Tạo lại tệp rồi chạy lại."
                ) from error
            yield as_batch(part)


def as_batch(frame: pl.DataFrame) -> pa.RecordBatch:
    """The frame as one record batch, with text as every reader knows it."""
    table = frame.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


def encoded(folder: Path, atoms: Sequence[Atom], year: int) -> Wide:
    """A folder of long tables as the wide table these atoms are read from."""
    wide: Any = pl.from_arrow(encode(Tables.in_folder(folder), atoms, year))
    pieces = [
        range(start, min(start + PIECE, wide.height)) for start in range(0, wide.height, PIECE)
    ]
    return Wide(wide.lazy(), pieces)


def parquet(path: Path) -> pq.ParquetFile:
    """A Parquet file, with its metadata read; ``BadTable`` where that cannot be."""
    if not path.exists():
        raise BadTable(f"Không có tệp hay thư mục “{path}”. Kiểm tra đường dẫn.")
    try:
        return pq.ParquetFile(path, page_checksum_verification=True)
    except (OSError, pa.ArrowException) as error:
        raise unreadable(path) from error


def unreadable(path: Path) -> BadTable:
    """What is there is no Parquet file one can read."""
    return BadTable(
        f"Không đọc được tệp “{path.name}”: không phải Parquet, đã hỏng hoặc không có quyền."
    )


def wide_file(path: Path, file: pq.ParquetFile, facts: Sequence[str] | None) -> Wide:
    """A wide file with these of its facts; ``None``: all it has."""
    try:
        frame = pl.scan_parquet(path)
        schema = frame.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise unreadable(path) from error
    if facts is None:
        facts = [name for name, held in schema.items() if "@" in name and held == pl.Boolean]
    wanted = _wanted(path, dict(schema), facts)
    metadata = file.metadata
    sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
    return Wide(frame.select(wanted), list(_pieces(sizes)), path)


def _wanted(path: Path, schema: dict[str, pl.DataType], facts: Sequence[str]) -> list[str]:
    """The columns to read, each of the type it has to be."""
    if "subject" not in schema:
        raise BadTable(f"Tệp “{path.name}” thiếu cột “subject” (mã đối tượng).")
    for column in ("kind", "group"):
        held = schema.get(column, pl.String())
        if held not in {pl.String, pl.Categorical, pl.Null} and not isinstance(held, pl.Enum):
            raise BadTable(f"Cột “{column}” phải là chữ, đang là {held}.")
    for fact in facts:
        held = schema.get(fact, pl.Boolean())
        if held not in {pl.Boolean, pl.Null}:
            raise BadTable(f"Cột “{fact}” phải là đúng/sai (boolean), đang là {held}.")
    names = ("subject", "kind", "group", *facts)
    # A column without any value has no type; it is read as if it were not there.
    return [name for name in names if schema.get(name, pl.Null) != pl.Null or name == "subject"]


def _pieces(sizes: Sequence[int]) -> Iterator[range]:
    """Whole row groups together up to a piece; a large one is cut."""
    start = stop = 0
    for size in sizes:
        if stop > start and stop + size - start > PIECE:
            yield range(start, stop)
            start = stop
        stop += size
        while stop - start > PIECE:
            yield range(start, start + PIECE)
            start += PIECE
    if stop > start:
        yield range(start, stop)
