"""The whole of ``explain``: total, pure, stable, and kept whole in JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.strategies import YEAR, built_facts
from thidua.law import (
    Assessment,
    Confidence,
    FactsBuilder,
    Group,
    InitiativeScope,
    RatingLevel,
    SubjectKind,
    UnknownTitle,
    Verdict,
    book_hash,
    catalogue,
    declarable,
    explain,
    known_title,
    known_titles,
)
from thidua.law.book import binding_at, find_standard, tree_at
from thidua.law.facts import Fact
from thidua.law.scalar import evaluate

DAYS = st.dates(date(2023, 6, 1), date(2029, 1, 1))
CODES = st.sampled_from(sorted(known_titles()))
JUDGED = [title.code for title in catalogue(date(2024, 12, 31))]
ON = date(2024, 12, 31)
SETTINGS = settings(max_examples=300, deadline=None)


@SETTINGS
@given(built_facts(), CODES, DAYS)
def test_explain_answers_any_facts_for_any_title_on_any_day(facts, code, on) -> None:
    answer = explain(facts, code, on)

    assert answer.findings
    assert answer.total == answer.met + answer.not_met + answer.not_known
    assert (answer.verdict is Verdict.MET) is (answer.met == answer.total)
    assert (answer.verdict is Verdict.NOT_MET) is (answer.not_met > 0)
    for finding in (one for top in answer.findings for one in top.walk()):
        assert finding.sentence
        assert finding.detail
        assert "{" not in finding.sentence + finding.detail + (finding.missing or "")
        assert finding.missing is None or finding.missing[0].isupper()


@SETTINGS
@given(built_facts(), st.sampled_from(JUDGED), DAYS)
def test_explain_and_the_scalar_carrier_give_one_verdict(facts, code, on) -> None:
    standard = find_standard(code, facts.kind, facts.group, on)
    if standard is None:
        assert len(explain(facts, code, on).findings) == 1
        return
    tree = tree_at(standard, on)

    assert explain(facts, code, on).verdict is evaluate(tree, binding_at(facts.year, on), facts)


@SETTINGS
@given(built_facts(), CODES, DAYS)
def test_an_assessment_survives_json_whole(facts, code, on) -> None:
    answer = explain(facts, code, on)

    text = json.dumps(answer.to_dict(), ensure_ascii=False)

    assert Assessment.from_dict(json.loads(text)) == answer
    assert json.dumps(explain(facts, code, on).to_dict(), ensure_ascii=False) == text


@SETTINGS
@given(built_facts(), st.sampled_from(JUDGED), DAYS)
def test_facts_nobody_asks_for_change_only_the_hash(facts, code, on) -> None:
    stray = {
        ("award.KNC", YEAR): Fact(True, "kỷ niệm chương"),
        ("rating", YEAR - 20): Fact(0, "năm xưa"),
        ("count.CSTDTQ", YEAR): Fact(3, "số đếm khác"),
    }

    before = explain(facts, code, on)
    after = explain(facts.with_values(stray), code, on)

    assert replace(after, facts_hash=before.facts_hash) == before
    assert after.facts_hash != before.facts_hash


@SETTINGS
@given(built_facts(SubjectKind.PERSON), st.sampled_from(list(RatingLevel)))
def test_learning_a_rating_never_turns_met_into_not_met(facts, level) -> None:
    if facts.rating(YEAR).value is not None:
        return
    learnt = replace(facts, values={**facts.values, ("rating", YEAR): Fact(level, "kết quả")})

    for code in ("LDTT", "CSTDCS", "BKT", "GK-XA"):
        before, after = (explain(one, code, ON).verdict for one in (facts, learnt))
        assert before is Verdict.NOT_KNOWN or after is before


def test_unknown_code_is_the_only_refusal() -> None:
    with pytest.raises(UnknownTitle, match="Không có danh hiệu, hình thức khen thưởng nào mang mã"):
        explain(FactsBuilder(SubjectKind.PERSON, YEAR).build(), "CSTDXX", ON)


def test_every_title_and_form_of_the_law_has_its_standard_in_the_book() -> None:
    assert set(JUDGED) == set(known_titles())


@pytest.mark.parametrize("code", JUDGED)
def test_every_subject_of_a_title_in_the_catalogue_has_a_standard(code: str) -> None:
    for kind in known_title(code).subjects:
        assert find_standard(code, kind, Group.STAFF, ON) is not None


def test_confidence_of_a_refusal_is_that_of_its_firmest_ground() -> None:
    builder = FactsBuilder(SubjectKind.PERSON, YEAR).declare_all("Đơn vị")

    refused = explain(builder.rating(YEAR, RatingLevel.HT, "x").build(), "LDTT", ON)
    accepted = explain(builder.rating(YEAR, RatingLevel.HTT, "x").build(), "LDTT", ON)

    assert refused.confidence is Confidence.VERIFIED
    assert accepted.confidence is Confidence.RECALLED


def test_the_law_of_the_day_is_kept_with_the_verdict() -> None:
    facts = FactsBuilder(SubjectKind.PERSON, YEAR).build()

    answer = explain(facts, "LDTT", ON)

    assert (answer.instrument, answer.on, answer.year) == ("06/2022/QH15", ON, YEAR)
    assert answer.book_hash == book_hash()
    assert answer.facts_hash == facts.digest()
    assert len(book_hash()) == 64


def test_women_are_preferred_among_equals_only_while_decree_152_says_so() -> None:
    facts = FactsBuilder(SubjectKind.PERSON, YEAR).build()

    noted = [
        any("chọn cá nhân nữ" in note for note in explain(facts, "LDTT", on).notes)
        for on in (date(2025, 6, 30), date(2025, 7, 1), date(2027, 2, 28), date(2027, 3, 1))
    ]

    assert noted == [False, True, True, False]


def test_any_of_says_that_one_branch_is_enough() -> None:
    builder = FactsBuilder(SubjectKind.PERSON, YEAR).declare_all("Đơn vị")
    builder.rating(YEAR, RatingLevel.HTXS, "x").initiative(YEAR, InitiativeScope.CO_SO, "QĐ 1")

    answer = explain(builder.build(), "CSTDCS", ON)

    routes = answer.find("23.2")
    assert (routes.joiner, answer.find("23.1").joiner) == ("any", "all")
    assert [part.optional for part in routes.parts] == [False, False, True, True]
    assert [part.missing for part in routes.parts] == [None] * 4


def test_facts_used_say_what_was_read_and_where_it_stands() -> None:
    builder = FactsBuilder(SubjectKind.PERSON, YEAR)
    builder.rating(YEAR, RatingLevel.HTT, "danh sách, dòng 16")
    builder.initiative(YEAR, InitiativeScope.CO_SO, "QĐ 1204/QĐ-UBND")

    answer = explain(builder.build(), "CSTDCS", ON)

    assert answer.find("23.2").facts_used == (
        "Xếp loại năm 2024: Hoàn thành tốt nhiệm vụ (danh sách, dòng 16)",
        "Sáng kiến năm 2024: có (QĐ 1204/QĐ-UBND)",
    )


def test_declarable_lists_the_criteria_a_form_must_ask() -> None:
    asked = declarable("CTD-TINH", SubjectKind.COLLECTIVE, ON)

    assert [one.criterion for one in asked] == [
        "26.leader", "26.targets", "26.unity", "26.movement",
    ]  # fmt: skip
    assert declarable("CTD-TINH", SubjectKind.PERSON, ON) == ()


def test_find_of_a_code_that_is_not_there_is_none() -> None:
    assert explain(FactsBuilder(SubjectKind.PERSON, YEAR).build(), "LDTT", ON).find("x") is None
