"""A planned session called off, and the papers that invite to one."""

from __future__ import annotations

from datetime import time, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from tests import factories as make
from tests.councils.making import planned, seated
from tests.decisions import stages
from thidua.commendation.models import Recusal
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.councils.domain.agenda import Point, add_item
from thidua.councils.domain.calendar import calendar_file
from thidua.councils.domain.invitation import invitation_file, invitation_paper
from thidua.councils.domain.members import Seating, enter_member
from thidua.councils.domain.planning import (
    Plan,
    cancel_session,
    change_plan,
    continue_session,
    convene,
    invite,
)
from thidua.councils.models import Session
from thidua.councils.queries import dossiers_before, unanswered
from thidua.journal.models import AuditEvent

TODAY = timezone.localdate()
WHY = "Chủ tịch Hội đồng đi công tác đột xuất"


@pytest.fixture
def round_(house):
    return make.round_(house)


@pytest.fixture
def session(house, round_):
    made = planned(house, seated(house), round_)
    return invite(actor=house.secretary, session=made, revision=None)


def cancelled(house, session) -> Session:
    return cancel_session(actor=house.secretary, session=session, revision=None, reason=WHY)


def test_cancelled_session_says_why_and_takes_nothing_more(house, session):
    before = calendar_file(session, "https://x").decode()
    row = cancelled(house, session)
    after = calendar_file(row, "https://x").decode()

    assert (row.cancel_reason, row.cancelled_at is not None) == (WHY, True)
    assert AuditEvent.objects.get(verb="session.cancel").sentence.endswith(WHY)
    assert "METHOD:PUBLISH" in before
    assert "METHOD:CANCEL" in after
    assert "STATUS:CANCELLED" in after
    uid, sequence = ([line for line in text.split("\r\n") if line.startswith(key)]
                     for text, key in ((before, "UID"), (before, "SEQUENCE")))  # fmt: skip
    assert uid[0] in after
    assert sequence[0] not in after
    for act in (
        lambda: convene(actor=house.secretary, session=row, revision=None, started_at=time(14)),
        lambda: invite(actor=house.secretary, session=row, revision=None),
        lambda: add_item(actor=house.secretary, session=row, point=Point(title="Khai mạc")),
        lambda: cancelled(house, row),
        lambda: invitation_paper(row),
    ):
        with pytest.raises(Refusal, match="đã hủy ngày"):
            act()


def test_cancelling_needs_the_secretary_a_reason_and_the_latest_page(house, session):
    with pytest.raises(Refusal, match="Ghi lý do"):
        cancel_session(actor=house.secretary, session=session, revision=None, reason=" ")
    for actor in (house.officer, house.member, house.chairman):
        with pytest.raises(NotAllowed):
            cancel_session(actor=actor, session=session, revision=None, reason=WHY)
    with pytest.raises(StaleEdit):
        cancel_session(
            actor=house.secretary, session=session, revision=session.revision - 1, reason=WHY
        )
    Session.objects.filter(pk=session.pk).update(
        convened_at=timezone.now(), held_on=TODAY, total_members=3
    )
    with pytest.raises(Refusal, match="đã khai mạc"):
        cancelled(house, session)


def test_dossiers_of_the_round_are_looked_over_only_for_sessions_to_come(house, round_, session):
    row = stages.at_council(house, round_)
    assert list(dossiers_before(session)) == [row]
    person = row.person
    gone = cancelled(house, session)

    enter_member(
        actor=house.secretary,
        council=gone.council,
        seating=Seating(
            full_name="Ngô Lan Anh", seat="member",
            user_id=house.editor.user_id, person_id=person.pk,
        ),
        since=TODAY,
    )  # fmt: skip

    assert not dossiers_before(gone).exists()
    assert not Recusal.objects.exists()
    planned(house, gone.council, round_)
    assert Recusal.objects.get().user_id == house.editor.user_id


def test_continuation_called_off_can_be_planned_again(house, session):
    Session.objects.filter(pk=session.pk).update(convened_at=timezone.now(), held_on=TODAY)
    plan = Plan(held_on=TODAY + timedelta(days=1), planned_at=time(8), place="Phòng họp")
    first = continue_session(actor=house.secretary, session=session, revision=None, plan=plan)
    cancelled(house, first)

    second = continue_session(actor=house.secretary, session=session, revision=None, plan=plan)

    assert second.continued_from == session
    assert AuditEvent.objects.get(verb="session.cancel").data["continued_from"] == session.code


def test_end_stands_in_the_calendar_only_where_it_is_planned(house, session):
    assert "DTEND" not in calendar_file(session, "https://x").decode()
    day = session.held_on
    plan = Plan(held_on=day, planned_at=time(14), place="Phòng họp", planned_end=time(16, 30))

    row = change_plan(actor=house.secretary, session=session, revision=None, plan=plan)

    assert f"DTEND:{day:%Y%m%d}T093000Z" in calendar_file(row, "https://x").decode()
    wrong = Plan(held_on=day, planned_at=time(14), place="Phòng họp", planned_end=time(14))
    with pytest.raises(Refusal, match="phải sau giờ họp"):
        change_plan(actor=house.secretary, session=session, revision=None, plan=wrong)


def test_invitation_names_members_and_no_dossier(house, round_, session):
    row = stages.at_council(house, round_)
    add_item(actor=house.secretary, session=session, point=Point(title="Báo cáo thẩm định"))
    point = Point(title=f"Riêng hồ sơ {row.name}", nomination=row)
    add_item(actor=house.secretary, session=session, point=point)
    member = session.council.members.get(full_name="Đỗ Văn Thắng")

    to_all, to_one = invitation_paper(session), invitation_paper(session, member)

    words = "\n".join(to_all.body)
    assert "1. Báo cáo thẩm định." in words
    assert row.name not in words
    assert "Ông (bà) Trần Thu Hà (Ủy viên thư ký)" in words
    assert to_one.addressees == ("Ông (bà) Đỗ Văn Thắng",)
    assert "Thành viên được mời" not in "\n".join(to_one.body)
    text = [p.text for p in Document(BytesIO(invitation_file(session, "docx"))).paragraphs]
    assert "GIẤY MỜI" in text
    assert invitation_file(session, "pdf", member).startswith(b"%PDF")


def test_pages_of_a_session_called_off(house, session, sign_in):
    client, args = sign_in(house.secretary), [session.code]
    page = client.get(reverse("council:session", args=args)).content.decode()
    assert "Giấy mời từng người" in page
    paper = reverse("council:session_invitation", args=[session.code, "docx"])
    assert client.get(paper).status_code == 200
    assert client.get(f"{paper}?thanh_vien=999999999999").status_code == 404
    cancel = reverse("council:session_cancel", args=args)
    assert client.post(cancel, {"reason": ""}).status_code == 422
    assert client.post(cancel, {"reason": WHY, "revision": "1"}).status_code == 422
    done = client.post(cancel, {"reason": WHY, "revision": session.revision})

    assert done.status_code == 302
    page = client.get(reverse("council:session", args=args)).content.decode()
    assert WHY in page
    assert "Gỡ khỏi lịch" in page
    assert "Khai mạc phiên họp" not in page
    assert "Đã hủy" in client.get(reverse("council:sessions")).content.decode()
    assert client.get(reverse("council:results", args=args)).status_code == 302
    assert not unanswered(house.member).exists()
    desk = sign_in(house.member).get(reverse("web:desk"))
    assert WHY in desk.content.decode()
    assert sign_in(house.member).get(cancel).status_code == 403
