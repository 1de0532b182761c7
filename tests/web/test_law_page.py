"""The law as it stands on any day, with who decides and how weak a source is."""

from __future__ import annotations

import pytest


def test_titles_stand_with_articles_and_decider_of_the_day(house, sign_in):
    client = sign_in(house.clerk)

    before = client.get("/lam-viec/can-cu/?ngay=2024-12-31").content.decode()
    after = client.get("/lam-viec/can-cu/?ngay=2025-12-31").content.decode()

    assert "Điều 23 Luật Thi đua, khen thưởng 2022" in before
    assert "Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện" in before
    assert "Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện" not in after


@pytest.mark.parametrize("day", ["", "hôm nay", "2024-02-31", "1999-01-01"])
def test_any_day_gives_a_page(house, sign_in, day):
    assert sign_in(house.editor).get(f"/lam-viec/can-cu/?ngay={day}").status_code == 200


def test_nobody_without_an_account(client, house):
    assert client.get("/lam-viec/can-cu/").status_code == 302
