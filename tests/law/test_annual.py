"""Names that change, notes that bear on a standard, and the bằng khen before the five years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import (
    Assessment,
    FactsBuilder,
    Overlay,
    RatingLevel,
    SubjectKind,
    Verdict,
    explain,
    known_title,
    known_titles,
)

RENAMED = date(2025, 7, 1)
ON = date(2025, 12, 31)


def test_commune_title_is_called_by_its_name_of_the_day() -> None:
    title = known_title("XPTTTB")

    assert title.name_on(RENAMED - timedelta(days=1)) == "Xã, phường, thị trấn tiêu biểu"
    assert title.name_on(RENAMED) == "Xã, phường, đặc khu tiêu biểu"
    assert title.name == "Xã, phường, thị trấn tiêu biểu"


@given(st.sampled_from(sorted(known_titles())), st.dates(), st.dates())
def test_a_name_once_changed_does_not_come_back(code: str, one: date, other: date) -> None:
    title = known_title(code)
    names = [title.name, *(name for _, name in title.later)]

    earlier, later = sorted((one, other))

    assert names.index(title.name_on(earlier)) <= names.index(title.name_on(later))


def noted(code: str, kind: SubjectKind, on: date) -> str:
    return " ".join(explain(FactsBuilder(kind, on.year).build(), code, on).notes)


@pytest.mark.parametrize(
    ("clause", "bears", "does_not"),
    [
        ("khoản 1 Điều 4 NĐ 152/2025", "BKT", "LDTT"),
        ("khoản 3 Điều 4 NĐ 152/2025", "CSTD-BO-TINH", "LDTT"),
        ("khoản 4 Điều 4 NĐ 152/2025", "BKTTG", "CSTDCS"),
        ("khoản 5 Điều 4 NĐ 152/2025", "CSTDCS", "BKT"),
    ],
)
def test_a_principle_is_noted_where_it_bears_on_the_standard(
    clause: str, bears: str, does_not: str
) -> None:
    assert clause in noted(bears, SubjectKind.PERSON, ON)
    assert clause not in noted(does_not, SubjectKind.PERSON, ON)
    assert clause not in noted(bears, SubjectKind.PERSON, RENAMED - timedelta(days=1))


def official(certificate_year: int, overlay: Overlay | None) -> Assessment:
    """Five good years to 2024 with three CSTĐCS, and a bằng khen of the province."""
    builder = FactsBuilder(SubjectKind.PERSON, 2024).declare_all("Sở")
    builder.no_other_achievements("Sở").awards_on_file(1980, 2024, "sổ")
    for year in range(2020, 2025):
        builder.rating(year, RatingLevel.HTT, "bảng")
    for year in (2020, 2022, 2024):
        builder.award("CSTDCS", year, "sổ")
    builder.award("BKT", certificate_year, "sổ")
    return explain(builder.build(), "BKTTG", date(2024, 12, 31), overlay=overlay)


@given(st.integers(1990, 2024))
def test_years_need_not_follow_the_certificate_unless_the_authority_says_so(year: int) -> None:
    stricter = Overlay.from_dict({"name": "Quy định của tỉnh", "numbers": {"lag-bk-for-bkttg": 5}})

    assert official(year, None).verdict is Verdict.MET
    assert (official(year, stricter).verdict is Verdict.MET) is (year < 2020)
