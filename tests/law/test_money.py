"""Bonus money against the printed table: the product, and the sum that is paid."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from thidua.law import Confidence, SubjectKind, UnknownTitle, bonus, why_no_bonus

PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind
BASES = (
    (date(2024, 6, 30), 1_800_000),
    (date(2024, 7, 1), 2_340_000),
    (date(2026, 6, 30), 2_340_000),
    (date(2026, 7, 1), 2_530_000),
)
AWARDS = (
    ("LDTT", PERSON, "0.3"),
    ("CSTT", PERSON, "0.3"),
    ("CSTDCS", PERSON, "1"),
    ("CSTD-BO-TINH", PERSON, "3"),
    ("CSTDTQ", PERSON, "4.5"),
    ("TTLDTT", COLLECTIVE, "0.8"),
    ("TTLDXS", COLLECTIVE, "1.5"),
    ("TDPVH", COLLECTIVE, "1.5"),
    ("CTD-TINH", COLLECTIVE, "8"),
    ("CTD-CP", COLLECTIVE, "12"),
    ("XPTTTB", COLLECTIVE, "2"),
    ("BKT", PERSON, "1.5"),
    ("BKT", COLLECTIVE, "3"),
    ("BKT", HOUSEHOLD, "2.25"),
    ("BKTTG", PERSON, "3.5"),
    ("BKTTG", COLLECTIVE, "7"),
    ("GK-HUYEN", PERSON, "0.3"),
    ("GK-XA", COLLECTIVE, "0.6"),
    ("GK-DV", HOUSEHOLD, "0.45"),
)
PRINTED = {
    ("0.3", 1_800_000): 540_000, ("0.3", 2_340_000): 710_000, ("0.3", 2_530_000): 760_000,
    ("0.6", 1_800_000): 1_080_000, ("0.6", 2_340_000): 1_410_000, ("0.6", 2_530_000): 1_520_000,
    ("0.8", 1_800_000): 1_440_000, ("0.8", 2_340_000): 1_880_000, ("0.8", 2_530_000): 2_030_000,
    ("1", 1_800_000): 1_800_000, ("1", 2_340_000): 2_340_000, ("1", 2_530_000): 2_530_000,
    ("1.5", 1_800_000): 2_700_000, ("1.5", 2_340_000): 3_510_000, ("1.5", 2_530_000): 3_800_000,
    ("2", 1_800_000): 3_600_000, ("2", 2_340_000): 4_680_000, ("2", 2_530_000): 5_060_000,
    ("3", 1_800_000): 5_400_000, ("3", 2_340_000): 7_020_000, ("3", 2_530_000): 7_590_000,
    ("3.5", 1_800_000): 6_300_000, ("3.5", 2_340_000): 8_190_000, ("3.5", 2_530_000): 8_860_000,
    ("4.5", 1_800_000): 8_100_000, ("4.5", 2_340_000): 10_530_000, ("4.5", 2_530_000): 11_390_000,
    ("7", 1_800_000): 12_600_000, ("7", 2_340_000): 16_380_000, ("7", 2_530_000): 17_710_000,
    ("8", 1_800_000): 14_400_000, ("8", 2_340_000): 18_720_000, ("8", 2_530_000): 20_240_000,
    ("12", 1_800_000): 21_600_000, ("12", 2_340_000): 28_080_000, ("12", 2_530_000): 30_360_000,
}  # fmt: skip
"""What is paid, by multiple and base salary."""


@pytest.mark.parametrize(("on", "base"), BASES)
@pytest.mark.parametrize(("code", "kind", "multiple"), AWARDS)
def test_bonus_is_what_the_table_prints(code, kind, multiple, on, base) -> None:
    found = bonus(code, kind, on)

    assert (found.multiple, found.base_salary) == (Fraction(multiple), base)
    assert found.exact == Fraction(multiple) * base
    assert found.payable % 10_000 == 0
    assert 0 <= found.payable - found.exact < 10_000
    assert found.payable == PRINTED.get((multiple, base), found.payable)


def test_every_printed_sum_is_reached_by_some_award() -> None:
    reached = {multiple for _, _, multiple in AWARDS}

    assert {multiple for multiple, _ in PRINTED} <= reached


def test_household_takes_one_and_a_half_times_the_person_rounded_once() -> None:
    found = bonus("GK-XA", HOUSEHOLD, date(2024, 12, 31))

    assert found.exact == 1_053_000
    assert found.payable == 1_060_000


def test_bonus_is_cited_by_the_decree_of_the_day() -> None:
    before, after = (bonus("CSTDCS", PERSON, day) for day in (date(2025, 6, 30), date(2025, 7, 1)))

    assert before.citation.text == "Nghị định 98/2023/NĐ-CP"
    assert after.citation.text == "Điều 50 Nghị định 152/2025/NĐ-CP"
    assert (before.confidence, after.confidence) == (Confidence.DERIVED, Confidence.VERIFIED)


@pytest.mark.parametrize(
    ("code", "kind", "on", "reason"),
    [
        (
            "GDVH",
            HOUSEHOLD,
            date(2024, 12, 31),
            "Mức tiền thưởng của Gia đình văn hóa chưa xác lập",
        ),
        ("KNC", PERSON, date(2024, 12, 31), "Mức tiền thưởng của Kỷ niệm chương chưa xác lập"),
        ("LDTT", COLLECTIVE, date(2024, 12, 31), "Mức tiền thưởng của Lao động tiên tiến chưa"),
        ("LDTT", PERSON, date(2027, 3, 1), "Nghị định 152/2025/NĐ-CP hết hiệu lực ngày 01/3/2027"),
        ("LDTT", PERSON, date(2023, 12, 31), "Bộ quy tắc không có giá trị cho ngày này"),
    ],
)
def test_bonus_not_established_says_why(code, kind, on, reason: str) -> None:
    assert bonus(code, kind, on) is None
    assert why_no_bonus(code, kind, on).startswith(reason)


def test_established_bonus_has_no_reason_against_it() -> None:
    assert why_no_bonus("CSTDCS", PERSON, date(2024, 12, 31)) is None


def test_bonus_of_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownTitle):
        bonus("XYZ", PERSON, date(2024, 12, 31))
