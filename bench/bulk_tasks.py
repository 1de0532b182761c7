"""One measurement in a process of its own: `python -m bench.bulk_tasks TASK COUNT`, JSON out."""

from __future__ import annotations

import ctypes
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from bench import bulk_data as data
from bench import openfisca_rules as rules
from thidua.bulk.change import moved
from thidua.bulk.encoding import append, encode
from thidua.bulk.opening import open_facts
from thidua.bulk.run import judge
from thidua.bulk.source import as_batch
from thidua.bulk.spark import session
from thidua.law.engines.planes import Judge
from thidua.law.tape import Program

ROUNDS = 7


def resident() -> float:
    """MB of memory in use now."""
    return _status("VmRSS")


def _status(field: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


@contextmanager
def added(told: dict[str, float]) -> Iterator[None]:
    """The most memory that comes on top of what is in use at the start, in MB."""
    pa.default_memory_pool().release_unused()
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = resident()
    yield
    told["peak_mb"] = _status("VmHWM")
    told["added_mb"] = told["peak_mb"] - before


def by_turns(rounds: int, **actions: Callable[[], object]) -> dict[str, float]:
    """Median seconds of each, done by turns after one round to warm up."""
    took: dict[str, list[float]] = {name: [] for name in actions}
    for number in range(rounds + 1):
        for name, action in actions.items():
            began = time.perf_counter()
            action()
            if number:
                took[name].append(time.perf_counter() - began)
    return {name: statistics.median(held) for name, held in took.items()}


def batch_of(count: int, asked: Program | None = None) -> pa.RecordBatch:
    """The facts in memory, as this package's own encoding holds them."""
    names = ["subject", *(atom.name for atom in (asked or data.program()).atoms)]
    table = pq.read_table(data.wide_file(count), columns=names).combine_chunks()
    return table.to_batches()[0]


def rounds_for(count: int) -> int:
    return 30 if count <= 100_000 else ROUNDS


def planes(count: int) -> dict[str, float]:
    """Verdicts from planes in memory, beside a sum of exactly the planes they are read from."""
    batch = batch_of(count)
    words = _words(batch)
    engine = Judge(data.program(), clean=True)
    took = by_turns(
        rounds_for(count),
        floor=lambda: [int(one.sum()) for one in words],
        seconds=lambda: engine.answer(batch),
    )
    return took | {"planes": len(words)}


def planes_memory(count: int) -> dict[str, float]:
    """The most memory while judging facts that are in memory."""
    batch = batch_of(count)
    told: dict[str, float] = {}
    with added(told):
        Judge(data.program(), clean=True).answer(batch)
    return told


def floor_memory(count: int) -> dict[str, float]:
    """The most memory while the same planes are summed once."""
    batch = batch_of(count)
    told: dict[str, float] = {}
    with added(told):
        for one in _words(batch):
            one.sum()
    return told


def _words(batch: pa.RecordBatch) -> list[np.ndarray]:
    """Both buffers of every column but the first, as whole words."""
    buffers = [
        np.frombuffer(buffer, dtype=np.uint8)
        for column in batch.columns[1:]
        for buffer in column.buffers()
        if buffer is not None
    ]
    return [one[: len(one) // 8 * 8].view(np.uint64) for one in buffers]


def change(count: int) -> dict[str, float]:
    """Old law against new in memory, beside one evaluation."""
    batch = batch_of(count, data.change())
    one, two = Judge(data.program(), clean=True), Judge(data.change(), clean=True)

    def compare() -> None:
        found = two.answer(batch)
        for title in data.PERSON_TITLES:
            moved(found.column(f"old.{title}"), found.column(f"new.{title}"))

    return by_turns(rounds_for(count), judge=lambda: one.answer(batch), seconds=compare)


def whole(count: int, engine: str = "planes", *, packed: bool = False) -> dict[str, float]:
    """Parquet in, Parquet out."""
    path, out = _facts(count, packed), data.FOLDER / f"verdicts-{engine}.parquet"
    told: dict[str, float] = {}
    program = data.program()
    with added(told):
        began = time.perf_counter()
        judge(path, out, program, year=data.YEAR, engine=engine)
        told["seconds"] = time.perf_counter() - began
    return told


def _facts(count: int, packed: bool) -> Path:
    return data.packed_file(count) if packed else data.wide_file(count)


def spark(count: int) -> dict[str, float]:
    """The same on two cores by Spark, its session open before the clock starts."""
    os.environ |= {"THIDUA_SPARK_CORES": "2", "THIDUA_SPARK_MEMORY": "6g"}
    opened = session()
    opened.range(10).count()
    try:
        return whole(count, "spark")
    finally:
        opened.stop()


def reading(count: int, *, packed: bool = False) -> dict[str, float]:
    """Only reading what the rules ask of the file once, piece by piece, as the run does."""
    told: dict[str, float] = {}
    with added(told):
        began = time.perf_counter()
        source = open_facts(_facts(count, packed), data.program(), data.YEAR)
        for _ in source.batches():
            pass
        told["seconds"] = time.perf_counter() - began
    return told


def encoding(count: int) -> dict[str, float]:
    """From long tables to columns, one year appended, and the judging that follows."""
    tables, atoms = data.long_tables(count), data.program().atoms
    older = [atom for atom in atoms if atom.year < data.YEAR]
    wide = encode(tables, older, data.YEAR)
    batch = encode(tables, atoms, data.YEAR).combine_chunks().to_batches()[0]
    engine = Judge(data.program(), clean=True)
    return by_turns(
        2,
        seconds=lambda: encode(tables, atoms, data.YEAR),
        append=lambda: append(wide, tables, atoms, data.YEAR),
        judge=lambda: engine.answer(batch),
    )


def openfisca(count: int) -> dict[str, float]:
    """OpenFisca-Core on the same facts in memory, its inputs already set."""
    system, inputs = rules.system(), _inputs(data.wide_file(count))
    took = []
    for number in range(min(rounds_for(count), 4 if count > 5_000_000 else 30) + 1):
        ready = _set(system, inputs, count)
        began = time.perf_counter()
        _calculate(ready)
        if number:
            took.append(time.perf_counter() - began)
    return {"seconds": statistics.median(took)}


def openfisca_memory(count: int) -> dict[str, float]:
    """The most memory while calculating, the inputs set."""
    ready = _set(rules.system(), _inputs(data.wide_file(count)), count)
    told: dict[str, float] = {}
    with added(told):
        _calculate(ready)
    return told


def openfisca_whole(count: int, *, packed: bool = False) -> dict[str, float]:
    """The same with the file read and the verdicts written."""
    path = _facts(count, packed)
    told: dict[str, float] = {}
    with added(told):
        began = time.perf_counter()
        inputs = _unpacked(path) if packed else _inputs(path)
        found = _calculate(_set(rules.system(), inputs, count))
        subjects = _subjects(path) if packed else pl.read_parquet(path, columns=["subject"])
        subjects.with_columns(**found).write_parquet(data.FOLDER / "openfisca.parquet")
        told["seconds"] = time.perf_counter() - began
    return told


def _calculate(ready) -> dict[str, np.ndarray]:
    return {rule.__name__: ready.calculate(rule.__name__, str(data.YEAR)) for rule in rules.RULES}


def _inputs(path: Path) -> dict[tuple[str, str], np.ndarray]:
    """By variable and period; what is not known is false."""
    found = {}
    for atom in data.program().atoms:
        held = pl.read_parquet(path, columns=[atom.name]).get_column(atom.name)
        signal = atom.name.partition("@")[0]
        found[rules.variable(signal), str(atom.year)] = held.fill_null(value=False).to_numpy()
    return found


def _unpacked(path: Path) -> dict[tuple[str, str], np.ndarray]:
    """The same from a packed file: of two values only the true ones count, a byte each."""
    rows = pq.read_table(path, columns=["rows"]).column("rows").to_pylist()
    found = {}
    for atom in data.program().atoms:
        name = f"value:{atom.name}"
        held = np.zeros(sum(rows), dtype=np.bool_)
        start = 0
        for size, cell in zip(rows, pq.read_table(path, columns=[name]).column(0), strict=True):
            if cell.is_valid:
                bits = np.frombuffer(cell.as_buffer(), dtype=np.uint8)
                held[start : start + size] = np.unpackbits(bits, count=size, bitorder="little")
            start += size
        found[rules.variable(atom.name.partition("@")[0]), str(atom.year)] = held
    return found


def _subjects(path: Path) -> pl.DataFrame:
    ids = pq.read_table(path, columns=["subject"]).column("subject").combine_chunks().flatten()
    return pl.DataFrame({"subject": pl.from_arrow(ids)})


def _set(system, inputs, count: int):
    made = rules.simulation(system, count)
    for (name, period), values in inputs.items():
        made.set_input(name, period, values)
    return made


def agreement(count: int) -> dict[str, float]:
    """Where everything is known both engines say the same; how many verdicts were compared."""
    path = data.wide_file(count, unknown=0.0)
    ready = _set(rules.system(), _inputs(path), count)
    ours = Judge(data.program()).answer(as_batch(pl.read_parquet(path)))
    met = 0
    for title, rule in zip(data.PERSON_TITLES, rules.RULES, strict=True):
        theirs = ready.calculate(rule.__name__, str(data.YEAR))
        mine = ours.column(title)
        assert mine.null_count == 0, title
        assert np.array_equal(mine.to_numpy(zero_copy_only=False), theirs), title
        met += int(theirs.sum())
    return {"compared": count * len(rules.RULES), "met": met}


def make(count: int) -> dict[str, float]:
    """The files, if they are not there yet."""
    wide, packed = data.wide_file(count), data.packed_file(count)
    return {"mb": wide.stat().st_size / 1e6, "packed_mb": packed.stat().st_size / 1e6}


TASKS: dict[str, Callable[[int], dict[str, float]]] = {
    "make": make,
    "agreement": agreement,
    "planes": planes,
    "planes-memory": planes_memory,
    "floor-memory": floor_memory,
    "change": change,
    "whole": whole,
    "whole-packed": lambda count: whole(count, packed=True),
    "polars": lambda count: whole(count, "polars"),
    "spark": spark,
    "reading": reading,
    "reading-packed": lambda count: reading(count, packed=True),
    "encoding": encoding,
    "openfisca": openfisca,
    "openfisca-memory": openfisca_memory,
    "openfisca-whole": openfisca_whole,
    "openfisca-whole-packed": lambda count: openfisca_whole(count, packed=True),
}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](int(sys.argv[2]))))
