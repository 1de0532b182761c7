"""A paper opened, three phones at once, one without a line, two who close, minutes with a hash."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from tests.councils.making import table
from thidua.accounts.models import User
from thidua.commendation.domain.recusals import recuse
from thidua.councils.models import Session

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def council(house):
    made = table(house, count=4)
    away = made.voters[0]
    recuse(actor=made.secretary, nomination=made.rows[0], user_id=away.user_id, ground="own_unit")
    return made


def test_from_opening_to_the_frozen_minutes(council, visitor):
    secretary, address = secretary_opens(council, visitor())
    phones = [visitor(phone=True, script=n != 0) for n in range(3)]
    for number, phone in enumerate(phones):
        member_marks(council, phone, number)
    for phone in phones:  # all three papers are marked before the first is cast
        phone.page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    for phone in phones:
        phone.page.get_by_text("Anh, chị đã bỏ phiếu này.").wait_for()
    council.vote(council.voters[3], council.session.sheets.get(), "agree")
    secretary.page.goto(address)
    secretary.page.get_by_role("button", name="Đề nghị đóng bỏ phiếu").click()
    secretary.page.get_by_text("Chờ người thứ hai xác nhận").first.wait_for()
    chairman_confirms(council, visitor())
    recused_member_meets_the_name_nowhere(council, phones[0], address)
    minutes_are_frozen_and_downloaded(council, secretary)


def enter(screen, actor) -> None:
    """At the desk, signed in already: signing in has journeys of its own."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": screen.base}
    screen.page.context.add_cookies([cookie])
    screen.page.goto(f"{screen.base}/lam-viec/")


def secretary_opens(council, secretary):
    enter(secretary, council.secretary)
    secretary.page.goto(f"{secretary.base}/hoi-dong/phien-hop/{council.session.code}/")
    secretary.page.get_by_role("button", name=re.compile("Lập phiếu kín")).click()
    closes = timezone.localtime() + timedelta(minutes=30)
    secretary.page.get_by_label("Hết giờ lúc").fill(closes.strftime("%Y-%m-%dT%H:%M"))
    secretary.check()
    secretary.page.get_by_role("button", name="Mở bỏ phiếu").click()
    secretary.page.get_by_text("Đã mở bỏ phiếu").first.wait_for()
    return secretary, secretary.page.url


def member_marks(council, phone, number: int):
    enter(phone, council.voters[number])
    phone.page.get_by_role("link", name=re.compile("Bỏ phiếu: Phiếu kín số 1")).click()
    phone.page.get_by_text("Phiếu này không ghi tên người bầu").wait_for()
    lines = phone.page.locator("fieldset")
    assert lines.count() == (2 if number else 1)
    if not number:
        assert council.rows[0].name not in phone.page.content()
    if number == 1:
        lines.first.get_by_text("Không đồng ý").click()
        phone.check()
    phone.page.get_by_role("button", name="Đồng ý ở mọi dòng còn trống").click()
    phone.page.get_by_text("Phiếu chưa được bỏ").wait_for()
    phone.page.get_by_role("button", name="Tiếp tục").click()
    phone.page.get_by_role("heading", name="Xem lại phiếu").wait_for()
    if number == 1:
        phone.check()


def chairman_confirms(council, chairman):
    enter(chairman, council.chairman)
    chairman.page.get_by_role("link", name=re.compile("Xác nhận đóng")).click()
    chairman.page.get_by_role("button", name="Xác nhận đóng và kiểm phiếu").click()
    chairman.page.get_by_role("heading", name="Kết quả phiếu kín số 1").wait_for()
    chairman.check()
    text = chairman.page.locator("main").inner_text()
    assert "Ngưỡng 80\u00a0% = 4 phiếu" in text
    assert "4 / 4" in text
    assert "2 / 4" in text


def recused_member_meets_the_name_nowhere(council, phone, address):
    session = f"{phone.base}/hoi-dong/phien-hop/{council.session.code}/"
    desk = f"{phone.base}/lam-viec/"
    for page in (address, session, f"{session}ho-so/", desk, f"{desk}ho-so/"):
        phone.page.goto(page)
        assert council.rows[0].name not in phone.page.content()
        assert council.rows[0].code not in phone.page.content()


def minutes_are_frozen_and_downloaded(council, secretary):
    Session.objects.filter(pk=council.session.pk).update(
        started_at=time(8, 0), ended_at=time(10, 0)
    )
    secretary.page.goto(f"{secretary.base}/hoi-dong/phien-hop/{council.session.code}/")
    secretary.page.get_by_label("Số biên bản").fill("12/BB-HĐTĐKT")
    secretary.page.get_by_role("button", name="Lưu biên bản").click()
    secretary.page.get_by_text("Đã lưu biên bản").first.wait_for()
    secretary.page.get_by_role("button", name="Kết thúc phiên họp").click()
    secretary.page.get_by_text("Đã kết thúc phiên họp").first.wait_for()
    secretary.page.get_by_role("button", name="Chốt biên bản").click()
    secretary.page.get_by_role("link", name="Đối chiếu, tải về").click()
    secretary.page.get_by_text("Biên bản còn nguyên như lúc chốt").wait_for()
    secretary.check()
    with secretary.page.expect_download() as download:
        secretary.page.get_by_role("link", name="Tải PDF").click()
    pages = pypdfium2.PdfDocument(download.value.path())
    words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    sha256 = Session.objects.get(pk=council.session.pk).minutes_sha256
    assert sha256 in re.sub(r"\s", "", words)
