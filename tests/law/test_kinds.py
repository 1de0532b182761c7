"""Types of commendation: who may receive which, by which form, and where the texts are silent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import (
    CommendationType,
    FactsBuilder,
    Finding,
    Group,
    SubjectKind,
    UnknownTitle,
    Verdict,
    explain,
    known_titles,
    type_validity,
)
from thidua.law.enums import ABROAD
from thidua.law.kinds import TYPE_WORDS

ON = date(2025, 12, 31)
AFTER = date(2026, 10, 1)
PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind
MERIT, SUDDEN, MOVEMENT, SERVICE, SENIORITY, EXTERNAL, *ADDED = CommendationType
MET, NOT_MET, NOT_KNOWN = Verdict

types = st.sampled_from(list(CommendationType))
kinds = st.sampled_from(list(SubjectKind))
groups = st.sampled_from(list(Group))
titles = st.sampled_from([None, *known_titles()])
days = st.dates(date(2023, 1, 1), date(2028, 1, 1))


def asked(
    type_: CommendationType,
    kind: SubjectKind = PERSON,
    group: Group = Group.STAFF,
    title: str | None = None,
    on: date = ON,
) -> Finding:
    return type_validity(type_, kind, group, title, on)


@pytest.mark.parametrize(
    ("type_", "kind", "group", "verdict"),
    [
        (MERIT, PERSON, Group.STAFF, MET),
        (MERIT, COLLECTIVE, Group.STAFF, MET),
        (MERIT, HOUSEHOLD, Group.STAFF, NOT_MET),
        (SUDDEN, HOUSEHOLD, Group.STAFF, MET),
        (MOVEMENT, HOUSEHOLD, Group.STAFF, MET),
        (SERVICE, PERSON, Group.STAFF, MET),
        (SERVICE, COLLECTIVE, Group.STAFF, NOT_MET),
        (SERVICE, HOUSEHOLD, Group.STAFF, NOT_MET),
        (SENIORITY, PERSON, Group.ARMED, MET),
        (SENIORITY, PERSON, Group.STAFF, NOT_MET),
        (SENIORITY, COLLECTIVE, Group.ARMED, NOT_MET),
        (EXTERNAL, PERSON, Group.FOREIGN, MET),
        (EXTERNAL, COLLECTIVE, Group.OVERSEAS, MET),
        (EXTERNAL, PERSON, Group.STAFF, NOT_MET),
        (MERIT, PERSON, Group.FOREIGN, NOT_KNOWN),
        (SENIORITY, PERSON, Group.FOREIGN, NOT_MET),
    ],
)
def test_who_may_receive_a_type(type_, kind, group, verdict) -> None:
    assert asked(type_, kind, group).verdict is verdict


@pytest.mark.parametrize(
    ("type_", "title", "group", "verdict", "cite"),
    [
        (MERIT, "HCLD3", Group.STAFF, MET, "điểm e khoản 1 Điều 44"),
        (MERIT, "BKT", Group.STAFF, MET, "điểm d khoản 1 Điều 74"),
        (SUDDEN, "AHLD", Group.STAFF, MET, "khoản 3 Điều 63"),
        (MOVEMENT, "BKTTG", Group.STAFF, MET, "điểm a khoản 1 Điều 73"),
        (SERVICE, "HCQC1", Group.ARMED, MET, "điểm a khoản 1 Điều 39"),
        (SENIORITY, "HC-CSVV2", Group.ARMED, MET, "khoản 2 Điều 57"),
        (EXTERNAL, "HUYC-HN", Group.FOREIGN, MET, "khoản 1 Điều 54"),
        (SERVICE, "BKTTG", Group.STAFF, NOT_KNOWN, "Điều 73"),
        (MERIT, "KNC", Group.STAFF, NOT_KNOWN, "Điều 71"),
        (MERIT, "TINH-AH", Group.STAFF, NOT_MET, "Điều 60"),
    ],
)
def test_which_form_goes_with_a_type(type_, title, group, verdict, cite) -> None:
    answer = asked(type_, PERSON, group, title)

    assert answer.verdict is verdict
    assert answer.parts[-1].citation.place == cite


def test_the_answer_says_who_the_type_is_for_and_what_to_do() -> None:
    answer = asked(SENIORITY, PERSON, Group.STAFF, "HC-QKQT")

    assert answer.sentence == "Được khen thưởng theo niên hạn"
    assert answer.parts[0].detail == (
        "Khen thưởng theo niên hạn dành cho cá nhân thuộc Quân đội nhân dân, Công an nhân dân."
    )
    assert answer.citation.text == "Điều 8 Luật Thi đua, khen thưởng 2022 (06/2022/QH15)"
    assert answer.missing == "Cần chọn loại hình khác hoặc đối tượng khác."


def test_an_emulation_title_has_no_type() -> None:
    """Gia đình văn hóa goes to households, which "công trạng" does not: no contradiction."""
    for type_ in (MERIT, MOVEMENT):
        for title, kind in (("LDTT", PERSON), ("GDVH", HOUSEHOLD)):
            assert asked(type_, kind, title=title).verdict is NOT_KNOWN


def test_the_two_added_types_begin_with_the_amending_law() -> None:
    for type_ in ADDED:
        assert asked(type_, on=date(2026, 9, 30)).verdict is NOT_MET
        assert asked(type_, on=AFTER).verdict is NOT_KNOWN
        assert asked(type_, on=AFTER).citation.instrument == "06/2026/QH16"


def test_since_the_amending_law_the_six_types_are_not_known_and_the_earlier_answer_is_said() -> (
    None
):
    answer = asked(MERIT, HOUSEHOLD, on=AFTER)

    assert answer.verdict is NOT_KNOWN
    assert "Theo luật áp dụng đến hết ngày 30/9/2026: không đạt." in answer.detail
    assert answer.missing == "Cần đối chiếu bản ký Luật 06/2026/QH16."


def test_before_the_law_nothing_is_known() -> None:
    for type_ in CommendationType:
        assert asked(type_, on=date(2023, 12, 31)).verdict is NOT_KNOWN


def test_a_code_the_law_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownTitle):
        asked(MERIT, title="HCXX")


@given(types, titles, st.sampled_from(sorted(ABROAD)), st.dates(date(2024, 1, 1), AFTER))
def test_a_household_is_vietnamese_whatever_the_type(type_, title, group, on) -> None:
    answer = asked(type_, HOUSEHOLD, group, title, on)

    assert answer.verdict is NOT_MET
    assert answer.citation.place == "Điều 2"


@pytest.mark.parametrize("group", sorted(ABROAD))
def test_a_household_abroad_meets_no_standard(group: Group) -> None:
    builder = FactsBuilder(HOUSEHOLD, 2024, group=group).declare_all("Tổ dân phố cam kết")

    answer = explain(builder.build(), "GDVH", ON)

    assert answer.verdict is NOT_MET
    assert [one.code for one in answer.findings] == ["household"]
    assert answer.findings[0].citation.place == "Điều 2"


@given(types, kinds, groups, titles, days)
def test_every_answer_follows_from_its_parts_and_says_what_is_missing(
    type_, kind, group, title, on
) -> None:
    answer = asked(type_, kind, group, title, on)
    found = {part.verdict for part in answer.parts}

    assert answer.verdict is next(one for one in (NOT_MET, NOT_KNOWN, MET) if one in found)
    assert all((part.missing is None) is (part.verdict is MET) for part in answer.parts)
    assert Finding.from_dict(answer.to_dict()) == answer


def test_every_type_has_its_words() -> None:
    assert set(TYPE_WORDS) == set(CommendationType)
    assert len(set(TYPE_WORDS.values())) == len(CommendationType)
