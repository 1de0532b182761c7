"""What stands between a dossier and the next step, and what each step leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import factories as make
from thidua.commendation.domain.moves import give_back, move_many
from thidua.commendation.domain.nominate import Proposal, confirm_condition, nominate
from thidua.commendation.domain.rounds import RoundPlan, change_round, set_round_state
from thidua.commendation.enums import RoundKind, RoundState, State
from thidua.commendation.models import Assessment
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.errors import NotAllowed, Refusal

PLAN = RoundPlan(
    year=2024,
    kind=RoundKind.MERIT,
    name="Tổng kết năm 2024",
    titles=("LDTT", "CSTDCS"),
    opens_on=date(2024, 11, 1),
    closes_on=date(2024, 12, 20),
    considered_on=date(2024, 12, 31),
)


@pytest.fixture
def round_(house):
    return make.round_(house)


def rated(house, name="Lê Thị Lan", level=2):
    who = make.person(house, name)
    make.rating(who, level=level)
    return who


def offer(row, actor, name):
    return next(o for o in NOMINATIONS.offers(row, actor) if o.transition.name == name)


def test_locked_round_takes_no_dossier_and_says_whom_to_ask(house, round_):
    row = make.nomination(house, round_, rated(house))
    locked = set_round_state(actor=house.officer, round_=round_, state=RoundState.CLOSED)
    row.refresh_from_db()

    assert "đã khóa nhận hồ sơ" in offer(row, house.head, "submit").reasons[0]
    with pytest.raises(Refusal, match="đã khóa nhận hồ sơ"):
        make.nomination(house, locked, rated(house, "Lê Thị Mai"))


def test_incomplete_dossier_names_every_missing_part(house, round_):
    row = make.nomination(house, round_, rated(house), title="BKT", position="", birth_words="")

    reasons = offer(row, house.head, "submit").reasons

    assert len(reasons) == 3
    assert "không nằm trong các danh hiệu" in reasons[0]


def test_local_cap_holds_back_what_is_over_and_names_the_regulation(house):
    round_ = make.round_(house, cap_percent=50, cap_basis="Hướng dẫn 12/HD-UBND")
    rows = [
        make.nomination(house, round_, rated(house, name, 3), title="CSTDCS", rating_level=3)
        for name in ("Lê Thị Lan", "Lê Thị Mai")
    ]
    move_many(actor=house.head, nominations=rows, name="submit")
    examined = move_many(actor=house.officer, nominations=rows, name="examine").done

    outcome = move_many(actor=house.officer, nominations=examined, name="send_to_council")

    assert outcome.done == []
    assert len(outcome.refused) == 2
    assert "tối đa 1 suất (50\N{NO-BREAK SPACE}%, Hướng dẫn 12/HD-UBND)" in outcome.refused[0][1][0]


def test_nobody_is_turned_down_without_an_article(house, round_):
    good = make.nomination(house, round_, rated(house))
    bad = make.nomination(house, round_, rated(house, "Lê Thị Mai", 1), rating_level=1)
    move_many(actor=house.head, nominations=[good, bad], name="submit")

    outcome = move_many(
        actor=house.officer, nominations=[good, bad], name="turn_down", reason="Xếp loại HTNV"
    )

    assert [row.pk for row in outcome.done] == [bad.pk]
    assert outcome.done[0].outcome_reason == "Xếp loại HTNV"


def test_resubmission_answers_what_was_asked_and_drops_old_confirmations(house, round_):
    row = make.nomination(house, round_, make.person(house), rating_level=None)
    row = NOMINATIONS.perform(row, "submit", actor=house.head)
    received = row.received_on
    from thidua.commendation.domain.assess import judge
    from thidua.law import Verdict

    unknown = next(f.code for f in judge(row).findings if f.verdict is Verdict.NOT_KNOWN)
    confirm_condition(
        actor=house.officer, nomination=row, finding_code=unknown, basis="Phiếu số 12"
    )
    row = give_back(actor=house.officer, nomination=row, parts={"rating": "Thiếu phiếu"})

    row = NOMINATIONS.perform(row, "resubmit", actor=house.head)

    assert row.state == State.SUBMITTED
    assert row.received_on == received
    assert not row.confirmations.exists()
    assert not row.give_backs.filter(answered_at__isnull=True).exists()
    assert Assessment.objects.filter(nomination=row, occasion="submitted").count() == 2


@pytest.mark.parametrize("parts", [{"khong-co": "x"}, {"rating": "   "}, {}])
def test_give_back_without_a_named_part_and_reason_is_refused(house, round_, parts):
    row = make.nomination(house, round_, rated(house))
    row = NOMINATIONS.perform(row, "submit", actor=house.head)

    with pytest.raises(Refusal):
        NOMINATIONS.perform(row, "give_back", actor=house.officer, parts=parts)


def test_only_named_units_nominate_where_a_round_names_them(house, round_):
    round_.nominators.set([house.rival])

    with pytest.raises(Refusal, match="không nằm trong các đơn vị được đề nghị"):
        make.nomination(house, round_, rated(house))


def test_unit_nominates_for_itself_alone(house, round_):
    proposal = Proposal(title_code="LDTT", person=rated(house), claims={"name": "Lê Thị Lan"})

    with pytest.raises(NotAllowed, match="đơn vị mình"):
        nominate(actor=house.clerk, round_=round_, unit=house.rival, proposal=proposal)
    with pytest.raises(NotAllowed):
        nominate(actor=house.officer, round_=round_, unit=house.school, proposal=proposal)


def test_same_person_is_proposed_once_for_a_title(house, round_):
    who = rated(house)
    make.nomination(house, round_, who)

    with pytest.raises(Refusal, match="đã có hồ sơ đề nghị cùng danh hiệu"):
        make.nomination(house, round_, who)


def test_title_with_dossiers_cannot_be_taken_off_a_round(house, round_):
    make.nomination(house, round_, rated(house))

    with pytest.raises(Refusal, match="Lao động tiên tiến"):
        change_round(actor=house.officer, round_=round_, plan=replace(PLAN, titles=("CSTDCS",)))


def test_round_is_considered_after_it_opens(house, round_):
    with pytest.raises(Refusal, match="Ngày xét phải từ ngày"):
        change_round(
            actor=house.officer, round_=round_, plan=replace(PLAN, considered_on=date(2024, 10, 1))
        )


def test_confirmation_names_a_paper_and_waits_for_submission(house, round_):
    row = make.nomination(house, round_, make.person(house), rating_level=None)

    with pytest.raises(Refusal, match="giấy tờ làm căn cứ"):
        confirm_condition(actor=house.officer, nomination=row, finding_code="x", basis=" ")
    with pytest.raises(Refusal, match="chờ thẩm định"):
        confirm_condition(actor=house.officer, nomination=row, finding_code="x", basis="Phiếu 1")
    with pytest.raises(NotAllowed):
        confirm_condition(actor=house.head, nomination=row, finding_code="x", basis="Phiếu 1")
