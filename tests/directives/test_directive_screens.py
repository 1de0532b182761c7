"""Screens of directives and tasks: what they show, what they take, who must not get in."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.directives import making
from thidua.core.errors import NotAllowed
from thidua.directives.domain import reports
from thidua.directives.enums import DirectiveState, FindingState, ReportState, TaskState
from thidua.directives.models import Directive, FollowSettings, ResultPaper, Task, TaskReport

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)


def page(client, name, *args, query="", status=200):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == status, name
    return answer.content.decode()


def send(client, name, *args, status=200, **data):
    answer = client.post(reverse(name, args=args), data, follow=True)
    assert answer.status_code == status, name
    return answer.content.decode()


def sheet(client, name):
    answer = client.get(reverse(name) + "?xuat=xlsx")
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_a_file_is_brought_in_and_pointed_out_the_second_time(
    house, sign_in, django_capture_on_commit_callbacks
):
    officer = sign_in(house.officer)
    assert "Chưa có chỉ thị nào" in page(officer, "office:directives")
    assert "Chọn tệp chỉ thị" in send(officer, "office:directive_new", status=422)

    def bring(**more):
        file = SimpleUploadedFile("chi-thi.txt", making.SHORT.encode())
        return officer.post(reverse("office:directive_new"), {"file": file} | more, follow=True)

    with django_capture_on_commit_callbacks(execute=True):
        assert "Đã giữ tệp" in bring().content.decode()
    row = Directive.objects.get()
    assert row.state == DirectiveState.PROPOSED
    again = bring()
    assert again.status_code == 422
    assert reverse("office:directive", args=[row.code]) in again.content.decode()
    assert bring(again="on").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        text = send(officer, "office:directive_new", text=making.SHORT.replace("05/CT", "06/CT"))
    assert "Đã giữ tệp" in text
    assert Directive.objects.count() == 3
    for who in (house.clerk, house.chairman, house.inspector):
        assert sign_in(who).get(reverse("office:directive_new")).status_code == 403
    newest = Directive.objects.latest("pk").code
    assert sign_in(house.head).get(reverse("office:directive", args=[newest])).status_code == 404
    assert sign_in(house.editor).get(reverse("office:directives")).status_code == 403


def test_a_fault_is_shown_with_its_way_out(house, sign_in, django_capture_on_commit_callbacks):
    row = making.read(house, b"\x89PNG\r\n\x1a\n1", "anh.png")
    officer = sign_in(house.officer)
    text = page(officer, "office:directive", row.code)

    assert "là ảnh" in text
    assert "Dán văn bản" in text
    with django_capture_on_commit_callbacks(execute=True):
        send(officer, "office:directive_again", row.code)
    row.refresh_from_db()
    assert row.fault
    with django_capture_on_commit_callbacks(execute=True):
        send(officer, "office:directive_paste", row.code, text=making.SHORT)
    row.refresh_from_db()
    assert row.state == DirectiveState.PROPOSED
    refreshed = officer.get(
        reverse("office:directive", args=[row.code]), headers={"HX-Request": "true"}
    )
    assert refreshed.headers["HX-Refresh"] == "true"


def test_one_screen_confirms_everything_without_script(house, sign_in):
    row = making.read(house, making.sample(), "chi-thi.docx")
    officer = sign_in(house.officer)
    address = ("office:directive_confirm", row.code)
    text = page(officer, *address)
    certain = re.search(r'value="certain:(\d+)"', text)[1]

    first = row.findings.get(data__field="number")
    for key in (f'id="doan-{first.pk}"', f'id="muc-{first.pk}"', f'href="#muc-{first.pk}"'):
        assert text.count(key) == 1
    assert f"Xác nhận {certain} mục chắc chắn" in text
    assert f"Đã xác nhận {certain} mục" in send(officer, *address, viec=f"certain:{certain}")
    assert "có người vừa xác nhận" in send(officer, *address, viec="certain:3")
    day = row.findings.get(data__field="issued_on")
    text = send(officer, *address, viec="group:citation", **{f"gia_tri-{day.pk}": "ngày 8/1/2024"})
    assert "Đã xác nhận 5 mục" in text
    assert "ngày 8/1/2024" in text
    assert "Hoàn tác 5 mục" in text
    assert "Đã hoàn tác 5 mục" in send(officer, *address, viec="undo:5")
    assert "không còn là lần cuối" in send(officer, *address, viec="undo:5")
    values = {f"gia_tri-{first.pk}": "01/CT-UBND"}
    answer = officer.post(
        reverse(address[0], args=[row.code]), {"viec": f"confirm:{first.pk}"} | values
    )
    assert answer.url.endswith(f"#muc-{day.pk}")
    values = {f"gia_tri-{day.pk}": "tháng 1"}
    assert "đủ ngày" in send(officer, *address, viec=f"confirm:{day.pk}", **values)
    send(officer, *address, viec=f"reject:{day.pk}")
    repairs = [str(one.pk) for one in row.findings.filter(kind="repair")]
    assert "Đã xác nhận 4 mục" in send(officer, *address, viec="confirm_chosen", chon=repairs)
    rest = [str(one.pk) for one in row.findings.filter(state=FindingState.PROPOSED)]
    assert "Chọn ít nhất một mục" in send(officer, *address, viec="reject_chosen")
    send(officer, *address, viec="reject_chosen", chon=rest)
    send(officer, *address, viec=f"take_back:{rest[0]}")
    text = page(officer, *address)
    assert "Còn 1 mục chờ" in text
    assert "tồn đọng" in text
    assert "tôn đống" not in text.partition("Lỗi chữ")[0]
    assert "tôn đống" in page(officer, *address, query="?ban=goc")
    one = row.findings.get(pk=rest[0])
    send(officer, "office:finding", row.code, one.pk, type="Kế hoạch", subject="Khác")
    one.refresh_from_db()
    assert one.values["subject"] == "Khác"
    task = row.findings.filter(kind="task").first()
    assert "Lý do" in send(officer, "office:finding_withdraw", row.code, task.pk, status=422)
    send(officer, "office:finding_withdraw", row.code, task.pk, reason="Nhầm")
    send(officer, "office:finding_new", row.code, kind="target", title="Mới", first="9", last="")
    assert row.findings.filter(by_hand=True).exists()
    wrong = {"kind": "task", "title": "x", "first": "900", "last": ""}
    assert "đoạn" in send(officer, "office:finding_new", row.code, status=422, **wrong)
    assert officer.post(reverse(address[0], args=[row.code]), {"viec": "x:1"}).status_code == 404
    reader = sign_in(house.inspector)
    assert "Xác nhận mục đã chọn" not in page(reader, *address)
    assert (
        reader.post(reverse(address[0], args=[row.code]), {"viec": f"confirm:{one.pk}"}).status_code
        == 403
    )
    assert sign_in(house.clerk).get(reverse(address[0], args=[row.code])).status_code == 403


def test_tasks_are_given_out_in_one_table(house, sign_in):
    words = making.SHORT.replace("An Đồng phát động", "Lê Lợi phát động")
    row = making.decided(house, making.read(house, words.encode()))
    officer = sign_in(house.officer)
    first, second = row.tasks.all()
    address = ("office:directive_assign", row.code)
    text = page(officer, *address)
    revision = re.search(r'name="revision" value="(\d+)"', text)[1]

    assert "Văn bản ghi “Trường THCS Lê Lợi”" in text
    assert "Ban hành kế hoạch theo dõi" in text
    drafted = officer.post(
        reverse("office:directive_assign_draft", args=[row.code]),
        {"revision": revision, f"{first.code}-owner": str(house.office.pk)},
    )
    revision = drafted.json()["fields"]["revision"]
    stale = {"revision": "1", f"{first.code}-owner": str(house.office.pk)}
    draft_url = reverse("office:directive_assign_draft", args=[row.code])
    assert officer.post(draft_url, stale).status_code == 409
    assert officer.post(draft_url, {f"{first.code}-due_on": "31/31"}).status_code == 409
    due = TODAY() + 40 * DAY
    given = {
        "revision": revision, "tat-ca-owner": str(house.school.pk), "tat-ca-due_on": str(due),
        "tat-ca-rhythm": "month", "tat-ca-groups": ["communes"],
        f"{first.code}-owner": str(house.office.pk), f"{first.code}-helping": [str(house.rival.pk)],
    }  # fmt: skip
    assert "Đã lưu phân công 2 nhiệm vụ" in send(officer, *address, **given)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.owner, second.owner) == (house.office, house.school)
    assert (first.due_on, first.rhythm) == (due, "month")
    assert "vừa sửa mục này" in send(officer, *address, status=422, **given)
    text = send(officer, "office:directive_act", row.code, "issue")
    assert "Đã giao 2 nhiệm vụ" in text
    assert "đã ban hành" in page_of_message(officer, row)
    assert sign_in(house.secretary).get(reverse(*[address[0]], args=[row.code])).status_code == 403
    desk = page(sign_in(house.clerk), "web:desk")
    assert "báo cáo nhiệm vụ" in desk or "Không có việc nào" in desk


def page_of_message(client, row):
    return client.get(
        reverse("office:directive_assign", args=[row.code]), follow=True
    ).content.decode()


def test_a_unit_reports_and_the_officer_answers(house, sign_in):
    row = making.task(house, due_on=TODAY() + 3 * DAY)
    clerk, officer, rival = (sign_in(who) for who in (house.clerk, house.officer, house.rival_head))
    period = making.period(row)
    assert "1 báo cáo nhiệm vụ sắp đến hạn" in page(clerk, "web:desk")
    assert "Trồng cây" in page(clerk, "unit:tasks_owing")
    text = send(clerk, "unit:task_report_new", row.code, period.pk)
    report = TaskReport.objects.get()
    keys = (row.code, report.pk)
    assert "Gửi báo cáo" in text
    answer = clerk.post(
        reverse("unit:task_report_draft", args=keys),
        {"words": "Đang viết", "share": "62,5", "revision": report.revision},
    )
    assert answer.json()["fields"]["revision"] == "2"
    draft = reverse("unit:task_report_draft", args=keys)
    assert clerk.post(draft, {"share": "nhiều"}).status_code == 409
    assert clerk.post(draft, {"words": "x", "revision": "1"}).status_code == 409
    wrong = {"words": "Xong", "share": "101", "gui": "1"}
    assert "từ 0 đến 100" in send(clerk, "unit:task_report", *keys, status=422, **wrong)
    file = SimpleUploadedFile("anh.pdf", b"%PDF-1 x")
    send(clerk, "unit:task_evidence", *keys, file=file, note="Ảnh")
    assert "Chọn tệp" in send(clerk, "unit:task_evidence", *keys)
    kept = report.files.get()
    send(clerk, "unit:task_evidence_withdraw", *keys, kept.pk)
    send(clerk, "unit:task_evidence", *keys, file=SimpleUploadedFile("b.pdf", b"%PDF-1 y"))
    assert "Đã lưu, chưa gửi" in send(clerk, "unit:task_report", *keys, words="Xong", share="50")
    assert "Đã gửi" in send(clerk, "unit:task_report", *keys, words="Xong", share="50", gui="1")
    assert "chờ nhận" in page(officer, "web:desk")
    text = page(officer, "office:task", row.code)
    assert "Nhận báo cáo" in text
    assert "b.pdf" in text
    judged = (row.code, report.pk)
    assert "Lý do" in send(officer, "office:task_report", *judged, "give_back", status=422)
    send(officer, "office:task_report", *judged, "give_back", reason="Thiếu số liệu")
    assert "Báo cáo bị trả lại" in page(clerk, "web:desk")
    assert "Thiếu số liệu" in page(clerk, "unit:task", row.code)
    text = send(clerk, "unit:task_report_new", row.code, period.pk)
    assert "Thiếu số liệu" in text
    second = TaskReport.objects.get(version=2)
    send(clerk, "unit:task_report", row.code, second.pk, words="Đủ", share="100", gui="1")
    assert "Đã nhận báo cáo" in send(officer, "office:task_report", row.code, second.pk, "accept")
    assert "đã gửi" in page_after(clerk, row, second)
    send(clerk, "unit:task_done", row.code, reason="Đã xong")
    assert "1 nhiệm vụ đơn vị báo đã xong" in page(officer, "web:desk")
    send(officer, "office:task_act", row.code, "accept", reason="Tốt")
    row.refresh_from_db()
    assert row.state == TaskState.DONE
    assert "Các bản trước (1)" in page(officer, "office:task", row.code)
    for name, args in (
        ("unit:task", (row.code,)), ("unit:task_report", (row.code, second.pk)),
        ("web:file", (kept.file.key,)),
    ):  # fmt: skip
        page(rival, name, *args, status=404)
    assert (
        rival.post(reverse("unit:task_report_new", args=[row.code, period.pk])).status_code == 404
    )
    assert clerk.get(reverse("office:task", args=[row.code])).status_code == 403
    assert officer.get(reverse("unit:task", args=[row.code])).status_code == 403


def page_after(client, row, report):
    address = reverse("unit:task_report", args=[row.code, report.pk])
    return client.get(address, follow=True).content.decode()


def test_a_task_is_given_changed_and_called_off_by_the_officer(house, sign_in):
    officer = sign_in(house.officer)
    given = {
        "title": "Kiểm kê", "owner": str(house.school.pk), "due_on": str(TODAY() + 9 * DAY),
        "rhythm": "week", "together": [str(house.rival.pk)],
    }  # fmt: skip
    assert "Hạn hoàn thành" in send(
        officer, "office:task_new", status=422, **(given | {"due_on": ""})
    )
    send(officer, "office:task_new", **given)
    row = Task.objects.get()
    text = page(officer, "office:task", row.code)
    assert text.count("kỳ đã gửi") == 2
    change = given | {"due_on": str(TODAY() + 30 * DAY), "reason": "Công văn 5"}
    change.pop("title")
    revision = {"revision": str(row.revision)}
    assert "Công văn 5" in send(officer, "office:task_change", row.code, **change, **revision)
    assert "vừa sửa" in send(
        officer, "office:task_change", row.code, status=422, **change, revision="1"
    )
    assert officer.get(reverse("office:task_act", args=[row.code, "assign"])).status_code == 404
    send(officer, "office:task_act", row.code, "cancel", reason="Thôi")
    row.refresh_from_db()
    assert row.state == TaskState.CANCELLED
    for who in (house.chairman, house.inspector):
        assert page(sign_in(who), "office:task", row.code)
        assert sign_in(who).get(reverse("office:task_change", args=[row.code])).status_code == 403


def late(house):
    start = timezone.now() - timedelta(days=80)
    row = making.issued(house, at=start, due_on=TODAY())
    Task.objects.filter(directive=row).update(due_on=TODAY() - 2 * DAY)
    return row


def test_lists_filter_sort_export_and_show_who_is_late(house, sign_in):
    row = late(house)
    other = making.task(house, owner=house.rival.pk)
    officer = sign_in(house.officer)

    for query, shown in (
        ("", True), ("?muon=1", False), ("?q=trong+cay", True), ("?q=khong", False),
        ("?don_vi=x&han=9&sap_xep=la", True), (f"?don_vi={house.rival.pk}", True),
        ("?buoc=done", False), ("?han=30", True), (f"?chi_thi={row.code}", False),
        ("?sap_xep=-don-vi", True), ("?don_vi=99999999999999999999", True),
    ):  # fmt: skip
        assert (other.title in page(officer, "office:tasks", query=query)) is shown, query
    board = page(officer, "office:overdue")
    assert "Trường THCS An Đồng" in board
    assert "Xã Hồng Thái" not in board.partition("Việc quá hạn")[2]
    assert "Quá hạn (ngày)" in page(officer, "office:overdue", query="?theo=nhiem-vu")
    assert "Không có việc quá hạn nào khớp" in page(officer, "office:overdue", query="?q=xyz")
    assert len(sheet(officer, "office:tasks")) == 4 + 3
    assert "Báo cáo quá hạn" in str(sheet(officer, "office:overdue"))
    assert row.number in str(sheet(officer, "office:directives"))
    clerk = sign_in(house.clerk)
    assert other.title not in page(clerk, "unit:tasks")
    assert "Quá hạn" in page(clerk, "unit:tasks_owing")
    assert len(sheet(clerk, "unit:tasks")) == 4 + 2
    assert "báo cáo nhiệm vụ quá hạn" in page(clerk, "web:desk")
    assert "Đánh giá" not in page(clerk, "office:directive", row.code)
    assert sign_in(house.clerk).get(reverse("office:overdue")).status_code == 403
    assert sign_in(house.editor).get(reverse("office:tasks")).status_code == 403


def test_following_is_set_by_the_officer(house, sign_in):
    officer = sign_in(house.officer)
    assert "Pháp luật không ấn định" in page(officer, "office:task_settings")
    good = {"before": "10, 3", "after": "2", "report_within": "4", "basis": "Quy chế 7"}
    assert "cách nhau" in send(
        officer, "office:task_settings", status=422, **(good | {"before": "ba"})
    )
    send(officer, "office:task_settings", **good)
    assert FollowSettings.objects.get().before == [10, 3]
    assert sign_in(house.chairman).get(reverse("office:task_settings")).status_code == 403


def test_result_is_issued_from_the_screen_and_its_files_kept(house, sign_in):
    row = late(house)
    officer = sign_in(house.officer)
    text = page(officer, "office:directive_result", row.code)

    assert "Quá hạn 2 ngày" in text
    assert row.tasks.first().code in text
    span = f"?tu={TODAY() - 5 * DAY}&den={TODAY()}"
    page(officer, "office:directive_result", row.code, query=span)
    pdf = officer.get(reverse("office:directive_result_draft", args=[row.code, "pdf"]) + span)
    assert pdf.content.startswith(b"%PDF-")
    page(officer, "office:directive_result_draft", row.code, "exe", status=404)
    given = {
        "number": "45/BC-PNV", "issued_on": str(TODAY()), "signer_post": "TRƯỞNG PHÒNG",
        "signer_name": "Vũ Đức Cảnh", "assessment": "Đánh giá chung của phòng.",
    }  # fmt: skip
    wrong = given | {"issued_on": str(TODAY() + DAY)}
    assert "chưa tới" in send(officer, "office:directive_result", row.code, status=422, **wrong)
    text = send(officer, "office:directive_result", row.code, **given)
    made = ResultPaper.objects.get()
    assert "Đánh giá chung của phòng." in text
    assert "đã dùng" in send(officer, "office:directive_result", row.code, status=422, **given)
    key = reverse("web:file", args=[made.pdf.key])
    assert sign_in(house.chairman).get(key).getvalue().startswith(b"%PDF-")
    assert sign_in(house.clerk).get(key).status_code == 404
    assert made.number in page(officer, "office:directive", row.code)
    send(officer, "office:directive_act", row.code, "withdraw", reason="Thay bằng chỉ thị khác")
    row.refresh_from_db()
    assert row.state == DirectiveState.WITHDRAWN
    page(officer, "office:directive_result", row.code, status=404)


LISTS = {"office:directives": 10, "office:tasks": 13, "unit:tasks": 15, "unit:tasks_owing": 11}


def test_lists_ask_the_database_a_fixed_number_of_times(house, sign_in, django_assert_num_queries):
    making.issued(house)
    officer, clerk = sign_in(house.officer), sign_in(house.clerk)

    def count():
        for name, queries in LISTS.items():
            client = clerk if name.startswith("unit") else officer
            client.get(reverse(name))
            with django_assert_num_queries(queries):
                client.get(reverse(name))

    count()
    making.issued(house)
    making.task(house)
    report = making.sent(house, making.period(Task.objects.latest("pk")))
    reports.judge_report(actor=house.officer, report=report, name="accept")
    count()
    assert report.state == ReportState.SENT
    with pytest.raises(NotAllowed):
        reports.judge_report(actor=house.head, report=report, name="accept")
