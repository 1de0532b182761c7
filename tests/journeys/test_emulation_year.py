"""A year of emulation: a target falls behind, an obstacle is answered, a topical movement follows,
and the chairman's page shows it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories as make
from tests.journeys.test_movement import PARTS, frozen, pledged, reported
from tests.targets import making as targets
from thidua.movements.models import Movement
from thidua.obstacles.models import Obstacle
from thidua.targets.models import Target

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
NAME = "Giải ngân đầu tư công"
TROUBLE = "Vướng giải phóng mặt bằng"
MOVEMENT = "Thi đua giải ngân nước rút"


def behind(clerk, officer) -> None:
    """A unit enters its first quarter; that is far below the pace."""
    clerk.go(reverse("unit:targets"))
    clerk.page.get_by_label("Thực hiện (tỷ đồng)").first.fill("1,5")
    clerk.page.get_by_role("button", name="Gửi các số đã ghi").click()
    expect(clerk.page.get_by_text("Đã gửi 1 kết quả")).to_be_visible()
    clerk.go(reverse("unit:overview"))
    expect(clerk.page.get_by_role("link", name=NAME).first).to_be_visible()
    officer.go(reverse("office:hot_spots"))
    expect(officer.page.get_by_text("Thấp xa mức tiến độ").first).to_be_visible()
    expect(officer.page.get_by_role("link", name=NAME, exact=True).first).to_be_visible()


def read_aloud(officer, target: Target) -> None:
    """Each chart is one picture with its sentence, and the same figures as a table with heads."""
    page = officer.page
    officer.go(reverse("office:target", args=[target.code]))
    for title, head, row in (
        ("Thực hiện theo thời gian", "Tiến độ đều (tỷ đồng)", "Quý I"),
        ("Bức tranh chung", "Đơn vị", "Trường THCS An Đồng"),
        ("So sánh các đơn vị", "Đơn vị", "Xã Hồng Thái"),
    ):
        figure = page.get_by_role("figure").filter(has=page.get_by_role("heading", name=title))
        expect(figure.get_by_role("img")).to_have_count(1)
        expect(figure.get_by_role("img")).to_have_accessible_name(re.compile(title))
        figure.get_by_text("Xem bảng số liệu").click()
        table = figure.get_by_role("table", name=title)
        expect(table.get_by_role("columnheader", name=head, exact=True)).to_be_visible()
        expect(table.get_by_role("rowheader", name=row, exact=True)).to_be_visible()
    officer.check()


def answered(clerk, officer, rival, target: Target) -> None:
    """Raised by the unit, sent on by the officer, answered by whom it was sent to."""
    page = clerk.page
    clerk.go(f"{reverse('unit:obstacle_new')}?chi_tieu={target.code}")
    page.get_by_label("Vướng mắc, gọi tắt").fill(TROUBLE)
    page.get_by_label("Diễn giải").fill("Ba hộ chưa bàn giao đất.")
    page.get_by_label("Đề nghị").fill("Vận động ba hộ bàn giao.")
    page.get_by_role("button", name="Gửi vướng mắc").click()
    expect(page.get_by_role("heading", name=TROUBLE)).to_be_visible()
    code = Obstacle.objects.get().code

    page = officer.page
    officer.go(reverse("office:obstacle", args=[code]))
    page.get_by_label("Nơi xử lý").select_option(label="Xã Hồng Thái")
    page.get_by_label("Hạn trả lời").fill((timezone.localdate() + timedelta(days=5)).isoformat())
    page.get_by_role("button", name="Chuyển xử lý").click()
    rival.go(reverse("web:calendar") + "?xem=danh-sach")
    expect(rival.page.get_by_text(f"Trả lời vướng mắc: {TROUBLE}")).to_be_visible()
    rival.go(reverse("unit:obstacle", args=[code]))
    rival.page.get_by_label("Nội dung trả lời").fill("Ba hộ đã nhận tiền và bàn giao.")
    rival.page.get_by_role("button", name="Trả lời").click()
    clerk.go(reverse("unit:obstacle", args=[code]))
    expect(clerk.page.get_by_text("Ba hộ đã nhận tiền và bàn giao.")).to_be_visible()


def launched(officer, target: Target) -> Movement:
    """From the hot spot's own button to the launch."""
    page, today = officer.page, timezone.localdate()
    officer.go(reverse("office:hot_spots"))
    page.get_by_role("link", name="Phát động phong trào chuyên đề").first.click()
    assert target.code in unquote(page.url)
    officer.check()
    page.get_by_label("Tên phong trào").fill(MOVEMENT)
    page.get_by_label("Cấp phát động").select_option("unit")
    page.get_by_label("Đến hết ngày").fill((today + timedelta(days=45)).isoformat())
    page.get_by_label("Hạn sơ kết gần nhất").fill((today + timedelta(days=20)).isoformat())
    page.get_by_label("Hạn tổng kết").fill((today + timedelta(days=40)).isoformat())
    page.get_by_role("checkbox", name="Cá nhân").check()
    page.get_by_label("Tiêu chí đối với cá nhân").fill("Xong việc được giao")
    for part in PARTS:
        page.get_by_label(part).fill("Theo kế hoạch của huyện.")
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.get_by_role("button", name="Xác nhận đã kiểm tra kế hoạch").click()
    page.get_by_label("Số kế hoạch").fill("95/KH-UBND")
    page.get_by_label("Ngày ký").fill(today.isoformat())
    page.get_by_label("Họ tên người ký").fill("Phạm Hùng Việt")
    page.get_by_role("button", name="Phát động").click()
    expect(page.get_by_text("Đang thực hiện").first).to_be_visible()
    return Movement.objects.get()


def seen_by_the_chairman(chairman, target: Target) -> None:
    page = chairman.page
    chairman.go(reverse("office:overview"))
    expect(page.get_by_role("heading", name=f"Tổng quan năm {target.due_on.year}")).to_be_visible()
    red = page.get_by_role("region", name="Đang đỏ")
    expect(red.get_by_role("link", name=NAME).first).to_be_visible()
    page.get_by_role("link", name="phong trào đang thực hiện").click()
    expect(page.get_by_role("link", name=MOVEMENT).first).to_be_visible()
    page.go_back()
    red.get_by_role("link", name="điểm nóng").click()
    expect(page.get_by_role("link", name=NAME).first).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_a_target_that_falls_behind_reaches_the_chairman(visitor, settings):
    settings.JOBS = "inline"
    house, year = make.house(), timezone.localdate().year - 1
    target = targets.target(house, name=NAME, start_on=date(year, 1, 1), due_on=date(year, 12, 31))
    officer, clerk, rival = visitor(), visitor(phone=True), visitor()
    for who, name in ((officer, "officer"), (clerk, "clerk"), (rival, "rival_clerk")):
        who.sign_in(name)
    behind(clerk, officer)
    read_aloud(officer, target)
    answered(clerk, officer, rival, target)
    movement = launched(officer, target)
    for who in (clerk, rival):
        pledged(who, movement)
    officer.go(reverse("office:movement", args=[movement.code]))
    officer.page.get_by_role("link", name="Mở trang sơ kết").click()
    officer.page.get_by_role("button", name="Mở sơ kết, yêu cầu báo cáo").click()
    reported(clerk)
    officer.page.reload()
    frozen(officer)
    chairman = visitor()
    chairman.sign_in("chairman")
    seen_by_the_chairman(chairman, target)
    officer.go(reverse("office:overview"))
    officer.go(reverse("web:calendar"))
    clerk.go(reverse("unit:overview"))
    visitor(phone=True).go(reverse("public:emulation"))
