"""Rules written as steps: nothing is computed twice, nothing idle, nothing changes its value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.strategies import BINDING, YEAR, bare_facts, built_facts, trees
from thidua.law import Group, Overlay, SubjectKind, UnknownTitle, Verdict, explain, known_titles
from thidua.law.algebra import Atom, Tri, tri_and, tri_not, tri_or
from thidua.law.facts import Fact, Facts
from thidua.law.scalar import evaluate
from thidua.law.tape import (
    Day,
    Is,
    Op,
    Output,
    Program,
    Tape,
    compile_change,
    compile_rules,
    operands,
)
from thidua.law.tree import Node, fold

SOME = {"max_examples": 300, "deadline": None}
ON = date(2024, 12, 31)
LATER = date(2025, 12, 31)
TITLES = tuple(known_titles())
A, B = (Atom("award.CSTDCS", year) for year in (2023, 2024))


def answers(program: Program, facts: Facts) -> dict[str, Tri]:
    """The program over one subject, step by step, by Kleene's tables."""
    values: list[Tri] = []
    for step in program.steps:
        match step.op:
            case Op.CONSTANT:
                values.append(step.value)
            case Op.READ if isinstance(step.read, Is):
                values.append(getattr(facts, step.read.column).value == step.read.value)
            case Op.READ:
                values.append(facts.read(step.read).value)
            case Op.NOT:
                values.append(tri_not(values[step.left]))
            case Op.AND:
                values.append(tri_and(values[step.left], values[step.right]))
            case Op.OR:
                values.append(tri_or(values[step.left], values[step.right]))
    return {output.name: values[output.register] for output in program.outputs}


def with_open_questions_unanswered(facts: Facts) -> Facts:
    """No register holds an open question; the drawn facts answer some."""
    kept = {key: fact for key, fact in facts.values.items() if not key[0].startswith("open.")}
    return replace(facts, values=kept)


@settings(**SOME)
@given(trees, bare_facts)
def test_a_tree_on_the_tape_keeps_its_verdict(tree: Node, facts: Facts) -> None:
    facts = with_open_questions_unanswered(facts)
    tape = Tape()

    program = tape.program([Output("x", fold(tree, BINDING, tape))])

    assert Verdict.of(answers(program, facts)["x"]) is evaluate(tree, BINDING, facts)


@settings(**SOME)
@given(trees, bare_facts, st.booleans())
def test_a_settled_question_is_read_as_settled(tree: Node, facts: Facts, answer: bool) -> None:
    names = ("run-ended-earlier", "amended.LDTT", "amended.LDTT.after")
    settled = {(f"open.{name}", YEAR): Fact(answer, "quy chế") for name in names}
    facts = replace(facts, values={**facts.values, **settled})
    tape = Tape(dict.fromkeys(names, answer))

    program = tape.program([Output("x", fold(tree, BINDING, tape))])

    assert Verdict.of(answers(program, facts)["x"]) is evaluate(tree, BINDING, facts)


@settings(**SOME)
@given(st.lists(trees, min_size=1, max_size=3))
def test_steps_are_in_order_each_different_and_none_idle(several: list[Node]) -> None:
    tape = Tape()
    outputs = [Output(str(i), fold(tree, BINDING, tape)) for i, tree in enumerate(several)]

    program = tape.program(outputs)

    assert len(set(program.steps)) == len(program.steps)
    assert all(program.uses)
    for place, step in enumerate(program.steps):
        assert all(0 <= register < place for register in operands(step))
        assert step.op is not Op.NOT or program.steps[step.left].op is not Op.NOT


@settings(**SOME)
@given(trees, bare_facts, st.data())
def test_assuming_what_is_so_changes_no_verdict(
    tree: Node, facts: Facts, data: st.DataObject
) -> None:
    facts = with_open_questions_unanswered(facts)
    tape = Tape()
    program = tape.program([Output("x", fold(tree, BINDING, tape))])
    told = data.draw(st.lists(st.sampled_from(program.atoms), unique=True)) if program.atoms else []

    shorter = program.assume({atom: facts.read(atom).value for atom in told})

    assert answers(shorter, facts) == answers(program, facts)
    assert not set(shorter.atoms) & set(told)


def test_what_two_rules_share_is_written_once() -> None:
    tape = Tape()

    first = tape.and_(tape.read(A), tape.not_(tape.read(B)))
    second = tape.and_(tape.not_(tape.read(B)), tape.read(A))

    assert first == second


