"""A directive from its Word file to the report on what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.directives.making import SAMPLE
from thidua.directives.models import Directive, Task

MOST_CLICKS = 15
"""From the file to the last proposal decided: at ten seconds a click, under three minutes."""
pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.mark.django_db(transaction=True)
def test_a_directive_becomes_tasks_reports_and_a_paper(house, visitor, settings):
    settings.JOBS = "inline"
    officer, clerk = visitor(), visitor(phone=True)
    officer.sign_in("officer")
    confirm(officer, officer.page)
    give_out(officer, officer.page)
    assert Task.objects.filter(owner=house.school).count() == 8
    report(clerk)
    receive(officer, officer.page)
    issue(officer, officer.page)


def press(page, button):
    """Until the next page is there, the old one still answers, or none does."""
    with page.expect_navigation():
        button.click()


def confirm(officer, page):
    officer.go(reverse("office:directive_new"))
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.get_by_role("button", name="Giữ và đọc").click()
    page.get_by_role("link", name="Xác nhận").first.click()
    page.get_by_role("heading", name="Toàn văn").wait_for()
    officer.check()
    clicks = 4  # file, keep and read, to the proposals, all that is certain
    press(page, page.get_by_role("button", name="mục chắc chắn"))
    page.get_by_label("Ghi vào").nth(1).fill("08/01/2024")
    page.get_by_label("Ghi vào").first.fill("01/CT-UBND")
    press(page, page.get_by_role("button", name="Xác nhận TT1"))
    press(page, page.get_by_role("button", name="Xác nhận TT2"))
    groups = page.get_by_role("button", name="Xác nhận cả")
    for left in (groups, page.locator("button[value^='confirm:']")):
        while left.count():
            press(page, left.first)
            clicks += 1
    expect(page.get_by_text("Mọi mục đã xong")).to_be_visible()
    assert clicks + 2 <= MOST_CLICKS
    officer.check()


def give_out(officer, page):
    page.get_by_role("link", name="Giao việc").click()
    officer.check()
    page.get_by_label("Chủ trì", exact=True).first.select_option("Trường THCS An Đồng")
    due = timezone.localdate() + timedelta(days=20)
    page.get_by_label("Hạn hoàn thành").first.fill(str(due))
    page.get_by_role("button", name="Lưu phân công").click()
    page.get_by_role("button", name="Ban hành kế hoạch theo dõi").click()
    expect(page.get_by_text("Đã giao 9 nhiệm vụ")).to_be_visible()
    officer.check()


def report(clerk):
    clerk.sign_in("clerk")
    clerk.go(reverse("unit:tasks"))
    clerk.page.get_by_role("link", name="Báo cáo phải gửi").click()
    clerk.check()
    clerk.page.get_by_role("button", name="Viết báo cáo").first.click()
    clerk.check()
    clerk.page.get_by_label("Kết quả đã làm").fill("Đã phổ biến Luật cho 40 giáo viên.")
    clerk.page.get_by_label("Phần đã làm").fill("62,5")
    clerk.page.get_by_role("button", name="Gửi báo cáo").click()
    expect(clerk.page.get_by_text("Đã gửi báo cáo.")).to_be_visible()
    clerk.check()


def receive(officer, page):
    officer.go(reverse("web:desk"))
    page.get_by_role("link", name="báo cáo nhiệm vụ chờ nhận").click()
    page.get_by_role("button", name="Nhận báo cáo").click()
    expect(page.get_by_text("Đã nhận báo cáo của Trường THCS An Đồng")).to_be_visible()
    officer.check()
    for place in ("office:directives", "office:tasks", "office:overdue", "office:task_settings"):
        officer.go(reverse(place))


def issue(officer, page):
    row = Directive.objects.get()
    officer.go(reverse("office:directive_result", args=[row.code]))
    expect(page.get_by_text("đã làm 62,5 %")).to_be_visible()
    page.get_by_label("Số, ký hiệu báo cáo").fill("45/BC-PNV")
    page.get_by_label("Chức vụ người ký").fill("TRƯỞNG PHÒNG")
    page.get_by_label("Họ tên người ký").fill("Vũ Đức Cảnh")
    page.get_by_role("button", name="Ban hành báo cáo").click()
    officer.check()
    with page.expect_download() as got:
        page.get_by_role("link", name="Tải PDF").click()
    assert got.value.path().read_bytes().startswith(b"%PDF-")
