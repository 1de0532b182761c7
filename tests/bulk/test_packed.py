"""Packed facts: the same verdicts as the table they come from, and a sentence when damaged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.bulk.registers import YEAR, Registers
from thidua.bulk import packing
from thidua.bulk.change import compare
from thidua.bulk.encoding import encode
from thidua.bulk.errors import BadTable
from thidua.bulk.packed import FORMAT, VERSION
from thidua.bulk.packing import pack
from thidua.bulk.run import judge
from thidua.law import Group, SubjectKind
from thidua.law.tape import Day, compile_rules

ON, LATER = date(2024, 12, 31), date(2026, 10, 2)
TITLES = ("LDTT", "CSTDCS", "BKT", "TTLDXS")
PROGRAM = compile_rules(TITLES, YEAR, ON)
ATOMS = tuple({*PROGRAM.atoms, *compile_rules(TITLES, YEAR, LATER).atoms})
RATED = f"rating>=2@{YEAR}"


@pytest.fixture(scope="module")
def wide(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("facts") / "du-kien.parquet"
    pq.write_table(encode(Registers(11, 300).tables(), ATOMS, YEAR), path, row_group_size=70)
    return path


@pytest.fixture(scope="module")
def packed(wide) -> Path:
    out = wide.with_name("goi.parquet")
    assert pack(wide, out) == 300
    return out


def verdicts(facts: Path, out: Path, engine: str = "planes") -> pl.DataFrame:
    judge(facts, out, PROGRAM, year=YEAR, engine=engine)
    return pl.read_parquet(out)


@pytest.mark.parametrize("engine", ["planes", "polars"])
@pytest.mark.parametrize("block", [8, 64, 1 << 18])
def test_packed_facts_are_judged_as_the_wide_table(block, engine, wide, tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "BLOCK", block)
    pack(wide, tmp_path / "goi.parquet")

    found = verdicts(tmp_path / "goi.parquet", tmp_path / "o.parquet", engine)

    assert found.equals(verdicts(wide, tmp_path / "w.parquet"))


def test_random_tables_of_every_kind_agree(tmp_path):
    chance = np.random.default_rng(7)
    rows = 5_003
    held = {"subject": [f"Đ{number}" for number in range(rows)]}
    held["kind"] = chance.choice([*SubjectKind, None], rows).tolist()
    held["group"] = chance.choice([*Group, None], rows).tolist()
    for number, atom in enumerate(PROGRAM.atoms):
        often = [0.8, 0.0, 0.2] if number % 5 == 0 else [0.7, 0.2, 0.1]
        held[atom.name] = chance.choice([True, False, None], rows, p=often).tolist()
    wide = tmp_path / "w.parquet"
    pl.DataFrame(held, strict=False).write_parquet(wide, row_group_size=1_000)
    pack(wide, tmp_path / "goi.parquet")

    answers = [
        verdicts(facts, tmp_path / "o.parquet", engine)
        for facts in (wide, tmp_path / "goi.parquet")
        for engine in ("planes", "polars")
    ]

    assert all(one.equals(answers[0]) for one in answers)
    assert 0 < answers[0].get_column("TTLDXS").null_count() < rows


def test_old_law_and_new_are_compared_alike(wide, packed):
    found, expected = (compare(one, TITLES, YEAR, Day(ON), Day(LATER)) for one in (packed, wide))

    assert found == expected


def test_a_folder_is_packed_with_the_facts_asked_for(wide, tmp_path):
    folder = tmp_path / "so-lieu"
    folder.mkdir()
    made = Registers(11, 300).tables()
    for name in ("subjects", "ratings", "awards", "initiatives"):
        getattr(made, name).collect().write_parquet(folder / f"{name}.parquet")
    spans = [(one.register, one.first, one.last) for one in made.coverage]
    pl.DataFrame(spans, schema=["register", "first", "last"], orient="row").write_parquet(
        folder / "coverage.parquet"
    )

    pack(folder, tmp_path / "goi.parquet", atoms=ATOMS, year=YEAR)

    found = verdicts(tmp_path / "goi.parquet", tmp_path / "o.parquet")
    assert found.equals(verdicts(wide, tmp_path / "w.parquet"))


def test_only_the_facts_asked_for_are_packed(wide, tmp_path):
    out = tmp_path / "goi.parquet"

    pack(wide, out, atoms=compile_rules(("LDTT",), YEAR, ON).atoms)

    names = pq.read_schema(out).names
    assert f"value:{RATED}" in names
    assert not any("award" in name for name in names)


def test_only_what_comes_out_much_smaller_is_compressed(tmp_path):
    rows = 100_000
    bits = np.random.default_rng(1).random((2, rows))
    columns = {"a@2024": bits[0] < 0.5, "b@2024": bits[1] < 0.0005}
    pq.write_table(pa.table({"subject": np.arange(rows), **columns}), tmp_path / "w.parquet")

    pack(tmp_path / "w.parquet", tmp_path / "goi.parquet")

    group = pq.ParquetFile(tmp_path / "goi.parquet").metadata.row_group(0)
    chunks = [group.column(number) for number in range(group.num_columns)]
    codecs = {one.path_in_schema: one.compression for one in chunks}
    assert codecs["value:a@2024"] == "UNCOMPRESSED"
    assert codecs["value:b@2024"] == "ZSTD"


def test_nobody_is_packed_too(tmp_path):
    pq.write_table(pa.table({"subject": pa.array([], pa.int64())}), tmp_path / "w.parquet")

    assert pack(tmp_path / "w.parquet", tmp_path / "goi.parquet") == 0
    for engine in ("planes", "polars"):
        assert len(verdicts(tmp_path / "goi.parquet", tmp_path / "o.parquet", engine)) == 0


def rewritten(packed: Path, out: Path, change) -> Path:
    table = pq.read_table(packed)
    pq.write_table(change(table), out)
    return out


def with_column(name: str, value):
    def change(table: pa.Table) -> pa.Table:
        place = table.schema.get_field_index(name)
        return table.set_column(place, name, value(table.column(name)))

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda table: table.drop_columns(["rows"]), "thiếu cột “rows” hay “subject”"),
        (lambda table: table.drop_columns(["subject"]), "thiếu cột “rows” hay “subject”"),
        (
            with_column(
                "rows", lambda held: pa.array([one.as_py() + 1 for one in held], pa.int32())
            ),
            "số đối tượng của một khối không khớp",
        ),
        (
            with_column("rows", lambda held: pa.array([None] * len(held), pa.int32())),
            "số đối tượng của một khối không khớp",
        ),
        (
            with_column(f"value:{RATED}", lambda held: pa.array([b"x"] * len(held))),
            "độ dài một chuỗi bit không khớp",
        ),
        (
            with_column(f"value:{RATED}", lambda held: pa.array(["x"] * len(held))),
            f"cột “value:{RATED}” không phải chuỗi bit",
        ),
    ],
)
def test_a_file_that_is_not_what_it_says_is_told(change, sentence, packed, tmp_path):
    facts = rewritten(packed, tmp_path / "f.parquet", change)

    with pytest.raises(BadTable, match=f"Tệp gói “f.parquet” hỏng: {sentence}"):
        judge(facts, tmp_path / "o.parquet", PROGRAM, year=YEAR)
    assert [one.name for one in tmp_path.iterdir()] == ["f.parquet"]


def test_a_file_written_anew_with_its_rows_together_serves_as_well(packed, wide, tmp_path):
    facts = rewritten(packed, tmp_path / "f.parquet", lambda table: table)

    found = verdicts(facts, tmp_path / "o.parquet")

    assert found.equals(verdicts(wide, tmp_path / "w.parquet"))


def test_another_version_is_told(packed, tmp_path):
    mark = {FORMAT: b"packed-facts", VERSION: b"9"}
    facts = rewritten(packed, tmp_path / "f.parquet", lambda one: one.replace_schema_metadata(mark))

    with pytest.raises(BadTable, match=r"đóng gói theo bản “9”, chỉ đọc được bản 1"):
        judge(facts, tmp_path / "o.parquet", PROGRAM, year=YEAR)


def test_one_wrong_byte_is_found(packed, tmp_path):
    metadata = pq.ParquetFile(packed).metadata.row_group(0)
    chunks = [metadata.column(number) for number in range(metadata.num_columns)]
    chunk = next(one for one in chunks if one.path_in_schema == f"value:{RATED}")
    data = bytearray(packed.read_bytes())
    data[chunk.data_page_offset + chunk.total_compressed_size - 1] ^= 0x10
    (tmp_path / "f.parquet").write_bytes(data)

    with pytest.raises(BadTable, match=r"“f.parquet” hỏng: không đọc được một khối"):
        judge(tmp_path / "f.parquet", tmp_path / "o.parquet", PROGRAM, year=YEAR)


def test_a_packed_file_is_not_packed_again(packed, tmp_path):
    with pytest.raises(BadTable, match="đã đóng gói rồi"):
        pack(packed, tmp_path / "o.parquet")


def test_the_facts_are_not_written_over(wide):
    with pytest.raises(BadTable, match="trùng tệp dữ kiện"):
        pack(wide, wide)


def test_a_kind_nobody_knows_is_not_packed(tmp_path):
    pq.write_table(pa.table({"subject": [1], "kind": ["robot"]}), tmp_path / "w.parquet")

    with pytest.raises(BadTable, match="“kind” có giá trị không nhận ra: “robot”"):
        pack(tmp_path / "w.parquet", tmp_path / "goi.parquet")
    assert [one.name for one in tmp_path.iterdir()] == ["w.parquet"]


def test_packing_does_not_hold_the_whole_file(tmp_path, monkeypatch):
    monkeypatch.setattr("thidua.bulk.source.PIECE", 20_000)
    peaks = []
    for rows in (40_000, 400_000):
        chance = np.random.default_rng(rows)
        table = pa.table({"subject": np.arange(rows), RATED: chance.random(rows) < 0.5})
        pq.write_table(table, tmp_path / f"{rows}.parquet", row_group_size=20_000)
        held: list[int] = []
        pack(
            tmp_path / f"{rows}.parquet",
            tmp_path / "goi.parquet",
            on_progress=lambda done, total, held=held: held.append(pa.total_allocated_bytes()),
        )
        peaks.append(max(held))
    assert peaks[1] < 1.5 * peaks[0] + 100_000
