"""A dossier deferred, lowered, its typed result taken back; the minutes frozen after it all."""

from __future__ import annotations

import hashlib
from datetime import time

import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests.councils.making import Table, seat, table
from tests.decisions import stages
from thidua.commendation.domain.lowering import lower_titles
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.models import Nomination
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.ballot_queries import deferred_of, for_paper_counts
from thidua.councils.domain.ballots import enter_opinions
from thidua.councils.domain.dossiers import (
    defer_dossier,
    lower_dossier,
    resume_dossier,
    take_back_result,
)
from thidua.councils.domain.freezing import canonical, freeze_minutes, verify_minutes
from thidua.councils.domain.sessions import close_session, keep_minutes, record_result
from thidua.councils.models import FrozenMinutes, Result
from thidua.journal.models import AuditEvent


@pytest.fixture
def council(house) -> Table:
    return table(house, titles=("CSTDCS", "CSTDCS", "LDTT"))


def fresh(row: Nomination) -> Nomination:
    return Nomination.objects.get(pk=row.pk)


def test_deferred_dossier_waits_and_leaves_the_papers(council):
    row, act = council.rows[0], {"actor": council.secretary, "session": council.session}
    draft = council.sheet()
    defer_dossier(nomination=row, reason="Chờ xác minh thành tích", **act)

    assert list(deferred_of(council.session)) == [row]
    assert row not in for_paper_counts(council.session)
    assert draft.lines.count() == 1
    assert fresh(row).state == "at_council"
    with pytest.raises(Refusal, match="để lại phiên sau"):
        record_result(nomination=row, in_favour=5, **act)
    with pytest.raises(Refusal, match="đã được để lại"):
        defer_dossier(nomination=row, reason="Lần nữa", **act)
    with pytest.raises(NotAllowed):
        defer_dossier(actor=council.chairman, session=council.session, nomination=row, reason="x")
    resume_dossier(nomination=row, **act)
    assert not deferred_of(council.session).exists()


def test_dossier_on_an_open_paper_is_neither_typed_nor_deferred_nor_lowered(council):
    council.opened()
    row, act = council.rows[0], {"actor": council.secretary, "session": council.session}

    with pytest.raises(Refusal, match="đang có trên phiếu kín"):
        record_result(nomination=row, in_favour=5, **act)
    with pytest.raises(Refusal, match="Đóng phiếu đó trước"):
        defer_dossier(nomination=row, reason="x", **act)
    with pytest.raises(Refusal, match="Đóng phiếu đó trước"):
        lower_dossier(nomination=row, title_code="LDTT", reason="x", **act)
    with pytest.raises(Refusal, match="Còn phiếu kín chưa đóng"):
        close_session(actor=council.secretary, session=council.session, revision=None)


def test_typed_result_is_taken_back_and_recorded_anew(house, council):
    row, act = council.rows[0], {"actor": council.secretary, "session": council.session}
    record_result(nomination=row, in_favour=1, against=4, **act)
    assert fresh(row).state == "not_approved"

    with pytest.raises(Refusal, match="lý do"):
        take_back_result(nomination=row, reason=" ", **act)
    take_back_result(nomination=row, reason="Gõ nhầm 1 và 4", **act)
    back = fresh(row)
    assert (back.state, back.not_approved_at, back.outcome_reason) == ("at_council", None, "")
    record_result(nomination=row, in_favour=4, against=1, **act)

    kept = AuditEvent.objects.get(verb="session.take_back").data
    assert (kept["in_favour"], kept["against"]) == (1, 4)
    assert Result.objects.get(nomination=row).passed
    stages.draft(house, council.round, "CSTDCS")
    with pytest.raises(Refusal, match="trong một quyết định"):
        take_back_result(nomination=row, reason="Nhầm", **act)


