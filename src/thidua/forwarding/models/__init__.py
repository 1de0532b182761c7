"""Packages to a higher level, their papers, what was asked for, and secret dossiers as counts."""

from __future__ import annotations

from thidua.forwarding.models.packages import Package, PackageItem
from thidua.forwarding.models.papers import PackagePaper, SecretCount, SupplementRequest

__all__ = ["Package", "PackageItem", "PackagePaper", "SecretCount", "SupplementRequest"]
