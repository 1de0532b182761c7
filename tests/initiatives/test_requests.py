"""A request from its draft to the register, and what stands in its way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests import factories as make
from tests.initiatives import making
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.initiatives.domain.deadline import months_after, set_rule
from thidua.initiatives.domain.drafts import Author, change, link_author
from thidua.initiatives.domain.novelty import answer_condition
from thidua.initiatives.domain.recognition import recognise
from thidua.initiatives.domain.scope import Asking, Reply, ask_scope, record_reply
from thidua.initiatives.enums import State
from thidua.initiatives.guards import shares_fault
from thidua.initiatives.models import RecognitionPaper
from thidua.initiatives.workflow import REQUESTS
from thidua.journal.models import AuditEvent
from thidua.registry.models import Initiative


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ((60, 40), ""),
        ((60, 30), "còn thiếu 10 %"),
        (("33.33", "33.33", "33.33"), "còn thiếu 0,01 %"),
        ((70, 40), "thừa 10 %"),
        ((), "Chưa ghi tác giả"),
        ((60, None), "chưa ghi tỷ lệ"),
    ],
)
def test_shares_must_add_up_and_the_sentence_says_by_how_much_not(shares, words):
    fault = shares_fault([None if one is None else Decimal(one) for one in shares])

    assert (words in fault) if words else fault == ""


def test_request_goes_from_draft_to_the_register(house):
    board = making.board(house)
    row = making.recognised(house, board)

    assert row.state == State.RECOGNISED
    initiative = row.initiative
    assert (initiative.name, initiative.scope) == (making.NAME, 1)
    assert initiative.recognition_number == "57/QĐ-UBND"
    assert [one.full_name for one in initiative.authors.all()] == ["Phạm Thị Thanh Huyền"]
    verbs = AuditEvent.objects.filter(object_code=row.code).values_list("verb", flat=True)
    assert {"initiative_request.submit", "initiative_request.recognise"} <= set(verbs)


def test_recognising_twice_is_recognising_once(house):
    row = making.recognised(house, making.board(house))

    again = recognise(actor=house.officer, requests=[row], paper=making.PAPER)

    assert again[0].initiative_id == row.initiative_id
    assert Initiative.objects.count() == RecognitionPaper.objects.count() == 1


def test_one_decision_recognises_all_or_none(house):
    board = making.board(house)
    good = making.ready(house, board)
    bad = making.at_council(house, board, **making.other_words()).request

    with pytest.raises(Refusal) as refused:
        recognise(actor=house.officer, requests=[good, bad], paper=making.PAPER)

    assert all(reason.startswith(bad.code) for reason in refused.value.reasons)
    assert not Initiative.objects.exists()
    assert not RecognitionPaper.objects.exists()


def test_unknown_condition_is_neither_met_nor_failed(house):
    board = making.board(house)
    row = making.ready(house, board)
    answer_condition(actor=house.officer, request=row, key="useful", answer="not_known", basis="")

    with pytest.raises(Refusal, match="Chưa đủ căn cứ: Mang lại lợi ích"):
        recognise(actor=house.officer, requests=[row], paper=making.PAPER)
    with pytest.raises(Refusal, match="Chưa có căn cứ để không công nhận"):
        REQUESTS.perform(row, "refuse", actor=house.officer, reason="Không rõ lợi ích")


def test_author_unknown_to_the_register_is_linked_before_recognition(house):
    board = making.board(house)
    row = making.ready(house, board, known=True)
    with pytest.raises(Refusal, match="Chưa nối tác giả"):
        recognise(actor=house.officer, requests=[row], paper=making.PAPER)

    someone = make.person(house, "Phạm Thị Thanh Huyền")
    link_author(actor=house.officer, author=row.authors.get(), person=someone)

    assert recognise(actor=house.officer, requests=[row], paper=making.PAPER)[0].initiative


def test_of_namesakes_none_is_chosen_in_silence(house):
    make.person(house, year=1988)
    make.person(house, year=1990)

    assert making.request(house).authors.get().person is None


def test_incomplete_request_is_refused_with_all_that_is_missing(house):
    row = making.request(
        house, solution="", first_applied_on=None, authors=(Author("Vũ Thị Mai", "", Decimal(90)),)
    )

    with pytest.raises(Refusal) as refused:
        REQUESTS.perform(row, "submit", actor=house.head)

    assert len(refused.value.reasons) == 3
    assert "còn thiếu 10 %" in refused.value.reasons[-1]


def test_two_people_on_one_draft_the_second_is_told(house):
    row = making.request(house)
    change(actor=house.clerk, request=row, revision=1, content=making.content(field="Toán"))

    with pytest.raises(StaleEdit):
        change(actor=house.head, request=row, revision=1, content=making.content(field="Văn"))


def test_deadline_counts_only_by_the_authoritys_own_rule(house):
    without = making.accepted(house)
    assert (without.due_on, without.due_basis) == (None, "")

    set_rule(actor=house.officer, since=date(2020, 1, 1), months=3, basis="Quy chế, Điều 5")
    row = making.accepted(house, **making.other_words())

    assert row.due_on == months_after(row.received_on, 3)
    assert row.due_basis == "Quy chế, Điều 5"
    assert months_after(date(2024, 11, 30), 3) == date(2025, 2, 28)


def test_given_back_request_is_received_anew(house):
    row = making.submitted(house)
    row = REQUESTS.perform(row, "give_back", actor=house.officer, reason="Bổ sung số liệu")
    assert row.outcome_reason == "Bổ sung số liệu"
    row = REQUESTS.perform(row, "resubmit", actor=house.head)

    assert (row.state, row.outcome_reason) == (State.SUBMITTED, "")


def test_scope_is_asked_answered_and_written_into_the_register(house):
    initiative = making.recognised(house, making.board(house)).initiative
    asking = Asking(
        reach=2, asked_of="Chủ tịch UBND thành phố Hải Phòng", asked_on=date(2024, 12, 6)
    )
    asked = ask_scope(actor=house.officer, initiative=initiative, asking=asking)
    with pytest.raises(Refusal, match="đang chờ trả lời"):
        ask_scope(actor=house.officer, initiative=initiative, asking=asking)
    with pytest.raises(NotAllowed):
        ask_scope(actor=house.secretary, initiative=initiative, asking=asking)

    reply = Reply(granted=True, number="912/UBND-TĐKT", answered_on=date(2024, 12, 9))
    record_reply(actor=house.officer, asked=asked, reply=reply)

    initiative.refresh_from_db()
    assert initiative.scope == 2
    assert initiative.scope_certificate.startswith("912/UBND-TĐKT ngày 09/12/2024, Chủ tịch UBND")


def test_refused_scope_leaves_the_register_as_it_was(house):
    initiative = making.recognised(house, making.board(house)).initiative
    asked = ask_scope(
        actor=house.officer,
        initiative=initiative,
        asking=Asking(reach=3, asked_of="Chủ tịch UBND thành phố", asked_on=date(2024, 12, 6)),
    )
    early = Reply(granted=False, number="1/UBND", answered_on=date(2024, 12, 1))
    with pytest.raises(Refusal, match="không thể có trước"):
        record_reply(actor=house.officer, asked=asked, reply=early)

    record_reply(
        actor=house.officer,
        asked=asked,
        reply=Reply(granted=False, number="1/UBND", answered_on=date(2024, 12, 8)),
    )

    initiative.refresh_from_db()
    assert initiative.scope == 1
