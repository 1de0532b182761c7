"""Ceremonies: the order of call, groups, receipts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.decisions import stages
from tests.rewards import making
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.rewards.domain import ceremonies as acts
from thidua.rewards.domain.handing import Receipt, hand_over, state_award_limit
from thidua.rewards.enums import PaymentState
from thidua.rewards.models import Handover
from thidua.rewards.queries import balance, not_received, turns

FOUR = (
    ("LDTT", "Vũ Quốc Ân"),
    ("LDTT", "Trần Thị Ánh"),
    ("CSTDCS", "Đỗ Văn Thắng"),
    ("CSTDCS", "Hoàng Đức Anh"),
)


def names(house, row) -> list[str]:
    return [turn.line.nomination.name for turn in turns(house.officer, row)]


def test_highest_award_first_then_the_vietnamese_alphabet_in_groups(house):
    row = making.ceremony(house, making.issued(house, *FOUR))

    found = acts.groups(turns(house.officer, row), 1)

    assert names(house, row) == ["Hoàng Đức Anh", "Đỗ Văn Thắng", "Trần Thị Ánh", "Vũ Quốc Ân"]
    assert [group.title_code for group in found] == ["CSTDCS", "CSTDCS", "LDTT", "LDTT"]
    assert [len(g.turns) for g in acts.groups(turns(house.officer, row), 3)] == [2, 2]


def test_collectives_are_called_before_persons_of_the_same_award(house):
    round_ = making.round_(house)
    person = stages.at_council(house, round_, "CSTDCS")
    unit = stages.passed_collective(house, round_, "TTLDXS")

    unit.title_code = person.title_code
    assert acts.call_key(unit) < acts.call_key(person)


def test_numbers_put_turns_elsewhere_and_the_usual_order_comes_back(house):
    row = making.ceremony(house, making.issued(house, *FOUR))
    found = list(turns(house.officer, row))
    usual = names(house, row)

    acts.reorder(actor=house.officer, ceremony=row, numbers={found[3].pk: 1}, revision=None)
    moved = names(house, row)
    with pytest.raises(StaleEdit):
        acts.reorder(actor=house.officer, ceremony=row, numbers={}, revision=1)
    acts.restore_order(actor=house.officer, ceremony=row, revision=None)

    assert moved == [usual[3], *usual[:3]]
    assert names(house, row) == usual


def test_a_changed_ceremony_keeps_its_turns_and_drops_those_left_out(house, decision):
    other = making.issued(house, ("LDTT", "Vũ Quốc Ân"))
    row = making.ceremony(house, other, decision)
    found = list(turns(house.officer, row))
    acts.note_attendance(
        actor=house.officer, ceremony=row, coming=[turn.pk for turn in found], away=[]
    )
    plan = acts.CeremonyPlan(
        name="Lễ mới", held_on=making.PAID_ON, place="Sân UBND", decisions=(other,), group_size=50
    )

    acts.change_ceremony(actor=house.officer, ceremony=row, plan=plan, revision=None)

    assert [turn.attends for turn in turns(house.officer, row)] == [True]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"group_size": 0}, "từ 1 đến 50"),
        ({"name": " "}, "Ghi tên lễ"),
        ({"held_on": date(2024, 1, 1)}, "trước ngày Quyết định"),
        ({"decisions": ()}, "ít nhất một quyết định"),
    ],
)
def test_a_bad_plan_is_refused(house, decision, changes, why):
    with pytest.raises(Refusal, match=why):
        making.ceremony(house, decision, **changes)


def test_a_receipt_says_who_took_what_and_pays_the_money_from_the_fund(house, decision):
    fund, row = making.fund(house), making.ceremony(house, decision)
    first, second = decision.lines.select_related("nomination", "decision")
    before = list(not_received(house.officer, WITH_CERTIFICATE, date(2025, 2, 1), 30))

    done = hand_over(
        actor=house.officer,
        line=first,
        ceremony=row,
        given=Receipt(
            on=making.PAID_ON, certificate=True, money=True,
            receiver="Đỗ Thị Lan", on_behalf="vợ, giấy ủy quyền",
        ),
    )  # fmt: skip
    again = hand_over(
        actor=house.officer,
        line=first,
        given=Receipt(on=making.PAID_ON, certificate=True, frame=True),
    )

    payment = making.payments(decision)[0]
    assert before == [first]
    assert not not_received(house.officer, WITH_CERTIFICATE, date(2025, 2, 1), 30).exists()
    assert (done.receiver, done.on_behalf) == ("Đỗ Thị Lan", "vợ, giấy ủy quyền")
    assert (again.pk, again.frame, again.ceremony_id) == (done.pk, True, row.pk)
    assert (payment.state, payment.receiver) == (PaymentState.PAID, "Đỗ Thị Lan")
    assert balance(fund) == fund.opening - making.CSTDCS
    for line, given, why in (
        (second, Receipt(on=making.PAID_ON, certificate=True), "chỉ có tiền"),
        (first, Receipt(on=making.PAID_ON), "ít nhất một thứ"),
        (first, Receipt(on=date(2024, 1, 1), frame=True), "trước ngày quyết định"),
        (first, Receipt(on=date(2099, 1, 1), frame=True), "chưa tới"),
        (first, Receipt(on=making.PAID_ON, money=True), "không ở bước chờ chi"),
    ):
        with pytest.raises(Refusal, match=why):
            hand_over(actor=house.officer, line=line, given=given)
    for name, actor in house.actors.items():
        if name != "officer":
            with pytest.raises(NotAllowed):
                hand_over(actor=actor, line=second, given=Receipt(on=making.PAID_ON, money=True))
    assert Handover.objects.count() == 1


def test_ten_working_days_stand_for_state_awards_only_where_the_file_says():
    known, unknown = state_award_limit(date(2026, 1, 5)), state_award_limit(date(2024, 5, 5))

    assert (known.length, known.confidence, unknown.length) == (10, "unsure", None)
