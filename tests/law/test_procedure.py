"""The simplified procedure, opinions, disclosure, ballots and time limits."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import (
    BadFact,
    Citation,
    Confidence,
    LocalLimit,
    SimplifiedCase,
    UnknownTitle,
    Verdict,
    ballot,
    consultation,
    deadline,
    disclosure,
    filing_date,
    known_titles,
    publications,
    quorum,
    simplified,
    vote_threshold,
    votes_needed,
)
from thidua.law.deadlines import STEPS, WORKING_DAYS
from thidua.law.parameters import timelines
from thidua.vietnamese.workdays import WorkingCalendar

EARLIER, BEFORE, AFTER, AMENDED = (
    date(2023, 12, 31),
    date(2025, 6, 30),
    date(2025, 7, 1),
    date(2026, 10, 1),
)
MET, NOT_MET, NOT_KNOWN = Verdict
FIVE = [case for case in SimplifiedCase if case is not SimplifiedCase.NONE]


@pytest.mark.parametrize("case", FIVE)
def test_each_of_the_five_cases_opens_the_simplified_procedure(case: SimplifiedCase) -> None:
    found = simplified(case, "BKT", AFTER)

    assert found.verdict is MET
    assert found.citation.place == "khoản 1 Điều 85"


def test_none_of_the_cases_leads_to_the_usual_procedure() -> None:
    found = simplified(SimplifiedCase.NONE, "BKT", AFTER)

    assert found.verdict is NOT_MET
    assert found.missing == "Cần lập hồ sơ theo thủ tục thông thường."


def test_case_not_said_is_not_known() -> None:
    found = simplified(None, "BKT", AFTER)

    assert found.verdict is NOT_KNOWN
    assert found.missing == "Cần tờ trình nêu rõ trường hợp khen thưởng."


def test_whether_it_serves_emulation_titles_is_an_open_question() -> None:
    asked = simplified(SimplifiedCase.SUDDEN, "CSTDCS", AFTER)
    settled = simplified(SimplifiedCase.SUDDEN, "CSTDCS", AFTER, settled={"85.titles": True})

    assert (asked.verdict, settled.verdict) == (NOT_KNOWN, MET)
    assert simplified(SimplifiedCase.NONE, "CSTDCS", AFTER).verdict is NOT_MET


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda on, **how: simplified(SimplifiedCase.SUDDEN, "BKT", on, **how), "85"),
        (lambda on, **how: consultation("BKTTG", on, **how), "84.3"),
        (lambda on, **how: disclosure("HCLD3", on, **how), "84.5"),
    ],
)
def test_law_amended_leaves_the_procedure_unknown_until_it_is_read(ask, code: str) -> None:
    settled = {f"amended.{code}": True}

    assert ask(AFTER).verdict is MET
    assert ask(AMENDED).verdict is NOT_KNOWN
    assert ask(AMENDED, settled=settled).verdict is MET
    assert ask(EARLIER).verdict is NOT_KNOWN
    assert {ask(on).code for on in (EARLIER, AFTER, AMENDED)} == {code}


@pytest.mark.parametrize(
    ("code", "opinions", "public"),
    [
        ("HCLD3", MET, MET),
        ("AHLD", MET, MET),
        ("NGUT", MET, MET),
        ("HC-CSVV1", MET, NOT_MET),
        ("GTHCM", MET, NOT_MET),
        ("CTD-CP", MET, NOT_MET),
        ("BKTTG", MET, NOT_MET),
        ("CSTDTQ", NOT_MET, NOT_MET),
        ("BKT", NOT_MET, NOT_MET),
        ("LDTT", NOT_MET, NOT_MET),
    ],
)
def test_for_which_awards_opinions_and_disclosure_are_asked(code, opinions, public) -> None:
    assert consultation(code, AFTER).verdict is opinions
    assert disclosure(code, AFTER).verdict is public


def test_how_opinions_are_asked_is_established_for_decree_98_only() -> None:
    before, after = (consultation("BKTTG", on).detail for on in (BEFORE, AFTER))

    assert before.endswith("Điều 31 Nghị định 98/2023/NĐ-CP.")
    assert "chưa xác lập điều khoản" in after
    assert "Cách lấy ý kiến" not in consultation("BKT", AFTER).detail


def test_publication_by_the_proposer_and_on_the_portal() -> None:
    before, after = publications("AHLD", BEFORE), publications("AHLD", AFTER)

    assert [one.working_days for one in before] == [10, 10]
    assert [one.citation.place for one in before] == ["khoản 2 Điều 46", "khoản 1 Điều 46"]
    assert before[1].where.endswith("Ban Thi đua - Khen thưởng Trung ương")
    assert after[1].where.endswith("Bộ Nội vụ")
    assert {one.confidence for one in after} == {Confidence.UNSURE}
    assert all(one.note for one in after)


def test_publication_of_other_awards() -> None:
    (fighter,) = publications("CSTDTQ", BEFORE)
    order = publications("HCLD3", BEFORE)

    assert fighter.working_days == 10
    assert order[1].note == "Chưa xác lập danh mục đầy đủ các trường hợp đăng tại đây"
    assert publications("LDTT", BEFORE) == ()
    assert publications("AHLD", EARLIER) == ()
    assert [one.working_days for one in publications("AHLD", date(2027, 3, 1))] == [None, None]


def test_quorum_is_the_councils_own_to_set() -> None:
    assert quorum(AFTER).verdict is NOT_KNOWN
    assert quorum(AFTER, settled={"quorum": True}).verdict is MET
    assert quorum(AFTER, settled={"quorum": False}).verdict is NOT_MET
    assert quorum(EARLIER, settled={"quorum": True}).verdict is NOT_KNOWN


VOTED = sorted(code for code in known_titles() if vote_threshold(code, AFTER))


@given(st.sampled_from(VOTED), st.integers(1, 2_000), st.sampled_from([BEFORE, AFTER]))
def test_votes_needed_reach_the_share_and_one_fewer_does_not(code, members, on) -> None:
    share, needed = vote_threshold(code, on).share, votes_needed(code, on, members)

    assert Fraction(needed, members) >= share
    assert Fraction(needed - 1, members) < share
    assert 1 <= needed <= members


@given(st.sampled_from(VOTED), st.integers(1, 60), st.data())
def test_ballot_passes_exactly_from_the_votes_needed(code, members, data) -> None:
    in_favour = data.draw(st.integers(0, members))

    found = ballot(code, AFTER, members=members, in_favour=in_favour)

    assert (found.verdict is MET) == (in_favour >= votes_needed(code, AFTER, members))
    assert found.verdict is not NOT_KNOWN


@pytest.mark.parametrize(
    ("code", "members", "needed"),
    [("CSTDCS", 11, 9), ("CSTDCS", 10, 8), ("CSTDTQ", 11, 10), ("AHLD", 10, 9), ("CSTDTQ", 9, 9)],
)
def test_votes_needed_in_councils_of_usual_size(code, members, needed) -> None:
    assert votes_needed(code, AFTER, members) == needed


def test_ballot_says_what_is_short_and_where_it_stands() -> None:
    found = ballot("CSTDTQ", BEFORE, members=11, in_favour=8)

    assert found.verdict is NOT_MET
    assert found.missing == "Còn thiếu 2 phiếu."
    assert found.citation.text == "khoản 7 Điều 30 Nghị định 98/2023/NĐ-CP"
    assert "cần ít nhất 10 phiếu" in found.detail


def test_ballot_without_a_national_share_is_for_the_councils_rules() -> None:
    found = ballot("LDTT", AFTER, members=9, in_favour=9)

    assert votes_needed("LDTT", AFTER, 9) is None
    assert found.verdict is NOT_KNOWN
    assert found.missing == "Cần quy chế làm việc của Hội đồng."


@pytest.mark.parametrize(("members", "in_favour"), [(0, 0), (-1, 0), (5, 6), (5, -1)])
def test_impossible_counts_are_refused(members: int, in_favour: int) -> None:
    with pytest.raises(BadFact):
        ballot("CSTDCS", AFTER, members=members, in_favour=in_favour)
    with pytest.raises(BadFact):
        ballot("LDTT", AFTER, members=members, in_favour=in_favour)


CALENDAR = WorkingCalendar.load()
COUNTED = sorted(name for name in STEPS if deadline(name, date(2025, 9, 15)).unit == WORKING_DAYS)


@given(st.sampled_from(sorted(STEPS)), st.dates(date(2024, 1, 1), date(2026, 10, 31)))
def test_last_day_of_every_limit_is_a_working_day(name: str, trigger: date) -> None:
    found = deadline(name, trigger)

    if found.due is not None:
        assert CALENDAR.is_working_day(found.due)
        assert found.act_by == found.due
        assert found.due > trigger
    assert (found.citation is None) == (found.length is None)


@given(st.sampled_from(COUNTED), st.dates(date(2025, 7, 1), date(2026, 10, 31)))
def test_working_days_from_the_day_after_the_trigger_to_the_last_are_the_limit(
    name: str, trigger: date
) -> None:
    found = deadline(name, trigger)
    days = (trigger + timedelta(days=n) for n in range(1, (found.due - trigger).days + 1))

    assert sum(map(CALENDAR.is_working_day, days)) == found.length


@pytest.mark.parametrize(
    ("name", "trigger", "due"),
    [
        # A Friday; the make-up Saturday of 2025-04-26 counts, 30/4, 1/5 and 2/5 do not.
        ("deadline-ministry-return", date(2025, 4, 25), date(2025, 5, 6)),
        # Tết 2026: 16-20 February off.
        ("deadline-ministry-return", date(2026, 2, 13), date(2026, 2, 27)),
        # 24 November 2026 is a holiday.
        ("deadline-commune-CSTDCS", date(2026, 11, 20), date(2026, 12, 21)),
        ("deadline-ministry-appraise", date(2026, 3, 2), date(2026, 3, 30)),
        # Fifteen calendar days; the end on Sunday 2025-09-21 moves to Monday.
        ("deadline-tnxp-commune", date(2025, 9, 6), date(2025, 9, 22)),
    ],
)
def test_limits_counted_by_hand(name: str, trigger: date, due: date) -> None:
    assert deadline(name, trigger).due == due


def test_unsure_day_in_the_way_is_said() -> None:
    notes = deadline("deadline-ministry-return", date(2026, 11, 20)).notes

    assert any("Chưa chắc 23/11/2026 là ngày nghỉ" in note for note in notes)
    assert not any("23/11" in n for n in deadline("deadline-ministry-return", AFTER).notes)


def test_calendar_not_on_file_leaves_the_day_open() -> None:
    found = deadline("deadline-ministry-appraise", date(2026, 12, 20))

    assert (found.due, found.length) == (None, 20)
    assert any("năm 2027" in note for note in found.notes)


@pytest.mark.parametrize(
    ("name", "trigger", "words"),
    [
        ("deadline-province-file", AFTER, "do từng tỉnh quy định"),
        ("deadline-province-decide", AFTER, "mức chung chưa xác lập"),
        ("deadline-commune-CSTDCS", BEFORE, "thủ tục của từng địa phương"),
        ("deadline-tnxp-list", BEFORE, "637/QĐ-BNV"),
        ("deadline-ministry-return", EARLIER, "Bộ quy tắc không có giá trị"),
        ("deadline-ministry-return", date(2027, 3, 1), "hết hiệu lực"),
    ],
)
def test_limit_not_established_says_why(name: str, trigger: date, words: str) -> None:
    found = deadline(name, trigger)

    assert (found.due, found.citation, found.confidence) == (None, None, Confidence.UNSURE)
    assert words in found.notes[0]


def test_provinces_own_limit_takes_the_place_of_the_open_one() -> None:
    rule = Citation("5/QĐ", 7, local_name="Quy định của tỉnh", confidence=Confidence.DERIVED)

    working = deadline(
        "deadline-province-decide", date(2025, 9, 1), local=LocalLimit(5, True, rule)
    )
    running = deadline(
        "deadline-province-decide", date(2025, 9, 6), local=LocalLimit(8, False, rule)
    )

    # 1 and 2 September are days off.
    assert (working.due, working.citation) == (date(2025, 9, 9), rule)
    assert running.due == date(2025, 9, 15)
    assert working.confidence is Confidence.DERIVED


def test_limits_nobody_sets_are_refused() -> None:
    rule = Citation("5/QĐ", local_name="Quy định của tỉnh")
    with pytest.raises(BadFact, match="“deadline-moon”"):
        deadline("deadline-moon", AFTER)
    with pytest.raises(BadFact, match="từ một ngày trở lên"):
        deadline("deadline-province-file", AFTER, local=LocalLimit(0, True, rule))


def test_every_limit_of_the_data_has_its_words() -> None:
    named = {name for name in timelines() if name.startswith(("deadline-", "publication-"))}

    assert named == set(STEPS)


@pytest.mark.parametrize(
    ("code", "year", "education", "due", "act_by"),
    [
        ("CSTDTQ", 2024, False, date(2025, 12, 31), date(2025, 12, 31)),
        ("CTD-CP", 2024, False, date(2025, 6, 30), date(2025, 6, 30)),
        ("CTD-CP", 2023, False, date(2024, 6, 30), date(2024, 6, 28)),
        ("CTD-CP", 2025, True, date(2025, 12, 31), date(2025, 12, 31)),
        ("CSTDTQ", 2024, True, date(2025, 12, 31), date(2025, 12, 31)),
        ("CTD-CP", 2026, False, date(2027, 6, 30), None),
    ],
)
def test_filing_dates_at_the_ministry(code, year, education, due, act_by) -> None:
    found = filing_date(code, year, BEFORE, education=education)

    assert (found.due, found.act_by) == (due, act_by)


def test_filing_date_on_a_day_off_says_so() -> None:
    notes = filing_date("CTD-CP", 2023, BEFORE).notes

    assert "30/06/2024 là ngày nghỉ; nên nộp trước" in notes


def test_filing_dates_are_as_sure_as_their_weakest_part() -> None:
    assert filing_date("CSTDTQ", 2024, BEFORE).confidence is Confidence.VERIFIED
    assert filing_date("CTD-CP", 2024, BEFORE).confidence is Confidence.INFERRED
    assert filing_date("CSTDTQ", 2024, AFTER).confidence is Confidence.UNSURE


def test_no_filing_date_where_none_is_on_file() -> None:
    assert filing_date("BKTTG", 2024, BEFORE) is None
    assert filing_date("CSTDTQ", 2024, EARLIER) is None
    ended = filing_date("CSTDTQ", 2026, date(2027, 3, 1))
    assert (ended.due, ended.citation) == (None, None)
    assert "hết hiệu lực" in ended.notes[0]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: simplified(None, "XYZ", AFTER),
        lambda: consultation("XYZ", AFTER),
        lambda: disclosure("XYZ", AFTER),
        lambda: publications("XYZ", AFTER),
        lambda: ballot("XYZ", AFTER, members=3, in_favour=3),
        lambda: votes_needed("XYZ", AFTER, 3),
        lambda: filing_date("XYZ", 2024, AFTER),
    ],
)
def test_unknown_code_is_refused(ask) -> None:
    with pytest.raises(UnknownTitle):
        ask()
