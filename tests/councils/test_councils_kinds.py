"""Councils of both kinds by the same verbs and pages, each where it is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.councils.making import planned, seated
from tests.initiatives.making import board
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.councils.domain.bodies import CouncilPlan, change_council, establish_council, set_rules
from thidua.councils.domain.bodies import OwnRules as Rules
from thidua.councils.domain.members import Seating, change_member, enter_member
from thidua.councils.domain.planning import Plan, plan_session
from thidua.councils.domain.sessions import open_session
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Council
from thidua.councils.queries import councils, members_on
from thidua.initiatives.queries import initiative_councils

TODAY = timezone.localdate()
PLAN = CouncilPlan(
    name="Hội đồng sáng kiến",
    kind=CouncilKind.INITIATIVE,
    total_members=5,
    chair_name="Phạm Hùng Việt",
    chair_post="Chủ tịch UBND huyện",
    secretary_name="Trần Thu Hà",
)


def plan_of(council: Council, **changes) -> CouncilPlan:
    fields = CouncilPlan.__dataclass_fields__
    return replace(CouncilPlan(**{name: getattr(council, name) for name in fields}), **changes)


def test_each_kind_is_offered_only_where_it_is_meant(house, sign_in):
    awards, scoring = seated(house), board(house).council
    round_ = make.round_(house)

    assert list(councils(house.secretary, CouncilKind.COMMENDATION)) == [awards]
    assert list(initiative_councils(house.secretary)) == [scoring]
    page = sign_in(house.secretary).get(reverse("council:session_plan"))
    assert list(page.context["form"].fields["council"].queryset) == [awards]
    plan = Plan(
        held_on=TODAY + timedelta(days=3), planned_at=time(9), place="Phòng họp", subject="x"
    )
    with pytest.raises(Refusal, match="là Hội đồng sáng kiến"):
        plan_session(actor=house.secretary, council=scoring, round_=None, plan=plan)
    with pytest.raises(Refusal, match="là Hội đồng sáng kiến"):
        open_session(
            actor=house.secretary,
            council=scoring,
            round_=round_,
            held_on=TODAY,
            place="Phòng họp",
            present=3,
        )


def test_kind_stays_once_the_council_has_met(house):
    awards, scoring = seated(house), board(house).council
    free = establish_council(actor=house.officer, plan=PLAN)

    changed = change_council(
        actor=house.officer, council=free, plan=plan_of(free, kind=CouncilKind.COMMENDATION)
    )
    assert changed.kind == CouncilKind.COMMENDATION
    planned(house, awards, make.round_(house))
    for council, kind in ((awards, "initiative"), (scoring, "commendation")):
        with pytest.raises(Refusal, match="không đổi loại được"):
            change_council(actor=house.officer, council=council, plan=plan_of(council, kind=kind))
    with pytest.raises(Refusal, match="Chọn loại"):
        establish_council(actor=house.officer, plan=replace(PLAN, kind="khac"))


def test_second_to_save_is_told_who_was_first(house, sign_in):
    council = seated(house)
    seen = council.revision
    member = council.members.get(full_name="Đỗ Văn Thắng")
    rules = Rules(quorum_numerator=1, quorum_denominator=2, quorum_basis="Điều 5")
    set_rules(actor=house.officer, council=council, rules=rules, revision=seen)

    with pytest.raises(StaleEdit, match="Nguyễn Quốc Khánh"):
        set_rules(actor=house.secretary, council=council, rules=Rules(), revision=seen)
    seating = Seating(full_name=member.full_name, seat="deputy", user_id=member.user_id)
    change_member(actor=house.officer, member=member, seating=seating, revision=member.revision)
    with pytest.raises(StaleEdit):
        change_member(
            actor=house.secretary, member=member, seating=seating, revision=member.revision
        )
    edit = reverse("council:council_edit", args=[council.code])
    typed = {
        "name": "Tên gõ dở", "kind": "commendation", "total_members": "3", "chair_name": "A",
        "chair_post": "B", "secretary_name": "C", "revision": seen,
    }  # fmt: skip
    answer = sign_in(house.secretary).post(edit, typed)
    assert answer.status_code == 422
    assert "Tên gõ dở" in answer.content.decode()
    council.refresh_from_db()
    assert council.quorum_basis == "Điều 5"
    stranger = replace(house.secretary, authority_id=house.authority.pk + 1)
    with pytest.raises(NotAllowed):
        change_council(actor=stranger, council=council, plan=plan_of(council))


def test_members_are_found_sorted_paged_and_exported(
    house, sign_in, django_assert_num_queries, monkeypatch
):
    council = seated(house)
    names = ("Bùi Thị Ánh", "Cao Bá Lộc", "Đinh Công An")
    for name in names:
        enter_member(
            actor=house.officer,
            council=council,
            seating=Seating(full_name=name, seat="member", post="Ủy viên Mặt trận"),
            since=date(2024, 1, 15),
        )
    client, url = sign_in(house.inspector), reverse("council:council", args=[council.code])

    def shown(query: str) -> list[str]:
        return [one.full_name for one in client.get(f"{url}?{query}").context["page"]]

    assert shown("q=mat tran&sap_xep=ten") == ["Đinh Công An", "Bùi Thị Ánh", "Cao Bá Lộc"]
    assert shown("vai_tro=chair") == ["Phạm Hùng Việt"]
    assert shown("sap_xep=-nhiem-ky")[0] == "Đinh Công An"
    assert shown("q=khong ai") == []
    assert shown("sap_xep=la&vai_tro=la&trang=x")[0] == "Phạm Hùng Việt"
    client.get(url)
    with django_assert_num_queries(15):
        client.get(f"{url}?vai_tro=chair")
    with django_assert_num_queries(15):
        client.get(f"{url}?q=mat tran")
    monkeypatch.setattr("thidua.web.council.member_list.PAGE_SIZE", 2)
    assert len(shown("trang=3")) == 2
    assert client.get(f"{url}?xuat=xlsx&vai_tro=chair")["Content-Type"].endswith("sheet")
    assert members_on(council, TODAY).count() == 6
    assert sign_in(house.clerk).get(url).status_code == 403


def test_initiative_council_is_entered_and_shows_its_sittings(house, sign_in):
    client = sign_in(house.officer)
    form = client.get(f"{reverse('council:council_new')}?loai=sang-kien")
    assert form.context["form"]["kind"].value() == "initiative"
    scoring = board(house)

    body = client.get(reverse("council:council", args=[scoring.council.code])).content.decode()

    assert "Hội đồng sáng kiến" in body
    assert scoring.sitting.name in body
    assert "Ngô Đức Lợi" in body
