"""Comments that came on paper or by telephone, and the reminder of lists that are over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.publicity import making
from thidua.commendation.domain.recusals import recuse
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.publicity.domain.comments import Words, by_receipt
from thidua.publicity.domain.entering import Arrival, enter_comment
from thidua.publicity.domain.lists import move_list
from thidua.publicity.domain.reminding import mail_officers, remind_of_ended
from thidua.publicity.domain.triage import move_comment
from thidua.publicity.effects import Settlement
from thidua.publicity.enums import ListState
from thidua.publicity.models import CandidateList, Comment
from thidua.publicity.queries import comments_visible_to
from thidua.publicity.tasks import mail_reminder, remind_every_day

TODAY = timezone.localdate()
WORDS = Words(text=making.SECRET, naming="confidential", name=making.WRITER)
OVER = date(2024, 3, 1)


@pytest.fixture
def dossier(house):
    return making.handed_in(house, making.round_(house))


@pytest.fixture
def list_(house, dossier):
    return making.opened(house, dossier)


def entered(house, list_, line=None, *, on=TODAY, channel="phone", actor=None, token=None):
    return enter_comment(
        actor=actor or house.officer,
        list_=list_,
        candidate=line,
        arrival=Arrival(channel, on),
        words=WORDS,
        token=token or making.token(list_),
    )


def test_entered_comment_is_kept_once_and_handled_like_any_other(house, list_, dossier):
    line, token = making.line_of(list_, dossier), making.token(list_)

    first, second = (entered(house, list_, line, token=token) for _ in range(2))

    row = Comment.objects.get()
    assert first.receipt == second.receipt
    assert by_receipt(list_.authority_id, first.receipt) == row
    assert (row.channel, row.received_on, row.candidate) == ("phone", TODAY, line)
    event = AuditEvent.objects.get(verb="comment.enter")
    assert making.WRITER not in repr((event.sentence, event.data))
    assert making.SECRET not in repr((event.sentence, event.data))
    move_comment(actor=house.officer, comment=row, name="take")
    answer = Settlement(answer="Đã xác minh.")
    done = move_comment(actor=house.officer, comment=row, name="answer", said=answer)
    assert done.state == "answered"


def test_comment_may_be_entered_after_the_list_is_closed_with_its_own_day(house, list_):
    making.long_over(list_)
    closed = move_list(actor=house.officer, list_=list_, name="close")

    late = entered(house, closed, channel="paper", on=date(2024, 6, 3)).comment

    assert late.received_on == date(2024, 6, 3)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"channel": "portal"}, "Chọn ý kiến đến bằng cách nào"),
        ({"on": TODAY + timedelta(days=1)}, "đến hôm nay"),
        ({"on": date(2020, 1, 1)}, "Ngày nhận phải từ ngày đăng"),
    ],
)
def test_entry_that_cannot_be_is_refused(house, list_, given, words):
    with pytest.raises(Refusal, match=words):
        entered(house, list_, **given)
    assert not Comment.objects.exists()


def test_whoever_keeps_away_or_holds_no_office_enters_nothing(house, list_, dossier):
    for actor in (house.secretary, house.inspector, house.clerk):
        with pytest.raises(NotAllowed):
            entered(house, list_, actor=actor)
    recuse(
        actor=house.secretary, nomination=dossier, user_id=house.officer.user_id, ground="other",
        words="em ruột",
    )  # fmt: skip
    for line in (None, making.line_of(list_, dossier)):
        with pytest.raises(NotAllowed, match="không tham gia xét"):
            entered(house, list_, line)
    assert not comments_visible_to(house.officer).exists()


def test_pages_take_it_in_and_say_how_it_came(house, list_, dossier, sign_in):
    client, url = sign_in(house.officer), reverse("office:comment_entry", args=[list_.code])
    assert client.get(url).status_code == 200
    typed = {
        "channel": "paper", "received_on": TODAY.isoformat(), "naming": "named", "text": "ngắn",
        "line": making.line_of(list_, dossier).code, "token": making.signed_token(list_),
    }  # fmt: skip
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "ngắn quá" in refused.content.decode()
    file = SimpleUploadedFile("thu.pdf", b"%PDF-1.7 thu")
    done = client.post(
        url, typed | {"text": making.TEXT, "name": making.WRITER, "file": file}, follow=True
    )

    row = Comment.objects.get()
    assert done.redirect_chain[-1][0] == reverse("office:comment", args=[row.code])
    body = done.content.decode()
    assert "Mã biên nhận" in body
    assert "Văn bản, thư, nhận ngày" in body
    assert making.WRITER not in body
    found = client.get(reverse("office:comments"), {"cach": "paper"})
    assert [one.pk for one in found.context["page"]] == [row.pk]
    assert not client.get(reverse("office:comments"), {"cach": "phone"}).context["page"]
    assert client.get(reverse("office:comments"), {"xuat": "xlsx"}).status_code == 200
    for actor in (house.inspector, house.secretary, house.clerk):
        assert sign_in(actor).get(url).status_code in {403, 404}


def test_office_is_reminded_once_and_nothing_is_closed(
    house, list_, mailoutbox, django_capture_on_commit_callbacks
):
    assert remind_of_ended(list_.authority_id, TODAY) == 0
    making.long_over(list_)

    with django_capture_on_commit_callbacks(execute=True):
        remind_every_day.func(0)
        remind_every_day.func(0)

    list_.refresh_from_db()
    assert list_.state == ListState.OPEN
    assert AuditEvent.objects.filter(verb="publicity.remind").count() == 1
    assert [mail.to for mail in mailoutbox] == [["officer@example.vn"]]
    assert list_.name in mailoutbox[0].subject
    assert "Kết thúc lấy ý kiến" in mailoutbox[0].body
    mail_reminder.func(list_id=0)
    closed = move_list(actor=house.officer, list_=list_, name="close")
    assert mail_officers(closed, TODAY) == 0


def test_list_that_went_on_is_reminded_of_again(house, list_):
    making.long_over(list_)
    CandidateList.objects.filter(pk=list_.pk).update(reminded_at=timezone.now())
    paused = move_list(actor=house.officer, list_=list_, name="pause", reason="Mưa bão")
    assert remind_of_ended(list_.authority_id, TODAY) == 0

    assert move_list(actor=house.officer, list_=paused, name="resume").reminded_at is None
