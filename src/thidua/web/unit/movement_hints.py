"""Good examples of a movement, offered where the unit nominates in the round opened from it."""

from __future__ import annotations

from typing import Any

from thidua.commendation.models import Round
from thidua.core.actors import Actor
from thidua.movements.models import GoodExample
from thidua.movements.queries import suggested


def hints(actor: Actor, round_: Round, asked: str) -> dict[str, Any]:
    """The examples not nominated yet, and the one that the address chose."""
    found = suggested(actor, round_)
    chosen = next((one for one in found if str(one.pk) == asked), None)
    return {"suggested": found, "example": chosen}


def initial_of(example: GoodExample | None) -> dict[str, Any]:
    """What the unit has told of the example already, to start the dossier from."""
    if example is None:
        return {}
    return {"name": example.name, "position": example.position, "achievement": example.words}
