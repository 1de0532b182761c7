"""A citizen reads what the law asks and finds out where they stand; an officer brings a local
regulation in and reads it back."""

from __future__ import annotations

import pytest

from thidua.law.instruments import data_text
from thidua.law.regulations import EXAMPLE

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_citizen_reads_a_title_and_what_changed(house, visitor, phone):
    citizen = visitor(phone=phone)
    citizen.go("/so-tay/?ngay=2025-12-31")
    citizen.check()
    citizen.page.get_by_label("Danh hiệu, hình thức").fill("chien si thi dua co so")
    citizen.page.get_by_role("button", name="Xem").click()
    citizen.page.get_by_role("link", name="Chiến sĩ thi đua cơ sở").click()
    citizen.page.get_by_text("Chỉ cần một trong 4 điều sau").first.wait_for()
    citizen.check()

    citizen.page.get_by_label("So với ngày").fill("2024-12-31")
    citizen.page.get_by_role("button", name="Xem").click()
    citizen.page.get_by_role("heading", name="Khác gì so với ngày").wait_for()
    citizen.check()

    citizen.go("/so-tay/van-ban/")
    citizen.check()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_citizen_finds_out_where_they_stand(house, visitor, phone):
    citizen = visitor(phone=phone)
    citizen.go("/tu-kiem-tra/")
    citizen.check()
    page = citizen.page
    page.locator("select[name^=rating_]").first.select_option("HTXS")
    page.get_by_role("button", name="Xem tôi đủ điều kiện gì").click()

    page.get_by_role("heading", name="Kết quả cho năm").wait_for()
    assert page.get_by_text("Chiến sĩ thi đua cơ sở").first.is_visible()
    citizen.check()


def test_officer_brings_a_regulation_in(house, visitor, tmp_path):
    file = tmp_path / "quy-dinh.toml"
    file.write_text(data_text(EXAMPLE), "utf-8")
    officer = visitor()
    officer.sign_in("officer")
    officer.go("/thuong-truc/quy-dinh/")
    officer.check()

    officer.page.set_input_files("input[type=file]", file)
    officer.page.get_by_role("button", name="Đưa vào").click()
    officer.page.get_by_role("heading", name="86/2025/QĐ-UBND").wait_for()
    officer.check()
    assert officer.page.get_by_text("ít nhất 2/3 số thành viên").is_visible()
