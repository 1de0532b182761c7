"""`thidua bulk`: whole populations from the command line."""

from __future__ import annotations

import builtins
import signal
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from tests.bulk.registers import YEAR, Registers
from thidua.bulk.encoding import encode
from thidua.cli import main
from thidua.cli.bulk import ANNUAL
from thidua.cli.words import UNREADABLE
from thidua.law.book import standards_of
from thidua.law.tape import compile_rules


@pytest.fixture(autouse=True)
def _signals_as_before():
    kept = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture(scope="module")
def facts(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("facts") / "du-kien.parquet"
    atoms = compile_rules(ANNUAL, YEAR, date(YEAR, 12, 31)).atoms
    pq.write_table(encode(Registers(5, 120).tables(), atoms, YEAR), path)
    return path


def bulk(capsys, *words: object) -> tuple[int, str, str]:
    code = main(["bulk", *(str(word) for word in words)])
    return code, *capsys.readouterr()


def test_everybody_is_judged_and_summed_up(facts, tmp_path, capsys):
    out = tmp_path / "ket-qua.parquet"

    code, shown, _ = bulk(capsys, facts, "--titles", "LDTT,BKT", "--on", "31/12/2024", "-o", out)

    rows = pl.read_parquet(out)
    assert code == 0
    assert rows.columns == ["subject", "LDTT", "BKT"]
    line = next(line.split() for line in shown.splitlines() if line.startswith("LDTT"))
    column = rows.get_column("LDTT")
    counts = (column.sum(), (~column).sum(), column.null_count())
    assert line[1:4] == [str(one) for one in counts]
    assert line[4:] == [f"{100 * counts[0] / 120:.1f}".replace(".", ","), "%"]
    assert "120 đối tượng" in shown
    assert f"Đã ghi {out}." in shown


def test_annual_is_every_title_considered_each_year(facts, tmp_path, capsys):
    out = tmp_path / "o.parquet"

    bulk(capsys, facts, "--titles", "annual", "--on", "2024-12-31", "-o", out, "--quiet")

    assert pl.read_parquet(out).columns == [
        "subject",
        *(one for one in ANNUAL if standards_of(one)),
    ]
    assert {"LDTT", "CSTDCS", "CSTD-BO-TINH", "BKT", "TTLDXS"} <= set(ANNUAL)


def test_both_engines_write_the_same(facts, tmp_path, capsys):
    outs = [tmp_path / f"{engine}.parquet" for engine in ("planes", "polars")]

    for out in outs:
        words = ("--titles", "annual", "--on", "2024-12-31", "--engine", out.stem, "-o", out)
        assert bulk(capsys, facts, *words, "--conditions")[0] == 0

    first, second = (pl.read_parquet(out) for out in outs)
    assert first.equals(second)
    assert "CSTDCS/23.2" in first.columns


def test_the_year_of_merit_may_be_another_than_that_of_the_law(facts, tmp_path, capsys):
    outs = [tmp_path / "a.parquet", tmp_path / "b.parquet"]

    for out, more in zip(outs, ((), ("--year", "2024")), strict=True):
        words = ("--titles", "LDTT", "--on", "2025-03-01", "-o", out, *more)
        assert bulk(capsys, facts, *words)[0] == 0

    unknown, judged = (pl.read_parquet(out).get_column("LDTT") for out in outs)
    assert unknown.null_count() + (~unknown).sum() == 120
    assert judged.null_count() < unknown.null_count()


def test_quiet_says_nothing(facts, tmp_path, capsys):
    words = ("--titles", "LDTT", "--on", "2024-12-31", "-o", tmp_path / "o.parquet", "--quiet")

    assert bulk(capsys, facts, *words) == (0, "", "")


REGULATION = """
name = "Quy chế thi đua"
number = "12/2024/QĐ-UBND"
authority = "Ủy ban nhân dân tỉnh"
in_force_from = 2024-01-01
[numbers]
months-of-service = "12"
"""


def test_a_local_regulation_is_applied(facts, tmp_path, capsys):
    rules = tmp_path / "quy-che.toml"
    rules.write_text(REGULATION, encoding="utf-8")
    out = tmp_path / "o.parquet"
    words = ("--titles", "LDTT", "--on", "2024-12-31", "-o", out, "--quiet")

    bulk(capsys, facts, *words)
    before = pl.read_parquet(out).get_column("LDTT").fill_null(value=False)
    bulk(capsys, facts, *words, "--overlay", rules)
    after = pl.read_parquet(out).get_column("LDTT").fill_null(value=False)

    assert before.sum() > after.sum()


def test_old_law_and_new_are_compared(facts, capsys):
    code, shown, _ = bulk(
        capsys, "compare", facts, "--titles", "LDTT,CSTDCS", "--year", 2024,
        "--from", "31/12/2024", "--to", "02/10/2026",
    )  # fmt: skip

    lines = [line.split() for line in shown.splitlines()]
    assert code == 0
    assert "được thêm" in shown
    assert [line[0] for line in lines[1:3]] == ["LDTT", "CSTDCS"]
    assert int(lines[1][1]) > int(lines[1][2]) == 0
    assert int(lines[1][5]) > 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--titles", "LDTX", "--on", "2024-12-31", "-o", "o.parquet"), "nào mang mã “LDTX”"),
        (("--titles", ",", "--on", "2024-12-31", "-o", "o.parquet"), "chưa có mã nào"),
        (("--titles", "LDTT", "-o", "o.parquet"), "Thiếu: --on"),
        (("--titles", "LDTT", "--on", "2024-12-31"), "Thiếu: -o"),
        (
            ("--titles", "LDTT", "--on", "2024-12-31", "-o", "o", "--engine", "excel"),
            "--engine không nhận “excel”. Chọn một trong: planes, polars, spark",
        ),
    ],
)
def test_a_mistake_gets_a_sentence(words, sentence, capsys):
    with pytest.raises(SystemExit) as left:
        main(["bulk", "f.parquet", *words])

    assert left.value.code == UNREADABLE
    assert sentence in capsys.readouterr().err


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path, capsys):
    code, _, said = bulk(
        capsys, tmp_path / "f.parquet", "--titles", "LDTT", "--on", "2024-12-31", "-o", "o"
    )

    assert code == UNREADABLE
    assert "Không có tệp hay thư mục" in said


