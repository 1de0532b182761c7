"""Clusters and their years, trees of criteria, sheets and marks, results, files brought in."""

from __future__ import annotations

from thidua.clusters.models.criteria import CriteriaTree, TreeNode
from thidua.clusters.models.imports import ScoreImport
from thidua.clusters.models.marks import Mark, MarkEvidence, MarkSheet
from thidua.clusters.models.results import (
    ClusterResult,
    FlagSuggestion,
    ResultLine,
    ScoreObjection,
)
from thidua.clusters.models.years import (
    Cluster,
    ClusterMember,
    ClusterSettings,
    ClusterYear,
    PanelMember,
)

__all__ = [
    "Cluster",
    "ClusterMember",
    "ClusterResult",
    "ClusterSettings",
    "ClusterYear",
    "CriteriaTree",
    "FlagSuggestion",
    "Mark",
    "MarkEvidence",
    "MarkSheet",
    "PanelMember",
    "ResultLine",
    "ScoreImport",
    "ScoreObjection",
    "TreeNode",
]
