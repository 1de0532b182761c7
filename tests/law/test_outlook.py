"""Looking ahead: who is in reach of a title through the years before the one judged."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.law import (
    FactsBuilder,
    Group,
    InitiativeScope,
    Overlay,
    RatingLevel,
    SubjectKind,
    Verdict,
    explain,
)
from thidua.law.facts import Facts
from thidua.law.outlook import LAST_TEXT, law_day, left_open, outlook, outlooks
from thidua.law.prospects import HopedFacts, Prospect, Standing
from thidua.law.scalar import MustMay
from thidua.law.tape import OPEN, Output, Tape
from thidua.law.tree import Not, Unless, fold, walk

YEAR = 2026
THIS = range(YEAR, YEAR + 1)
NEXT = range(YEAR, YEAR + 2)
PERSON, COLLECTIVE = SubjectKind.PERSON, SubjectKind.COLLECTIVE
GOOD, BEST = RatingLevel.HTT, RatingLevel.HTXS


def builder(year: int = YEAR, kind: SubjectKind = PERSON, covered: bool = True) -> FactsBuilder:
    made = FactsBuilder(kind, year).declare_all("Trường THCS An Đồng")
    return made.awards_on_file(2010, YEAR - 1, "sổ") if covered else made


def awards(made: FactsBuilder, code: str, *years: int) -> FactsBuilder:
    for year in years:
        made.award(code, year, f"{code} {year}")
    return made


def prospect(facts: Facts, title: str, years: range = THIS, **known) -> Prospect:
    found = outlook(title, facts.kind, facts.group, years[-1], known.get("overlay"))
    assert found is not None
    return Prospect(found, facts, years, **known)


# -- which titles ---------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["LDTT", "CSTDCS", "GK-XA", "GK-CQ"])
def test_title_of_one_year_asks_for_no_history(title):
    assert outlook(title, PERSON, Group.STAFF, YEAR, None) is None


def test_titles_of_several_years_are_told_once_each():
    codes = [one.title for one in outlooks(PERSON, Group.STAFF, YEAR, None)]

    assert {"CSTD-BO-TINH", "CSTDTQ", "BKT", "BKTTG", "HCLD3"} <= set(codes)
    assert "BK-BO" not in codes  # the same way as the province's
    assert len(codes) == len(set(codes))


def test_law_that_is_not_on_file_gives_way_to_the_last_text_unless_settled():
    settled = Overlay.from_dict({"name": "Hướng dẫn", "settled": {"amended.BKT": True}})

    assert law_day("BKT", 2025, None) == date(2025, 12, 31)
    assert law_day("BKT", YEAR, None) == LAST_TEXT
    assert law_day("BKT", YEAR, settled) == date(YEAR, 12, 31)
    assert law_day("CSTDTQ", YEAR, settled) == LAST_TEXT


@pytest.mark.parametrize("kind", [PERSON, COLLECTIVE])
@pytest.mark.parametrize("group", list(Group))
def test_only_what_bars_somebody_is_ever_denied_of_the_year(kind, group):
    """What `favour` rests on: a fact of the year under "not" is a block."""
    for one in outlooks(kind, group, YEAR, None):
        tape = Tape()
        for node in walk(one.conditions):
            denied = {Not: lambda n: n.part, Unless: lambda n: n.exception}.get(type(node))
            if denied is not None:
                program = tape.program([Output("", fold(denied(node), one.binding, tape))])
                own = [atom for atom in program.atoms if left_open(atom, THIS)]
                assert all(atom.signal.startswith("blocked.") for atom in own), one.title


# -- where somebody stands ------------------------------------------------------------------------


def test_run_that_stands_is_met_now():
    made = awards(builder(), "CSTDCS", 2023, 2024, 2025)
    made.initiative(2025, InitiativeScope.TINH, "sáng kiến")
    found = prospect(made.build(), "CSTD-BO-TINH")

    assert found.standing is Standing.NOW
    assert found.lacks == ""
    assert found.grounds[0] == "CSTĐCS 2023–2025"


def test_run_one_year_short_names_that_year_and_the_thing_not_its_paper():
    found = prospect(awards(builder(), "CSTDCS", 2024, 2025).build(), "CSTD-BO-TINH")

    assert found.standing is Standing.SOON
    assert "“Chiến sĩ thi đua cơ sở” năm 2026" in found.lacks
    assert "quyết định tặng" not in found.lacks


def test_broken_run_is_out_of_reach():
    assert (
        prospect(awards(builder(), "CSTDCS", 2023, 2025).build(), "CSTD-BO-TINH").standing is None
    )


def test_next_year_counts_on_this_one():
    made = awards(builder(YEAR + 1), "CSTDCS", 2025)

    assert prospect(made.build(), "CSTD-BO-TINH", NEXT).standing is Standing.SOON


def test_unknown_past_asks_for_its_paper():
    found = prospect(awards(builder(covered=False), "CSTDCS", 2024).build(), "CSTD-BO-TINH")

    assert found.standing is Standing.PAPERS
    assert found.lacks == (
        "Cần quyết định tặng Chiến sĩ thi đua cơ sở hoặc sổ khen thưởng năm 2025."
    )
    assert found.questions == ()


def test_question_the_law_leaves_open_is_said():
    facts = awards(builder(), "CSTDCS", 2021, 2022).build()
    found = prospect(facts, "BKT")

    assert found.standing is Standing.PAPERS
    assert found.questions == ("Chấp nhận chuỗi liên tục đã kết thúc trước năm liền trước năm xét",)


@pytest.mark.parametrize(("answer", "standing"), [(True, Standing.NOW), (False, None)])
def test_local_rule_settles_the_question(answer, standing):
    rule = Overlay.from_dict({"name": "Hướng dẫn", "settled": {"run-ended-earlier": answer}})
    facts = awards(builder(), "CSTDCS", 2021, 2022).build()

    assert prospect(facts, "BKT", overlay=rule).standing is standing


def test_amended_law_settled_as_unchanged_is_looked_into_like_the_old_one():
    rule = Overlay.from_dict({"name": "Hướng dẫn", "settled": {"amended.CSTD-BO-TINH": True}})
    short = awards(builder(), "CSTDCS", 2024, 2025).build()

    found = prospect(short, "CSTD-BO-TINH", overlay=rule)

    assert found.standing is Standing.SOON
    assert "“Chiến sĩ thi đua cơ sở” năm 2026" in found.lacks
    assert prospect(builder().build(), "CSTD-BO-TINH", overlay=rule).standing is None


def test_amended_law_settled_as_changed_puts_nobody_in_reach():
    rule = Overlay.from_dict({"name": "Hướng dẫn", "settled": {"amended.CSTD-BO-TINH": False}})

    assert outlook("CSTD-BO-TINH", PERSON, Group.STAFF, YEAR, rule) is None


def test_register_that_says_nothing_puts_nobody_in_reach():
    facts = builder(covered=False).build()

    for years in (THIS, NEXT):
        for one in outlooks(PERSON, Group.STAFF, years[-1], None):
            assert Prospect(one, facts, years).standing is None, one.title


@pytest.mark.parametrize(("level", "standing"), [(BEST, Standing.SOON), (RatingLevel.KHT, None)])
def test_rating_of_the_year_that_is_on_file_already_is_not_hoped_for(level, standing):
    made = builder().rating(2024, GOOD, "kết quả").rating(2025, BEST, "kết quả")
    made.rating(2026, level, "kết quả")

    assert prospect(made.build(), "BKT").standing is standing


def test_pending_discipline_is_what_remains_and_decided_one_bars():
    pending = awards(builder(), "CSTDCS", 2024, 2025).blocked("discipline_pending", True, "sổ")
    decided = awards(builder(), "CSTDCS", 2024, 2025).blocked("disciplined", True, "sổ")

    assert "chờ kết luận" in prospect(pending.build(), "BKT").lacks.lower()
    assert prospect(pending.build(), "BKT").standing is Standing.SOON
    assert prospect(decided.build(), "BKT").standing is None


def test_ladder_names_the_lowest_rating_that_will_do():
    made = awards(awards(builder(), "BKTTG", 2019), "CSTDCS", 2021, 2022, 2024)
    for year in range(2020, 2026):
        made.rating(year, GOOD, "kết quả")
    found = prospect(made.build(), "HCLD3")

    assert found.standing is Standing.SOON
    assert found.lacks == "Cần xếp loại Hoàn thành xuất sắc nhiệm vụ năm 2026."


def test_long_service_as_a_leader_asks_which_post_it_was():
    facts = builder().build()

    assert prospect(facts, "HCLD3").standing is None
    found = prospect(facts, "HCLD3", service=Fraction(15))
    assert found.standing is Standing.PAPERS
    assert "quá trình giữ chức vụ" in found.lacks


def test_collective_may_come_by_rating_or_title():
    made = awards(builder(YEAR + 1, COLLECTIVE), "TTLDXS", 2025)
    found = prospect(made.build(), "BKT", NEXT)

    assert found.standing is Standing.SOON
    assert found.lacks == (
        "Cần xếp loại Hoàn thành xuất sắc nhiệm vụ hoặc “Tập thể lao động xuất sắc” năm 2026."
    )


# -- whatever the registry says -------------------------------------------------------------------

CODES = ("CSTDCS", "CSTD-BO-TINH", "BKT", "BKTTG", "HCLD3", "TTLDXS")
PAST = st.integers(2015, YEAR)


@st.composite
def registers(draw, year: int) -> Facts:
    """Facts as a registry holds them: ratings, awards, initiatives, discipline, coverage."""
    kind = draw(st.sampled_from((PERSON, COLLECTIVE)))
    made = builder(year, kind, covered=draw(st.booleans()))
    for code in draw(st.lists(st.sampled_from(CODES), max_size=4)):
        awards(made, code, *draw(st.lists(PAST, max_size=5)))
    for rated, level in draw(st.dictionaries(PAST, st.sampled_from([*RatingLevel, None]))).items():
        made.rating(rated, level, "kết quả")
    if kind is PERSON:
        for when in draw(st.lists(PAST, max_size=3)):
            scope = draw(st.sampled_from([*InitiativeScope, None]))
            used = draw(st.sampled_from((None, "CSTDCS", "BKT")))
            made.initiative(when, scope, "sáng kiến", used_for=used)
    for block in ("discipline_pending", "disciplined"):
        if draw(st.integers(0, 9)) == 0:
            made.blocked(block, draw(st.sampled_from((True, None))), "sổ kỷ luật")
    return made.build()


@pytest.mark.parametrize("years", [THIS, NEXT], ids=["this", "next"])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_nobody_out_of_reach_is_listed_and_everybody_met_is(years, data):
    facts = data.draw(registers(years[-1]))
    service = data.draw(st.sampled_from((Fraction(0), Fraction(12))))

    for one in outlooks(facts.kind, facts.group, years[-1], None):
        found = Prospect(one, facts, years, service=service)
        verdict = explain(facts, one.title, one.on).verdict
        hoped = MustMay(HopedFacts.of(facts, years))

        assert (found.standing is Standing.NOW) is (verdict is Verdict.MET)
        if found.standing is not None:
            assert fold(one.conditions, one.binding, hoped)[1], one.title
            assert bool(found.lacks) is (found.standing is not Standing.NOW)
        if years is THIS and found.standing is Standing.SOON:
            assert fold(one.routes, one.binding, hoped)[0], one.title


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_where_every_register_is_complete_only_open_questions_are_asked(data):
    facts = data.draw(registers(YEAR))
    if facts.kind is PERSON:
        facts = with_everything_on_file(facts)
        for one in outlooks(PERSON, Group.STAFF, YEAR, None):
            found = Prospect(one, facts, THIS)
            if found.standing is Standing.PAPERS:
                assert found.questions, one.title


def with_everything_on_file(facts: Facts) -> Facts:
    made = FactsBuilder(PERSON, YEAR).declare_all("đơn vị")
    made.awards_on_file(1990, YEAR, "sổ").ratings_on_file(1990, YEAR, "kết quả")
    for year in range(1990, YEAR + 1):
        made.no_other_initiatives(year, "sổ sáng kiến")
    complete = made.build()
    certain = {key: fact for key, fact in facts.values.items() if fact.value is not None}
    own = {key: fact for key, fact in certain.items() if not key[0].startswith(OPEN)}
    return Facts(
        PERSON, YEAR, facts.group, {**complete.values, **own}, complete.coverage, facts.voucher
    )
