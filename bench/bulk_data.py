"""What the bulk measurements judge: invented people of the staff, ten years on file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from thidua.bulk.encoding import plane
from thidua.bulk.packing import pack
from thidua.bulk.tables import Tables
from thidua.law import Overlay
from thidua.law.algebra import Atom
from thidua.law.book import standards_of
from thidua.law.tape import Day, Program, Read, compile_change, compile_rules

FOLDER = Path("var/bench/bulk")
YEAR = 2024
ON, LATER = date(2024, 12, 31), date(2026, 10, 1)
FIRST = YEAR - 9
"""Ten years on file; the registers began then."""
PERSON_TITLES = tuple(
    code
    for code in ("LDTT", "CSTDCS", "CSTD-BO-TINH", "CSTDTQ", "BKT", "BKTTG")
    if standards_of(code)
)
SETTLED = Overlay.from_dict(
    {
        "name": "Đo tốc độ",
        "settled": {"run-ended-earlier": True, "run-with-years-between": True},
    }
)
"""Both engines get an answer to what the law leaves open: one of them knows no third value."""
_PIECE = 1 << 20
_UNKNOWN = 0.02
_CHANCES = {
    "rating>=2": 0.9,
    "rating>=3": 0.3,
    "service_months": 0.95,
    "award.CSTDCS": 0.35,
    "award.CSTD-BO-TINH": 0.1,
    "award": 0.08,
    "initiative": 0.25,
    "blocked": 0.01,
    "declared.24.1.b": 0.97,
    "declared.74.1.compliance": 0.97,
    "declared.73.compliance": 0.97,
    "declared": 0.04,
    "share": 0.8,
    "count": 0.7,
}


def _of_staff(program: Program) -> Program:
    """The program for persons of the staff, nothing conferred before the registers began."""
    known: dict[Read, bool | None] = {one: one.by_default for one in program.selectors}
    known |= {atom: False for atom in program.atoms if atom.year < FIRST}
    return program.assume(known)


@cache
def program() -> Program:
    """All annual titles of persons as one program."""
    return _of_staff(compile_rules(PERSON_TITLES, YEAR, ON, overlay=SETTLED))


@cache
def change() -> Program:
    """The law at the end of the year of merit against the amended one, for the same year."""
    return _of_staff(compile_change(PERSON_TITLES, YEAR, Day(ON, SETTLED), Day(LATER, SETTLED)))


def atoms() -> tuple[Atom, ...]:
    """What persons of the staff are asked, by either law."""
    return tuple(dict.fromkeys((*program().atoms, *change().atoms)))


def _chance(atom: Atom) -> float:
    for name, chance in _CHANCES.items():
        if atom.name.startswith(name):
            return chance
    raise KeyError(atom.name)


def columns(
    chance: np.random.Generator, count: int, unknown: float
) -> Iterator[tuple[str, pa.Array]]:
    """A column for every fact the rules ask."""
    for atom in atoms():
        value = chance.random(count, dtype=np.float32) < _chance(atom)
        known = chance.random(count, dtype=np.float32) >= unknown if unknown else None
        yield atom.name, plane(value, known)


def wide_file(count: int, *, unknown: float = _UNKNOWN) -> Path:
    """A wide Parquet file of so many people; made once and kept."""
    path = FOLDER / f"facts-{count}{'' if unknown else '-known'}.parquet"
    if path.exists():
        return path
    FOLDER.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(count)
    writer: pq.ParquetWriter | None = None
    beside = path.with_suffix(".part")
    for start in range(0, count, _PIECE):
        size = min(_PIECE, count - start)
        held = {"subject": pa.array(np.arange(start, start + size))}
        table = pa.table(held | dict(columns(chance, size, unknown)))
        writer = writer or pq.ParquetWriter(beside, table.schema, use_dictionary=False)
        writer.write_table(table)
    assert writer is not None
    writer.close()
    beside.rename(path)
    return path


def packed_file(count: int) -> Path:
    """The same facts as planes; made once and kept."""
    path = FOLDER / f"facts-{count}-packed.parquet"
    if not path.exists():
        pack(wide_file(count), path)
    return path


def long_tables(count: int) -> Tables:
    """The same sort of people as registers: rows of a year in no order, some missing."""
    chance = np.random.default_rng(count)
    years = range(FIRST, YEAR + 1)
    ratings, awards, initiatives = [], [], []
    for year in years:
        everyone = chance.permutation(count)[: int(count * 0.98)]
        ratings.append(_rows(everyone, year, level=chance.choice([1, 2, 2, 3], len(everyone))))
        some = everyone[: int(count * 0.4)]
        codes = chance.choice(["CSTDCS", "CSTD-BO-TINH", "BKT"], len(some), p=[0.8, 0.1, 0.1])
        awards.append(_rows(some, year, code=codes))
        inventors = chance.integers(0, count, int(count * 0.3))
        initiatives.append(
            _rows(inventors, year, scope=chance.choice([1, 1, 1, 2, 3], len(inventors)))
        )
    own = {
        f"{atom.name}": np.asarray(chance.random(count) < _chance(atom))
        for atom in atoms()
        if atom.signal.partition(".")[0] in {"declared", "blocked"}
    }
    subjects = pl.DataFrame(
        {"subject": np.arange(count), f"service_months@{YEAR}": np.full(count, 12), **own}
    )
    coverage = pl.DataFrame({"register": ["award"], "first": [FIRST], "last": [YEAR]})
    frames = {
        "subjects": subjects,
        "ratings": pl.concat(ratings),
        "awards": pl.concat(awards),
        "initiatives": pl.concat(initiatives),
        "coverage": coverage,
    }
    return Tables.of({name: frame.lazy() for name, frame in frames.items()})


def _rows(subjects: np.ndarray, year: int, **more: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame({"subject": subjects, "year": np.full(len(subjects), year), **more})
