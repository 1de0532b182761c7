"""The facts a run reads: a wide Parquet file, or a folder of long tables, a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from thidua.law.tape import Program

PIECE: Final = 1 << 19
"""Subjects read at once, as near as the row groups of the file allow."""
_WORDS: Final[dict[str, list[str]]] = {"kind": list(SubjectKind), "group": list(Group)}


@dataclass(frozen=True)
class Source:
    """``frame``: only the columns the program reads. ``pieces``: rows from and to, in order.

    ``clean``: an unknown has value bit 0 (``engines.planes``). ``path``: the wide file, if it is
    one.
    """

    frame: pl.LazyFrame
    pieces: Sequence[range]
    clean: bool = False
    path: Path | None = None

    @property
    def rows(self) -> int:
        return self.pieces[-1].stop if self.pieces else 0

    def batches(self) -> Iterator[pa.RecordBatch]:
        """One record batch a piece; an empty one where there is nobody."""
        for piece in self.pieces or [range(0)]:
            try:
                part = self.frame.slice(piece.start, len(piece)).collect()
            except (OSError, pl.exceptions.PolarsError) as error:
                raise BadTable(
                    f"Dữ kiện hỏng ở khoảng dòng {piece.start + 1} đến {piece.stop}. "
                    "Tạo lại tệp rồi chạy lại."
                ) from error
            yield as_batch(part)

    def check_words(self) -> None:
        """``BadTable`` where ``kind`` or ``group`` holds a word that is neither."""
        for column in self.frame.collect_schema().names():
            known = _WORDS.get(column)
            if known is None:
                continue
            strange = pl.col(column).is_not_null() & ~pl.col(column).cast(pl.String).is_in(known)
            found = self.frame.select(column).filter(strange).head(1).collect()
            if len(found):
                raise BadTable(f"Cột “{column}” có giá trị không nhận ra: “{found.item()}”.")


def as_batch(frame: pl.DataFrame) -> pa.RecordBatch:
    """The frame as one record batch, with text as every reader knows it."""
    table = frame.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


def open_facts(facts: Path, program: Program, year: int) -> Source:
    """The facts at that path; ``BadTable`` says what is wrong with them."""
    if not facts.exists():
        raise BadTable(f"Không có tệp hay thư mục “{facts}”. Kiểm tra đường dẫn.")
    return _folder(facts, program.atoms, year) if facts.is_dir() else _file(facts, program)


def _folder(folder: Path, atoms: Sequence[Atom], year: int) -> Source:
    wide: Any = pl.from_arrow(encode(Tables.in_folder(folder), atoms, year))
    pieces = [
        range(start, min(start + PIECE, wide.height)) for start in range(0, wide.height, PIECE)
    ]
    return Source(wide.lazy(), pieces)


def _file(path: Path, program: Program) -> Source:
    try:
        metadata = pq.ParquetFile(path).metadata
        frame = pl.scan_parquet(path)
        schema = frame.collect_schema()
    except (OSError, pa.ArrowException, pl.exceptions.PolarsError) as error:
        raise BadTable(
            f"Không đọc được tệp “{path.name}”: không phải Parquet, đã hỏng hoặc không có quyền."
        ) from error
    wanted = _wanted(path, dict(schema), program)
    sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
    return Source(frame.select(wanted), list(_pieces(sizes)), path=path)


def _wanted(path: Path, schema: dict[str, pl.DataType], program: Program) -> list[str]:
    """The columns to read, each of the type it has to be."""
    if "subject" not in schema:
        raise BadTable(f"Tệp “{path.name}” thiếu cột “subject” (mã đối tượng).")
    for column in ("kind", "group"):
        held = schema.get(column, pl.String())
        if held not in {pl.String, pl.Categorical, pl.Null} and not isinstance(held, pl.Enum):
            raise BadTable(f"Cột “{column}” phải là chữ, đang là {held}.")
    for atom in program.atoms:
        held = schema.get(atom.name, pl.Boolean())
        if held not in {pl.Boolean, pl.Null}:
            raise BadTable(f"Cột “{atom.name}” phải là đúng/sai (boolean), đang là {held}.")
    names = ("subject", "kind", "group", *(atom.name for atom in program.atoms))
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
