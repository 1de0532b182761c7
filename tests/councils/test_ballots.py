"""Ballot papers: drawn up, opened, voted on, closed; what each step does and refuses."""

from __future__ import annotations

import pytest

from tests.councils.making import Table, hours, over, seat, table
from thidua.commendation.domain.holds import lift_hold, put_hold
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.models import Nomination
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.ballot_queries import (
    all_lines,
    ballots_waiting_for,
    motions_of,
    own_lines,
    sheets,
    voters,
)
from thidua.councils.domain.ballots import (
    ask_to_close_sheet,
    cast_ballot,
    close_sheet,
    discard_sheet,
    enter_opinions,
    lapse_sheet,
    lines_to_enter,
    make_sheet,
    must_be_balloted,
    open_sheet,
    settle_sheet,
)
from thidua.councils.models import BallotSheet, Result
from thidua.journal.models import AuditEvent
from thidua.journal.queries import events_of
from thidua.voting.domain.checking import verify


@pytest.fixture
def council(house) -> Table:
    return table(house)


def states(council: Table) -> list[str]:
    keys = [row.pk for row in council.rows]
    found = Nomination.objects.in_bulk(keys)
    return [found[key].state for key in keys]


def test_whole_way_from_paper_to_results(council):
    sheet = council.opened()
    for number, voter in enumerate(council.voters):
        first = "agree" if number else "disagree"
        council.vote(voter, sheet, "agree", first)
    done = council.closed(sheet)

    lines = list(all_lines(done))
    results = {one.nomination_id: one for one in Result.objects.all()}
    counts = [(r.in_favour, r.against, r.abstained, r.invalid, r.passed)
              for r in (results[line.nomination_id] for line in lines)]  # fmt: skip
    assert done.state == "closed"
    assert counts == [(5, 0, 0, 0, True), (4, 1, 0, 0, True)]
    assert states(council) == ["decided", "decided"]
    assert {r.recorded_by_name for r in results.values()} == {
        "Trần Thu Hà, Phạm Hùng Việt (phiếu kín)"
    }
    assert verify(council.session.authority_id).faults == ()


def test_each_step_is_refused_out_of_place(house, council):
    draft = council.sheet()
    assert must_be_balloted("CSTDCS", council.session)
    assert not must_be_balloted("LDTT", council.session)
    with pytest.raises(Refusal, match="Không có hồ sơ nào"):
        council.sheet()  # both dossiers are on the first paper
    with pytest.raises(NotAllowed):
        make_sheet(actor=house.officer, session=council.session, title_code="CSTDCS")
    with pytest.raises(NotAllowed):
        open_sheet(actor=council.chairman, sheet=draft, hours=hours())
    with pytest.raises(Refusal, match="đã qua"):
        open_sheet(actor=council.secretary, sheet=draft, hours=hours(-1))
    seat(council.session, "Không tài khoản", None)
    with pytest.raises(Refusal, match="chưa gắn tài khoản"):
        open_sheet(actor=council.secretary, sheet=draft, hours=hours())
    put_hold(
        actor=house.officer,
        nomination=council.rows[0],
        ground="other",
        words="Chờ kết luận thanh tra",
    )
    with pytest.raises(Refusal, match="không còn bỏ phiếu được"):
        open_sheet(actor=council.secretary, sheet=draft, hours=hours())
    assert discard_sheet(actor=council.secretary, sheet=draft).state == "discarded"
    again = council.sheet()
    assert [line.nomination_id for line in all_lines(again)] == [council.rows[1].pk]
    assert again.number == 2


def test_recused_member_has_no_line_but_counts_in_the_whole(house, council):
    away, kept = council.voters[0], council.rows[0]
    recuse(actor=away, nomination=kept, user_id=away.user_id, ground="family", words="Em ruột")
    sheet = council.opened()

    assert [line.nomination_id for line in own_lines(away, sheet)] == [council.rows[1].pk]
    motion = all_lines(sheet).get(nomination=kept).motion
    assert (motion.total_members, motion.quorum, motion.roll.count()) == (5, 3, 4)
    with pytest.raises(Refusal, match="Phiếu đã thay đổi"):
        cast_ballot(
            actor=away, sheet=sheet, choices=dict.fromkeys([r.code for r in council.rows], "agree")
        )
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    done = council.closed(sheet)
    result = Result.objects.get(nomination=kept)
    assert (result.in_favour, result.total_members, result.passed) == (4, 5, True)
    assert not str(list(events_of(done).values_list("sentence", flat=True))).count(kept.name)


def test_recusal_after_opening_takes_the_line_away_and_the_vote_still_ends(house, council):
    late, kept = council.voters[0], council.rows[0]
    sheet = council.opened()
    for voter in council.voters[1:]:
        council.vote(voter, sheet, "agree")
    recuse(actor=late, nomination=kept, user_id=late.user_id, ground="other", words="Đồng tác giả")

    council.vote(late, sheet, "agree")
    council.closed(sheet)

    assert Result.objects.get(nomination=kept).in_favour == 4
    assert AuditEvent.objects.filter(verb="sheet.strike").count() == 1


