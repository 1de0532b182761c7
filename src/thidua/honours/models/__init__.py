"""Sudden feats: what was done, by whom, how long each step took. Cases of long-standing honours:
the family, the papers, how long the file lay at each level."""

from __future__ import annotations

from thidua.honours.models.cases import (
    CasePaper,
    CaseRecusal,
    FamilyMember,
    HonourCase,
    Stay,
)
from thidua.honours.models.feats import FeatReport, FeatSubject
from thidua.honours.models.settings import BacklogSettings, LevelLimit

__all__ = [
    "BacklogSettings",
    "CasePaper",
    "CaseRecusal",
    "FamilyMember",
    "FeatReport",
    "FeatSubject",
    "HonourCase",
    "LevelLimit",
    "Stay",
]
