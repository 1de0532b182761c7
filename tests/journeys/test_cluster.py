"""Three units score, check each other, the panel decides, one objects, the result is published; and
a whole table is brought in as a file."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.clusters import making
from thidua.accounts.models import User
from thidua.clusters.enums import Stage
from thidua.clusters.models import ClusterResult, ClusterYear

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def made(house):
    return making.scoring(house)


def test_from_self_scoring_to_the_published_result_and_a_file(house, made, visitor):
    heads = [visitor(phone=n != 1, script=n != 2) for n in range(3)]
    for number, screen in enumerate(heads):
        enter(screen, made.heads[number])
        unit_scores_itself(made, screen, number)
    officer = visitor()
    enter(officer, house.officer)
    office_steps(made, officer, "Mở chấm chéo")
    for number, screen in enumerate(heads):
        unit_checks_another(made, screen, number)
    office_steps(made, officer, "Chuyển thẩm định")
    panel_decides(made, officer)
    office_steps(made, officer, "Công bố dự thảo")
    unit_objects(made, heads[1])
    office_answers(made, officer)
    making.close_objections(made)
    office_steps(made, officer, "Công bố kết quả")
    everybody_reads_the_result(made, officer, visitor(phone=True))
    table_is_brought_in(house, officer)


def enter(screen, actor) -> None:
    """At the desk, signed in already: signing in has journeys of its own."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": screen.base}
    screen.page.context.add_cookies([cookie])
    screen.page.goto(f"{screen.base}/lam-viec/")


def fill(screen, made, points) -> None:
    for leaf, typed in zip(made.leaves, points, strict=True):
        screen.page.locator(f"#d-{leaf.pk}").fill(typed)


def hand_in(screen) -> None:
    screen.page.get_by_role("button", name="Lưu phiếu").click()
    screen.page.get_by_text("Đã lưu phiếu.").wait_for()
    screen.page.get_by_role("link", name="Kiểm tra rồi nộp").click()
    odd = screen.page.get_by_label("Đã xem các chỗ trên")
    if odd.count():
        odd.check()
    screen.page.get_by_role("button", name="Nộp phiếu").click()
    screen.page.get_by_text("Đã nộp phiếu.").wait_for()


def unit_scores_itself(made, screen, number: int) -> None:
    screen.page.get_by_role("link", name=re.compile("Tự chấm điểm thi đua")).click()
    if number == 0:
        fill(screen, made, ("105", "30", "0", "0"))
        screen.page.get_by_text("Đã lưu nháp lúc").wait_for()
        screen.page.reload()
        screen.page.get_by_text("vượt mức tối đa 60").first.wait_for()
        screen.check()
    fill(screen, made, making.OWN[number])
    hand_in(screen)


def office_steps(made, officer, button: str) -> None:
    officer.page.goto(f"{officer.base}/thuong-truc/cum-thi-dua/{made.year.code}/")
    officer.page.get_by_role("link", name=button).first.click()
    officer.page.get_by_role("button", name=button).click()
    officer.page.get_by_text("đã xong").first.wait_for()
    made.year.refresh_from_db()


def unit_checks_another(made, screen, number: int) -> None:
    screen.page.goto(f"{screen.base}/don-vi/cum-thi-dua/{made.year.code}/")
    screen.page.get_by_role("link", name=re.compile(r"Chấm\s*: Chấm chéo")).click()
    checked = next(n for n in range(3) if made.sheet(n, Stage.PEER).checker == made.members[number])
    screen.page.get_by_text("Không có tài liệu kiểm chứng.").first.wait_for()
    if number == 0:
        screen.check()
    fill(screen, made, making.PEER[checked])
    hand_in(screen)


def panel_decides(made, officer) -> None:
    base = f"{officer.base}/thuong-truc/cum-thi-dua/{made.year.code}/don-vi/"
    for number in (0, 2):
        officer.page.goto(f"{base}{made.members[number].pk}/?lech=1")
        leaf = made.leaves[0 if number == 0 else 1]
        points = making.PANEL[number][0 if number == 0 else 1]
        officer.page.locator(f"#d-{leaf.pk}").fill(points)
        officer.page.get_by_label(re.compile("^Lý do: ")).first.fill("Theo biên bản của tổ")
        if number == 0:
            officer.check()
        officer.page.get_by_role("button", name="Lưu điểm thẩm định").click()
        officer.page.get_by_text("Đã lưu điểm thẩm định").wait_for()
    officer.page.goto(f"{officer.base}/thuong-truc/cum-thi-dua/{made.year.code}/bang-tong-hop/")
    officer.check()


def unit_objects(made, screen) -> None:
    screen.page.goto(f"{screen.base}/don-vi/cum-thi-dua/{made.year.code}/kien-nghi/")
    screen.page.get_by_label("Tiêu chí").select_option(label="A.1 Thu ngân sách")
    screen.page.get_by_label("Nội dung kiến nghị").fill("Xã vượt thu, đề nghị xem lại điểm.")
    screen.check()
    screen.page.get_by_role("button", name="Gửi kiến nghị").click()
    screen.page.get_by_text("Đã gửi kiến nghị.").wait_for()


def office_answers(made, officer) -> None:
    officer.page.goto(f"{officer.base}/lam-viec/")
    officer.page.get_by_role("link", name=re.compile("1 kiến nghị về điểm")).click()
    officer.page.get_by_role("link", name=re.compile("Trả lời")).click()
    officer.page.get_by_label("Trả lời", exact=True).fill("Chấp nhận theo báo cáo thu.")
    officer.page.get_by_label("Điểm thẩm định mới").fill("56")
    officer.check()
    officer.page.get_by_role("button", name="Trả lời").click()
    officer.page.get_by_text("55 thành 56").wait_for()


def everybody_reads_the_result(made, officer, citizen) -> None:
    one = ClusterResult.objects.get()
    officer.page.get_by_role("link", name="Kết quả bản 1").click()
    officer.page.get_by_text("còn nguyên như lúc công bố").wait_for()
    officer.check()
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name="DOCX").click()
    assert download.value.suggested_filename.endswith(".docx")
    citizen.go(f"/cum-thi-dua/{made.year.code}/")
    assert one.sha256 in citizen.page.content()


def table_is_brought_in(house, officer) -> None:
    row = making.sample_year(house)
    officer.page.goto(f"{officer.base}/thuong-truc/cum-thi-dua/{row.code}/nhap-bang-diem/")
    file = {"name": making.SAMPLE, "mimeType": "application/zip", "buffer": making.sample()}
    officer.page.get_by_label("Bảng tổng hợp chấm điểm").set_input_files(file)
    officer.page.get_by_role("button", name="Gửi bảng chấm điểm").click()
    officer.page.get_by_role("heading", name="8 chỗ chờ").wait_for()
    officer.check()
    for value in ("=100", "=62,5", "keep", "=0", "rank"):
        for box in officer.page.locator(f"input[type=radio][value='{value}']").all():
            if not officer.page.locator(f"input[name={box.get_attribute('name')}]:checked").count():
                box.check()
    for box in officer.page.locator("input[type=radio][value='?']").all():
        if not officer.page.locator(f"input[name={box.get_attribute('name')}]:checked").count():
            box.check()
    officer.page.get_by_role("button", name="Ghi câu trả lời").click()
    officer.page.get_by_role("heading", name="Mọi câu hỏi đã được trả lời").wait_for()
    officer.page.get_by_role("button", name="Nhập 5 đơn vị").first.click()
    officer.page.get_by_text("Đã nhập bảng chấm điểm").wait_for()
    assert ClusterYear.objects.get(pk=row.pk).members.count() == 5
    officer.check()
