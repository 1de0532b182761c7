"""Long-standing honours: what the law says of a family, the papers, the decision."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.honours import making
from thidua.commendation.domain.one_by_one import WhoIsMeant
from thidua.core.errors import NotAllowed, Refusal
from thidua.honours.case_enums import CaseKind, CaseState, PaperState, Relation
from thidua.honours.case_facts import judged, law_day
from thidua.honours.case_queries import same_certificates
from thidua.honours.domain import case_family, case_papers, case_recusals, cases
from thidua.honours.domain.case_granting import expected_bonus, grant_case, no_bonus_words
from thidua.honours.models import HonourCase
from thidua.law import Verdict
from thidua.organizations.models import Household
from thidua.registry.models import Award

BEFORE, AFTER = date(2026, 9, 1), date(2026, 11, 22)
PDF = b"%PDF-1.4 bang to quoc ghi cong"


def headline(row, today=BEFORE, code=None):
    found = {one.code: one for one in judged(row, list(row.members.all()), today)}
    one = found[code or row.title_code]
    return one.headline.verdict if one.headline else one.assessment.verdict


# -- what the law says ---


@pytest.mark.parametrize(
    ("children", "complete", "members", "verdict"),
    [
        (None, False, ("child+", "child+"), Verdict.MET),
        (5, False, ("child+",), Verdict.NOT_KNOWN),
        (1, False, ("child+",), Verdict.MET),
        (2, True, ("child+", "child85"), Verdict.MET),
        (2, True, ("child+", "child80"), Verdict.NOT_MET),
        (3, True, ("child+", "child85", "child"), Verdict.NOT_MET),
        (4, False, ("child+", "spouse+"), Verdict.MET),
        (4, False, ("child+", "self85"), Verdict.MET),
        (None, False, (), Verdict.NOT_KNOWN),
    ],
)
def test_mothers_are_judged_by_the_five_cases_of_the_decree(
    house, children, complete, members, verdict
):
    row = making.case(house)
    for number, words in enumerate(members):
        relation = words.rstrip("+0123456789")
        making.member(
            house, row, relation, f"Người {number}",
            martyr=True if "+" in words else False if complete else None,
            invalid_rate=int(words[-2:]) if words[-2:].isdigit() else None,
        )  # fmt: skip
    row = making.facts(house, row, children=children, members_complete=complete)

    assert headline(row) is verdict


def test_families_are_judged_for_every_class_with_the_doubt_said(house):
    row = making.case(house, CaseKind.FAMILY)
    making.martyrs(house, row, 3)
    row = making.facts(house, row, children=3, members_complete=True)
    found = {code: headline(row, code=code) for code in ("HCDL1", "HCDL2", "HCDL3")}
    whole = judged(row, list(row.members.all()), BEFORE)[2]

    assert found == {
        "HCDL1": Verdict.NOT_KNOWN, "HCDL2": Verdict.MET, "HCDL3": Verdict.MET
    }  # fmt: skip
    assert whole.assessment.find("families-1985-in-use").verdict is Verdict.NOT_KNOWN
    assert "3 người con" in " ".join(whole.cases_met)
    making.facts(house, row, children=6)
    row.refresh_from_db()
    assert headline(row, code="HCDL1") is Verdict.NOT_KNOWN


def test_volunteer_is_judged_by_months_and_silence_stays_unknown(house):
    row = making.case(house, CaseKind.VOLUNTEER)
    assert headline(row) is Verdict.NOT_KNOWN
    row = case_family.note_facts(actor=house.officer, case=row, facts=making.SERVED)
    found = judged(row, [], BEFORE)[0].assessment
    assert found.find("96.2.years").verdict is Verdict.MET
    row = making.facts(house, row, volunteer=True, volunteer_months=23)
    assert judged(row, [], BEFORE)[0].assessment.find("96.2.years").verdict is Verdict.NOT_MET
    assert judged(making.case(house, CaseKind.RESISTANCE, name="B"), [], BEFORE) == ()


def test_file_the_ministry_has_before_october_is_finished_under_the_earlier_text(house):
    row = making.walked(house, making.case(house), 4)
    other = making.case(house, name="Khác")

    assert law_day(row, AFTER) == date(2024, 8, 1)
    assert law_day(other, AFTER) == AFTER


def test_family_list_refuses_what_cannot_be(house):
    row = making.case(house)
    making.member(house, row, certificate="TQ-1")
    for data, match in (
        ({"name": "A"}, "đã có trong danh sách"),
        ({"name": "B", "certificate": "TQ-1"}, "đã ghi cho người khác"),
        ({"name": "B", "certificate": "TQ-2", "martyr": False}, "ghi là liệt sĩ"),
        ({"name": "B", "invalid_rate": 101}, "từ 1 đến 100"),
        ({"name": " "}, "ghi họ tên"),
        ({"relation": "cousin", "name": "B"}, "Chọn quan hệ"),
    ):
        with pytest.raises(Refusal, match=match):
            making.member(house, row, **data)
    with pytest.raises(Refusal, match="mới có 1 trong 2"):
        making.facts(house, row, children=2, members_complete=True)
    with pytest.raises(Refusal, match="nhiều hơn"):
        making.facts(house, row, children=0)
    with pytest.raises(Refusal, match="từ 0 đến 30"):
        making.facts(house, row, children=31)
    making.facts(house, row, children=1)
    with pytest.raises(Refusal, match="danh sách đã đủ"):
        making.member(house, row, name="Thêm")
    making.member(house, row, Relation.SELF, "Bà")
    with pytest.raises(Refusal, match="bản thân"):
        making.member(house, row, Relation.SELF, "Bà khác")
    case_family.remove_member(actor=house.rival_clerk, case=row, member=row.members.first())
    row.refresh_from_db()
    assert (row.members.count(), row.members_complete) == (1, False)


def test_same_certificate_in_two_cases_is_shown_not_refused(house):
    mother, family = making.case(house), making.case(house, CaseKind.FAMILY, name="Gia đình")
    for row in (mother, family):
        making.member(house, row, certificate="TQ-9")

    assert same_certificates(mother, house.officer) == {"TQ-9": [family]}
    case_recusals.keep_away(actor=house.officer, case=family, words="Em")
    assert same_certificates(mother, house.officer) == {}


def test_case_that_will_not_do_is_refused_and_nothing_is_written(house):
    for data, match in (
        ({"name": "  "}, "Ghi họ tên"),
        ({"birth_words": "31/02/1930"}, "31/02"),
        ({"received_on": making.ago(-1)}, "chưa tới"),
        ({"kind": CaseKind.FAMILY, "title_code": ""}, "Chọn hình thức"),
        ({"kind": "prize"}, "Chọn xã"),
    ):
        with pytest.raises(Refusal, match=match):
            making.case(house, **data)
    assert not HonourCase.objects.exists()
    row = making.case(house, by_relative=None)
    with pytest.raises(Refusal, match="người kê khai"):
        cases.move_case(actor=house.officer, case=row, name="to_commune")
    data = cases.CaseData(name="Sửa", by_relative=True, received_on=date(2024, 3, 1))
    row = cases.change_case(actor=house.rival_clerk, case=row, data=data)
    assert (row.level_since, row.title_code) == (date(2024, 3, 1), "BMVNAH")
    with pytest.raises(Refusal, match="thân nhân"):
        cases.move_case(actor=house.officer, case=row, name="to_commune")
    moved = making.walked(house, making.case(house, name="Khác"), 2)
    with pytest.raises(Refusal, match="không sửa được"):
        cases.change_case(actor=house.officer, case=moved, data=data)


# -- papers ---


def note(house, row, **values):
    values = {"code": "martyrs", "state": "present", "today": BEFORE} | values
    return case_papers.note_paper(actor=house.officer, case=row, **values)


def lines(row, today=BEFORE):
    return case_papers.checklist(row, list(row.papers.all()), today)


def test_papers_follow_who_declares_and_say_what_is_missing(house):
    own = making.case(house)
    by = making.case(house, name="Khác", by_relative=True, declarant="Con")

    assert [one.code for one in lines(own).lines] == [
        "declaration.self", "authorisation", "martyrs"
    ]  # fmt: skip
    assert lines(by).lines[0].code == "declaration.relative"
    assert lines(own).lines[1].free
    assert not lines(by).lines[1].free
    assert lines(own).whole.verdict is Verdict.NOT_MET
    note(house, own, code="declaration.self")
    note(house, own, upload=case_papers.Upload("bang.pdf", PDF))
    whole = lines(own).whole
    assert whole.verdict is Verdict.NOT_KNOWN
    assert "quy định riêng" in whole.missing
    assert lines(own).lines[2].held.file.name == "bang.pdf"
    assert lines(making.case(house, CaseKind.RESISTANCE, name="K")).whole is None
    assert "danh mục riêng" in lines(making.case(house, CaseKind.FAMILY, name="G")).remark


@pytest.mark.parametrize(
    ("values", "match"),
    [
        ({"code": "lạ"}, "không có trong danh mục"),
        ({"state": "lost"}, "Chọn tình trạng"),
        ({"state": "not_needed", "note": "x"}, "bắt buộc"),
        ({"code": "authorisation", "state": "not_needed"}, "ghi rõ căn cứ"),
        ({"code": "", "name": " "}, "Ghi tên"),
        ({"upload": case_papers.Upload("a.exe", b"MZ\x90")}, "PDF, PNG"),
        ({"upload": case_papers.Upload("a.pdf", b"")}, "trống"),
        ({"state": "missing", "upload": case_papers.Upload("a.pdf", PDF)}, "Đã có"),
    ],
)
def test_paper_that_will_not_do_is_refused(house, values, match):
    row = making.case(house)

    with pytest.raises(Refusal, match=match):
        note(house, row, **values)
    assert not row.papers.exists()


def test_authoritys_own_paper_stands_beside_the_list_and_can_be_corrected(house):
    row = making.case(house, CaseKind.RESISTANCE)
    own = note(house, row, code="", name="Giấy chứng nhận kháng chiến", state="missing")
    again = note(house, row, code=own.code, state="present")

    assert (again.pk, again.name, again.state) == (own.pk, own.name, PaperState.PRESENT)


# -- the decision ---


def test_decision_puts_the_award_into_the_register_once(house):
    row = making.walked(house, making.case(house, birth_words="1930", address="Thôn Đình"), 6)
    given = {"number": "15/QĐ-CTN", "decided_on": date(2024, 12, 2)}
    with pytest.raises(Refusal, match="quyết định kèm số"):
        cases.move_case(actor=house.officer, case=row, name="grant")
    with pytest.raises(Refusal, match="Ghi số"):
        grant_case(actor=house.officer, case=row, **given | {"number": " "})
    with pytest.raises(NotAllowed):
        grant_case(actor=house.rival_head, case=row, **given)
    done = grant_case(actor=house.officer, case=row, **given)
    award = Award.objects.get()

    assert (award.title_code, award.level, award.year) == ("BMVNAH", "state", 2024)
    assert (award.person, done.person.full_name) == (done.person, "Ngô Thị Bền")
    assert award.citation == ""
    assert done.decider == "Chủ tịch nước"
    bonus = expected_bonus(done, AFTER)
    assert (float(bonus.multiple), bonus.payable) == (15.5, 36_270_000)
    assert making.reckoned(done, AFTER).total == (date(2024, 12, 2) - making.RECEIVED).days
    with pytest.raises(Refusal, match="Đã có quyết định"):
        grant_case(actor=house.officer, case=done, **given)
    with pytest.raises(Refusal, match="Ghi người nhận"):
        cases.move_case(actor=house.officer, case=done, name="hand_over")
    ended = cases.move_case(actor=house.officer, case=done, name="hand_over", handed_to="Con trai")
    assert (ended.state, Award.objects.count()) == (CaseState.HANDED_OVER, 1)


def test_family_receives_as_a_household_and_a_doubtful_person_is_asked(house):
    family = making.walked(house, making.case(house, CaseKind.FAMILY, name="Gia đình cụ Lê"), 6)
    given = {"actor": house.officer, "decided_on": date(2024, 12, 2)}
    done = grant_case(case=family, number="1/QĐ", **given)
    assert done.household == Household.objects.get()
    assert done.award.household == done.household

    for year in (1930, 1934):
        make.person(house, "Ngô Thị Bền", year, unit=house.rival)
    mother = making.walked(house, making.case(house), 6)
    with pytest.raises(WhoIsMeant) as doubt:
        grant_case(case=mother, number="2/QĐ", **given)
    mother.refresh_from_db()
    assert mother.state == CaseState.PRESIDENT
    answer = doubt.value.candidates[0].code
    assert grant_case(case=mother, number="2/QĐ", answer=answer, **given).person.code == answer


def test_form_without_a_code_keeps_its_decision_and_no_register_row(house):
    row = making.walked(house, making.case(house, CaseKind.RESISTANCE), 6)
    early = making.case(house, name="Khác")
    with pytest.raises(Refusal, match="Ghi đã trình"):
        grant_case(actor=house.officer, case=early, number="9", decided_on=date(2024, 12, 1))
    done = grant_case(
        actor=house.officer, case=row, number="9", decided_on=date(2024, 12, 1), decided_by="Ai"
    )

    assert (done.award, done.decider) == (None, "Ai")
    assert expected_bonus(done, AFTER) is None
    assert "chưa có trong bộ quy tắc" in no_bonus_words(done, AFTER)
