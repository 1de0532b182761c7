"""Time in leadership posts: what is credited at each level, and which class of order it reaches."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import FactsBuilder, Overlay, SubjectKind, Verdict, explain
from thidua.law.errors import BadFact
from thidua.law.service import Post, credited, enough_on, facts_of, month, served, span
from thidua.law.service_levels import LEVELS, quantity_of

FIRST, LAST = month("1990-01"), month("2025-12")
TODAY = date(2025, 12, 31)
ENOUGH = enough_on(TODAY)


def post(level: str, start: str, end: str = "", **more: object) -> Post:
    return Post.read({"level": level, "from": start, "to": end, **more})


def years(*posts: Post, after: str = "") -> dict[str, Fraction | None]:
    """Credited years at the levels that have any."""
    facts = facts_of(posts, 2025, "lý lịch", after)
    found = {level: facts[quantity_of(level)].value for level in LEVELS}
    return {level: value for level, value in found.items() if value != 0}


def source(level: str, *posts: Post) -> str:
    return facts_of(posts, 2025, "lý lịch")[quantity_of(level)].source


# -- one post ---


def test_both_the_first_and_the_last_month_count() -> None:
    assert years(post("V", "2018-07", "2025-06")) == {"V": 7}
    assert years(post("V", "2025-06", "2025-06")) == {"V": Fraction(1, 12)}


def test_a_post_still_held_counts_to_the_end_of_the_year_judged() -> None:
    assert years(post("V", "2024-01")) == {"V": 2}
    assert years(post("V", "2024-01", "2030-12")) == {"V": 2}


def test_time_of_women_leaders_counts_half_as_much_again() -> None:
    four = post("V", "2022-01", "2025-12", woman_leader=True)

    assert years(four) == {"V": 6}
    assert source("V", four) == (
        "riêng chức vụ này 6 năm (thời gian của nữ lãnh đạo, quản lý tính gấp rưỡi); lý lịch"
    )


# -- several posts ---


def test_of_posts_held_at_once_only_the_highest_counts() -> None:
    both = (post("V", "2010-01", "2019-12"), post("III", "2015-01", "2019-12"))

    # Five years at level III suffice there: whether they are added to level V is not established.
    assert years(*both) == {"III": 5, "V": None}
    assert source("V", *both) == (
        "riêng chức vụ này 5 năm; chưa rõ có cộng 5 năm giữ chức vụ cao hơn hay không; lý lịch"
    )


def test_two_posts_of_one_level_at_once_count_once() -> None:
    assert years(post("V", "2016-01", "2020-12"), post("V", "2018-01", "2021-12")) == {"V": 6}


def test_time_too_short_for_its_level_goes_to_the_next_lower_post_held() -> None:
    career = (post("VI", "2006-01", "2015-12"), post("V", "2016-01", "2019-12"))

    assert years(*career) == {"V": 4, "VI": 14}
    assert source("VI", *career) == (
        "riêng chức vụ này 10 năm, cộng chức vụ cao hơn 4 năm; lý lịch"
    )


def test_time_too_short_goes_down_past_levels_that_were_not_held() -> None:
    assert years(post("V", "2010-01", "2015-12"), post("II", "2016-01", "2017-12")) == {
        "II": 2,
        "V": 8,
    }


def test_time_too_short_goes_down_more_than_once() -> None:
    career = (
        post("VI", "2000-01", "2004-12"),
        post("V", "2005-01", "2007-12"),
        post("IV", "2008-01", "2009-06"),
    )

    assert years(*career) == {"IV": Fraction(3, 2), "V": Fraction(9, 2), "VI": Fraction(19, 2)}


def test_without_a_lower_post_short_time_stays_where_it_is() -> None:
    assert years(post("V", "2021-01", "2025-12")) == {"V": 5}


def test_any_time_at_the_highest_level_is_enough_there() -> None:
    career = (post("II", "2020-01", "2024-12"), post("I", "2025-01", "2025-01"))

    assert years(*career) == {"I": Fraction(1, 12), "II": None}


def test_moved_down_the_former_level_counts_until_that_term_ends() -> None:
    moved = post("VI", "2021-01", "2025-12", former="V", former_until="2022-12")

    assert years(post("V", "2016-01", "2020-12"), moved) == {"V": 7, "VI": None}


def test_a_former_level_below_the_new_one_takes_nothing_away() -> None:
    assert years(post("V", "2021-01", "2025-12", former="VI", former_until="2022-12")) == {"V": 5}


def test_after_an_award_only_later_time_counts() -> None:
    career = (post("V", "2005-01", "2015-12"), post("IV", "2016-01", "2025-12"))

    assert years(*career, after="2015-12") == {"IV": 10}
    assert years(*career, after="2025-12") == {}


def test_where_the_decrees_have_ended_nothing_is_said_of_the_lower_post() -> None:
    career = (post("VI", "2006-01", "2015-12"), post("V", "2016-01", "2019-12"))

    facts = facts_of(career, 2027, "lý lịch")

    assert facts[quantity_of("V")].value == 4
    assert facts[quantity_of("VI")].value is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"level": "VII", "from": "2020-01"}, "Không có nhóm chức vụ “VII”; có I, II"),
        ({"level": "V", "from": "2020-13"}, "Tháng “2020-13” phải ghi dạng năm-tháng"),
        ({"level": "V", "from": "05/2020"}, "Tháng “05/2020” phải ghi dạng năm-tháng"),
        ({"level": "V", "from": "2020-05", "to": "2020-04"}, "bị ngược"),
        ({"level": "V", "from": "2020-05", "former": "IV"}, "cần cả nhóm chức vụ và tháng"),
        ({"level": "V", "from": "2020-05", "former_until": "2021-05"}, "cần cả nhóm chức vụ"),
    ],
)
def test_a_post_that_cannot_be_is_refused(row: dict, message: str) -> None:
    with pytest.raises(BadFact, match=message):
        Post.read(row)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Fraction(0), "0 tháng"),
        (Fraction(1, 12), "1 tháng"),
        (Fraction(5), "5 năm"),
        (Fraction(55, 12), "4 năm 7 tháng"),
        (Fraction(37, 8), "4 năm 7,5 tháng"),
    ],
)
def test_a_length_of_time_in_words(length: Fraction, words: str) -> None:
    assert span(length) == words


# -- any posts ---

_spans = st.tuples(st.integers(FIRST, LAST), st.integers(0, 120))
_posts = st.lists(
    st.builds(
        lambda level, when, woman: Post(level, when[0], when[0] + when[1], woman),
        st.sampled_from(LEVELS),
        _spans,
        st.booleans(),
    ),
    max_size=6,
)


def months(posts: list[Post]) -> set[int]:
    return {at for one in posts for at in range(one.start, min(one.end, LAST) + 1)}


def total(posts: list[Post]) -> dict[str, Fraction | None]:
    credit = credited(served(posts, FIRST, LAST), ENOUGH)
    return {level: one.total for level, one in credit.items()}


@given(_posts, st.randoms(use_true_random=False))
def test_the_order_of_the_posts_does_not_matter(posts: list[Post], random) -> None:
    shuffled = random.sample(posts, len(posts))

    assert total(shuffled) == total(posts)


@given(_posts)
def test_every_month_is_counted_once(posts: list[Post]) -> None:
    men = [Post(one.level, one.start, one.end) for one in posts]

    assert sum(served(men, FIRST, LAST).values()) == len(months(men))


@given(_posts)
def test_no_level_is_credited_more_than_the_time_gone_by(posts: list[Post]) -> None:
    elapsed = Fraction(len(months(posts)), 12)
    women = any(one.woman_leader for one in posts)

    for value in total(posts).values():
        assert value is None or value <= elapsed * (Fraction(3, 2) if women else 1)


@given(_posts, st.integers(0, 5), st.integers(1, 60))
def test_serving_longer_never_lowers_what_is_known(
    posts: list[Post], which: int, more: int
) -> None:
    men = [Post(one.level, one.start, one.end) for one in posts]
    longer = [
        Post(one.level, one.start, one.end + more) if place == which else one
        for place, one in enumerate(men)
    ]
    before, after = total(men), total(longer)

    for level in LEVELS:
        # Nothing is left of a level when longer time in a higher post covers all of it.
        known = before[level] is not None and after[level]
        assert not known or after[level] >= before[level]


@given(_posts)
def test_a_post_repeated_adds_nothing(posts: list[Post]) -> None:
    assert total(posts + posts) == total(posts)


# -- the classes ---

# Level, class, first month that reaches it, first month that belongs to the next class (in years).
TABLE = [
    ("HCLD3", "44.1.g.III", "III", 3, 5),
    ("HCLD3", "44.1.g.IV", "IV", 5, 8),
    ("HCLD3", "44.1.g.V", "V", 6, 10),
    ("HCLD3", "44.1.g.VI", "VI", 10, 15),
    ("HCLD2", "43.1.e.II", "II", 3, 5),
    ("HCLD2", "43.1.e.III", "III", 5, 8),
    ("HCLD2", "43.1.e.IV", "IV", 8, 10),
    ("HCLD2", "43.1.e.V", "V", 10, 15),
    ("HCLD2", "43.1.e.VI", "VI", 15, None),
    ("HCLD1", "42.service.II", "II", 5, None),
    ("HCLD1", "42.service.III", "III", 8, 10),
    ("HCLD1", "42.service.IV", "IV", 10, 15),
    ("HCLD1", "42.service.V", "V", 15, None),
    ("HCDL3", "38.service.I", "I", 3, 8),
    ("HCDL3", "38.service.II", "II", 8, None),
    ("HCDL2", "37.service.I", "I", 8, 13),
    ("HCDL1", "36.service.I", "I", 13, None),
]


def verdict(title: str, code: str, level: str, length: Fraction, on: date) -> Verdict:
    end = month("2024-12") if on.year == 2024 else LAST
    held = Post(level, end - int(length * 12) + 1, end)
    builder = FactsBuilder(SubjectKind.PERSON, on.year).posts([held], "lý lịch")
    finding = explain(builder.build(), title, on).find(code)
    assert finding is not None
    return finding.verdict


@pytest.mark.parametrize("on", [date(2024, 12, 31), TODAY])
@pytest.mark.parametrize(("title", "code", "level", "least", "below"), TABLE)
def test_classes_begin_and_end_at_their_month(
    title: str, code: str, level: str, least: int, below: int | None, on: date
) -> None:
    a_month = Fraction(1, 12)

    assert verdict(title, code, level, least - a_month, on) is Verdict.NOT_MET
    assert verdict(title, code, level, Fraction(least), on) is Verdict.MET
    if below is None:
        assert verdict(title, code, level, Fraction(29), on) is Verdict.MET
    else:
        assert verdict(title, code, level, below - a_month, on) is Verdict.MET
        assert verdict(title, code, level, Fraction(below), on) is Verdict.NOT_MET


def test_any_time_as_minister_reaches_the_first_class_of_the_labour_order() -> None:
    assert verdict("HCLD1", "42.service.I", "I", Fraction(1, 12), TODAY) is Verdict.MET


def retiring(*posts: Post, **declared: bool) -> FactsBuilder:
    builder = FactsBuilder(SubjectKind.PERSON, 2025).declare_all("Đơn vị cam kết")
    builder.declare("service.retirement", True, "QĐ nghỉ hưu")
    builder.no_other_achievements("tờ trình").posts(posts, "lý lịch")
    for criterion, value in declared.items():
        builder.declare(f"service.{criterion}", value, "ý kiến của cơ quan quản lý")
    return builder


DIRECTOR = post("V", "2018-07", "2025-06")


def test_a_director_of_seven_years_retires_with_the_third_class() -> None:
    said = explain(retiring(DIRECTOR).build(), "HCLD3", TODAY)

    assert said.verdict is Verdict.MET
    assert said.find("44.1.g.V.least").detail.startswith("07\N{NO-BREAK SPACE}năm (riêng chức vụ")


@pytest.mark.parametrize("criterion", ["clean", "first", "retirement"])
def test_disciplined_or_awarded_before_or_not_retiring_there_is_none(criterion: str) -> None:
    said = explain(retiring(DIRECTOR, **{criterion: False}).build(), "HCLD3", TODAY)

    assert said.find("44.1.g").verdict is Verdict.NOT_MET


def test_a_quantity_said_by_hand_stands_instead_of_the_sum() -> None:
    career = (post("VI", "2005-01", "2015-12"), post("V", "2016-01", "2025-12"))
    builder = retiring(*career)

    open_ = explain(builder.build(), "HCLD3", TODAY).find("44.1.g.VI").verdict
    builder.quantity(quantity_of("VI"), 11, "ý kiến của Bộ Nội vụ")
    said = explain(builder.build(), "HCLD3", TODAY).find("44.1.g.VI").verdict

    assert (open_, said) == (Verdict.NOT_KNOWN, Verdict.MET)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [(None, Verdict.NOT_KNOWN), (True, Verdict.MET), (False, Verdict.NOT_KNOWN)],
)
def test_classes_decree_152_was_not_read_for_wait_for_its_table(
    kept: bool | None, expected: Verdict
) -> None:
    settled = {} if kept is None else {"post-table-kept": kept}
    overlay = Overlay.from_dict({"name": "Văn bản trả lời", "settled": settled})
    deputy_minister = post("II", "2018-01", "2024-12")

    said = explain(retiring(deputy_minister).build(), "HCLD1", TODAY, overlay=overlay)

    assert said.verdict is expected


def test_months_as_a_part_of_a_year_are_shown_with_two_decimals() -> None:
    short = post("V", "2021-01", "2025-07")

    said = explain(retiring(short).build(), "HCLD3", TODAY)

    assert said.find("44.1.g.V.least").detail.startswith("4,58\N{NO-BREAK SPACE}năm (")
