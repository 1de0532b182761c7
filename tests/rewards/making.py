"""Issued decisions with money, a fund, stock and a ceremony, made through the domain functions."""

from __future__ import annotations

import io
from datetime import date
from itertools import count

import openpyxl
from django.urls import reverse

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Round
from thidua.decisions.models import Decision
from thidua.rewards.domain.ceremonies import CeremonyPlan, plan_ceremony
from thidua.rewards.domain.fund import FundPlan, Sum, enter, open_fund_year
from thidua.rewards.domain.paying import Disbursement
from thidua.rewards.domain.preparing import prepare_payments
from thidua.rewards.domain.stock import add_item
from thidua.rewards.enums import Category, StockKind
from thidua.rewards.models import Ceremony, FundYear, Payment, StockItem

PARTS = count(1)
PAID_ON = date(2025, 1, 10)
LDTT, CSTDCS = 710_000, 2_340_000


def round_(house: make.House) -> Round:
    """A round of 2024 under a name of its own: several stand beside each other here."""
    return make.round_(house, name=f"Tổng kết năm 2024, phần {next(PARTS)}")


def issued(house: make.House, *dossiers: tuple[str, str], **claims) -> Decision:
    """A decision of 27/12/2024 on these (title, name) dossiers, with its payments."""
    given = dossiers or (("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    held = round_(house)
    stages.passed(house, held, *given, **claims)
    made = stages.issued(house, held, *dict(given))
    prepare_payments(actor=house.officer, decision=made)
    return Decision.objects.get(pk=made.pk)


def payments(decision: Decision) -> list[Payment]:
    return list(
        Payment.objects.filter(line__decision=decision)
        .select_related("line__nomination__round", "line__decision", "on_list")
        .order_by("line__order")
    )


def fund(house: make.House, year: int = 2025, opening: int = 100_000_000) -> FundYear:
    return open_fund_year(actor=house.officer, year=year, plan=FundPlan(opening=opening))


def given(on: date = PAID_ON, **changes) -> Disbursement:
    return Disbursement(on=on, **changes)


def income(house: make.House, fund: FundYear, amount: int, category: str = Category.ALLOCATION):
    taken = Sum(category=category, on=date(fund.year, 1, 2), words="Giao dự toán", amount=amount)
    return enter(actor=house.officer, fund=fund, given=taken)


def item(house: make.House, name: str = "Phôi giấy chứng nhận", *titles: str) -> StockItem:
    codes = titles or ("CSTDCS",)
    return add_item(actor=house.officer, kind=StockKind.BLANK, name=name, titles=codes)


def ceremony(house: make.House, *decisions: Decision, **changes) -> Ceremony:
    values = {
        "name": "Hội nghị tổng kết năm 2024",
        "held_on": PAID_ON,
        "place": "Hội trường UBND huyện",
        "decisions": decisions,
        "group_size": 2,
    } | changes
    return plan_ceremony(actor=house.officer, plan=CeremonyPlan(**values))


def url(name: str, *args) -> str:
    return reverse(f"office:{name}", args=args)


def sheet(answer) -> list[list]:
    return [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active
    ]
