"""The web judges a dossier as the command line judges the line it came from."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.commendation.lists_at_hand import (
    COMMUNE,
    FARMING,
    FINANCE,
    JUSTICE,
    LABOUR,
    LISTS,
    SCHOOL,
    answers_to,
    hand_in,
    round_for_all,
    sample,
    unit_of,
)
from thidua.commendation.domain.assess import judge
from thidua.commendation.domain.facts import facts_for
from thidua.commendation.domain.lists import answer_many, apply_list
from thidua.commendation.domain.more_claims import (
    Disciplined,
    MoreClaims,
    OtherInitiative,
    OtherRating,
)
from thidua.commendation.models import Nomination
from thidua.core.actors import Actor, Role, system_actor
from thidua.demo import organizations
from thidua.law import Verdict
from thidua.law.signals import RATING, award
from thidua.lists.checking import check_list
from thidua.lists.linking import Links, link_records
from thidua.lists.ratings import read_ratings
from thidua.lists.reading import read_list
from thidua.lists.register import read_register
from thidua.organizations.models import Authority, Household
from thidua.organizations.queries import under
from thidua.registry.domain.imports import apply_batch, start_import
from thidua.registry.domain.imports import read as read_batch
from thidua.registry.enums import BatchKind, DisciplineState, RatingWhyNone, RowState
from thidua.registry.models import Award, Discipline, ImportBatch, Initiative, Rating

CONSIDERED = date(2024, 12, 31)
RATINGS = "ket-qua-danh-gia-2019-2024.xlsx"
REGISTER = "so-khen-thuong-2019-2023.xlsx"
UNIT_KEYS = {
    SCHOOL: "thcs-an-dong",
    COMMUNE: "xa-dang-cuong",
    FINANCE: "phong-tckh",
    FARMING: "phong-nnptnt",
    LABOUR: "phong-ldtbxh",
    JUSTICE: "phong-tu-phap",
}


def verdicts(assessment) -> list[tuple[str, Verdict]]:
    return [(one.code, one.verdict) for one in assessment.findings]


def from_the_command_line(name: str, links_of) -> dict:
    """Findings by (row, title) of what `thidua check` would print, and its doubtful rows."""
    reading = read_list(sample(name), name, year=2024)
    links = links_of(reading)
    return {
        (one.proposal.row, one.proposal.title.code): (
            verdicts(one.assessment),
            bool(links.of(one.proposal).doubtful_awards or links.of(one.proposal).doubtful_ratings),
        )
        for one in check_list(reading, links, on=CONSIDERED)
        if one.assessment is not None
    }


def from_the_dossiers(list_, actor) -> dict:
    while list_.summary["questions"]:
        list_ = answer_many(actor=actor, list_=list_, answers=answers_to(list_))
    apply_list(actor=actor, list_=list_)
    rows = Nomination.objects.filter(list_import=list_).select_related("round")
    return {(row.source_row, row.title_code): verdicts(judge(row)) for row in rows}


@pytest.mark.parametrize("name", LISTS)
def test_list_is_judged_as_on_the_command_line_without_history(house, name):
    unit, actor = unit_of(house, name)
    expected = from_the_command_line(name, lambda _: Links(None, None, {}))

    found = from_the_dossiers(hand_in(house, name, unit=unit, actor=actor), actor)

    both = expected.keys() & found.keys()
    assert len(both) >= len(expected) - 2  # BKTTG and DVTT are not on offer
    assert {key: found[key] for key in both} == {key: expected[key][0] for key in both}


@pytest.fixture
def record(db):
    """The demo units with the register and the ratings on record; doubtful rows left out."""
    authority = Authority.objects.create(**organizations.authority_data())
    system = system_actor(authority.pk)
    units = organizations.build(system, organizations.plan())
    for kind, name in ((BatchKind.RATINGS, RATINGS), (BatchKind.AWARDS, REGISTER)):
        batch = start_import(actor=system, kind=kind, name=name, data=sample(name))
        read_batch(batch)
        batch = ImportBatch.objects.get(pk=batch.pk)
        batch.rows.filter(state=RowState.ASKED).update(answer="leave_out")
        apply_batch(actor=system, batch=batch)
    made = make.House(authority, *(units[key] for key in ("huyen-an-duong",) * 4))
    made.actors["officer"] = Actor(authority.pk, None, "Chuyên viên", Role.OFFICER)
    return made, units


def test_lists_are_judged_as_on_the_command_line_with_history(record):
    made, units = record
    round_ = round_for_all(made)
    register, ratings = (
        read_register(sample(REGISTER), REGISTER),
        read_ratings(sample(RATINGS), RATINGS),
    )
    compared = 0

    for name in LISTS:
        unit = units[UNIT_KEYS[name]]
        inside = under(made.authority.pk, unit.pk, date(2024, 12, 10))
        clerk = Actor(made.authority.pk, None, "Cán bộ", Role.CLERK, unit.pk, "", inside)
        expected = from_the_command_line(
            name, lambda reading: link_records(reading, register, ratings)
        )
        list_ = hand_in(made, name, round_=round_, unit=unit, actor=clerk)
        found = from_the_dossiers(list_, clerk)
        for key in expected.keys() & found.keys():
            findings, is_doubtful = expected[key]
            if not is_doubtful:
                assert found[key] == findings, (name, key)
                compared += 1

    assert compared > 50


def test_official_rating_decides_against_the_claim_and_says_so(house):
    who = make.person(house)
    make.rating(who, level=1)
    dossier = make.nomination(house, make.round_(house), who, rating_level=3, rating_words="HTXS")

    fact = facts_for([dossier])[0].rating(2024)

    assert fact.value == 1
    assert "hồ sơ ghi: HTXS" in fact.source


def test_rating_of_an_earlier_year_is_taken_from_the_list_where_the_record_is_silent(house):
    who = make.person(house)
    make.rating(who, year=2022, level=1)
    more = MoreClaims(ratings=(OtherRating(2023, 3, "HTXS"), OtherRating(2022, 3, "HTXS")))
    dossier = make.nomination(house, make.round_(house), who, more_claims=more.to_json())

    facts = facts_for([dossier])[0]

    assert (facts.rating(2023).value, facts.rating(2022).value) == (3, 1)


def test_no_rating_on_a_complete_file_is_not_filled_by_a_claim(house):
    who = make.person(house)
    batch = make.coverage(house, 2020, 2024)
    batch.source = "ratings"
    batch.save()
    Rating.objects.create(
        authority=house.authority, person=who, year=2023, why_none=RatingWhyNone.NOT_YET
    )
    dossier = make.nomination(house, make.round_(house), who, rating_level=2)

    facts = facts_for([dossier])[0]

    assert facts.fact(RATING, 2024).value is None


def test_claimed_award_does_not_count_where_the_register_is_complete(house):
    make.coverage(house)
    claim = [{"code": "CSTDCS", "year": 2022, "words": "CSTĐCS 2022"}]
    dossier = make.nomination(house, make.round_(house), prior_awards=claim)

    assert facts_for([dossier])[0].fact(award("CSTDCS"), 2022).value is False


def test_register_of_persons_says_nothing_about_households(house):
    who = make.person(house, "Lê Văn Tám", 1970)
    batch = ImportBatch.objects.create(
        authority=house.authority, kind=BatchKind.AWARDS, state="applied",
        applied_at="2024-11-01T00:00Z", created_by_name="x",
        file=_file(house),
    )  # fmt: skip
    coverage = make.coverage(house)
    coverage.batch = batch
    coverage.save()
    Award.objects.create(
        authority=house.authority, person=who, title_code="LDTT", year=2022, batch=batch
    )
    family = Household.objects.create(
        authority=house.authority, name="Hộ ông Tám", head_name="Lê Văn Tám", unit=house.school
    )
    round_ = make.round_(house)
    claim = [{"code": "GDVH", "year": 2022, "words": "2022"}]
    row = Nomination(
        authority=house.authority, round=round_, unit=house.school, title_code="GK-HUYEN",
        subject_kind="household", household=family, name=family.name, prior_awards=claim,
    )  # fmt: skip

    facts = facts_for([row])[0]

    assert facts.fact(award("GDVH"), 2022).value is True
    assert facts.fact(award("GDVH"), 2021).value is None


def _file(house):
    from thidua.documents.domain.store import store

    return store(actor=house.officer, name="so.csv", data=b"a;b")


def test_initiative_on_record_and_claimed_is_counted_once(house):
    who = make.person(house)
    known = Initiative.objects.create(
        authority=house.authority, name="Dạy học theo dự án", year=2024,
        recognition_number="1204/QĐ-UBND",
    )  # fmt: skip
    known.authors.add(who)
    dossier = make.nomination(
        house, make.round_(house), who,
        initiative_name="DẠY HỌC THEO DỰ ÁN", initiative_recognised=True,
    )  # fmt: skip

    facts = facts_for([dossier])[0]

    assert facts.fact("initiative.title.CO_SO.1", 2024).value is True
    assert facts.fact("initiative.title.CO_SO.2", 2024).value is False


def test_second_initiative_of_an_earlier_year_is_a_fact_of_that_year(house):
    more = MoreClaims(
        initiatives=(OtherInitiative(2023, "Góc học tập mở", "77/QĐ-UBND", None, True),)
    )
    dossier = make.nomination(house, make.round_(house), more_claims=more.to_json())

    assert facts_for([dossier])[0].fact("initiative.title.CO_SO.1", 2023).value is True


@pytest.mark.parametrize(("year", "expected"), [(2024, True), (None, None), (2021, False)])
def test_discipline_stands_in_the_way_in_its_own_year(house, year, expected):
    who = make.person(house)
    Discipline.objects.create(
        authority=house.authority, person=who, state=DisciplineState.DISCIPLINED, year=year,
        measure="Khiển trách",
    )  # fmt: skip
    dossier = make.nomination(house, make.round_(house), who)

    assert facts_for([dossier])[0].fact("blocked.disciplined", 2024).value is expected


def test_discipline_noted_by_the_unit_counts_too(house):
    more = MoreClaims(disciplined=(Disciplined(2024, "Khiển trách tháng 3/2024"),))
    dossier = make.nomination(house, make.round_(house), more_claims=more.to_json())

    facts = facts_for([dossier])[0]

    assert facts.fact("blocked.disciplined", 2024).value is True


def test_words_that_leave_service_in_doubt_make_it_unknown(house):
    more = MoreClaims(service_unknown="Chưa đủ 6 tháng")
    dossier = make.nomination(house, make.round_(house), more_claims=more.to_json())

    assert judge(dossier).verdict is Verdict.NOT_KNOWN


@pytest.mark.parametrize("count", [1, 3])
def test_facts_take_the_same_queries_for_any_number(house, django_assert_num_queries, count):
    make.coverage(house)
    round_ = make.round_(house)
    for number in range(count):
        make.nomination(house, round_, make.person(house, f"Trần Thị {number}", 1980 + number))
    rows = list(Nomination.objects.select_related("round"))

    with django_assert_num_queries(8):
        facts_for(rows)