def test_only_laws_of_three_values_shorten_a_rule() -> None:
    tape = Tape()
    a, b = tape.read(A), tape.read(B)
    both, one_of = tape.and_(a, b), tape.or_(a, b)
    yes, no, unknown = (tape.constant(value) for value in (True, False, None))

    assert tape.not_(tape.not_(a)) == a == tape.and_(a, a) == tape.or_(a, a)
    assert tape.and_(a, yes) == a == tape.or_(no, a)
    assert tape.and_(no, a) == no
    assert tape.or_(a, yes) == yes
    assert tape.not_(yes) == no
    assert tape.not_(unknown) == unknown
    assert tape.and_(a, both) == both == tape.and_(both, b)
    assert tape.or_(a, both) == a == tape.and_(one_of, a)
    assert tape.or_(one_of, b) == one_of
    assert tape.or_(a, tape.not_(a)) not in {a, yes}
    assert tape.and_(a, unknown) not in {a, unknown, no}


@pytest.mark.parametrize("on", [date(2023, 6, 1), ON, LATER, date(2026, 10, 2), date(2027, 3, 2)])
@settings(max_examples=15, deadline=None)
@given(facts=st.lists(built_facts(), min_size=4, max_size=4))
def test_the_program_judges_every_title_as_explain_does(on: date, facts: list[Facts]) -> None:
    program = compile_rules(TITLES, YEAR, on)

    for one in facts:
        told = {title: explain(one, title, on).verdict for title in TITLES}
        assert {name: Verdict.of(value) for name, value in answers(program, one).items()} == told


OVERLAY = Overlay.from_dict(
    {
        "name": "Quy chế của tỉnh",
        "number": "12/2025/QĐ-UBND",
        "numbers": {"months-of-service": "9"},
        "conditions": [{"code": "tieng-dan", "sentence": "Biết tiếng dân tộc", "titles": ["LDTT"]}],
        "settled": {"run-ended-earlier": True},
    }
)


@settings(max_examples=60, deadline=None)
@given(facts=built_facts())
def test_local_rules_are_part_of_the_program(facts: Facts) -> None:
    program = compile_rules(TITLES, YEAR, ON, overlay=OVERLAY)

    told = {title: explain(facts, title, ON, overlay=OVERLAY).verdict for title in TITLES}

    assert {name: Verdict.of(value) for name, value in answers(program, facts).items()} == told


@settings(max_examples=60, deadline=None)
@given(facts=built_facts())
def test_each_condition_is_answered_as_its_finding(facts: Facts) -> None:
    titles = ("LDTT", "CSTDCS", "BKT", "GK-DV", "TTLDXS")
    found = answers(compile_rules(titles, YEAR, ON, conditions=True), facts)

    for title in titles:
        assessed = explain(facts, title, ON)
        for finding in assessed.findings:
            if f"{title}/{finding.code}" in found:
                assert Verdict.of(found[f"{title}/{finding.code}"]) is finding.verdict
    assert {"LDTT/24.1.a", "CSTDCS/23.2", "BKT/74.1", "LDTT/service"} <= set(found)


@settings(max_examples=60, deadline=None)
@given(facts=built_facts())
def test_old_and_new_law_are_judged_side_by_side(facts: Facts) -> None:
    found = answers(compile_change(TITLES, YEAR, Day(ON), Day(LATER, OVERLAY)), facts)

    for title in TITLES:
        before = explain(facts, title, ON).verdict
        after = explain(facts, title, LATER, overlay=OVERLAY).verdict
        assert Verdict.of(found[f"old.{title}"]) is before
        assert Verdict.of(found[f"new.{title}"]) is after


def test_two_days_of_law_share_what_did_not_change() -> None:
    one = compile_rules(TITLES, YEAR, ON)

    both = compile_change(TITLES, YEAR, Day(ON), Day(date(2025, 3, 1)))

    assert len(both.steps) == len(one.steps)


def test_no_open_question_is_a_column() -> None:
    assert not [
        atom for atom in compile_rules(TITLES, YEAR, ON).atoms if atom.signal.startswith("open.")
    ]


def test_a_table_of_staff_needs_no_selector_and_lacks_what_it_lacks() -> None:
    program = compile_rules(("LDTT", "CSTDCS"), YEAR, ON)
    columns = [atom.name for atom in program.atoms if atom.signal != "service_months"]

    here = program.for_columns(columns)

    assert here.selectors == ()
    assert "service_months>=6@2024" not in {atom.name for atom in here.atoms}
    assert {Is("kind", "person"), Is("group", "worker")} <= set(program.selectors)


def test_a_code_the_law_does_not_name_is_refused() -> None:
    with pytest.raises(UnknownTitle, match="LDTX"):
        compile_rules(("LDTX",), YEAR, ON)


def test_every_kind_and_group_is_told_apart_where_the_law_does() -> None:
    program = compile_rules(("LDTT",), YEAR, ON)

    for kind in SubjectKind:
        for group in Group:
            nobody = Facts(kind, YEAR, group, {}, ())
            found = answers(program, nobody)["LDTT"]
            assert Verdict.of(found) is explain(nobody, "LDTT", ON).verdict
