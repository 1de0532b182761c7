"""Nobody eligible is missed: the office looks ahead, a unit draws up the dossier, on any screen."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests import factories as make
from thidua.registry.models import Award

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.django_db(transaction=True),
]

TITLE = "Chiến sĩ thi đua bộ, ban, ngành, tỉnh"


@pytest.fixture
def year():
    return timezone.localdate().year


@pytest.fixture
def round_(house, year):
    """A teacher one year short of the province's title, and a round that takes it."""
    make.coverage(house, year - 6, year - 1)
    who = make.person(house, "Nguyễn Thị Thúy Hằng", 1985)
    for earlier in (year - 2, year - 1):
        Award.objects.create(
            authority=house.authority,
            person=who,
            title_code="CSTDCS",
            year=earlier,
            decision_number=f"{earlier}/QĐ-UBND",
        )
    today = timezone.localdate()
    return make.round_(
        house,
        year=year,
        name=f"Tổng kết năm {year}",
        titles=("LDTT", "CSTD-BO-TINH", "BKT"),
        opens_on=today.replace(month=1, day=1),
        closes_on=today.replace(month=12, day=31),
        considered_on=today.replace(month=12, day=31),
    )


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_officer_finds_who_is_one_year_short(house, round_, year, visitor, phone):
    officer = visitor(phone=phone)
    officer.sign_in("officer")
    officer.go("/thuong-truc/sap-du-dieu-kien/")
    page = officer.page

    page.get_by_role("link", name=TITLE).click()
    page.get_by_text(f"Cần “Chiến sĩ thi đua cơ sở” năm {year}").wait_for()
    officer.check()

    page.get_by_label("Tìm theo tên người, tập thể").fill("khong co ai")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Không có ai khớp bộ lọc").wait_for()
    officer.check()

    officer.go(f"/thuong-truc/sap-du-dieu-kien/?nam={year + 1}")
    page.get_by_role("link", name="Nguyễn Thị Thúy Hằng").first.click()
    page.get_by_role("heading", name="Nguyễn Thị Thúy Hằng").first.wait_for()


def test_unit_goes_from_the_line_to_the_dossier(house, round_, visitor):
    clerk = visitor(phone=True)
    clerk.sign_in("clerk")
    clerk.go("/don-vi/sap-du-dieu-kien/?danh_hieu=CSTD-BO-TINH")
    clerk.page.get_by_role("link", name="Lập hồ sơ cho Nguyễn Thị Thúy Hằng").click()

    clerk.page.get_by_text("Lập hồ sơ cho Nguyễn Thị Thúy Hằng, đã có trong sổ").wait_for()
    clerk.check()
    chosen = clerk.page.get_by_label("Danh hiệu, hình thức đề nghị").input_value()
    assert chosen == "CSTD-BO-TINH"
