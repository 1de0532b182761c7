"""Taking a list back, files that cannot be read, and who may do what."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.commendation.lists_at_hand import (
    COMMUNE,
    SCHOOL,
    answers_to,
    applied,
    hand_in,
    round_for_all,
    sample,
)
from thidua.commendation.domain.lists import (
    answer,
    answer_many,
    apply_list,
    discard_list,
    read,
    read_again,
    start_list,
    undo_list,
)
from thidua.commendation.domain.nominate import edit_nomination
from thidua.commendation.enums import ListState, State
from thidua.commendation.queries import lists_visible_to
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.verify import verify
from thidua.journal.models import AuditEvent
from thidua.organizations.models import Household, Person, Post

# -- undo and discard ------------------------------------------------------------------------------


def test_undo_discards_the_drafts_and_withdraws_whom_only_the_list_made_known(house):
    list_, actor = applied(house, COMMUNE)
    units = set(list_.written["units"])
    assert units

    undo_list(actor=actor, list_=list_)

    list_.refresh_from_db()
    assert list_.state == ListState.UNDONE
    assert set(list_.nominations.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert not Person.objects.filter(withdrawn_at=None).exists()
    assert not Post.objects.filter(withdrawn_at=None).exists()
    assert not Household.objects.filter(withdrawn_at=None).exists()
    assert not list_.unit.__class__.objects.filter(pk__in=units, withdrawn_at=None).exists()


def test_list_can_be_handed_in_again_after_undo(house):
    list_, actor = applied(house, SCHOOL)
    undo_list(actor=actor, list_=list_)

    again = hand_in(house, SCHOOL, round_=list_.round, unit=house.school, actor=actor)
    again = answer_many(actor=actor, list_=again, answers=answers_to(again))
    apply_list(actor=actor, list_=again)

    assert again.nominations.exclude(state=State.WITHDRAWN).count() == 36


def test_people_known_before_and_people_used_since_stay(house):
    round_ = round_for_all(house)
    before = make.person(house, "Trần Đức Khoa", 1987)
    list_ = hand_in(house, round_=round_, unit=house.school, actor=house.clerk)
    list_ = answer_many(actor=house.clerk, list_=list_, answers=answers_to(list_))
    list_ = apply_list(actor=house.clerk, list_=list_)
    rated = list_.nominations.get(source_row=20).person
    make.rating(rated)

    undo_list(actor=house.clerk, list_=list_)

    kept = set(Person.objects.filter(withdrawn_at=None).values_list("pk", flat=True))
    assert kept == {before.pk, rated.pk}


def test_undo_is_refused_while_a_dossier_was_handed_in_and_names_it(house):
    list_, actor = applied(house, SCHOOL)
    sent = list_.nominations.get(source_row=20)
    NOMINATIONS.perform(sent, "submit", actor=house.head)

    with pytest.raises(Refusal, match=sent.code):
        undo_list(actor=actor, list_=list_)

    assert list_.nominations.filter(state=State.DRAFT).count() == 35


def test_undo_leaves_alone_what_was_withdrawn_before(house):
    list_, actor = applied(house, SCHOOL)
    sent = list_.nominations.get(source_row=20)
    NOMINATIONS.perform(sent, "submit", actor=house.head)
    withdrawn = NOMINATIONS.perform(sent, "withdraw", actor=house.head, reason="Chuyển công tác")

    undo_list(actor=actor, list_=list_)

    withdrawn.refresh_from_db()
    assert withdrawn.outcome_reason == "Chuyển công tác"


def test_drafts_edited_by_hand_are_discarded_with_their_list(house):
    list_, actor = applied(house, SCHOOL)
    row = list_.nominations.get(source_row=20)
    edit_nomination(actor=actor, nomination=row, revision=None, claims={"note": "Sửa tay"})

    undo_list(actor=actor, list_=list_)

    row.refresh_from_db()
    assert (row.state, row.note) == (State.WITHDRAWN, "Sửa tay")


def test_discarded_list_is_not_taken_in(house):
    list_ = hand_in(house)
    discard_list(actor=house.clerk, list_=list_)

    with pytest.raises(Refusal, match="Đã bỏ"):
        apply_list(actor=house.clerk, list_=list_)


def test_applied_list_is_undone_not_discarded(house):
    list_, actor = applied(house, SCHOOL)

    with pytest.raises(Refusal, match="Đã nhập"):
        discard_list(actor=actor, list_=list_)


# -- files that cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 not a list", "PDF"),
        (b"PK\x03\x04" + b"\x00" * 64, "bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "danh-sach.xlsx"),
        (b"<html><body>502</body></html>", "HTML"),
        (b"\x00\x01\x02" * 50, "danh-sach.xlsx"),
    ],
)
def test_file_that_is_no_list_is_refused_with_a_sentence_and_kept(house, data, words):
    list_ = hand_in(house, "danh-sach.xlsx", data, unit=house.school, actor=house.clerk)

    assert list_.state == ListState.REFUSED
    assert words in list_.refusal
    with list_.file.content.open("rb") as kept:
        assert kept.read() == data


def test_sheet_without_proposals_says_what_it_is(house):
    data = "\ufeffGhi chú;Nội dung\r\n1;Họp\r\n".encode()

    list_ = hand_in(house, "hop.csv", data, unit=house.school, actor=house.clerk)

    assert list_.state == ListState.REFUSED
    assert list_.refusal


def test_read_job_runs_once_however_often_it_is_called(house):
    list_ = hand_in(house)
    list_ = answer_many(actor=house.clerk, list_=list_, answers=answers_to(list_))

    read(list_)

    list_.refresh_from_db()
    assert list_.answers == {"fault:shared-initiative": "keep"}
    with pytest.raises(Refusal, match="đã đọc xong"):
        read_again(actor=house.clerk, list_=list_)


def test_list_discarded_while_it_was_read_stays_discarded(house):
    list_ = start_list(
        actor=house.clerk, round_=round_for_all(house), unit=house.school, name=SCHOOL,
        data=sample(SCHOOL),
    )  # fmt: skip
    discard_list(actor=house.clerk, list_=list_)

    read(list_)

    list_.refresh_from_db()
    assert list_.state == ListState.DISCARDED


# -- who may, and the record -----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["rival_clerk", "rival_head", "officer", "inspector", "chairman"])
def test_nobody_else_answers_applies_undoes_or_discards(house, key):
    list_ = hand_in(house)
    actor = getattr(house, key)

    for verb in (
        lambda: answer(actor=actor, list_=list_, key="fault:shared-initiative", value="keep"),
        lambda: apply_list(actor=actor, list_=list_),
        lambda: undo_list(actor=actor, list_=list_),
        lambda: discard_list(actor=actor, list_=list_),
        lambda: read_again(actor=actor, list_=list_),
    ):
        with pytest.raises(NotAllowed):
            verb()

    assert lists_visible_to(house.rival_clerk).count() == 0


def test_unit_hands_in_lists_for_itself_only(house):
    with pytest.raises(NotAllowed):
        start_list(
            actor=house.rival_clerk, round_=round_for_all(house), unit=house.school, name="a.csv",
            data=b"a",
        )  # fmt: skip


def test_every_act_on_a_list_is_on_the_record(house):
    list_, actor = applied(house, SCHOOL)
    undo_list(actor=actor, list_=list_)

    events = AuditEvent.objects.filter(object_code=list_.code).order_by("sequence")

    assert [event.verb for event in events] == [
        "list.start", "list.read", "list.answer", "list.apply", "list.undo",
    ]  # fmt: skip
    assert verify(house.authority.pk).broken is None
