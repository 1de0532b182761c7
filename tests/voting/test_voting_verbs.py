"""Opening, casting, written opinions, closing: what is done and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from thidua.core.actors import EVERY_ROLE, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.verify import verify as verify_journal
from thidua.journal.models import AuditEvent
from thidua.voting.domain.casting import (
    Absentee,
    cast,
    cast_sheet,
    enter_written_opinion,
    enter_written_sheet,
)
from thidua.voting.domain.checking import verify
from thidua.voting.domain.closing import abandon, ask_to_abandon, ask_to_close, close_motion
from thidua.voting.domain.freezing import content_hash
from thidua.voting.domain.opening import open_motion
from thidua.voting.models import Closing, Motion, RollEntry, Tally
from thidua.voting.papers import Paper
from thidua.voting.queries import result_of, roll_of, turnout, visible_to, waiting_for
from thidua.voting.workflow import MOTIONS


def cast_all(bench, motion, *options):
    for voter, option in zip(bench.voters, options, strict=False):
        cast(actor=voter, motion=motion, option=option)


def closed(bench, *options, **changes):
    motion = bench.motion(**changes)
    cast_all(bench, motion, *options)
    ask_to_close(actor=bench.secretary, motion=motion)
    return close_motion(actor=bench.chairman, motion=motion)


def test_six_of_seven_reach_four_fifths_of_all_members(bench):
    motion = closed(bench, *["agree"] * 6, "abstain")

    result = result_of(bench.chairman, motion)

    assert result.counts == {"agree": 6, "disagree": 0, "abstain": 1, "invalid": 0}
    assert (result.in_favour, result.voted, result.total_members) == (6, 7, 7)
    assert result.passed


def test_share_is_of_all_members_not_of_those_who_voted(bench):
    motion = bench.motion()
    cast_all(bench, motion, *["agree"] * 5)
    Motion.objects.update(closes_at=timezone.now())
    ask_to_close(actor=bench.secretary, motion=motion)
    close_motion(actor=bench.chairman, motion=motion)

    result = result_of(bench.secretary, motion)

    assert (result.in_favour, result.voted) == (5, 5)
    assert not result.passed


def test_conflicted_member_is_off_the_roll_but_in_the_denominator(bench):
    conflicted = bench.voters[-1]
    motion = bench.motion(conflicted=[conflicted])

    with pytest.raises(NotAllowed, match="Không có tên trong danh sách"):
        cast(actor=conflicted, motion=motion, option="agree")

    assert (motion.total_members, turnout(motion).on_roll) == (7, 6)
    assert conflicted.user_id not in {entry.voter_id for entry in roll_of(conflicted, motion)}


def test_nobody_votes_twice(bench):
    motion = bench.motion()
    voter = bench.voters[0]
    cast(actor=voter, motion=motion, option="agree")

    with pytest.raises(Refusal, match="đã bỏ phiếu"):
        cast(actor=voter, motion=motion, option="disagree")
    with pytest.raises(Refusal, match="đã bỏ phiếu"):
        enter_written_opinion(
            actor=bench.secretary, motion=motion, voter_id=voter.user_id, option="disagree"
        )

    assert turnout(motion).voted == 1
    assert verify(motion.authority_id).faults == ()


def test_casting_gives_no_receipt(bench):
    assert cast(actor=bench.voters[0], motion=bench.motion(), option="agree") is None


def test_written_opinion_counts_as_a_vote_and_is_marked(bench):
    motion = bench.motion()
    absent = bench.voters[-1]
    cast_all(bench, motion, *["agree"] * 6)
    enter_written_opinion(
        actor=bench.secretary, motion=motion, voter_id=absent.user_id, option="disagree"
    )
    ask_to_close(actor=bench.secretary, motion=motion)
    close_motion(actor=bench.chairman, motion=motion)

    result = result_of(bench.secretary, motion)

    assert (result.voted, result.in_writing) == (7, 1)
    assert result.counts["disagree"] == 1
    assert [e.voter_id for e in roll_of(bench.secretary, motion) if e.in_writing] == [
        absent.user_id
    ]
    with pytest.raises(Refusal):
        cast(actor=absent, motion=motion, option="agree")


def test_absent_member_who_comes_after_all_is_told_of_the_written_opinion(bench):
    motion = bench.motion()
    absent = bench.voters[0]
    enter_written_opinion(
        actor=bench.secretary, motion=motion, voter_id=absent.user_id, option="agree"
    )

    with pytest.raises(Refusal, match="Thư ký đã nhập ý kiến bằng văn bản"):
        cast(actor=absent, motion=motion, option="agree")


def test_only_the_secretary_enters_written_opinions_and_not_for_herself(bench):
    motion = bench.motion()
    absent = bench.voters[0].user_id

    for actor in (bench.voters[1], bench.chairman, bench.house.officer):
        with pytest.raises(NotAllowed):
            enter_written_opinion(actor=actor, motion=motion, voter_id=absent, option="agree")
    with pytest.raises(Refusal, match="tự bỏ phiếu"):
        enter_written_opinion(
            actor=bench.secretary,
            motion=motion,
            voter_id=bench.secretary.user_id,
            option="agree",
        )

    assert turnout(motion).voted == 0


def test_option_that_is_not_on_the_ballot_is_refused(bench):
    motion = bench.motion(options=("agree", "disagree", "abstain"))

    with pytest.raises(Refusal, match="không có lựa chọn này"):
        cast(actor=bench.voters[0], motion=motion, option="invalid")

    assert turnout(motion).voted == 0


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(1, 2, "Chưa đến giờ"), (-2, -1, "Đã hết giờ"), (-1, 0, "Đã hết giờ")],
)
def test_votes_are_taken_within_the_hours_only(bench, opens, closes, words):
    now = timezone.now()
    hours = {"opens_at": now + timedelta(hours=opens), "closes_at": now + timedelta(hours=closes)}
    motion = bench.motion(**hours)

    with pytest.raises(Refusal, match=words):
        cast(actor=bench.voters[0], motion=motion, option="agree")


def test_voter_of_another_authority_is_refused(bench):
    motion = bench.motion()
    stranger = replace(bench.voters[0], authority_id=bench.voters[0].authority_id + 1)

    with pytest.raises(NotAllowed):
        cast(actor=stranger, motion=motion, option="agree")
    assert not visible_to(stranger).exists()


def test_closing_needs_two_different_persons(bench):
    motion = bench.motion()
    cast_all(bench, motion, *["agree"] * 7)
    with pytest.raises(Refusal):
        close_motion(actor=bench.chairman, motion=motion)
    ask_to_close(actor=bench.secretary, motion=motion)

    with pytest.raises(NotAllowed, match="người thứ hai"):
        close_motion(actor=bench.secretary, motion=motion)
    with pytest.raises(NotAllowed, match="người thứ hai"):
        close_motion(actor=replace(bench.secretary, role=Role.MEMBER), motion=motion)

    assert close_motion(actor=bench.chairman, motion=motion).state == "closed"


def test_database_itself_refuses_one_person_closing_alone(bench):
    motion = bench.motion()
    cast_all(bench, motion, *["agree"] * 7)
    ask_to_close(actor=bench.secretary, motion=motion)

    with pytest.raises(IntegrityError, match="two_persons"), transaction.atomic():
        Closing.objects.update(confirmed_by_id=bench.secretary.user_id, content={}, sha256="0" * 64)


def test_vote_is_not_cut_short_while_somebody_may_still_vote(bench):
    motion = bench.motion()
    cast_all(bench, motion, *["agree"] * 6)

    with pytest.raises(Refusal, match="Còn 1 người chưa bỏ phiếu"):
        ask_to_close(actor=bench.secretary, motion=motion)


def test_without_quorum_a_vote_is_never_closed(bench):
    motion = bench.motion(quorum=5)
    cast_all(bench, motion, *["agree"] * 4)
    Motion.objects.update(closes_at=timezone.now())

    with pytest.raises(Refusal, match="Mới có 4 người bỏ phiếu, cần ít nhất 5"):
        ask_to_close(actor=bench.secretary, motion=motion)
    with pytest.raises(Refusal, match="chưa có kết quả"):
        result_of(bench.secretary, motion)


def test_nobody_sees_a_count_before_closing(bench):
    motion = bench.motion()
    cast_all(bench, motion, *["agree"] * 7)
    ask_to_close(actor=bench.secretary, motion=motion)

    for role in EVERY_ROLE | {Role.SYSTEM}:
        with pytest.raises(Refusal):
            result_of(replace(bench.secretary, role=role), motion)


def test_outsider_never_sees_a_result(bench):
    motion = closed(bench, *["agree"] * 7)

    for actor in (bench.house.clerk, bench.house.rival_head, bench.house.administrator):
        with pytest.raises(NotAllowed):
            result_of(actor, motion)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"quorum": 2}, "tối thiểu"),
        ({"total_members": 6}, "nhiều hơn tổng số 6"),
        ({"quorum": 8}, "cần ít nhất 8"),
        ({"share": Fraction(0)}, "lớn hơn 0"),
        ({"share": Fraction(9, 8)}, "không quá toàn bộ"),
        ({"question": "  "}, "Ghi nội dung"),
        ({"options": ("agree", "disagree")}, "Phiếu phải có đủ"),
        ({"options": ("agree", "disagree", "abstain", "maybe")}, "Phiếu phải có đủ"),
        ({"options": ("agree", "agree", "disagree", "abstain")}, "chỉ ghi một lần"),
        ({"closes_at": timezone.now() - timedelta(days=2)}, "sau giờ mở"),
    ],
)
def test_motion_that_could_not_be_counted_is_not_opened(bench, changes, words):
    with pytest.raises(Refusal, match=words):
        bench.motion(**changes)

    assert not Motion.objects.exists()


def test_roll_left_too_short_by_conflicts_is_refused(bench):
    with pytest.raises(Refusal, match="Chỉ có 2 người được bỏ phiếu"):
        bench.motion(conflicted=bench.voters[:5])


def test_only_the_secretary_opens_and_only_the_council_closes(bench):
    motion = Motion(authority_id=bench.secretary.authority_id)
    council = {Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN}
    for transition in MOTIONS.transitions:
        may = {
            role
            for role in EVERY_ROLE
            if not transition.permission(motion, replace(bench.secretary, role=role))
        }
        assert may == council

    plan = bench.plan()
    for role in EVERY_ROLE - {Role.SECRETARY}:
        with pytest.raises(NotAllowed):
            open_motion(actor=replace(bench.secretary, role=role), plan=plan, members=range(7))


def test_motion_waits_for_those_who_have_not_voted(bench):
    motion = bench.motion()
    cast(actor=bench.voters[0], motion=motion, option="agree")

    assert not waiting_for(bench.voters[0]).exists()
    assert list(waiting_for(bench.voters[1])) == [motion]
    assert not waiting_for(bench.house.officer).exists()


def test_closed_motion_cannot_be_changed_even_in_the_database(bench):
    motion = closed(bench, *["agree"] * 7)

    for change in (
        lambda: Motion.objects.filter(pk=motion.pk).update(question="Việc khác"),
        lambda: Closing.objects.filter(motion=motion).update(sha256="0" * 64),
        lambda: RollEntry.objects.filter(motion=motion).update(voted=False),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refusal):
        ask_to_close(actor=bench.secretary, motion=motion)


def test_frozen_result_is_hashed_and_the_hash_stands_in_the_journal(bench):
    motion = closed(bench, *["agree"] * 7)

    closing = Closing.objects.get(motion=motion)

    assert closing.sha256 == content_hash(closing.content)
    assert closing.content["motion"] == motion.code
    assert closing.sha256 == result_of(bench.secretary, motion).sha256
    assert verify_journal(motion.authority_id).broken is None
    assert verify(motion.authority_id).faults == ()


def test_a_count_altered_behind_our_back_is_found(bench):
    motion = closed(bench, *["agree"] * 7)
    Tally.objects.filter(motion=motion, option="agree").update(count=6)
    Tally.objects.filter(motion=motion, option="disagree").update(count=1)
    assert verify(motion.authority_id).faults == (
        f"{motion.code}: Số phiếu đã bị sửa sau khi đóng bỏ phiếu.",
    )

    Tally.objects.filter(motion=motion, option="disagree").update(count=3)
    assert len(verify(motion.authority_id).faults) == 2


def test_a_stuffed_ballot_stops_the_closing(bench):
    motion = bench.motion()
    cast_all(bench, motion, *["agree"] * 7)
    Tally.objects.filter(motion=motion, option="agree").update(count=8)

    with pytest.raises(Refusal, match="7 người đã bỏ phiếu nhưng kiểm được 8 phiếu"):
        ask_to_close(actor=bench.secretary, motion=motion)


def test_motion_without_its_quorum_lapses_by_two_persons_and_tells_no_count(bench):
    motion = bench.motion(quorum=5)
    cast_all(bench, motion, *["agree"] * 4)
    with pytest.raises(Refusal, match="chưa hết giờ"):
        ask_to_abandon(actor=bench.secretary, motion=motion)
    Motion.objects.update(closes_at=timezone.now())
    ask_to_abandon(actor=bench.secretary, motion=motion)
    with pytest.raises(NotAllowed, match="người thứ hai"):
        abandon(actor=bench.secretary, motion=motion)
    done = abandon(actor=bench.chairman, motion=motion)

    assert done.state == "lapsed"
    assert "counts" not in Closing.objects.get(motion=motion).content
    assert turnout(motion).voted == 4
    with pytest.raises(Refusal, match="chưa có kết quả"):
        result_of(bench.secretary, motion)
    with pytest.raises(DatabaseError), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(question="Việc khác")
    assert verify(motion.authority_id).faults == ()


def test_motion_with_its_quorum_is_never_dropped(bench):
    motion = bench.motion()
    cast_all(bench, motion, *["agree"] * 7)

    with pytest.raises(Refusal, match="Đã đủ người bỏ phiếu"):
        ask_to_abandon(actor=bench.secretary, motion=motion)


def test_paper_is_cast_whole_with_one_entry_in_the_journal(bench):
    motions = [bench.motion() for _ in range(3)]
    other = bench.motion(conflicted=[bench.voters[0]])
    paper = Paper(motions[0], "sheet", "Phiếu kín số 1")
    whole = dict.fromkeys(motions, "agree")

    with pytest.raises(NotAllowed):
        cast_sheet(actor=bench.voters[0], paper=paper, choices=whole | {other: "agree"})
    assert not RollEntry.objects.filter(voted=True).exists()
    cast_sheet(actor=bench.voters[0], paper=paper, choices=whole)
    with pytest.raises(Refusal, match="đã bỏ phiếu"):
        cast_sheet(actor=bench.voters[0], paper=paper, choices={motions[2]: "disagree"})

    assert [turnout(motion).voted for motion in (*motions, other)] == [1, 1, 1, 0]
    said = AuditEvent.objects.get(verb="sheet.vote")
    assert (said.sentence, said.data) == ("Đã bỏ phiếu kín: Phiếu kín số 1", {})


def test_absent_member_without_an_account_is_counted_by_name_once(bench):
    motion = bench.motion(total_members=8)
    paper = Paper(motion, "sheet", "Phiếu kín số 1")
    given = {"paper": paper, "absentee": Absentee(None, "Bùi Văn Xa")}
    enter_written_sheet(actor=bench.secretary, choices={motion: "agree"}, **given)

    with pytest.raises(Refusal, match="đã nhập ý kiến"):
        enter_written_sheet(actor=bench.secretary, choices={motion: "disagree"}, **given)
    entry = RollEntry.objects.get(motion=motion, voter=None)
    assert (entry.name, entry.voted, entry.in_writing) == ("Bùi Văn Xa", True, True)
    assert verify(motion.authority_id).faults == ()
