"""“Sắp đủ điều kiện”: who is in reach of what, seen by the office and by a unit."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from thidua.registry.models import Award

AREA = "/thuong-truc/sap-du-dieu-kien/"
OWN = "/don-vi/sap-du-dieu-kien/"
TITLE = "CSTD-BO-TINH"


@pytest.fixture(autouse=True)
def _autumn():
    with time_machine.travel("2026-05-20 09:00+07:00", tick=False):
        yield


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def award(who, title="CSTDCS", *years: int) -> None:
    for year in years:
        Award.objects.create(
            authority_id=who.authority_id,
            person=who,
            title_code=title,
            year=year,
            decision_number=f"{year}/QĐ-UBND",
            decided_on=date(year, 12, 20),
        )


@pytest.fixture
def hang(house):
    """Twice CSTĐCS in a row: one more and an initiative for the province's title."""
    make.coverage(house, 2019, 2025)
    who = make.person(house, "Nguyễn Thị Thúy Hằng", 1985)
    award(who, "CSTDCS", 2024, 2025)
    return who


@pytest.fixture
def luan(house, hang):
    who = make.person(house, "Phạm Văn Luân", 1976, unit=house.rival)
    award(who, "CSTDCS", 2025)
    return who


def test_officer_sees_the_area_and_what_each_lacks(house, sign_in, luan):
    page = text(sign_in(house.officer).get(AREA))

    assert "Nguyễn Thị Thúy Hằng" in page
    assert "Phạm Văn Luân" in page
    assert "Cần “Chiến sĩ thi đua cơ sở” năm 2026" in page
    assert "CSTĐCS 2024, 2025" in page
    assert "Cần trong năm 2026" in page


def test_what_is_met_already_stands_first_and_lacks_nothing(house, sign_in, luan):
    page = text(sign_in(house.inspector).get(AREA, {"danh_hieu": "BKT"}))

    assert page.index("Thúy Hằng") < page.index("Văn Luân")
    assert "không thiếu gì" in page
    assert "Đủ ngay" in page


def test_next_year_asks_for_what_this_one_has_still_to_bring(house, sign_in, luan):
    page = text(sign_in(house.officer).get(AREA, {"nam": "2027", "danh_hieu": TITLE}))

    assert "Cần trong năm 2026–2027" in page
    assert "Cần “Chiến sĩ thi đua cơ sở” năm 2026, “Chiến sĩ thi đua cơ sở” năm 2027" in page


def test_amended_law_that_is_not_on_file_is_said_once(house, sign_in, hang):
    page = text(sign_in(house.officer).get(AREA))

    assert page.count("đến hết ngày 30/9/2026") == 1


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "thuy hang"}, {"Thúy Hằng"}),
        ({"danh_hieu": TITLE}, {"Thúy Hằng"}),
        ({"nhom": "trong-nam", "danh_hieu": "BKT"}, {"Văn Luân"}),
        ({"nhom": "giay-to"}, set()),
        ({"don_vi": "school"}, {"Thúy Hằng"}),
        ({"nhom": "khong-co", "nam": "1999", "trang": "99"}, {"Thúy Hằng", "Văn Luân"}),
    ],
)
def test_list_is_filtered(house, sign_in, luan, asked, names):
    if "don_vi" in asked:
        asked = {"don_vi": house.school.code}

    page = text(sign_in(house.officer).get(AREA, asked))

    assert {name for name in ("Thúy Hằng", "Văn Luân") if name in page} == names
    assert ("Không có ai khớp bộ lọc" in page) is (not names)


def test_unit_sees_its_own_people_only(house, sign_in, luan):
    page = text(sign_in(house.clerk).get(OWN))

    assert "Thúy Hằng" in page
    assert "Văn Luân" not in page
    assert "Văn Luân" in text(sign_in(house.rival_head).get(OWN))


@pytest.mark.parametrize(
    ("role", "address"), [("clerk", AREA), ("officer", OWN), ("chairman", AREA)]
)
def test_others_are_kept_out(house, sign_in, role, address):
    assert sign_in(getattr(house, role)).get(address).status_code == 403


def test_unit_draws_up_the_dossier_from_the_line(house, sign_in, hang):
    round_ = make.round_(
        house,
        year=2026,
        titles=("LDTT", "CSTDCS", TITLE),
        opens_on=date(2026, 5, 1),
        closes_on=date(2026, 12, 1),
        considered_on=date(2026, 12, 31),
    )
    client = sign_in(house.clerk)
    page = client.get(OWN, {"danh_hieu": TITLE}).content.decode()
    link = page.split('href="/don-vi/ho-so/moi/')[1].split('"')[0].replace("&amp;", "&")

    form = client.get(f"/don-vi/ho-so/moi/{link}").content.decode()

    assert f"Lập hồ sơ cho {hang.full_name}" in form
    assert f'<option value="{TITLE}" selected' in form

    made = make.nomination(house, round_, hang, TITLE)
    again = text(client.get(OWN, {"danh_hieu": TITLE}))
    assert f"Hồ sơ {made.code}" in again
    assert "Lập hồ sơ<" not in again


def test_no_dossier_is_offered_while_no_round_takes_the_title(house, sign_in, hang):
    assert "ho-so/moi" not in sign_in(house.clerk).get(OWN).content.decode()


def test_earlier_award_of_the_same_title_is_told(house, sign_in, hang):
    award(hang, "BKT", 2024)

    assert "Đã được tặng năm 2024" in text(sign_in(house.officer).get(AREA))


def test_workbook_holds_what_the_filters_show(house, sign_in, luan):
    answer = sign_in(house.officer).get(AREA, {"danh_hieu": TITLE, "xuat": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))

    assert rows[0][0] == "Người, tập thể"
    assert [row[0] for row in rows[1:]] == ["Nguyễn Thị Thúy Hằng"]
    assert rows[1][5] == "Cần trong năm 2026"
    assert rows[1][7].startswith("Cần “Chiến sĩ thi đua cơ sở” năm 2026")


def test_too_long_a_list_is_not_exported_and_says_why(house, sign_in, luan, monkeypatch):
    monkeypatch.setattr("thidua.web.office.prospects.MOST", 1)
    client = sign_in(house.officer)

    assert "lọc theo đơn vị hoặc danh hiệu trước" in text(client.get(AREA))
    assert client.get(AREA, {"xuat": "xlsx"})["Content-Type"].startswith("text/html")


def test_empty_registry_says_what_is_needed(house, sign_in):
    page = text(sign_in(house.officer).get(AREA))

    assert "Chưa thấy ai sắp đủ điều kiện năm 2026" in page
    assert "Nhập sổ cũ" in page


def test_filters_swap_the_found_part_alone(house, sign_in, hang):
    answer = sign_in(house.officer).get(AREA, HTTP_HX_REQUEST="true")

    assert b"<html" not in answer.content
    assert b'id="ket-qua"' in answer.content


def test_queries_do_not_grow_with_the_rows(house, sign_in, hang):
    client = sign_in(house.officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(AREA).status_code == 200
        return len(counted)

    queries()
    one = queries()
    for name in ("Lê Thị Nga", "Trần Văn Bình"):
        award(make.person(house, name), "CSTDCS", 2023, 2024, 2025)

    assert queries() == one
