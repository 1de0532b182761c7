"""Long-standing honours: who may do what, days at each level, criteria, papers, the award."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.honours import making
from thidua.commendation.domain.one_by_one import WhoIsMeant
from thidua.core.actors import EVERY_ROLE, Actor, Role
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.honours.case_alerts import days, standing
from thidua.honours.case_enums import CaseKind, CaseState, Level, PaperState, Relation
from thidua.honours.case_facts import judged, law_day
from thidua.honours.case_queries import limits_of, same_certificates, settings_of, visible_to
from thidua.honours.case_route import TWO_TIER, due, levels_on
from thidua.honours.case_workflow import CASES
from thidua.honours.domain import case_family, case_papers, case_recusals, case_settings, cases
from thidua.honours.domain.case_granting import expected_bonus, grant_case, no_bonus_words
from thidua.honours.models import HonourCase
from thidua.journal.models import AuditEvent
from thidua.law import Verdict
from thidua.organizations.domain.units import add_unit, succeed
from thidua.organizations.enums import SuccessionKind, UnitKind
from thidua.organizations.models import Household
from thidua.registry.models import Award

BEFORE, AFTER = date(2026, 9, 1), date(2026, 11, 22)
PDF = b"%PDF-1.4 bang to quoc ghi cong"


def reckoned(row, today):
    held = settings_of(row.authority_id), limits_of(row.authority_id)
    return standing(row, today, *held)


def headline(row, today=BEFORE, code=None):
    found = {one.code: one for one in judged(row, list(row.members.all()), today)}
    one = found[code or row.title_code]
    return one.headline.verdict if one.headline else one.assessment.verdict


# -- who may do what ---


def matrix(row) -> list[str]:
    lines = []
    for step in CASES.transitions:
        for unit, whose in ((row.unit_id, "own"), (row.unit_id + 999, "other")):
            roles = [
                role.value
                for role in sorted(EVERY_ROLE)
                if not step.permission(row, acting(row, role, unit))
            ]
            if roles:
                states = " ".join(one.value for one in CaseState if one in step.sources)
                lines.append(f"{step.name} | {states} | {whose} | {' '.join(roles)}")
    return lines


def acting(row, role, unit):
    return Actor(row.authority_id, None, "Ai đó", role, unit, "Đơn vị", frozenset({unit}))


def test_matrix_is_the_one_agreed(house, request):
    expected = request.path.with_name("permissions.txt").read_text(encoding="utf-8").splitlines()

    assert matrix(making.case(house)) == expected


def test_runner_refuses_every_role_the_matrix_leaves_out(house):
    row = making.case(house)

    for step in CASES.transitions:
        for actor in house.actors.values():
            if step.permission(row, actor):
                with pytest.raises(NotAllowed):
                    CASES.perform(row, step.name, actor=actor, reason="x")

    row.refresh_from_db()
    assert row.state == CaseState.DRAFT


def test_only_the_commune_the_officer_and_the_inspector_see_a_family(house):
    row = making.case(house)
    seen = {key for key, who in house.actors.items() if visible_to(who).filter(pk=row.pk)}

    assert seen == {"rival_clerk", "rival_head", "officer", "inspector"}
    with pytest.raises(NotAllowed):
        making.case(house, actor=house.clerk)
    for who in ("clerk", "inspector", "secretary", "chairman", "administrator"):
        with pytest.raises(NotAllowed):
            cases.set_priority(actor=getattr(house, who), case=row, priority="ill", reason="x")


def test_file_of_a_merged_commune_is_its_successors_alone(house):
    row = making.case(house)
    ward, other = (
        add_unit(actor=house.officer, name=name, kind=UnitKind.WARD, parent=house.district,
                 since=date(2025, 7, 1))
        for name in ("Phường Mới", "Phường Khác")
    )  # fmt: skip
    for origin, successor in ((house.rival, ward), (house.school, ward), (house.school, other)):
        succeed(
            actor=house.officer, predecessor=origin, successor=successor, on=date(2025, 7, 1),
            kind=SuccessionKind.PART, instrument="Nghị quyết", confidence="verified",
        )  # fmt: skip
    clerk = acting(row, Role.CLERK, ward.pk)

    assert visible_to(clerk).get() == row
    assert not visible_to(acting(row, Role.CLERK, other.pk)).exists()
    assert cases.set_priority(actor=clerk, case=row, priority="old", reason="97 tuổi").priority


def test_who_declares_a_tie_sees_and_does_nothing_more(house):
    row = making.walked(house, making.case(house), 1)
    tie = case_recusals.keep_away(actor=house.officer, case=row, words="Cháu gọi bằng bà")
    other = make.actor(house, "officer2", Role.OFFICER, house.office, "Chuyên viên hai")

    assert not visible_to(house.officer).exists()
    for attempt in (
        lambda: cases.move_case(actor=house.officer, case=row, name="to_district"),
        lambda: cases.set_priority(actor=house.officer, case=row, priority="ill", reason="x"),
        lambda: case_recusals.let_back(actor=house.officer, recusal=tie, why="nhầm"),
        lambda: case_recusals.keep_away(actor=house.rival_clerk, case=row, words="x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(Refusal, match="đã được ghi"):
        case_recusals.keep_away(actor=house.officer, case=row, words="lần nữa")
    with pytest.raises(Refusal, match="lý do"):
        case_recusals.let_back(actor=other, recusal=tie, why=" ")
    case_recusals.let_back(actor=other, recusal=tie, why="Trùng tên")
    with pytest.raises(Refusal, match="đã được rút"):
        case_recusals.let_back(actor=other, recusal=tie, why="Trùng tên")
    assert visible_to(house.officer).get() == row


# -- the way up and its days ---


def test_whole_way_keeps_the_days_of_every_level(house):
    row = making.walked(house, making.case(house), 6)
    held = [(s.level, days(s.entered_on, s.left_on)) for s in row.stays.exclude(left_on=None)]

    assert held == [
        ("commune", 36), ("district", 54), ("province", 59), ("ministry", 61),
        ("prime_minister", 34),
    ]  # fmt: skip
    assert row.state == CaseState.PRESIDENT
    stands = reckoned(row, date(2024, 11, 14))
    assert (stands.total, stands.at_level, stands.due_words) == (255, 10, "chưa rõ")
    assert AuditEvent.objects.filter(verb="honour.to_president").count() == 1


@pytest.mark.parametrize(
    ("on", "name", "fault"),
    [
        (date(2025, 6, 30), "to_district", None),
        (date(2025, 7, 1), "to_district", "không còn cấp huyện"),
        (date(2025, 6, 30), "to_province", "qua cấp huyện"),
        (date(2025, 7, 1), "to_province", None),
    ],
)
def test_district_stands_until_the_thirtieth_of_june(house, on, name, fault):
    row = making.walked(house, making.case(house, received_on=date(2025, 6, 2)), 1,
                        (("to_commune", date(2025, 6, 3)),))  # fmt: skip
    if fault is None:
        assert cases.move_case(actor=house.officer, case=row, name=name, on=on).level_since == on
        return
    with pytest.raises(Refusal, match=fault):
        cases.move_case(actor=house.officer, case=row, name=name, on=on)
    row.refresh_from_db()
    assert (row.state, row.stays.count()) == (CaseState.COMMUNE, 1)


def test_file_left_at_a_level_that_is_no_more_raises_an_alarm(house):
    row = making.walked(house, making.case(house), 2)

    assert "cap-da-het" not in codes(reckoned(row, TWO_TIER - timedelta(days=1)))
    assert "cap-da-het" in codes(reckoned(row, TWO_TIER))
    assert Level.DISTRICT in levels_on(date(2025, 6, 30))
    assert Level.DISTRICT not in levels_on(TWO_TIER)
    assert cases.move_case(actor=house.officer, case=row, name="to_province").state == "province"


def codes(stands) -> list[str]:
    return [one.code for one in stands.alerts]


@pytest.mark.parametrize(
    ("level", "entered", "last"),
    [
        (Level.COMMUNE, date(2025, 6, 30), None),
        (Level.COMMUNE, date(2025, 7, 1), date(2025, 7, 16)),
        (Level.PROVINCE, date(2025, 8, 1), date(2025, 8, 18)),
        (Level.MINISTRY, date(2025, 8, 1), date(2025, 8, 21)),
        (Level.PRESIDENT, date(2025, 8, 1), None),
    ],
)
def test_volunteers_have_days_from_july_2025_and_never_before(level, entered, last):
    found = due(CaseKind.VOLUNTEER, level, entered)

    assert found.on == last
    assert ("637" in found.source and "nhắc lại" in found.weakness) == (last is not None)
    assert found.late(date(2025, 8, 20)) == (max((date(2025, 8, 20) - last).days, 0) if last else 0)
    assert due(CaseKind.MOTHER, level, entered).on is None


def test_own_limit_stands_in_for_a_silent_law_from_its_day(house):
    set_limit = {
        "actor": house.officer, "kind": CaseKind.MOTHER, "level": Level.COMMUNE, "days": 10,
        "since": date(2025, 7, 1), "basis": "Quy trình nội bộ",
    }  # fmt: skip
    row = case_settings.add_limit(working=True, **set_limit)
    own = limits_of(house.authority.pk)

    assert due(CaseKind.MOTHER, Level.COMMUNE, date(2025, 6, 30), own).on is None
    found = due(CaseKind.MOTHER, Level.COMMUNE, date(2025, 7, 4), own)
    assert (found.on, found.source) == (date(2025, 7, 18), "Quy trình nội bộ")
    with pytest.raises(Refusal, match="Đã có thời hạn"):
        case_settings.add_limit(working=False, **set_limit)
    with pytest.raises(Refusal, match="căn cứ"):
        case_settings.add_limit(working=False, **set_limit | {"basis": " "})
    with pytest.raises(Refusal, match="1 đến 365"):
        case_settings.add_limit(
            working=False, **set_limit | {"days": 900, "since": date(2026, 1, 1)}
        )
    with pytest.raises(NotAllowed):
        case_settings.withdraw_limit(actor=house.inspector, limit=row)
    case_settings.withdraw_limit(actor=house.officer, limit=row)
    assert limits_of(house.authority.pk) == []


def test_days_out_of_order_are_refused(house):
    row = making.walked(house, making.case(house), 1)
    for on, fault in ((date(2024, 3, 1), "trước ngày của bước trước"),
                      (making.ago(-1), "chưa tới")):  # fmt: skip
        with pytest.raises(Refusal, match=fault):
            cases.move_case(actor=house.officer, case=row, name="to_district", on=on)
    with pytest.raises(StaleEdit):
        cases.move_case(actor=house.officer, case=row, name="to_district", revision=1)


def test_given_back_needs_a_reason_and_comes_again(house):
    row = making.walked(house, making.case(house), 3)
    with pytest.raises(Refusal, match="lý do"):
        cases.move_case(actor=house.officer, case=row, name="give_back")
    row = cases.move_case(
        actor=house.officer, case=row, name="give_back", on=date(2024, 7, 1), reason="Thiếu bằng"
    )
    assert (row.state, row.outcome_reason) == (CaseState.GIVEN_BACK, "Thiếu bằng")
    assert not row.stays.filter(left_on=None).exists()
    row = cases.move_case(actor=house.rival_head, case=row, name="to_commune", on=date(2024, 7, 9))
    assert [s.outcome for s in row.stays.all()] == ["sent", "sent", "given_back", ""]
    assert row.outcome_reason == ""
    out = cases.move_case(actor=house.officer, case=row, name="refuse", reason="Không đủ")
    assert reckoned(out, timezone.localdate()).alerts == ()


def test_alarms_are_the_authoritys_and_silent_until_set(house):
    row = making.walked(house, making.case(house, birth_words="12/3/1930"), 1)
    today = date(2024, 6, 1)
    assert codes(reckoned(row, today)) == []

    case_settings.set_alarms(actor=house.officer, still_days=60, old_age=90)
    assert codes(reckoned(row, today)) == ["uu-tien", "dung-lau"]
    assert codes(reckoned(row, date(2024, 5, 4))) == ["uu-tien"]
    HonourCase.objects.filter(pk=row.pk).update(posthumous=True)
    row.refresh_from_db()
    assert codes(reckoned(row, date(2024, 5, 4))) == []
    row = cases.set_priority(actor=house.rival_clerk, case=row, priority="ill", reason="Ốm nặng")
    assert "Ốm nặng" in reckoned(row, today).alerts[0].words
    for bad in ({"still_days": 0, "old_age": None}, {"still_days": None, "old_age": 20}):
        with pytest.raises(Refusal, match="Số ngày từ 1"):
            case_settings.set_alarms(actor=house.officer, **bad)
    with pytest.raises(NotAllowed):
        case_settings.set_alarms(actor=house.inspector, still_days=1, old_age=None)


def test_volunteers_list_is_posted_for_its_days_before_it_goes_up(house):
    row = making.case(house, CaseKind.VOLUNTEER, received_on=making.ago(30))
    row = cases.move_case(actor=house.officer, case=row, name="to_commune", on=making.ago(29))
    up = {"actor": house.officer, "name": "to_province"}
    assert codes(reckoned(row, timezone.localdate())) == ["qua-han", "niem-yet"]
    with pytest.raises(Refusal, match="Chưa ghi việc niêm yết"):
        cases.move_case(case=row, **up)
    with pytest.raises(Refusal, match="nơi niêm yết"):
        case_family.start_posting(actor=house.officer, case=row, on=making.ago(20), place=" ")
    row = case_family.start_posting(
        actor=house.rival_clerk, case=row, on=making.ago(20), place="Trụ sở"
    )
    assert "chờ ghi kết quả" in reckoned(row, timezone.localdate()).alerts[-1].words
    for on, match in ((making.ago(25), "từ ngày niêm yết"), (making.ago(-2), "từ ngày niêm yết")):
        with pytest.raises(Refusal, match=match):
            case_family.end_posting(actor=house.officer, case=row, on=on, result="Không")
    row = case_family.end_posting(
        actor=house.officer, case=row, on=making.ago(18), result="Không có ý kiến"
    )
    with pytest.raises(Refusal, match="chưa đủ ngày"):
        cases.move_case(case=row, **up)
    row = case_family.end_posting(
        actor=house.officer, case=row, on=making.ago(14), result="Không có ý kiến"
    )
    assert cases.move_case(case=row, **up).state == CaseState.PROVINCE
    mother = making.walked(house, making.case(house, name="Khác"), 1)
    with pytest.raises(Refusal, match="Chỉ niêm yết"):
        case_family.start_posting(actor=house.officer, case=mother, on=making.ago(3), place="x")


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
    assert reckoned(done, AFTER).total == (date(2024, 12, 2) - making.RECEIVED).days
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
