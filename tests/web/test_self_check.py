"""“Tôi đủ điều kiện gì?”: what somebody tells, judged at once and kept nowhere."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.journal.models import AuditEvent
from thidua.web.public.selfcheck import merit_year

PLACE = "/tu-kiem-tra/"
BEFORE = "2026-03-01"  # asks about 2025, under the text that is on file
TEACHER = {
    "group": "staff",
    "rating_2025": "HTXS",
    "initiative_2025": "TINH",
    "award_CSTDCS": ["2023", "2024", "2025"],
    "good": "on",
}


def told(client, data: dict, kind: str = "ca-nhan", day: str = BEFORE) -> str:
    with time_machine.travel(day, tick=False):
        answer = client.post(f"{PLACE}?doi-tuong={kind}", data)
    assert answer.status_code == 200
    return answer.content.decode()


def met(page: str) -> str:
    """The part of the page that lists what is met."""
    return page.split("Chưa đủ, hoặc còn thiếu thông tin", maxsplit=1)[0]


def test_three_years_in_a_row_with_an_initiative_are_enough_for_the_province(client, house):
    page = met(told(client, TEACHER))

    assert "Chiến sĩ thi đua cơ sở" in page
    assert "Chiến sĩ thi đua bộ, ban, ngành, tỉnh" in page
    assert "Chiến sĩ thi đua toàn quốc" not in page


def test_what_is_missing_is_said_with_its_article(client, house):
    page = told(client, TEACHER | {"award_CSTDCS": ["2024", "2025"]})
    rest = page.split("Chưa đủ, hoặc còn thiếu thông tin")[1]

    assert "Chiến sĩ thi đua bộ, ban, ngành, tỉnh" in rest
    assert "điểm a khoản 1 Điều 22" in rest


def test_a_team_is_judged_by_its_shares(client, house):
    team = {
        "group": "staff",
        "rating_2025": "HTXS",
        "members": "10",
        "ldtt": "6",
        "complete": "10",
        "cstdcs": "1",
        "good": "on",
    }

    short = told(client, team, "tap-the")
    enough = told(client, team | {"ldtt": "7"}, "tap-the")

    assert "Tập thể lao động xuất sắc" not in met(short)
    assert "Tập thể lao động xuất sắc" in met(enough)


def test_a_household_can_ask_too(client, house):
    assert "Gia đình văn hóa" in met(told(client, {"good": "on"}, "ho-gia-dinh"))


def test_after_the_amendment_the_text_judged_by_is_named(client, house):
    data = {"group": "staff", "rating_2026": "HTXS", "good": "on"}

    page = told(client, data, day="2026-11-22")

    assert "theo tiêu chuẩn áp dụng đến hết ngày 30/9/2026" in page
    assert "Lao động tiên tiến" in met(page)


def test_titles_nobody_said_a_word_about_are_left_out(client, house):
    page = told(client, TEACHER)

    assert "Bà mẹ Việt Nam anh hùng" not in page
    assert "Huy chương Chiến sĩ vẻ vang" not in page


def test_nothing_is_kept(client, house):
    before = AuditEvent.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.post(PLACE, TEACHER)

    written = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert written == []
    assert AuditEvent.objects.count() == before
    assert page["Cache-Control"] == "no-store"
    assert "HTXS" not in page.request["QUERY_STRING"]


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        ({"group": "staff", "months": "13"}, "ca-nhan", "12"),
        ({"group": "staff", "members": "5", "ldtt": "6"}, "tap-the", "không được lớn hơn"),
        ({"group": "staff", "ldtt": "6"}, "tap-the", "Ghi tổng số người trước"),
        ({"group": "nobody"}, "ca-nhan", "hợp lệ"),
    ],
)
def test_what_cannot_be_is_told_and_the_rest_stays(client, house, data, kind, said):
    answer = client.post(f"{PLACE}?doi-tuong={kind}", data)

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("kind", ["", "ca-nhan", "tap-the", "ho-gia-dinh", "khac"])
def test_every_kind_has_its_form(client, house, kind):
    assert client.get(f"{PLACE}?doi-tuong={kind}").status_code == 200


def test_the_year_asked_about_is_the_one_that_ends_or_has_just_ended():
    assert merit_year(date(2026, 3, 1)) == 2025
    assert merit_year(date(2026, 11, 22)) == 2026


def test_titles_of_the_armed_forces_are_for_them(client, house):
    civil = met(told(client, TEACHER))
    soldier = met(told(client, TEACHER | {"group": "armed"}))

    assert "Chiến sĩ tiên tiến" not in civil
    assert "Chiến sĩ tiên tiến" in soldier
