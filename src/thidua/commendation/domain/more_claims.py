"""What a unit claims beyond the dossier's own columns: other years, further initiatives, notes.

Kept as JSON in `Nomination.more_claims`; an empty one is that of a dossier drawn up by hand, whose
columns hold everything the unit has to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.commendation.domain.codec import decode, encode


@dataclass(frozen=True, slots=True)
class OtherRating:
    """The rating of a year other than the round's; `level` None where the list has no level."""

    year: int
    level: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class OtherInitiative:
    """A further initiative. `scope` as `InitiativeScope`; `recognised` None while awaited."""

    year: int
    name: str = ""
    decision: str = ""
    scope: int | None = None
    recognised: bool | None = None

    @property
    def words(self) -> str:
        return ", ".join(filter(None, (self.name, self.decision)))


@dataclass(frozen=True, slots=True)
class Disciplined:
    """Discipline that a note names; without a year it is not known whether it stands in the way."""

    year: int | None
    words: str


@dataclass(frozen=True, slots=True)
class MoreClaims:
    """`initiative_year` is that of the initiative in the columns, None for the round's year.

    `closed`: no initiative or accepted work is claimed but those named. `service_unknown` holds the
    words that leave the months of service in doubt.
    """

    ratings: tuple[OtherRating, ...] = ()
    initiatives: tuple[OtherInitiative, ...] = ()
    initiative_year: int | None = None
    closed: bool = True
    service_unknown: str = ""
    disciplined: tuple[Disciplined, ...] = ()

    def to_json(self) -> dict[str, Any]:
        written: dict[str, Any] = encode(self)
        return written

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> MoreClaims:
        return decode(cls, data)
