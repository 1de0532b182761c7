"""Comments: taken in once, limited by address, handled; the writer kept from who has no need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.publicity import making
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.guards import nothing_holds
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.publicity.domain import triage, visits
from thidua.publicity.domain.comments import Words, by_receipt, submit_comment
from thidua.publicity.domain.lists import move_list
from thidua.publicity.domain.tokens import BadForm, new_token, read_token
from thidua.publicity.effects import Settlement
from thidua.publicity.enums import CommentState
from thidua.publicity.models import Comment, Commenter, DaySalt, VisitBucket
from thidua.publicity.queries import (
    comments_visible_to,
    on_dossier,
    reckonings_of_candidates,
    takes_comments,
    waiting_comments,
)
from thidua.publicity.rules import may_read_identity

ANSWER = Settlement(answer="Đã xác minh, cảm ơn anh, chị.")


@pytest.fixture
def dossier(house):
    return making.handed_in(house, making.round_(house))


@pytest.fixture
def list_(house, dossier):
    return making.opened(house, dossier)


@pytest.fixture
def line(list_, dossier):
    return making.line_of(list_, dossier)


def move(house, comment, name, **more) -> Comment:
    return triage.move_comment(actor=house.officer, comment=comment, name=name, **more)


# -- coming in ---


def test_same_form_sent_twice_is_one_comment_with_one_receipt(list_, line):
    words, token = Words(text=making.TEXT, naming="confidential"), making.token(list_)

    first, second = (
        submit_comment(list_=list_, candidate=line, words=words, token=token, address="10.1.1.1")
        for _ in range(2)
    )

    assert first.receipt == second.receipt
    assert Comment.objects.count() == 1
    assert VisitBucket.objects.get().tokens == visits.CAPACITY - 1
    assert by_receipt(list_.authority_id, first.receipt) == first.comment
    assert first.receipt not in repr(Comment.objects.values().get())


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"text": "ngắn"}, "ngắn quá"),
        ({"text": "x" * 4001}, "4001 ký tự"),
        ({"naming": "ai-do"}, "Chọn ghi tên"),
        ({"naming": "named", "name": "  "}, "Ghi họ tên"),
        ({"file_name": "a.exe", "file_data": b"MZ"}, "Chỉ nhận tệp"),
        ({"file_name": "a.pdf", "file_data": b""}, "Tệp trống"),
        ({"file_name": "a.pdf", "file_data": b"%PDF-" + b"0" * (5 * 1024 * 1024)}, "lớn hơn 5 MB"),
    ],
)
def test_comment_that_will_not_do_is_refused_with_its_reason(list_, words, fault):
    values = {"text": making.TEXT, "naming": "confidential"} | words

    with pytest.raises(Refusal, match=fault):
        submit_comment(
            list_=list_,
            candidate=None,
            words=Words(**values),
            token=making.token(list_),
            address="10.1.1.1",
        )
    assert not Comment.objects.exists()


def test_form_too_fast_too_old_or_of_another_list_is_not_taken(list_):
    fresh = new_token(list_.code)

    with pytest.raises(BadForm, match="nhanh hơn") as fast:
        read_token(fresh, list_.code)
    with pytest.raises(BadForm, match="quá một ngày") as old:
        read_token(new_token(list_.code, made_at=1.0), list_.code)
    with pytest.raises(BadForm, match="không còn dùng được"):
        read_token(fresh, "KHAC")
    with pytest.raises(BadForm, match="không còn dùng được"):
        read_token("giả", list_.code)
    assert (fast.value.is_stale, old.value.is_stale) == (False, True)


def test_bucket_empties_refills_and_forgets_the_day(house):
    at = datetime(2024, 12, 10, 2, tzinfo=UTC)
    admit = {"authority_id": house.authority.pk, "address": "203.0.113.7"}
    for _ in range(int(visits.CAPACITY)):
        visits.admit(**admit, at=at)

    with pytest.raises(visits.TooMany, match="sau 4 phút"):
        visits.admit(**admit, at=at)
    visits.admit(authority_id=house.authority.pk, address="203.0.113.8", at=at)
    visits.admit(**admit, at=at + timedelta(seconds=visits.SECONDS_A_TOKEN + 1))
    assert "203.0.113" not in repr(list(VisitBucket.objects.values()))

    visits.admit(**admit, at=at + timedelta(days=1))
    assert DaySalt.objects.count() == VisitBucket.objects.count() == 1


def test_list_takes_nothing_once_it_is_over_or_paused(house, dossier, list_, line):
    paused = move_list(actor=house.officer, list_=list_, name="pause", reason="Bão")
    with pytest.raises(Refusal, match="không còn nhận"):
        making.said(paused, line)

    over = making.long_over(move_list(actor=house.officer, list_=paused, name="resume"))
    with pytest.raises(Refusal, match="không còn nhận"):
        making.said(over)


# -- handling ---


def test_serious_comment_stops_dossier_and_clock_until_it_is_settled(house, dossier, list_, line):
    comment = making.taken(house, list_, line)
    before = len(nothing_holds(dossier))

    comment = move(house, comment, "serious")

    assert len(nothing_holds(dossier)) == before + 1
    assert reckonings_of_candidates(list_, timezone.localdate())[line.pk].is_stopped
    assert takes_comments(making.long_over(list_), line, timezone.localdate())
    assert not takes_comments(list_, None, timezone.localdate())
    with pytest.raises(Refusal, match="đang dừng tính"):
        move_list(actor=house.officer, list_=list_, name="close")
    with pytest.raises(Refusal, match="để gỡ"):
        move(house, comment, "answer", said=ANSWER)

    settled = move(
        house,
        comment,
        "unfounded",
        said=Settlement(answer="Không đúng sự thật.", basis="Kết luận 3/KL"),
    )
    assert len(nothing_holds(dossier)) == before
    assert settled.stop is not None
    assert settled.stop.until == timezone.localdate()


def test_serious_needs_a_candidate_and_link_gives_one(house, list_, line):
    comment = making.taken(house, list_)
    with pytest.raises(Refusal, match="Gắn ý kiến"):
        move(house, comment, "serious")

    triage.link(actor=house.officer, comment=comment, candidate=line)

    assert move(house, comment, "serious").state == CommentState.SERIOUS


def test_answer_passing_on_and_reopening_keep_their_words_out_of_the_journal(house, list_, line):
    comment = making.taken(house, list_, line)
    with pytest.raises(Refusal, match="câu trả lời"):
        move(house, comment, "answer")
    with pytest.raises(Refusal, match="cơ quan"):
        move(house, comment, "pass_on", said=ANSWER)
    move(house, comment, "pass_on", said=Settlement(passed_to="Thanh tra huyện"))
    move(house, comment, "answer", said=ANSWER)
    comment = move(house, comment, "reopen", reason="Có tin mới")

    assert comment.state == CommentState.IN_REVIEW
    journal = repr(list(AuditEvent.objects.values_list("sentence", "data")))
    for secret in (making.TEXT, making.WRITER, making.CONTACT, ANSWER.answer):
        assert secret not in journal


def test_unit_reads_only_what_was_forwarded_council_what_was_settled(house, dossier, list_, line):
    comment = making.taken(house, list_, line, naming="confidential", text=making.SECRET)
    assert on_dossier(dossier, house.head).said == ()
    with pytest.raises(Refusal, match="người góp ý"):
        triage.note_substance(
            actor=house.officer, comment=comment, substance=f"Bà {making.WRITER} nói"
        )
    triage.note_substance(
        actor=house.officer, comment=comment, substance="Cần rà lại giờ làm.", forward=True
    )
    move(house, comment, "answer", said=ANSWER)

    unit, council = (on_dossier(dossier, who) for who in (house.head, house.member))

    assert [one.words for one in unit.said] == ["Cần rà lại giờ làm."]
    assert (unit.said[0].answer, unit.total) == ("", 1)
    assert [one.words for one in council.said] == ["Cần rà lại giờ làm."]
    assert council.said[0].answer == ANSWER.answer
    assert making.SECRET not in repr((unit, council))


def test_identity_is_for_the_handler_and_the_inspector_and_each_reading_is_recorded(house, list_):
    kept = making.said(list_, naming="confidential").comment
    assert may_read_identity(kept, house.officer)

    kept = move(house, kept, "take")
    for who in (house.officer, house.inspector):
        assert triage.read_identity(actor=who, comment=kept).name == making.WRITER
    for who in house.actors.values():
        if who.role not in {"officer", "inspector"}:
            with pytest.raises(NotAllowed):
                triage.read_identity(actor=who, comment=kept)

    assert AuditEvent.objects.filter(verb=triage.READ_IDENTITY).count() == 2


def test_whoever_keeps_away_sees_and_handles_nothing(house, dossier, list_, line):
    about, whole = making.said(list_, line).comment, making.said(list_).comment
    assert set(comments_visible_to(house.officer)) == {about, whole}
    for who in (house.officer, house.inspector):
        recuse(actor=who, nomination=dossier, user_id=who.user_id, ground="family", words="Chị gái")

    for who in (house.officer, house.inspector):
        assert not comments_visible_to(who).exists()
        for one in (about, whole):
            with pytest.raises(NotAllowed):
                triage.read_identity(actor=who, comment=one)
    assert not waiting_comments(house.officer).exists()
    with pytest.raises(NotAllowed):
        move(house, about, "take")


def test_roles_not_named_see_no_comment(house, list_, line):
    comment = making.said(list_, line).comment
    others = [one for one in house.actors.values() if one.role not in {"officer", "inspector"}]

    for actor in others:
        assert not comments_visible_to(actor).exists()
        with pytest.raises(NotAllowed):
            triage.move_comment(actor=actor, comment=comment, name="take")
        with pytest.raises(NotAllowed):
            triage.note_substance(actor=actor, comment=comment, substance="Nội dung")
        with pytest.raises(NotAllowed):
            triage.link(actor=actor, comment=comment, candidate=None)


# -- what leaves the house ---


def test_nothing_of_a_comment_is_in_any_public_byte(house, client, dossier, list_, line):
    paper = {"file_name": "bang-chung.pdf", "file_data": b"%PDF-1.7 bang chung"}
    got = making.said(list_, line, naming="confidential", text=making.SECRET, **paper)
    move(house, got.comment, "take")
    move(house, got.comment, "serious")
    secrets = (making.SECRET, making.WRITER, making.CONTACT, "bang-chung", "nghiêm trọng")
    personal = (str(dossier.person.birth_year), "HTTNV", dossier.code, got.comment.code)

    pages = [
        client.get(reverse("public:home")),
        client.get(reverse("public:candidate_lists")),
        client.get(reverse("public:candidate_list", args=[list_.code])),
        client.get(reverse("public:candidate_csv", args=[list_.code])),
        client.get(reverse("public:comment", args=[list_.code]), {"truong-hop": line.code}),
        client.get(reverse("public:receipt", args=[got.receipt])),
    ]

    for page in pages:
        words = page.content.decode().lower()
        assert page.status_code == 200
        assert all(secret.lower() not in words for secret in (*secrets, *personal))
    for page in pages[-2:]:
        assert page["Cache-Control"] == "no-store"
    assert "Đang xem xét" in pages[-1].content.decode()


def test_file_of_a_comment_has_no_other_door(house, sign_in, list_):
    paper = {"file_name": "a.pdf", "file_data": b"%PDF-1.7"}
    comment = making.said(list_, naming="confidential", **paper).comment

    for who in ("secretary", "chairman", "head", "inspector", "officer"):
        client = sign_in(getattr(house, who))
        assert client.get(reverse("web:file", args=[comment.file.key])).status_code == 404
        own = client.post(reverse("office:comment_file", args=[comment.code]))
        assert own.status_code == (200 if who == "inspector" else 403)
        if own.streaming:
            assert b"".join(own.streaming_content) == b"%PDF-1.7"


def form(list_, **changes) -> dict[str, object]:
    values = {"text": making.TEXT, "naming": "named", "name": making.WRITER, "website": ""}
    return values | {"token": making.signed_token(list_)} | changes


def test_public_form_gives_a_receipt_that_leads_to_the_answer(house, client, list_, line):
    address = reverse("public:comment", args=[list_.code])
    scan = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n....", "image/png")
    sent = form(list_, truong_hop=line.code)

    first = client.post(address, sent | {"file": scan})
    again = client.post(address, sent)

    comment = Comment.objects.get()
    assert first.url == again.url
    assert (comment.candidate, comment.file.media_type) == (line, "image/png")
    move(house, comment, "take")
    move(house, comment, "answer", said=ANSWER)
    words = client.get(first.url).content.decode()
    assert ANSWER.answer in words
    assert making.WRITER not in words


def test_public_form_refused_keeps_what_was_written_and_its_token(client, list_, monkeypatch):
    address = reverse("public:comment", args=[list_.code])
    sent = form(list_, name="")

    nameless = client.post(address, sent)
    robot = client.post(address, form(list_, website="http://x"))
    stale = client.post(address, form(list_, token="hỏng"))
    monkeypatch.setattr(visits, "CAPACITY", 0.0)
    flooded = client.post(address, form(list_))

    assert [page.status_code for page in (nameless, robot, stale, flooded)] == [422, 422, 422, 429]
    for page, words in (
        (nameless, "Ghi họ tên"),
        (robot, "phải để trống"),
        (stale, "không còn dùng được"),
        (flooded, "gửi lại sau"),
    ):
        assert words in page.content.decode()
        assert making.TEXT in page.content.decode()
    assert sent["token"] in nameless.content.decode()
    assert stale.context["token"] != "hỏng"
    assert not Comment.objects.exists()
    assert not Commenter.objects.exists()


def test_public_form_needs_its_csrf_token(list_):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(
        reverse("public:comment", args=[list_.code]), form(list_)
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("typed", ["", "ngắn", "ACDEFGHJKMNPQR", "0" * 14])
def test_receipt_that_leads_nowhere_says_so(client, list_, typed):
    answer = client.get(reverse("public:find_receipt"), {"ma": typed}, follow=True)

    assert answer.status_code == (200 if not typed else 404 if typed.startswith("ACD") else 422)


def test_draft_and_withdrawn_lists_are_not_public(house, client, dossier):
    draft = making.drafted(house, dossier)
    address = reverse("public:candidate_list", args=[draft.code])

    assert client.get(address).status_code == 404
    move_list(actor=house.officer, list_=draft, name="withdraw", reason="Nhầm")
    assert client.get(address).status_code == 404
