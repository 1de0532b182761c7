"""What a vote leaves behind on its way through the screens: nothing that says what it was."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.contrib.sessions.models import Session as StoredSession
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.views.debug import ExceptionReporter

from tests.councils.making import Table, seat, table
from thidua.accounts.models import User
from thidua.commendation.domain.recusals import recuse
from thidua.core.errors import Refusal
from thidua.councils.ballot_queries import has_voted, motions_of
from thidua.journal.models import AuditEvent
from thidua.voting.domain import casting
from thidua.voting.domain.counting import counts_of, votes_counted

CHOICE = re.compile(r"\b(agree|disagree|abstain)\b")
TELLING = re.compile(r"disagree|không đồng ý", re.IGNORECASE)


@pytest.fixture
def council(house) -> Table:
    return table(house, count=4)


@pytest.fixture
def sheet(council):
    return council.opened()


@pytest.fixture
def address(sheet) -> str:
    return reverse("council:ballot", args=[sheet.code])


def marked(council: Table, *options: str, step: str) -> dict[str, str]:
    given = {f"p-{row.code}": o for row, o in zip(council.rows, options, strict=True)}
    return given | {"buoc": step}


def test_ballot_is_marked_read_over_and_cast_without_a_trace(
    council, sheet, address, sign_in, caplog
):
    caplog.set_level(logging.DEBUG)
    voter = council.voters[0]
    phone = sign_in(voter)
    blank = phone.get(address)
    assert "Phiếu này không ghi tên người bầu" in blank.content.decode()
    filled = phone.post(address, {"buoc": "dien", f"p-{council.rows[0].code}": "disagree"})
    chosen = {mark.code: mark.chosen for mark in filled.context["marks"]}
    assert chosen == {council.rows[0].code: "disagree", council.rows[1].code: "agree"}
    over = phone.post(address, marked(council, "disagree", "disagree", step="xem"))
    assert over.content.decode().count('value="disagree"') == 2
    assert not has_voted(voter, sheet)
    cast = phone.post(address, marked(council, "disagree", "disagree", step="bo"))
    after = phone.get(address)

    assert (cast.status_code, cast["Location"]) == (302, address)
    assert "đã bỏ phiếu này" in after.content.decode()
    for answer in (blank, filled, over, cast, after):
        assert "no-store" in answer["Cache-Control"]
    for answer in (cast, after):
        assert not TELLING.search(answer.content.decode())
        assert not TELLING.search(str(answer.headers))
    assert not TELLING.search(caplog.text)
    assert not TELLING.search(json.dumps([*phone.session.items()], default=str))
    kept = [row.get_decoded() for row in StoredSession.objects.all()]
    assert not TELLING.search(json.dumps(kept, default=str))
    event = AuditEvent.objects.get(verb="sheet.vote")
    assert (event.actor_id, event.data) == (voter.user_id, {})
    assert not TELLING.search(str(event.__dict__))
    again = phone.post(address, marked(council, "agree", "agree", step="bo"))
    assert "đã bỏ phiếu này" in again.content.decode()
    assert [counts_of(motion)["disagree"] for motion in motions_of(sheet)] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_no_table_but_the_tally_says_what_was_chosen(council, sheet, address, sign_in):
    sign_in(council.voters[0]).post(address, marked(council, "disagree", "abstain", step="bo"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        names = [name for (name,) in cursor.fetchall() if name != "voting_tally"]
        telling = []
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" t')  # noqa: S608 (names from the catalogue)
            telling += [name for (row,) in cursor.fetchall() if CHOICE.search(row)]
    assert set(telling) == {"voting_motion"}  # the options of every paper, the same for all


def test_error_while_casting_is_reported_without_the_choice(
    council, address, sign_in, monkeypatch, caplog
):
    reports = []

    def keep(sender, request, **_):
        import sys

        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_text())

    def fails(*_, **__):
        raise RuntimeError("đĩa hỏng")

    from django.core.signals import got_request_exception

    monkeypatch.setattr(casting, "add_votes", fails)
    got_request_exception.connect(keep)
    phone = Client(raise_request_exception=False)
    phone.force_login(User.objects.get(pk=council.voters[0].user_id))
    try:
        answer = phone.post(address, marked(council, "disagree", "disagree", step="bo"))
    finally:
        got_request_exception.disconnect(keep)

    assert answer.status_code == 500
    assert len(reports) == 1
    assert "đĩa hỏng" in reports[0]
    for text in (reports[0], answer.content.decode(), caplog.text):
        assert not TELLING.search(text)
    assert not AuditEvent.objects.filter(verb="sheet.vote").exists()


def test_debugging_server_takes_no_votes(council, sheet):
    with override_settings(DEBUG=True), pytest.raises(Refusal, match="chế độ gỡ lỗi"):
        council.vote(council.voters[0], sheet, "agree")


def test_whole_ballot_leaves_the_same_versions_whatever_was_chosen(house):
    """Rows of one motion move together; which option moved shows in no version and no place."""
    council = table(house, count=4, titles=("CSTDCS",) * 3)
    sheet = council.opened()
    seen = set()
    for voter, option in zip(council.voters, ("agree", "disagree", "abstain"), strict=False):
        council.vote(voter, sheet, option)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT motion_id, count(DISTINCT (xmin::text, cmin::text)),"
                " array_agg(option ORDER BY ctid)::text"
                " FROM voting_tally GROUP BY motion_id ORDER BY motion_id"
            )
            rows = cursor.fetchall()
        assert {versions for _, versions, _ in rows} == {1}
        seen.add(tuple(order for *_, order in rows))
    assert len(seen) == 1
    assert [votes_counted(motion) for motion in motions_of(sheet)] == [3, 3, 3]


def test_recused_member_meets_the_name_nowhere(house, council, sign_in):
    away, kept = council.voters[0], council.rows[0]
    recuse(actor=council.secretary, nomination=kept, user_id=away.user_id, ground="own_unit")
    sheet = council.opened()
    phone = sign_in(away)
    code = council.session.code
    address = reverse("council:ballot", args=[sheet.code])
    pages = [
        phone.get(address),
        phone.post(address, {f"p-{council.rows[1].code}": "agree", "buoc": "xem"}),
        phone.get(reverse("council:sheet", args=[sheet.code])),
        phone.get(reverse("council:session", args=[code])),
        phone.get(reverse("council:dossiers", args=[code])),
        phone.get(reverse("web:desk")),
    ]
    assert [mark.number for mark in pages[0].context["marks"]] == [1]
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    council.closed(sheet)
    result = phone.get(reverse("council:sheet", args=[sheet.code]))
    assert result.context["passed"] == 1
    export = phone.get(reverse("council:sheet", args=[sheet.code]), {"xuat": "xlsx"})
    assert export.status_code == 200
    for page in (*pages, result):
        text = page.content.decode()
        assert kept.name not in text
        assert kept.code not in text


def test_ballot_is_for_those_on_the_roll_in_its_hours(house, council, sheet, address, sign_in):
    assert sign_in(house.chairman).get(address).status_code == 403
    for who in (house.head, house.editor, house.administrator, house.inspector):
        assert sign_in(who).get(address).status_code in {403, 404}
    assert Client().get(address).status_code == 302
    type(sheet).objects.filter(pk=sheet.pk).update(closes_at=sheet.opens_at)
    late = sign_in(council.voters[0]).post(address, marked(council, "agree", "agree", step="bo"))
    assert "Đã hết giờ bỏ phiếu. Phiếu của anh, chị chưa được bỏ." in late.content.decode()
    assert not has_voted(council.voters[0], sheet)


def test_secretary_enters_what_an_absent_member_wrote(house, sign_in):
    council = table(house, count=4)
    council.session.total_members = 5
    council.session.save()
    sender = seat(council.session, "Bùi Văn Xa", None, "written")
    sheet = council.opened()
    address = reverse("council:written", args=[sheet.code])
    secretary = sign_in(council.secretary)
    assert "Bùi Văn Xa" in secretary.get(address).content.decode()
    given = {"thanh_vien": sender.pk} | marked(council, "disagree", "agree", step="xem")
    check = secretary.post(address, given)
    assert "Nhập vào phiếu" in check.content.decode()
    done = secretary.post(address, given | {"buoc": "bo"}, follow=True)
    assert "Đã nhập ý kiến bằng văn bản của Bùi Văn Xa" in done.content.decode()
    assert not TELLING.search(str(AuditEvent.objects.filter(verb__startswith="sheet.").values()))
    assert sign_in(council.chairman).get(address).status_code == 403


def test_public_page_answers_from_the_code(client, db):
    page = client.get(reverse("public:secret_ballot")).content.decode()

    assert "Phiếu của tôi có kín không?" in page
    assert "Ít hơn 3 người bỏ phiếu" in page
    assert "WAL" in page
