"""Spark between two files: the same verdicts as the planes, gathered into one file."""

from __future__ import annotations

from datetime import date

import polars as pl
import pyarrow.parquet as pq
import pytest

from tests.bulk.registers import YEAR, Registers
from thidua.bulk.encoding import encode
from thidua.bulk.run import judge
from thidua.bulk.spark import session
from thidua.law.tape import compile_rules

PROGRAM = compile_rules(("LDTT", "CSTDCS", "TTLDTT"), YEAR, date(2024, 12, 31))


@pytest.fixture
def spark(monkeypatch):
    monkeypatch.setenv("THIDUA_SPARK_CORES", "1")
    monkeypatch.setenv("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    opened = session()
    yield opened
    opened.stop()


@pytest.mark.xdist_group("spark")
def test_a_file_and_a_folder_are_judged_as_by_planes(spark, tmp_path):
    registers = Registers(21, 40)
    wide = encode(registers.tables(), PROGRAM.atoms, YEAR)
    pq.write_table(wide, tmp_path / "facts.parquet")
    folder = tmp_path / "so-lieu"
    folder.mkdir()
    made = registers.tables()
    for name in ("subjects", "ratings", "awards", "initiatives"):
        getattr(made, name).collect().write_parquet(folder / f"{name}.parquet")
    told = judge(folder, tmp_path / "planes.parquet", PROGRAM, year=YEAR)
    expected = pl.read_parquet(tmp_path / "planes.parquet").sort("subject")

    tallies = judge(folder, tmp_path / "folder.parquet", PROGRAM, year=YEAR, engine="spark")
    judge(tmp_path / "facts.parquet", tmp_path / "file.parquet", PROGRAM, year=YEAR, engine="spark")

    assert tallies == told
    assert pl.read_parquet(tmp_path / "folder.parquet").sort("subject").equals(expected)
    found = pl.read_parquet(tmp_path / "file.parquet")
    assert found.columns == ["subject", "LDTT", "CSTDCS", "TTLDTT"]
    assert found.get_column("subject").sort().to_list() == sorted(registers.subjects)
    assert {one.name for one in tmp_path.iterdir()} == {
        "facts.parquet", "file.parquet", "folder.parquet", "planes.parquet", "so-lieu",
    }  # fmt: skip
