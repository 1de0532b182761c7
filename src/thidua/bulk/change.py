"""Old law against new law over one population: who gains, who loses, who becomes unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from thidua.bulk.opening import open_facts
from thidua.bulk.progress import Progress, silent
from thidua.law.engines.planes import Judge
from thidua.law.tape import Day, compile_change


@dataclass(frozen=True, slots=True)
class Change:
    """How one title moved: subjects met by the old law and by the new, and who crossed over."""

    title: str
    met_before: int
    met_after: int
    gained: int
    """Met now, not met or not known before."""
    lost: int
    """Met before, not met now."""
    became_unknown: int
    """Not known now, met or not met before."""


def compare(
    facts: Path,
    titles: Sequence[str],
    year: int,
    old: Day,
    new: Day,
    *,
    on_progress: Progress = silent,
) -> tuple[Change, ...]:
    """Judge everybody in ``facts`` by both laws for the same year of merit."""
    program = compile_change(titles, year, old, new)
    source = open_facts(facts, program, year)
    engine = Judge(program, clean=source.clean)
    counts = {title: [0] * 5 for title in titles}
    done = 0
    for batch in source.batches():
        verdicts = engine.answer(batch)
        for title in titles:
            here = moved(verdicts.column(f"old.{title}"), verdicts.column(f"new.{title}"))
            counts[title] = [sum(pair) for pair in zip(counts[title], here, strict=True)]
        done += batch.num_rows
        on_progress(done, source.rows)
    return tuple(Change(title, *counts[title]) for title in titles)


def moved(old: pa.BooleanArray, new: pa.BooleanArray) -> tuple[int, int, int, int, int]:
    """The five counts of a ``Change``; a verdict both laws share needs no counting."""
    before = old.true_count
    if _same(old, new):
        return before, before, 0, 0, 0
    after = new.true_count
    kept = pc.and_kleene(old, new).true_count
    lost = pc.and_kleene(old, pc.invert(new)).true_count
    still_unknown = pc.and_(pc.is_null(old), pc.is_null(new)).true_count
    return before, after, after - kept, lost, new.null_count - still_unknown


def _same(old: pa.BooleanArray, new: pa.BooleanArray) -> bool:
    """Whether the two are one: the program shares what both laws say alike."""
    return [one and one.address for one in old.buffers()] == [
        one and one.address for one in new.buffers()
    ]
