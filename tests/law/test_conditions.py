"""The words a rule is written in, each on its own; and a book that contradicts itself."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from thidua.law import BadBook, Fact, FactsBuilder, RatingLevel, SubjectKind, Verdict
from thidua.law.book import binding_at, check_tree, tree_at
from thidua.law.canonical import canonical
from thidua.law.conditions import (
    all_of,
    any_of,
    at_least,
    at_least_n_of_last_m,
    declared,
    has_initiative,
    holds,
    in_a_row,
    law,
    not_,
    open_question,
    rated,
    rating_at,
    share_at_least,
    unless,
    within_years,
)
from thidua.law.criteria import by_id, criteria
from thidua.law.enums import InitiativeScope
from thidua.law.facts import Facts
from thidua.law.findings import finding
from thidua.law.instruments import read_instruments
from thidua.law.remedies import missing
from thidua.law.scalar import evaluate
from thidua.law.signals import SERVICE, award, block
from thidua.law.standards import STANDARDS
from thidua.law.trace import trace
from thidua.law.tree import Node

ON = date(2024, 12, 31)
BINDING = binding_at(2024, ON)
ART = law(22)


def person() -> FactsBuilder:
    return FactsBuilder(SubjectKind.PERSON, 2024)


def verdict(node: Node, facts: Facts) -> Verdict:
    return evaluate(node, BINDING, facts)


def lacks(node: Node, facts: Facts) -> str | None:
    return missing(trace(node, BINDING, facts), BINDING)


def test_holds_reads_the_award_of_one_year() -> None:
    before = holds("x", "Đã có Bằng khen", ART, "BKT", offset=-2)
    facts = person().award("BKT", 2022, "QĐ 5").awards_on_file(2020, 2024, "sổ").build()

    said = finding(trace(before, BINDING, facts), BINDING)

    assert said.verdict is Verdict.MET
    assert said.detail == "Năm 2022: có (QĐ 5)."
    assert said.facts_used == ("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh năm 2022: có (QĐ 5)",)


def test_award_not_held_asks_for_the_decision() -> None:
    now = holds("x", "Có Bằng khen", ART, "BKT")

    assert lacks(now, person().awards_on_file(2024, 2024, "sổ").build()) == (
        "Cần quyết định tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh hoặc sổ khen thưởng năm "
        "2024."
    )


@pytest.mark.parametrize(
    ("levels", "answer"),
    [
        ({2024: 3, 2022: 3, 2020: 2, 2021: 2, 2023: 2}, Verdict.MET),
        ({2024: 3, 2022: 2, 2020: 2, 2021: 2, 2023: 2}, Verdict.NOT_MET),
        ({2024: 3}, Verdict.NOT_KNOWN),
        ({2024: 3, 2023: 3}, Verdict.MET),
    ],
)
def test_n_of_the_last_m_counts_years_not_rows(levels, answer: Verdict) -> None:
    often = at_least_n_of_last_m("x", "{n} năm", ART, rating_at(RatingLevel.HTXS), n=2, m=5)
    builder = person()
    for year, level in levels.items():
        builder.rating(year, RatingLevel(level), "bảng xếp loại")

    assert verdict(often, builder.build()) is answer


def test_n_of_the_last_m_shows_its_numbers_and_years() -> None:
    often = at_least_n_of_last_m(
        "x", "Có {n} trong {m} năm", ART, rating_at(RatingLevel.HTXS), n=2, m=3
    )
    facts = person().rating(2024, RatingLevel.HTXS, "x").ratings_on_file(2022, 2024, "x").build()

    said = finding(trace(often, BINDING, facts), BINDING)

    assert said.sentence == "Có 02 trong 03 năm"
    assert said.detail == "Có năm 2024; không có năm 2022, 2023."
    assert said.missing == "Cần có 02 trong 03 năm."


@pytest.mark.parametrize(
    ("months", "pending", "answer"),
    [
        (12, False, Verdict.MET),
        (12, True, Verdict.NOT_MET),
        (12, None, Verdict.NOT_KNOWN),
        (3, False, Verdict.NOT_MET),
        (None, True, Verdict.NOT_MET),
    ],
)
def test_unless_takes_back_what_its_part_gives(months, pending, answer: Verdict) -> None:
    served = at_least("s", "Đủ {least} tháng", ART, SERVICE, "months-of-service")
    exception = holds("e", "Đã có Bằng khen", ART, "BKT")
    node = unless("x", "Đủ tháng, trừ người đã có Bằng khen", ART, served, exception)
    builder = person().service_months(months, "hợp đồng")
    if pending is not None:
        builder.awards_on_file(2024, 2024, "sổ")
    if pending:
        builder.award("BKT", 2024, "QĐ")

    facts = builder.build()

    assert verdict(node, facts) is answer
    assert (lacks(node, facts) is None) is (answer is Verdict.MET)


def test_unless_names_the_exception_in_the_way() -> None:
    served = at_least("s", "Đủ {least} tháng", ART, SERVICE, "months-of-service")
    node = unless("x", "…", ART, served, holds("e", "Đã có Bằng khen", ART, "BKT"))
    facts = person().service_months(12, "x").award("BKT", 2024, "QĐ").build()

    assert lacks(node, facts) == "Cần xác định không thuộc trường hợp: đã có Bằng khen."


def test_nearest_path_takes_the_branch_that_only_needs_a_paper() -> None:
    routes = any_of(
        "x",
        "Một trong các đường",
        ART,
        rated("a", "Xuất sắc", ART, RatingLevel.HTXS),
        declared("74.1.a"),
        has_initiative("b", "Có sáng kiến", ART, "form", InitiativeScope.CO_SO),
    )
    builder = person().rating(2024, RatingLevel.HTT, "bảng xếp loại")

    open_ = lacks(routes, builder.build())
    closed = lacks(
        routes, builder.no_other_initiatives(2024, "x").no_other_achievements("x").build()
    )

    assert open_ == "Cần quyết định công nhận sáng kiến năm 2024."
    assert closed.startswith("Cần nêu và chứng minh: có thành tích xuất sắc được bình xét")


def test_run_goes_on_from_the_years_that_stand() -> None:
    run = in_a_row("x", "{k} lần", ART, award("CSTDCS"), k=3, oldest=1)
    builder = person().award("CSTDCS", 2023, "QĐ").awards_on_file(2019, 2023, "sổ")

    before = lacks(run, builder.build())
    builder.award("CSTDCS", 2024, "QĐ").awards_on_file(2024, 2024, "sổ")
    after = lacks(run, builder.build())

    assert before == "Cần thêm “Chiến sĩ thi đua cơ sở” năm 2024, 2025; sớm nhất đủ từ năm 2025."
    assert after == "Cần thêm “Chiến sĩ thi đua cơ sở” năm 2025; sớm nhất đủ từ năm 2025."


def test_within_years_asks_for_the_paper_of_the_nearest_year() -> None:
    node = within_years("x", "Có Bằng khen", ART, award("BKT"), oldest=2)
    covered = person().awards_on_file(2022, 2024, "sổ").build()

    for facts in (person().build(), covered):
        assert lacks(node, facts).endswith("hoặc sổ khen thưởng năm 2024.")


def test_denial_shows_the_reading_and_hides_its_part() -> None:
    part = holds("p", "Đã có Bằng khen", ART, "BKT")
    node = not_("x", "Chưa có Bằng khen", ART, part)

    said = finding(trace(node, BINDING, person().award("BKT", 2024, "QĐ 5").build()), BINDING)

    assert (said.verdict, said.detail, said.parts) == (Verdict.NOT_MET, "Có: QĐ 5.", ())
    assert said.missing == "Cần chưa có Bằng khen."


def test_share_without_a_count_of_members_names_the_goal() -> None:
    node = share_at_least("x", "Ít nhất {least}", ART, "LDTT", "share-ldtt-for-ttldxs")

    assert lacks(node, FactsBuilder(SubjectKind.COLLECTIVE, 2024).build()) == (
        "Cần danh sách thành viên và kết quả năm 2024 của tập thể."
    )


def test_open_question_can_be_answered_no() -> None:
    node = open_question("hoi", "Được chấp nhận", ART)
    facts = person().build().with_values({("open.hoi", 2024): Fact(False, "quy chế")})

    said = finding(trace(node, BINDING, facts), BINDING)

    assert (said.verdict, said.detail) == (Verdict.NOT_MET, "Không: quy chế.")
    assert said.missing == "Cần quy định của địa phương về điều này."


@pytest.mark.parametrize("word", [all_of, any_of])
def test_connective_without_parts_is_refused(word) -> None:
    with pytest.raises(ValueError, match="x: no parts"):
        word("x", "Không có gì", ART)


def test_number_that_is_not_whole_cannot_count_years() -> None:
    with pytest.raises(BadBook, match="not a whole number"):
        BINDING.whole("share-ldtt-for-ttldxs")


def test_number_without_a_value_on_the_day_is_refused() -> None:
    with pytest.raises(BadBook, match="'months-of-service' has no value on the day judged"):
        binding_at(2024, date(2024, 1, 1)).number("months-of-service")


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        (
            at_least("leaf", "Đủ {least}", ART, SERVICE, "no-such-number"),
            "LDTT, leaf, 2024-12-31: parameter 'no-such-number' has no value",
        ),
        (
            within_years("leaf", "Trong các năm", ART, "award.XYZ", oldest=2),
            "no such signal: award.XYZ",
        ),
    ],
)
def test_tree_that_reads_what_is_not_there_does_not_pass_the_check(node: Node, fault: str) -> None:
    with pytest.raises(BadBook, match=fault):
        check_tree(all_of("LDTT", "", ART, node), BINDING, ON)


def test_criterion_that_stands_twice_is_refused() -> None:
    one = next(iter(criteria().values()))

    with pytest.raises(BadBook, match="a criterion stands twice"):
        by_id([one, one])


INSTRUMENT = """
[[instrument]]
number = "1/QĐ"
kind = "Nghị định"
name = ""
cited_as = "Nghị định 1"
short = "NĐ 1"
articles = "1-3"
source = "bài kiểm"
confidence = "verified"
"""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (INSTRUMENT * 2, "a number stands twice"),
        (INSTRUMENT + 'replaces = ["0/QĐ"]', "1/QĐ: amends or replaces 0/QĐ"),
    ],
)
def test_instruments_that_do_not_fit_are_refused(text: str, fault: str) -> None:
    with pytest.raises(BadBook, match=fault):
        read_instruments(text)


def test_block_nobody_knows_is_refused() -> None:
    with pytest.raises(BadBook, match="no such block: mood"):
        block("mood")


def test_canonical_form_is_the_same_whatever_the_order_of_a_set() -> None:
    assert canonical(frozenset({"b", "a"})) == ["a", "b"]
    assert canonical((Fraction(1, 2), ON, RatingLevel.HTT, None, True)) == [
        "1/2", "2024-12-31", 2, None, True,
    ]  # fmt: skip
    assert canonical(BINDING.value("months-of-service"))["Value"]["value"] == "6"
    with pytest.raises(TypeError, match="float has no canonical form"):
        canonical(0.5)


def test_trees_are_shared_between_days_on_which_nothing_changes() -> None:
    one, two = (tree_at(STANDARDS[0], day) for day in (ON, date(2025, 1, 1)))

    assert one is two
