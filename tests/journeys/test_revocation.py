"""An award with a certificate is taken back and given back; a citizen sees both on a telephone."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories as make
from tests.revocations import making
from tests.rewards import making as money
from thidua.decisions.domain.papers import grouped
from thidua.decisions.models import Certificate

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.mark.django_db(transaction=True)
def test_a_citizen_sees_at_once_what_was_taken_back_and_given_back(visitor, settings):
    settings.JOBS = "inline"
    house = make.house()
    award = making.award_of(money.issued(house))
    code = grouped(Certificate.objects.get(line__award=award).code)
    chairman, citizen = visitor(), visitor(phone=True)

    citizen.go(reverse("public:verified", args=[code]))
    expect(citizen.page.get_by_role("heading", name="Có trong sổ gốc")).to_be_visible()

    case = making.drafted(house, award)
    chairman.sign_in("chairman")
    chairman.page.get_by_role("link", name="chờ ban hành").first.click()
    chairman.page.get_by_role("link", name="Đỗ Văn Thắng").click()
    chairman.check()
    chairman.page.get_by_role("link", name="Ban hành quyết định").click()
    chairman.check()
    chairman.page.get_by_label("Ngày ban hành").fill("2024-12-30")
    chairman.page.get_by_role("button", name="Ban hành quyết định").click()
    expect(chairman.page.get_by_text("Đã có quyết định số 02/QĐ-UBND")).to_be_visible()
    chairman.check()

    citizen.go(reverse("public:verified", args=[code]))
    expect(citizen.page.get_by_role("heading", name="đã bị thu hồi")).to_be_visible()
    citizen.go(f"{reverse('public:search')}?q=do+van+thang")
    expect(citizen.page.get_by_text("Đã thu hồi").first).to_be_visible()
    citizen.go(reverse("public:decision", args=[case.decision.code]))
    expect(citizen.page.get_by_role("link", name="Đỗ Văn Thắng")).to_be_visible()

    making.restored(house, award, on=date(2024, 12, 31))
    citizen.go(reverse("public:award", args=[award.code]))
    expect(citizen.page.get_by_text("Đã phục hồi, còn hiệu lực")).to_be_visible()
    citizen.go(reverse("public:verified", args=[code]))
    expect(citizen.page.get_by_text("phục hồi khen thưởng")).to_be_visible()
