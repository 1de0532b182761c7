"""Every engine gives the same verdict: all titles, kinds and groups, on 10,400 dossiers.

The trace is the reference. It is slow, for it keeps its reasons: it judges the first of each case,
and the scalar, which must agree with it on those, is held against all others on every dossier.
Spark is held against the planes.
"""

from __future__ import annotations

from functools import reduce
from itertools import product

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.population import LARGE, SMALL, TITLES, Asked, Case, Row, draw, population
from tests.law.strategies import BINDING, trees
from thidua.bulk.spark import session
from thidua.law import BadFact, Group, SubjectKind
from thidua.law.algebra import Atom, Tri, at_least, tri_and, tri_not, tri_or
from thidua.law.engines import frames
from thidua.law.engines.planes import Judge
from thidua.law.scalar import MustMay
from thidua.law.tape import Is, Output, Program, Tape
from thidua.law.trace import trace
from thidua.law.tree import Node, fold

A, B = Atom("award.CSTDCS", 2023), Atom("award.CSTDCS", 2024)
THREE = (True, False, None)
TRACED = 800


def eager(table: pa.Table, program: Program) -> pl.DataFrame:
    return frames.answer(pl.from_arrow(table), program)


def lazy(table: pa.Table, program: Program) -> pl.DataFrame:
    return frames.answer(pl.from_arrow(table).lazy(), program).collect()


def planes(table: pa.Table, program: Program) -> pl.DataFrame:
    answered = Judge(program).answer(table.combine_chunks().to_batches()[0])
    return pl.from_arrow(answered).insert_column(0, pl.Series(table["subject"]).alias("subject"))


