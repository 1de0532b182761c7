"""Payments: one per line, the law's choice among several, paying, giving back, recovering."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.decisions import stages
from tests.rewards import making
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import RecusalGround
from thidua.core.actors import system_actor
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.decisions.models import Decision
from thidua.journal.domain.verify import verify
from thidua.journal.models import AuditEvent
from thidua.rewards import tasks
from thidua.rewards.domain import fund as book
from thidua.rewards.domain import lists, paying, preparing, recovering
from thidua.rewards.enums import Category, PaymentState, RecoveryState
from thidua.rewards.models import FundEntry, Payment, Recovery
from thidua.rewards.queries import (
    balance,
    issued_without_payments,
    lists_visible_to,
    long_unpaid,
    on_list,
    totals,
    visible_to,
    with_sums,
)
from thidua.rewards.workflow import PAYMENTS, RECOVERIES


def test_payments_are_the_lines_once_and_their_sum_is_the_decisions(house, decision):

    again = preparing.prepare_payments(actor=house.officer, decision=decision)

    found = making.payments(decision)
    assert again == 0
    assert [one.amount for one in found] == [line.amount for line in decision.lines.all()]
    assert sum(one.amount for one in found) == making.LDTT + making.CSTDCS
    assert {one.state for one in found} == {PaymentState.DUE}
    assert all("Điều" in one.citation or "98/2023" in one.citation for one in found)


def test_a_missed_job_heals_itself_and_a_draft_has_no_payments(house):
    round_ = making.round_(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    made = stages.issued(house, round_, "LDTT")
    draft = stages.draft(house, round_, "CSTDCS")
    missed = list(issued_without_payments(house.authority.pk))

    tasks.prepare_every_night(0)
    tasks.prepare(decision_id=draft.pk)
    tasks.prepare(decision_id=0)

    assert missed == [made]
    assert not issued_without_payments(house.authority.pk).exists()
    assert Payment.objects.filter(line__decision=made).count() == 1
    assert not Payment.objects.filter(line__decision=draft).exists()


def test_two_titles_of_a_year_pay_the_highest_and_say_why_the_other_is_not(house):
    who = make.person(house)
    decision = making.issued(house, ("CSTDCS", who.full_name), ("LDTT", who.full_name), person=who)

    high, low = making.payments(decision)

    assert (high.state, high.amount) == (PaymentState.DUE, making.CSTDCS)
    assert (low.state, low.amount) == (PaymentState.CANCELLED, None)
    assert "Chiến sĩ thi đua cơ sở" in low.ground
    mine = visible_to(house.officer).filter(line__decision=decision)
    assert totals(mine)["money"] == making.CSTDCS


def test_a_higher_title_after_a_lower_is_to_be_settled_never_above_the_decision(house):
    who = make.person(house)
    round_ = making.round_(house)
    stages.passed(house, round_, ("LDTT", who.full_name), person=who)
    preparing.prepare_payments(actor=house.officer, decision=stages.issued(house, round_, "LDTT"))
    stages.passed(house, round_, ("CSTDCS", who.full_name), person=who)
    later = stages.issued(house, round_, "CSTDCS")
    preparing.prepare_payments(actor=house.officer, decision=later)
    (high,) = making.payments(later)

    assert high.state == PaymentState.UNSETTLED
    assert "đã lập khoản 710.000 đồng cho Lao động tiên tiến" in high.ground
    for amount in (0, -1, making.CSTDCS + 1):
        with pytest.raises(Refusal):
            paying.settle(actor=house.officer, payment=high, amount=amount, reason="x")
    with pytest.raises(Refusal, match="lý do"):
        paying.settle(actor=house.officer, payment=high, amount=1_630_000, reason="  ")
    done = paying.settle(
        actor=house.officer, payment=high, amount=1_630_000, reason="Đã chi mức LĐTT"
    )
    assert (done.state, done.amount) == (PaymentState.DUE, 1_630_000)


def test_a_household_takes_one_and_a_half_times_and_an_unknown_sum_waits_for_a_person(
    house, decision
):
    line = decision.lines.first()
    Payment.objects.filter(line=line).delete()
    decision.lines.filter(pk=line.pk).update(amount=None, amount_basis="Không ghi mức thưởng")

    preparing.prepare_payments(actor=house.officer, decision=decision)

    found = Payment.objects.get(line=line)
    assert (found.state, found.amount) == (PaymentState.UNSETTLED, None)
    assert "không ghi mức tiền" in found.ground
    with pytest.raises(Refusal, match="chưa có mức tiền"):
        paying.pay(actor=house.officer, payments=[found], given=making.given())


def test_paying_takes_from_the_fund_once_for_all_and_names_nobody_in_the_book(house, decision):
    fund = making.fund(house)
    found = making.payments(decision)

    entry = paying.pay(actor=house.officer, payments=found, given=making.given(paper="PC 01"))

    assert balance(fund) == fund.opening - making.LDTT - making.CSTDCS
    assert entry.words == "Chi tiền thưởng 2 khoản theo Quyết định số 01/QĐ-UBND"
    assert [one.receiver for one in making.payments(decision)] == [
        one.line.nomination.name for one in found
    ]
    with pytest.raises(Refusal, match="Đã chi"):
        paying.pay(actor=house.officer, payments=found, given=making.given())
    assert FundEntry.objects.count() == 1
    assert verify(house.authority.pk).broken is None


@pytest.mark.parametrize(
    ("opening", "on", "method", "why"),
    [
        (1_000_000, making.PAID_ON, "cash", "không đủ để chi"),
        (9_000_000, date(2024, 12, 20), "cash", "trước ngày quyết định"),
        (9_000_000, date(2023, 1, 1), "cash", "trước ngày quyết định"),
        (9_000_000, date(2024, 12, 30), "cash", "Chưa mở sổ quỹ năm 2024"),
        (9_000_000, date(2099, 1, 1), "cash", "Chưa mở sổ quỹ năm 2099"),
        (9_000_000, making.PAID_ON, "barter", "Chọn cách chi"),
    ],
)
def test_paying_is_refused_whole_with_the_reason(house, decision, opening, on, method, why):
    fund = making.fund(house, opening=opening)

    with pytest.raises(Refusal, match=why):
        paying.pay(
            actor=house.officer,
            payments=making.payments(decision),
            given=making.given(on, method=method),
        )

    assert {one.state for one in making.payments(decision)} == {PaymentState.DUE}
    assert balance(fund) == opening


def test_money_that_comes_back_is_income_and_waits_to_be_paid_again(house, decision):
    fund = making.fund(house)
    first, second = making.payments(decision)
    paying.pay(actor=house.officer, payments=[first, second], given=making.given())
    first.refresh_from_db()
    with pytest.raises(Refusal, match="trước ngày chi"):
        paying.give_back(actor=house.officer, payment=first, on=date(2025, 1, 2), reason="Vắng mặt")

    back = paying.give_back(
        actor=house.officer, payment=first, on=date(2025, 2, 3), reason="Vắng mặt"
    )
    after = balance(fund)
    due = paying.pay_again(actor=house.officer, payment=back)

    assert after == fund.opening - making.LDTT
    assert (due.state, due.receiver, due.entry) == (PaymentState.DUE, "", None)


def test_a_list_takes_payments_and_closes_when_nothing_waits(house, decision):
    making.fund(house)
    found = making.payments(decision)
    row = lists.draw_up(actor=house.officer, payments=found)
    listed = making.payments(decision)
    with pytest.raises(Refusal, match="Còn 2 khoản"):
        lists.close_list(actor=house.officer, row=row)
    with pytest.raises(Refusal, match="Trong danh sách chi"):
        lists.draw_up(actor=house.officer, payments=found)

    entry = paying.pay(actor=house.officer, payments=listed[:1], given=making.given())
    lists.take_off(actor=house.officer, payment=listed[1])
    closed = lists.close_list(actor=house.officer, row=row)

    assert entry.words.endswith(f"danh sách số {row.full_number}")
    assert closed.closed_at is not None
    (shown,) = with_sums(lists_visible_to(house.chairman), house.chairman)
    assert (shown.count, shown.money, shown.paid) == (1, making.CSTDCS, making.CSTDCS)
    with pytest.raises(Refusal, match="Không có khoản nào"):
        lists.draw_up(actor=house.officer, payments=[])


def test_revocation_stops_what_is_unpaid_and_asks_back_what_is_paid_once(house, decision):
    fund = making.fund(house)
    first, second = making.payments(decision)
    paying.pay(actor=house.officer, payments=[first], given=making.given())
    words = "Quyết định số 09/QĐ-UBND hủy bỏ khen thưởng"

    asked = [
        recovering.recover_payment(
            actor=house.chairman, award_or_line=first.line.award, words=words
        )
        for _ in range(2)
    ]
    stopped = recovering.recover_payment(
        actor=house.chairman, award_or_line=second.line, words=words
    )
    first.refresh_from_db()
    with pytest.raises(Refusal, match="yêu cầu thu hồi"):
        paying.give_back(actor=house.officer, payment=first, on=date(2025, 2, 3), reason="Nộp lại")
    done = recovering.mark_recovered(
        actor=house.officer, recovery=asked[0], on=date(2025, 3, 3), paper="PT 02"
    )

    assert asked[0] == asked[1]
    assert Recovery.objects.count() == 1
    assert stopped is None
    second.refresh_from_db()
    assert (second.state, second.outcome_reason) == (PaymentState.CANCELLED, words)
    assert (done.state, done.entry.category) == (RecoveryState.RECOVERED, Category.RECOVERED)
    assert balance(fund) == fund.opening
    with pytest.raises(Refusal):
        recovering.mark_recovered(actor=house.officer, recovery=done, on=date(2025, 3, 4))
    with pytest.raises(Refusal):
        recovering.drop_recovery(actor=house.officer, recovery=done, reason="Thôi")
    assert recovering.destination(date(2025, 3, 3)).verdict == "not_known"


def test_an_entry_that_payments_stand_on_is_not_reversed_by_hand(house, decision):
    making.fund(house)
    entry = paying.pay(
        actor=house.officer, payments=making.payments(decision), given=making.given()
    )

    with pytest.raises(Refusal, match="sinh từ tiền thưởng"):
        book.reverse(actor=house.officer, entry=entry, words="Nhầm")


def matrix(workflow) -> list[str]:
    class Row:
        authority_id = 1

    from thidua.core.actors import EVERY_ROLE, Actor, Role

    roles = [*sorted(EVERY_ROLE), Role.SYSTEM]
    return [
        f"{step.name}: "
        + " ".join(r.value for r in roles if not step.permission(Row, Actor(1, 1, "Ai", r)))
        for step in workflow.transitions
    ]


def test_permission_matrix_is_the_one_agreed(house, decision):
    assert matrix(PAYMENTS) == [
        "settle: officer",
        "list: officer",
        "unlist: officer",
        "pay: officer",
        "give_back: officer",
        "again: officer",
        "cancel: chairman officer system",
    ]
    assert matrix(RECOVERIES) == ["recover: officer", "drop: officer"]
    found = making.payments(decision)
    for name, actor in house.actors.items():
        if name not in {"officer", "chairman"}:
            with pytest.raises(NotAllowed):
                paying.cancel(actor=actor, payment=found[0], reason="x")
            with pytest.raises(NotAllowed):
                preparing.prepare_payments(actor=actor, decision=decision)
        if name != "officer":
            with pytest.raises(NotAllowed):
                paying.pay(actor=actor, payments=found, given=making.given())


def test_who_keeps_away_from_a_dossier_sees_nothing_of_its_money(house, decision):
    making.fund(house)
    hidden, shown = making.payments(decision)
    row = lists.draw_up(actor=house.officer, payments=[hidden, shown])
    recuse(
        actor=house.officer,
        nomination=hidden.line.nomination,
        user_id=house.officer.user_id,
        ground=RecusalGround.FAMILY,
        words="Vợ",
    )

    assert list(visible_to(house.officer)) == [shown]
    assert list(on_list(house.officer, row)) == [shown]
    (mine,) = with_sums(lists_visible_to(house.officer), house.officer)
    assert (mine.count, mine.money) == (1, making.LDTT)
    assert visible_to(house.inspector).count() == 2
    assert visible_to(house.head).count() == 2
    for outsider in ("rival_head", "rival_clerk", "member", "editor", "administrator", "secretary"):
        assert not visible_to(getattr(house, outsider)).exists()
    names = hidden.line.nomination.name
    told = AuditEvent.objects.filter(verb__regex="^(payment|fund|payments)")
    assert told.exists()
    assert not any(names in f"{event.sentence} {event.data}" for event in told)


def test_two_people_at_once_and_another_authority_are_refused(house, decision):
    making.fund(house)
    payment = making.payments(decision)[0]
    lists.draw_up(actor=house.officer, payments=[payment])

    with pytest.raises(StaleEdit):
        lists.take_off(actor=house.officer, payment=payment, revision=1)
    stranger = system_actor(house.authority.pk + 1)
    with pytest.raises(NotAllowed):
        recovering.recover_payment(actor=stranger, award_or_line=payment.line, words="x")


def test_long_unpaid_is_a_reminder_of_thirty_days(house, decision):

    assert long_unpaid(house.officer, date(2025, 1, 20)).count() == 0
    assert long_unpaid(house.officer, date(2025, 2, 20)).count() == 2
    assert Decision.objects.get(pk=decision.pk).issued_on == stages.ISSUED_ON
