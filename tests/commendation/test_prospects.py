"""The whole area looked ahead for at once: the same as person by person, and never out of date."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from thidua.commendation.domain import prospect_cache
from thidua.commendation.domain.facts import facts_for
from thidua.commendation.domain.local_rules import add_regulation
from thidua.commendation.domain.nominate import Proposal, nominate
from thidua.commendation.domain.prospect_cache import kept_survey
from thidua.commendation.domain.prospect_lines import lines
from thidua.commendation.domain.prospects import KINDS, Ref, area_on, survey, visible_units
from thidua.commendation.models import Nomination, Round
from thidua.law import Group
from thidua.law.outlook import outlooks
from thidua.law.prospects import Prospect, Standing
from thidua.organizations.models import Post
from thidua.registry.domain.discipline import add_discipline
from thidua.registry.domain.initiatives import add_initiative
from thidua.registry.enums import DisciplineState
from thidua.registry.models import Award, Discipline, Initiative, InitiativeUse, Rating

TODAY = date(2026, 5, 20)
PERSON, COLLECTIVE = KINDS
BKT, CSTD = "BKT", "CSTD-BO-TINH"


def award(subject, code: str, *years: int, **changes) -> None:
    for year in years:
        key = "person" if hasattr(subject, "full_name") else "collective"
        Award.objects.create(
            authority_id=subject.authority_id,
            title_code=code,
            year=year,
            decision_number=f"{year}/QĐ-UBND",
            **{key: subject},
            **changes,
        )


def look(house, year: int = 2026):
    return survey(house.authority.pk, year, TODAY, None)


def standings(found, subject) -> dict[str, Standing]:
    return {ref.title: ref.standing for ref in found.chosen() if ref.pk == subject.pk}


# -- the same as one by one -----------------------------------------------------------------------


def people_of_every_sort(house, count: int = 60):
    """A registry drawn by lot: good years and bad, gaps, initiatives used and not, discipline."""
    lot = random.Random(20260520)
    people = [make.person(house, f"Nguyễn Văn {lot.random()}") for _ in range(count)]
    for who in people:
        for year in range(2019, 2028):
            if lot.random() < 0.7:
                level = lot.choice((1, 2, 2, 3, 3, 3))
                make.rating(who, year, level)
            if lot.random() < 0.5 and year < 2027:
                award(who, "CSTDCS", year)
        for code in (CSTD, BKT, "BKTTG", "HCLD3"):
            if lot.random() < 0.3:
                award(who, code, lot.randint(2016, 2026))
        _more(house, who, lot)
    for unit in (house.school, house.rival):
        award(unit, "TTLDXS", *lot.sample(range(2022, 2027), 3))
    return people


def _more(house, who, lot) -> None:
    for year in lot.choices(range(2022, 2028), k=lot.randint(0, 3)):
        one = Initiative.objects.create(
            authority=house.authority, name="Cải tiến", year=year, scope=lot.choice((None, 1, 2, 3))
        )
        one.authors.add(who)
        if lot.random() < 0.4:
            InitiativeUse.objects.create(
                authority=house.authority,
                initiative=one,
                person=who,
                title_code=lot.choice(("CSTDCS", BKT)),
                year=year,
            )
    if lot.random() < 0.2:
        Discipline.objects.create(
            authority=house.authority,
            person=who,
            state=lot.choice(DisciplineState.values),
            year=lot.choice((None, 2025, 2026, 2027)),
            words="sổ",
        )
    if lot.random() < 0.3:
        Post.objects.create(
            authority=house.authority,
            person=who,
            unit=house.office,
            group="leader",
            since=date(lot.randint(2000, 2020), 3, 1),
            until=lot.choice((None, date(2024, 1, 1))),
        )


def one_by_one(house, year: int) -> set[Ref]:
    """The reference: each subject's own facts, each title's own tree."""
    found = look(house, year)
    expected = set()
    for kind in KINDS:
        ids = found.area.populations[kind].ids
        rows = [
            Nomination(
                authority_id=house.authority.pk,
                round=Round(year=year),
                subject_kind=kind.value,
                unit_name="đơn vị",
                law_group="" if group is Group.STAFF else group.value,
                **{f"{kind.value}_id": pk},
            )
            for pk in ids
            for group in [found.area.groups[kind].get(pk, Group.STAFF)]
        ]
        for pk, facts in zip(ids, facts_for(rows), strict=True):
            months = found.area.service.get(pk, 0) if kind is PERSON else 0
            for one in outlooks(kind, facts.group, year, None):
                known = Prospect(one, facts, found.years, service=Fraction(months, 12))
                held = facts.fact(f"award.{one.title}", year).value
                if known.standing is not None and held is not True:
                    expected.add(Ref(kind, pk, one.title, known.standing))
    return expected


@pytest.mark.parametrize("covered", [True, False])
def test_everybody_at_once_is_judged_as_one_by_one(house, covered):
    people = people_of_every_sort(house)
    round_ = make.round_(house)
    make.nomination(house, round_, people[0], law_group="worker")
    body = Proposal(
        title_code="TTLDTT",
        collective=house.school,
        claims={"name": "Trường THCS An Đồng", "law_group": "worker"},
    )
    nominate(actor=house.clerk, round_=round_, unit=house.school, proposal=body)
    if covered:
        make.coverage(house, 2015, 2025)

    for year in (2026, 2027):
        assert set(look(house, year).chosen()) == one_by_one(house, year)
        assert {ref.standing for ref in look(house, year).chosen()} == set(Standing)


def test_lines_say_the_same_wherever_they_are_cut(house):
    people_of_every_sort(house, 12)
    found = look(house)
    refs = list(found.chosen())

    assert refs == [ref for place in range(0, len(refs), 3) for ref in found.chosen()[place:][:3]]
    assert len(refs) == sum(sum(one.values()) for one in found.counts().values())
    for line in lines(found, refs, house.officer):
        assert bool(line.lacks) is (line.standing is not Standing.NOW)


# -- who there is ---------------------------------------------------------------------------------


@pytest.fixture
def hang(house):
    make.coverage(house, 2019, 2025)
    who = make.person(house, "Nguyễn Thị Thúy Hằng", 1985)
    award(who, "CSTDCS", 2024, 2025)
    return who


def test_who_has_left_is_not_looked_ahead_for(house, hang):
    Post.objects.filter(person=hang).update(until=date(2026, 1, 1))

    assert standings(look(house), hang) == {}


def test_who_holds_the_title_for_the_year_already_is_done(house, hang):
    assert BKT in standings(look(house), hang)

    award(hang, BKT, 2026)

    assert BKT not in standings(look(house), hang)
    assert BKT in standings(look(house, 2027), hang)


def test_revoked_and_withdrawn_awards_count_for_nothing(house, hang):
    Award.objects.filter(person=hang).update(revoked_on=date(2026, 1, 1))

    assert standings(look(house), hang) == {}


def test_leaders_months_are_counted_once_and_womens_as_credited(house):
    who = make.person(house, "Trần Thu Hà")
    man = make.person(house, "Lê Văn Nam", sex="male")
    for one in (who, man):
        for since, until in ((2016, None), (2020, date(2022, 1, 1)), (None, date(2010, 1, 1))):
            Post.objects.create(
                authority=house.authority,
                person=one,
                unit=house.rival,
                group="leader",
                since=since and date(since, 1, 1),
                until=until,
            )

    months = area_on(house.authority.pk, TODAY, 2025).service

    assert (months[who.pk], months[man.pk]) == (180, 120)


def test_each_reader_sees_their_own_units(house):
    assert visible_units(house.officer) is None
    assert visible_units(house.inspector) is None
    assert visible_units(house.clerk) == {house.school.pk}
    assert visible_units(house.chairman) == frozenset()


# -- no stale answers -----------------------------------------------------------------------------


@pytest.fixture
def kept(house, hang, monkeypatch):
    """Surveys are kept whatever the size of the area; gives how often one is made."""
    made = []

    def counted(*args):
        made.append(args)
        return survey(*args)

    monkeypatch.setattr(prospect_cache, "KEPT_FROM", 0)
    monkeypatch.setattr(prospect_cache, "survey", counted)
    return made


def again(house, year: int = 2026):
    return kept_survey(house.authority.pk, year, TODAY)


def test_survey_is_kept_while_nothing_happens(house, hang, kept):
    first, second = again(house), again(house)

    assert len(kept) == 1
    assert list(first.chosen()) == list(second.chosen())
    assert lines(second, second.chosen()[:5], house.officer) == lines(
        first, first.chosen()[:5], house.officer
    )
    assert again(house, 2027).year == 2027
    assert len(kept) == 2


@pytest.mark.parametrize("act", ["person", "discipline", "initiative", "rule"])
def test_any_act_makes_the_next_survey_new(house, hang, kept, act):
    again(house)
    if act == "person":
        make.person(house, "Lê Thị Nga")
    elif act == "discipline":
        add_discipline(
            actor=house.officer,
            person=hang,
            state=DisciplineState.DISCIPLINED,
            words="QĐ 12",
            year=2026,
        )
    elif act == "initiative":
        add_initiative(actor=house.officer, authors=[hang], name="Cải tiến", year=2026)
    else:
        rule = 'name = "Q"\nnumber = "1/QĐ"\nauthority = "x"\nin_force_from = 2024-01-01\n'
        add_regulation(actor=house.officer, text=f"{rule}[settled]\nrun-ended-earlier = false\n")

    found = again(house)

    assert len(kept) == 2
    assert list(found.chosen()) == list(
        survey(house.authority.pk, 2026, TODAY, found.overlay).chosen()
    )


def test_small_area_is_judged_anew_each_time(house, hang):
    before = standings(again(house), hang)
    award(hang, "CSTDCS", 2023)

    assert before[CSTD] is Standing.SOON
    assert standings(again(house), hang)[CSTD] is Standing.SOON
    Initiative.objects.create(
        authority=house.authority, name="Cải tiến", year=2026, scope=2
    ).authors.add(hang)
    assert standings(again(house), hang)[CSTD] is Standing.NOW


def test_queries_are_the_same_for_one_and_for_three(house, hang):
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            found = look(house)
            lines(found, found.chosen()[:50], house.officer)
        return len(counted)

    one = queries()
    for name in ("Lê Thị Nga", "Trần Văn Bình"):
        who = make.person(house, name)
        award(who, "CSTDCS", 2024, 2025)
        Rating.objects.create(authority=house.authority, person=who, year=2025, level=3)

    assert queries() == one
