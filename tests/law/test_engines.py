"""One tree, several carriers: they agree, and both agree with what the words plainly mean."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.strategies import BINDING, YEAR, bare_facts, known_facts, trees
from thidua.law import Verdict
from thidua.law.algebra import Atom
from thidua.law.facts import Fact, Facts
from thidua.law.findings import finding
from thidua.law.runs import (
    Containing,
    CountOfLast,
    Following,
    InARow,
    Mark,
    RunContaining,
    WithinYears,
)
from thidua.law.scalar import evaluate
from thidua.law.trace import trace
from thidua.law.tree import (
    AllOf,
    Amended,
    AnyOf,
    AtLeast,
    Declared,
    Has,
    Node,
    Not,
    Open,
    Unless,
    walk,
)

MANY = {"max_examples": 2000, "deadline": None}
SOME = {"max_examples": 400, "deadline": None}


def plain(node: Node, facts: Facts) -> bool:
    """What the tree means where everything is known, told without the four words."""
    match node:
        case AllOf():
            return all(plain(part, facts) for part in node.parts)
        case AnyOf():
            return any(plain(part, facts) for part in node.parts)
        case Not():
            return not plain(node.part, facts)
        case Unless():
            return plain(node.part, facts) and not plain(node.exception, facts)
        case Amended():
            kept = plain(node.unchanged, facts)
            return plain(node.before, facts) if kept else plain(node.after, facts)
        case Has() | AtLeast():
            return holds(node.atom(BINDING), facts)
        case Declared() | Open():
            return holds(Atom(node.signal, YEAR), facts)
        case _:
            return plain_run(node, facts)


def plain_run(node: Node, facts: Facts) -> bool:
    match node:
        case RunContaining():
            return any(
                counts(node.marks, facts, window)
                and all(enough(count, facts, window) for count in node.counts)
                and (not isinstance(node, Following) or had(node, facts, window))
                for window in spans(node)
            )
        case InARow():
            k, newest = BINDING.whole(node.k), BINDING.whole(node.newest)
            ends = range(YEAR - BINDING.whole(node.oldest), YEAR - newest + 1)
            return any(counts(node.marks, facts, range(end - k + 1, end + 1)) for end in ends)
        case CountOfLast():
            last = range(YEAR - BINDING.whole(node.m) + 1, YEAR + 1)
            return sum(counted(node.marks, facts, year) for year in last) >= BINDING.whole(node.n)
        case WithinYears():
            window = range(YEAR - BINDING.whole(node.oldest), YEAR - BINDING.whole(node.newest) + 1)
            return any(counted(node.marks, facts, year) for year in window)
    raise AssertionError(type(node))


def spans(node: RunContaining) -> list[range]:
    """Every run of k years or more within reach; beyond it only as long as the counts need."""
    k, reach = BINDING.whole(node.k), BINDING.whole(node.reach)
    ends = range(YEAR - BINDING.whole(node.oldest), YEAR - BINDING.whole(node.newest) + 1)
    needed = max(-(-BINDING.whole(count.n) // len(count.marks)) for count in node.counts)
    return [
        range(end - length + 1, end + 1)
        for end in ends
        for length in range(max(k, needed), max(k, needed, end - (YEAR - reach) + 1) + 1)
    ]


def had(node: Following, facts: Facts, window: range) -> bool:
    """One of the first awards stands in a year before the run, as far back as it is looked for."""
    longest = min(span[0] for span in spans(node))
    oldest = min(YEAR - BINDING.whole(node.since), longest - 1)
    return any(counted(node.first, facts, year) for year in range(oldest, window[0]))


def enough(count: Containing, facts: Facts, window: range) -> bool:
    happened = sum(
        holds(mark.atom(BINDING, year), facts) for year in window for mark in count.marks
    )
    return happened >= BINDING.whole(count.n)


def counts(marks: tuple[Mark, ...], facts: Facts, window: range) -> bool:
    return all(counted(marks, facts, year) for year in window)


def counted(marks: tuple[Mark, ...], facts: Facts, year: int) -> bool:
    return any(holds(mark.atom(BINDING, year), facts) for mark in marks)


def holds(atom: Atom, facts: Facts) -> bool:
    value = facts.values[atom.signal, atom.year].value
    if isinstance(value, bool):
        return value
    return value >= (1 if atom.at_least is None else atom.at_least)


@settings(**MANY)
@given(trees, bare_facts)
def test_trace_and_scalar_agree_on_any_tree_and_any_facts(tree: Node, facts: Facts) -> None:
    traced = trace(tree, BINDING, facts)

    assert Verdict.of(traced.value) is evaluate(tree, BINDING, facts)


@settings(**SOME)
@given(trees, known_facts)
def test_where_everything_is_known_the_tree_means_what_it_says(tree: Node, facts: Facts) -> None:
    value = trace(tree, BINDING, facts).value

    assert value is plain(tree, facts)


@settings(**SOME)
@given(trees, bare_facts, known_facts)
def test_filling_an_unknown_never_turns_met_into_not_met(
    tree: Node, facts: Facts, answers: Facts
) -> None:
    before = trace(tree, BINDING, facts).value
    known = {key: fact for key, fact in facts.values.items() if fact.value is not None}
    filled = replace(facts, values={**answers.values, **known})

    after = trace(tree, BINDING, filled).value

    assert before is None or after is before


@settings(**SOME)
@given(trees, bare_facts)
def test_the_trace_judges_every_node(tree: Node, facts: Facts) -> None:
    traced = trace(tree, BINDING, facts)

    def nodes(one):
        yield one.node
        for part in one.parts:
            yield from nodes(part)

    assert list(nodes(traced)) == list(walk(tree))


@settings(**SOME)
@given(trees, bare_facts)
def test_every_verdict_can_be_put_into_words(tree: Node, facts: Facts) -> None:
    said = finding(trace(tree, BINDING, facts), BINDING)

    for one in said.walk():
        assert one.detail.endswith(".")
        assert one.sentence == "Một điều kiện"
        assert one.optional or (one.missing is None) is (one.verdict is Verdict.MET)


@settings(**SOME)
@given(trees, bare_facts, st.integers(1990, 2010))
def test_facts_nobody_asks_for_change_nothing(tree: Node, facts: Facts, year: int) -> None:
    stray = {("award.CSTDCS", year): Fact(True, "xa"), ("count.CSTDCS", YEAR): Fact(9, "khác")}

    before = finding(trace(tree, BINDING, facts), BINDING)
    after = finding(trace(tree, BINDING, facts.with_values(stray)), BINDING)

    assert after == before
