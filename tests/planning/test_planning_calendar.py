"""The calendar of all days and its feed: who sees what, and what leaves the house."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.consultation import making as consulting
from tests.councils.making import planned
from tests.decisions import stages
from tests.planning import making
from tests.targets import making as targets
from thidua.accounts.models import RoleAssignment, User
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import RecusalGround
from thidua.core.deadlines import Deadline
from thidua.core.errors import Refusal
from thidua.planning.domain.feeds import hats_of, make_feed, stop_feed
from thidua.planning.feed import feed
from thidua.planning.models import CalendarFeed
from thidua.planning.sources import KINDS, SOURCES, collected

pytestmark = pytest.mark.django_db
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
NOON = datetime(2024, 12, 2, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False):
        yield


def asked(house):
    """A dossier, and a letter asking a body about it."""
    round_ = make.round_(house)
    dossier = consulting.handed_in(house, round_)
    return dossier, consulting.sent(house, round_)


def kinds(actor) -> set[str]:
    return {one.kind for one in collected(actor, *YEAR)}


def test_every_application_is_asked_once():
    names = [source.__module__ for source in SOURCES]

    assert len(names) == len(set(names)) == 14
    assert {name.split(".")[1] for name in names} >= {"commendation", "councils", "forwarding"}


def test_days_of_all_apps_stand_in_one_order(house, now):
    make.round_(house)
    making.approved(house)
    targets.target(house)

    found = collected(house.officer, *YEAR)

    assert {"round", "plan", "target", "target_report"} <= {one.kind for one in found}
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert all(one.kind in KINDS for one in found)
    assert {one.kind for one in collected(house.officer, *YEAR, ["round"])} == {"round"}
    assert kinds(house.clerk) == {"round", "target", "target_report"}
    assert kinds(house.editor) == {"round"}


def test_day_of_a_dossier_is_not_there_for_who_keeps_away(house, now):
    """Neither on the page nor in the feed, under whichever of the person's hats."""
    dossier, letter = asked(house)
    window = (letter.due_on, letter.due_on)
    RoleAssignment.objects.create(
        authority=house.authority, user_id=house.officer.user_id, unit=house.office,
        role="inspector", since=make.FAR_PAST,
    )  # fmt: skip
    mine, other = make_feed(actor=house.officer), make_feed(actor=house.inspector)

    def fetched(token: str) -> list[str]:
        answer = Client().get(reverse("public:calendar_feed", args=[token]))
        return [one["SUMMARY"] for one in making.events(answer.content)]

    asks = "Hạn trả lời lấy ý kiến cơ quan"
    assert [one.kind for one in collected(house.officer, *window)] == ["consultation"]
    assert asks in fetched(mine)

    recuse(
        actor=house.officer, nomination=dossier, user_id=house.officer.user_id,
        ground=RecusalGround.FAMILY, words="Em gái",
    )  # fmt: skip

    assert collected(house.officer, *window) == []
    assert [one.kind for one in collected(house.inspector, *window)] == ["consultation"]
    assert asks not in fetched(mine)
    assert asks in fetched(other)


def test_feed_is_valid_and_its_names_are_stable(house, now, sign_in):
    round_ = make.round_(house)
    making.approved(house)
    targets.target(house, name="Thu, chi; ngân sách " + "dài " * 30)
    token = make_feed(actor=house.officer)
    url = reverse("public:calendar_feed", args=[token])

    answer = Client().get(url)

    first = making.events(answer.content)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content == Client().get(url).content
    round_.closes_on += timedelta(days=3)
    round_.name = "Tên khác"
    round_.save()
    second = making.events(Client().get(url).content)
    assert [one["UID"] for one in first] != []
    assert {one["UID"] for one in first} == {one["UID"] for one in second}
    moved = [one for one in second if one["SUMMARY"].endswith("Tên khác")]
    assert [one["DTSTART"] for one in moved] == ["20241223"]


def test_feed_says_the_kind_alone_of_days_about_people(house, now):
    _, letter = asked(house)
    token = make_feed(actor=house.officer)

    found = making.events(feed(hats_of(token), letter.due_on))

    assert [one["SUMMARY"] for one in found if one["CATEGORIES"].startswith("Hạn trả lời")] == [
        "Hạn trả lời lấy ý kiến cơ quan"
    ]
    assert letter.body.name.encode() not in feed(hats_of(token), letter.due_on)


