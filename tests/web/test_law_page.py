"""The handbook: every title as of any day, for citizens and inside the office's frame."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.law import catalogue
from thidua.law.instruments import data_text, instruments
from thidua.law.regulations import EXAMPLE

PUBLIC, STAFF = "/so-tay/", "/lam-viec/can-cu/"


def words(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_titles_stand_by_chapter_with_article_and_decider_of_the_day(client, house):
    before = words(client, f"{PUBLIC}?ngay=2024-12-31")
    after = words(client, f"{PUBLIC}?ngay=2025-12-31")

    assert (
        before.index(">Danh hiệu thi đua<")
        < before.index(">Huân chương<")
        < before.index(">Giấy khen<")
    )
    assert "Điều 23 Luật Thi đua, khen thưởng 2022" in before
    assert "Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện" in before
    assert "Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện" not in after


def test_words_without_marks_narrow_the_list(client, house):
    page = words(client, f"{PUBLIC}?q=lao+dong+tien+tien")

    assert "Tập thể lao động tiên tiến" in page
    assert "Huân chương Sao vàng" not in page
    assert "Không có danh hiệu" in words(client, f"{PUBLIC}?q=khong+co+that")


@pytest.mark.parametrize("day", ["2024-06-01", "2026-09-30", "2026-11-22", "2027-06-30"])
def test_every_title_has_a_page_on_every_day(client, house, day):
    for title in catalogue(date(2026, 9, 30)):
        assert "Ai quyết định" in words(client, f"{PUBLIC}{title.code}/?ngay={day}")


def test_page_says_conditions_papers_money_and_who(client, house):
    page = words(client, f"{PUBLIC}CSTDCS/?ngay=2025-12-31")

    assert "Chỉ cần một trong 4 điều sau" in page
    assert "khoản 2 Điều 23 Luật Thi đua, khen thưởng 2022" in page
    assert "Chủ tịch Ủy ban nhân dân cấp xã" in page
    assert "80\N{NO-BREAK SPACE}% trên tổng số thành viên" in page
    assert "Tờ trình" in page
    assert "2.340.000 đồng" in page
    assert "Căn cứ Nghị định số 152/2025/NĐ-CP" in page


def test_two_days_are_set_side_by_side(client, house):
    page = words(client, f"{PUBLIC}LDTT/?ngay=2025-12-31&so-voi=2024-12-31")
    same = words(client, f"{PUBLIC}LDTT/?ngay=2025-12-31&so-voi=2025-12-30")

    assert "Khác gì so với ngày" in page
    assert "Thông tư 01/2024/TT-BNV" in page
    assert "Thông tư 15/2025/TT-BNV" in page
    assert "Không có điều kiện nào khác" in same


def test_amended_law_says_what_is_not_known(client, house):
    page = words(client, f"{PUBLIC}CSTDCS/?ngay=2026-11-22")

    assert "văn bản đang có chưa trả lời được" in page
    assert "Luật sửa đổi" in page


def test_local_regulation_is_part_of_what_is_read(client, house, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("quy-dinh.toml", data_text(EXAMPLE).encode())
    sign_in(house.officer).post("/thuong-truc/quy-dinh/", {"file": file})

    page = words(client, f"{PUBLIC}CTD-TINH/?ngay=2026-01-15")

    assert "86/2025/QĐ-UBND" in page
    assert "Tổ chức đảng, đoàn thể được xếp loại hoàn thành xuất sắc nhiệm vụ" in page


@pytest.mark.parametrize("day", ["", "hôm nay", "2024-02-31", "1999-01-01"])
@pytest.mark.parametrize("place", ["", "CSTDCS/", "van-ban/"])
def test_any_day_gives_a_page(client, house, day, place):
    words(client, f"{PUBLIC}{place}?ngay={day}&so-voi={day}")


def test_a_code_the_law_does_not_have_is_not_found(client, house):
    assert client.get(f"{PUBLIC}KHONG-CO/").status_code == 404


def test_instruments_say_what_they_amend_and_how_far_they_were_read(client, house):
    page = words(client, f"{PUBLIC}van-ban/")

    assert all(one.cited_as in page for one in instruments().values())
    assert "Sửa đổi, bổ sung: 06/2022/QH15" in page
    assert "theo bản đọc lại của bên thứ ba" in page


def test_officials_read_the_same_in_their_own_frame(client, house, sign_in):
    staff = sign_in(house.clerk)

    assert "Bàn làm việc" in words(staff, STAFF)
    assert "Chỉ cần một trong 4 điều sau" in words(staff, f"{STAFF}CSTDCS/?ngay=2025-12-31")
    assert "Thay thế: 98/2023/NĐ-CP" in words(staff, f"{STAFF}van-ban/")
    assert client.get(STAFF).status_code == 302
