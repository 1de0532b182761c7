"""Sudden feats: what was done, by whom, and how long each step took."""

from __future__ import annotations

from thidua.honours.models.feats import FeatReport, FeatSubject

__all__ = ["FeatReport", "FeatSubject"]
