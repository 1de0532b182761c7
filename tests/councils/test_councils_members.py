"""Who sits in a council, and what its own regulation says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.councils.making import seated
from tests.decisions import stages
from thidua.accounts.models import RoleAssignment
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.domain.bodies import OwnRules, set_rules, total_on
from thidua.councils.domain.members import (
    Seating,
    change_member,
    end_member,
    enter_member,
    replace_member,
    vacancies,
    without_role,
)
from thidua.councils.domain.quorum import offers, quorum_of
from thidua.councils.queries import members_on

TODAY = timezone.localdate()


@pytest.fixture
def council(house):
    return seated(house)


def named(council, name):
    return council.members.get(full_name=name)


def test_total_is_the_list_where_there_is_one(house):
    council = stages.council(house, members=11)
    before = total_on(council, TODAY)
    seating = Seating(full_name="Cao Bá Lộc", seat="member")
    enter_member(actor=house.officer, council=council, seating=seating, since=date(2024, 3, 1))

    assert before == 11
    assert total_on(council, TODAY) == 1
    assert total_on(council, date(2024, 2, 29)) == 11


def test_second_chair_is_refused_while_the_first_sits(house, council):
    seating = Seating(full_name="Cao Bá Lộc", seat="chair", post="Phó Chủ tịch")

    with pytest.raises(Refusal, match="đã có Chủ tịch: Phạm Hùng Việt"):
        enter_member(actor=house.secretary, council=council, seating=seating, since=TODAY)
    chair = named(council, "Phạm Hùng Việt")
    made = replace_member(actor=house.secretary, member=chair, seating=seating, since=TODAY)

    council.refresh_from_db()
    assert council.chair_name == "Cao Bá Lộc"
    assert next(iter(members_on(council, TODAY - timedelta(days=1)))) == chair
    assert next(iter(members_on(council, TODAY))) == made


def test_account_sits_once_at_a_time(house, council):
    member = named(council, "Đỗ Văn Thắng")
    again = Seating(full_name="Đỗ Văn Thắng", seat="member", user_id=house.member.user_id)

    with pytest.raises(Refusal, match="đã là thành viên từ"):
        enter_member(actor=house.secretary, council=council, seating=again, since=TODAY)
    end_member(actor=house.secretary, member=member, until=TODAY)
    enter_member(actor=house.secretary, council=council, seating=again, since=TODAY)

    with pytest.raises(Refusal, match="đã thôi là thành viên"):
        end_member(actor=house.secretary, member=member, until=TODAY)
    assert council.members.filter(full_name="Đỗ Văn Thắng").count() == 2


def test_member_entered_by_others_or_badly_is_refused(house, council):
    good = Seating(full_name="Cao Bá Lộc", seat="member")
    stranger = Seating(full_name="Cao Bá Lộc", seat="member", user_id=10**6)
    nobody = Seating(full_name="Cao Bá Lộc", seat="member", person_id=10**6)

    for actor in (house.member, house.clerk, house.inspector):
        with pytest.raises(NotAllowed):
            enter_member(actor=actor, council=council, seating=good, since=TODAY)
    for seating, words in (
        (Seating(full_name=" ", seat="member"), "họ và tên"),
        (Seating(full_name="A", seat="king"), "vai trò"),
        (stranger, "chưa có vai trò"),
        (nobody, "Không có người này"),
    ):
        with pytest.raises(Refusal, match=words):
            enter_member(actor=house.secretary, council=council, seating=seating, since=TODAY)


def test_term_ends_after_it_began(house, council):
    with pytest.raises(Refusal, match="phải sau ngày bắt đầu"):
        end_member(
            actor=house.secretary, member=named(council, "Đỗ Văn Thắng"), until=make.FAR_PAST
        )


def test_missing_seats_and_roles_are_told(house, council):
    RoleAssignment.objects.filter(user_id=house.member.user_id).update(role="head")
    chair = named(council, "Phạm Hùng Việt")
    change_member(
        actor=house.secretary, member=chair, seating=Seating(full_name="X Y", seat="deputy")
    )

    assert vacancies(council, TODAY) == ["Chưa có Chủ tịch Hội đồng."]
    assert without_role(council, TODAY) == {house.member.user_id}


def test_quorum_is_not_known_until_the_regulation_is_entered(house, council):
    assert quorum_of(council, 11).needed is None
    assert quorum_of(council, 11).shortfall(0, 0) == ""
    with pytest.raises(Refusal, match="Ghi điều, khoản"):
        set_rules(
            actor=house.secretary,
            council=council,
            rules=OwnRules(quorum_numerator=2, quorum_denominator=3),
        )
    with pytest.raises(Refusal, match="cả hai số"):
        set_rules(
            actor=house.secretary,
            council=council,
            rules=OwnRules(quorum_numerator=2, quorum_basis="Khoản 2 Điều 7"),
        )
    with pytest.raises(Refusal, match="đơn vị mình"):
        set_rules(actor=house.secretary, council=council, rules=OwnRules(own_unit_recuses=True))


@pytest.mark.parametrize(
    ("written", "present", "letters", "enough"),
    [(False, 8, 0, True), (False, 7, 4, False), (True, 7, 1, True), (True, 6, 1, False)],
)
def test_quorum_counts_letters_only_where_the_rule_says_so(
    house, council, written, present, letters, enough
):
    rules = OwnRules(
        quorum_numerator=2,
        quorum_denominator=3,
        quorum_basis="Khoản 2 Điều 7 Quy chế",
        written_counts=written,
    )
    quorum = quorum_of(set_rules(actor=house.officer, council=council, rules=rules), 11)

    assert quorum.needed == 8
    assert quorum.counts_written is written
    assert (quorum.shortfall(present, letters) == "") is enough


def test_local_regulation_in_force_is_offered(house):
    from importlib.resources import files

    from thidua.commendation.domain.local_rules import add_regulation

    text = files("thidua.law").joinpath("data/overlays/bac-ninh-2025.toml").read_text("utf-8")
    add_regulation(actor=house.officer, text=text)

    found = offers(house.authority.pk, TODAY)

    assert [(str(one.share), one.awards) for one in found] == [("4/5", True), ("2/3", False)]
    assert offers(house.authority.pk, date(2024, 1, 1)) == []
