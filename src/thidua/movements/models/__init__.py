"""Movements: the plan and its life, registrations with their pacts, reviews with their results."""

from __future__ import annotations

from thidua.movements.models.movements import Movement, MovementRound, MovementTemplate
from thidua.movements.models.registrations import (
    Anniversary,
    MovementRegistration,
    MovementSettings,
    PactSignatory,
    Pledge,
    RegisteredMember,
    TitleRegistration,
)
from thidua.movements.models.reviews import (
    GoodExample,
    MovementFile,
    MovementResult,
    MovementReview,
    PledgeResult,
)

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
    "PactSignatory",
    "Pledge",
    "PledgeResult",
    "RegisteredMember",
    "TitleRegistration",
]
