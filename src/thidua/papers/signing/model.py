"""What a caller says about a signature: where it stands and what is seen of it."""

from __future__ import annotations

from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4


class SignatureError(ValueError):
    """This cannot be signed or read; the message is the Vietnamese sentence to show."""


@dataclass(frozen=True, slots=True)
class Space:
    """A rectangle on a page: ``page`` from 0, the rest in points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.top - self.bottom

    def holds_middle_of(self, other: Space) -> bool:
        """Whether the middle of ``other`` lies in this rectangle."""
        x, y = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        inside = self.left <= x <= self.right and self.bottom <= y <= self.top
        return self.page == other.page and inside


@dataclass(frozen=True, slots=True)
class Hand:
    """The signer's own signature: a transparent PNG in blue.

    ``name`` is the signer's as printed under the space; ``space`` overrides it for a file that
    names no space (one that was not made here).
    """

    png: bytes
    name: str
    space: Space | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    """The agency's seal: a transparent PNG in red, ``width_mm`` wide as the real one is.

    It stands over a third of the signature, to the left of it: of the one already made in the
    space of ``name``, or of ``over`` where the file was signed elsewhere.
    """

    png: bytes
    width_mm: float
    name: str
    over: Space | None = None


@dataclass(frozen=True, slots=True)
class AnnexMark:
    """The mark of an annex kept apart from its decision: issuer, number, moment of signing."""

    issuer: str
    number: str
