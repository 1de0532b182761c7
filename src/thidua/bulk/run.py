"""Facts in, verdicts out: one Parquet file with ``subject`` and a nullable boolean a title.

True is met, false is not met, null is not known. Memory does not grow with the file: pieces
are read, judged and written one after another.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl
import pyarrow as pa

from thidua.bulk.cluster import by_spark
from thidua.bulk.errors import BadTable
from thidua.bulk.opening import open_facts
from thidua.bulk.output import Written, whole
from thidua.bulk.progress import Progress, silent
from thidua.bulk.source import Source
from thidua.law.engines.frames import answer
from thidua.law.engines.planes import Judge
from thidua.law.tape import Program

Engine = Literal["planes", "polars", "spark"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many subjects an output finds met, not met, not known."""

    name: str
    met: int
    not_met: int
    not_known: int

    @property
    def subjects(self) -> int:
        return self.met + self.not_met + self.not_known


def judge(
    facts: Path,
    out: Path,
    program: Program,
    *,
    year: int,
    engine: Engine = "planes",
    on_progress: Progress = silent,
) -> tuple[Tally, ...]:
    """Judge everybody in ``facts`` and write ``out``, whole or not at all; a tally an output.

    ``facts``: a wide or packed Parquet file, or a folder of long tables (``tables``). ``BadTable``
    says what is wrong with it.
    """
    if out.exists() and facts.exists() and out.samefile(facts):
        raise BadTable("Tệp kết quả trùng tệp dữ kiện. Chọn tên khác cho kết quả.")
    with whole(out) as beside:
        source = open_facts(facts, program, year)
        if engine == "planes":
            return _by_planes(source, program, beside, on_progress)
        source.check_words()
        if engine == "polars":
            answer(source.frame, program).sink_parquet(beside)
        else:
            by_spark(source, program, beside)
        on_progress(source.rows, source.rows)
        return _tallies(beside, program)


def _by_planes(
    source: Source, program: Program, out: Path, on_progress: Progress
) -> tuple[Tally, ...]:
    engine = Judge(program, clean=source.clean)
    count = _Count(program)
    with Written(out) as written:
        for facts in source.batches():
            verdicts = engine.answer(facts)
            count.add(verdicts)
            written.add(verdicts.add_column(0, "subject", facts.column("subject")))
            on_progress(count.rows, source.rows)
    return count.tallies()


class _Count:
    """Adds up the verdicts of the pieces."""

    def __init__(self, program: Program) -> None:
        self._met = {output.name: 0 for output in program.outputs}
        self._not_known = dict(self._met)
        self.rows = 0

    def add(self, verdicts: pa.RecordBatch) -> None:
        self.rows += verdicts.num_rows
        for name in self._met:
            column = verdicts.column(name)
            self._met[name] += column.true_count
            self._not_known[name] += column.null_count

    def tallies(self) -> tuple[Tally, ...]:
        return tuple(
            Tally(name, met, self.rows - met - self._not_known[name], self._not_known[name])
            for name, met in self._met.items()
        )


def _tallies(out: Path, program: Program) -> tuple[Tally, ...]:
    """Counted from what was written."""
    names = [output.name for output in program.outputs]
    counts = (
        pl.scan_parquet(out)
        .select(
            pl.len().alias("rows"),
            *(pl.col(name).sum().alias(f"met.{name}") for name in names),
            *(pl.col(name).null_count().alias(f"null.{name}") for name in names),
        )
        .collect()
        .row(0, named=True)
    )
    rows = counts["rows"]
    found = ((name, counts[f"met.{name}"], counts[f"null.{name}"]) for name in names)
    return tuple(Tally(name, met, rows - met - null, null) for name, met, null in found)