def test_paper_is_cast_whole_or_not_at_all_and_once(council):
    sheet, voter = council.opened(), council.voters[0]
    one = {council.rows[0].code: "agree"}

    with pytest.raises(Refusal, match="Phiếu đã thay đổi"):
        cast_ballot(actor=voter, sheet=sheet, choices=one)
    with pytest.raises(Refusal, match="không có lựa chọn này"):
        cast_ballot(actor=voter, sheet=sheet, choices=one | {council.rows[1].code: "invalid"})
    with pytest.raises(NotAllowed, match="không có tên"):
        cast_ballot(actor=council.secretary, sheet=sheet, choices=one)
    assert not any(one.voted for one in voters(sheet))

    assert sheet in ballots_waiting_for(voter)
    council.vote(voter, sheet, "agree", "abstain")
    with pytest.raises(Refusal, match="đã bỏ phiếu"):
        council.vote(voter, sheet, "disagree")
    assert [one.voted for one in voters(sheet)] == [True, False, False, False, False]
    assert sheet not in ballots_waiting_for(voter)
    assert AuditEvent.objects.filter(verb="sheet.vote").count() == 1


def test_written_opinions_are_counted_and_missing_ones_stop_the_closing(council):
    council.session.total_members = 7
    council.session.save()
    sender = seat(council.session, "Bùi Văn Xa", None, "written")
    seat(council.session, "Lê Văn Vắng", None, "absent")
    sheet = council.opened()
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    with pytest.raises(Refusal, match="Chưa nhập ý kiến bằng văn bản của Bùi Văn Xa"):
        ask_to_close_sheet(actor=council.secretary, sheet=sheet)
    enter = {"sheet": sheet, "member": sender,
             "choices": {row.code: "disagree" for row in council.rows}}  # fmt: skip
    with pytest.raises(NotAllowed):
        enter_opinions(actor=council.chairman, **enter)
    enter_opinions(actor=council.secretary, **enter)
    assert lines_to_enter(council.secretary, sheet, sender) == []
    with pytest.raises(Refusal):
        enter_opinions(actor=council.secretary, **enter)
    with pytest.raises(Refusal, match="không được điểm danh là vắng"):
        enter_opinions(
            actor=council.secretary, **enter | {"member": council.member_of(council.voters[0])}
        )
    council.closed(sheet)

    result = Result.objects.get(nomination=council.rows[0])
    assert (result.in_favour, result.against, result.total_members) == (5, 1, 7)
    assert [v.name for v in voters(sheet) if v.in_writing] == ["Bùi Văn Xa"]


def test_too_few_voters_let_a_paper_lapse_and_no_count_is_read(council):
    sheet = council.opened()
    for voter in council.voters[:2]:
        council.vote(voter, sheet, "agree")
    with pytest.raises(Refusal, match="Còn 3 người chưa bỏ phiếu"):
        ask_to_close_sheet(actor=council.secretary, sheet=sheet)
    over(sheet)
    asked = ask_to_close_sheet(actor=council.secretary, sheet=sheet)
    with pytest.raises(NotAllowed, match="người thứ hai"):
        lapse_sheet(actor=council.secretary, sheet=asked)
    with pytest.raises(Refusal, match="không có kết quả"):
        close_sheet(actor=council.chairman, sheet=asked)
    done = lapse_sheet(actor=council.chairman, sheet=asked)

    assert done.state == "lapsed"
    assert {motion.state for motion in motions_of(done)} == {"lapsed"}
    assert all("counts" not in motion.closing.content for motion in motions_of(done))
    assert sum(one.voted for one in voters(done)) == 2
    assert not Result.objects.exists()
    assert states(council) == ["at_council", "at_council"]
    assert verify(council.session.authority_id).faults == ()
    assert council.sheet().number == 2


def test_line_without_its_quorum_lapses_while_the_rest_is_closed(council):
    away = council.voters[0]
    recuse(actor=away, nomination=council.rows[0], user_id=away.user_id, ground="own_unit")
    sheet = council.opened()
    for voter in council.voters[:3]:
        council.vote(voter, sheet, "agree")
    over(sheet)
    council.closed(sheet)

    assert sorted(motion.state for motion in motions_of(sheet)) == ["closed", "lapsed"]
    assert [one.nomination_id for one in Result.objects.all()] == [council.rows[1].pk]
    assert states(council)[0] == "at_council"


def test_dossier_held_after_the_vote_keeps_its_count_until_the_hold_is_lifted(house, council):
    sheet = council.opened()
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    hold = put_hold(
        actor=house.officer, nomination=council.rows[0], ground="complaint", words="Có đơn tố cáo"
    )
    done = council.closed(sheet)
    assert states(council) == ["at_council", "decided"]
    with pytest.raises(Refusal, match="vẫn đang tạm dừng"):
        settle_sheet(actor=council.secretary, sheet=done)
    lift_hold(actor=house.officer, hold=hold, basis="Kết luận 05/KL-UBND")
    settle_sheet(actor=council.secretary, sheet=done)

    assert states(council) == ["decided", "decided"]
    with pytest.raises(Refusal, match="đều có kết quả"):
        settle_sheet(actor=council.secretary, sheet=done)


def test_papers_are_seen_by_the_council_and_by_nobody_else(house, council):
    sheet = council.opened()
    seen = {
        role.value
        for role in Role
        if role is not Role.SYSTEM
        for actor in house.actors.values()
        if actor.role is role and sheets(actor).filter(pk=sheet.pk).exists()
    }

    assert seen == {"officer", "secretary", "member", "chairman", "inspector"}
    for who in (house.head, house.editor, house.administrator):
        with pytest.raises(NotAllowed):
            cast_ballot(actor=who, sheet=sheet, choices={})
    assert BallotSheet.objects.get().state == "open"
