"""What the fund of each level may hold, and what of it may be spent on organising."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import BadFact, Confidence, Fund, fund_limit

ON = date(2025, 12, 31)


@pytest.mark.parametrize(
    ("fund", "on", "most", "place"),
    [
        (Fund.DELTA, ON, 10_000, "khoản 3 Điều 46"),
        (Fund.UPLAND, ON, 15_000, "khoản 3 Điều 46"),
        (Fund.MINISTRY, date(2024, 12, 31), 200_000, "Điều 50"),
        (Fund.ORGANISING, date(2024, 12, 31), 200_000, "điểm a khoản 1 Điều 52"),
        (Fund.ORGANISING, ON, 200_000, ""),
    ],
)
def test_fund_limits(fund, on, most, place) -> None:
    found = fund_limit(fund, on, 1_000_000)

    assert (found.most, found.citation.place) == (most, place)
    assert found.confidence is Confidence.VERIFIED


def test_fund_limit_without_a_base_is_the_share_alone() -> None:
    found = fund_limit(Fund.DELTA, ON)

    assert (found.share, found.most) == (Fraction(1, 100), None)
    assert found.of == "tổng chi ngân sách thường xuyên của cấp đó"
    assert found.notes == ("Ngoài ra có khoản đóng góp của cá nhân, tổ chức.",)


@pytest.mark.parametrize(
    ("fund", "on"),
    [
        (Fund.DELTA, date(2024, 12, 31)),
        (Fund.ORGANISING, date(2025, 7, 2)),
        (Fund.MINISTRY, date(2027, 3, 1)),
    ],
)
def test_fund_limit_not_established_says_why(fund, on) -> None:
    found = fund_limit(fund, on, 1_000_000)

    assert (found.share, found.most, found.citation) == (None, None, None)
    assert found.notes[0].endswith(".")


def test_weak_fund_limit_says_where_it_comes_from() -> None:
    assert fund_limit(Fund.MINISTRY, ON).confidence is Confidence.UNSURE
    assert "Điều 50 Nghị định 98/2023" in fund_limit(Fund.MINISTRY, ON).notes[0]


@given(st.sampled_from(Fund), st.integers(0, 10**15))
def test_fund_limit_never_passes_its_share(fund, base) -> None:
    found = fund_limit(fund, ON, base)

    assert found.share * base - 1 < found.most <= found.share * base


def test_negative_base_is_refused() -> None:
    with pytest.raises(BadFact):
        fund_limit(Fund.DELTA, ON, -1)
