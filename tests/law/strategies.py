"""Random conditions and random facts, in the same few signals and years."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from thidua.law import FactsBuilder, Group, InitiativeScope, RatingLevel, SubjectKind
from thidua.law.binding import Binding
from thidua.law.criteria import criteria
from thidua.law.enums import BLOCKS
from thidua.law.facts import Fact, Facts
from thidua.law.instruments import LAW, Citation
from thidua.law.parameters import Value
from thidua.law.runs import (
    Containing,
    CountOfLast,
    Following,
    InARow,
    Mark,
    RunContaining,
    WithinYears,
)
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
    ShareAtLeast,
    Unless,
)

YEAR = 2024
AT = {"citation": Citation(LAW, 22), "sentence": "Một điều kiện", "code": "x"}
YEARLY = ("rating", "award.CSTDCS", "award.TTLDXS", "initiative.form.CO_SO.1")
NUMBERS = {"two": Fraction(2), "half": Fraction(1, 2), "one": Fraction(1), "three": Fraction(3)}

BINDING = Binding(
    YEAR,
    {
        name: Value(name, value, "lần", Citation(LAW, 22), "bài kiểm", date(2024, 1, 1))
        for name, value in NUMBERS.items()
    },
)

marks = st.builds(Mark, st.sampled_from(YEARLY), st.sampled_from((None, 2, 3)))
some_marks = st.lists(marks, min_size=1, max_size=2).map(tuple)

leaves = st.one_of(
    st.builds(
        lambda signal, offset, level: Has(**AT, signal=signal, offset=offset, at_least=level),
        st.sampled_from(YEARLY),
        st.integers(-4, 0),
        st.sampled_from((None, 1, "two", "three")),
    ),
    st.just(AtLeast(**AT, signal="service_months", least="three")),
    st.just(ShareAtLeast(**AT, signal="share.LDTT", least="half")),
    st.sampled_from(("74.1.a", "31.family")).map(lambda one: Declared(**AT, criterion=one)),
    st.just(Open(**AT, question="run-ended-earlier")),
)

runs = st.one_of(
    st.builds(
        lambda on, k, newest, more: InARow(
            **AT, marks=on, k=k, newest=newest, oldest=newest + more
        ),
        some_marks,
        st.sampled_from((1, "two", "three")),
        st.integers(0, 1),
        st.integers(0, 2),
    ),
    st.builds(
        lambda on, n, more: CountOfLast(**AT, marks=on, n=n, m=n + more),
        some_marks,
        st.integers(1, 3),
        st.integers(0, 3),
    ),
    st.builds(
        lambda on, newest, more: WithinYears(**AT, marks=on, newest=newest, oldest=newest + more),
        some_marks,
        st.integers(0, 1),
        st.integers(0, 3),
    ),
    st.builds(
        lambda on, k, counted, n: RunContaining(
            **AT, marks=on, k=k, oldest="one", reach=4, counts=(Containing(counted, n),)
        ),
        some_marks,
        st.integers(1, 3),
        some_marks,
        st.integers(1, 3),
    ),
    st.builds(
        lambda on, k, counted, n, first, since: Following(
            **AT,
            marks=on,
            k=k,
            oldest="one",
            reach=4,
            counts=(Containing(counted, n),),
            first=first,
            since=since,
        ),
        some_marks,
        st.integers(1, 3),
        some_marks,
        st.integers(1, 2),
        some_marks,
        st.integers(3, 6),
    ),
)


def _grow(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    question = Open(**AT, question="amended.LDTT")
    after = Open(**AT, question="amended.LDTT.after")
    return st.one_of(
        several.map(lambda parts: AllOf(**AT, parts=parts)),
        several.map(lambda parts: AnyOf(**AT, parts=parts)),
        children.map(lambda part: Not(**AT, part=part)),
        st.builds(lambda part, but: Unless(**AT, part=part, exception=but), children, children),
        children.map(lambda part: Amended(**AT, before=part, unchanged=question, after=after)),
    )


trees: st.SearchStrategy[Node] = st.recursive(leaves | runs, _grow, max_leaves=8)

_YES_NO = st.sampled_from((True, False, None))
_CHOICES = {
    "rating": (None, *RatingLevel),
    "service_months": (None, 0, 2, 3, 12, True),
    "share.LDTT": (None, Fraction(1, 3), Fraction(1, 2), Fraction(1)),
}
_ONCE = (
    "service_months",
    "share.LDTT",
    "declared.74.1.a",
    "declared.31.family",
    "open.run-ended-earlier",
    "open.amended.LDTT",
    "open.amended.LDTT.after",
)
_KEYS = (
    *((signal, year) for signal in YEARLY for year in range(YEAR - 8, YEAR + 1)),
    *((signal, YEAR) for signal in _ONCE),
)
_MOST = 6
"""No fact has more choices than that: one digit each of one drawn number, which is much faster
than a draw for each fact."""
_drawn = st.integers(0, _MOST ** len(_KEYS) - 1)


def _facts(drawn: int, *, whole: bool) -> Facts:
    values = {}
    for key in _KEYS:
        drawn, digit = divmod(drawn, _MOST)
        choices = _CHOICES.get(key[0], (None, False, True))[int(whole) :]
        values[key] = Fact(choices[digit % len(choices)], "nguồn" if digit else "")
    return Facts(SubjectKind.PERSON, YEAR, Group.STAFF, values, ())


bare_facts = _drawn.map(lambda drawn: _facts(drawn, whole=False))
"""Facts over the signals of ``trees``: each known or known not to be known."""

known_facts = _drawn.map(lambda drawn: _facts(drawn, whole=True))
"""Facts that leave nothing unknown."""

_SOURCE = st.sampled_from(("Danh sách đề nghị, dòng 12", "Sổ khen thưởng"))
_YEARS = st.integers(YEAR - 6, YEAR + 1)
_STEPS = st.one_of(
    st.tuples(st.just("rating"), _YEARS, st.sampled_from((*RatingLevel, None)), _SOURCE),
    st.tuples(st.just("award"), st.sampled_from(("CSTDCS", "TTLDXS", "LDTT")), _YEARS, _SOURCE),
    st.tuples(st.just("awards_on_file"), st.just(2019), st.integers(2019, 2025), _SOURCE),
    st.tuples(st.just("ratings_on_file"), st.just(2019), st.integers(2019, 2025), _SOURCE),
    st.tuples(st.just("initiative"), _YEARS, st.sampled_from((*InitiativeScope, None)), _SOURCE),
    st.tuples(st.just("no_other_initiatives"), _YEARS, _SOURCE),
    st.tuples(st.just("no_other_achievements"), _SOURCE),
    st.tuples(st.just("service_months"), st.sampled_from((None, 0, 5, 6, 12)), _SOURCE),
    st.tuples(
        st.just("share"),
        st.sampled_from(("LDTT", "complete")),
        st.integers(0, 10),
        st.just(10),
        _SOURCE,
    ),
    st.tuples(st.just("count"), st.just("CSTDCS"), st.integers(0, 3), _SOURCE),
    st.tuples(st.just("declare"), st.sampled_from(sorted(criteria())), _YES_NO, _SOURCE),
    st.tuples(st.just("declare_all"), _SOURCE),
    st.tuples(st.just("blocked"), st.sampled_from(BLOCKS), _YES_NO, _SOURCE),
)


@st.composite
def built_facts(draw: st.DrawFn, kind: SubjectKind | None = None) -> Facts:
    """Facts as an import or a form gathers them: any steps in any order."""
    subject = kind or draw(st.sampled_from(list(SubjectKind)))
    builder = FactsBuilder(subject, YEAR, group=draw(st.sampled_from((None, *Group))))
    for name, *arguments in draw(st.lists(_STEPS, max_size=12)):
        getattr(builder, name)(*arguments)
    return builder.build()
