"""The council's pages before and while it meets: members, plan, roll call, declaring."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.councils.making import planned, seated
from tests.decisions import stages
from thidua.commendation.models import Recusal
from thidua.councils.domain.conflicts import declare
from thidua.councils.models import Session

DAY = timezone.localdate() + timedelta(days=5)


@pytest.fixture
def round_(house):
    return make.round_(house)


@pytest.fixture
def council(house):
    return seated(house)


def at(name: str, session: Session, *more: object) -> str:
    return reverse(f"council:{name}", args=[session.code, *more])


def test_session_from_plan_to_opening(house, round_, council, sign_in):
    stages.at_council(house, round_)
    client = sign_in(house.secretary)
    values = {
        "council": council.pk,
        "round": round_.pk,
        "held_on": DAY.isoformat(),
        "planned_at": "14:00",
        "place": "Phòng họp số 2",
    }
    assert client.post(reverse("council:session_plan"), values | {"place": ""}).status_code == 422
    client.post(reverse("council:session_plan"), values)
    session = Session.objects.get()
    client.post(at("agenda", session), {"title": "Khai mạc", "starts_at": "14:00"})
    client.post(at("session_invite", session), {"revision": "999"})
    assert Session.objects.get().invited_at is None
    client.post(at("session_invite", session))
    assert "Khai có liên quan" in sign_in(house.member).get("/lam-viec/").content.decode()

    ics = sign_in(house.member).get(at("session_calendar", session))
    assert ics["Content-Type"].startswith("text/calendar")
    Session.objects.update(held_on=timezone.localdate())
    chair = council.members.get(seat="chair")
    client.post(at("roll_call", session), {"thanh_vien": chair.pk, "co_mat": "absent"})
    client.post(at("roll_call", session), {"con_lai": "1"})
    client.post(at("session_convene", session), {"started_at": "14:00"})

    session.refresh_from_db()
    assert (session.present, session.total_members) == (2, 3)
    page = client.get(at("session", session)).content.decode()
    assert "Luật không quy định" in page
    assert "Đang họp" in page


@pytest.mark.parametrize("bad", ["", "abc", "9" * 30, "-1"])
def test_roll_call_with_a_wrong_member_is_not_found(house, round_, council, sign_in, bad):
    session = planned(house, council, round_)

    answer = sign_in(house.secretary).post(
        at("roll_call", session), {"thanh_vien": bad, "co_mat": "present"}
    )

    assert answer.status_code == 404


def test_member_declares_on_the_phone_and_sees_no_more_of_it(house, round_, council, sign_in):
    row = stages.at_council(house, round_)
    session = planned(house, council, round_)
    client = sign_in(house.member)
    page = client.get(at("declare", session)).content.decode()
    assert row.name in page
    assert row.position not in page

    wrong = client.post(at("declare", session), {"ho_so": row.code, "ground": "family"})
    client.post(at("declare", session), {"ho_so": row.code, "ground": "own"})

    assert wrong.status_code == 422
    assert "Ghi quan hệ" in wrong.content.decode()
    assert row.name not in client.get(at("declare", session)).content.decode()
    assert client.get(reverse("web:nomination", args=[row.code])).status_code == 404
    listed = sign_in(house.secretary).get(at("kept_away", session)).content.decode()
    assert house.member.name in listed
    recusal = Recusal.objects.get()
    sign_in(house.secretary).post(at("conflict_withdraw", session, recusal.pk), {"why": "nhầm"})
    assert client.get(reverse("web:nomination", args=[row.code])).status_code == 200


def test_minutes_are_closed_to_who_keeps_away(house, round_, council, sign_in):
    row = stages.at_council(house, round_)
    session = stages.session(house, round_)
    declare(actor=house.officer, session=session, nomination=row, ground="own")

    answer = sign_in(house.officer).get(at("minutes_paper", session, "pdf"))

    assert answer.status_code == 403
    assert "không tham gia xét" in answer.content.decode()
    assert sign_in(house.chairman).get(at("session", session)).status_code == 200


def test_council_page_lists_terms_and_missing_roles(house, council, sign_in):
    page = sign_in(house.officer).get(reverse("council:council", args=[council.code]))
    book = sign_in(house.officer).get(
        reverse("council:council", args=[council.code]), {"xuat": "xlsx"}
    )
    rules = reverse("council:council_rules", args=[council.code])
    sign_in(house.officer).post(
        rules,
        {"quorum_numerator": "2", "quorum_denominator": "3", "quorum_basis": "Khoản 2 Điều 7"},
    )

    council.refresh_from_db()
    assert "Đỗ Văn Thắng" in page.content.decode()
    assert book.content.startswith(b"PK")
    assert (council.quorum_numerator, council.quorum_basis) == (2, "Khoản 2 Điều 7")


SECRETARY_ONLY = (
    "session_replan", "session_convene", "session_continue", "agenda", "paper_new", "roll_call",
    "conflict_note",
)  # fmt: skip


def test_outsiders_do_not_get_in(house, round_, council, sign_in):
    session = planned(house, council, round_)
    for key in ("officer", "member", "chairman", "inspector", "head", "editor", "administrator"):
        client = sign_in(getattr(house, key))
        assert {client.get(at(name, session)).status_code for name in SECRETARY_ONLY} == {403}
    for key in ("clerk", "head", "editor", "administrator"):
        client = sign_in(getattr(house, key))
        found = [
            client.get(url).status_code
            for url in (
                at("session", session),
                at("session_calendar", session),
                at("declare", session),
                at("kept_away", session),
                reverse("council:council", args=[council.code]),
            )
        ]
        assert set(found) == {403}
