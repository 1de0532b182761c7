"""Rounds, the lists units hand in, and nominations with what was said about them."""

from __future__ import annotations

from thidua.commendation.models.examination import Assessment, Confirmation, Evidence, GiveBack
from thidua.commendation.models.local import LocalRegulation
from thidua.commendation.models.nominations import VERDICTS, Nomination
from thidua.commendation.models.rounds import ListImport, Round
from thidua.commendation.models.standing import Hold, Recusal

__all__ = [
    "VERDICTS",
    "Assessment",
    "Confirmation",
    "Evidence",
    "GiveBack",
    "Hold",
    "ListImport",
    "LocalRegulation",
    "Nomination",
    "Recusal",
    "Round",
]
