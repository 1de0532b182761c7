"""The year's plan: from last year's, put forward, approved, changed into a version of its own."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.planning import making
from thidua.commendation.domain.rounds import set_round_state
from thidua.commendation.enums import RoundState
from thidua.core.actors import system_actor
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.journal.models import AuditEvent
from thidua.organizations.domain.units import add_unit, end_unit, succeed
from thidua.planning.domain.items import ItemPlan, change_item, drop_item, mark_item
from thidua.planning.domain.plans import move, start_plan
from thidua.planning.domain.versions import changes, lines_in
from thidua.planning.enums import Standing
from thidua.planning.models import PlanItem, PlanVersion, WorkPlan
from thidua.planning.queries import deadlines, items_of, with_stands
from thidua.planning.standing import due_days

pytestmark = pytest.mark.django_db


def standing_of(house, item: PlanItem, today: date) -> Standing:
    item.refresh_from_db()
    return with_stands(house.officer, [item], today)[0][1].standing


def test_plan_approved_keeps_what_was_approved_and_its_paper(house):
    plan = making.drawn_up(house)
    making.session(house, plan, due_on=date(2024, 12, 20))

    making.approved(house, plan)

    version = PlanVersion.objects.get(plan=plan)
    assert [line.title for line in lines_in(version)] == [
        "Kiểm tra sổ khen thưởng", "Họp xét cuối năm",
    ]  # fmt: skip
    assert version.approved_by_name == "Phạm Hùng Việt"
    assert version.pdf.media_type == "application/pdf"
    assert version.docx.name == "chuong-trinh-cong-tac-2024-lan-1.docx"
    assert AuditEvent.objects.filter(verb="plan.approve", object_code="2024").count() == 1


def test_plan_changed_after_approval_becomes_a_new_version(house):
    plan = making.approved(house)
    held = items_of(plan).get()

    with pytest.raises(Refusal, match="Sửa thành bản mới"):
        drop_item(actor=house.officer, item=held)
    with pytest.raises(Refusal, match="lý do"):
        move(actor=house.officer, plan=plan, name="change")
    plan = move(actor=house.officer, plan=plan, name="change", reason="Thêm hội nghị")
    making.item(house, plan, title="Hội nghị điển hình tiên tiến")
    days = [one.title for one in deadlines(house.officer, date(2024, 1, 1), date(2024, 12, 31))]
    assert days == ["Chương trình công tác: Kiểm tra sổ khen thưởng"]
    making.approved(house, plan)

    first, second = PlanVersion.objects.filter(plan=plan).order_by("number")
    found = changes(lines_in(first), lines_in(second))
    assert [line.title for line in found.added] == ["Hội nghị điển hình tiên tiến"]
    assert found.dropped == found.changed == ()
    assert second.reason == "Thêm hội nghị"
    assert len(deadlines(house.officer, date(2024, 1, 1), date(2024, 12, 31))) == 2


def test_plan_not_complete_is_not_put_forward(house):
    plan = start_plan(actor=house.secretary, year=2024)

    with pytest.raises(Refusal, match="chưa có việc nào"):
        move(actor=house.secretary, plan=plan, name="propose")
    making.item(house, plan, owner_name="", due_on=None)
    with pytest.raises(Refusal) as refused:
        move(actor=house.secretary, plan=plan, name="propose")
    assert len(refused.value.reasons) == 2
    with pytest.raises(Refusal, match="đã có chương trình"):
        start_plan(actor=house.officer, year=2024)
    with pytest.raises(Refusal, match="Không có bước"):
        move(actor=house.secretary, plan=plan, name="xyz")


def test_plan_carried_over_moves_a_year_and_follows_the_units(house):
    system = system_actor(house.authority.pk)
    plan = start_plan(actor=house.officer, year=2024)
    kept = making.item(
        house, plan, title="Tổng kết năm 2024", begins_on=date(2024, 2, 29), owner=house.rival.pk,
        owner_name="", due_on=date(2024, 12, 31),
    )  # fmt: skip
    off = making.item(house, plan, title="Không làm nữa")
    mark_item(actor=house.officer, item=off, mark="off", note="Cấp trên làm")
    drop_item(actor=house.officer, item=making.item(house, plan, title="Đã bỏ"))
    end_unit(actor=system, unit=house.rival, on=date(2024, 12, 1))
    heir = add_unit(
        actor=system, name="Xã An Hồng Thái", kind="commune", parent=house.district,
        since=date(2024, 12, 1),
    )  # fmt: skip
    succeed(
        actor=system, predecessor=house.rival, successor=heir, on=date(2024, 12, 1),
        kind="merged", instrument="NQ 1",
    )  # fmt: skip

    after = start_plan(actor=house.officer, year=2025, carry=True)

    made = items_of(after).get()
    assert (made.title, made.begins_on, made.due_on) == (
        "Tổng kết năm 2025", date(2025, 2, 28), date(2025, 12, 31),
    )  # fmt: skip
    assert (made.owner, made.owner_name, made.carried_from) == (heir, "Xã An Hồng Thái", kept)
    with pytest.raises(Refusal, match="2029"):
        start_plan(actor=house.officer, year=2030, carry=True)


def test_item_linked_with_a_round_stands_as_the_round_does(house):
    round_ = make.round_(house)
    plan = start_plan(actor=house.officer, year=2024)
    item = making.item(house, plan, place=f"round:{round_.code}", due_on=date(2024, 12, 20))

    assert standing_of(house, item, date(2024, 11, 2)) == Standing.GOING
    assert standing_of(house, item, date(2024, 12, 21)) == Standing.LATE
    with pytest.raises(Refusal, match="tình trạng lấy từ mục đó"):
        mark_item(actor=house.officer, item=item, mark="done")
    set_round_state(actor=house.officer, round_=round_, state=RoundState.CLOSED)
    assert standing_of(house, item, date(2024, 12, 21)) == Standing.DONE


def test_item_of_its_own_stands_by_hand_and_by_the_calendar(house):
    item = making.item(house, start_plan(actor=house.officer, year=2024))

    assert standing_of(house, item, date(2024, 2, 1)) == Standing.AHEAD
    assert standing_of(house, item, date(2024, 3, 1)) == Standing.GOING
    assert standing_of(house, item, date(2024, 3, 30)) == Standing.LATE
    item = mark_item(actor=house.secretary, item=item, mark="done", note="Biên bản 3")
    assert standing_of(house, item, date(2024, 3, 30)) == Standing.DONE
    with pytest.raises(Refusal, match="lý do không thực hiện"):
        mark_item(actor=house.officer, item=item, mark="off")


@pytest.mark.parametrize(
    ("changes_", "words"),
    [
        ({"title": "  "}, "nội dung công việc"),
        ({"rhythm": "month", "due_on": None}, "Việc lặp lại"),
        ({"rhythm": "never"}, "trong danh sách"),
        ({"kind": "session"}, "nội dung họp"),
        ({"place": "round:KHONGCO"}, "không còn"),
        ({"owner": 10**6}, "không có trong danh sách"),
        ({"due_on": date(9999, 1, 1)}, "cách xa"),
        ({"due_on": date(2024, 1, 1)}, "từ ngày bắt đầu"),
    ],
)
def test_item_that_makes_no_sense_is_refused(house, changes_, words):
    plan = start_plan(actor=house.officer, year=2024)

    with pytest.raises(Refusal, match=words), transaction.atomic():
        making.item(house, plan, **changes_)
    assert not plan.items.exists()


def test_item_changed_by_two_at_once_is_told(house):
    item = making.item(house, start_plan(actor=house.officer, year=2024))
    new = ItemPlan(**(making.ITEM | {"title": "Khác"}))

    change_item(actor=house.secretary, item=item, new=new, revision=item.revision)

    with pytest.raises(StaleEdit, match="Trần Thu Hà"):
        change_item(actor=house.officer, item=item, new=new, revision=item.revision)


def test_recurring_days_leave_no_holiday(house):
    """30 April and 1 May 2024, and two weekends, are days off."""
    months = due_days(date(2024, 1, 1), date(2024, 6, 30), "month")

    assert months == [
        date(2024, 1, 31), date(2024, 2, 29), date(2024, 4, 1), date(2024, 5, 2),
        date(2024, 5, 31), date(2024, 7, 1),
    ]  # fmt: skip
    assert due_days(date(2024, 1, 1), date(2024, 6, 30), "once") == [date(2024, 6, 30)]
    assert due_days(None, None, "month") == []


def test_places_by_role_and_state(house):
    """Every step of the path by every role: only these two may."""
    plan = making.drawn_up(house)
    steps = {"propose": "officer", "approve": "chairman", "change": "officer"}

    for step, right in steps.items():
        for name, actor in house.actors.items():
            if name not in (right, "secretary" if right == "officer" else right):
                with pytest.raises(NotAllowed):
                    move(actor=actor, plan=plan, name=step, reason="thử")
        plan = move(actor=house.actors[right], plan=plan, name=step, reason="thử")
    assert plan.state == "draft"
    for name, actor in house.actors.items():
        if name not in ("officer", "secretary"):
            with pytest.raises(NotAllowed):
                start_plan(actor=actor, year=2027)
            with pytest.raises(NotAllowed):
                mark_item(actor=actor, item=items_of(plan).get(), mark="done")


def test_database_keeps_one_plan_a_year(house):
    making.drawn_up(house)

    with pytest.raises(IntegrityError), transaction.atomic():
        WorkPlan.objects.create(authority=house.authority, year=2024)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanItem.objects.update(mark="done", marked_at=None)
    with time_machine.travel(date(2024, 5, 1)):
        assert [one.on for one in deadlines(house.clerk, date.min, date.max)] == []
