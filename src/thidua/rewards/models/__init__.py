"""What follows a decision: payments, the fund, blanks and frames, handing over."""

from __future__ import annotations

from thidua.rewards.models.ceremonies import Ceremony, CeremonyTurn, Handover
from thidua.rewards.models.fund import FundEntry, FundYear
from thidua.rewards.models.payments import Payment, PaymentList, Recovery
from thidua.rewards.models.stock import StockItem, StockMovement

__all__ = [
    "Ceremony",
    "CeremonyTurn",
    "FundEntry",
    "FundYear",
    "Handover",
    "Payment",
    "PaymentList",
    "Recovery",
    "StockItem",
    "StockMovement",
]
