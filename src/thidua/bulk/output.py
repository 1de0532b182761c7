"""Writing verdicts: whole or not at all, with a sentence when the disk refuses."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from thidua.bulk.errors import BadTable

_AT_ONCE: Final = 1 << 16
"""Values handed to the encoder together; with so few bits each, handing over is what costs."""


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A path beside ``out`` to write to; it takes that name when all went well, else is removed."""
    if out.is_dir():
        raise BadTable(f"“{out}” là thư mục. Chọn tên tệp, ví dụ ket-qua.parquet.")
    if not out.parent.is_dir():
        raise BadTable(f"Không có thư mục “{out.parent}”. Tạo thư mục rồi chạy lại.")
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        yield beside
        beside.replace(out)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise refused(out, error) from error
    finally:
        beside.unlink(missing_ok=True)


class Written:
    """A Parquet file that grows by a row group a batch, written beside the work on the next one.

    Verdicts and subjects hardly repeat, so nothing is looked up in dictionaries; the least and the
    greatest of true and false help nobody.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pq.ParquetWriter | None = None
        self._hand = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def add(self, batch: pa.RecordBatch) -> None:
        """Hand over a batch; at most one is on its way, so memory stays as it is."""
        self._wait()
        self._last = self._hand.submit(self._write, batch)

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        try:
            self._wait()
        finally:
            self._hand.shutdown()
            if self._writer is not None:
                self._writer.close()

    def _wait(self) -> None:
        last, self._last = self._last, None
        if last is not None:
            last.result()

    def _write(self, batch: pa.RecordBatch) -> None:
        if self._writer is None:
            numbers = pa.types.is_integer(batch.schema.field("subject").type)
            self._writer = pq.ParquetWriter(
                self._path,
                batch.schema,
                use_dictionary=False,
                write_statistics=["subject"],
                write_batch_size=_AT_ONCE,
                column_encoding={"subject": "DELTA_BINARY_PACKED"} if numbers else None,
            )
        self._writer.write_table(pa.Table.from_batches([batch]), row_group_size=batch.num_rows or 1)


def refused(out: Path, error: Exception) -> BadTable:
    """Why a file could not be written."""
    if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error):
        return BadTable(f"Hết chỗ trên đĩa khi ghi “{out.name}”. Dọn bớt rồi chạy lại.")
    if isinstance(error, PermissionError):
        return BadTable(f"Không có quyền ghi vào “{out.parent}”.")
    why = getattr(error, "strerror", None) or str(error).partition("\n")[0]
    return BadTable(f"Không tạo được “{out.name}”: {why}.")