def test_result_of_a_secret_ballot_is_never_taken_back(council):
    sheet = council.opened()
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    council.closed(sheet)

    with pytest.raises(Refusal, match="không rút lại được"):
        take_back_result(
            actor=council.secretary,
            session=council.session,
            nomination=council.rows[0],
            reason="Muốn đổi",
        )


def test_lowered_dossier_is_judged_for_its_own_award(house, council):
    row, act = council.rows[0], {"actor": council.secretary, "session": council.session}
    away = council.voters[0]
    recuse(actor=away, nomination=row, user_id=away.user_id, ground="family", words="Em ruột")
    assert lower_titles(row) == ["LDTT"]
    with pytest.raises(Refusal, match="không thấp hơn"):
        lower_dossier(nomination=row, title_code="CSTD-BO-TINH", reason="x", **act)

    lower = lower_dossier(nomination=row, title_code="LDTT", reason="Sáng kiến hẹp.", **act)

    assert (lower.state, lower.title_code, lower.lowered_from_id) == ("at_council", "LDTT", row.pk)
    assert lower.recusals.get().user_id == away.user_id
    ended = fresh(row)
    assert (ended.state, ended.outcome_reason) == (
        "not_approved",
        "Sáng kiến hẹp. Hội đồng xét Lao động tiên tiến.",
    )
    with pytest.raises(Refusal, match="đã xét danh hiệu"):
        lower_dossier(nomination=row, title_code="LDTT", reason="Lần nữa", **act)


def test_lower_award_without_its_conditions_is_refused(house, council):
    poor = stages.at_council(house, council.round, "CSTDCS", stages.NAMES[5])
    Nomination.objects.filter(pk=poor.pk).update(rating_level=0, rating_words="KHTNV")

    with pytest.raises(Refusal, match="Không đạt"):
        lower_dossier(
            actor=council.secretary,
            session=council.session,
            nomination=poor,
            title_code="LDTT",
            reason="Hội đồng xét lại",
        )
    assert fresh(poor).state == "at_council"


def test_dossier_that_stands_already_is_taken_instead(house, council):
    row = council.rows[0]
    stands = stages.at_council(house, council.round, "LDTT", row.name, person=row.person)

    lower = lower_dossier(
        actor=council.secretary,
        session=council.session,
        nomination=row,
        title_code="LDTT",
        reason="Chưa có sáng kiến",
    )

    assert lower == stands
    assert Nomination.objects.filter(person=row.person).count() == 2


@pytest.fixture
def frozen(council) -> FrozenMinutes:
    """Voted on a paper, typed, deferred, recused, written: closed and frozen."""
    session, act = council.session, {"actor": council.secretary, "session": council.session}
    session.total_members, session.written_opinions = 6, 1
    session.save()
    sender = seat(session, "Bùi Văn Xa", None, "written")
    away, (first, second, third) = council.voters[0], council.rows
    recuse(actor=away, nomination=first, user_id=away.user_id, ground="family", words="Em ruột")
    defer_dossier(nomination=third, reason="Chờ xác minh.", **act)
    sheet = council.opened()
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    enter_opinions(
        actor=council.secretary,
        sheet=sheet,
        member=sender,
        choices={first.code: "disagree", second.code: "abstain"},
    )
    council.closed(sheet)
    type(session).objects.filter(pk=session.pk).update(started_at=time(8, 0), ended_at=time(10, 0))
    with pytest.raises(Refusal, match="Kết thúc phiên họp trước"):
        freeze_minutes(**act)
    keep_minutes(number="12/BB-HĐTĐKT", file=None, revision=None, **act)
    close_session(revision=None, **act)
    return freeze_minutes(**act)


