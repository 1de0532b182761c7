"""Tasks after they were given: who may do what, reports, changes, reminders, results."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import docx
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.directives import making
from thidua.core.actors import EVERY_ROLE, Actor, Role
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.directives.directive_workflow import DIRECTIVES
from thidua.directives.domain import reminding, reports, results
from thidua.directives.domain.assigning import Assignment, change_task
from thidua.directives.enums import ReportState, Rhythm, TaskState
from thidua.directives.finding_workflow import FINDINGS
from thidua.directives.models import Directive, Finding, Reminder, ReportPeriod, Task, TaskReport
from thidua.directives.queries import (
    deadlines,
    files_for,
    overdue,
    owed,
    recent_reminders,
    tasks_visible_to,
)
from thidua.directives.report_workflow import REPORTS
from thidua.directives.settings import settings_of
from thidua.directives.task_workflow import TASKS
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.journal.models import AuditEvent
from thidua.organizations.domain.units import add_unit, succeed
from thidua.organizations.enums import SuccessionKind, UnitKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)


# -- who may do what ---


def acting(row, role, unit):
    return Actor(row.authority_id, None, "Ai đó", role, unit, "Đơn vị", frozenset({unit}))


def matrix(workflow, row, unit_id) -> list[str]:
    lines = []
    for one in workflow.transitions:
        for unit, whose in ((unit_id, "own"), (unit_id + 999, "other")):
            roles = [
                role.value
                for role in sorted(EVERY_ROLE)
                if not one.permission(row, acting(row, role, unit))
            ]
            if roles:
                sources = " ".join(state for state in workflow.labels if state in one.sources)
                lines.append(
                    f"{workflow.name}.{one.name} | {sources} | {whose} | {' '.join(roles)}"
                )
    return lines


def test_matrix_is_the_one_agreed(house, request):
    expected = request.path.with_name("permissions.txt").read_text(encoding="utf-8").splitlines()
    unit = house.school.pk
    about = {"authority": house.authority}
    task = Task(**about, owner=house.school)
    period = ReportPeriod(**about, task=task, unit=house.school)
    report = TaskReport(**about, period=period)

    assert [
        *matrix(DIRECTIVES, Directive(**about), unit),
        *matrix(FINDINGS, Finding(**about), unit),
        *matrix(TASKS, task, unit),
        *matrix(REPORTS, report, unit),
    ] == expected


STEPS = ["report_done", "accept", "give_back", "reopen", "cancel", "write", "send", "judge"]
ACTORS = ["clerk", "rival_head", "officer", "chairman", "inspector"]


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    walk=st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(ACTORS)), max_size=12),
)
def test_any_walk_leaves_a_whole_task(house, walk):
    row = making.task(house, rhythm=Rhythm.WEEK)
    held = making.period(row)
    for name, key in walk:
        actor = getattr(house, key)
        before = Task.objects.get(pk=row.pk)
        newest = held.reports.order_by("-version").first()
        try:
            if name == "write":
                draft = reports.start_report(actor=actor, period=held)
                content = reports.Content("Đã làm", Decimal(10))
                reports.save_report(actor=actor, report=draft, content=content)
            elif name == "send" and newest:
                reports.send_report(actor=actor, report=newest)
            elif name == "judge" and newest:
                reports.judge_report(actor=actor, report=newest, name="give_back", reason="Thiếu")
            elif name in TASKS.by_name:
                reports.step_task(actor=actor, task=before, name=name, reason="Vì thế")
                assert before.state in TASKS.by_name[name].sources
        except Refusal:
            assert Task.objects.get(pk=row.pk).state == before.state
    row.refresh_from_db()
    versions = list(held.reports.all())
    standing = [one for one in versions if one.state in ("sent", "accepted", "given_back")]
    assert len(standing) <= 1
    assert sum(one.state == ReportState.DRAFT for one in versions) <= 1
    assert getattr(row, f"{row.state}_at")
    if row.state == TaskState.CANCELLED:
        assert not owed(row.periods.all()).exists()


# -- reports ---


def test_a_report_is_corrected_as_a_version_and_kept(house):
    row = making.task(house)
    first = making.sent(house, making.period(row), words="Bản một")
    first = reports.judge_report(
        actor=house.officer, report=first, name="give_back", reason="Thiếu số"
    )
    draft = reports.start_report(actor=house.head, period=first.period)
    assert (draft.version, draft.words) == (2, "Bản một")
    assert reports.start_report(actor=house.clerk, period=first.period) == draft
    file = store(actor=house.clerk, name="anh.pdf", data=b"%PDF-1 x")
    kept = reports.add_file(actor=house.clerk, report=draft, file=file)
    with pytest.raises(StaleEdit):
        reports.save_report(
            actor=house.clerk, report=draft, content=reports.Content("x", None), revision=99
        )
    draft = reports.save_report(
        actor=house.clerk, report=draft, content=reports.Content("Bản hai", None)
    )
    with pytest.raises(Refusal, match="Ghi phần đã làm"):
        reports.send_report(actor=house.clerk, report=draft)
    first.refresh_from_db()
    assert first.state == ReportState.GIVEN_BACK
    for share in (Decimal(-1), Decimal(101)):
        with pytest.raises(Refusal, match="0 đến 100"):
            reports.save_report(
                actor=house.clerk, report=draft, content=reports.Content("x", share)
            )
    draft = reports.save_report(
        actor=house.clerk, report=draft, content=reports.Content("Bản hai", Decimal("62.5"))
    )
    second = reports.send_report(actor=house.head, report=draft)
    first.refresh_from_db()
    assert (first.state, second.state) == (ReportState.REPLACED, ReportState.SENT)
    with pytest.raises(Refusal, match="đã gửi"):
        reports.withdraw_file(actor=house.clerk, file=kept)
    with pytest.raises(NotAllowed):
        reports.judge_report(actor=house.chairman, report=second, name="accept")
    reports.judge_report(actor=house.officer, report=second, name="accept")
    third = reports.start_report(actor=house.clerk, period=first.period)
    assert third.files.get().file == file
    seen = {
        key
        for key, who in house.actors.items()
        if StoredFile.objects.filter(files_for(who), pk=file.pk)
    }
    assert seen == {"clerk", "head", "officer", "secretary", "chairman", "inspector"}


def test_a_task_is_done_when_the_office_says_so(house):
    row = making.task(house)
    with pytest.raises(Refusal, match="Chưa gửi báo cáo"):
        reports.step_task(actor=house.head, task=row, name="report_done", reason="Xong")
    making.sent(house, making.period(row))
    with pytest.raises(NotAllowed):
        reports.step_task(actor=house.rival_head, task=row, name="report_done", reason="Xong")
    reports.step_task(actor=house.head, task=row, name="report_done", reason="Xong")
    with pytest.raises(Refusal, match="lý do"):
        reports.step_task(actor=house.officer, task=row, name="give_back")
    reports.step_task(actor=house.officer, task=row, name="give_back", reason="Chưa đủ")
    reports.step_task(actor=house.clerk, task=row, name="report_done", reason="Xong")
    row = reports.step_task(actor=house.officer, task=row, name="accept")
    assert row.state == TaskState.DONE
    with pytest.raises(Refusal, match="không nhận báo cáo"):
        reports.start_report(actor=house.clerk, period=making.period(row))
    reports.step_task(actor=house.officer, task=row, name="reopen", reason="Phát hiện thiếu")
    assert AuditEvent.objects.filter(object_code=row.code, verb__startswith="task.").count() == 6


def test_tasks_are_seen_by_those_who_have_them_and_by_what_continues_them(house):
    row = making.task(house, helping=[house.rival.pk])
    seen = {key for key, who in house.actors.items() if tasks_visible_to(who).filter(pk=row.pk)}
    office = {"officer", "secretary", "chairman", "inspector"}

    assert seen == office | {"clerk", "head", "rival_clerk", "rival_head"}
    alone = making.task(house)
    assert not tasks_visible_to(house.rival_head).filter(pk=alone.pk)
    ward = add_unit(
        actor=house.officer, name="Phường Mới", kind=UnitKind.WARD, parent=house.district
    )
    succeed(
        actor=house.officer, predecessor=house.school, successor=ward, on=TODAY(),
        kind=SuccessionKind.WHOLE, instrument="Nghị quyết", confidence="verified",
    )  # fmt: skip
    clerk = acting(row, Role.CLERK, ward.pk)
    assert tasks_visible_to(clerk).filter(pk=alone.pk).exists()
    assert making.sent(house, making.period(alone), actor=clerk).state == ReportState.SENT


# -- changes ---


def live(row, unit=None):
    found = row.periods.filter(dropped_at__isnull=True)
    return list(found.filter(unit=unit or row.owner).order_by("begins_on"))


def test_changes_keep_what_stood_before_and_leave_no_gap(house):
    start = timezone.now() - timedelta(days=70)
    row = making.issued(house, at=start, due_on=TODAY() + 5 * DAY).tasks.first()
    first = making.sent(house, live(row)[0]).period
    given = Assignment(
        owner=house.school.pk, due_on=TODAY() + 200 * DAY, rhythm=Rhythm.QUARTER,
        together=[house.rival.pk],
    )  # fmt: skip
    for broken, reason, words in (
        (given, "", "lý do"), (Assignment(due_on=TODAY()), "Lùi hạn", "chủ trì"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=words):
            change_task(actor=house.officer, task=row, given=broken, reason=reason)
    before = row.due_on
    row = change_task(actor=house.officer, task=row, given=given, reason="Công văn 12 cho lùi")

    mine = live(row)
    assert mine[0] == first
    assert mine[0].begins_on == row.begins_on
    assert mine[-1].ends_on == row.due_on
    for one, after in pairwise(mine):
        assert after.begins_on == one.ends_on + DAY
    assert live(row, house.rival)[0].begins_on == TODAY()
    change = row.changes.get()
    assert (change.due_before, change.due_after) == (before, row.due_on)
    moved = Assignment(owner=house.rival.pk, due_on=row.due_on, rhythm=Rhythm.ONCE)
    row = change_task(actor=house.officer, task=row, given=moved, reason="Chuyển đơn vị")
    assert live(row, house.school) == [first]
    with pytest.raises(NotAllowed):
        change_task(actor=house.head, task=row, given=moved, reason="x")


def test_a_draft_moves_with_its_due_day(house):
    row = making.task(house)
    draft = reports.start_report(actor=house.clerk, period=making.period(row))
    later = Assignment(owner=house.school.pk, due_on=row.due_on + 30 * DAY)
    change_task(actor=house.officer, task=row, given=later, reason="Lùi")

    draft.period.refresh_from_db()
    assert draft.period.ends_on == row.due_on + 30 * DAY
    assert len(live(row)) == 1


# -- reminders, deadlines, results ---


def test_reminders_are_written_once_for_each_step(house):
    row = making.task(house, due_on=TODAY() + 20 * DAY, together=[house.rival.pk])
    due = making.period(row).due_on
    making.sent(house, making.period(row, house.rival.pk), actor=house.rival_clerk)

    def run(days):
        return reminding.remind(authority_id=house.authority.pk, today=due + days * DAY)

    assert [run(days) for days in (-8, -7, -7, -5, -2, 0, 1, 4, 30, 31)] == [
        0, 1, 0, 0, 1, 0, 1, 0, 1, 0,
    ]  # fmt: skip
    assert [one.step for one in Reminder.objects.order_by("pk")] == [-7, -2, 1, 15]
    assert "Trường THCS An Đồng: báo cáo còn 7 ngày" in Reminder.objects.earliest("pk").words
    assert AuditEvent.objects.filter(verb="task.remind").count() == 4
    with pytest.raises(NotAllowed):
        reminding.set_following(actor=house.head, before=[1], after=[], report_within=3, basis="")
    with pytest.raises(Refusal, match="từ 1"):
        reminding.set_following(
            actor=house.officer, before=[0], after=[], report_within=3, basis=""
        )
    reminding.set_following(
        actor=house.officer, before=[3, 10, 3], after=[40], report_within=3, basis="QĐ 5"
    )
    held = settings_of(house.authority.pk)
    assert (held.before, held.after, held.report_within) == ([10, 3], [40], 3)
    assert run(41) == 1


def test_no_morning_brings_two_reminders_nor_one_for_what_was_reported(house):
    """Two months of mornings, the job run twice on each, days changed and reports sent between."""
    row = making.task(
        house, due_on=TODAY() + 40 * DAY, rhythm=Rhythm.MONTH, together=[house.rival.pk]
    )
    sent = making.period(row, house.rival.pk)
    for days in range(60):
        today = TODAY() + days * DAY
        if days == 30:
            reminding.set_following(
                actor=house.officer, before=[9, 1], after=[2, 3], report_within=3, basis=""
            )
        if today == sent.due_on - 5 * DAY:
            making.sent(house, sent, actor=house.rival_clerk, at=make_at(today))
        for _ in range(2):
            reminding.remind(authority_id=house.authority.pk, today=today)
    written = list(Reminder.objects.values_list("period_id", "written_on"))

    assert len(written) > 4
    assert len(written) == len(set(written))
    mine = Reminder.objects.filter(period=sent)
    assert all(one.written_on < sent.due_on - 5 * DAY for one in mine)
    newest = recent_reminders(house.clerk, TODAY()).first()
    assert newest.written_on == max(day for _, day in written)


def test_results_say_the_same_on_screen_on_paper_and_in_the_kept_copy(house):
    start = timezone.now() - timedelta(days=70)
    row = making.issued(house, at=start, due_on=TODAY() + 5 * DAY)
    task = row.tasks.first()
    first, second = live(task)[:2]
    making.sent(house, first, 40, at=make_at(first.due_on))
    making.sent(house, second, 62, at=make_at(second.due_on + DAY))
    since = TODAY() - 70 * DAY
    found = results.figures(row, since, TODAY(), TODAY())
    line = found.lines[0]

    assert (line.in_time, line.share) == (1, "62 %")
    assert line.late == int(second.due_on <= TODAY())
    assert found.totals["missing"] == overdue(ReportPeriod.objects.all(), TODAY()).count()
    assert (found.going, found.done, found.overdue) == (2, 0, 0)
    assert results.figures(row, since, TODAY(), TODAY() + 7 * DAY).overdue == 2
    issue = results.Issue(since, TODAY(), "45/BC-PNV", TODAY(), "Tốt.", "Không.", "TRƯỞNG PHÒNG")
    made = results.issue_result(actor=house.officer, directive=row, issue=issue, today=TODAY())
    reports.step_task(actor=house.officer, task=task, name="cancel", reason="Thôi")
    assert results.Figures.of_data(made.content) == found
    assert results.figures(row, since, TODAY(), TODAY()) != found
    with made.docx.content.open("rb") as held:
        words = docx.Document(io.BytesIO(held.read()))
    cells = [cell.text for table in words.tables for cell in table._cells]
    assert task.code in cells
    assert "45/BC" in " ".join(cells)
    lines = [one.text.replace("\xa0", " ") for one in words.paragraphs]
    name = house.authority.name
    assert f"Kính gửi: {name}" in lines
    assert " ".join((*lines, *cells)).count("Lưu: VT") == 1
    assert any(f"báo cáo {name} kết quả" in line for line in lines)
    with pytest.raises(Refusal, match="đã dùng"):
        results.issue_result(actor=house.officer, directive=row, issue=issue, today=TODAY())
    with pytest.raises(NotAllowed):
        results.issue_result(
            actor=house.chairman, directive=row,
            issue=results.Issue(since, TODAY(), "9/BC", TODAY()), today=TODAY(),
        )  # fmt: skip


def make_at(day):
    return timezone.now().replace(year=day.year, month=day.month, day=day.day, hour=5)


def test_deadlines_hold_tasks_and_reports(house):
    row = making.task(house)
    found = deadlines(house.clerk, TODAY(), TODAY() + 60 * DAY)

    assert {(one.kind, one.address) for one in found} == {
        ("task", ("unit:task", row.code)),
        ("task_report", ("unit:task", row.code)),
    }
    assert deadlines(house.rival_head, TODAY(), TODAY() + 60 * DAY) == []
    assert deadlines(house.officer, TODAY(), TODAY()) == []


def test_an_unknown_unit_is_refused(house):
    row = making.task(house)
    wrong = Assignment(owner=house.school.pk, due_on=row.due_on, helping=[999_999])

    with pytest.raises(Refusal, match="Có đơn vị"):
        change_task(actor=house.officer, task=row, given=wrong, reason="x")
