"""Targets, their shares by unit, what was reported period by period, and files brought in."""

from __future__ import annotations

from thidua.targets.models.imports import TargetImport
from thidua.targets.models.results import PeriodTotal, Result, ResultVersion
from thidua.targets.models.targets import Allocation, AllocationMove, Target, TargetSettings

__all__ = [
    "Allocation",
    "AllocationMove",
    "PeriodTotal",
    "Result",
    "ResultVersion",
    "Target",
    "TargetImport",
    "TargetSettings",
]
