"""How many votes are needed: always counted on all members."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.councils.domain.thresholds import requirement
from thidua.law import known_titles, vote_threshold

ON = date(2024, 12, 12)
members = st.integers(min_value=1, max_value=99)


@given(members, st.data(), st.sampled_from(sorted(known_titles())))
def test_requirement_passes_exactly_at_the_share_of_all_members(total, data, title):
    in_favour = data.draw(st.integers(min_value=0, max_value=total))
    threshold = vote_threshold(title, ON)

    passed = requirement(title, ON, total).passes(in_favour)

    if threshold is None:
        assert passed == (2 * in_favour > total)
    else:
        assert passed == (in_favour >= threshold.share * total)


@given(members, members)
def test_requirement_never_falls_when_the_council_grows(one, other):
    small, large = sorted((one, other))

    for title in ("CSTDCS", "LDTT", "CSTD-BO-TINH"):
        assert requirement(title, ON, small).votes <= requirement(title, ON, large).votes


@pytest.mark.parametrize(
    ("title", "votes", "words"),
    [
        ("CSTDCS", 9, "Ngưỡng 80\u00a0% = 9 phiếu"),
        ("CSTD-BO-TINH", 10, "Ngưỡng 90\u00a0% = 10 phiếu"),
        ("LDTT", 6, "Quá nửa = 6 phiếu"),
    ],
)
def test_requirement_of_eleven_members(title, votes, words):
    asked = requirement(title, ON, 11)

    assert (asked.votes, asked.words) == (votes, words)


def test_requirement_with_a_statutory_share_cites_it():
    asked = requirement("CSTDCS", ON, 11)

    assert asked.share == Fraction(4, 5)
    assert asked.percent == 80
    assert asked.source.startswith("khoản 7 Điều 30 Nghị định")
    assert asked.confidence == "verified"


def test_requirement_without_a_share_says_it_is_no_statutory_figure():
    asked = requirement("LDTT", ON, 11)

    assert asked.share is None
    assert "không phải tỷ lệ do pháp luật ấn định" in asked.source
    assert asked.confidence == "recalled"


def test_requirement_after_the_decree_changed_is_marked_unsure():
    assert requirement("CSTDCS", date(2025, 8, 1), 11).confidence == "unsure"


def test_shortfall_names_votes_and_share():
    sentence = requirement("CSTDCS", ON, 11).shortfall(8)

    assert sentence == (
        "Được 8/11 phiếu đồng ý, cần ít nhất 9 phiếu (80\u00a0% tổng số thành viên Hội đồng)."
    )
