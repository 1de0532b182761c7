"""Bonus money against the printed table: the product, and the sum that is paid."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import (
    Confidence,
    Granted,
    Rounding,
    SubjectKind,
    UnknownTitle,
    Verdict,
    bonus,
    bonus_ceiling,
    certificate,
    known_titles,
    payable,
    why_no_bonus,
)
from thidua.law.parameters import timelines

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
    ("CTD-BO", COLLECTIVE, "8"),
    ("CTD-QKDHQG", COLLECTIVE, "6"),
    ("BK-QKDHQG", PERSON, "1"),
    ("BK-QKDHQG", COLLECTIVE, "2"),
    ("HCSV", PERSON, "46"),
    ("HCSV", COLLECTIVE, "92"),
    ("HCHCM", PERSON, "30.5"),
    ("HCHCM", COLLECTIVE, "61"),
    ("HCDL1", PERSON, "15"),
    ("HCQC2", PERSON, "12.5"),
    ("HCDL3", COLLECTIVE, "21"),
    ("HCLD1", PERSON, "9"),
    ("HCCC2", PERSON, "7.5"),
    ("HCBVTQ3", COLLECTIVE, "9"),
    ("HCDDK", PERSON, "7.5"),
    ("HCDC", PERSON, "4.5"),
    ("HCDC", COLLECTIVE, "9"),
    ("AHLD", PERSON, "15.5"),
    ("AHLLVT", COLLECTIVE, "31"),
    ("BMVNAH", PERSON, "15.5"),
    ("NGND", PERSON, "12.5"),
    ("NNUT", PERSON, "9"),
    ("HC-QKQT", PERSON, "1.5"),
    ("GTHCM", PERSON, "270"),
    ("GTNN", PERSON, "170"),
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
    ("7.5", 1_800_000): 13_500_000, ("7.5", 2_340_000): 17_550_000, ("7.5", 2_530_000): 18_980_000,
    ("9", 1_800_000): 16_200_000, ("9", 2_340_000): 21_060_000, ("9", 2_530_000): 22_770_000,
    ("15", 1_800_000): 27_000_000, ("15", 2_340_000): 35_100_000, ("15", 2_530_000): 37_950_000,
    ("15.5", 1_800_000): 27_900_000, ("15.5", 2_340_000): 36_270_000,
    ("15.5", 2_530_000): 39_220_000,
    ("31", 1_800_000): 55_800_000, ("31", 2_340_000): 72_540_000, ("31", 2_530_000): 78_430_000,
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
        ("KNC", PERSON, date(2024, 12, 31), "Kỷ niệm chương: nghị định chỉ định mức cao nhất"),
        ("TINH-AH", COLLECTIVE, date(2025, 12, 31), "Mức tiền thưởng của Tỉnh Anh hùng"),
        ("HCDDK", COLLECTIVE, date(2025, 12, 31), "Mức tiền thưởng của Huân chương Đại đoàn kết"),
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


MULTIPLES = sorted(
    name
    for name in timelines()
    if name.startswith("bonus-") and name.endswith(("-person", "-collective"))
)
ON = date(2025, 12, 31)


def test_every_multiple_of_the_data_belongs_to_an_award() -> None:
    codes = {name.removeprefix("bonus-").rpartition("-")[0] for name in MULTIPLES}

    assert codes - {"GK"} <= set(known_titles())


@given(
    st.sampled_from(sorted(known_titles())), st.sampled_from(SubjectKind), st.sampled_from(BASES)
)
def test_what_is_paid_is_the_next_ten_thousand_up(code, kind, base) -> None:
    for rounding in Rounding:
        found = bonus(code, kind, base[0], rounding=rounding)
        if found is None:
            assert why_no_bonus(code, kind, base[0])
        else:
            assert found.payable % 10_000 == 0
            assert found.payable >= found.exact
            assert found.payable - found.exact < (10_000 if rounding is Rounding.ONCE else 30_000)


def test_rounding_the_persons_sum_first_is_a_setting() -> None:
    day = date(2026, 7, 1)
    order = [bonus("HCLD2", COLLECTIVE, day, rounding=one).payable for one in Rounding]
    flag = [bonus("CTD-TINH", COLLECTIVE, day, rounding=one).payable for one in Rounding]
    family = [bonus("GK-XA", HOUSEHOLD, day, rounding=one).payable for one in Rounding]

    assert order == [37_950_000, 37_960_000]
    assert flag == [20_240_000, 20_240_000]
    assert family == [1_140_000, 1_140_000]


@given(st.sampled_from([code for code in known_titles() if code.startswith("HC")]))
def test_collective_takes_twice_the_person_where_both_are_known(code: str) -> None:
    person, collective = (bonus(code, kind, ON) for kind in (PERSON, COLLECTIVE))

    if person and collective:
        assert collective.multiple == 2 * person.multiple


def test_recalled_multiples_say_so() -> None:
    for code in ("HC-QKQT", "HUYC-HN", "GTHCM", "GTNN"):
        assert bonus(code, PERSON, ON).confidence is Confidence.RECALLED


def test_badge_has_a_ceiling_and_no_sum() -> None:
    found, assembly = bonus_ceiling("KNC", ON), bonus_ceiling("KNC", ON, assembly=True)

    assert (found.exact, found.payable) == (1_404_000, 1_400_000)
    assert (assembly.multiple, assembly.payable) == (Fraction("0.8"), 1_870_000)
    assert bonus("KNC", PERSON, ON) is None
    assert bonus_ceiling("LDTT", ON) is None
    assert bonus_ceiling("KNC", date(2027, 3, 1)) is None


@pytest.mark.parametrize(
    ("code", "on", "verdict"),
    [
        ("CSTDCS", ON, Verdict.MET),
        ("TTLDXS", ON, Verdict.MET),
        ("LDTT", ON, Verdict.NOT_MET),
        ("TTLDTT", ON, Verdict.NOT_MET),
        ("GDVH", ON, Verdict.NOT_KNOWN),
        ("LDTT", date(2027, 3, 1), Verdict.NOT_KNOWN),
        ("LDTT", date(2023, 12, 31), Verdict.NOT_KNOWN),
    ],
)
def test_lower_titles_bring_money_and_no_certificate(code, on, verdict) -> None:
    assert certificate(code, on).verdict is verdict


def test_certificate_is_as_sure_as_its_decree() -> None:
    days = (date(2024, 12, 31), ON)

    assert [certificate("LDTT", on).citation.confidence for on in days] == [
        Confidence.DERIVED,
        Confidence.VERIFIED,
    ]


def paid(*awards: Granted, on: date = ON) -> list[int | None]:
    return [one.amount for one in payable(awards, on)]


def person(code: str, period: int | None = 2025, achievement: str | None = None) -> Granted:
    return Granted(code, PERSON, period, achievement)


def test_of_several_titles_of_one_period_the_highest_is_paid() -> None:
    found = payable([person("LDTT"), person("CSTDCS"), person("CSTD-BO-TINH")], ON)

    assert [one.amount for one in found] == [0, 0, 7_020_000]
    assert found[0].reason.startswith("Cùng kỳ thành tích chỉ nhận tiền thưởng")
    assert found[0].citation.text == "Điều 49 Nghị định 152/2025/NĐ-CP"


def test_titles_of_different_periods_are_all_paid() -> None:
    assert paid(person("CSTDCS", 2024), person("LDTT", 2025)) == [2_340_000, 710_000]


def test_title_whose_period_is_not_known_waits_and_the_highest_does_not() -> None:
    assert paid(person("LDTT", None), person("CSTDCS", 2025)) == [None, 2_340_000]


def test_form_and_title_are_both_paid_even_for_one_achievement() -> None:
    held = [person("CSTDCS", 2025, "sáng kiến"), person("GK-XA", 2025, "sáng kiến")]

    assert paid(*held) == [2_340_000, 710_000]


def test_forms_for_different_achievements_or_periods_are_all_paid() -> None:
    assert paid(person("BKT", 2025, "chống bão"), person("GK-XA", 2025, "hiến đất")) == [
        3_510_000,
        710_000,
    ]
    assert paid(person("BKT", 2024), person("GK-XA", 2025)) == [3_510_000, 710_000]


def test_two_forms_for_one_achievement_are_no_question_for_the_cashier() -> None:
    found = payable([person("BKT", 2025, "bão"), person("GK-XA", 2025, "bão")], ON)

    assert [one.amount for one in found] == [None, None]
    assert found[0].citation.place == "điểm c khoản 2 Điều 5"


def test_forms_whose_achievement_is_not_told_apart_wait() -> None:
    found = payable([person("BKT", 2025, "bão"), person("GK-XA", 2025, None)], ON)

    assert [one.verdict for one in found] == [Verdict.NOT_KNOWN, Verdict.NOT_KNOWN]
    assert found[0].reason.startswith("Chưa rõ có khác thành tích")


def test_one_title_twice_in_one_period_is_paid_once() -> None:
    assert sorted(paid(person("LDTT"), person("LDTT"))) == [0, 710_000]


def test_money_not_established_is_not_known_and_clouds_its_rivals() -> None:
    family = Granted("GDVH", HOUSEHOLD, 2025)
    found = payable([family], ON)

    assert (found[0].amount, found[0].bonus) == (None, None)
    assert paid(person("CSTDCS"), person("LDTT"), on=date(2027, 3, 1)) == [None, None]


def test_payment_before_decree_152_is_cited_by_decree_98() -> None:
    (found,) = payable([person("LDTT")], date(2024, 12, 31))

    assert found.citation.text == "Nghị định 98/2023/NĐ-CP"


PERSONAL = ["LDTT", "CSTT", "CSTDCS", "CSTD-BO-TINH", "CSTDTQ", "BKT", "GK-XA", "BKTTG", "KNC"]
granted = st.builds(
    person,
    st.sampled_from(PERSONAL),
    st.sampled_from([2024, 2025, None]),
    st.sampled_from(["a", "b", None]),
)


@given(st.lists(granted, max_size=6), st.randoms(use_true_random=False))
def test_what_is_paid_does_not_hang_on_the_order(awards, random) -> None:
    mixed = list(awards)
    random.shuffle(mixed)

    def told(held) -> list[tuple[str, str]]:
        return sorted((repr(one.granted), one.verdict.value) for one in payable(held, ON))

    assert told(awards) == told(mixed)


@given(st.lists(granted, min_size=1, max_size=6))
def test_in_every_known_period_exactly_one_title_is_paid(awards) -> None:
    titles = [one for one in awards if known_titles()[one.code].kind == "title" and one.period]
    found = payable(titles, ON)

    for period in {one.period for one in titles}:
        of_period = [one for one in found if one.granted.period == period]
        winners = [one for one in of_period if one.verdict is Verdict.MET]
        assert len(winners) == 1
        assert winners[0].bonus.multiple == max(one.bonus.multiple for one in of_period)