def test_frozen_minutes_say_everything_and_cannot_be_changed(council, frozen):
    session = type(council.session).objects.get(pk=council.session.pk)
    with frozen.pdf.content.open("rb") as opened:
        pages = pypdfium2.PdfDocument(opened.read())
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    words = " ".join(text.split())

    assert hashlib.sha256(canonical(frozen.content)).hexdigest() == session.minutes_sha256
    assert AuditEvent.objects.get(verb="session.freeze").data["sha256"] == frozen.sha256
    for expected in (
        "Ủy viên 0 không tham gia xét Phạm Thị Thanh Huyền",
        "Bùi Văn Xa, Ủy viên Hội đồng; ý kiến bằng văn bản: có, kèm theo biên bản",
        "phát ra 6 phiếu, thu về 6 phiếu (trong đó 1 ý kiến bằng văn bản",
        "hợp lệ 6, không hợp lệ 0",
        "Trần Thu Hà đề nghị đóng phiếu, Phạm Hùng Việt xác nhận",
        "Để lại phiên họp sau: Lương Thị Hòa",
        "từ 80% của 6 thành viên, tức ít nhất 5 phiếu",
        "Không có ý kiến",
        "SHA-256",
    ):
        assert expected in words, expected
    assert "Em ruột" not in words
    assert verify_minutes(session.authority_id).faults == ()
    for change in (
        lambda: FrozenMinutes.objects.update(content={}),
        lambda: FrozenMinutes.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refusal, match="đã chốt"):
        freeze_minutes(actor=council.secretary, session=session)


def test_altered_minutes_are_found_and_shown(council, frozen, sign_in, house):
    address = reverse("council:frozen", args=[council.session.code])
    page = sign_in(council.chairman).get(address).content.decode()
    assert "còn nguyên như lúc chốt" in page
    content = sign_in(house.inspector).get(
        reverse("council:frozen_file", args=[council.session.code, "json"])
    )
    assert hashlib.sha256(content.content).hexdigest() == frozen.sha256

    with frozen.pdf.content.storage.open(frozen.pdf.content.name, "wb") as file:
        file.write(b"%PDF-1.7 khac")
    assert "đã bị thay" in verify_minutes(frozen.authority_id).faults[0]
    assert "không còn nguyên" in sign_in(council.chairman).get(address).content.decode()
    signs = sign_in(house.administrator).get(reverse("ops:health")).content.decode()
    assert "Biên bản và kết quả phiếu kín" in signs
    assert "đã bị thay" in signs

    away = sign_in(council.voters[0])
    assert away.get(address).status_code == 403
    assert sign_in(house.head).get(address).status_code == 403


def test_dossiers_page_leads_to_each_act(house, council, sign_in):
    secretary = sign_in(council.secretary)
    code, row = council.session.code, council.rows[0]
    address = reverse("council:dossiers", args=[code])
    page = secretary.get(address).content.decode()
    assert all(one.name in page for one in council.rows)
    assert "Hạ danh hiệu" in page

    act = reverse("council:dossier_act", args=[code, row.code, "de-lai"])
    assert secretary.post(act, {"ly_do": " "}).status_code == 422
    secretary.post(act, {"ly_do": "Chờ xác minh"})
    left = secretary.get(address, {"viec": "de-lai"}).content.decode()
    assert row.name in left
    assert council.rows[1].name not in left
    secretary.post(reverse("council:resume", args=[code, row.code]))
    lower = reverse("council:dossier_act", args=[code, row.code, "ha"])
    assert "Lao động tiên tiến" in secretary.get(lower).content.decode()
    done = secretary.post(lower, {"ly_do": "Hẹp", "danh_hieu": "LDTT"}, follow=True)
    assert "Hội đồng xét Lao động tiên tiến" in done.content.decode()
    assert secretary.get(address, {"xuat": "xlsx"}).status_code == 200

    recuse(actor=council.chairman, nomination=council.rows[1],
           user_id=council.chairman.user_id, ground="own_unit")  # fmt: skip
    assert council.rows[1].name not in sign_in(council.chairman).get(address).content.decode()
    assert sign_in(council.chairman).get(lower).status_code == 403
    assert sign_in(house.head).get(address).status_code == 403
