"""Facts into a packed file (``packed``), a block at a time; a wide file in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from thidua.bulk.errors import BadTable
from thidua.bulk.output import whole
from thidua.bulk.packed import BLOCK, KNOWN, MARK, VALUE, marked
from thidua.bulk.progress import Progress, silent
from thidua.bulk.source import WORDS, Wide, encoded, parquet, wide_file
from thidua.law.algebra import Atom

_PAYS: Final = 4
"""A plane is compressed where it comes out so many times smaller: reading stays as fast."""
_CODEC: Final = "zstd"


def pack(
    facts: Path,
    out: Path,
    *,
    atoms: Sequence[Atom] | None = None,
    year: int = 0,
    on_progress: Progress = silent,
) -> int:
    """Write the facts at that path as planes, whole or not at all; how many subjects there are.

    ``atoms``: only these facts. ``None``: all a wide file has; a folder of long tables needs to be
    told, and the ``year`` of merit. ``BadTable`` says what is wrong with the facts.
    """
    if out.exists() and facts.exists() and out.samefile(facts):
        raise BadTable("Tệp kết quả trùng tệp dữ kiện. Chọn tên khác cho kết quả.")
    with whole(out) as beside:
        source = _source(facts, atoms, year)
        source.check_words()
        done, writer = 0, None
        try:
            for block in _blocks(source):
                if writer is None:
                    writer = _writer(beside, block)
                writer.write_table(block, row_group_size=1)
                done += block.column("rows")[0].as_py()
                on_progress(done, source.rows)
        finally:
            if writer is not None:
                writer.close()
    return done


def _source(facts: Path, atoms: Sequence[Atom] | None, year: int) -> Wide:
    if facts.is_dir():
        return encoded(facts, atoms or (), year)
    file = parquet(facts)
    if marked(file.schema_arrow):
        raise BadTable(f"Tệp “{facts.name}” đã đóng gói rồi, dùng thẳng được.")
    return wide_file(facts, file, None if atoms is None else [atom.name for atom in atoms])


def _blocks(source: Wide) -> Iterator[pa.Table]:
    for batch in source.batches():
        for start in range(0, max(batch.num_rows, 1), BLOCK):
            yield _block(batch.slice(start, BLOCK))


def _block(facts: pa.RecordBatch) -> pa.Table:
    """One row: the planes of these subjects."""
    subjects = facts.column("subject")
    cells: dict[str, pa.Array] = {
        "rows": pa.array([len(subjects)], pa.int32()),
        "subject": pa.ListArray.from_arrays(
            pa.array([0, len(subjects)], pa.int32()), _ids(subjects)
        ),
    }
    for name, column in zip(facts.schema.names[1:], facts.columns[1:], strict=True):
        if name in WORDS:
            for word in WORDS[name]:
                cells[f"{name}={word}"] = _cell(_is(column, word, WORDS[name][0]))
        else:
            cells[VALUE + name] = _cell(pc.fill_null(column, fill_value=False))
            cells[KNOWN + name] = _cell(column.is_valid(), nothing=True)
    return pa.table(cells).replace_schema_metadata(MARK)


def _ids(subjects: pa.Array) -> pa.Array:
    return subjects.cast(pa.string()) if pa.types.is_large_string(subjects.type) else subjects


def _is(column: pa.Array, word: str, default: str) -> pa.BooleanArray:
    """Who is of this kind or group; nothing said is the default."""
    return pc.equal(pc.fill_null(column.cast(pa.string()), default), word)


def _cell(bits: pa.BooleanArray, *, nothing: bool = False) -> pa.Array:
    """One plane; none at all where every bit is ``nothing``."""
    if bits.true_count == (len(bits) if nothing else 0):
        return pa.nulls(1, pa.binary())
    plane = np.packbits(bits.to_numpy(zero_copy_only=False), bitorder="little")
    return pa.array([plane.tobytes()], pa.binary())


def _writer(path: Path, first: pa.Table) -> pq.ParquetWriter:
    """A file like its first block: what pays there is compressed everywhere."""
    numbers = pa.types.is_integer(first.schema.field("subject").type.value_type)
    return pq.ParquetWriter(
        path,
        first.schema,
        compression={_leaf(name): _codec(first.column(name)) for name in first.column_names},
        use_dictionary=False,
        write_statistics=False,
        write_page_checksum=True,
        column_encoding={_leaf("subject"): "DELTA_BINARY_PACKED"} if numbers else None,
    )


def _leaf(name: str) -> str:
    """The column as Parquet calls it."""
    return "subject.list.element" if name == "subject" else name


def _codec(column: pa.ChunkedArray) -> str:
    if not pa.types.is_binary(column.type) or not column[0].is_valid:
        return "none"
    plane = column[0].as_py()
    smaller = pa.compress(plane, codec=_CODEC, asbytes=True)
    return _CODEC if len(smaller) * _PAYS <= len(plane) else "none"
