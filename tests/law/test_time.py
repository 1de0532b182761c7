"""Temporal coverage: on every quarter day exactly one version, or a gap that says why."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from thidua.law import (
    BadBook,
    Confidence,
    FactsBuilder,
    Group,
    SubjectKind,
    Verdict,
    catalogue,
    expiring,
    explain,
    governing_date,
    instruments,
    known_titles,
    questions,
    ruling_law,
)
from thidua.law.book import binding_at, change_dates, check, find_standard, standards_of, tree_at
from thidua.law.dated import Span, Timeline
from thidua.law.enums import ABROAD
from thidua.law.parameters import Gap, Value, find, read_timelines, timelines, values_at
from thidua.law.tree import Open, walk

QUARTER_DAYS = [
    date(year, month, day)
    for year in range(2024, 2029)
    for month, day in ((1, 1), (3, 31), (4, 1), (6, 30), (7, 1), (9, 30), (10, 1), (12, 31))
]


@pytest.mark.parametrize("name", sorted(timelines()))
def test_parameter_has_one_value_or_a_said_gap_on_every_quarter_day(name: str) -> None:
    for day in QUARTER_DAYS:
        spans = [span for span in timelines()[name].spans if span.covers(day)]

        assert len(spans) == 1
        found = find(name, day)
        assert isinstance(found, Value) or found.reason


@pytest.mark.parametrize("code", sorted({title.code for title in catalogue(date(2024, 6, 1))}))
def test_title_has_one_standard_or_says_why_not_on_every_quarter_day(code: str) -> None:
    for day in QUARTER_DAYS:
        for kind in known_titles()[code].subjects:
            for group in Group:
                own = [
                    one
                    for one in standards_of(code)
                    if one.kind is kind and one.covers(day) and one.group in {None, group}
                ]
                chosen = find_standard(code, kind, group, day)
                if chosen is None:
                    builder = FactsBuilder(kind, day.year, group=group)
                    answer = explain(builder.build(), code, day)
                    abroad = kind is SubjectKind.HOUSEHOLD and group in ABROAD
                    assert [one.code for one in answer.findings] == [
                        "household" if abroad else "ended"
                    ]
                else:
                    assert len({one.group for one in own}) == len(own)
                    assert tree_at(chosen, day).parts


def test_only_the_district_certificate_ends_within_the_book() -> None:
    first, last = (
        {title.code for title in catalogue(day)} for day in (QUARTER_DAYS[0], QUARTER_DAYS[-1])
    )

    assert first - last == {"GK-HUYEN"}
    assert last - first == set()


def test_the_book_checks_whole() -> None:
    check()


def test_between_two_days_of_change_nothing_changes() -> None:
    for start, end in pairwise(day for day in change_dates() if day >= QUARTER_DAYS[0]):
        eve = date.fromordinal(end.toordinal() - 1)

        assert values_at(start) == values_at(eve)
        assert binding_at(2024, start).values is binding_at(2024, eve).values


def test_from_the_amendment_on_every_title_answers_not_known_until_it_is_settled() -> None:
    after = date(2026, 10, 1)

    asked = questions(after)

    for title in catalogue(after):
        assert f"amended.{title.code}" in asked
        for kind in title.subjects:
            facts = FactsBuilder(kind, 2026).declare_all("Đơn vị cam kết").build()
            assert explain(facts, title.code, after).verdict is Verdict.NOT_KNOWN


EVERYDAY = (
    *("LDTT", "CSTT", "CSTDCS", "CSTD-BO-TINH", "TTLDXS", "TTLDTT", "CTD-TINH"),
    *("BKT", "GK-HUYEN", "GK-XA", "GK-DV", "GDVH", "TDPVH"),
)


def test_what_everyday_titles_leave_open_before_the_amendment_is_little_and_named() -> None:
    on = date(2024, 12, 31)
    standards = [one for code in EVERYDAY for one in standards_of(code) if one.covers(on)]

    asked = {
        node.question
        for one in standards
        for node in walk(tree_at(one, on))
        if isinstance(node, Open)
    }

    assert asked == {"run-ended-earlier", "gk-below-htt", "clear-household", "74.4.standard"}


def test_no_question_is_said_to_be_answered_by_a_text_that_was_read() -> None:
    for sentence, citation in questions(date(2024, 12, 31)).values():
        assert citation.confidence is not Confidence.VERIFIED, sentence


@pytest.mark.parametrize(
    ("considered", "received", "ruled_on"),
    [
        (date(2026, 9, 30), None, date(2026, 9, 30)),
        (date(2026, 11, 1), None, date(2026, 11, 1)),
        (date(2026, 11, 1), date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 11, 1), date(2026, 10, 1), date(2026, 11, 1)),
        (date(2025, 12, 1), date(2025, 11, 1), date(2025, 12, 1)),
    ],
)
def test_a_file_received_before_the_amendment_keeps_the_earlier_text(
    considered: date, received: date | None, ruled_on: date
) -> None:
    assert governing_date(considered, received) == ruled_on


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2023, 12, 31), "15/2003/QH11"),
        (date(2024, 1, 1), "06/2022/QH15"),
        (date(2026, 9, 30), "06/2022/QH15"),
        (date(2026, 10, 1), "06/2026/QH16"),
    ],
)
def test_ruling_law(on: date, number: str) -> None:
    assert ruling_law(on).number == number


def test_no_law_on_file_rules_before_2004_07() -> None:
    assert ruling_law(date(2004, 6, 30)) is None


def test_decree_152_is_said_to_expire_three_months_ahead() -> None:
    ending = {one.number for one in expiring(date(2026, 12, 1), days=90)}

    assert ending == {"152/2025/NĐ-CP", "129/2025/NĐ-CP", "15/2025/TT-BNV"}


def test_a_replaced_instrument_ends_where_the_next_begins() -> None:
    for one in instruments().values():
        for replaced in one.replaces:
            earlier = instruments()[replaced]
            assert earlier.ended is not None
            assert earlier.ended <= one.in_force_from


def test_gap_between_values_names_both() -> None:
    with pytest.raises(
        BadBook, match=r"x: nothing between \[2024-01-01, 2024-06-01\) and \[2024-07"
    ):
        Timeline.of(
            "x",
            [
                Span(date(2024, 7, 1), None, 2),
                Span(date(2024, 1, 1), date(2024, 6, 1), 1),
            ],
        )


@pytest.mark.parametrize("end", [None, date(2024, 8, 1)])
def test_overlap_of_values_names_both(end: date | None) -> None:
    spans = [Span(date(2024, 1, 1), end, 1), Span(date(2024, 7, 1), None, 2)]

    with pytest.raises(BadBook, match=r"x: \[2024-01-01, .*\) and \[2024-07-01, …\) overlap"):
        Timeline.of("x", spans)


def test_timeline_without_values_is_refused() -> None:
    with pytest.raises(BadBook, match="no value at any time"):
        Timeline.of("x", [])


def test_gap_in_a_parameters_file_is_refused() -> None:
    row = 'value = "1", unit = "lần", cite = { of = "06/2022/QH15" }, source = "", '
    row += 'confidence = "verified", checked_on = 2024-01-01'
    text = f"x = [{{ from = 2024-01-01, to = 2024-03-01, {row} }}, {{ from = 2024-04-01, {row} }}]"

    with pytest.raises(BadBook, match="x: nothing between"):
        read_timelines(text)


def test_outside_its_spans_a_parameter_says_so() -> None:
    assert find("base-salary", date(2019, 6, 30)) == Gap("Bộ quy tắc không có giá trị cho ngày này")


def test_unknown_parameter_is_refused() -> None:
    with pytest.raises(BadBook, match="'no-such' is not in the book"):
        find("no-such", date(2024, 1, 1))


def test_every_value_was_checked_after_it_was_issued_and_has_a_source() -> None:
    for line in timelines().values():
        for span in line.spans:
            if isinstance(span.value, Value):
                assert span.value.source
                assert span.value.checked_on >= date(2026, 11, 22)
