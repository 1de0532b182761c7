"""Money, blanks and the ceremony that followed the decision of 2023."""

from __future__ import annotations

from datetime import date, time

from thidua.core.actors import Actor, Role
from thidua.decisions.models import Decision, DecisionState
from thidua.demo.past import NAME
from thidua.demo.site import Site
from thidua.rewards.domain.ceremonies import CeremonyPlan, plan_ceremony
from thidua.rewards.domain.fund import FundPlan, Sum, enter, open_fund_year
from thidua.rewards.domain.handing import Receipt, hand_over
from thidua.rewards.domain.lists import draw_up
from thidua.rewards.domain.paying import Disbursement, pay
from thidua.rewards.domain.preparing import prepare_payments
from thidua.rewards.domain.stock import Move, add_item, move_stock
from thidua.rewards.enums import Category, MovementKind, StockKind
from thidua.rewards.models import Ceremony, Payment

HELD_ON = date(2024, 2, 20)
UNIT = "Xã Đặng Cương"
BOOK = (
    Sum(category=Category.ALLOCATION, on=date(2024, 1, 15), paper="QĐ 12/QĐ-UBND",
        words="Giao dự toán quỹ thi đua, khen thưởng năm 2024", amount=620_000_000),
    Sum(category=Category.DONATION, on=date(2024, 1, 30), paper="PT 01",
        words="Doanh nghiệp trên địa bàn đóng góp", amount=30_000_000),
    Sum(category=Category.REVIEWS, on=date(2024, 2, 20), paper="PC 03",
        words="Tổ chức hội nghị sơ kết phong trào nông thôn mới", amount=18_500_000),
)  # fmt: skip


def follow_up(site: Site) -> None:
    """The fund of 2024, its blanks and frames; two thirds of the recipients came."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    decision = Decision.objects.get(
        authority=site.authority, round__name=NAME, state=DecisionState.ISSUED
    )
    _fund(officer)
    prepare_payments(actor=officer, decision=decision)
    _store(officer, decision)
    ceremony = plan_ceremony(
        actor=officer,
        plan=CeremonyPlan(
            name="Hội nghị sơ kết phong trào nông thôn mới kiểu mẫu",
            held_on=HELD_ON,
            starts_at=time(8, 0),
            place="Hội trường UBND huyện An Dương",
            decisions=(decision,),
            group_size=3,
        ),
    )
    _hand_out(officer, decision, ceremony)


def _fund(officer: Actor) -> None:
    plan = FundPlan(
        opening=45_300_000,
        base=78_000_000_000,
        basis="Quyết định giao dự toán ngân sách huyện năm 2024",
    )
    fund = open_fund_year(actor=officer, year=HELD_ON.year, plan=plan)
    for given in BOOK:
        enter(actor=officer, fund=fund, given=given)


def _store(officer: Actor, decision: Decision) -> None:
    kinds = (
        (StockKind.BLANK, "Phôi giấy khen khổ A4", 200, 5),
        (StockKind.FRAME, "Khung giấy khen khổ A4", 60, 5),
    )
    for kind, name, received, used in kinds:
        item = add_item(actor=officer, kind=kind, name=name, titles=("GK-HUYEN", "GK-XA"))
        bought = Move(
            kind=MovementKind.RECEIVED, quantity=received, on=date(2024, 1, 20), paper="PN 02"
        )
        taken = Move(kind=MovementKind.USED, quantity=used, on=date(2024, 2, 7), decision=decision)
        for given in (bought, taken):
            move_stock(actor=officer, item=item, given=given)


def _hand_out(officer: Actor, decision: Decision, ceremony: Ceremony) -> None:
    """The commune's people sign a list; the others still wait for theirs."""
    rows = Payment.objects.select_related("line__nomination__round", "line__decision", "on_list")
    mine = rows.filter(line__decision=decision, line__nomination__unit_name=UNIT)
    draw_up(actor=officer, payments=list(mine), unit_name=UNIT)
    given = Disbursement(on=HELD_ON, paper="PC 04")
    pay(actor=officer, payments=list(mine.all()), given=given)
    for payment in mine.all():
        hand_over(
            actor=officer,
            line=payment.line,
            given=Receipt(on=HELD_ON, certificate=True, frame=True),
            ceremony=ceremony,
        )
