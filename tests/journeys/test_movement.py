"""A hot spot becomes a topical movement; two units pledge, report, and an award round opens."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories as make
from thidua.movements.models import Movement, MovementRound

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PARTS = ("Mục tiêu, phạm vi", "Phát động, triển khai", "Kiểm tra, giám sát", "Tuyên truyền, phát",
         "Sơ kết, tổng kết, khen")  # fmt: skip


def planned(officer) -> Movement:
    """From the words of a hot spot to the launch."""
    page, today = officer.page, timezone.localdate()
    officer.go(f"{reverse('office:movement_new')}?diem-nong={quote('Giải ngân chậm')}")
    expect(page.get_by_label("Tên phong trào")).to_have_value("Thi đua tháo gỡ: Giải ngân chậm")
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
    officer.check()
    page.get_by_role("button", name="Phát động").click()
    expect(page.get_by_text("Đang thực hiện").first).to_be_visible()
    return Movement.objects.get()


def pledged(who, movement: Movement) -> None:
    page = who.page
    page.goto(f"{who.base}{reverse('unit:movement_register', args=[movement.code])}")
    first = page.get_by_role("group", name="Dòng cam kết 1").first
    first.get_by_label("Cam kết").fill("Giải ngân")
    first.get_by_label("Con số").fill("95,5")
    first.get_by_label("Đơn vị tính").fill("%")
    page.get_by_label("Người ký giao ước").fill("Lương Thị Oanh; Thủ trưởng")
    page.get_by_role("button", name="Đăng ký").click()
    expect(page.get_by_text("95,5 %")).to_be_visible()


def reported(who) -> None:
    page = who.page
    who.go(reverse("unit:movements"))
    page.get_by_role("link", name="Viết báo cáo").click()
    page.get_by_label("Kết quả thực hiện").fill("Đã giải ngân gần hết.")
    page.get_by_label("Đạt được (%)").fill("93")
    example = page.get_by_role("group", name="Điển hình 1").first
    example.get_by_label("Tên").fill("Phạm Thị Thanh Huyền")
    example.get_by_label("Việc làm, kết quả").fill("Gỡ 12 hồ sơ")
    who.check()
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_text("Đã nộp báo cáo.")).to_be_visible()


def frozen(officer) -> None:
    page = officer.page
    page.get_by_role("link", name="Trường THCS An Đồng").click()
    page.get_by_role("button", name="Tiếp nhận báo cáo").click()
    page.get_by_label("Kết quả đạt được").fill("Đa số công trình giải ngân đúng tiến độ.")
    page.get_by_role("button", name="Lưu báo cáo").click()
    page.get_by_role("button", name="Chốt báo cáo").click()
    expect(page.get_by_text("Đã chốt báo cáo").first).to_be_visible()
    officer.check()
    with page.expect_download() as loading:
        page.get_by_role("link", name="Báo cáo", exact=True).click()
    assert loading.value.suggested_filename.endswith(".docx")


@pytest.mark.django_db(transaction=True)
def test_a_hot_spot_becomes_a_movement_that_units_answer(visitor, settings):
    settings.JOBS = "inline"
    make.house()
    officer, clerk, rival = visitor(), visitor(phone=True), visitor()
    officer.sign_in("officer")
    page = officer.page
    movement = planned(officer)
    for who, name in ((clerk, "clerk"), (rival, "rival_clerk")):
        who.sign_in(name)
        pledged(who, movement)
    clerk.check()

    officer.go(reverse("office:movement", args=[movement.code]))
    page.get_by_role("link", name="Mở trang sơ kết").click()
    page.get_by_role("button", name="Mở sơ kết, yêu cầu báo cáo").click()
    reported(clerk)
    page.reload()
    frozen(officer)

    page.goto(f"{officer.base}{reverse('office:movement', args=[movement.code])}")
    page.get_by_role("link", name="Mở đợt khen thưởng").click()
    officer.check()
    page.get_by_role("button", name="Mở đợt xét").click()
    expect(page.get_by_text("Mở từ phong trào")).to_be_visible()
    code = MovementRound.objects.get().round.code
    clerk.go(f"{reverse('unit:nominate')}?dot={code}")
    expect(clerk.page.get_by_text("Phạm Thị Thanh Huyền").first).to_be_visible()
    officer.go(f"{reverse('office:showing')}?loai=movement")
    page.get_by_role("button", name=f"Công khai {movement.name}").click()
    visitor(phone=True).go(reverse("public:movement", args=[movement.code]))
