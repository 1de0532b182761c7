"""Councils, their sessions, ballot papers, and the results recorded for each dossier."""

from __future__ import annotations

from thidua.councils.models.ballots import BallotLine, BallotSheet, Deferral, Result
from thidua.councils.models.bodies import Council, Member
from thidua.councils.models.minutes import FrozenMinutes
from thidua.councils.models.sessions import (
    AgendaItem,
    Attendance,
    ConflictAnswer,
    Session,
    SessionPaper,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "BallotLine",
    "BallotSheet",
    "ConflictAnswer",
    "Council",
    "Deferral",
    "FrozenMinutes",
    "Member",
    "Result",
    "Session",
    "SessionPaper",
]
