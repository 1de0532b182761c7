"""The fast path says what the plain one says, word for word, and keeps nothing it should not."""

from __future__ import annotations

import copy
import gc
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.strategies import BINDING, YEAR, bare_facts, built_facts, trees
from thidua.law import (
    Assessment,
    FactsBuilder,
    Finding,
    Overlay,
    RatingLevel,
    SubjectKind,
    Verdict,
    catalogue,
    compiled,
    explain,
    judgement,
)
from thidua.law.assessment import make_finding
from thidua.law.book import _versions, binding_at, change_dates, find_standard, tree_at
from thidua.law.compiled import Condition
from thidua.law.facts import Fact, Facts
from thidua.law.findings import finding
from thidua.law.instruments import weakest
from thidua.law.standards import STANDARDS
from thidua.law.trace import trace

ON = date(2024, 12, 31)
DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))
JUDGED = st.sampled_from([title.code for title in catalogue(ON)])
CACHES = (compiled._shape, compiled._phrase, compiled._whole, compiled._judged)
OVERLAYS = (
    None,
    Overlay.from_dict(
        {
            "name": "Quy định {k} 100 %",
            "numbers": {"months-of-service": "9"},
            "conditions": [{"code": "a", "sentence": "Gương mẫu %s", "titles": ["LDTT", "BKT"]}],
            "settled": {"run-ended-earlier": True, "gk-below-htt": False, "amended.BKT": True},
        }
    ),
)
SOURCES = ("bảng %s", "sổ {k} 5 %", "\0" + "0\0", "a; b (c)", "%(x)d", "nguồn")


@st.composite
def sourced(draw: st.DrawFn, facts: st.SearchStrategy[Facts]) -> Facts:
    """The same facts, each from a source of its own: odd ones, equal ones, none."""
    known = draw(facts)
    seed = draw(st.integers(0, 10**9))
    values = {}
    for place, (key, fact) in enumerate(known.values.items()):
        seed, which = divmod(seed * 31 + 7, len(SOURCES) + 2)
        own = (*SOURCES, "", f"quyết định {place}/{seed}")[which]
        values[key] = replace(fact, source=own)
    return replace(known, values=values)


def forget() -> None:
    for cache in CACHES:
        cache.cache_clear()


def plainly(facts: Facts, code: str, on: date, overlay: Overlay | None) -> tuple[Finding, ...]:
    """The findings by trace and words alone."""
    standard = find_standard(code, facts.kind, facts.group, on)
    binding = binding_at(facts.year, on)
    nodes = tree_at(standard, on).parts
    if overlay is not None:
        binding, facts = overlay.bind(binding), overlay.inform(facts)
        nodes += overlay.conditions_for(code)
    return tuple(finding(trace(node, binding, facts), binding) for node in nodes)


@settings(max_examples=300, deadline=None)
@given(sourced(built_facts()), JUDGED, DAYS, st.sampled_from(OVERLAYS), st.booleans())
def test_explain_says_what_trace_and_words_say(facts, code, on, overlay, cold) -> None:
    if find_standard(code, facts.kind, facts.group, on) is None:
        return
    if cold:
        forget()

    answer = explain(facts, code, on, overlay=overlay)

    assert answer.findings == plainly(facts, code, on, overlay)
    assert answer == explain(copy.deepcopy(facts), code, on, overlay=overlay)


@settings(max_examples=800, deadline=None)
@given(trees, sourced(bare_facts))
def test_a_compiled_condition_says_what_its_tree_says(tree, facts) -> None:
    plain = finding(trace(tree, BINDING, facts), BINDING)

    said, sure = Condition(tree, BINDING).judge(facts)

    assert said == plain
    assert sure is weakest(one.citation.confidence for one in plain.walk() if not one.optional)


@settings(max_examples=120, deadline=None)
@given(sourced(built_facts(SubjectKind.PERSON)), st.data())
def test_another_source_is_never_answered_with_a_finding_kept(facts, data) -> None:
    keys = sorted(key for key, fact in facts.values.items() if fact.source)
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    other = replace(facts.values[key], source="một giấy tờ khác hẳn")
    changed = replace(facts, values={**facts.values, key: other})

    for code in ("LDTT", "CSTDCS", "BKT"):
        before, after = (explain(one, code, ON) for one in (facts, changed))
        assert before.findings == plainly(facts, code, ON, None)
        assert after.findings == plainly(changed, code, ON, None)
        for one, two in zip(before.findings, after.findings, strict=True):
            assert one is not two or one.facts_used == two.facts_used


