"""A session from its plan to its continuation, and who keeps away from what."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.councils.making import planned, seated
from tests.decisions import stages
from thidua.commendation.models import Recusal
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.ical import folded
from thidua.councils.domain.agenda import (
    Point,
    add_item,
    move_item,
    remove_item,
    set_item_state,
)
from thidua.councils.domain.attending import mark_attendance, mark_rest_present
from thidua.councils.domain.bodies import OwnRules, set_rules
from thidua.councils.domain.calendar import calendar_file
from thidua.councils.domain.conflicts import (
    answer,
    declare,
    detect,
    namesakes,
    note_for,
    withdraw,
)
from thidua.councils.domain.members import Seating, enter_member
from thidua.councils.domain.planning import (
    Plan,
    change_plan,
    continue_session,
    convene,
    invite,
)
from thidua.councils.domain.session_papers import add_paper
from thidua.councils.domain.sessions import record_result
from thidua.councils.models import Session
from thidua.councils.queries import (
    agenda_of,
    dossiers_before,
    may_read_minutes,
    my_seat,
    papers_of,
    recusals_of,
    results_of,
    totals,
    waiting_for_result,
)
from thidua.decisions.domain.issuance import may_issue
from thidua.decisions.queries import visible_to as decisions_visible_to
from thidua.documents.domain.store import store
from thidua.journal.models import AuditEvent

TODAY = timezone.localdate()
TWO_THIRDS = OwnRules(quorum_numerator=2, quorum_denominator=3, quorum_basis="Khoản 2 Điều 7")


@pytest.fixture
def round_(house):
    return make.round_(house)


@pytest.fixture
def council(house):
    return seated(house)


@pytest.fixture
def session(house, council, round_):
    return planned(house, council, round_)


def today(session) -> Session:
    Session.objects.filter(pk=session.pk).update(held_on=TODAY)
    session.refresh_from_db()
    return session


def convened(house, session) -> Session:
    mark_rest_present(actor=house.secretary, session=today(session))
    return convene(actor=house.secretary, session=session, revision=None, started_at=time(14))


def test_planned_session_takes_no_results_and_convenes_once(house, council, round_, session):
    row = stages.at_council(house, round_)
    with pytest.raises(Refusal, match="chưa khai mạc"):
        record_result(actor=house.secretary, session=session, nomination=row, in_favour=3)
    with pytest.raises(Refusal, match="chưa tới"):
        convene(actor=house.secretary, session=session, revision=None, started_at=time(14))

    held = convened(house, session)

    assert (held.total_members, held.present, held.quorum_needed) == (3, 3, None)
    assert record_result(actor=house.secretary, session=held, nomination=row, in_favour=3).passed
    with pytest.raises(Refusal, match="đã khai mạc"):
        convene(actor=house.secretary, session=held, revision=None, started_at=time(14))


def test_convening_needs_everybody_marked_and_the_known_quorum(house, council, session):
    set_rules(actor=house.secretary, council=council, rules=TWO_THIRDS)
    session = today(session)
    seats = list(council.members.all())
    mark_attendance(actor=house.secretary, session=session, member=seats[0], presence="present")
    with pytest.raises(Refusal, match="Chưa điểm danh: Trần Thu Hà, Đỗ Văn Thắng"):
        convene(actor=house.secretary, session=session, revision=None, started_at=time(14))
    for seat in seats[1:]:
        mark_attendance(
            actor=house.secretary, session=session, member=seat, presence="written", note="thư"
        )
    with pytest.raises(Refusal, match="2 ý kiến bằng văn bản không tính") as refused:
        convene(actor=house.secretary, session=session, revision=None, started_at=time(14))
    assert "cần ít nhất 2 (Khoản 2 Điều 7)" in refused.value.reasons[0]

    mark_attendance(actor=house.secretary, session=session, member=seats[1], presence="present")
    held = convene(actor=house.secretary, session=session, revision=None, started_at=time(14))

    assert (held.present, held.written_opinions, held.quorum_needed) == (2, 1, 2)
    set_rules(actor=house.secretary, council=council, rules=OwnRules())
    held.refresh_from_db()
    assert held.quorum_basis == "Khoản 2 Điều 7"


def test_plan_is_for_the_secretary_and_a_day_to_come(house, council, round_, session):
    past = Plan(held_on=TODAY - timedelta(days=1), planned_at=time(14), place="Phòng họp")
    with pytest.raises(Refusal, match="đã qua"):
        change_plan(actor=house.secretary, session=session, revision=None, plan=past)
    for actor in (house.officer, house.member, house.chairman):
        with pytest.raises(NotAllowed):
            invite(actor=actor, session=session, revision=None)
    assert invite(actor=house.secretary, session=session, revision=None).invited_at


def test_continuing_carries_over_what_was_not_finished(house, council, session):
    titles = ("Khai mạc", "Báo cáo", "Bỏ phiếu")
    items = [
        add_item(actor=house.secretary, session=session, point=Point(title=title))
        for title in titles
    ]
    file = store(actor=house.secretary, name="bao-cao.pdf", data=b"%PDF-1.7")
    add_paper(actor=house.secretary, session=session, title="Báo cáo", file=file, item=items[1])
    held = convened(house, session)
    set_item_state(actor=house.secretary, item=items[0], state="now")
    set_item_state(actor=house.secretary, item=items[1], state="now")
    set_item_state(actor=house.secretary, item=items[1], state="deferred", note="Chưa đủ số liệu")
    plan = Plan(held_on=TODAY + timedelta(days=3), planned_at=time(8), place="Phòng họp 1")

    following = continue_session(actor=house.secretary, session=held, revision=None, plan=plan)

    assert following.continued_from == held
    assert following.round == held.round
    assert [item.title for item in agenda_of(following)] == ["Báo cáo", "Bỏ phiếu"]
    assert [paper.title for paper in papers_of(following)] == ["Báo cáo"]
    assert [item.state for item in agenda_of(held)] == ["done", "deferred", "deferred"]
    with pytest.raises(Refusal, match="đã có phiên họp tiếp"):
        continue_session(actor=house.secretary, session=held, revision=None, plan=plan)


def test_points_are_moved_and_taken_off(house, session):
    first, second = (
        add_item(actor=house.secretary, session=session, point=Point(title=title))
        for title in ("Một", "Hai")
    )
    move_item(actor=house.secretary, item=second, up=True)
    move_item(actor=house.secretary, item=second, up=True)
    assert [item.title for item in agenda_of(session)] == ["Hai", "Một"]

    remove_item(actor=house.secretary, item=first)

    assert [item.title for item in agenda_of(session)] == ["Hai"]
    with pytest.raises(Refusal, match="chưa khai mạc"):
        set_item_state(actor=house.secretary, item=second, state="done")
    with pytest.raises(NotAllowed):
        add_item(actor=house.member, session=session, point=Point(title="Ba"))


def test_text_that_names_a_dossier_needs_that_dossier_chosen(house, round_, session):
    row = stages.at_council(house, round_, name="Phạm Thị Thanh Huyền")
    words = "Thảo luận thành tích của pham thi thanh huyen"
    file = store(actor=house.secretary, name="Phạm Thị Thanh Huyền.pdf", data=b"%PDF-1.7")

    with pytest.raises(Refusal, match="chọn hồ sơ đó"):
        add_item(actor=house.secretary, session=session, point=Point(title=words))
    with pytest.raises(Refusal, match="chọn hồ sơ đó"):
        add_paper(actor=house.secretary, session=session, title="Tờ trình", file=file)
    item = add_item(
        actor=house.secretary, session=session, point=Point(title=words, nomination=row)
    )

    assert item.nomination == row
    other = add_item(actor=house.secretary, session=session, point=Point(title="Việc chung"))
    with pytest.raises(Refusal, match="chọn hồ sơ đó"):
        set_item_state(
            actor=house.secretary, item=other, state="waiting", note="Phạm Thị Thanh Huyền: tốt"
        )


def test_own_dossier_is_found_when_planned_and_when_it_arrives(house, round_):
    who = make.person(house, "Đỗ Văn Thắng")
    early = stages.at_council(house, round_, person=who, name="Đỗ Văn Thắng")
    council = seated(house, person=who)
    session = planned(house, council, round_)

    late = stages.at_council(house, round_, "CSTDCS", person=who, name="Đỗ Văn Thắng")

    found = list(recusals_of(session))
    assert {one.nomination for one in found} == {early, late}
    assert {(one.ground, one.detected, one.user_id) for one in found} == {
        ("own", True, house.member.user_id)
    }
    assert list(dossiers_before(session, house.member)) == []


def test_own_unit_is_found_only_where_the_regulation_says_so(house, round_, council, session):
    row = stages.at_council(house, round_)
    teacher = make.actor(house, "teacher", "head", house.school, "Lương Thị Hòa")
    seating = Seating(full_name="Lương Thị Hòa", seat="member", user_id=teacher.user_id)
    enter_member(actor=house.secretary, council=council, seating=seating, since=make.FAR_PAST)
    assert not recusals_of(session).exists()

    rules = OwnRules(own_unit_recuses=True, recusal_basis="Khoản 3 Điều 8")
    set_rules(actor=house.secretary, council=council, rules=rules)

    found = recusals_of(session).get()
    assert (found.nomination, found.user_id, found.ground) == (
        row,
        teacher.user_id,
        "own_unit",
    )
    withdraw(actor=house.secretary, session=session, recusal=found, why="Đã chuyển đơn vị")
    assert detect(session=session) == []


def test_namesake_is_pointed_out_and_not_recorded(house, round_, session):
    row = stages.at_council(house, round_, name="Đỗ Văn Thắng")

    found = namesakes(session, house.secretary)

    assert [(one.member.full_name, one.nomination) for one in found] == [("Đỗ Văn Thắng", row)]
    assert not Recusal.objects.exists()


def test_declaring_hides_the_dossier_at_once(house, round_, session):
    row = stages.at_council(house, round_)
    other = stages.at_council(house, round_, name="Vũ Quốc Ân")
    with pytest.raises(Refusal, match="Ghi quan hệ"):
        declare(actor=house.member, session=session, nomination=row, ground="family")

    declare(actor=house.member, session=session, nomination=row, ground="family", words="em ruột")

    assert list(waiting_for_result(session, house.member)) == [other]
    assert not may_read_minutes(session, house.member)
    assert may_read_minutes(session, house.secretary)
    assert session.answers.filter(member=my_seat(house.member, session)).exists()
    with pytest.raises(Refusal, match="hoặc anh, chị đã khai"):
        declare(actor=house.member, session=session, nomination=row, ground="own")
    with pytest.raises(NotAllowed):
        declare(actor=house.clerk, session=session, nomination=other, ground="own")
    with pytest.raises(Refusal, match="không có tên trong danh sách"):
        answer(actor=house.inspector, session=session)


def test_points_and_papers_of_the_dossier_go_the_others_stay(house, round_, session):
    row = stages.at_council(house, round_)
    hidden = add_item(
        actor=house.secretary, session=session, point=Point(title="Riêng", nomination=row)
    )
    seen = add_item(actor=house.secretary, session=session, point=Point(title="Chung"))
    for title, item in (("Một", None), ("Hai", seen), ("Ba", hidden)):
        file = store(actor=house.secretary, name=f"{title}.pdf", data=b"%PDF-1.7")
        add_paper(actor=house.secretary, session=session, title=title, file=file, item=item)

    declare(actor=house.member, session=session, nomination=row, ground="own")

    assert list(agenda_of(session, house.member)) == [seen]
    assert [paper.title for paper in papers_of(session, house.member)] == ["Một", "Hai"]
    assert papers_of(session, house.chairman).count() == 3


def test_secretary_notes_for_others_never_for_themselves(house, round_, council, session):
    row = stages.at_council(house, round_)
    seats = {seat.user_id: seat for seat in council.members.all()}
    values = {"session": session, "nomination": row, "ground": "other", "words": "thông gia"}
    note_for(actor=house.secretary, member=seats[house.chairman.user_id], **values)

    with pytest.raises(NotAllowed, match="tự khai"):
        note_for(actor=house.secretary, member=seats[house.secretary.user_id], **values)
    declare(
        actor=house.secretary, session=session, nomination=row, ground="other", words="thông gia"
    )
    own = Recusal.objects.get(user_id=house.secretary.user_id)
    with pytest.raises(NotAllowed):
        withdraw(actor=house.secretary, session=session, recusal=own, why="x")


def test_counts_and_sums_leave_the_dossier_out(house, round_, council, session):
    """No average, total or remainder from which what is hidden could be reckoned."""
    row = stages.at_council(house, round_)
    seen = stages.at_council(house, round_, name="Vũ Quốc Ân")
    declare(actor=house.member, session=session, nomination=row, ground="own")
    held = convened(house, session)
    for one, votes in ((row, 0), (seen, 3)):
        record_result(
            actor=house.secretary, session=held, nomination=one, in_favour=votes, invalid=3 - votes
        )

    mine, whole = totals(held, house.member), totals(held)

    assert (mine.passed, mine.failed, mine.invalid) == (1, 0, 0)
    assert (whole.passed, whole.failed, whole.invalid) == (1, 1, 3)
    assert [one.nomination for one in results_of(held, house.member)] == [seen]


def test_draft_with_the_dossier_needs_another_chairman(house, round_, council, session):
    row = stages.at_council(house, round_)
    declare(actor=house.chairman, session=session, nomination=row, ground="own")
    held = convened(house, session)
    record_result(actor=house.secretary, session=held, nomination=row, in_favour=3)
    draft = stages.draft(house, round_, "LDTT")
    deputy = make.actor(house, "deputy", "chairman", house.district, "Lưu Thị Mai Hương")

    assert "Phó Chủ tịch" in may_issue(draft, house.chairman)
    assert may_issue(draft, deputy) == ""
    assert not decisions_visible_to(house.chairman).exists()
    assert decisions_visible_to(deputy).get() == draft


def test_calendar_keeps_its_uid_and_rises_in_sequence(house, council, round_, session):
    first = calendar_file(session, "https://vi.du/phien-hop/").decode()
    plan = Plan(held_on=session.held_on, planned_at=time(7, 30), place="Hội trường; tầng 2, nhà A")
    moved = change_plan(actor=house.secretary, session=session, revision=None, plan=plan)
    second = calendar_file(moved, "https://vi.du/phien-hop/").decode()

    uid, sequence = re.compile(r"UID:(.*)\r\n"), re.compile(r"SEQUENCE:(\d+)\r\n")
    assert uid.search(first)[1] == uid.search(second)[1]
    assert int(sequence.search(second)[1]) > int(sequence.search(first)[1])
    assert f"DTSTART:{session.held_on:%Y%m%d}T003000Z" in second
    assert "LOCATION:Hội trường\\; tầng 2\\, nhà A" in second.replace("\r\n ", "")
    assert AuditEvent.objects.filter(verb="session.replan").exists()


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_folded_lines_are_short_and_whole(text):
    parts = list(folded(text))

    assert all(len(part.encode("utf-8", "surrogatepass")) <= 75 for part in parts)
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == text
