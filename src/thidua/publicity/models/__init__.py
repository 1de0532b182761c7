"""Lists of candidates put before the people, what was said of them, and who said it."""

from __future__ import annotations

from thidua.publicity.models.comments import Comment, Commenter
from thidua.publicity.models.lists import Candidate, CandidateList, ClockStop, Placement
from thidua.publicity.models.visits import DaySalt, VisitBucket

__all__ = [
    "Candidate",
    "CandidateList",
    "ClockStop",
    "Comment",
    "Commenter",
    "DaySalt",
    "Placement",
    "VisitBucket",
]