@pytest.fixture(scope="module")
def spark_session():
    """The session of production with two cores; its Java compiles in haste, for it lives short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THIDUA_SPARK_CORES", "2")
        patch.setenv("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        made = session()
    yield made
    made.stop()


@pytest.fixture
def spark(spark_session, tmp_path):
    """Like ``eager``: facts in a file, as Spark has them; rows come in any order."""

    def answered(table: pa.Table, program: Program) -> pl.DataFrame:
        path = str(tmp_path / "facts.parquet")
        pl.from_arrow(table).write_parquet(path)
        answer = frames.answer(spark_session.read.parquet(path), program)
        return pl.from_arrow(answer.toArrow()).sort("subject")

    return answered


@pytest.fixture(
    params=[
        planes,
        eager,
        lazy,
        pytest.param("spark", marks=pytest.mark.xdist_group("spark")),
    ],
    ids=["planes", "polars-eager", "polars-lazy", "spark"],
)
def engine(request):
    one = request.param
    return request.getfixturevalue(one) if isinstance(one, str) else one


def judged(node_values: list[Tri]) -> Tri:
    return reduce(tri_and, node_values)


def of_pair(pair: tuple[bool, bool]) -> Tri:
    return True if pair[0] else None if pair[1] else False


def differing(one: pl.DataFrame, other: pl.DataFrame) -> dict[str, int]:
    """How many rows differ, by column, where any does."""
    assert one.columns == other.columns
    counts = {name: one[name].ne_missing(other[name]).sum() for name in one.columns}
    return {name: count for name, count in counts.items() if count}


@pytest.mark.parametrize("case", [*LARGE, *SMALL], ids=str)
def test_trace_scalar_planes_and_polars_agree_on_every_dossier(case: Case) -> None:
    people, binding = population(case), case.binding()

    some = people.first(TRACED)
    traced = some.verdicts(lambda nodes, row: judged([_traced(n, binding, row) for n in nodes]))
    scalar = people.verdicts(lambda nodes, row: judged([_scalar(n, binding, row) for n in nodes]))

    expected = pl.DataFrame(
        {"subject": range(case.rows), **scalar},
        schema={"subject": pl.Int64, **dict.fromkeys(TITLES, pl.Boolean)},
    )
    assert {title: values[:TRACED] for title, values in scalar.items()} == traced
    for carrier in (planes, eager, lazy):
        assert differing(carrier(people.table, case.program), expected) == {}


def _traced(node: Node, binding, row: Row) -> Tri:
    return trace(node, binding, row).value


def _scalar(node: Node, binding, row: Row) -> Tri:
    return of_pair(fold(node, binding, MustMay(row)))


@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize("case", LARGE[::3], ids=str)
def test_spark_agrees_on_every_dossier(case: Case, spark) -> None:
    """The oldest law and the newest: what lies between runs the same expressions on Polars."""
    table = population(case).table

    assert differing(spark(table, case.program), planes(table, case.program)) == {}


def test_the_dossiers_are_enough_and_every_verdict_is_seen_for_every_title() -> None:
    seen: dict[str, set[Tri]] = {}
    for case in LARGE:
        answers = planes(population(case).table, case.program)
        for title in TITLES:
            seen.setdefault(title, set()).update(answers[title].unique())

    assert sum(case.rows for case in LARGE) >= 10_000
    assert {title for title in TITLES if len(seen[title]) < 3} == set()


@settings(max_examples=150, deadline=None)
@given(trees, st.integers(0, 2**32))
def test_planes_and_polars_agree_with_the_scalar_on_any_tree(tree: Node, seed: int) -> None:
    asked, tape = Asked(), Tape()
    fold(tree, BINDING, asked)
    facts = draw(np.random.default_rng(seed), 20, tuple(asked.atoms))
    known = {name: values for name, values in facts.items() if not name.startswith("open.")}
    nothing = dict.fromkeys(facts.keys() - known.keys())
    program = tape.program([Output("x", fold(tree, BINDING, tape))])
    rows = [
        Row(SubjectKind.PERSON, Group.STAFF, {n: known[n][i] for n in known} | nothing)
        for i in range(20)
    ]

    expected = [_scalar(tree, BINDING, row) for row in rows]

    table = wide(**known, subject=range(20))
    assert planes(table, program)["x"].to_list() == expected
    assert eager(table, program)["x"].to_list() == expected


def wide(**columns) -> pa.Table:
    sorts = {"subject": None, "kind": pa.string(), "group": pa.string()}
    return pa.table(
        {
            name: pa.array(list(values), sorts.get(name, pa.bool_()))
            for name, values in columns.items()
        }
    )


def two(*rows: tuple[Tri, Tri]) -> pa.Table:
    left, right = zip(*rows, strict=True)
    return wide(subject=range(len(rows)), **{A.name: left, B.name: right})


def test_each_engine_follows_kleenes_tables(engine) -> None:
    tape, pairs = Tape(), list(product(THREE, THREE))
    a, b = tape.read(A), tape.read(B)
    meant = {
        "and": (tape.and_(a, b), tri_and),
        "or": (tape.or_(a, b), tri_or),
        "not": (tape.not_(a), lambda x, _: tri_not(x)),
        "not-and": (tape.not_(tape.and_(a, b)), lambda x, y: tri_not(tri_and(x, y))),
        "but-not-both": (
            tape.and_(tape.or_(a, b), tape.not_(tape.and_(a, b))),
            lambda x, y: tri_and(tri_or(x, y), tri_not(tri_and(x, y))),
        ),
        "neither": (tape.not_(tape.or_(a, b)), lambda x, y: tri_not(tri_or(x, y))),
        "excluded-middle": (tape.or_(a, tape.not_(a)), lambda x, _: tri_or(x, tri_not(x))),
    }
    program = tape.program(Output(name, register) for name, (register, _) in meant.items())

    answers = engine(two(*pairs), program)

    for name, (_, table) in meant.items():
        assert answers[name].to_list() == [table(x, y) for x, y in pairs], name


def test_a_count_never_drops_an_unknown(engine) -> None:
    years = [Atom("award.LDTT", year) for year in range(2020, 2024)]
    tape = Tape()
    program = tape.program(
        Output(str(n), at_least(tape, n, [tape.read(year) for year in years])) for n in range(1, 5)
    )
    rows = list(product(THREE, repeat=4))
    table = wide(
        subject=range(len(rows)),
        **{atom.name: values for atom, values in zip(years, zip(*rows, strict=True), strict=True)},
    )

    answers = engine(table, program)

    for n in range(1, 5):
        assert answers[str(n)].to_list() == [_counted(n, row) for row in rows]


def _counted(n: int, row: tuple[Tri, ...]) -> Tri:
    if row.count(True) >= n:
        return True
    return None if row.count(True) + row.count(None) >= n else False


def test_what_is_used_twice_at_every_depth_is_not_expanded(engine) -> None:
    tape = Tape()
    program = tape.program([Output("x", _doubling(tape, 40))])

    assert len(program.steps) > 160
    assert engine(two((True, False), (None, None)), program)["x"].to_list() == [False, None]


def _doubling(tape: Tape, depth: int) -> int:
    """Written out it would have two to the power of ``depth`` parts."""
    value, other = tape.read(A), tape.read(B)
    for _ in range(depth):
        both, either = tape.and_(value, other), tape.or_(value, other)
        value, other = tape.and_(either, tape.not_(both)), tape.or_(both, tape.not_(either))
    return tape.and_(value, other)


def test_a_column_the_table_lacks_is_unknown(engine) -> None:
    tape = Tape()
    a, b = tape.read(A), tape.read(B)
    program = tape.program(
        [Output("both", tape.and_(a, b)), Output("one", tape.or_(a, b)), Output("b", b)]
    )
    table = two((True, True), (False, True), (None, True)).drop_columns([B.name])

    answers = engine(table, program)

    assert answers["both"].to_list() == [None, False, None]
    assert answers["one"].to_list() == [True, None, None]
    assert answers["b"].to_list() == [None, None, None]


@pytest.mark.parametrize("rows", [1, 7, 8, 9, 65])
def test_nothing_is_said_of_subjects_that_are_not_there(rows: int) -> None:
    tape = Tape()
    program = tape.program([Output("not", tape.not_(tape.read(A)))])
    table = wide(subject=range(rows), **{A.name: [False] * rows})

    for carrier in (planes, eager, lazy):
        answers = carrier(table, program)
        assert len(answers) == answers["not"].sum() == rows


def test_missing_kind_and_group_are_a_person_of_the_staff(engine) -> None:
    tape = Tape()
    program = tape.program(
        Output(name, tape.pick(Is(*name.split("=")))) for name in ("kind=person", "group=staff")
    )
    table = wide(subject=["a", "b", "c"], kind=["person", "household", None], group=[None] * 3)

    answers = engine(table, program)

    assert answers["subject"].to_list() == ["a", "b", "c"]
    assert answers["kind=person"].to_list() == [True, False, True]
    assert answers["group=staff"].to_list() == [True, True, True]
    without = engine(table.drop_columns(["kind", "group"]), program)
    assert without["kind=person"].to_list() == without["group=staff"].to_list() == [True] * 3


@pytest.fixture(params=[eager, lazy, pytest.param("spark", marks=pytest.mark.xdist_group("spark"))])
def frame_engine(request):
    one = request.param
    return request.getfixturevalue(one) if isinstance(one, str) else one


def test_of_a_kind_nobody_knows_nothing_is_said(frame_engine) -> None:
    tape = Tape()
    program = tape.program([Output("x", tape.not_(tape.pick(Is("kind", "household"))))])

    answers = frame_engine(wide(subject=[1, 2], kind=["person", "Cá nhân"]), program)

    assert answers["x"].to_list() == [True, None]


@pytest.mark.parametrize("carrier", [eager, lazy])
def test_a_column_without_any_value_may_have_no_type(carrier) -> None:
    tape = Tape()
    program = tape.program([Output("x", tape.or_(tape.read(A), tape.read(B)))])
    table = two((True, None), (False, None)).drop_columns([B.name])

    answers = carrier(table.append_column(B.name, pa.nulls(2)), program)

    assert answers["x"].to_list() == [True, None]


def test_a_table_that_holds_no_facts_of_this_kind_is_refused(frame_engine) -> None:
    tape = Tape()
    program = tape.program([Output("x", tape.read(A))])

    with pytest.raises(BadFact, match="đúng, sai hoặc để trống"):
        frame_engine(pa.table({"subject": [1], A.name: ["có"]}), program)
    with pytest.raises(BadFact, match="thiếu cột “subject”"):
        frame_engine(pa.table({A.name: [True]}), program)


@pytest.mark.xdist_group("spark")
def test_an_own_spark_session_listens_on_this_machine_alone_and_is_used_again(spark_session):
    told = spark_session.sparkContext.getConf().get

    assert told("spark.driver.host") == told("spark.driver.bindAddress") == "127.0.0.1"
    assert told("spark.ui.enabled") == "false"
    assert told("spark.master") == "local[2]"
    assert session() is spark_session
