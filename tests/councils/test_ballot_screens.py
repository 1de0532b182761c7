"""The ballot on its screens: the whole way, and who must not get in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.councils.making import Table, table


@pytest.fixture
def council(house) -> Table:
    return table(house)


def marked(council: Table, *options: str) -> dict[str, str]:
    return {f"p-{row.code}": option for row, option in zip(council.rows, options, strict=False)}


def test_secretary_draws_up_opens_and_two_persons_close(council, sign_in):
    secretary = sign_in(council.secretary)
    page = secretary.get(reverse("council:session", args=[council.session.code])).content.decode()
    assert "Pháp luật đòi bỏ phiếu" in page

    made = secretary.post(
        reverse("council:sheet_make", args=[council.session.code]), {"danh_hieu": "CSTDCS"},
        follow=True,
    )  # fmt: skip
    assert all(row.name in made.content.decode() for row in council.rows)
    sheet = made.context["sheet"]
    closes = (timezone.localtime() + timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M")
    opened = secretary.post(
        reverse("council:sheet_open", args=[sheet.code]),
        {"opens_at": "", "closes_at": closes, "revision": sheet.revision},
        follow=True,
    )
    assert "Đã mở bỏ phiếu" in opened.content.decode()
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    act = lambda name: reverse("council:sheet_act", args=[sheet.code, name])  # noqa: E731
    waiting = secretary.post(act("ask_to_close"), follow=True).content.decode()
    assert "Chờ người thứ hai xác nhận" in waiting
    refused = secretary.post(act("close"))
    assert refused.status_code == 403
    done = sign_in(council.chairman).post(act("close"), follow=True).content.decode()

    assert "Kết quả phiếu kín số 1" in done
    assert "Ngưỡng 80\u00a0% = 4 phiếu" in done
    assert done.count("5 / 5") == 2