def test_feed_answers_to_its_own_token_only(house, now):
    mine, other = make_feed(actor=house.officer), make_feed(actor=house.rival_head)

    def status(token: str) -> int:
        return Client().get(reverse("public:calendar_feed", args=[token])).status_code

    assert status(mine) == status(other) == 200
    assert {one.user_id for one in hats_of(mine)} == {house.officer.user_id}
    assert {one.user_id for one in hats_of(other)} == {house.rival_head.user_id}
    renewed = make_feed(actor=house.officer)
    assert (status(mine), status(renewed), status(other)) == (404, 200, 200)
    held = CalendarFeed.objects.values_list("digest", flat=True)
    assert not {mine, other, renewed} & set(held)
    stop_feed(actor=house.officer)
    assert status(renewed) == 404
    with pytest.raises(Refusal, match="Không có địa chỉ"):
        stop_feed(actor=house.officer)
    User.objects.filter(pk=house.rival_head.user_id).update(is_active=False)
    assert status(other) == status("x") == status("a" * 300) == 404


def test_feed_of_two_hats_has_each_day_once_and_ends_with_the_role(house, now):
    make.round_(house)
    RoleAssignment.objects.create(
        authority=house.authority, user_id=house.officer.user_id, unit=house.school, role="clerk",
        since=make.FAR_PAST,
    )  # fmt: skip
    token = make_feed(actor=house.officer)

    assert len(hats_of(token)) == 2
    summaries = [one["SUMMARY"] for one in making.events(feed(hats_of(token), date(2024, 12, 2)))]
    assert len([one for one in summaries if one.startswith("Hạn nộp hồ sơ")]) == 1
    RoleAssignment.objects.filter(user_id=house.officer.user_id).update(until=date(2024, 12, 1))
    assert hats_of(token) == []


def test_feed_tells_days_of_one_thing_apart(house, now, monkeypatch):
    days = [
        Deadline(date(2024, 12, 3), "Hạn: A", "obstacle", "A", address=("x", "A")),
        Deadline(date(2024, 12, 9), "Hạn: A", "obstacle", "A", address=("x", "A")),
        Deadline(date(2024, 12, 9), "Lạ\r\nBEGIN:VEVENT\x00", "unheard", "B"),
    ]
    monkeypatch.setattr("thidua.planning.feed.collected", lambda *_: days)

    found = making.events(feed([house.officer], date(2024, 12, 2)))

    assert [one["SUMMARY"] for one in found] == ["Hạn trả lời vướng mắc"] * 2 + ["Việc khác"]


def test_calendar_page_by_month_and_as_a_list(house, now, sign_in):
    planned(house, stages.council(house), make.round_(house, name="Đợt tổng kết <b>"))
    client = sign_in(house.officer)

    page = client.get("/lam-viec/lich/").content.decode()
    assert "Đợt tổng kết &lt;b&gt;" in page
    assert "Họp Hội đồng" in page
    rows = client.get("/lam-viec/lich/?xem=danh-sach&thang=2024-11&loai=round").content.decode()
    assert "Thứ Sáu, 20/12/2024" in rows
    assert "Họp Hội đồng" not in rows
    assert "Đợt tổng kết" not in client.get("/lam-viec/lich/?q=khong").content.decode()
    book = client.get("/lam-viec/lich/?xuat=xlsx")
    assert book.content[:2] == b"PK"
    for odd in ("thang=2024-13", "thang=x", "thang=0001-01", "loai=x&trang=abc", "thang=2099-12"):
        assert client.get(f"/lam-viec/lich/?{odd}").status_code == 200
    assert "Họp Hội đồng" not in sign_in(house.clerk).get("/lam-viec/lich/").content.decode()
    assert Client().get("/lam-viec/lich/").status_code == 302


def test_calendar_costs_the_same_for_one_and_three(house, now, sign_in, django_assert_num_queries):
    plan, client = making.drawn_up(house), sign_in(house.officer)
    making.approved(house, plan)
    for numbers in ((0,), (1, 2)):
        for number in numbers:
            make.round_(house, name=f"Đợt {number}")
            targets.target(house, name=f"Chỉ tiêu {number}")
        with django_assert_num_queries(26):
            client.get("/lam-viec/lich/?xem=danh-sach&thang=2024-10")


def test_address_of_the_feed_is_shown_once(house, now, sign_in):
    client = sign_in(house.clerk)

    assert "Chưa có địa chỉ" in client.get("/lam-viec/lich/dia-chi/").content.decode()
    made = client.post("/lam-viec/lich/dia-chi/")
    address = made.content.decode().partition('id="dia-chi-lich">')[2].partition("<")[0]
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200
    assert made["Cache-Control"] == "no-store"
    assert address not in client.get("/lam-viec/lich/dia-chi/").content.decode()
    client.post("/lam-viec/lich/dia-chi/ngung/")
    assert Client().get(address.removeprefix("http://testserver")).status_code == 404
    assert Client().post("/lam-viec/lich/dia-chi/").status_code == 302