@pytest.mark.parametrize(
    ("missing", "extra", "engine"),
    [("thidua.bulk.change", "thidua[bulk]", "planes"), ("pyspark", "thidua[spark]", "spark")],
)
def test_a_missing_library_says_how_to_install_it(
    missing, extra, engine, facts, tmp_path, capsys, monkeypatch
):
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name.startswith(missing):
            raise ModuleNotFoundError("No module named 'polars'", name="polars")
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    words = ("--titles", "LDTT", "--on", "2024-12-31", "-o", tmp_path / "o", "--engine", engine)

    code, _, said = bulk(capsys, facts, *words)

    assert code == UNREADABLE
    assert f"pip install '{extra}'" in said
    assert list(tmp_path.iterdir()) == []


def test_packed_facts_are_judged_and_compared_as_the_file_they_come_from(facts, tmp_path, capsys):
    packed = tmp_path / "goi.parquet"
    code, shown, _ = bulk(capsys, "pack", facts, "-o", packed)
    assert code == 0
    assert "120 đối tượng" in shown
    assert f"Đã ghi {packed}." in shown

    outs = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    days = ("--from", "2024-12-31", "--to", "2026-10-02", "--year", 2024, "--quiet")
    compared = []
    for path, out in zip((facts, packed), outs, strict=True):
        assert bulk(capsys, path, "--titles", "annual", "--on", "2024-12-31", "-o", out)[0] == 0
        compared.append(bulk(capsys, "compare", path, "--titles", "LDTT,BKT", *days))

    first, second = (pl.read_parquet(out) for out in outs)
    assert first.equals(second)
    assert compared[0] == compared[1]


def test_only_what_the_named_titles_ask_is_packed(facts, tmp_path, capsys):
    words = ("--titles", "LDTT", "--on", "2024-12-31", "--on", "2026-10-02", "--year", 2024)

    code, *_ = bulk(capsys, "pack", facts, "-o", tmp_path / "goi.parquet", *words, "--quiet")

    assert code == 0
    assert pq.read_schema(tmp_path / "goi.parquet").names.count("value:rating>=2@2024") == 1


@pytest.mark.parametrize("words", [("--titles", "LDTT"), ("--on", "2024-12-31")])
def test_packing_some_titles_needs_the_day_too(words, facts, tmp_path, capsys):
    code, _, said = bulk(capsys, "pack", facts, "-o", tmp_path / "goi.parquet", *words)

    assert code == UNREADABLE
    assert "Cần cả --titles và --on" in said
