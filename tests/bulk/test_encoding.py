"""A column says of every subject what its facts say, and not a shade more."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from tests.bulk.registers import YEAR, Registers
from thidua.bulk.encoding import append, encode
from thidua.bulk.errors import BadTable
from thidua.bulk.tables import Tables
from thidua.law import FactsBuilder, Overlay, SubjectKind, Verdict, explain, known_titles
from thidua.law.algebra import Atom
from thidua.law.engines.planes import Judge
from thidua.law.tape import compile_rules

ON = date(2024, 12, 31)
TITLES = tuple(known_titles())
PROGRAM = compile_rules(TITLES, YEAR, ON)
RATED = Atom("rating", YEAR, 2)


@pytest.mark.parametrize("seed", range(12))
def test_every_column_reads_as_the_facts_do(seed):
    registers = Registers(seed, 40)

    wide = encode(registers.tables(), PROGRAM.atoms, YEAR)

    assert wide.column("subject").to_pylist() == registers.subjects
    facts = registers.facts()
    for atom in PROGRAM.atoms:
        assert wide.column(atom.name).to_pylist() == [one.read(atom).value for one in facts]


@pytest.mark.parametrize("seed", range(100, 104))
def test_judged_from_tables_as_explained_one_by_one(seed):
    registers = Registers(seed, 25)

    wide = encode(registers.tables(), PROGRAM.atoms, YEAR).combine_chunks().to_batches()[0]
    found = Judge(PROGRAM, clean=True).answer(wide)

    for row, facts in enumerate(registers.facts()):
        for title in TITLES:
            said = Verdict.of(found.column(title)[row].as_py())
            assert said is explain(facts, title, ON).verdict


def tables(**frames) -> Tables:
    return Tables.of({name: pl.LazyFrame(columns) for name, columns in frames.items()})


def column(made: Tables, atom: Atom) -> list:
    return encode(made, [atom], YEAR).column(atom.name).to_pylist()


def test_a_year_appended_is_the_year_encoded_with_the_rest():
    registers = Registers(7, 60)
    made = registers.tables()
    older = [atom for atom in PROGRAM.atoms if atom.year < YEAR]

    grown = append(encode(made, older, YEAR), made, PROGRAM.atoms, YEAR)

    whole = encode(made, PROGRAM.atoms, YEAR)
    assert grown.select(whole.column_names).equals(whole)


def test_appending_needs_neither_the_same_order_nor_everybody():
    wide = encode(tables(subjects={"subject": ["a", "b", "c"]}), [], YEAR)
    later = tables(
        subjects={"subject": ["c", "x", "a"], f"service_months@{YEAR}": [7, 9, 3]},
        ratings={"subject": ["c", "x"], "year": [YEAR, YEAR], "level": [3, 3]},
    )
    served = Atom("service_months", YEAR, 6)

    grown = append(wide, later, [RATED, served], YEAR)

    assert grown.column("subject").to_pylist() == ["a", "b", "c"]
    assert grown.column(RATED.name).to_pylist() == [None, None, True]
    assert grown.column(served.name).to_pylist() == [False, None, True]


def test_a_local_criterion_is_vouched_for_like_the_national_ones():
    overlay = Overlay.from_dict(
        {"name": "Quy chế", "conditions": [{"code": "x", "sentence": "X", "titles": ["LDTT"]}]}
    )
    program = compile_rules(("LDTT",), YEAR, ON, overlay=overlay)
    made = tables(subjects={"subject": [1, 2], f"declare_all@{YEAR}": [True, None]})

    wide = encode(made, program.atoms, YEAR)

    local = next(atom for atom in program.atoms if atom.signal.startswith("declared.local."))
    vouched = FactsBuilder(SubjectKind.PERSON, YEAR).declare_all("đơn vị").build()
    nobody = FactsBuilder(SubjectKind.PERSON, YEAR).build()
    assert wide.column(local.name).to_pylist() == [
        vouched.read(local).value,
        nobody.read(local).value,
    ]
    assert vouched.read(local).value is True


def test_the_last_rating_of_a_year_stands():
    made = tables(
        subjects={"subject": [1]},
        ratings={"subject": [1, 1], "year": [YEAR, YEAR], "level": [1, 2]},
    )

    assert column(made, RATED) == [True]


@pytest.mark.parametrize(
    "subjects", [[5, 6, 7, 8], [8, 5, 900, 6], ["a", "b", "c", "d"], [2**40, 1, 2, 3]]
)
def test_subjects_may_be_numbers_in_any_order_or_text(subjects):
    rated = [subjects[2], subjects[0]]
    stray = "z" if isinstance(subjects[0], str) else 77
    made = tables(
        subjects={"subject": subjects},
        ratings={"subject": [*rated, stray], "year": [YEAR] * 3, "level": [2, 0, 3]},
    )

    assert column(made, RATED) == [False, None, True, None]


def test_the_same_subjects_in_the_same_order_need_no_search():
    made = tables(
        subjects={"subject": ["b", "a"]},
        ratings={"subject": ["b", "a"], "year": [YEAR] * 2, "level": [2, None]},
    )

    assert column(made, RATED) == [True, None]


def test_no_unknown_leaves_a_value_behind():
    made = Registers(3, 50).tables()
    wide = encode(made, PROGRAM.atoms, YEAR).combine_chunks()

    for atom in PROGRAM.atoms:
        held = wide.column(atom.name).chunk(0)
        valid, value = held.buffers()
        if valid is not None:
            bits = [np.frombuffer(one, dtype=np.uint8) for one in (valid, value)]
            assert not (bits[1] & ~bits[0]).any()


FINE = {"subject": [1, 2]}
RATINGS = {"subject": [1], "year": [YEAR], "level": [2]}


@pytest.mark.parametrize(
    ("frames", "sentence"),
    [
        ({"ratings": RATINGS}, "Thiếu bảng “subjects”"),
        ({"subjects": {"id": [1]}}, "Bảng “subjects” thiếu cột “subject”"),
        ({"subjects": {"subject": [1.5]}}, "Cột “subject” của bảng “subjects” phải là số nguyên"),
        ({"subjects": FINE, "ratings": {"subject": [1]}}, "“ratings” thiếu cột “year”"),
        (
            {"subjects": FINE, "ratings": RATINGS | {"level": ["HTXS"]}},
            "Cột “level” của bảng “ratings” phải là số nguyên, đang là String",
        ),
        (
            {"subjects": FINE | {f"declared.24.1.b@{YEAR}": ["có", "không"]}},
            f"Cột “declared.24.1.b@{YEAR}” của bảng “subjects” phải là đúng/sai",
        ),
        (
            {"subjects": FINE | {f"service_months@{YEAR}": ["6", "7"]}},
            f"Cột “service_months@{YEAR}” của bảng “subjects” phải là số nguyên",
        ),
        (
            {"subjects": FINE, "coverage": {"register": ["x"], "first": [1], "last": [2]}},
            "sổ lạ “x”",
        ),
        (
            {"subjects": FINE, "coverage": {"register": ["award"], "first": [3], "last": [2]}},
            "khoảng năm 3–2",
        ),
    ],
)
def test_a_table_that_will_not_do_is_named(frames, sentence):
    with pytest.raises(BadTable, match=sentence.replace("(", r"\(")):
        tables(**frames)


@pytest.mark.parametrize(
    ("frames", "atom", "sentence"),
    [
        ({"subjects": {"subject": [1, None]}}, RATED, "có dòng không ghi đối tượng"),
        ({"subjects": {"subject": [4, 2, 4]}}, RATED, "có đối tượng “4” hai lần"),
        ({"subjects": FINE, "ratings": RATINGS | {"level": [4]}}, RATED, "chỉ nhận 0, 1, 2, 3"),
        (
            {"subjects": FINE, "ratings": RATINGS | {"subject": ["1"]}},
            RATED,
            "không cùng kiểu",
        ),
        (
            {"subjects": FINE, "awards": {"subject": [1], "code": ["LDTX"], "year": [YEAR]}},
            Atom("award.LDTT", YEAR),
            "mã danh hiệu, hình thức không nhận ra: “LDTX”",
        ),
        (
            {
                "subjects": FINE,
                "awards": {"subject": [1], "code": ["LDTT"], "year": [YEAR], "merit": [None]},
            },
            Atom("award.LDTT", YEAR),
            "“merit” phải có giá trị",
        ),
    ],
)
def test_a_value_that_will_not_do_is_told(frames, atom, sentence):
    with pytest.raises(BadTable, match=sentence):
        column(tables(**frames), atom)
