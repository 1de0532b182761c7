"""Files in, verdicts out: whole or not at all, and with a sentence when it cannot be."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.bulk.registers import YEAR, Registers
from thidua.bulk import source
from thidua.bulk.change import compare
from thidua.bulk.encoding import encode
from thidua.bulk.errors import BadTable
from thidua.bulk.output import refused, whole
from thidua.bulk.run import Tally, judge
from thidua.law import BadFact, Verdict, explain
from thidua.law.tape import Day, compile_rules

ON, LATER = date(2024, 12, 31), date(2026, 10, 2)
TITLES = ("LDTT", "CSTDCS", "BKT", "TTLDXS")
PROGRAM = compile_rules(TITLES, YEAR, ON)
ONE = compile_rules(("LDTT",), YEAR, ON)


@pytest.fixture(scope="module")
def registers() -> Registers:
    return Registers(11, 300)


@pytest.fixture(scope="module")
def wide(registers, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("facts") / "du-kien.parquet"
    atoms = {*PROGRAM.atoms, *compile_rules(TITLES, YEAR, LATER).atoms}
    pq.write_table(encode(registers.tables(), atoms, YEAR), path, row_group_size=70)
    return path


@pytest.fixture(scope="module")
def told(registers) -> list[dict]:
    """What the explaining engine says of each."""
    return [
        {title: explain(facts, title, ON).verdict for title in TITLES}
        for facts in registers.facts()
    ]


def verdicts(out: Path) -> list[dict]:
    rows = pl.read_parquet(out).select(TITLES).to_dicts()
    return [{title: Verdict.of(value) for title, value in row.items()} for row in rows]


@pytest.mark.parametrize("engine", ["planes", "polars"])
def test_a_file_is_judged_as_explained_one_by_one(engine, wide, registers, told, tmp_path):
    out = tmp_path / "ket-qua.parquet"

    tallies = judge(wide, out, PROGRAM, year=YEAR, engine=engine)

    assert pl.read_parquet(out).get_column("subject").to_list() == registers.subjects
    assert verdicts(out) == told
    counts = {title: [row[title] for row in told] for title in TITLES}
    assert tallies == tuple(
        Tally(title, *(held.count(one) for one in Verdict)) for title, held in counts.items()
    )


@pytest.mark.parametrize("piece", [1, 64, 70, 100, 10_000])
def test_pieces_change_nothing_and_progress_is_told(piece, wide, told, tmp_path, monkeypatch):
    monkeypatch.setattr(source, "PIECE", piece)
    steps: list[tuple[int, int]] = []

    judge(
        wide,
        tmp_path / "o.parquet",
        PROGRAM,
        year=YEAR,
        on_progress=lambda done, rows: steps.append((done, rows)),
    )

    assert verdicts(tmp_path / "o.parquet") == told
    assert steps[-1] == (300, 300)
    assert [done for done, _ in steps] == sorted({done for done, _ in steps})


def test_a_folder_of_tables_is_judged_as_its_wide_file(registers, told, tmp_path):
    folder = tmp_path / "so-lieu"
    folder.mkdir()
    made = registers.tables()
    for name in ("subjects", "ratings", "awards", "initiatives"):
        getattr(made, name).collect().write_parquet(folder / f"{name}.parquet")
    spans = [(one.register, one.first, one.last) for one in made.coverage]
    schema = {"register": pl.String, "first": pl.Int64, "last": pl.Int64}
    pl.DataFrame(spans, schema=schema, orient="row").write_ipc(folder / "coverage.arrow")

    judge(folder, tmp_path / "o.parquet", PROGRAM, year=YEAR)

    assert verdicts(tmp_path / "o.parquet") == told


def test_conditions_are_columns_of_their_own(wide, registers, tmp_path):
    program = compile_rules(("LDTT",), YEAR, ON, conditions=True)

    judge(wide, tmp_path / "o.parquet", program, year=YEAR)

    rows = pl.read_parquet(tmp_path / "o.parquet")
    assert {"LDTT", "LDTT/24.1.a", "LDTT/24.1.b", "LDTT/clear"} <= set(rows.columns)
    for row, facts in zip(rows.to_dicts(), registers.facts(), strict=True):
        for finding in explain(facts, "LDTT", ON).findings:
            if f"LDTT/{finding.code}" in row:
                assert Verdict.of(row[f"LDTT/{finding.code}"]) is finding.verdict


def test_old_law_against_new_is_counted_as_judged_twice(wide, registers):
    changes = compare(wide, TITLES, YEAR, Day(ON), Day(LATER))

    met, unmet, unknown = Verdict
    for change in changes:
        pairs = [
            tuple(explain(facts, change.title, on).verdict for on in (ON, LATER))
            for facts in registers.facts()
        ]
        assert change.met_before == sum(old is met for old, _ in pairs)
        assert change.met_after == sum(new is met for _, new in pairs)
        assert change.gained == sum(new is met and old is not met for old, new in pairs)
        assert change.lost == sum(old is met and new is unmet for old, new in pairs)
        assert change.became_unknown == sum(
            new is unknown and old is not unknown for old, new in pairs
        )
    assert any(change.became_unknown for change in changes)


def test_a_law_that_did_not_change_moves_nobody(wide):
    changes = compare(wide, TITLES, YEAR, Day(ON), Day(date(2024, 12, 1)))

    assert [(one.gained, one.lost, one.became_unknown) for one in changes] == [(0, 0, 0)] * 4
    assert [one.met_before for one in changes] == [one.met_after for one in changes]


def written(path: Path, **columns) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_a_column_of_nothing_is_as_good_as_none(tmp_path):
    nothing = {f"rating>=2@{YEAR}": pa.nulls(1), "kind": pa.nulls(1)}
    facts = written(tmp_path / "f.parquet", subject=[1], **nothing)

    for engine in ("planes", "polars"):
        (tally,) = judge(facts, tmp_path / "o.parquet", ONE, year=YEAR, engine=engine)
        assert (tally.met, tally.not_met, tally.not_known) == (0, 0, 1)


def test_text_names_subjects_as_well(tmp_path):
    rated = {f"rating>=2@{YEAR}": [False, None]}
    facts = written(tmp_path / "f.parquet", subject=["x", "y"], **rated)

    judge(facts, tmp_path / "o.parquet", ONE, year=YEAR)

    assert pl.read_parquet(tmp_path / "o.parquet").rows() == [("x", False), ("y", None)]


def test_nobody_to_judge_is_no_error(tmp_path):
    facts = written(tmp_path / "f.parquet", subject=pa.array([], pa.int64()))

    tallies = judge(facts, tmp_path / "o.parquet", PROGRAM, year=YEAR)

    assert [one.subjects for one in tallies] == [0] * 4
    assert pl.read_parquet(tmp_path / "o.parquet").columns == ["subject", *TITLES]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"id": [1]}, "thiếu cột “subject”"),
        ({"subject": [1], "rating>=2@2024": ["có"]}, "“rating>=2@2024” phải là đúng/sai"),
        ({"subject": [1], "rating>=2@2024": [1]}, "“rating>=2@2024” phải là đúng/sai"),
        ({"subject": [1], "kind": [1]}, "Cột “kind” phải là chữ"),
    ],
)
@pytest.mark.parametrize("engine", ["planes", "polars"])
def test_a_file_that_will_not_do_names_its_column(columns, sentence, engine, tmp_path):
    facts = written(tmp_path / "f.parquet", **columns)

    with pytest.raises(BadTable, match=sentence):
        judge(facts, tmp_path / "o.parquet", PROGRAM, year=YEAR, engine=engine)
    assert [one.name for one in tmp_path.iterdir()] == ["f.parquet"]


def test_a_kind_nobody_knows_stops_every_engine(tmp_path):
    facts = written(tmp_path / "f.parquet", subject=[1], kind=["robot"])

    for engine in ("planes", "polars"):
        with pytest.raises((BadTable, BadFact), match="“kind” có giá trị không nhận ra: “robot”"):
            judge(facts, tmp_path / "o.parquet", PROGRAM, year=YEAR, engine=engine)
    assert [one.name for one in tmp_path.iterdir()] == ["f.parquet"]


def test_what_is_not_parquet_is_told(tmp_path):
    (tmp_path / "f.parquet").write_text("họ tên;năm", encoding="utf-8")

    with pytest.raises(BadTable, match=r"“f.parquet”: không phải Parquet"):
        judge(tmp_path / "f.parquet", tmp_path / "o.parquet", PROGRAM, year=YEAR)


@pytest.mark.parametrize(
    ("facts", "out", "sentence"),
    [
        ("khong-co.parquet", "o.parquet", "Không có tệp hay thư mục"),
        ("f.parquet", "thu-muc", "là thư mục. Chọn tên tệp"),
        ("f.parquet", "khong-co/o.parquet", "Không có thư mục"),
        ("f.parquet", "f.parquet", "trùng tệp dữ kiện"),
        ("thu-muc", "o.parquet", "Thiếu bảng “subjects”"),
    ],
)
def test_a_path_that_will_not_do_is_told(facts, out, sentence, tmp_path):
    written(tmp_path / "f.parquet", subject=[1])
    (tmp_path / "thu-muc").mkdir()

    with pytest.raises(BadTable, match=sentence):
        judge(tmp_path / facts, tmp_path / out, PROGRAM, year=YEAR)


@pytest.mark.parametrize("engine", ["planes", "polars"])
def test_a_file_damaged_inside_is_told(engine, wide, tmp_path):
    data = bytearray(wide.read_bytes())
    data[200:2000] = b"\xff" * 1800
    (tmp_path / "f.parquet").write_bytes(data)

    with pytest.raises(BadTable, match=r"Dữ kiện hỏng ở khoảng dòng|Không tạo được"):
        judge(tmp_path / "f.parquet", tmp_path / "o.parquet", PROGRAM, year=YEAR, engine=engine)
    assert [one.name for one in tmp_path.iterdir()] == ["f.parquet"]


def test_a_broken_table_of_a_folder_is_named(tmp_path):
    (tmp_path / "subjects.parquet").write_bytes(b"PAR1 hong")

    with pytest.raises(BadTable, match=r"Tệp “subjects.parquet” không đọc được"):
        judge(tmp_path, tmp_path / "o.parquet", PROGRAM, year=YEAR)


def test_an_interrupted_run_keeps_the_old_answer_and_leaves_nothing(wide, tmp_path):
    out = tmp_path / "o.parquet"
    out.write_text("kết quả lần trước", encoding="utf-8")

    def stop(done: int, rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge(wide, out, PROGRAM, year=YEAR, on_progress=stop)

    assert out.read_text(encoding="utf-8") == "kết quả lần trước"
    assert [one.name for one in tmp_path.iterdir()] == ["o.parquet"]


def test_a_full_disk_is_told_as_one(tmp_path):
    def half(out: Path) -> None:
        with whole(out) as beside:
            beside.write_text("một nửa", encoding="utf-8")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(BadTable, match=r"Hết chỗ trên đĩa khi ghi “o.parquet”"):
        half(tmp_path / "o.parquet")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "Không có quyền ghi"),
        (OSError(errno.EIO, "Input/output error"), "Không tạo được “o.parquet”: Input/output"),
    ],
)
def test_other_refusals_of_the_disk_are_told_too(error, sentence, tmp_path):
    assert sentence in refused(tmp_path / "o.parquet", error).sentence


def test_row_groups_are_read_whole_and_large_ones_cut(monkeypatch):
    monkeypatch.setattr(source, "PIECE", 10)

    assert list(source._pieces([4, 4, 4, 25, 3])) == [
        range(8),
        range(8, 12),
        range(12, 22),
        range(22, 32),
        range(32, 40),
    ]
    assert list(source._pieces([])) == []


def test_memory_does_not_grow_with_the_file(tmp_path, monkeypatch):
    """Pieces of the same size, so the most that Arrow holds at once is the same."""
    monkeypatch.setattr(source, "PIECE", 20_000)
    peaks = []
    for rows in (40_000, 400_000):
        chance = np.random.default_rng(rows)
        rated = pa.array(chance.random(rows) < 0.5)
        facts = tmp_path / f"{rows}.parquet"
        table = pa.table({"subject": np.arange(rows), f"rating>=2@{YEAR}": rated})
        pq.write_table(table, facts, row_group_size=20_000)
        held: list[int] = []
        judge(
            facts,
            tmp_path / "o.parquet",
            PROGRAM,
            year=YEAR,
            on_progress=lambda done, total, held=held: held.append(pa.total_allocated_bytes()),
        )
        peaks.append(max(held))
    assert peaks[1] < 1.5 * peaks[0] + 100_000
