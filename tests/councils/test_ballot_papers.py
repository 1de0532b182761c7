"""Hours extended, papers given up because their books disagree, and a whole council's paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.councils.making import Table, hours, over, table
from tests.decisions import stages
from thidua.commendation.domain.recusals import recuse
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.councils.ballot_queries import motions_of, own_lines, votable, voters
from thidua.councils.domain.ballots import (
    ask_to_close_sheet,
    ask_to_drop_sheet,
    cast_ballot,
    close_sheet,
    drop_sheet,
    extend_sheet,
    lapse_sheet,
    make_sheet,
    open_sheet,
)
from thidua.councils.domain.minutes_content import minutes_content
from thidua.councils.models import BallotSheet, Result
from thidua.journal.models import AuditEvent
from thidua.voting.domain.checking import verify
from thidua.voting.models import Tally

WHY = "Máy chủ hỏng khi đang bỏ phiếu"


@pytest.fixture
def council(house) -> Table:
    return table(house)


def broken(council: Table) -> BallotSheet:
    """All have voted, and one vote too many lies in the box of the first line."""
    sheet = council.opened()
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    Tally.objects.filter(motion=motions_of(sheet).first(), option="disagree").update(count=1)
    return sheet


def test_hours_are_extended_by_the_secretary_and_never_shortened(house, council, sign_in):
    sheet = council.opened(minutes=5)
    council.vote(council.voters[0], sheet, "agree")
    before, later = sheet.closes_at, timezone.now() + timedelta(hours=2)
    with pytest.raises(NotAllowed):
        extend_sheet(actor=council.chairman, sheet=sheet, closes_at=later)
    for earlier in (before, before - timedelta(minutes=1)):
        with pytest.raises(Refusal, match="không rút ngắn"):
            extend_sheet(actor=council.secretary, sheet=sheet, closes_at=earlier)

    over(sheet)
    screen = sign_in(house.secretary)
    stale = screen.post(
        reverse("council:sheet_extend", args=[sheet.code]),
        {"closes_at": "2020-01-01T08:00", "revision": str(sheet.revision)},
    )
    assert stale.status_code == 422
    assert "không rút ngắn" in stale.content.decode()
    with pytest.raises(StaleEdit):
        extend_sheet(
            actor=council.secretary, sheet=sheet, closes_at=later, revision=sheet.revision + 1
        )
    longer = extend_sheet(actor=council.secretary, sheet=sheet, closes_at=later)

    assert {motion.closes_at for motion in motions_of(sheet)} == {later}
    assert AuditEvent.objects.filter(verb="sheet.extend").count() == 1
    shown = sign_in(council.voters[1]).get(reverse("council:ballot", args=[sheet.code]))
    assert "đã gia hạn" in shown.content.decode()
    for voter in council.voters[1:]:
        council.vote(voter, longer, "agree")
    done = council.closed(longer)
    with pytest.raises(Refusal, match="đang bỏ phiếu"):
        extend_sheet(actor=council.secretary, sheet=done, closes_at=later + timedelta(hours=1))


def test_paper_whose_books_disagree_is_dropped_by_two_and_made_anew(house, council, sign_in):
    sheet = broken(council)
    with pytest.raises(Refusal, match="không khớp"):
        ask_to_close_sheet(actor=council.secretary, sheet=sheet)
    page = sign_in(house.secretary).get(reverse("council:sheet", args=[sheet.code]))
    assert "Đề nghị hủy phiếu kín" in page.content.decode()
    with pytest.raises(NotAllowed):
        ask_to_drop_sheet(actor=house.officer, sheet=sheet, reason=WHY)
    with pytest.raises(Refusal, match="lý do"):
        ask_to_drop_sheet(actor=council.secretary, sheet=sheet, reason=" ")
    address = reverse("council:sheet_drop", args=[sheet.code])
    assert sign_in(house.secretary).post(address, {"reason": ""}).status_code == 422
    assert sign_in(house.secretary).post(address, {"reason": WHY}).status_code == 302
    asked = BallotSheet.objects.get(pk=sheet.pk)
    with pytest.raises(NotAllowed, match="người thứ hai"):
        drop_sheet(actor=council.secretary, sheet=asked)
    assert "Xác nhận hủy" in sign_in(council.chairman).get("/lam-viec/").content.decode()
    done = drop_sheet(actor=council.chairman, sheet=asked)

    assert {motion.state for motion in motions_of(done)} == {"void"}
    assert all("counts" not in motion.closing.content for motion in motions_of(done))
    assert not Result.objects.exists()
    assert verify(council.session.authority_id).faults == ()
    assert minutes_content(council.session)["dropped"] == [[done.name, WHY]]
    shown = sign_in(house.secretary).get(reverse("council:sheet", args=[sheet.code]))
    assert WHY in shown.content.decode()
    again = council.opened()
    assert again.number == 2
    assert not any(one.voted for one in voters(again))


def test_sound_paper_is_never_dropped_and_a_broken_one_never_closed(council):
    sheet = council.opened()
    for voter in council.voters:
        council.vote(voter, sheet, "agree")
    with pytest.raises(Refusal, match="khớp nhau nên không hủy"):
        ask_to_drop_sheet(actor=council.secretary, sheet=sheet, reason=WHY)
    asked = ask_to_close_sheet(actor=council.secretary, sheet=sheet)
    Tally.objects.filter(motion=motions_of(sheet).first(), option="agree").update(count=4)
    with pytest.raises(Refusal, match="không khớp"):
        close_sheet(actor=council.chairman, sheet=asked)

    dropping = ask_to_drop_sheet(actor=council.chairman, sheet=asked, reason=WHY)
    with pytest.raises(NotAllowed):
        drop_sheet(actor=council.chairman, sheet=dropping)
    assert drop_sheet(actor=council.secretary, sheet=dropping).state == "dropped"


def test_dossier_on_a_paper_is_offered_to_no_other_session(house, council):
    other = stages.session(house, council.round, members=5, present=5)
    sheet = council.opened()
    assert not votable(other).exists()
    with pytest.raises(Refusal, match="Không có hồ sơ nào"):
        make_sheet(actor=house.secretary, session=other, title_code="CSTDCS")
    over(sheet)
    asked = ask_to_close_sheet(actor=council.secretary, sheet=sheet)
    lapse_sheet(actor=council.chairman, sheet=asked)
    assert votable(other).count() == 2


def test_casting_costs_the_same_for_a_short_paper_and_a_long_one(house):
    council = table(house, titles=("CSTDCS",) * 2 + ("LDTT",) * 4)
    away, voter = council.voters[1], council.voters[0]
    for row in (council.rows[0], council.rows[2]):
        recuse(actor=away, nomination=row, user_id=away.user_id, ground="own_unit")
    counts = []
    for title in ("CSTDCS", "LDTT"):
        draft = council.sheet(title)
        with CaptureQueriesContext(connection) as opening:
            sheet = open_sheet(actor=council.secretary, sheet=draft, hours=hours())
        codes = [line.nomination.code for line in own_lines(voter, sheet)]
        with CaptureQueriesContext(connection) as casting:
            cast_ballot(actor=voter, sheet=sheet, choices=dict.fromkeys(codes, "agree"))
        counts.append((len(opening), len(casting)))

    assert counts[0] == counts[1]
