"""Long-standing honours: who may do what, days at each level, criteria, papers, the award."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.honours import making
from thidua.core.actors import EVERY_ROLE, Actor, Role
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.honours.case_alerts import days
from thidua.honours.case_enums import CaseKind, CaseState, Level
from thidua.honours.case_queries import limits_of, visible_to
from thidua.honours.case_route import TWO_TIER, due, levels_on
from thidua.honours.case_workflow import CASES
from thidua.honours.domain import case_family, case_recusals, case_settings, cases
from thidua.honours.models import HonourCase
from thidua.journal.models import AuditEvent
from thidua.organizations.domain.units import add_unit, succeed
from thidua.organizations.enums import SuccessionKind, UnitKind

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


def test_only_the_commune_and_who_answers_for_it_see_a_family(house):
    row = making.case(house)
    seen = {key for key, who in house.actors.items() if visible_to(who).filter(pk=row.pk)}

    assert seen == {"rival_clerk", "rival_head", "officer", "inspector", "chairman"}
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
    stands = making.reckoned(row, date(2024, 11, 14))
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

    assert "cap-da-het" not in codes(making.reckoned(row, TWO_TIER - timedelta(days=1)))
    assert "cap-da-het" in codes(making.reckoned(row, TWO_TIER))
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
    assert making.reckoned(out, timezone.localdate()).alerts == ()


def test_alarms_are_the_authoritys_and_silent_until_set(house):
    row = making.walked(house, making.case(house, birth_words="12/3/1930"), 1)
    today = date(2024, 6, 1)
    assert codes(making.reckoned(row, today)) == []

    case_settings.set_alarms(actor=house.officer, still_days=60, old_age=90)
    assert codes(making.reckoned(row, today)) == ["uu-tien", "dung-lau"]
    assert codes(making.reckoned(row, date(2024, 5, 4))) == ["uu-tien"]
    HonourCase.objects.filter(pk=row.pk).update(posthumous=True)
    row.refresh_from_db()
    assert codes(making.reckoned(row, date(2024, 5, 4))) == []
    row = cases.set_priority(actor=house.rival_clerk, case=row, priority="ill", reason="Nằm viện")
    assert making.reckoned(row, today).alerts[0].words == "Ưu tiên: ốm nặng"
    for bad in ({"still_days": 0, "old_age": None}, {"still_days": None, "old_age": 20}):
        with pytest.raises(Refusal, match="Số ngày từ 1"):
            case_settings.set_alarms(actor=house.officer, **bad)
    with pytest.raises(NotAllowed):
        case_settings.set_alarms(actor=house.inspector, still_days=1, old_age=None)


def test_volunteers_list_is_posted_for_its_days_before_it_goes_up(house):
    row = making.case(house, CaseKind.VOLUNTEER, received_on=making.ago(30))
    row = cases.move_case(actor=house.officer, case=row, name="to_commune", on=making.ago(29))
    up = {"actor": house.officer, "name": "to_province"}
    assert codes(making.reckoned(row, timezone.localdate())) == ["qua-han", "niem-yet"]
    with pytest.raises(Refusal, match="Chưa ghi việc niêm yết"):
        cases.move_case(case=row, **up)
    with pytest.raises(Refusal, match="nơi niêm yết"):
        case_family.start_posting(actor=house.officer, case=row, on=making.ago(20), place=" ")
    row = case_family.start_posting(
        actor=house.rival_clerk, case=row, on=making.ago(20), place="Trụ sở"
    )
    assert "chờ ghi kết quả" in making.reckoned(row, timezone.localdate()).alerts[-1].words
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
