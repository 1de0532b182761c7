"""The same rules on Spark, for facts that live there; the answer is one file all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq

from thidua.bulk.source import Source
from thidua.bulk.spark import session
from thidua.law.engines.frames import answer
from thidua.law.tape import Program


def by_spark(source: Source, program: Program, out: Path) -> None:
    """Judge on the session that is open, or on this machine's cores, and gather the parts.

    Spark keeps no order of rows.
    """
    spark = session()
    program = program.for_columns(source.frame.collect_schema().names())
    work = out.with_name(f"{out.name}.parts")
    try:
        work.mkdir()
        facts = source.path
        if facts is None:
            facts = work / "facts.parquet"
            source.frame.sink_parquet(facts)
        verdicts = answer(spark.read.parquet(str(facts)), program)
        verdicts.write.parquet(str(work / "verdicts"))
        _gather(work / "verdicts", out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _gather(parts: Path, out: Path) -> None:
    """The parts as one file, a batch at a time."""
    verdicts = ds.dataset(parts, format="parquet")
    with pq.ParquetWriter(out, verdicts.schema) as writer:
        for batch in verdicts.to_batches():
            writer.write_batch(batch)