@pytest.mark.parametrize("order", [1, -1])
def test_equal_values_of_different_types_stay_apart(order: int) -> None:
    """``True == 1 == Fraction(1)``, but a voucher is enough service and one month is not."""
    base = FactsBuilder(SubjectKind.PERSON, YEAR).declare_all("Đơn vị").build()
    key = ("service_months", YEAR)
    forget()

    said = {
        str(value): explain(
            replace(base, values={**base.values, key: Fact(value, "Đơn vị")}), "LDTT", ON
        ).find("service")
        for value in (True, 1, Fraction(3, 3))[::order]
    }

    assert said["True"].verdict is Verdict.MET
    assert said["True"].detail.startswith("Đủ (Đơn vị)")
    assert said["1"].verdict is Verdict.NOT_MET
    assert said["1"].detail.startswith("01")


def numbered(number: int) -> Facts:
    """A dossier nobody else has: every source is its own."""
    builder = FactsBuilder(SubjectKind.PERSON, YEAR).declare_all(f"tờ trình {number}")
    for year in range(YEAR - 4, YEAR + 1):
        level = RatingLevel(1 + (number >> (year - YEAR + 4)) % 3)
        builder.rating(year, level, f"danh sách, dòng {number}")
    return builder.awards_on_file(2015, YEAR, f"sổ, trang {number}").build()


def live_findings() -> int:
    gc.collect()
    return sum(type(one) is Finding for one in gc.get_objects())


def test_different_dossiers_without_end_leave_no_more_behind() -> None:
    def judge(numbers: range) -> int:
        for number in numbers:
            facts = numbered(number)
            for code in ("LDTT", "BKT"):
                explain(facts, code, ON)
        return live_findings()

    forget()
    first = judge(range(1_000))
    second = judge(range(1_000, 4_000))

    assert second <= first * 1.05
    for cache in CACHES:
        info = cache.cache_info()
        assert info.maxsize is not None
        assert info.currsize <= info.maxsize


def test_threads_share_what_is_kept_and_get_the_same_answers() -> None:
    dossiers = [numbered(number) for number in range(60)] * 4
    expected = [json.dumps(explain(one, "BKT", ON).to_dict()) for one in dossiers]
    forget()

    with ThreadPoolExecutor(4) as threads:
        answers = threads.map(lambda one: json.dumps(explain(one, "BKT", ON).to_dict()), dossiers)

    assert list(answers) == expected


def test_facts_are_hashed_when_somebody_asks() -> None:
    facts = numbered(1)

    answer = explain(facts, "LDTT", ON)

    assert facts._digest is None
    assert answer.facts_hash == facts.digest() == numbered(1).digest()
    assert facts._digest is not None


def test_an_assessment_is_data_whether_or_not_its_hash_was_asked_for() -> None:
    facts = numbered(2)
    asked = explain(facts, "LDTT", ON)
    assert len(asked.facts_hash) == 64

    for take in (copy.copy, copy.deepcopy, replace):
        assert take(explain(numbered(2), "LDTT", ON)) == asked
    assert Assessment.from_dict(asked.to_dict()) == explain(numbered(2), "LDTT", ON)
    assert hash(explain(numbered(2), "LDTT", ON)) == hash(asked)
    assert replace(asked, facts_hash="khác").facts_hash == "khác"
    with pytest.raises(FrozenInstanceError):
        asked.facts_hash = "khác"


def test_a_finding_made_quickly_is_one_like_any_other() -> None:
    said = explain(numbered(3), "BKT", ON).findings[1]
    values = [getattr(said, name) for name in Finding.__match_args__]

    quick, slow = make_finding(*values), Finding(*values)

    assert type(quick) is Finding
    assert quick == slow == copy.deepcopy(quick)
    assert (hash(quick), repr(quick)) == (hash(slow), repr(slow))
    with pytest.raises(FrozenInstanceError):
        quick.detail = "khác"


def test_a_condition_is_compiled_once_from_one_day_of_change_to_the_next() -> None:
    before, same, after = date(2024, 5, 2), date(2024, 5, 3), date(2026, 10, 1)
    judgement._conditions.cache_clear()

    for day in (before, same, before, after):
        explain(numbered(4), "LDTT", day)

    assert judgement._conditions.cache_info().misses == 2


def test_trees_are_held_together_by_days_of_change() -> None:
    for standard in STANDARDS:
        versions = _versions(standard)
        days = [day for _, held in versions for day in held]
        assert days == [day for day in change_dates() if standard.covers(day)]
        assert all(tree_at(standard, day) == tree for tree, held in versions for day in held)
