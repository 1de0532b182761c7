"""From a file to tasks that units have been given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.directives import making
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.directives.domain import assigning, confirming, reading
from thidua.directives.domain.confirming import MAKERS, UNMAKERS, ByHand, confirm, step, take_back
from thidua.directives.enums import DirectiveState, FindingState, Part, TaskState
from thidua.directives.models import Directive, Finding, Task
from thidua.directives.queries import owed, visible_to
from thidua.directives.task_workflow import TASKS
from thidua.documents.models import StoredFile
from thidua.journal.models import AuditEvent

pytestmark = pytest.mark.django_db


def one(row, kind, **about):
    rows = row.findings.filter(kind=kind).select_related("directive")
    return next(
        found
        for found in rows
        if all(found.values.get(key) == value for key, value in about.items())
    )


def test_sample_is_read_with_places_and_nothing_of_it_decided(house):
    row = making.read(house, making.sample(), "chi-thi.docx")
    kinds = [found.kind for found in row.findings.all()]

    assert row.state == DirectiveState.PROPOSED
    assert (kinds.count("task"), kinds.count("movement"), kinds.count("recipient")) == (9, 6, 10)
    assert not row.findings.exclude(state=FindingState.PROPOSED).exists()
    assert (row.number, row.issued_on, row.year) == ("", None, 2024)
    movement = one(row, "movement", text="Xóa nhà tạm, nhà dột nát")
    start, end = movement.places[0]
    assert "Xóa nhà tạm" in row.text[start:end]
    assert {note["code"] for note in row.notes} >= {"blank-number", "blank-date"}
    expected = confirming.certain(row).count()
    with pytest.raises(Refusal, match="có người vừa xác nhận"):
        confirming.confirm_certain(actor=house.officer, directive=row, expected=expected - 1)
    confirming.confirm_certain(actor=house.officer, directive=row, expected=expected)
    batch = len(confirming.batch_of(row.findings.all()))
    with pytest.raises(Refusal, match="không còn là lần cuối"):
        confirming.undo_batch(actor=house.officer, directive=row, expected=batch - 1)
    with pytest.raises(NotAllowed):
        confirming.undo_batch(actor=house.chairman, directive=row, expected=batch)
    assert confirming.undo_batch(actor=house.officer, directive=row, expected=batch) == batch
    assert not row.findings.exclude(state=FindingState.PROPOSED).exists()
    assert not row.tasks.exclude(state=TaskState.CANCELLED).exists()
    expected = confirming.certain(row).count()
    confirming.confirm_certain(actor=house.officer, directive=row, expected=expected)
    row = Directive.objects.get(pk=row.pk)
    planned = row.tasks.filter(state=TaskState.PLANNED)
    assert planned.count() == 9
    owner = planned.get(number="9")
    assert owner.owner == house.office
    assert planned.get(number="1").owner is None
    assert "Ban Tuyên giáo Huyện ủy" in planned.get(number="8").others


def test_same_file_is_pointed_out_and_may_come_again(house):
    first = making.read(house)

    with pytest.raises(reading.SameFile) as told:
        reading.bring_in(actor=house.officer, name="x.txt", data=making.SHORT.encode())
    assert told.value.earlier == first
    assert making.read(house).pk != first.pk
    with pytest.raises(NotAllowed):
        reading.bring_in(actor=house.clerk, name="x.txt", data=b"x")
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n123", b"PK\x03\x04 rac", b"%PDF-1.7 rac"])
def test_a_file_that_cannot_be_read_says_how_to_go_on(house, data):
    row = making.read(house, data, "anh.docx")

    assert row.state == DirectiveState.READING
    assert row.fault
    assert AuditEvent.objects.filter(verb="directive.fault", object_code=row.code).exists()
    row = reading.read_again(actor=house.officer, directive=row)
    assert row.fault == ""
    with pytest.raises(Refusal, match="quá ngắn"):
        reading.paste_instead(actor=house.officer, directive=row, text="ngắn")
    row = reading.paste_instead(actor=house.officer, directive=row, text=making.SHORT)
    reading.read(row)
    reading.read(row)
    row.refresh_from_db()
    assert row.state == DirectiveState.PROPOSED
    assert row.findings.filter(kind="task").count() == 2
    with pytest.raises(Refusal, match="đã đọc xong"):
        reading.read_again(actor=house.officer, directive=row)


def test_blank_of_the_paper_is_asked_for_and_never_filled_in(house):
    row = making.read(house, making.sample(), "chi-thi.docx")
    number, day = one(row, "field", field="number"), one(row, "field", field="issued_on")

    with pytest.raises(Refusal, match="để trống"):
        confirm(actor=house.officer, finding=number)
    with pytest.raises(Refusal, match="ngày"):
        confirm(actor=house.officer, finding=day, value="tháng 1/2024")
    confirm(actor=house.officer, finding=number, value=" 01/CT-UBND ")
    confirm(actor=house.officer, finding=day, value="8.1.2024")
    row.refresh_from_db()
    assert (row.number, row.issued_on) == ("01/CT-UBND", date(2024, 1, 8))
    assert row.label == "Chỉ thị số 01/CT-UBND"
    day.refresh_from_db()
    take_back(actor=house.officer, finding=day)
    row.refresh_from_db()
    assert row.issued_on is None
    assert Finding.objects.get(pk=number.pk).data["value"] == ""


def test_a_repair_changes_the_shown_text_and_can_be_undone(house):
    row = making.read(house)
    repair = one(row, "repair")
    task = one(row, "task", path="1")
    before = [found.places for found in row.findings.exclude(pk=repair.pk)]

    confirming.correct(
        actor=house.officer, finding=repair, values={"after": "khen thưởng, biểu dương"}
    )
    confirm(actor=house.officer, finding=repair)
    row.refresh_from_db()
    task.refresh_from_db()
    assert "khen thưởng, biểu dương" in row.text
    assert "khen thường" in row.original
    start, end = task.places[0]
    assert row.text[start:end].startswith("1. Phòng Nội vụ")
    assert row.text[start:end].endswith("20/12/2024.")
    assert "biểu dương" in task.values["text"]
    repair.refresh_from_db()
    take_back(actor=house.officer, finding=repair)
    row.refresh_from_db()
    assert row.text == row.original
    assert [found.places for found in row.findings.exclude(pk=repair.pk)] == before


def test_a_confirmed_task_is_withdrawn_with_a_reason_and_confirmed_again(house):
    row = making.read(house)
    finding = confirm(actor=house.officer, finding=one(row, "task", path="1"))
    task = Task.objects.get(code=finding.made)

    assert (task.owner, task.due_on) == (house.office, date(2024, 12, 20))
    assert [(p.unit, p.part) for p in task.partners.all()] == [(house.rival, Part.HELPS)]
    with pytest.raises(Refusal, match="lý do"):
        take_back(actor=house.officer, finding=finding)
    finding = take_back(actor=house.officer, finding=finding, reason="Nhầm")
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED
    assert finding.made == ""
    again = confirm(actor=house.officer, finding=finding)
    assert again.made not in ("", task.code)
    rejected = confirming.reject(actor=house.officer, finding=one(row, "task", path="2"))
    assert take_back(actor=house.officer, finding=rejected).state == FindingState.PROPOSED


def test_kinds_of_apps_above_are_made_by_them(house, monkeypatch):
    row = making.read(house)
    movement = one(row, "movement")
    monkeypatch.delitem(UNMAKERS, "movement", raising=False)
    monkeypatch.setitem(MAKERS, "movement", lambda actor, finding, values: values["text"][:8])

    made = confirm(actor=house.officer, finding=movement)
    assert made.made == "Dạy tốt,"
    with pytest.raises(Refusal, match="Rút ở trang"):
        take_back(actor=house.officer, finding=made)
    undone = []
    monkeypatch.setitem(UNMAKERS, "movement", lambda *given: undone.append(given[2]))
    assert take_back(actor=house.officer, finding=made, reason="Thôi").made == ""
    assert undone == ["Thôi"]


def test_correcting_keeps_what_was_read_and_meets_another_hand(house):
    row = making.read(house)
    phrase = one(row, "movement")

    corrected = confirming.correct(
        actor=house.officer, finding=phrase, values={"text": "Thi đua dạy tốt"}, kind="theme"
    )
    assert (corrected.kind, corrected.values["text"]) == ("theme", "Thi đua dạy tốt")
    assert corrected.data["text"] == "Dạy tốt, học tốt"
    with pytest.raises(StaleEdit):
        confirming.correct(actor=house.officer, finding=phrase, values={"text": "x"}, revision=1)
    with pytest.raises(Refusal, match="không để trống"):
        confirming.correct(actor=house.officer, finding=phrase, values={"text": " "})
    with pytest.raises(Refusal, match="Chỉ đổi"):
        confirming.correct(actor=house.officer, finding=phrase, values={}, kind="task")
    with pytest.raises(NotAllowed):
        confirming.reject(actor=house.chairman, finding=phrase)


def test_what_was_not_found_is_marked_by_paragraph(house):
    row = making.read(house)
    mark = ByHand("target", 9, 9, "100% lớp học sạch")

    with pytest.raises(Refusal, match="đoạn"):
        confirming.add_by_hand(
            actor=house.officer, directive=row, mark=ByHand("task", 90, 91, "Xa")
        )
    found = confirming.add_by_hand(actor=house.officer, directive=row, mark=mark)
    assert found.by_hand
    assert row.text[slice(*found.places[0])].startswith("2. Trường THCS")
    task = confirming.add_by_hand(
        actor=house.officer, directive=row, mark=ByHand("task", 9, 9, "Việc thêm")
    )
    assert Task.objects.get(code=confirm(actor=house.officer, finding=task).made).owner is None


def test_plan_is_issued_when_all_is_decided_and_given(house):
    row = making.read(house)
    with pytest.raises(Refusal, match="chưa xác nhận"):
        step(actor=house.officer, directive=row, name="issue")
    making.decided(house, row)
    assert row.tasks.get(number="2").owner == house.school
    with pytest.raises(Refusal) as told:
        step(actor=house.officer, directive=row, name="issue")
    assert any("hạn hoàn thành đã qua" in reason for reason in told.value.reasons)
    task = row.tasks.first()
    given = assigning.Assignment(
        owner=house.school.pk, together=[house.rival.pk, house.school.pk], helping=[house.rival.pk]
    )
    with pytest.raises(StaleEdit):
        assigning.save_assignments(
            actor=house.officer, directive=row, rows={task.code: given}, revision=1
        )
    assigning.save_assignments(actor=house.officer, directive=row, rows={task.code: given})
    assert [(p.unit, p.part) for p in task.partners.all()] == [(house.rival, Part.REPORTS)]
    with pytest.raises(NotAllowed):
        step(actor=house.chairman, directive=row, name="issue")

    row = making.issued(house, row, together=[house.rival.pk])
    assert {task.state for task in row.tasks.all()} == {TaskState.OPEN}
    assert task.periods.values("unit").distinct().count() == 2
    with pytest.raises(Refusal, match="Còn 2 nhiệm vụ"):
        step(actor=house.officer, directive=row, name="end")
    with pytest.raises(Refusal, match="bước"):
        confirm(actor=house.officer, finding=one(row, "task", path="1"))
    row = ended_and_reopened(house, row)
    step(actor=house.officer, directive=row, name="withdraw", reason="Thay bằng chỉ thị khác")
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED
    assert not task.periods.filter(dropped_at__isnull=True).exists()


def ended_and_reopened(house, row):
    """Calling tasks off, ending and opening again, each with its reason; the first day stays."""
    first_day = row.followed_since
    tasks = list(row.tasks.all())
    for task in tasks:
        TASKS.perform(task, "cancel", actor=house.officer, reason="Nhầm")
    step(actor=house.officer, directive=row, name="end", reason="Xong năm")
    with pytest.raises(Refusal, match="Mở lại theo dõi chỉ thị trước"):
        TASKS.perform(tasks[0], "restore", actor=house.officer, reason="Hủy nhầm")
    with pytest.raises(Refusal, match="lý do"):
        step(actor=house.officer, directive=row, name="reopen")
    with pytest.raises(NotAllowed):
        step(actor=house.chairman, directive=row, name="reopen", reason="Còn việc")
    row = step(actor=house.officer, directive=row, name="reopen", reason="Còn việc")
    assert (row.state, row.end_reason, row.followed_since) == ("in_force", "", first_day)
    for task in tasks:
        TASKS.perform(task, "restore", actor=house.officer, reason="Hủy nhầm")
        assert owed(task.periods.all()).values("unit").distinct().count() == 2
    return row


def test_units_see_a_directive_once_it_is_followed(house):
    row = making.read(house)
    everybody = {"officer", "secretary", "chairman", "inspector"}

    def seen():
        return {key for key, who in house.actors.items() if visible_to(who).filter(pk=row.pk)}

    assert seen() == everybody
    making.issued(house, row)
    assert seen() == everybody | {"clerk", "head", "rival_clerk", "rival_head"}


def test_days_of_units_are_those_of_the_paper():
    today = timezone.localdate()

    assert Directive(year=2024).day(today) == date(2024, 12, 31)
    assert Directive(year=today.year + 1).day(today) == today
    assert Directive(year=2024, issued_on=today - timedelta(9)).day(today) == today - timedelta(9)
