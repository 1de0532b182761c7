"""What the facts at a path are: a wide file, a packed one, or a folder of long tables."""

from __future__ import annotations

from pathlib import Path

from thidua.bulk.packed import Packed, marked
from thidua.bulk.source import Source, encoded, parquet, wide_file
from thidua.law.tape import Program


def open_facts(facts: Path, program: Program, year: int) -> Source:
    """The facts at that path; ``BadTable`` says what is wrong with them."""
    if facts.is_dir():
        return encoded(facts, program.atoms, year)
    file = parquet(facts)
    if marked(file.schema_arrow):
        return Packed(facts, file, program)
    return wide_file(facts, file, [atom.name for atom in program.atoms])
