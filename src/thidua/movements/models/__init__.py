"""Movements: the plan and its life, registrations with their pacts, reviews with their results."""

from __future__ import annotations

from thidua.movements.models.anniversaries import Anniversary
from thidua.movements.models.movements import Movement, MovementRound, MovementTemplate
from thidua.movements.models.registrations import (
    MovementRegistration,
    PactSignatory,
    Pledge,
    RegisteredMember,
)
from thidua.movements.models.reviews import (
    GoodExample,
    MovementFile,
    MovementResult,
    MovementReview,
    PledgeResult,
)
from thidua.movements.models.titles import MovementSettings, TitleRegistration
from thidua.movements.models.versions import MovementVersion

__all__ = [
    "Anniversary",
    "GoodExample",
    "Movement",
    "MovementFile",
    "MovementRegistration",
    "MovementResult",
    "MovementReview",
    "MovementRound",
    "MovementSettings",
    "MovementTemplate",
    "MovementVersion",
    "PactSignatory",
    "Pledge",
    "PledgeResult",
    "RegisteredMember",
    "TitleRegistration",
]
