"""Gathering facts: what is said, what is complete, what stays unknown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from thidua.law import (
    BadBook,
    BadFact,
    Fact,
    FactsBuilder,
    Group,
    InitiativeScope,
    RatingLevel,
    SubjectKind,
    UnknownTitle,
    Verdict,
    explain,
)
from thidua.law.algebra import Atom
from thidua.law.enums import BLOCKS
from thidua.law.facts import Facts
from thidua.law.signals import award, describe, initiative

YEAR = 2024
CO_SO, TINH = InitiativeScope.CO_SO, InitiativeScope.TINH


def person() -> FactsBuilder:
    return FactsBuilder(SubjectKind.PERSON, YEAR)


def value(facts: Facts, signal: str, year: int = YEAR, at_least: int | None = None):
    bound = None if at_least is None else Fraction(at_least)
    return facts.read(Atom(signal, year, bound)).value


def test_rating_answers_every_threshold() -> None:
    facts = person().rating(YEAR, RatingLevel.HTT, "bảng xếp loại").build()

    answers = [value(facts, "rating", at_least=level) for level in RatingLevel]

    assert answers == [True, True, True, False]


def test_the_lowest_rating_is_a_rating() -> None:
    facts = person().rating(YEAR, RatingLevel.KHT, "bảng xếp loại").build()

    assert value(facts, "rating", at_least=RatingLevel.HT) is False
    assert value(facts, "rating", at_least=RatingLevel.KHT) is True


def test_rating_not_given_yet_stays_unknown_also_where_the_file_is_complete() -> None:
    builder = person().ratings_on_file(2019, YEAR, "bảng xếp loại")

    facts = builder.rating(YEAR, None, "chờ kết quả").build()

    assert value(facts, "rating", at_least=2) is None
    assert value(facts, "rating", 2023, at_least=2) is False
    assert value(facts, "rating", 2018, at_least=2) is None


def test_award_register_is_false_inside_and_unknown_outside() -> None:
    builder = person().awards_on_file(2019, 2023, "sổ khen thưởng")

    facts = builder.award("CSTDCS", 2021, "QĐ 1804").build()

    assert [value(facts, award("CSTDCS"), year) for year in (2018, 2019, 2021, 2024)] == [
        None,
        False,
        True,
        None,
    ]
    assert facts.fact(award("CSTDCS"), 2019) == Fact(False, "sổ khen thưởng")


def test_award_for_a_sudden_feat_is_no_ground_for_merit() -> None:
    builder = person().award("BKT", 2022, "QĐ", merit=False)

    assert value(builder.build(), award("BKT"), 2022) is None
    covered = builder.awards_on_file(2022, 2022, "sổ").build()
    assert value(covered, award("BKT"), 2022) is False


def test_award_of_a_code_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(UnknownTitle, match="“XYZ”"):
        person().award("XYZ", 2022, "QĐ")


@pytest.mark.parametrize(
    ("scope", "in_unit", "in_province", "in_nation"),
    [
        (InitiativeScope.TOAN_QUOC, True, True, True),
        (TINH, True, True, None),
        (CO_SO, True, None, None),
        (None, True, None, None),
    ],
)
def test_initiative_reaches_as_far_as_its_certificate(
    scope, in_unit, in_province, in_nation
) -> None:
    facts = person().initiative(YEAR, scope, "QĐ").build()

    answers = [value(facts, initiative("title", one)) for one in InitiativeScope]

    assert answers == [in_unit, in_province, in_nation]


def test_no_other_initiatives_closes_what_is_not_claimed() -> None:
    builder = person().initiative(YEAR, CO_SO, "QĐ 1").no_other_initiatives(YEAR, "danh sách")

    facts = builder.build()

    assert value(facts, initiative("title", CO_SO)) is True
    assert value(facts, initiative("title", CO_SO, 2)) is False
    assert value(facts, initiative("title", TINH)) is False
    assert value(facts, "declared.23.work") is False
    assert value(facts, initiative("title", CO_SO), 2023) is None


def test_scope_not_certified_stays_unknown_also_when_nothing_else_is_claimed() -> None:
    builder = person().initiative(YEAR, None, "QĐ 1").no_other_initiatives(YEAR, "danh sách")

    assert value(builder.build(), initiative("title", TINH)) is None


def test_scientific_work_declared_is_not_closed_by_no_other_initiatives() -> None:
    builder = person().declare("23.work", True, "biên bản nghiệm thu")

    facts = builder.no_other_initiatives(YEAR, "danh sách").build()

    assert value(facts, "declared.23.work") is True
    assert value(facts, "declared.23.combat") is False


@pytest.mark.parametrize(("recognised", "answer"), [(True, True), (None, None), (False, False)])
def test_recognition_awaited_or_refused(recognised, answer) -> None:
    builder = person().initiative(YEAR, CO_SO, "hồ sơ", recognised=recognised)

    facts = builder.no_other_initiatives(YEAR, "danh sách").build()

    assert value(facts, initiative("title", CO_SO)) is answer


@pytest.mark.parametrize(
    ("used_for", "title", "form"),
    [
        (None, True, True),
        ("CSTDCS", None, False),
        ("BKT", False, False),
        ("sổ cũ không ghi rõ", None, False),
    ],
)
def test_initiative_serves_once(used_for, title, form) -> None:
    builder = person().initiative(YEAR, CO_SO, "QĐ 1204", used_for=used_for)

    facts = builder.no_other_initiatives(YEAR, "danh sách").build()

    assert value(facts, initiative("title", CO_SO)) is title
    assert value(facts, initiative("form", CO_SO)) is form


def test_two_initiatives_of_a_year_are_counted_apart() -> None:
    builder = person().initiative(YEAR, CO_SO, "QĐ 1").initiative(YEAR, CO_SO, "QĐ 2")

    facts = builder.build()

    assert value(facts, initiative("form", CO_SO, 2)) is True
    assert facts.fact(initiative("form", CO_SO, 2), YEAR).source == "QĐ 2"


def test_declare_all_vouches_for_conduct_service_and_nothing_pending() -> None:
    facts = person().declare_all("Trường cam kết").build()

    assert value(facts, "declared.24.1.b") is True
    assert value(facts, "service_months", at_least=6) is True
    assert [value(facts, f"blocked.{kind}") for kind in BLOCKS] == [False] * len(BLOCKS)
    assert value(facts, "declared.local.bat-ky") is True
    assert value(facts, "declared.local.bat-ky", 2023) is None


def test_declare_all_vouches_for_no_rating_award_initiative_or_achievement() -> None:
    facts = person().declare_all("Trường cam kết").build()

    for signal in ("rating", award("CSTDCS"), initiative("title", CO_SO), "declared.74.1.a"):
        assert value(facts, signal) is None
    assert value(facts, "share.LDTT") is None


@pytest.mark.parametrize("first", ["all", "one"])
def test_what_is_said_expressly_outweighs_the_voucher_in_any_order(first: str) -> None:
    builder = person()
    steps = {
        "all": lambda: builder.declare_all("Trường cam kết"),
        "one": lambda: builder.declare("24.1.b", False, "biên bản").service_months(None, "chưa rõ"),
    }

    for step in (first, *(steps.keys() - {first})):
        steps[step]()

    assert value(builder.build(), "declared.24.1.b") is False
    assert value(builder.build(), "service_months", at_least=6) is None


def test_no_other_achievements_closes_only_what_must_be_named() -> None:
    builder = person().declare("74.1.c", True, "hiến đất").no_other_achievements("danh sách")

    facts = builder.build()

    assert value(facts, "declared.74.1.c") is True
    assert value(facts, "declared.74.1.a") is False
    assert value(facts, "declared.74.1.compliance") is None


def test_share_is_exact() -> None:
    builder = FactsBuilder(SubjectKind.COLLECTIVE, YEAR).share("LDTT", 7, 10, "danh sách")

    fact = builder.build().fact("share.LDTT", YEAR)

    assert fact == Fact(Fraction(7, 10), "7/10 người, danh sách", 10)


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (lambda b: b.share("LDTT", 11, 10, "x"), "Tỷ lệ 11/10"),
        (lambda b: b.share("LDTT", -1, 10, "x"), "Tỷ lệ -1/10"),
        (lambda b: b.share("LDTT", 0, 0, "x"), "mẫu lớn hơn 0"),
        (lambda b: b.share("XYZ", 1, 2, "x"), "Không có tỷ lệ nào tên “XYZ”"),
        (lambda b: b.count("CSTDCS", -1, "x"), "Số người -1 nhỏ hơn 0"),
        (lambda b: b.count("XYZ", 1, "x"), "Không có số đếm nào tên “XYZ”"),
        (lambda b: b.service_months(-1, "x"), "Số tháng công tác -1"),
        (lambda b: b.blocked("XYZ", True, "x"), "Không có loại vướng mắc “XYZ”"),
        (lambda b: b.awards_on_file(2023, 2019, "x"), "Khoảng năm 2023–2019 bị ngược"),
        (lambda b: b.ratings_on_file(2023, 2019, "x"), "Khoảng năm 2023–2019 bị ngược"),
        (lambda _: FactsBuilder(SubjectKind.PERSON, YEAR, group="xyz"), "nhóm đối tượng “xyz”"),
    ],
)
def test_what_cannot_be_true_is_refused_with_a_sentence(refused, words: str) -> None:
    with pytest.raises(BadFact, match=words):
        refused(person())


def test_builder_goes_on_after_build() -> None:
    builder = person().rating(YEAR, RatingLevel.HTT, "danh sách")
    before = builder.build()

    after = builder.rating(YEAR, RatingLevel.HTXS, "bảng xếp loại").build()

    assert before.rating(YEAR).value == RatingLevel.HTT
    assert after.rating(YEAR).value == RatingLevel.HTXS
    assert before.digest() != after.digest()


def test_digest_does_not_depend_on_the_order_of_steps() -> None:
    one = person().award("CSTDCS", 2021, "QĐ 1").rating(YEAR, RatingLevel.HTT, "x").build()
    two = person().rating(YEAR, RatingLevel.HTT, "x").award("CSTDCS", 2021, "QĐ 1").build()

    assert one.digest() == two.digest()
    assert len(one.digest()) == 64


def test_group_left_out_is_staff() -> None:
    assert person().build().group is Group.STAFF
    assert FactsBuilder(SubjectKind.PERSON, YEAR, group="worker").build().group is Group.WORKER


def test_atoms_have_the_names_of_columns() -> None:
    assert Atom("award.CSTDCS", 2023).name == "award.CSTDCS@2023"
    assert Atom("rating", 2024, Fraction(2)).name == "rating>=2@2024"
    assert Atom("share.LDTT", 2024, Fraction(7, 10)).name == "share.LDTT>=7/10@2024"


@pytest.mark.parametrize(
    "name", ["award.XYZ", "weather.rain", "blocked", "share.XYZ", "initiative.title"]
)
def test_signal_nobody_can_set_has_no_words(name: str) -> None:
    with pytest.raises(BadBook, match=f"no such signal: {name}"):
        describe(name)


def test_the_group_told_answers_whether_somebody_is_of_the_armed_forces() -> None:
    def verdict(group: str | None) -> Verdict:
        builder = FactsBuilder(SubjectKind.PERSON, 2024, group=group)
        builder.rating(2024, RatingLevel.HTT, "bảng").declare_all("đơn vị")
        return explain(builder.build(), "CSTT", date(2024, 12, 31)).find("24.2.subject").verdict

    assert verdict("armed") is Verdict.MET
    assert verdict("staff") is Verdict.NOT_MET
    assert verdict(None) is Verdict.MET
