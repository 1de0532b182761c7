"""What a council's score sheets come to. Exact decimals, no order, no database.

Every figure is rounded half up to the edition's decimals before it is used further, so that
whoever adds up the printed minutes by hand finds the same. More points never make a result worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from thidua.initiatives.enums import Method, VotesOf

_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion: at most `most` points, counted `weight` times."""

    key: int
    name: str
    most: Decimal
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    """How an edition counts and what it asks for; an empty threshold is not asked for."""

    lines: tuple[Line, ...]
    method: Method
    places: int
    points_percent: int | None
    votes_percent: int | None
    votes_of: VotesOf


@dataclass(frozen=True, slots=True)
class Sheet:
    """One member's points by criterion, and whether they are for recognition."""

    points: dict[int, Decimal]
    recommends: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result: points by criterion, the weighted total, the shares and whether it passes."""

    averages: tuple[tuple[int, Decimal], ...]
    total: Decimal
    most: Decimal
    points_share: Decimal
    in_favour: int
    votes_whole: int
    votes_share: Decimal
    passes_points: bool
    passes_votes: bool

    @property
    def passed(self) -> bool:
        return self.passes_points and self.passes_votes


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as people round by hand."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def middle(values: Sequence[Decimal], method: Method) -> Decimal:
    """The mean or the median; 0 of nothing."""
    if not values:
        return Decimal(0)
    if method is Method.MEAN:
        return sum(values, Decimal(0)) / len(values)
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def outcome(
    scheme: Scheme, sheets: Sequence[Sheet], *, council_members: int, entitled: int
) -> Outcome:
    """What the sheets come to. `entitled`: members who may score this request."""
    averages = tuple((line.key, _average(scheme, sheets, line)) for line in scheme.lines)
    weights = {line.key: line.weight for line in scheme.lines}
    total = rounded(
        sum((value * weights[key] for key, value in averages), Decimal(0)), scheme.places
    )
    most = sum((line.most * line.weight for line in scheme.lines), Decimal(0))
    whole = _whole(scheme.votes_of, council_members, entitled, len(sheets))
    in_favour = sum(sheet.recommends for sheet in sheets)
    points_share = _share(total, most, scheme.places)
    votes_share = _share(Decimal(in_favour), Decimal(whole), scheme.places)
    return Outcome(
        averages=averages,
        total=total,
        most=most,
        points_share=points_share,
        in_favour=in_favour,
        votes_whole=whole,
        votes_share=votes_share,
        passes_points=_reaches(points_share, scheme.points_percent),
        # Members are counted, never rounded: 2 of 3 is not 66,67 % of a threshold.
        passes_votes=scheme.votes_percent is None
        or in_favour * 100 >= scheme.votes_percent * whole > 0,
    )


def _average(scheme: Scheme, sheets: Sequence[Sheet], line: Line) -> Decimal:
    found = middle([sheet.points[line.key] for sheet in sheets], scheme.method)
    return rounded(found, scheme.places)


def _whole(votes_of: VotesOf, council_members: int, entitled: int, sheets: int) -> int:
    counted = {
        VotesOf.COUNCIL: council_members,
        VotesOf.ENTITLED: entitled,
        VotesOf.SHEETS: sheets,
    }
    return counted[votes_of]


def _share(part: Decimal, whole: Decimal, places: int) -> Decimal:
    return rounded(part * _HUNDRED / whole, places) if whole else rounded(Decimal(0), places)


def _reaches(share: Decimal, percent: int | None) -> bool:
    return percent is None or share >= percent
