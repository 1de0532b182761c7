"""Requests, what they are compared with, the council's scoring, and what follows."""

from __future__ import annotations

from thidua.initiatives.models.after import RecognitionDeadline, ScopeCertification
from thidua.initiatives.models.council import (
    CriteriaEdition,
    Criterion,
    Score,
    ScoreSheet,
    Scoring,
    Sitting,
)
from thidua.initiatives.models.novelty import KnownText, NoveltyAnswer, Shingle
from thidua.initiatives.models.requests import (
    ConditionAnswer,
    InitiativeRequest,
    RecognitionPaper,
    RequestAuthor,
    RequestEvidence,
    RequestRecusal,
)

__all__ = [
    "ConditionAnswer",
    "CriteriaEdition",
    "Criterion",
    "InitiativeRequest",
    "KnownText",
    "NoveltyAnswer",
    "RecognitionDeadline",
    "RecognitionPaper",
    "RequestAuthor",
    "RequestEvidence",
    "RequestRecusal",
    "ScopeCertification",
    "Score",
    "ScoreSheet",
    "Scoring",
    "Shingle",
    "Sitting",
]
