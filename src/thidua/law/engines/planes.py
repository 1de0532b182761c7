"""Bit planes: one bit a subject for each fact, eight subjects a byte, as Arrow keeps booleans.

Nothing is copied on the way in: the planes are the buffers of the Arrow columns. Blocks are small
enough for the processor's cache, and every temporary serves again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from thidua.law.engines.bits import ONE, Answer, BitOp, Column, Kernel, lower
from thidua.law.enums import Group, SubjectKind
from thidua.law.errors import BadFact
from thidua.law.tape import Is, Program, Read

Words = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]
Work = tuple[Callable[..., Any], int, int, int]
"""What to do, from which two places, into which."""

BLOCK: Final = 32 << 10
"""Bytes of a plane worked on at once: 262,144 subjects."""
_ALL: Final = 0xFF
_WORD: Final = 8
"""Bytes of a machine word; whole words are worked on."""
_APART: Final = 24
"""Words between two temporaries: three lines of the cache."""

_WORK: Final[Mapping[BitOp, Callable[..., Any]]] = {
    BitOp.AND: np.bitwise_and,
    BitOp.OR: np.bitwise_or,
    BitOp.XOR: np.bitwise_xor,
    BitOp.NOT: lambda plane, _, out: np.invert(plane, out),
}

_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "kind": frozenset(SubjectKind),
    "group": frozenset(Group),
}


class Judge:
    """Judges tables by one program; what it works out for a set of columns it keeps.

    ``clean``: the caller answers for it that an unknown has value bit 0, as ``thidua.bulk`` writes
    it; that saves a step a column.
    """

    def __init__(self, program: Program, *, clean: bool = False) -> None:
        self._program, self._unknowns = program, Column.CLEAN if clean else Column.ANY
        self._programs: dict[tuple[str, ...], Program] = {}
        self._seen: dict[tuple[str, ...], set[int]] = {}
        self._kernels: dict[tuple[tuple[str, ...], tuple[Column, ...]], Kernel] = {}

    def answer(self, facts: pa.RecordBatch) -> pa.RecordBatch:
        """The outputs for every row: true is met, false not met, null not known.

        Columns are named ``Atom.name`` and boolean; one the table lacks is unknown for everybody.
        ``BadFact`` for a kind or group that does not exist.
        """
        names = tuple(facts.schema.names)
        program = self._programs.get(names)
        if program is None:
            program = self._programs[names] = self._program.for_columns(names)
        columns = [read_column(facts, read) for read in program.reads]
        # A column once seen with an unknown stays of that sort: batches do not compile by turns.
        seen = self._seen.setdefault(names, set())
        seen.update(place for place, one in enumerate(columns) if one.null_count)
        sorts = tuple(
            self._unknowns if place in seen else Column.WHOLE for place in range(len(columns))
        )
        kernel = self._kernels.get((names, sorts))
        if kernel is None:
            kernel = self._kernels[names, sorts] = lower(program, sorts)
        planes = evaluate(kernel, columns, facts.num_rows)
        return pa.RecordBatch.from_arrays(planes, [output.name for output in program.outputs])


def read_column(facts: pa.RecordBatch, read: Read) -> pa.BooleanArray:
    """One read as booleans; a selector without a column of its own is made from its text."""
    if not isinstance(read, Is) or read.name in facts.schema.names:
        return facts.column(read.name)
    values = facts.column(read.column)
    strange = set(pc.unique(values).to_pylist()) - _KNOWN[read.column] - {None}
    if strange:
        words = ", ".join(f"“{one}”" for one in sorted(strange))
        raise BadFact(f"Cột “{read.column}” có giá trị không nhận ra: {words}.")
    return pc.fill_null(pc.equal(values, read.value), read.by_default).cast(pa.bool_())


def evaluate(kernel: Kernel, columns: list[pa.BooleanArray], rows: int) -> list[pa.BooleanArray]:
    """Run the kernel over the columns it was made for, each of so many rows."""
    sources = [_plane(columns[load.left], load.op, rows) for load in kernel.loads]
    size = -(-rows // 8)
    buffers = [pa.allocate_buffer(-(-size // _WORD) * _WORD) for _ in range(kernel.results)]
    _run(kernel, sources, [np.frombuffer(one, dtype=np.uint8) for one in buffers], size)
    return [_arrow(one, kernel, buffers, rows) for one in kernel.answers]


def _plane(values: pa.BooleanArray, which: BitOp, rows: int) -> Bytes:
    """A buffer of the column as bytes, its first bit the first row; no buffer: all are known."""
    buffer = values.buffers()[which is BitOp.VALUE]
    if buffer is None:
        return np.full(-(-rows // 8), _ALL, dtype=np.uint8)
    whole = np.frombuffer(buffer, dtype=np.uint8)
    first, shift = divmod(values.offset, 8)
    plane = whole[first : first + -(-(shift + rows) // 8)]
    if not shift:
        return plane
    moved = plane >> np.uint8(shift)
    moved[:-1] |= plane[1:] << np.uint8(8 - shift)
    return moved


def _run(kernel: Kernel, sources: list[Bytes], results: list[Bytes], size: int) -> None:
    """Fill the results (whole words); whole blocks are worked on where they are."""
    scratch = _scratch(kernel.scratch, BLOCK // _WORD)
    whole = size - size % BLOCK
    blocks = [_blocks(plane[:whole]) for plane in (*sources, *results)]
    work = [(_WORK[op], left, right, out) for op, left, right, out in kernel.work]
    for number in range(whole // BLOCK):
        _work(work, [plane[number] for plane in blocks] + scratch)
    if whole < size:
        last = [_words(source[whole:size]) for source in sources]
        last += [result[whole:].view(np.uint64) for result in results]
        _work(work, last + [one[: len(last[0])] for one in scratch])


def _scratch(count: int, words: int) -> list[Words]:
    """Temporaries that start at different lines of the cache, so they do not fight for its sets."""
    held = np.empty(count * (words + _APART), dtype=np.uint64)
    return [held[start : start + words] for start in range(0, len(held), words + _APART)]


def _blocks(plane: Bytes) -> Words:
    return plane.view(np.uint64).reshape(-1, BLOCK // _WORD)


def _words(piece: Bytes) -> Words:
    """The end of a plane, filled up to whole words."""
    words = np.zeros(-(-len(piece) // _WORD), dtype=np.uint64)
    words.view(np.uint8)[: len(piece)] = piece
    return words


def _work(work: list[Work], places: list[Words]) -> None:
    """One block."""
    for step, left, right, out in work:
        step(places[left], places[right], places[out])


def _arrow(one: Answer, kernel: Kernel, buffers: list[pa.Buffer], rows: int) -> pa.BooleanArray:
    def buffer(place: int) -> pa.Buffer:
        if place >= 0:
            return buffers[place - len(kernel.loads)]
        return pa.py_buffer(np.full(-(-rows // 8), _ALL if place == ONE else 0, dtype=np.uint8))

    valid = None if one.valid == ONE else buffer(one.valid)
    return pa.Array.from_buffers(pa.bool_(), rows, [valid, buffer(one.value)])
