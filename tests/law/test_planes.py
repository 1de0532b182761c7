"""A plane for every fact: the bits say of everybody what the plain engine says of each."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.strategies import BINDING, bare_facts, trees
from tests.law.test_tape import with_open_questions_unanswered
from thidua.law import BadFact, Group, SubjectKind, Verdict, known_titles
from thidua.law.algebra import Atom
from thidua.law.book import binding_at, find_standard, tree_at
from thidua.law.engines import planes
from thidua.law.engines.bits import Column, lower
from thidua.law.engines.planes import Judge
from thidua.law.facts import UNKNOWN, Facts, Reading
from thidua.law.scalar import evaluate
from thidua.law.tape import Output, Program, Tape, compile_rules
from thidua.law.tree import Node, fold

ON = date(2024, 12, 31)
YEAR = 2024
TITLES = tuple(known_titles())
PROGRAM = compile_rules(TITLES, YEAR, ON)
A, B, C = (Atom("award.CSTDCS", year) for year in (2022, 2023, 2024))


def table(columns: dict[str, list]) -> pa.RecordBatch:
    arrays = [pa.array(values, pa.bool_()) for values in columns.values()]
    return pa.RecordBatch.from_arrays(arrays, list(columns))


def program(build) -> Program:
    tape = Tape()
    return tape.program([Output("x", build(tape))])


@settings(max_examples=300, deadline=None)
@given(trees, st.lists(bare_facts, min_size=1, max_size=9))
def test_planes_agree_with_the_plain_engine_on_any_tree(tree: Node, several: list[Facts]) -> None:
    several = [with_open_questions_unanswered(one) for one in several]
    written = program(lambda tape: fold(tree, BINDING, tape))
    columns = {atom.name: [one.read(atom).value for one in several] for atom in written.atoms}
    facts = table(columns or {"subject": [True] * len(several)})

    found = Judge(written).answer(facts).column("x").to_pylist()

    assert [Verdict.of(one) for one in found] == [evaluate(tree, BINDING, one) for one in several]


def random_table(seed: int, rows: int, unknown: float) -> pa.RecordBatch:
    """Every column of the book, unknown here and there; value bits of unknowns are noise."""
    chance = np.random.default_rng(seed)
    arrays = []
    for atom in PROGRAM.atoms:
        often = 0.05 if atom.signal.startswith("blocked") else chance.choice([0.3, 0.8, 0.97])
        bits = (chance.random(rows) < often, chance.random(rows) >= unknown)
        value, known = (pa.py_buffer(np.packbits(one, bitorder="little")) for one in bits)
        arrays.append(pa.Array.from_buffers(pa.bool_(), rows, [known, value]))
    kinds = chance.choice([*SubjectKind, None], rows)
    groups = chance.choice([*Group, None], rows)
    names = [atom.name for atom in PROGRAM.atoms]
    return pa.RecordBatch.from_arrays(
        [pa.array(kinds.tolist(), pa.string()), pa.array(groups.tolist(), pa.string()), *arrays],
        ["kind", "group", *names],
    )


class Row:
    """The facts of one row, as the plain engine reads them."""

    def __init__(self, values: dict[str, bool | None]) -> None:
        self.values = values

    def read(self, atom: Atom) -> Reading:
        return Reading(atom, self.values.get(atom.name), UNKNOWN)


@cache
def standard(title: str, kind: SubjectKind, group: Group) -> Node | None:
    found = find_standard(title, kind, group, ON)
    return found and tree_at(found, ON)


@pytest.mark.parametrize(("seed", "unknown"), [(1, 0.0), (2, 0.02), (3, 0.1), (4, 0.5)])
def test_ten_thousand_dossiers_of_every_title_kind_and_group(seed: int, unknown: float) -> None:
    facts = random_table(seed, 2600, unknown)
    found = Judge(PROGRAM).answer(facts).to_pylist()
    chance, binding, verdicts = random.Random(seed), binding_at(YEAR, ON), Counter()

    for values, verdict in zip(facts.to_pylist(), found, strict=True):
        kind = SubjectKind(values.pop("kind") or SubjectKind.PERSON)
        group = Group(values.pop("group") or Group.STAFF)
        judged = [title for title in TITLES if standard(title, kind, group)]
        for title in chance.sample(judged, min(len(judged), 3)):
            told = evaluate(standard(title, kind, group), binding, Row(values))
            assert Verdict.of(verdict[title]) is told, (title, kind, group)
            verdicts[told] += 1
    wanted = {Verdict.MET, Verdict.NOT_MET} | ({Verdict.NOT_KNOWN} if unknown else set())
    assert wanted <= set(verdicts)


def test_blocks_meet_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = random_table(5, 1001, 0.2)
    whole = Judge(PROGRAM).answer(facts)

    monkeypatch.setattr(planes, "BLOCK", 16)

    assert Judge(PROGRAM).answer(facts).equals(whole)


@pytest.mark.parametrize("first", [1, 7, 8, 13, 64])
def test_a_slice_is_judged_as_its_rows(first: int) -> None:
    facts = random_table(6, 300, 0.2)

    found = Judge(PROGRAM).answer(facts.slice(first, 150))

    assert found.to_pylist() == Judge(PROGRAM).answer(facts).slice(first, 150).to_pylist()


def test_bits_past_the_last_row_count_for_nobody() -> None:
    none = program(lambda tape: tape.not_(tape.read(A)))

    found = Judge(none).answer(table({A.name: [False, None, True]})).column("x")

    assert (found.true_count, found.null_count, len(found)) == (1, 1, 3)


def test_a_clean_table_gives_the_same_in_fewer_steps() -> None:
    both = program(lambda tape: tape.and_(tape.read(A), tape.not_(tape.read(B))))
    facts = table({A.name: [True, None, True, False], B.name: [False, False, None, None]})

    assert Judge(both, clean=True).answer(facts).equals(Judge(both).answer(facts))
    clean, usual = (lower(both, [one, one]) for one in (Column.CLEAN, Column.ANY))
    assert len(clean.work) == len(usual.work) - 2


def test_what_is_known_of_everybody_needs_no_second_plane() -> None:
    written = program(lambda tape: tape.or_(tape.and_(tape.read(A), tape.read(B)), tape.read(C)))
    sorts = [Column.WHOLE] * 3
    facts = table({one.name: [True, False] for one in (A, B, C)})

    assert {load.op.value for load in lower(written, sorts).loads} == {"value"}
    found = Judge(written).answer(facts).column("x")
    assert found.to_pylist() == [True, False]


def test_a_column_the_table_lacks_is_unknown_for_everybody() -> None:
    either = program(lambda tape: tape.or_(tape.read(A), tape.read(B)))

    found = Judge(either).answer(table({A.name: [True, False, None]}))

    assert found.column("x").to_pylist() == [True, None, None]


def test_constants_are_answered_without_reading_anything() -> None:
    tape = Tape()
    outputs = [Output(str(value), tape.constant(value)) for value in (True, False, None)]

    found = Judge(tape.program(outputs)).answer(table({"subject": [True] * 11}))

    assert [found.column(name).to_pylist() for name in ("True", "False", "None")] == [
        [True] * 11,
        [False] * 11,
        [None] * 11,
    ]


def test_no_rows_no_verdicts() -> None:
    found = Judge(PROGRAM).answer(random_table(7, 0, 0.5))

    assert found.num_rows == 0
    assert found.schema.names == list(TITLES)


def test_one_engine_serves_tables_of_different_columns() -> None:
    engine = Judge(program(lambda tape: tape.and_(tape.read(A), tape.read(B))))

    first = engine.answer(table({A.name: [True], B.name: [None]}))
    second = engine.answer(table({A.name: [True], B.name: [True]}))
    third = engine.answer(table({B.name: [False]}))

    assert [one.column("x").to_pylist() for one in (first, second, third)] == [
        [None],
        [True],
        [False],
    ]


def test_a_kind_nobody_knows_is_refused() -> None:
    facts = table({A.name: [True]}).append_column("kind", pa.array(["robot"]))

    with pytest.raises(BadFact, match="“kind” có giá trị không nhận ra: “robot”"):
        Judge(compile_rules(("LDTT",), YEAR, ON)).answer(facts)


@pytest.mark.parametrize(
    "text", [pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string())]
)
def test_kinds_may_be_any_text(text: pa.DataType) -> None:
    kinds = pa.array(["collective", None, "person"]).cast(text)
    rated = pa.array([False, False, False])
    facts = pa.RecordBatch.from_arrays([kinds, rated], ["kind", "rating>=2@2024"])

    found = Judge(compile_rules(("LDTT", "TTLDTT"), YEAR, ON)).answer(facts)

    assert found.column("LDTT").to_pylist() == [False, False, False]
    assert found.column("TTLDTT").to_pylist() == [False, False, False]


def test_batches_with_and_without_unknowns_follow_one_another() -> None:
    judge = Judge(program(lambda tape: tape.and_(tape.read(A), tape.read(B))))
    several = [
        ([True, False], [True, True]),
        ([True, None], [True, None]),
        ([True, False], [True, True]),
        ([None, False], [True, None]),
    ]

    answers = [
        judge.answer(table({A.name: left, B.name: right})).column("x").to_pylist()
        for left, right in several
    ]

    assert answers == [[True, False], [True, None], [True, False], [None, False]]
