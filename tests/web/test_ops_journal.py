"""The journal page: filters, pages by number, a file, a check; and looking at it is on record."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from thidua.core.actors import Role
from thidua.journal.domain.record import Act, record, record_many
from thidua.journal.models import AuditEvent
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.web.ops import journal as module

READERS = {Role.ADMINISTRATOR, Role.INSPECTOR, Role.OFFICER}


@pytest.fixture
def url():
    return reverse("ops:journal")


def shown(client, url, **query) -> list[str]:
    return [row.sentence for row in client.get(url, query).context["rows"]]


def test_newest_entries_come_first(house, sign_in, url):
    record(actor=house.officer, verb="unit.note", obj=house.school, sentence="Việc sau cùng")

    assert shown(sign_in(house.inspector), url)[0] == "Việc sau cùng"


def test_it_is_filtered_by_person_verb_object_and_code(house, sign_in, url):
    client = sign_in(house.inspector)
    record(actor=house.officer, verb="round.note", obj=house.school, sentence="Của chuyên viên")
    record(actor=house.head, verb="unit.note", obj=house.rival, sentence="Của thủ trưởng")

    assert shown(client, url, nguoi="quoc khanh") == ["Của chuyên viên"]
    assert shown(client, url, viec="round.") == ["Của chuyên viên"]
    assert "Của thủ trưởng" in shown(client, url, ma=house.rival.code)
    assert "Của chuyên viên" not in shown(client, url, ma=house.rival.code)
    assert set(shown(client, url, doi_tuong="organizations.unit")) >= {"Của thủ trưởng"}
    assert shown(client, url, doi_tuong="commendation.round") == []


def test_it_is_filtered_by_day_with_both_ends(house, sign_in, url):
    client = sign_in(house.inspector)
    today = timezone.localdate()

    assert shown(client, url, tu=today.isoformat(), den=today.isoformat())
    assert shown(client, url, tu=(today + timedelta(days=1)).isoformat()) == []
    assert shown(client, url, den=(today - timedelta(days=1)).isoformat()) == []


def test_a_day_that_is_none_is_told_and_left_out(house, sign_in, url):
    answer = sign_in(house.inspector).get(url, {"tu": "31/02/2024"})

    assert "ngày này không có trong lịch. Bộ lọc này được bỏ qua." in answer.content.decode()
    assert answer.context["rows"]


def test_pages_follow_the_numbers_and_new_entries_do_not_shift_them(house, sign_in, url):
    client = sign_in(house.inspector)
    record_many(house.officer, [Act("x.y", house.school, f"Mục {n}", {}) for n in range(120)])

    first = client.get(url).context
    record(actor=house.officer, verb="x.y", obj=house.school, sentence="Chen vào giữa")
    second = client.get(url + first["older"]).context

    assert len(first["rows"]) == len(second["rows"]) == 50
    assert second["rows"][0].sequence == first["rows"][-1].sequence - 1


def test_the_last_page_offers_no_older_one(house, sign_in, url):
    answer = sign_in(house.inspector).get(url, {"truoc": "3"})

    assert answer.context["older"] == ""
    assert [row.sequence for row in answer.context["rows"]] == [2, 1]


def test_looking_is_itself_on_record_with_the_filters(house, sign_in, url):
    sign_in(house.inspector).get(url, {"viec": "round.", "ma": "HS-2024-0001"})

    event = AuditEvent.objects.order_by("-sequence").first()
    assert (event.verb, event.actor_id) == ("journal.view", house.inspector.user_id)
    assert event.data["filters"] == {"viec": "round.", "ma": "HS-2024-0001"}


def test_the_file_holds_every_filtered_entry_and_is_on_record(house, sign_in, url):
    record_many(house.officer, [Act("round.note", house.school, f"Mục {n}", {}) for n in range(60)])

    answer = sign_in(house.inspector).get(url, {"viec": "round.", "xuat": "xlsx"})

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[7] for row in rows] == [f"Mục {n}" for n in reversed(range(60))]
    assert all(len(row[8]) == 64 for row in rows)
    assert AuditEvent.objects.order_by("-sequence").first().sentence == "Xuất nhật ký: 60 mục"


def test_a_file_that_would_be_too_long_asks_for_fewer_days(house, sign_in, url, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_EXPORT", 3)

    answer = sign_in(house.inspector).get(url, {"xuat": "xlsx"}, follow=True)

    assert "Thu hẹp khoảng ngày" in answer.content.decode()


def test_a_check_of_a_whole_journal_says_so(house, sign_in):
    answer = sign_in(house.inspector).post(reverse("ops:journal_verify"), follow=True)

    assert "Nhật ký nguyên vẹn" in answer.content.decode()
    assert answer.context["verification"].data["broken"] is None


def test_a_check_names_the_altered_entry(house, sign_in):
    victim = AuditEvent.objects.get(sequence=2)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_auditevent SET sentence = 'x' WHERE id = %s", [victim.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")

    answer = sign_in(house.administrator).post(reverse("ops:journal_verify"), follow=True)

    assert "Mục số 2" in answer.content.decode()
    assert answer.context["verification"].data["broken"] == 2


def test_an_entry_leads_to_the_thing_it_is_about_where_the_reader_may_see_it(house, sign_in, url):
    dossier = make.nomination(house, make.round_(house))
    record(actor=house.head, verb="nomination.note", obj=dossier, sentence="Về hồ sơ")

    filters = {"ma": dossier.code, "nguoi": house.head.name}
    (row,) = sign_in(house.officer).get(url, filters).context["rows"]
    (unlinked,) = sign_in(house.administrator).get(url, filters).context["rows"]

    assert row.url == reverse("web:nomination", args=[dossier.code])
    assert unlinked.url == ""


def test_every_verb_of_the_house_has_a_family_in_the_filter():
    source = Path(module.__file__).resolve().parents[2]
    written = "\n".join(path.read_text(encoding="utf-8") for path in source.rglob("*.py"))

    verbs = set(re.findall(r"verb=f?\"([a-z]+\.)", written))

    assert verbs - module.VERBS.keys() == set()


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_for_any_number_of_entries(
    house, sign_in, url, django_assert_num_queries, count
):
    for number in range(count):
        add_unit(actor=house.officer, name=f"Thôn {number}", kind=UnitKind.HAMLET, parent=None)
    client = sign_in(house.inspector)
    client.get(url)

    with django_assert_num_queries(13):
        client.get(url)


def test_only_those_who_oversee_see_it(house, sign_in, client, url):
    for actor in house.actors.values():
        expected = 200 if actor.role in READERS else 403
        assert sign_in(actor).get(url).status_code == expected
    assert client.get(url).status_code == 302


def test_the_officer_looks_but_does_not_check(house, sign_in):
    checkers = {Role.ADMINISTRATOR, Role.INSPECTOR}
    for actor in house.actors.values():
        expected = 302 if actor.role in checkers else 403
        assert sign_in(actor).post(reverse("ops:journal_verify")).status_code == expected
