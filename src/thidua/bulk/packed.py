"""Packed facts: a Parquet file that holds the bit planes themselves, a row a block of subjects.

Columns: ``rows`` (subjects of the block), ``subject`` (a list of the ids), and binary ones of one
bit a subject, LSB first as Arrow has it: ``value:<fact>`` and ``known:<fact>`` (empty: known of
everybody; a value bit is 0 where it is not known), ``kind=<kind>`` and ``group=<group>`` (empty:
nobody; no such column at all: persons of the staff). Reading them decodes nothing; that is most of
what a wide file costs. The format and its version stand in the metadata of the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from thidua.bulk.errors import BadTable
from thidua.bulk.source import WORDS, Source
from thidua.law.tape import Program

FORMAT: Final = b"thidua.format"
VERSION: Final = b"thidua.version"
MARK: Final = {FORMAT: b"packed-facts", VERSION: b"1"}
BLOCK: Final = 1 << 18
"""Subjects of a block at most: 32 KB a plane."""
VALUE, KNOWN = "value:", "known:"

Bytes = npt.NDArray[np.uint8]


def marked(schema: pa.Schema) -> bool:
    """Whether a file with this schema says it is packed."""
    return (schema.metadata or {}).get(FORMAT) == MARK[FORMAT]


class Packed(Source):
    """A packed file, of which only the planes the program asks for are read.

    ``BadTable`` where the file is of another version, or not what it says it is.
    """

    clean = True

    def __init__(self, path: Path, file: pq.ParquetFile, program: Program) -> None:
        self._name, self._file = path.name, file
        schema = self._file.schema_arrow
        self._check(schema)
        held = set(schema.names)
        self._facts = [
            one.name for one in program.atoms if {VALUE + one.name, KNOWN + one.name} <= held
        ]
        said = {name.partition("=")[0] for name in held}
        asked_of = said & {one.column for one in program.selectors}
        self._selectors = [
            f"{column}={word}" for column in WORDS if column in asked_of for word in WORDS[column]
        ]
        asked = [prefix + name for name in self._facts for prefix in (VALUE, KNOWN)]
        self._columns = ["rows", "subject", *asked, *(held.intersection(self._selectors))]
        for name in self._columns[2:]:
            if schema.field(name).type != pa.binary():
                raise self._bad(f"cột “{name}” không phải chuỗi bit")

    @cached_property
    def rows(self) -> int:
        sizes = self._read(lambda: self._file.read(columns=["rows"])).column("rows")
        return pc.sum(sizes).as_py() or 0

    @property
    def frame(self) -> pl.LazyFrame:
        """The facts as a wide table, in memory: for engines that read no planes."""
        tables = pa.Table.from_batches(_worded(batch) for batch in self.batches())
        wide: Any = pl.from_arrow(tables)
        return wide.lazy()  # type: ignore[no-any-return]

    def batches(self) -> Iterator[pa.RecordBatch]:
        some = False
        for group in range(self._file.num_row_groups):
            held = self._read(partial(self._group, group))
            for row in range(held.num_rows):
                some = True
                yield self._block({name: held.column(name).chunk(0) for name in self._columns}, row)
        if not some:
            empty = pa.array([], self._file.schema_arrow.field("subject").type.value_type)
            yield self._batch(empty, [pa.array([], pa.bool_())] * self._width)

    def _group(self, number: int) -> pa.Table:
        # On one thread: the other core writes verdicts meanwhile, and less memory waits around.
        return self._file.read_row_group(number, columns=self._columns, use_threads=False)

    @property
    def _width(self) -> int:
        return len(self._facts) + len(self._selectors)

    def _block(self, held: Mapping[str, pa.Array], row: int) -> pa.RecordBatch:
        rows = held["rows"][row].as_py()
        subjects = held["subject"].slice(row, 1).flatten()
        if rows != len(subjects):
            raise self._bad("số đối tượng của một khối không khớp")
        planes = [
            self._plane(rows, held[VALUE + name], held[KNOWN + name], row) for name in self._facts
        ]
        planes += [self._plane(rows, held.get(name), None, row) for name in self._selectors]
        return self._batch(subjects, planes)

    def _plane(
        self, rows: int, value: pa.Array | None, known: pa.Array | None, row: int
    ) -> pa.BooleanArray:
        """The buffers of the file as a column; a value that is not there is 0 for everybody."""
        bits = None if value is None else self._cell(rows, value, row)
        bits = bits or pa.py_buffer(bytes(-(-rows // 8)))
        valid = None if known is None else self._cell(rows, known, row)
        return pa.Array.from_buffers(pa.bool_(), rows, [valid, bits])

    def _cell(self, rows: int, column: pa.Array, row: int) -> pa.Buffer | None:
        """One block's plane where it lies; ``None`` where the cell is empty."""
        if column.null_count and not column[row].is_valid:
            return None
        _, offsets, data = column.buffers()
        at = column.offset + row
        start, stop = np.frombuffer(offsets, dtype=np.int32)[at : at + 2].tolist()
        if stop - start != -(-rows // 8):
            raise self._bad("độ dài một chuỗi bit không khớp số đối tượng")
        return data.slice(start, stop - start)

    def _batch(self, subjects: pa.Array, planes: list[pa.Array]) -> pa.RecordBatch:
        names = ["subject", *self._facts, *self._selectors]
        return pa.RecordBatch.from_arrays([subjects, *planes], names)

    def _check(self, schema: pa.Schema) -> None:
        version = schema.metadata.get(VERSION, b"").decode(errors="replace")
        if version != MARK[VERSION].decode():
            raise BadTable(
                f"Tệp “{self._name}” đóng gói theo bản “{version}”, chỉ đọc được bản "
                f"{MARK[VERSION].decode()}. Đóng gói lại bằng “thidua bulk pack”."
            )
        kinds = {
            name: schema.field(name).type for name in ("rows", "subject") if name in schema.names
        }
        if kinds.get("rows") != pa.int32() or not pa.types.is_list(kinds.get("subject", pa.null())):
            raise self._bad("thiếu cột “rows” hay “subject”")

    def _read(self, action: Callable[[], pa.Table]) -> pa.Table:
        try:
            return action()
        except (OSError, pa.ArrowException) as error:
            raise self._bad("không đọc được một khối") from error

    def _bad(self, why: str) -> BadTable:
        return BadTable(
            f"Tệp gói “{self._name}” hỏng: {why}. Đóng gói lại bằng “thidua bulk pack”."
        )


def _worded(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same with ``kind`` and ``group`` as words again."""
    for column in WORDS:
        planes = [name for name in batch.schema.names if name.startswith(f"{column}=")]
        if planes:
            words = np.full(batch.num_rows, None, dtype=object)
            for name in planes:
                here = batch.column(name).to_numpy(zero_copy_only=False)
                words[here] = name.partition("=")[2]
            batch = batch.drop_columns(planes).append_column(column, pa.array(words, pa.string()))
    return batch
